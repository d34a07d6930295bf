"""When each period starts and ends (ISO/IEC 23009-1 §5.3.2.1), and what of it can be had now."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from playhead.dash.document.addressing import Addressing, SegmentList
from playhead.dash.document.mpd import Mpd, MpdPeriod
from playhead.dash.faults import Notes
from playhead.dash.levels import addressing_of
from playhead.dash.runs import runs_of_timeline

__all__ = ["PeriodSpan", "spans_of"]


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """A period's place on the presentation's timeline, in exact seconds.

    Attributes:
        name: Its id, or one made of its start, which stays the same when earlier periods go.
        duration: None if nobody can tell yet.
        is_live: Segments become available as time goes by.
        is_over: Live, and another period has followed: nothing will be added.
        low, high: Since the period's start: what ends before `low` is gone, what ends after `high` is not
            there yet. None: not limited, or (live) not known for want of a clock.
        utc_start: When it starts or started, in seconds since 1970 UTC; None unless live.
    """

    name: str
    start: Fraction
    duration: Fraction | None
    is_live: bool = False
    is_over: bool = False
    low: Fraction | None = None
    high: Fraction | None = None
    utc_start: Fraction | None = None

    @property
    def is_gone(self) -> bool:
        """True if all of it has left the window."""
        return self.low is not None and self.duration is not None and self.low >= self.duration

    @property
    def is_complete(self) -> bool:
        """True if no segment will ever be added to those that can be had."""
        if not self.is_live or self.is_over:
            return True
        return self.high is not None and self.duration is not None and self.high >= self.duration


def spans_of(mpd: Mpd, notes: Notes, now: Fraction | None = None) -> list[tuple[MpdPeriod, PeriodSpan]]:
    """Return the periods that can be placed, with their places, in order.

    Args:
        mpd: The document.
        notes: Gets the periods that can't be placed.
        now: Seconds since 1970 UTC on the server's clock; None if not known.
    """
    placed = _placed(mpd, notes)
    end = _end_of_presentation(mpd, placed, notes)
    spans: list[tuple[MpdPeriod, PeriodSpan]] = []
    for nth, (period, start) in enumerate(placed):
        following = placed[nth + 1][1] if nth + 1 < len(placed) else None
        duration = _duration(period, start, following, end, is_dynamic=mpd.is_dynamic)
        if duration is not None and duration <= 0:
            _complain(notes, period, "empty-period", "the period has no duration and is left out")
            continue
        if following is not None and period.duration not in (None, duration):
            _complain(notes, period, "period-duration", "the next period does not start where this one ends")
        low, high = _window(mpd, start, now)
        spans.append(
            (
                period,
                PeriodSpan(
                    name=period.id or f"at-{float(start):.12g}s",
                    start=start,
                    duration=duration,
                    is_live=mpd.is_dynamic,
                    is_over=following is not None,
                    low=low,
                    high=high,
                    utc_start=_utc_start(mpd, start),
                ),
            )
        )
    return spans


def _placed(mpd: Mpd, notes: Notes) -> list[tuple[MpdPeriod, Fraction]]:
    placed: list[tuple[MpdPeriod, Fraction]] = []
    end: Fraction | None = Fraction(0)
    if mpd.is_dynamic and mpd.periods and mpd.periods[0].start is None:
        # §5.3.2.1 calls this an early available period. In the field it is a live stream whose packager
        # forgot the start, and everybody plays it from 0.
        _complain(notes, mpd.periods[0], "missing-attribute", "@start is missing; 0 is taken")
    for period in mpd.periods:
        start = end if period.start is None else period.start
        if start is None and placed and not mpd.is_dynamic:
            measured = _measured(placed[-1][0])
            start = None if measured is None else placed[-1][1] + measured
        if start is None:
            # An early available period, or one whose predecessor nobody can measure.
            _complain(notes, period, "unplaced-period", "the period's start can't be told; it is left out")
            continue
        if placed and start < placed[-1][1]:
            _complain(
                notes, period, "period-order", "the period starts before the one before it; it is left out"
            )
            continue
        placed.append((period, start))
        end = None if period.duration is None else start + period.duration
    return placed


def _end_of_presentation(
    mpd: Mpd, placed: Sequence[tuple[MpdPeriod, Fraction]], notes: Notes
) -> Fraction | None:
    total = mpd.media_presentation_duration or None  # some write PT0S for "not known"
    if total is None or not placed or mpd.is_dynamic or placed[-1][1] < total:
        return total
    # §5.3.1.2 counts from the start of the presentation, that is from 0. Who cuts a piece out of a longer
    # title and leaves its periods where they were means from the first of them.
    _complain(notes, placed[-1][0], "period-duration", "the presentation's duration ends before it starts")
    return placed[0][1] + total


def _duration(
    period: MpdPeriod,
    start: Fraction,
    following: Fraction | None,
    end: Fraction | None,
    *,
    is_dynamic: bool,
) -> Fraction | None:
    if following is not None:
        return following - start
    if end is not None:
        return end - start if period.duration is None else min(period.duration, end - start)
    if period.duration is None and not is_dynamic:
        return _measured(period)
    return period.duration


def _measured(period: MpdPeriod) -> Fraction | None:
    """Return where the last of the period's segments ends, for static MPDs that forgot to give durations."""
    distinct: dict[int, Addressing] = {}
    for each in period.adaptation_sets:
        for representation in each.representations:
            addressing = addressing_of((representation, each, period))
            if addressing is not None:
                distinct.setdefault(id(addressing.timeline or addressing), addressing)
    return max((end for each in distinct.values() if (end := _end(each))), default=None)


def _end(addressing: Addressing) -> Fraction | None:
    timescale = addressing.timescale or 1
    if addressing.timeline is not None and addressing.timeline.entries:
        runs = runs_of_timeline(addressing.timeline.entries, addressing.presentation_time_offset or 0, None)
        return Fraction(sum(runs.span(runs.count - 1)), timescale) if runs.count else None
    if addressing.duration is None:
        return None
    if isinstance(addressing, SegmentList):
        return Fraction(len(addressing.segment_urls or ()) * addressing.duration, timescale)
    if addressing.end_number is None:
        return None
    first = 1 if addressing.start_number is None else addressing.start_number
    return Fraction(max(0, addressing.end_number - first + 1) * addressing.duration, timescale)


def _window(mpd: Mpd, start: Fraction, now: Fraction | None) -> tuple[Fraction | None, Fraction | None]:
    """Return what can be had of a period, before availabilityTimeOffset (§5.3.9.5.3)."""
    if not mpd.is_dynamic or now is None or mpd.availability_start is None:
        return None, None
    elapsed = now - mpd.availability_start - start
    depth = mpd.time_shift_buffer_depth
    return None if depth is None else elapsed - depth, elapsed


def _utc_start(mpd: Mpd, start: Fraction) -> Fraction | None:
    anchor = mpd.availability_start if mpd.is_dynamic else None
    return None if anchor is None else anchor + start


def _complain(notes: Notes, period: MpdPeriod, code: str, message: str) -> None:
    notes.add(code, message, line=period.element.line, tag="Period")
