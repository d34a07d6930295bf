"""At the live edge: LoL+ and L2A, and how playback holds its distance."""

import numpy as np
import pytest

from playhead_abr import Reason
from playhead_abr.decision import REASONS
from playhead_abr.lab import (
    AlgorithmSpec,
    Movie,
    SessionLog,
    SimulatorSettings,
    Trace,
    simulate,
    simulate_many,
)
from playhead_abr.lol_plus import lol_plus_rate

pytestmark = pytest.mark.timeout(900)  # the first session compiles the kernel

BITRATES_BPS = np.array([3e5, 8e5, 2e6, 4.5e6])
FILM = Movie("film", 1.0, BITRATES_BPS, np.tile(BITRATES_BPS, (120, 1)))
LOL_PLUS = AlgorithmSpec("lol_plus", {"target_latency_s": 3})
AT_EDGE = SimulatorSettings(part_duration_s=0.25, live_offset_s=3.0, catch_up=0.4)


def line(*stretches: tuple[float, float]) -> Trace:
    """Return a line of (seconds, Mbit/s)."""
    seconds, mbps = np.array(stretches).T
    return Trace("line", seconds, mbps * 1e6, np.full(len(seconds), 0.02))


def play(algorithm: AlgorithmSpec, *stretches: tuple[float, float]) -> SessionLog:
    return simulate(FILM, line(*stretches), algorithm, AT_EDGE)


def reasons(log: SessionLog) -> list[Reason]:
    return [REASONS[int(each)] for each in log.reason]


@pytest.mark.parametrize("algorithm", [LOL_PLUS, AlgorithmSpec("l2a")])
def test_a_steady_line_is_used_and_playback_never_stands(algorithm: AlgorithmSpec) -> None:
    log = play(algorithm, (100, 3.0))
    assert (log.quality[20:] == 2).mean() > 0.7
    assert log.quality.max() <= 3
    assert log.stall_s.sum() == pytest.approx(0, abs=0.2)
    assert reasons(log).count(Reason.LEARNED) > 60


@pytest.mark.parametrize("algorithm", [LOL_PLUS, AlgorithmSpec("l2a")])
def test_both_come_down_with_the_line_and_rise_again(algorithm: AlgorithmSpec) -> None:
    log = play(algorithm, (30, 6.0), (30, 0.6), (60, 6.0))
    assert log.quality[15:28].mean() > 2
    assert log.quality[45:58].mean() < 1.1
    assert log.quality[-20:].mean() >= 2
    assert log.stall_s.sum() < 12


def test_lol_plus_takes_what_the_line_carries_when_the_buffer_runs_low() -> None:
    log = play(LOL_PLUS, (30, 6.0), (90, 0.6))
    low = [at for at, reason in enumerate(reasons(log)) if reason is Reason.INSUFFICIENT_BUFFER]
    assert low
    assert (log.quality[low] <= np.maximum(log.quality[np.array(low) - 1] - 1, 0)).all()


def test_l2a_climbs_a_rung_at_a_time_and_begins_by_throughput() -> None:
    log = play(AlgorithmSpec("l2a"), (20, 0.5), (100, 20.0))
    learned = [at for at, reason in enumerate(reasons(log)) if reason in (Reason.LEARNED, Reason.OSCILLATION)]
    assert reasons(log)[:2] == [Reason.STARTUP, Reason.THROUGHPUT]
    assert (np.diff(log.quality)[np.array(learned) - 1] <= 1).all()
    assert log.quality[-1] == 3


def test_the_rate_is_a_sigmoid_of_the_offset_and_of_a_thin_buffer() -> None:
    def rate(buffer_s: float, offset_s: float) -> float:
        return lol_plus_rate(0.5, 3.0, 0.5, 1.0, buffer_s, offset_s)

    assert rate(2, 3.05) == 1.0
    assert 1.0 < rate(2, 3.2) < rate(2, 4) < 1.5
    assert 0.5 < rate(2, 2) < rate(2, 2.8) < 1.0
    assert rate(0.2, 9) < 1.0
    assert rate(2, 1e9) == pytest.approx(1.5)
    assert rate(2, 3.2) == pytest.approx(lol_plus_rate(0.5, 3e3, 500, 1e3, 2e3, 3.2e3))


def test_catching_up_brings_the_offset_back_after_a_stall() -> None:
    gap = line((30, 5.0), (6, 0.0), (200, 5.0))
    offsets_s = {
        catch_up: simulate_many(
            FILM,
            [gap],
            AlgorithmSpec("fixed", {"rung": 0}),
            SimulatorSettings(part_duration_s=0.25, live_offset_s=3.0, catch_up=catch_up),
        ).live_offset_sum_s[0]
        / FILM.segment_count
        for catch_up in (0.0, 0.4)
    }
    assert offsets_s[0.0] > 5
    assert offsets_s[0.4] < 4.2
