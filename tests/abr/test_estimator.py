"""The estimator believes what it measured, quickly when it is bad news."""

from hypothesis import given
from hypothesis import strategies as st

from playhead_abr import ThroughputEstimator, ThroughputSample


def fed(*samples: tuple[float, float]) -> ThroughputEstimator:
    """Feed samples of (throughput in bit/s, seconds)."""
    estimator = ThroughputEstimator()
    for bps, elapsed_s in samples:
        estimator.add(ThroughputSample(round(bps * elapsed_s / 8), elapsed_s))
    return estimator


def test_nothing_is_believed_before_the_first_sample() -> None:
    assert ThroughputEstimator().throughput_bps is None


def test_a_steady_line_is_measured_exactly() -> None:
    measured = fed((4e6, 1.0), (4e6, 2.0), (4e6, 0.5)).throughput_bps
    assert measured is not None
    assert abs(measured - 4e6) < 10


def test_a_drop_is_believed_within_two_segments() -> None:
    measured = fed(*[(8e6, 1.0)] * 10, (1e6, 2.0), (1e6, 2.0)).throughput_bps
    assert measured is not None
    assert measured < 2.5e6


def test_a_rise_is_believed_more_slowly_than_a_drop() -> None:
    risen = fed(*[(1e6, 1.0)] * 10, (8e6, 2.0)).throughput_bps
    fallen = fed(*[(8e6, 1.0)] * 10, (1e6, 2.0)).throughput_bps
    assert risen is not None
    assert fallen is not None
    assert risen - 1e6 < 8e6 - fallen


def test_a_slow_line_is_measured_by_small_segments_too() -> None:
    measured = fed((50e3, 2.0)).throughput_bps
    assert measured is not None
    assert abs(measured - 50e3) < 10


def test_a_line_that_became_fast_is_believed_within_a_dozen_short_downloads() -> None:
    measured = fed(*[(1e6, 2.0)] * 10, *[(20e6, 0.1)] * 12).throughput_bps
    assert measured is not None
    assert measured > 10e6


def test_tiny_bodies_tell_nothing() -> None:
    estimator = fed((4e6, 1.0))
    before = estimator.throughput_bps
    estimator.add(ThroughputSample(500, 0.2))
    assert estimator.throughput_bps == before


@given(st.lists(st.tuples(st.floats(1e5, 1e9), st.floats(0.5, 10)), min_size=1, max_size=30))
def test_the_estimate_stays_between_the_slowest_and_the_fastest_sample(
    samples: list[tuple[float, float]],
) -> None:
    measured = fed(*samples).throughput_bps
    assert measured is not None
    assert min(s[0] for s in samples) * 0.99 <= measured <= max(s[0] for s in samples) * 1.01
