"""What all kinds of tracks need while a multivariant playlist is mapped: ids, addresses, groups."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from playhead.hls.addresses import resolve
from playhead.hls.index import PlaylistIndex
from playhead.hls.ladder import GroupKey, Rung, groups_of, offer_of, rungs_of
from playhead.hls.multivariant import MultivariantPlaylist, Rendition, Variant
from playhead.hls.renditions import Choice, unique_id
from playhead.hls.warning_log import WarningLog
from playhead.presentation import Alternative, Kind, Representation, Track

__all__ = ["TrackMapping", "lowest_first"]


class TrackMapping:
    """One multivariant playlist on its way to tracks.

    Args:
        document: The playlist.
        log: For what can't be mapped.

    Attributes:
        groups: Rendition groups by type and GROUP-ID.
        video_rungs: The ladder.
        rungs: The ladder, or the rungs of sound alone where there is no video. Beside video, a variant with
            sound alone is a last resort for slow networks, not a rung.
    """

    def __init__(self, document: MultivariantPlaylist, log: WarningLog) -> None:
        self.document = document
        self.log = log
        self.groups = groups_of(document)
        rungs = rungs_of(document, self.groups)
        self.video_rungs = [rung for rung in rungs if not rung.is_audio_only]
        self.rungs = self.video_rungs or rungs
        self._track_ids: set[str] = set()
        self._representation_ids: set[str] = set()
        self._copies = self._copies_of_groups()

    def track_id(self, *parts: str) -> str:
        """Return a track id of these parts, unique in the presentation."""
        return unique_id(self._track_ids, *parts)

    def representation_id(self, *parts: str) -> str:
        """Return a representation id of these parts, unique in the presentation."""
        return unique_id(self._representation_ids, *parts)

    def rung_id(self, variant: Variant, *prefix: str) -> str:
        """Return a representation id for a variant: its own stable one, or its size and bandwidth."""
        if variant.stable_id:
            return self.representation_id(*prefix, variant.stable_id)
        size = f"{variant.resolution[1]}p" if variant.resolution else ""
        return self.representation_id(*prefix, size, str(variant.bandwidth_bps))

    def url(self, uri: str) -> str:
        """Return the absolute address of a URI that was checked when it was read."""
        return resolve(self.document.url, uri)

    def index(self, url: str) -> PlaylistIndex:
        """Return the index that has to be fetched from an absolute address."""
        return PlaylistIndex(url, self.document.variables)

    def index_of(self, rendition: Rendition) -> PlaylistIndex:
        """Return the index of a rendition with a URI."""
        assert rendition.uri is not None
        return self.index(self.url(rendition.uri))

    def pathway(self, variant: Variant) -> str:
        """Return the name of a variant's servers; `.` where steering needs one and none is given."""
        return variant.pathway_id or ("." if self.document.content_steering else "")

    def pathway_of(self, rendition: Rendition) -> str:
        """Return the pathway of the variants that name a rendition's group."""
        key = rendition.type, rendition.group_id
        named = (v for rung in self.rungs for v in rung.variants if key in _groups_named_by(v))
        return next((self.pathway(variant) for variant in named), "")

    def alternatives(self, rung: Rung) -> tuple[Alternative, ...]:
        """Return a rung's copies on other servers."""
        return tuple(
            Alternative(self.index(self.url(variant.uri)), self.pathway(variant))
            for variant in rung.alternatives
        )

    def alternatives_of(self, rendition: Rendition) -> tuple[Alternative, ...]:
        """Return a rendition's copies: the same offer in the groups that copies of its variants name."""
        return tuple(
            Alternative(self.index_of(copy), pathway, group)
            for group, pathway in self._copies.get((rendition.type, rendition.group_id), {}).items()
            for copy in self.groups[rendition.type, group].renditions
            if offer_of(copy) == offer_of(rendition) and copy.uri is not None and not copy.is_refused
        )

    def has_audio_inside(self, rung: Rung) -> bool:
        """Return whether sound that a rung declares can only be in its own segments."""
        renditions = [
            rendition
            for group in rung.audio_groups
            if ("AUDIO", group) in self.groups
            for rendition in self.groups["AUDIO", group].renditions
        ]
        inside = not renditions or any(rendition.uri is None for rendition in renditions)
        return inside and bool(rung.codecs(Kind.AUDIO))

    def renditions(self, type_: str, used_groups: Iterable[str]) -> list[Rendition]:
        """Return the renditions of one type in these groups that may be used, in order."""
        used = set(used_groups)
        return [
            rendition
            for rendition in self.document.renditions
            if rendition.type == type_ and rendition.group_id in used and not rendition.is_refused
        ]

    def track(self, kind: Kind, choice: Choice, representations: Iterable[Representation]) -> Track:
        """Return the track of a choice; muxed if it has no representation of its own."""
        ladder = lowest_first(representations)
        return Track(
            self.track_id(kind.value, choice.language, choice.name, *choice.roles),
            kind,
            ladder,
            language=choice.language,
            label=choice.name,
            roles=choice.roles,
            channels=choice.channels,
            is_default=choice.is_default,
            is_muxed=not ladder,
            service=choice.instream_id,
        )

    def _copies_of_groups(self) -> dict[GroupKey, dict[str, str]]:
        """Return, for each group, the groups on other servers that offer the same, and their pathways."""
        copies: defaultdict[GroupKey, dict[str, str]] = defaultdict(dict)
        for rung in self.rungs:
            own_keys = {key for variant in rung.variants for key in _groups_named_by(variant)}
            for other in rung.alternatives:
                for own_key, copy_key in product(own_keys, _groups_named_by(other)):
                    if own_key != copy_key and self._offer_the_same(own_key, copy_key):
                        copies[own_key].setdefault(copy_key[1], self.pathway(other))
        return copies

    def _offer_the_same(self, one: GroupKey, other: GroupKey) -> bool:
        if one[0] != other[0] or one not in self.groups or other not in self.groups:
            return False
        return self.groups[one].offer == self.groups[other].offer


def lowest_first(representations: Iterable[Representation]) -> tuple[Representation, ...]:
    """Return a ladder in the model's order."""
    return tuple(sorted(representations, key=lambda representation: representation.bandwidth_bps))


def _groups_named_by(variant: Variant) -> tuple[GroupKey, ...]:
    return ("AUDIO", variant.audio), ("VIDEO", variant.video), ("SUBTITLES", variant.subtitles)
