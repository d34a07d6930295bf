"""The optimum's bounds: right on films small enough to try every plan, and never crossed by an algorithm."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from playhead_abr.lab import AlgorithmSpec, Movie, SimulatorSettings, Trace, simulate_many
from playhead_abr.lab.errors import LabError
from playhead_abr.lab.optimum import Bounds, bounds_of
from playhead_abr.lab.qoe import score_weights, session_figures

CAPACITY_S = 8.0
BITRATES_BPS = np.array([4e5, 1e6, 2e6])

sizes = st.lists(st.tuples(*(st.floats(0.6, 1.4) for _ in range(3))), min_size=1, max_size=5).map(
    lambda rows: np.array(rows) * BITRATES_BPS * 2.0
)
bandwidths = st.lists(st.sampled_from([0.0, 2e5, 8e5, 1.5e6, 4e6]), min_size=2, max_size=8).filter(any)


def line(bandwidths_bps: list[float], latency_s: float = 0.05) -> Trace:
    count = len(bandwidths_bps)
    return Trace("t", np.full(count, 1.7), np.array(bandwidths_bps), np.full(count, latency_s))


def film(sizes_bits: NDArray[np.float64]) -> Movie:
    return Movie("m", 2.0, BITRATES_BPS, sizes_bits)


def bounded(movie: Movie, trace: Trace, **options: float) -> Bounds:
    return bounds_of("qoe_lin", movie, trace, CAPACITY_S, cells=48, effort=6, is_compiled=False, **options)


def score_of(movie: Movie, trace: Trace, plan: tuple[int, ...]) -> float:
    """Play a plan in the plainest possible way: a tenth of a millisecond of error at most."""
    weights = score_weights("qoe_lin", movie)
    assert weights is not None
    now_s, stood_s = 0.0, 0.0
    for segment, rung in enumerate(plan):
        if segment:
            now_s = max(now_s, segment * 2.0 + stood_s - (CAPACITY_S - 2.0))
        now_s += float(trace.latencies_s[0])
        left = movie.sizes_bits[segment, rung]
        while left > 1e-3:
            period = int(now_s % trace.duration_s / 1.7 + 1e-9) % len(trace.durations_s)
            room_s = 1.7 - (now_s % trace.duration_s + 1e-9) % 1.7
            speed = trace.bandwidths_bps[period]
            took_s = min(left / speed if speed else room_s, room_s) + 1e-9
            left -= took_s * speed
            now_s += took_s
        stood_s = max(stood_s, now_s - segment * 2.0)
    values = weights.values[np.arange(len(plan)), plan]
    return float(values.sum() - np.abs(np.diff(values)).sum() - 4.3 * stood_s) / len(plan)


@settings(max_examples=25, deadline=None)
@given(sizes_bits=sizes, bandwidths_bps=bandwidths)
def test_the_best_of_all_plans_lies_between_the_bounds(
    sizes_bits: NDArray[np.float64], bandwidths_bps: list[float]
) -> None:
    movie, trace = film(sizes_bits), line(bandwidths_bps)
    found = bounded(movie, trace)
    best = max(score_of(movie, trace, plan) for plan in product(range(3), repeat=movie.segment_count))
    assert found.achievable <= best + 1e-4
    assert best <= found.bound + 1e-4
    assert found.achievable == pytest.approx(score_of(movie, trace, found.plan), abs=1e-4)


@settings(max_examples=25, deadline=None)
@given(sizes_bits=sizes, bandwidths_bps=bandwidths, more=st.lists(st.floats(0, 2e6), min_size=8, max_size=8))
def test_more_bandwidth_never_gives_a_lower_optimum(
    sizes_bits: NDArray[np.float64], bandwidths_bps: list[float], more: list[float]
) -> None:
    movie = film(sizes_bits)
    less = bounded(movie, line(bandwidths_bps))
    better = [bps + extra for bps, extra in zip(bandwidths_bps, more, strict=False)]
    assert bounded(movie, line(better)).bound >= less.achievable - 1e-9
    # Fetched over the better line, the very plan of the worse one is at least as good.
    assert score_of(movie, line(better), less.plan) >= less.achievable - 1e-4


@pytest.mark.parametrize("is_compiled", [False, True])
def test_no_algorithm_passes_the_bound(is_compiled: bool) -> None:
    draw = np.random.default_rng(5)
    movie = film(draw.uniform(0.6, 1.4, (30, 3)) * BITRATES_BPS * 2)
    trace = line(draw.choice([1e5, 6e5, 1e6, 2.5e6], 20).tolist())
    player = SimulatorSettings(buffer_capacity_s=CAPACITY_S, is_compiled=is_compiled)
    for score in ("qoe_lin", "qoe_log"):
        found = bounds_of(score, movie, trace, CAPACITY_S, cells=64, effort=8, is_compiled=is_compiled)
        assert found.achievable <= found.bound <= found.achievable + 0.1
        for algorithm in ("bola", "throughput", "dynamic", "fixed"):
            metrics = simulate_many(movie, [trace], AlgorithmSpec(algorithm), player)
            reached = session_figures(metrics, movie)[score][0]
            assert reached <= found.bound
            # With full knowledge one does better than any of these.
            assert reached <= found.achievable


def test_one_rung_and_one_segment_have_nothing_to_choose() -> None:
    movie = Movie("m", 2.0, np.array([1e6]), np.array([[1e6]]))
    found = bounded(movie, line([1e6, 0.0], latency_s=0.5))
    assert found.achievable == pytest.approx(1.0 - 4.3 * 1.5)
    assert found.bound == pytest.approx(found.achievable)
    assert found.plan == (0,)


def test_a_session_may_begin_anywhere_in_the_trace() -> None:
    movie = Movie("m", 2.0, np.array([1e6]), np.array([[1e6]]))
    assert bounded(movie, line([1e6, 0.0], 0.0), start_s=1.7).achievable == pytest.approx(1.0 - 4.3 * 2.7)


def test_a_score_that_the_movie_has_no_data_for_is_refused() -> None:
    with pytest.raises(LabError, match="qoe_vmaf"):
        bounds_of("qoe_vmaf", film(np.ones((2, 3))), line([1e6, 1e6]), CAPACITY_S)
