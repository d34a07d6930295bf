"""Variants to video tracks, and what goes with video: other angles, key frames alone, thumbnails.

What may be switched while playing is one track: variants of one codec family and one dynamic range. A switch
from AVC to HEVC or from SDR to PQ is a change of decoder or of screen mode, so those are tracks of their own.
"""

from collections import defaultdict
from collections.abc import Sequence

from playhead.hls.codecs import codec_family, codec_kind
from playhead.hls.ladder import Rung
from playhead.hls.mapping import TrackMapping, lowest_first
from playhead.hls.multivariant import Rendition, Variant
from playhead.hls.renditions import choices_of
from playhead.presentation import Kind, Representation, Track

__all__ = ["image_tracks", "trick_play_tracks", "video_tracks"]


def video_tracks(mapping: TrackMapping) -> list[Track]:
    """Return the ladder by family, then the other angles."""
    by_family: defaultdict[tuple[str, str], list[Rung]] = defaultdict(list)
    for rung in mapping.video_rungs:
        by_family[_family(rung.variant), rung.variant.video_range].append(rung)
    families = _with_unknown_joined(by_family)
    tracks = [
        Track(
            mapping.track_id("video", *(key if len(families) > 1 else ())),
            Kind.VIDEO,
            lowest_first(_representation(mapping, rung) for rung in rungs),
            is_default=position == 0,
        )
        for position, (key, rungs) in enumerate(families.items())
    ]
    return tracks + _other_angles(mapping)


def trick_play_tracks(mapping: TrackMapping) -> list[Track]:
    """Return the key-frame variants (RFC 8216 §4.3.4.3), one track for each codec family."""
    by_family: defaultdict[str, list[Variant]] = defaultdict(list)
    for variant in mapping.document.iframe_variants:
        by_family[_family(variant)].append(variant)
    return [
        Track(
            mapping.track_id("trick-play", family),
            Kind.VIDEO,
            lowest_first(_side_representation(mapping, variant, "trick-play") for variant in variants),
        )
        for family, variants in by_family.items()
    ]


def image_tracks(mapping: TrackMapping) -> list[Track]:
    """Return the thumbnails: one track, a representation for each size."""
    variants = mapping.document.image_variants
    if not variants:
        return []
    ladder = lowest_first(_side_representation(mapping, variant, "thumbnails") for variant in variants)
    return [Track(mapping.track_id("thumbnails"), Kind.IMAGE, ladder)]


def _representation(mapping: TrackMapping, rung: Rung) -> Representation:
    variant = rung.variant
    width, height = variant.resolution or (None, None)
    return Representation(
        mapping.rung_id(variant),
        variant.bandwidth_bps,
        mapping.index(rung.url),
        codecs=variant.codecs if mapping.has_audio_inside(rung) else rung.codecs(Kind.VIDEO),
        width=width,
        height=height,
        frame_rate=variant.frame_rate,
        audio_groups=frozenset(group for group in rung.audio_groups if ("AUDIO", group) in mapping.groups),
        average_bandwidth_bps=variant.average_bandwidth_bps,
        supplemental_codecs=variant.supplemental_codecs,
        video_range=variant.video_range,
        hdcp_level=variant.hdcp_level,
        allowed_cpc=variant.cpc_labels,
        video_layout=variant.layout,
        score=None if variant.score is None else float(variant.score),
        pathway=mapping.pathway(variant),
        stable_id=variant.stable_id,
        alternatives=mapping.alternatives(rung),
    )


def _side_representation(mapping: TrackMapping, variant: Variant, prefix: str) -> Representation:
    width, height = variant.resolution or (None, None)
    return Representation(
        mapping.rung_id(variant, prefix),
        variant.bandwidth_bps,
        mapping.index(mapping.url(variant.uri)),
        codecs=variant.codecs,
        width=width,
        height=height,
        average_bandwidth_bps=variant.average_bandwidth_bps,
        video_range=variant.video_range,
        pathway=mapping.pathway(variant),
    )


def _other_angles(mapping: TrackMapping) -> list[Track]:
    """Return the VIDEO renditions that have a playlist of their own (RFC 8216 §4.3.4.2.1)."""
    own = {rung.url for rung in mapping.video_rungs}
    rung_of = {rung.variant.video: rung for rung in reversed(mapping.video_rungs)}
    tracks: list[Track] = []
    for choice in choices_of(mapping.renditions("VIDEO", rung_of)):
        angles = [
            _angle(mapping, rendition, rung_of[rendition.group_id])
            for rendition in choice.renditions
            if rendition.uri is not None and mapping.url(rendition.uri) not in own
        ]
        if angles:
            tracks.append(mapping.track(Kind.VIDEO, choice, angles))
    return tracks


def _angle(mapping: TrackMapping, rendition: Rendition, rung: Rung) -> Representation:
    width, height = rung.variant.resolution or (None, None)
    return Representation(
        mapping.representation_id("video", rendition.group_id, rendition.name),
        rung.variant.bandwidth_bps,
        mapping.index_of(rendition),
        codecs=rung.codecs(Kind.VIDEO),
        width=width,
        height=height,
        frame_rate=rung.variant.frame_rate,
        group=rendition.group_id,
        video_range=rung.variant.video_range,
        stable_id=rendition.stable_id,
        alternatives=mapping.alternatives_of(rendition),
    )


def _family(variant: Variant) -> str:
    return next((codec_family(codec) for codec in variant.codecs if codec_kind(codec) is Kind.VIDEO), "")


def _with_unknown_joined(
    families: dict[tuple[str, str], list[Rung]],
) -> dict[tuple[str, str], Sequence[Rung]]:
    """Return the families; what declares nothing joins the other one if there is just one."""
    if len(families) == 2 and ("", "") in families:
        (known,) = (key for key in families if key != ("", ""))
        return {known: families[known] + families["", ""]}
    return {**families}
