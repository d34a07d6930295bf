"""Poor segments in the buffer are fetched again when the line has become better, and only then."""

import numpy as np
import pytest

from playhead_abr import AbrError
from playhead_abr.lab import (
    AlgorithmSpec,
    Movie,
    Replacement,
    SessionLog,
    SimulatorSettings,
    Trace,
    simulate,
    simulate_many,
)

pytestmark = pytest.mark.timeout(900)  # the first session compiles the kernel

BITRATES_BPS = np.array([4e5, 1e6, 3e6])
FILM = Movie("film", 2.0, BITRATES_BPS, np.tile(BITRATES_BPS * 2.0, (40, 1)))
RULE = AlgorithmSpec("throughput", {"insufficient_buffer_rule": 0})


def line(*stretches: tuple[float, float]) -> Trace:
    """Return a line of (seconds, Mbit/s)."""
    seconds, mbps = np.array(stretches).T
    return Trace("line", seconds, mbps * 1e6, np.full(len(seconds), 0.02))


BETTER = line((14, 0.9), (400, 12))


def play(replacement: Replacement, trace: Trace = BETTER) -> SessionLog:
    return simulate(FILM, trace, RULE, SimulatorSettings(replacement=replacement, allows_abandonment=False))


def test_what_lies_in_the_buffer_poorly_is_fetched_again_once_the_line_is_better() -> None:
    without, left = play(Replacement.NONE), play(Replacement.LEFT)
    assert len(without.replacements.segment) == 0
    assert left.replacements.is_played.all()
    for segment, quality in zip(left.replacements.segment, left.replacements.quality, strict=True):
        assert left.quality[segment] >= quality
    assert left.quality.sum() > without.quality.sum()
    assert left.stall_s.sum() == without.stall_s.sum() == 0


def test_left_takes_the_soonest_and_right_the_latest() -> None:
    left, right = (play(each).replacements.segment for each in (Replacement.LEFT, Replacement.RIGHT))
    assert list(left[:9]) == list(range(9, 18))
    assert list(right[:9]) == list(range(17, 8, -1))


def test_what_is_about_to_be_played_stays() -> None:
    log = play(Replacement.LEFT)
    first = log.replacements
    playhead_s = first.request_time_s[0] - log.startup_s
    assert 1.5 * 2.0 <= first.segment[0] * 2.0 - playhead_s < 2.5 * 2.0 + 1e-9


def test_one_that_playback_reaches_first_comes_to_nothing() -> None:
    collapsing = line((14, 0.9), (0.5, 12), (400, 0.1))
    for abandons in (True, False):
        options = SimulatorSettings(replacement=Replacement.LEFT, allows_abandonment=abandons)
        log = simulate(FILM, collapsing, RULE, options)
        lost = ~log.replacements.is_played
        assert lost.any()
        assert (log.quality[log.replacements.segment[lost]] < log.replacements.quality[lost]).all()
        wasted = simulate_many(FILM, [collapsing], RULE, options)
        replaced = log.replacements.segment[~lost]
        again = log.replacements.received_bits[lost].sum() + log.size_bits[replaced].sum()
        assert wasted.wasted_bits[0] == pytest.approx(again + log.abandoned.received_bits.sum())
        assert wasted.replaced_count[0] == len(replaced)


def test_a_steady_line_gives_no_cause() -> None:
    assert len(play(Replacement.LEFT, line((10, 2.0))).replacements.segment) == 0


def test_scores_count_what_is_played() -> None:
    log = play(Replacement.LEFT)
    metrics = simulate_many(
        FILM, [BETTER], RULE, SimulatorSettings(replacement=Replacement.LEFT, allows_abandonment=False)
    )
    played_bps = BITRATES_BPS[log.quality]
    assert metrics.bitrate_sum_bps[0] == pytest.approx(played_bps.sum())
    assert metrics.switch_bps[0] == pytest.approx(np.abs(np.diff(played_bps)).sum())


def test_at_the_live_edge_nothing_lies_in_the_buffer() -> None:
    with pytest.raises(AbrError, match="nothing to replace"):
        SimulatorSettings(replacement=Replacement.LEFT, part_duration_s=0.5)
