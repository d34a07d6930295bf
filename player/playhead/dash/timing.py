"""Which segments a representation has, and when: from duration, SegmentTimeline and the period's limits."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial

from playhead.dash.document.addressing import Addressing, SegmentList
from playhead.dash.document.element import Timeline
from playhead.dash.document.entries import TimelineEntry
from playhead.dash.faults import manifest_error
from playhead.dash.limits import MAX_INTEGER
from playhead.dash.periods import PeriodSpan
from playhead.dash.runs import NO_PLACES, Runs, runs_of_timeline, uniform_runs
from playhead.dash.values import parse_unsigned
from playhead.errors import ErrorCode, ManifestError

__all__ = ["Ticks", "Timing", "one_segment", "places_of"]


@dataclass(frozen=True, slots=True)
class Ticks:
    """A period's limits in the ticks of one representation.

    Attributes:
        offset: Media time of the period's start.
        limit: The period's end; None if it is not known.
        low, high: What ends by `low` is gone; what ends after `high` (None: no limit) is not there yet.
    """

    timescale: int
    offset: int
    limit: int | None
    low: int
    high: int | None

    @classmethod
    def of(cls, span: PeriodSpan, timescale: int, offset: int, early: Fraction | None) -> "Ticks":
        """Convert a period's limits.

        Args:
            span: The period.
            timescale: Ticks a second.
            offset: @presentationTimeOffset.
            early: Seconds that segments are available before their end has passed; None: at any time.
        """
        return cls(
            timescale=timescale,
            offset=offset,
            limit=None if span.duration is None else math.ceil(span.duration * timescale),
            low=0 if span.low is None else max(0, math.floor(span.low * timescale)),
            high=math.floor((span.high + early) * timescale)
            if span.high is not None and early is not None
            else None,
        )


class Timing:
    """Plans the runs of one period's representations; those that share a timeline share its runs."""

    def __init__(self, span: PeriodSpan) -> None:
        self._span = span
        self._shared: dict[tuple[int, ...], Callable[[], Runs]] = {}

    def plan(self, addressing: Addressing, ticks: Ticks, most: int = MAX_INTEGER) -> Callable[[], Runs]:
        """Return what computes the runs when they are needed.

        Args:
            addressing: SegmentTemplate or SegmentList, inherited through all levels.
            ticks: Limits in its timescale.
            most: How many segments the document lets it have.

        Raises:
            ManifestError: If there is nothing to tell the segments by.
        """
        if addressing.timeline is not None:
            return self._by_timeline(addressing, ticks, most)
        if addressing.duration is not None:
            count = self._count(addressing, addressing.duration, ticks, most)
            start = addressing.ept_delta or 0
            return partial(uniform_runs, start, addressing.duration, count, ticks.limit, low=ticks.low)
        return one_segment(ticks, addressing.element.line)

    def _by_timeline(self, addressing: Addressing, ticks: Ticks, most: int) -> Callable[[], Runs]:
        timeline = addressing.timeline or Timeline()
        entries, places = timeline.entries, places_of(timeline, addressing)
        if not entries and not self._span.is_live:
            raise _lacking("SegmentTimeline is empty", ErrorCode.MANIFEST_EMPTY, addressing.element.line)
        plan = partial(_timeline_runs, entries, ticks, most, places)
        if places:
            return plan
        # Keyed by identity: the plan itself keeps the entries alive.
        key = (id(entries), ticks.offset, ticks.timescale, most, -1 if ticks.high is None else ticks.high)
        if key not in self._shared:
            self._shared[key] = cache(plan)
        return self._shared[key]

    def _count(self, addressing: Addressing, duration: int, ticks: Ticks, most: int) -> int:
        start = addressing.ept_delta or 0
        counts = [most] if most < MAX_INTEGER else []
        if ticks.limit is not None:
            counts.append(-((start - ticks.limit) // duration))
        if self._span.is_live and not isinstance(addressing, SegmentList):
            counts += self._available(start, duration, ticks, is_bounded=bool(counts))
        if not counts:
            reason = "nothing tells how many segments there are"
            raise _lacking(reason, ErrorCode.MANIFEST_MISSING_ATTRIBUTE, addressing.element.line)
        return max(0, min(counts))

    def _available(self, start: int, duration: int, ticks: Ticks, *, is_bounded: bool) -> list[int]:
        """Return how many numbered segments are there by now, as far as that limits them."""
        if ticks.high is not None:
            return [(ticks.high - start) // duration]
        if self._span.high is None:
            # Without a clock nobody can tell which ones are there; of a period that is over, all are.
            return [] if self._span.is_over else [0]
        # All that there will be are there already. Where that has no end, what would usually be there counts.
        return [] if is_bounded else [(math.floor(self._span.high * ticks.timescale) - start) // duration]


def places_of(timeline: Timeline, addressing: Addressing) -> Mapping[int, int]:
    """Return which segment of the document the first one of an entry is, for entries that say so (S@n)."""
    if not timeline.details or isinstance(addressing, SegmentList):
        return NO_PLACES  # a list's segments have no numbers but their order
    first = 1 if addressing.start_number is None else addressing.start_number
    numbers = ((nth, parse_unsigned(each.get("n", ""))) for nth, each in timeline.details.items())
    return {nth: number - first for nth, number in numbers if number is not None}


def _timeline_runs(
    entries: Sequence[TimelineEntry], ticks: Ticks, most: int, places: Mapping[int, int]
) -> Runs:
    for offset in (ticks.offset, 0):
        runs = runs_of_timeline(
            entries, offset, ticks.limit, most=most, low=ticks.low, high=ticks.high, places=places
        )
        if runs.count or not entries or entries[0][0] is not None:
            return runs
        # A timeline that names no time at all starts at 0, so all of it may lie before the period. Packagers
        # that write that mean a timeline which starts with the period.
    return runs


def one_segment(ticks: Ticks, line: int | None) -> Callable[[], Runs]:
    """Plan one segment that lasts the whole period.

    Raises:
        ManifestError: If the period has no duration.
    """
    if ticks.limit is None:
        reason = "nothing tells how long its only segment is"
        raise _lacking(reason, ErrorCode.MANIFEST_MISSING_ATTRIBUTE, line)
    return partial(uniform_runs, 0, ticks.limit, 1, ticks.limit)


def _lacking(reason: str, code: ErrorCode, line: int | None) -> ManifestError:
    return manifest_error(code, reason, line=line)
