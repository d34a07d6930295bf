"""The arithmetic of runs, against a plain expansion."""

from hypothesis import given
from hypothesis import strategies as st

from playhead.dash.document.entries import TimelineEntry
from playhead.dash.runs import Runs, runs_of_timeline, uniform_runs

Plain = list[tuple[int, int, int]]

entries = st.lists(
    st.tuples(st.none() | st.integers(0, 60), st.integers(1, 9), st.integers(-1, 6)), max_size=6
)


def expand(timeline: list[TimelineEntry], offset: int, limit: int) -> Plain:
    """Return (start, duration, place in the document) of every segment, by the letter of §5.3.9.6."""
    at, place, found = -offset, 0, Plain()
    latest = -(10**9)
    for nth, (time, duration, repeat) in enumerate(timeline):
        at = at if time is None else time - offset
        following = timeline[nth + 1][0] if nth + 1 < len(timeline) else None
        end = limit if following is None else following - offset
        repeated = 0
        while repeated <= repeat or (repeat < 0 and at < end):
            if at + duration > 0 and at < limit and at > latest:
                found.append((at, duration, place))
                latest = at
            at, place, repeated = at + duration, place + 1, repeated + 1
    return found


def listed(runs: Runs) -> Plain:
    return [(*runs.span(nth), runs.place(nth)) for nth in range(runs.count)]


@given(timeline=entries, offset=st.integers(0, 40), limit=st.integers(1, 80))
def test_runs_have_the_segments_of_the_expanded_timeline(
    timeline: list[TimelineEntry], offset: int, limit: int
) -> None:
    assert listed(runs_of_timeline(timeline, offset, limit)) == expand(timeline, offset, limit)


@given(timeline=entries, offset=st.integers(0, 40), limit=st.integers(1, 80), ticks=st.integers(-20, 100))
def test_search_finds_what_a_scan_finds(
    timeline: list[TimelineEntry], offset: int, limit: int, ticks: int
) -> None:
    runs = runs_of_timeline(timeline, offset, limit)
    plain = expand(timeline, offset, limit)
    # The latest segment that has begun, if it still plays; else the first that begins later.
    begun = [nth for nth, (start, _, _) in enumerate(plain) if start <= ticks]
    if begun and ticks < sum(plain[begun[-1]][:2]):
        wanted = begun[-1]
    else:
        wanted = len(begun) if len(begun) < len(plain) else None
    assert runs.at(ticks) == wanted


@given(
    start=st.integers(-9, 0), duration=st.integers(1, 9), count=st.integers(0, 20), limit=st.integers(1, 60)
)
def test_uniform_runs_are_cut_off_at_the_end_of_the_period(
    start: int, duration: int, count: int, limit: int
) -> None:
    starts = [start + nth * duration for nth in range(count)]
    kept = [(at, nth) for nth, at in enumerate(starts) if at < limit and at + duration > 0]
    wanted = [(at, duration, nth) for at, nth in kept]
    if kept:
        at, nth = kept[-1]
        wanted[-1] = (at, min(duration, limit - at), nth)
    assert listed(uniform_runs(start, duration, count, limit)) == wanted


def test_an_open_repetition_of_a_live_timeline_stops_at_what_is_there() -> None:
    runs = runs_of_timeline([(0, 10, -1)], 0, None, high=35)
    assert listed(runs) == [(0, 10, 0), (10, 10, 1), (20, 10, 2)]


def test_an_open_repetition_that_nothing_bounds_is_one_segment() -> None:
    assert runs_of_timeline([(0, 10, -1)], 0, None).count == 1


def test_what_ended_before_the_window_is_left_out() -> None:
    runs = runs_of_timeline([(0, 10, 9)], 0, None, low=25)
    assert listed(runs)[0] == (20, 10, 2)


def test_numbers_beyond_the_clock_are_left_out() -> None:
    assert runs_of_timeline([(2**63 - 1, 2**63 - 1, 2**31)], 0, None).count == 0
