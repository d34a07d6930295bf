"""The door of the room: a playlist's bytes in, a `Presentation` out.

HLS has no periods; where formats or timestamps change inside a playlist, `Segment.discontinuity` changes. So
a presentation is one period from 0, whose duration is known once a media playlist was read.
"""

from fractions import Fraction

from playhead.errors import ErrorCode, ManifestError, make_problem
from playhead.hls.addresses import resolve
from playhead.hls.index import index_of
from playhead.hls.mapping import TrackMapping
from playhead.hls.media import MediaPlaylist
from playhead.hls.media_kind import container_of, kind_of_media
from playhead.hls.media_reader import read_media_lines
from playhead.hls.multivariant import MultivariantPlaylist
from playhead.hls.multivariant_reader import read_multivariant_lines
from playhead.hls.protection import protections_of
from playhead.hls.tags import StartTag
from playhead.hls.text import PlaylistKind, kind_of, playlist_text
from playhead.hls.tracks import tracks_of
from playhead.hls.values import TICKS_PER_S
from playhead.hls.video_tracks import trick_play_tracks
from playhead.hls.warning_log import Oddity, WarningLog
from playhead.presentation import (
    Kind,
    Period,
    Presentation,
    Representation,
    Steering,
    StreamingProtocol,
    Track,
)

__all__ = ["parse_document", "parse_presentation", "presentation_of"]

_PERIOD_ID = "0"


def parse_document(body: bytes, url: str) -> MultivariantPlaylist | MediaPlaylist:
    """Return a playlist as a document, with everything that it says and nothing interpreted.

    Args:
        body: The whole body.
        url: Where it came from in the end, after redirects.

    Raises:
        ManifestError: If it is no playlist, too large, or uses an undefined variable.
    """
    log = WarningLog()
    lines = playlist_text(body, url, log)
    if kind_of(lines)[0] is PlaylistKind.MULTIVARIANT:
        return read_multivariant_lines(lines, url, log)
    return read_media_lines(lines, url, log)


def parse_presentation(body: bytes, url: str) -> Presentation:
    """Return the presentation that a playlist describes; a media playlist is one with a single track.

    Args:
        body: The whole body.
        url: Where it came from in the end, after redirects.

    Raises:
        ManifestError: MANIFEST_NOT_A_MANIFEST, MANIFEST_EMPTY, MANIFEST_MALFORMED, MANIFEST_LIMIT_EXCEEDED or
            MANIFEST_VARIABLE_UNDEFINED; whatever can be played in spite of its faults is played.
    """
    return presentation_of(parse_document(body, url))


def presentation_of(document: MultivariantPlaylist | MediaPlaylist) -> Presentation:
    """Return the presentation that a document describes, for those who want both.

    Raises:
        ManifestError: If there is nothing to play; see `parse_presentation`.
    """
    if isinstance(document, MediaPlaylist):
        return _of_media(document)
    return _of_multivariant(document)


def _of_multivariant(document: MultivariantPlaylist) -> Presentation:
    log = WarningLog()
    mapping = TrackMapping(document, log)
    tracks = tracks_of(mapping)
    if not any(track.representations for track in tracks if track.kind is not Kind.IMAGE):
        raise _nothing_to_play(document)
    return Presentation(
        document.url,
        StreamingProtocol.HLS,
        (Period(_PERIOD_ID, Fraction(0), None, tracks, tuple(trick_play_tracks(mapping))),),
        start_hint_s=_start_hint_s(document.start),
        start_hint_is_precise=document.start is not None and document.start.is_precise,
        warnings=document.warnings + log.as_tuple(),
        session_protection=protections_of(document.session_keys, document.url),
        steering=_steering(document),
    )


def _of_media(playlist: MediaPlaylist) -> Presentation:
    index = index_of(playlist, playlist.url)
    kind = kind_of_media(playlist)
    representation = Representation(kind.value, 0, index, container=container_of(playlist))
    duration = Fraction(playlist.segments.duration, TICKS_PER_S) if playlist.is_complete else None
    track = Track(kind.value, kind, (representation,), is_default=True)
    return Presentation(
        playlist.url,
        StreamingProtocol.HLS,
        (Period(_PERIOD_ID, Fraction(0), duration, (track,)),),
        is_live=not playlist.is_complete,
        duration=duration,
        start_hint_s=_start_hint_s(playlist.start, duration),
        start_hint_is_precise=playlist.start is not None and playlist.start.is_precise,
        warnings=playlist.warnings,
        events=index.events,
    )


def _start_hint_s(start: StartTag | None, duration: Fraction | None = None) -> float | None:
    if start is None:
        return None
    offset_s = start.time_offset_s
    if offset_s < 0 and duration is not None:
        offset_s = max(duration + offset_s, Fraction(0))
    return float(offset_s)


def _steering(document: MultivariantPlaylist) -> Steering | None:
    tag = document.content_steering
    return None if tag is None else Steering(resolve(document.url, tag.server_uri), tag.pathway_id)


def _nothing_to_play(document: MultivariantPlaylist) -> ManifestError:
    broken = (Oddity.NOTHING_BEHIND, Oddity.ADDRESS)
    reason = next((warning for warning in document.warnings if warning.code in broken), None)
    if reason is None:
        problem = make_problem(
            ErrorCode.MANIFEST_EMPTY,
            "the playlist names no variant",
            url=document.url,
            tag="EXT-X-STREAM-INF",
        )
    else:
        problem = make_problem(
            ErrorCode.MANIFEST_MALFORMED,
            f"no variant can be used: {reason.message}",
            url=document.url,
            line=reason.line,
            tag=reason.tag or "EXT-X-STREAM-INF",
        )
    return ManifestError(problem)
