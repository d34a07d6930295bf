"""Media playlists: dates, and what is said about stretches of time (RFC 8216bis §4.4.4.6, §4.4.5.1)."""

from collections.abc import Iterator
from itertools import pairwise

from playhead.hls import MediaPlaylist
from playhead.hls.values import TICKS_PER_S
from playhead.lint.finding import FindingSeverity, Found, rule

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = FindingSeverity
_RANGE = "EXT-X-DATERANGE"
_DATE = "EXT-X-PROGRAM-DATE-TIME"
# What rounding of durations explains.
_TOLERANCE = TICKS_PER_S // 2


@rule("hls.date-jump", _WARNING, "RFC 8216bis §4.4.4.6")
def date_jump(playlist: MediaPlaylist) -> Iterator[Found]:
    """Between two dates without a discontinuity as much time goes by as the segments last."""
    table = playlist.segments
    for (row, date_us), (later, later_us) in pairwise(table.dates_us.between(0, len(table))):
        off = later_us - date_us - (table.starts[later] - table.starts[row])
        if abs(off) > _TOLERANCE and table.discontinuity(row) == table.discontinuity(later):
            message = f"the date is {off / TICKS_PER_S:+.3f} s from where the segments before it end"
            yield Found(message, table.lines[later] or None, _DATE)


@rule("hls.date-missing", _ADVICE, "RFC 8216bis §4.4.4.6")
def date_missing(playlist: MediaPlaylist) -> Iterator[Found]:
    """A live playlist has dates: they align renditions, and measure latency."""
    if not playlist.is_complete and not len(playlist.segments.dates_us):
        yield Found("there is no EXT-X-PROGRAM-DATE-TIME", tag=_DATE)


@rule("hls.date-range-undated", _ERROR, "RFC 8216bis §4.4.5.1")
def date_range_undated(playlist: MediaPlaylist) -> Iterator[Found]:
    """A playlist with EXT-X-DATERANGE has an EXT-X-PROGRAM-DATE-TIME, or nothing places the range."""
    if playlist.date_ranges and not len(playlist.segments.dates_us):
        yield Found("no EXT-X-PROGRAM-DATE-TIME places it", playlist.date_ranges[0].line or None, _RANGE)


@rule("hls.date-range-start-missing", _ERROR, "RFC 8216bis §4.4.5.1")
def date_range_start_missing(playlist: MediaPlaylist) -> Iterator[Found]:
    """Each date range has a START-DATE."""
    for each in playlist.date_ranges:
        if each.start_us is None and each.line:
            yield Found("there is no START-DATE", each.line, _RANGE)


@rule("hls.date-range-ends-on-next", _ERROR, "RFC 8216bis §4.4.5.1")
def date_range_ends_on_next(playlist: MediaPlaylist) -> Iterator[Found]:
    """END-ON-NEXT comes with CLASS and without DURATION and END-DATE."""
    for each in playlist.date_ranges:
        if not each.ends_on_next:
            continue
        if not each.class_name:
            yield Found("END-ON-NEXT without CLASS", each.line or None, _RANGE)
        for name in ("DURATION", "END-DATE"):
            if name in each.attributes:
                yield Found(f"END-ON-NEXT beside {name}", each.line or None, _RANGE)


RULES = (
    date_jump,
    date_missing,
    date_range_undated,
    date_range_start_missing,
    date_range_ends_on_next,
)
