"""A playlist's presentation, and what its document says beside it."""

from playhead import hls
from playhead.hls.index import MediaPlaylistIndex
from playhead.presentation import SegmentIndex, TimedEvent
from playhead_app.probe.document_reading import Reading

__all__ = ["events_of", "read_playlist"]


def read_playlist(body: bytes, url: str) -> Reading:
    """Read either kind of playlist.

    Raises:
        ManifestError: If it can't be read or holds nothing to play.
    """
    document = hls.parse_document(body, url)
    presentation = hls.presentation_of(document)
    steering = presentation.steering if isinstance(document, hls.MultivariantPlaylist) else None
    return Reading(presentation, steering=steering)


def events_of(index: SegmentIndex) -> tuple[TimedEvent, ...]:
    """Return the date ranges and breaks of a media playlist (RFC 8216 §4.3.2.7)."""
    return index.events if isinstance(index, MediaPlaylistIndex) else ()
