"""When a running download is given up: by the pace of now, not by what came before the line dropped."""

from itertools import accumulate

import pytest

from playhead.hls.index import PlaylistIndex
from playhead.net.fetcher import Progress
from playhead.presentation import Representation
from playhead.session.abandonment import AbandonedError, Watch

SIZE_BYTES = 1_500_000


def rung(bandwidth_bps: int) -> Representation:
    return Representation(str(bandwidth_bps), bandwidth_bps, PlaylistIndex("https://a.example/v.m3u8"))


def given_up_at_s(speeds: list[tuple[float, float]], level_s: float) -> float | None:
    """Return when it is given up; None if all of it comes.

    Args:
        speeds: (duration_s, bits a second) of the line, one after another.
        level_s: What was left to play when it was asked for.
    """
    passed_s, received = 0.0, 0.0
    watch = Watch(rung(3_000_000), rung(1_500_000), lambda: level_s - passed_s, 4.0)
    while received < SIZE_BYTES:
        ends_s = accumulate(duration_s for duration_s, _ in speeds)
        speed_bps = next(bps for (_, bps), end_s in zip(speeds, ends_s, strict=True) if passed_s < end_s)
        passed_s += 0.1
        received = min(received + speed_bps / 80, SIZE_BYTES)
        try:
            watch(Progress(round(received), SIZE_BYTES, passed_s))
        except AbandonedError:
            return passed_s
    return None


def test_a_line_that_drops_after_a_good_begin_is_noticed_within_a_second_or_so() -> None:
    found_s = given_up_at_s([(0.3, 12e6), (60.0, 0.9e6)], level_s=8.0)
    assert found_s == pytest.approx(1.2, abs=0.3)


def test_a_line_that_gets_better_is_given_its_chance() -> None:
    assert given_up_at_s([(0.3, 0.3e6), (60.0, 12e6)], level_s=4.0) is None


def test_a_steady_line_that_is_fast_enough_is_left_alone() -> None:
    assert given_up_at_s([(60.0, 3e6)], level_s=6.0) is None
