"""What a simulated session keeps, whatever the network and the algorithm."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead_abr import ALGORITHMS, AbrError
from playhead_abr.lab import (
    AlgorithmSpec,
    Mode,
    Movie,
    Replacement,
    SessionLog,
    SimulatorSettings,
    Trace,
    simulate,
    simulate_many,
)

pytestmark = pytest.mark.timeout(900)  # the first session compiles the kernel


def movie(segments: int = 20, rungs: int = 4, segment_s: float = 2.0) -> Movie:
    bitrates_bps = np.array([4e5 * 1.9**rung for rung in range(rungs)])
    wobble = 1 + 0.3 * np.sin(np.arange(segments))
    return Movie("film", segment_s, bitrates_bps, wobble[:, None] * bitrates_bps * segment_s)


def trace(*mbps: float, period_s: float = 1.0, latency_s: float = 0.05) -> Trace:
    count = len(mbps)
    return Trace("line", np.full(count, period_s), np.array(mbps) * 1e6, np.full(count, latency_s))


lines = st.lists(st.sampled_from([0.0, 0.2, 0.7, 1.5, 4.0, 20.0]), min_size=1, max_size=12).filter(any)
names = st.sampled_from(ALGORITHMS)


def sums_up(log: SessionLog) -> None:
    """Assert that no time is lost between a session's first request and its last picture."""
    media_s = len(log.segment) * log.segment_duration_s
    assert log.total_s == pytest.approx(log.startup_s + media_s + log.stall_s.sum())
    busy_s = log.wait_s.sum() + (log.latency_s + log.download_s).sum()
    busy_s += log.abandoned.elapsed_s.sum() + log.replacements.elapsed_s.sum()
    assert log.total_s == pytest.approx(busy_s + log.final_buffer_s)


@settings(max_examples=60, deadline=None)
@given(
    name=names,
    mbps=lines,
    period_s=st.floats(0.1, 9),
    capacity_s=st.floats(4, 40),
    segments=st.integers(1, 12),
    rungs=st.integers(1, 6),
    abandons=st.booleans(),
    replacement=st.sampled_from(Replacement),
)
def test_time_is_conserved_and_the_buffer_never_negative(
    name: str,
    mbps: list[float],
    period_s: float,
    capacity_s: float,
    segments: int,
    rungs: int,
    abandons: bool,
    replacement: Replacement,
) -> None:
    options = SimulatorSettings(
        buffer_capacity_s=capacity_s, allows_abandonment=abandons, replacement=replacement
    )
    log = simulate(movie(segments, rungs), trace(*mbps, period_s=period_s), AlgorithmSpec(name), options)
    sums_up(log)
    assert (log.segment == np.arange(segments)).all()
    assert (log.buffer_before_s >= 0).all()
    assert (log.buffer_after_s <= capacity_s + 1e-9).all()
    assert ((log.quality >= 0) & (log.quality < rungs)).all()


@settings(max_examples=30, deadline=None)
@given(mbps=lines, period_s=st.floats(0.3, 9))
def test_every_bit_of_a_download_was_carried_by_the_line(mbps: list[float], period_s: float) -> None:
    line = trace(*mbps, period_s=period_s, latency_s=0.0)
    log = simulate(movie(8), line, AlgorithmSpec("bola"), SimulatorSettings(allows_abandonment=False))
    ends_s = np.cumsum(np.tile(line.durations_s, 1 + int(log.total_s / line.duration_s)))
    bits = np.concatenate(
        [[0], np.cumsum(np.tile(line.durations_s * line.bandwidths_bps, len(ends_s) // len(mbps)))]
    )
    before = np.interp(log.request_time_s, [0, *ends_s], bits)
    after = np.interp(log.request_time_s + log.download_s, [0, *ends_s], bits)
    np.testing.assert_allclose(after - before, log.size_bits, rtol=1e-6)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_python_and_the_compiled_kernel_play_the_same_session(name: str) -> None:
    for options in (
        SimulatorSettings(),
        SimulatorSettings(mode=Mode.SABRE, first_rung=0),
        SimulatorSettings(mode=Mode.PENSIEVE, allows_abandonment=False),
        SimulatorSettings(part_duration_s=0.5, live_offset_s=4.0),
        SimulatorSettings(part_duration_s=0.5, live_offset_s=2.0, catch_up=0.5),
        SimulatorSettings(replacement=Replacement.LEFT),
        SimulatorSettings(replacement=Replacement.RIGHT, allows_abandonment=False, buffer_capacity_s=12),
        SimulatorSettings(seek_at_s=10, seek_to_s=20, window_segments=3),
    ):
        line = trace(3, 0.4, 0, 1.2, 5, period_s=3.7)
        logs = [
            simulate(movie(), line, AlgorithmSpec(name), replace(options, is_compiled=compiled))
            for compiled in (False, True)
        ]
        np.testing.assert_array_equal(logs[1].replacements.segment, logs[0].replacements.segment)
        np.testing.assert_array_equal(logs[1].replacements.is_played, logs[0].replacements.is_played)
        for field in ("segment", "quality", "request_time_s", "stall_s", "buffer_after_s", "reason"):
            np.testing.assert_allclose(getattr(logs[1], field), getattr(logs[0], field), rtol=1e-9, atol=1e-9)


def test_a_batch_has_the_sums_of_its_sessions() -> None:
    film, lines = movie(), [trace(3, 0.4), trace(0, 2, 9, period_s=4)]
    metrics = simulate_many(film, lines, AlgorithmSpec("bola_e"), SimulatorSettings())
    for index, line in enumerate(lines):
        log = simulate(film, line, AlgorithmSpec("bola_e"), SimulatorSettings())
        played_bps = film.bitrates_bps[log.quality]
        assert metrics.stall_s[index] == pytest.approx(log.stall_s.sum())
        assert metrics.total_s[index] == pytest.approx(log.total_s)
        assert metrics.bitrate_sum_bps[index] == pytest.approx(played_bps.sum())
        assert metrics.switch_bps[index] == pytest.approx(np.abs(np.diff(played_bps)).sum())
        assert metrics.abandon_count[index] == len(log.abandoned.segment)


def test_a_seek_skips_segments_and_throws_the_buffer_away() -> None:
    options = SimulatorSettings(seek_at_s=10, seek_to_s=30)
    log = simulate(movie(), trace(8), AlgorithmSpec("bola"), options)
    assert list(np.flatnonzero(np.diff(log.segment) > 1)) == [4]
    assert log.segment[5] == 15
    assert log.discarded_s > 0


def test_at_the_live_edge_a_segment_arrives_no_sooner_than_it_is_made() -> None:
    options = SimulatorSettings(part_duration_s=0.5, live_offset_s=3.0)
    log = simulate(movie(), trace(50, latency_s=0.0), AlgorithmSpec("throughput"), options)
    arrival_s = log.request_time_s + log.latency_s + log.download_s
    assert (arrival_s >= (log.segment + 1) * 2.0 - 3.0 - 1e-9).all()
    assert log.stall_s.sum() == pytest.approx(0, abs=1e-6)


def test_wrong_use_is_told_in_words() -> None:
    with pytest.raises(AbrError, match="no algorithm 'bolla'"):
        simulate(movie(), trace(1), AlgorithmSpec("bolla"), SimulatorSettings())
    with pytest.raises(AbrError, match="no parameter 'gama'"):
        simulate(movie(), trace(1), AlgorithmSpec("bola", {"gama": 1}), SimulatorSettings())
    with pytest.raises(AbrError, match="never carries"):
        trace(0, 0)
