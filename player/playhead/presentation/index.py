"""Segment indexes that any protocol can use, and the search that they share.

An index answers "what plays at 34.0 s?" and "what comes after this?" and makes a `Segment` only when one is
asked for: a three-hour film is three hours of numbers here, not ten thousand objects. `SearchableIndex`
has the whole of that arithmetic; a protocol says where its segments start and how one is made.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from playhead.presentation.model import Segment
from playhead.presentation.timeline import nearest_tick

__all__ = ["SearchableIndex", "TupleIndex"]


class SearchableIndex(ABC):
    """A `SegmentIndex` over segments that are known by position and start in ascending order.

    A subclass gives the times in ticks of one timescale (relative to the period's start) and makes segments.

    Args:
        starts: Start of each segment, ascending; relative to `origin`.
        timescale: Ticks a second.
        first_number: `Segment.number` of the first position; numbers grow by one.
        is_complete: Whether no segment will ever be added.
        origin: Ticks to add to every start: where the first segments of this window lie in the period.
    """

    __slots__ = ("_first_number", "_is_complete", "_origin", "_starts", "_timescale")

    def __init__(
        self, starts: Sequence[int], timescale: int, *, first_number: int, is_complete: bool, origin: int = 0
    ) -> None:
        assert timescale > 0
        self._starts = starts
        self._timescale = timescale
        self._first_number = first_number
        self._is_complete = is_complete
        self._origin = origin

    @abstractmethod
    def _make(self, position: int) -> Segment:
        """Return the segment at a position that exists."""

    @abstractmethod
    def _end(self, position: int) -> int:
        """Return the end of the segment at a position that exists, in ticks relative to the origin."""

    @property
    def is_complete(self) -> bool:
        """True if no segment will ever be added."""
        return self._is_complete

    @property
    def count(self) -> int:
        """How many segments there are now."""
        return len(self._starts)

    @property
    def start_s(self) -> float:
        """Start of the first segment; the origin if there is none."""
        first = self._starts[0] if self.count else 0
        return (self._origin + first) / self._timescale

    @property
    def end_s(self) -> float:
        """End of the last segment; the origin if there is none."""
        last = self._end(self.count - 1) if self.count else 0
        return (self._origin + last) / self._timescale

    def segment_at(self, time_s: float) -> Segment | None:
        """Return the segment playing at `time_s`, or the next one if there is a hole; None past the end."""
        ticks = nearest_tick(time_s, self._timescale) - self._origin
        position = max(bisect_right(self._starts, ticks, 0, self.count) - 1, 0)
        if self.count and ticks >= self._end(position):
            position += 1
        return self._make(position) if position < self.count else None

    def after(self, segment: Segment) -> Segment | None:
        """Return the segment that follows; the first one if the window has moved past it."""
        position = max(segment.number - self._first_number + 1, 0)
        return self._make(position) if position < self.count else None

    def __iter__(self) -> Iterator[Segment]:
        """Yield the segments in order, making each when it is asked for."""
        return (self._make(position) for position in range(self.count))


class TupleIndex(SearchableIndex):
    """An index of segments that are at hand anyway: a `sidx`, a short list, one whole file.

    Args:
        segments: In order, numbered without holes, all in one timescale.
        is_complete: Whether no segment will ever be added.
    """

    __slots__ = ("_segments",)

    def __init__(self, segments: Sequence[Segment], *, is_complete: bool = True) -> None:
        self._segments = tuple(segments)
        first = self._segments[0] if self._segments else None
        super().__init__(
            [segment.start for segment in self._segments],
            first.timescale if first else 1,
            first_number=first.number if first else 0,
            is_complete=is_complete,
        )

    def _make(self, position: int) -> Segment:
        return self._segments[position]

    def _end(self, position: int) -> int:
        segment = self._segments[position]
        return segment.start + segment.duration
