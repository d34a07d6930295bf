"""Variants to rungs: which EXT-X-STREAM-INF tags are one and the same encoding.

The same media playlist is listed once for each audio group it may go with, and once more for each server
that has a copy. Neither is another quality: the first kind is one rung with several audio groups, the second
is one rung with alternatives to fall back on (RFC 8216 §6.2.4: redundant variants differ in their URI alone).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

from playhead.hls.addresses import resolve
from playhead.hls.codecs import codec_kind
from playhead.hls.multivariant import MultivariantPlaylist, Rendition, Variant
from playhead.presentation import Kind

__all__ = ["Group", "GroupKey", "Rung", "groups_of", "offer_of", "rungs_of"]

GroupKey: TypeAlias = tuple[str, str]
Offer: TypeAlias = tuple[str, str, str, tuple[str, ...]]
_MAX_ALTERNATIVES = 16


@dataclass(slots=True)
class Rung:
    """One encoding, while it is put together.

    Attributes:
        variant: The one with the lowest bandwidth of those that share the media playlist; what they differ by
            is their audio.
        url: Absolute address of the media playlist.
        variants: All that share it.
        alternatives: Redundant variants: the same on another server, in order.
    """

    variant: Variant
    url: str
    variants: list[Variant] = field(default_factory=list[Variant])
    alternatives: list[Variant] = field(default_factory=list[Variant])

    def add(self, variant: Variant) -> None:
        """Take in a variant with the same media playlist."""
        self.variants.append(variant)
        if 0 < variant.bandwidth_bps < self.variant.bandwidth_bps:
            self.variant = variant

    def add_alternative(self, variant: Variant) -> None:
        """Take in a copy on another server."""
        is_new = all(known.uri != variant.uri for known in self.alternatives)
        if is_new and len(self.alternatives) < _MAX_ALTERNATIVES:
            self.alternatives.append(variant)

    @property
    def audio_groups(self) -> frozenset[str]:
        """The audio groups that go with it; empty if none is named."""
        return frozenset(variant.audio for variant in self.variants if variant.audio)

    @property
    def is_audio_only(self) -> bool:
        """True if it declares sound and no picture."""
        kinds = {codec_kind(codec) for codec in self.variant.codecs}
        return Kind.AUDIO in kinds and Kind.VIDEO not in kinds and self.variant.resolution is None

    def codecs(self, kind: Kind) -> tuple[str, ...]:
        """Return the declared codecs of one kind."""
        return tuple(codec for codec in self.variant.codecs if codec_kind(codec) is kind)


@dataclass(frozen=True, slots=True)
class Group:
    """The renditions of one type and GROUP-ID.

    Attributes:
        offer: What the group gives the viewer; equal for the copies of a group on two servers.
    """

    renditions: tuple[Rendition, ...]
    offer: frozenset[Offer]


def groups_of(document: MultivariantPlaylist) -> dict[GroupKey, Group]:
    """Return the rendition groups by type and GROUP-ID."""
    found: defaultdict[GroupKey, list[Rendition]] = defaultdict(list)
    for rendition in document.renditions:
        found[rendition.type, rendition.group_id].append(rendition)
    return {key: Group(tuple(listed), frozenset(map(offer_of, listed))) for key, listed in found.items()}


def offer_of(rendition: Rendition) -> Offer:
    """Return what a rendition gives the viewer, wherever it comes from."""
    return rendition.language, rendition.name, rendition.channels, rendition.characteristics


def rungs_of(document: MultivariantPlaylist, groups: dict[GroupKey, Group]) -> list[Rung]:
    """Return the rungs of a document, in the order in which their variants come first.

    Where a steering server names the pathway to start with, that pathway's variants are the rungs, and the
    others their alternatives.
    """
    by_url: dict[str, Rung] = {}
    by_signature: dict[object, Rung] = {}
    for variant in _first_pathway_first(document):
        url = resolve(document.url, variant.uri)
        signature = _signature(variant, groups)
        if url in by_url:
            by_url[url].add(variant)
        elif signature in by_signature:
            by_signature[signature].add_alternative(variant)
            continue
        else:
            by_url[url] = Rung(variant, url, [variant])
        # Without a bandwidth there is too little to call two variants the same.
        if variant.bandwidth_bps:
            by_signature.setdefault(signature, by_url[url])
    return list(by_url.values())


def _first_pathway_first(document: MultivariantPlaylist) -> list[Variant]:
    variants = [variant for variant in document.variants if variant.uri]
    steering = document.content_steering
    if steering is not None and steering.pathway_id:
        variants.sort(key=lambda variant: (variant.pathway_id or ".") != steering.pathway_id)
    return variants


def _signature(variant: Variant, groups: dict[GroupKey, Group]) -> object:
    def offer(type_: str, group_id: str) -> object:
        group = groups.get((type_, group_id))
        return group_id if group is None else group.offer

    # A copy on another server brings its own groups, so groups count by what they offer.
    return (
        variant.bandwidth_bps,
        variant.average_bandwidth_bps,
        variant.codecs,
        variant.supplemental_codecs,
        variant.resolution,
        variant.frame_rate,
        variant.video_range,
        variant.hdcp_level,
        variant.layout,
        variant.name,
        offer("AUDIO", variant.audio),
        offer("VIDEO", variant.video),
        offer("SUBTITLES", variant.subtitles),
        variant.closed_captions,
    )
