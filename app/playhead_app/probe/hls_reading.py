"""A playlist's presentation, and what its document says beside it."""

from collections.abc import Iterator, Mapping
from typing import Any

from playhead import hls
from playhead.hls.date_ranges import DateRange
from playhead.hls.index import MediaPlaylistIndex
from playhead.presentation import SegmentIndex
from playhead_app.probe.document_reading import MAX_DATA, Reading

__all__ = ["date_ranges", "read_playlist"]


def read_playlist(body: bytes, url: str) -> Reading:
    """Read either kind of playlist.

    Raises:
        ManifestError: If it can't be read or holds nothing to play.
    """
    document = hls.parse_document(body, url)
    presentation = hls.presentation_of(document)
    if isinstance(document, hls.MultivariantPlaylist):
        return Reading(presentation, steering=presentation.steering)
    return Reading(presentation, tuple(map(_event, document.date_ranges)))


def date_ranges(index: SegmentIndex) -> Iterator[Mapping[str, Any]]:
    """Yield the date ranges of a media playlist (RFC 8216 §4.3.2.7)."""
    if isinstance(index, MediaPlaylistIndex):
        yield from map(_event, index.playlist.date_ranges)


def _event(said: DateRange) -> Mapping[str, Any]:
    duration_us = said.planned_duration
    if said.start_us is not None and said.end_us is not None:
        duration_us = said.end_us - said.start_us
    return {
        "scheme": "EXT-X-DATERANGE",
        "id": said.id,
        "value": said.class_name or None,
        "start_s": None,
        "start_utc_s": None if said.start_us is None else said.start_us / 1e6,
        "duration_s": None if duration_us is None else duration_us / 1e6,
        "data": {name: value.strip('"')[:MAX_DATA] for name, value in said.attributes.items()},
        "line": said.line,
    }
