"""A multivariant playlist's variants and renditions to the model's tracks: video, audio, text, images."""

from playhead.hls.audio_tracks import audio_tracks
from playhead.hls.mapping import TrackMapping
from playhead.hls.renditions import choices_of
from playhead.hls.video_tracks import image_tracks, video_tracks
from playhead.hls.warning_log import Oddity, quoted
from playhead.presentation import Kind, Representation, Track

__all__ = ["tracks_of"]


def tracks_of(mapping: TrackMapping) -> tuple[Track, ...]:
    """Return the tracks, each kind in the playlist's order."""
    _warn_of_unknown_groups(mapping)
    return (
        *video_tracks(mapping),
        *audio_tracks(mapping),
        *_subtitles(mapping),
        *_closed_captions(mapping),
        *image_tracks(mapping),
    )


def _subtitles(mapping: TrackMapping) -> list[Track]:
    used = {variant.subtitles for rung in mapping.rungs for variant in rung.variants if variant.subtitles}
    tracks: list[Track] = []
    for choice in choices_of(mapping.renditions("SUBTITLES", used)):
        representations = [
            Representation(
                mapping.representation_id("text", rendition.group_id, rendition.name),
                0,
                mapping.index_of(rendition),
                group=rendition.group_id,
                pathway=mapping.pathway_of(rendition),
                stable_id=rendition.stable_id,
                alternatives=mapping.alternatives_of(rendition),
            )
            for rendition in choice.renditions
            if rendition.uri is not None
        ]
        if representations:
            tracks.append(mapping.track(Kind.TEXT, choice, representations))
        else:
            line = choice.renditions[0].line
            mapping.log.add(Oddity.ATTRIBUTE_MISSING, "subtitles without a URI", line, "EXT-X-MEDIA")
    return tracks


def _closed_captions(mapping: TrackMapping) -> list[Track]:
    used = {variant.closed_captions for rung in mapping.rungs for variant in rung.variants}
    choices = choices_of(mapping.renditions("CLOSED-CAPTIONS", used))
    return [mapping.track(Kind.TEXT, choice, ()) for choice in choices]


def _warn_of_unknown_groups(mapping: TrackMapping) -> None:
    for variant in mapping.document.variants:
        wanted = {"AUDIO": variant.audio, "VIDEO": variant.video, "SUBTITLES": variant.subtitles}
        for type_, group in wanted.items():
            if group and (type_, group) not in mapping.groups:
                message = f"no EXT-X-MEDIA has the {type_} group {quoted(group)}"
                mapping.log.add(Oddity.GROUP_UNKNOWN, message, variant.line, "EXT-X-STREAM-INF")
