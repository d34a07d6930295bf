"""Audio groups and audio-only variants to audio tracks."""

from collections import defaultdict

from playhead.hls.ladder import Rung
from playhead.hls.mapping import TrackMapping, lowest_first
from playhead.hls.multivariant import Rendition
from playhead.hls.renditions import Choice, choices_of
from playhead.presentation import Kind, Representation, Track

__all__ = ["audio_tracks"]


def audio_tracks(mapping: TrackMapping) -> list[Track]:
    """Return a track for each choice of the groups in use, and one for sound that has no group."""
    rungs_of_group: defaultdict[str, list[Rung]] = defaultdict(list)
    for rung in mapping.rungs:
        for group in rung.audio_groups:
            rungs_of_group[group].append(rung)
    tracks = [
        _choice_track(mapping, choice, rungs_of_group)
        for choice in choices_of(mapping.renditions("AUDIO", rungs_of_group))
    ]
    lonely = [
        rung
        for rung in mapping.rungs
        if not any(("AUDIO", group) in mapping.groups for group in rung.audio_groups)
    ]
    if not mapping.video_rungs and lonely:
        ladder = lowest_first(_rung_representation(mapping, rung) for rung in lonely)
        tracks.append(Track(mapping.track_id("audio"), Kind.AUDIO, ladder, is_default=not tracks))
    elif not tracks and any(map(mapping.has_audio_inside, lonely)):
        tracks.append(Track(mapping.track_id("audio"), Kind.AUDIO, (), is_default=True, is_muxed=True))
    return tracks


def _choice_track(mapping: TrackMapping, choice: Choice, rungs_of_group: dict[str, list[Rung]]) -> Track:
    representations: list[Representation] = []
    for rendition in choice.renditions:
        rungs = rungs_of_group[rendition.group_id]
        if rendition.uri is not None:
            representations.append(_rendition_representation(mapping, rendition, choice, rungs))
        elif not mapping.video_rungs:
            representations += [_rung_representation(mapping, rung, rendition.group_id) for rung in rungs]
    return mapping.track(Kind.AUDIO, choice, representations)


def _rendition_representation(
    mapping: TrackMapping, rendition: Rendition, choice: Choice, rungs: list[Rung]
) -> Representation:
    offered = {rung.codecs(Kind.AUDIO) for rung in rungs}
    codecs = offered.pop() if len(offered) == 1 else ()
    return Representation(
        mapping.representation_id("audio", rendition.group_id, rendition.name),
        # A rendition declares none; only where there is no picture is the variant's its own.
        0 if mapping.video_rungs else min(rung.variant.bandwidth_bps for rung in rungs),
        mapping.index_of(rendition),
        # A group of several codecs doesn't say which of them is in this rendition.
        codecs=codecs if len(codecs) == 1 else (),
        channels=choice.channels,
        sample_rate_hz=rendition.sample_rate_hz,
        group=rendition.group_id,
        pathway=mapping.pathway(rungs[0].variant),
        stable_id=rendition.stable_id,
        alternatives=mapping.alternatives_of(rendition),
    )


def _rung_representation(mapping: TrackMapping, rung: Rung, group: str = "") -> Representation:
    return Representation(
        mapping.rung_id(rung.variant, "audio"),
        rung.variant.bandwidth_bps,
        mapping.index(rung.url),
        codecs=rung.codecs(Kind.AUDIO),
        group=group,
        average_bandwidth_bps=rung.variant.average_bandwidth_bps,
        pathway=mapping.pathway(rung.variant),
        stable_id=rung.variant.stable_id,
        alternatives=mapping.alternatives(rung),
    )
