"""Segment times as runs of equal durations: the arithmetic behind every DASH index.

A constant segment duration is one run, a SegmentTimeline one run per S, a sidx one per segment. Nothing is
ever expanded: a run of two thousand million segments costs three numbers.

All times here are ticks since the period's start; ordinals count the segments that can be had, from 0.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType

from playhead.dash.document.entries import TimelineEntry
from playhead.dash.limits import MAX_INTEGER

__all__ = [
    "NO_PLACES",
    "Run",
    "Runs",
    "gather",
    "runs_of_spans",
    "runs_of_timeline",
    "timeline_runs",
    "uniform_runs",
]

Run = tuple[int, int, int, int]
"""First start, duration of each, how many, which segment of the document the first one is."""

NO_PLACES: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Runs:
    """Many runs, in order of their starts.

    Attributes:
        starts, durations: Of each run, in ticks.
        firsts: Ordinal of each run's first segment, and behind the last one the count of all segments.
        places: Which segment of the document each run's first one is, counted from 0: some may be left out.
        end: Ticks at which the last segment is cut off; None if it keeps its declared duration.
    """

    starts: Sequence[int]
    durations: Sequence[int]
    firsts: Sequence[int]
    places: Sequence[int]
    end: int | None = None

    @property
    def count(self) -> int:
        """How many segments there are."""
        return self.firsts[-1]

    def span(self, ordinal: int) -> tuple[int, int]:
        """Return start and duration of a segment, 0 ≤ ordinal < count."""
        run = bisect_right(self.firsts, ordinal) - 1
        duration = self.durations[run]
        start = self.starts[run] + (ordinal - self.firsts[run]) * duration
        if self.end is not None and ordinal == self.count - 1:
            duration = max(1, min(duration, self.end - start))
        return start, duration

    def declared(self, ordinal: int) -> int:
        """Return how long a segment would be if the period didn't cut it off."""
        return self.durations[bisect_right(self.firsts, ordinal) - 1]

    def place(self, ordinal: int) -> int:
        """Return which segment of the document this one is, counted from 0."""
        run = bisect_right(self.firsts, ordinal) - 1
        return self.places[run] + ordinal - self.firsts[run]

    def at(self, ticks: int) -> int | None:
        """Return the ordinal of the segment that plays at a time, else of the next one; None past the end."""
        if not self.count:
            return None
        run = bisect_right(self.starts, ticks) - 1
        if run < 0:
            return 0
        within = (ticks - self.starts[run]) // self.durations[run]
        ordinal = min(self.firsts[run] + within, self.firsts[run + 1] - 1)
        start, duration = self.span(ordinal)
        if ticks < start + duration:
            return ordinal
        return ordinal + 1 if ordinal + 1 < self.count else None


def uniform_runs(start: int, duration: int, count: int, limit: int | None, *, low: int = 0) -> Runs:
    """Return the runs of segments that all last equally long.

    Args:
        start: Of the document's first one; may be negative.
        count: How many the document has.
        limit: Period's end; segments from there on are left out, the last one before it is cut off.
        low: Segments that end by then are left out.
    """
    return gather([(start, duration, count, 0)], low, limit, is_cut=True)


def runs_of_spans(spans: Iterable[tuple[int, int]], limit: int | None) -> Runs:
    """Return the runs of segments that are given one by one, as start and duration, in order."""
    runs = ((start, duration, 1, place) for place, (start, duration) in enumerate(spans))
    return gather(runs, 0, limit, is_cut=False)


def runs_of_timeline(
    entries: Sequence[TimelineEntry],
    offset: int,
    limit: int | None,
    *,
    most: int = MAX_INTEGER,
    low: int = 0,
    high: int | None = None,
    places: Mapping[int, int] = NO_PLACES,
) -> Runs:
    """Return the runs of a SegmentTimeline.

    Args:
        entries: The S elements.
        offset: @presentationTimeOffset: the media time of the period's start.
        limit: Period's end; None if not known. Segments wholly outside the period are left out.
        most: How many segments there may be, counted from the first of the document.
        low: Segments that end by then are left out.
        high: An open repetition gives no segment that ends later; None for no such limit.
        places: Which segment of the document an entry's first one is, where the document says so (S@n).
    """
    runs = timeline_runs(entries, offset, limit, most=most, high=high, places=places)
    return gather(runs, low, limit, is_cut=False)


def timeline_runs(
    entries: Sequence[TimelineEntry],
    offset: int,
    limit: int | None,
    *,
    most: int = MAX_INTEGER,
    high: int | None = None,
    places: Mapping[int, int] = NO_PLACES,
) -> Iterator[Run]:
    """Yield one run for each entry, perhaps an empty one; see `runs_of_timeline`."""
    at, place = -offset, 0
    starts = (entry[0] for entry in entries)
    followers = chain(islice(starts, 1, None), (None,))
    for nth, ((time, duration, repeat), follower) in enumerate(zip(entries, followers, strict=False)):
        if time is not None:
            at = time - offset
        if nth in places:
            place = places[nth]
        count = repeat + 1
        if repeat < 0:
            count = _open_count(at, duration, limit if follower is None else follower - offset, high)
        count = max(0, min(count, most - place))
        yield at, duration, count, place
        at, place = at + count * duration, place + count


def _open_count(at: int, duration: int, end: int | None, high: int | None) -> int:
    """Return how many segments an open repetition has: to the next S, else to the period's end.

    Of a live one only those that are there; where nothing is known, one segment is all that is sure.
    """
    counts = [] if end is None else [-((at - end) // duration)]
    if high is not None:
        counts.append((high - at) // duration)
    return min(counts, default=1)


def gather(runs: Iterable[Run], low: int, limit: int | None, *, is_cut: bool) -> Runs:
    """Collect runs, leaving out what lies outside the period or does not go forward.

    Args:
        runs: In the document's order.
        low, limit: Segments that end by the one or begin at the other are left out; see `runs_of_timeline`.
        is_cut: Whether the last segment ends where the period does.
    """
    starts, durations, firsts, places = array("q"), array("q"), array("q", [0]), array("q")
    latest = -MAX_INTEGER
    count = 0
    top = MAX_INTEGER if limit is None else min(limit, MAX_INTEGER)
    for start, duration, length, place in runs:
        if start + duration <= low or start <= latest:
            dropped = max((low - start) // duration, (latest - start) // duration + 1)
            start, length, place = start + dropped * duration, length - dropped, place + dropped
        if start + (length - 1) * duration >= top:
            length = -((start - top) // duration)
        if length <= 0 or place > MAX_INTEGER:
            continue
        starts.append(start)
        durations.append(duration)
        places.append(place)
        count += length
        firsts.append(count)
        latest = start + (length - 1) * duration
    return Runs(starts, durations, firsts, places, limit if is_cut else None)
