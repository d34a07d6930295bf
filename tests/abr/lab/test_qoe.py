"""Scores are what their formulas say, from the metrics and from the decisions alike."""

import math

import numpy as np
import pytest

from playhead_abr.lab import AlgorithmSpec, Movie, SimulatorSettings, Trace, simulate, simulate_many
from playhead_abr.lab.qoe import METRICS, score_weights, session_figures

SIZES = np.array([[1e6, 3e6], [1.2e6, 3.3e6], [0.8e6, 2.7e6]] * 8)
MOVIE = Movie("m", 2.0, np.array([5e5, 1.5e6]), SIZES, np.array([[40.0, 80.0]] * 24))
TRACE = Trace("t", np.array([6.0, 5.0, 9.0]), np.array([2e6, 2e5, 1.2e6]), np.array([0.1, 0.1, 0.1]))
SETTINGS = SimulatorSettings(buffer_capacity_s=10.0)


@pytest.mark.parametrize("algorithm", ["bola", "throughput"])
def test_the_scores_of_a_session_follow_from_its_decisions(algorithm: str) -> None:
    spec = AlgorithmSpec(algorithm)
    log = simulate(MOVIE, TRACE, spec, SETTINGS)
    found = session_figures(simulate_many(MOVIE, [TRACE], spec, SETTINGS), MOVIE)
    stood_s = float(log.stall_s.sum()) + log.startup_s
    for score in ("qoe_lin", "qoe_log", "qoe_vmaf"):
        weights = score_weights(score, MOVIE)
        assert weights is not None
        values = weights.values[np.arange(24), log.quality]
        worth = values.sum() - np.abs(np.diff(values)).sum() - weights.stall_per_s * stood_s
        assert found[score][0] == pytest.approx(worth / 24)
    mbps = MOVIE.bitrates_bps[log.quality] / 1e6
    settled = mbps[1:].sum() - np.abs(np.diff(mbps)).sum() - 4.3 * log.stall_s.sum()
    assert found["qoe_lin_settled"][0] == pytest.approx(settled / 23)
    utilities = np.log(mbps / 0.5)
    assert found["bola_score"][0] == pytest.approx(
        (utilities.sum() * 2 - 5 * log.stall_s.sum()) / log.total_s
    )
    assert found["bitrate_mbps"][0] == pytest.approx(mbps.mean())
    assert found["rebuffer_ratio"][0] == pytest.approx(log.stall_s.sum() / (48 + log.stall_s.sum()))
    assert found["lowest_s"][0] == pytest.approx(2.0 * (log.quality == 0).sum())


def test_without_vmaf_its_score_is_no_number_and_all_others_are() -> None:
    plain = Movie("m", 2.0, MOVIE.bitrates_bps, SIZES)
    found = session_figures(simulate_many(plain, [TRACE], AlgorithmSpec("bola"), SETTINGS), plain)
    assert tuple(found) == METRICS
    assert {name for name, values in found.items() if math.isnan(values[0])} == {"qoe_vmaf"}
    assert score_weights("qoe_vmaf", plain) is None
