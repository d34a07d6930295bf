"""The search that all segment indexes share."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.presentation.index import TupleIndex
from playhead.presentation.model import Segment
from playhead.presentation.timeline import nearest_tick, rescale


def _segments(
    durations: list[int], *, timescale: int = 1000, start: int = 0, first: int = 7
) -> list[Segment]:
    segments: list[Segment] = []
    for number, duration in enumerate(durations, first):
        segments.append(Segment(number, start, duration, timescale, f"https://cdn.test/{number}.m4s"))
        start += duration
    return segments


def test_a_time_before_the_start_gives_the_first_segment() -> None:
    segments = _segments([4000, 4000], start=10_000)
    assert TupleIndex(segments).segment_at(0.0) is segments[0]


def test_a_time_past_the_end_gives_none() -> None:
    index = TupleIndex(_segments([4000, 4000]))
    assert index.segment_at(8.0) is None


def test_a_hole_gives_the_segment_behind_it() -> None:
    before, after = Segment(0, 0, 1000, 1000, "a"), Segment(1, 3000, 1000, 1000, "b")
    assert TupleIndex([before, after]).segment_at(2.0) is after


def test_an_empty_index_has_nothing_at_any_time() -> None:
    index = TupleIndex([], is_complete=False)
    assert (index.count, index.start_s, index.end_s, index.segment_at(0.0), list(index)) == (
        0,
        0,
        0,
        None,
        [],
    )


def test_after_follows_the_numbers_to_the_end() -> None:
    segments = _segments([1000, 1000, 1000])
    index = TupleIndex(segments)
    assert [index.after(segment) for segment in segments] == [segments[1], segments[2], None]


def test_after_a_segment_that_left_the_window_comes_the_first_one() -> None:
    segments = _segments([1000] * 10)
    assert TupleIndex(segments[5:]).after(segments[1]) is segments[5]


@settings(deadline=None)
@given(st.lists(st.integers(1, 20_000_000), min_size=1, max_size=60), st.integers(1, 10_000_000))
def test_the_end_of_a_segment_in_float_seconds_is_where_the_next_one_is_found(
    durations: list[int], timescale: int
) -> None:
    segments = _segments(durations, timescale=timescale)
    index = TupleIndex(segments)
    assert [index.segment_at(segment.end_s) for segment in segments] == [*segments[1:], None]
    assert [index.segment_at(segment.start_s) for segment in segments] == segments


@pytest.mark.parametrize(
    ("ticks", "source", "target", "expected"), [(1, 3, 1, 0), (2, 3, 1, 1), (90_000, 90_000, 48_000, 48_000)]
)
def test_rescaling_rounds_to_the_nearest_tick(ticks: int, source: int, target: int, expected: int) -> None:
    assert rescale(ticks, source, target) == expected


@settings(deadline=None)
@given(st.integers(0, 10**12), st.sampled_from([1, 1000, 48_000, 90_000, 1_000_000]))
def test_ticks_survive_a_trip_through_float_seconds(ticks: int, timescale: int) -> None:
    assert nearest_tick(ticks / timescale, timescale) == ticks
