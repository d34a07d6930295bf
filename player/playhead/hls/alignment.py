"""Where a live playlist lies on the period's timeline.

A live playlist has durations but no times: its first segment is whatever is oldest now. The first playlist
that is read starts the timeline at 0; every later one, of this rendition or another, is laid beside the one
before. Numbers tell exactly within one rendition. Between renditions RFC 8216 promises nothing about numbers
(§6.2.4), so wall-clock dates come first there.
"""

from dataclasses import dataclass

from playhead.errors import ErrorCode, ManifestError, make_problem
from playhead.hls.media import MediaPlaylist

__all__ = ["Window", "is_older_copy", "joined_origin", "refreshed_origin"]


@dataclass(frozen=True, slots=True)
class Window:
    """A playlist whose place is known.

    Attributes:
        origin: Microseconds from the period's start to its first segment.
    """

    playlist: MediaPlaylist
    origin: int

    @property
    def first(self) -> int:
        """Number of the first segment."""
        return self.playlist.media_sequence

    @property
    def last(self) -> int:
        """Number of the last segment."""
        return self.first + len(self.playlist.segments) - 1

    @property
    def end(self) -> int:
        """Microseconds from the period's start to the end."""
        return self.origin + self.playlist.segments.duration


def is_older_copy(playlist: MediaPlaylist, before: Window) -> bool:
    """Return whether this is what the same rendition had some time ago: a lagging cache.

    Raises:
        ManifestError: MANIFEST_WENT_BACKWARDS if it is so far back that the numbering must have started anew.
    """
    last = Window(playlist, 0).last
    if last < before.first:
        detail = f"segment numbers fell from {before.last} to {last}"
        problem = make_problem(
            ErrorCode.MANIFEST_WENT_BACKWARDS, detail, url=playlist.url, tag="EXT-X-MEDIA-SEQUENCE"
        )
        raise ManifestError(problem)
    return last < before.last and not playlist.is_complete


def refreshed_origin(playlist: MediaPlaylist, before: Window) -> int:
    """Return the origin of a newer playlist of the same rendition."""
    if playlist.media_sequence > before.last + 1:
        dated = _origin_by_date(playlist, before)
        if dated is not None and dated >= before.end:
            return dated
    return _origin_by_number(playlist, before)


def joined_origin(playlist: MediaPlaylist, before: Window) -> int:
    """Return the origin of another rendition's playlist, which shall share the timeline."""
    if playlist.is_complete and before.playlist.is_complete and before.origin == 0:
        return 0  # Video on demand: all renditions start together (RFC 8216 §6.2.4).
    dated = _origin_by_date(playlist, before)
    # Dates that put the two out of sight of each other are wrong dates.
    if dated is not None and dated <= before.end and dated + playlist.segments.duration >= before.origin:
        return dated
    return _origin_by_number(playlist, before)


def _origin_by_date(playlist: MediaPlaylist, before: Window) -> int | None:
    date_us = playlist.segments.date_us(0)
    before_us = before.playlist.segments.date_us(0)
    return None if date_us is None or before_us is None else before.origin + date_us - before_us


def _origin_by_number(playlist: MediaPlaylist, before: Window) -> int:
    table, old_table = playlist.segments, before.playlist.segments
    ahead = playlist.media_sequence - before.first
    if ahead < 0:
        behind = min(-ahead, len(table))
        return before.origin - table.starts[behind] - (-ahead - behind) * _typical_duration(playlist)
    within = min(ahead, len(old_table))
    return before.origin + old_table.starts[within] + (ahead - within) * _typical_duration(playlist)


def _typical_duration(playlist: MediaPlaylist) -> int:
    return playlist.target_duration or playlist.segments.duration // len(playlist.segments)
