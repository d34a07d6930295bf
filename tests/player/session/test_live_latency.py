"""The rate that holds a distance, the edge between two lists, and what a chunked transfer tells of a line."""

import pytest

from playhead.session.live.latency import LatencyControl, LiveEdgeClock
from playhead.session.throughput_meter import ThroughputMeter
from playhead.settings import LiveSettings

SETTINGS = LiveSettings(min_rate=0.9, max_rate=1.1, tolerance_s=0.1)


class HandClock:
    """Time that is set by hand."""

    def __init__(self) -> None:
        self.time_s = 0.0

    def now_s(self) -> float:
        return self.time_s

    def utc_s(self) -> float:
        return self.time_s


def test_a_correction_begins_beyond_the_tolerance_and_ends_at_the_target() -> None:
    control = LatencyControl(SETTINGS)
    errors_s = [0.05, 0.15, 0.08, 0.02, -0.01, -0.05]
    rates = [control.advise(error_s, level_s=1.0, target_s=1.2) for error_s in errors_s]
    assert rates == pytest.approx([1.0, 1.05, 1.05, 1.05, 1.0, 1.0])


def test_far_off_it_goes_as_fast_as_is_allowed_and_stays_there() -> None:
    control = LatencyControl(SETTINGS, most=1.04)
    rates = [control.advise(error_s, level_s=1.0, target_s=1.2) for error_s in (1.0, 0.2)]
    assert rates == pytest.approx([1.04, 1.04])


def test_too_near_the_edge_it_slows_down() -> None:
    control = LatencyControl(SETTINGS)
    rates = [control.advise(error_s, level_s=0.2, target_s=1.2) for error_s in (-0.15, -0.5, 0.0)]
    assert rates == pytest.approx([0.95, 0.9, 1.0])


def test_nothing_is_sped_up_while_there_is_little_to_play() -> None:
    control = LatencyControl(SETTINGS)
    assert control.advise(1.0, level_s=0.2, target_s=1.2) == 1.0
    assert control.advise(1.0, level_s=1.0, target_s=1.2) > 1
    assert control.advise(1.0, level_s=0.2, target_s=1.2) == 1.0


def test_the_edge_moves_on_between_two_lists_but_not_for_ever() -> None:
    edge = LiveEdgeClock()
    assert edge.edge_s(0.0, 0.4) is None
    edge.news(10.0, 5.0)
    edge.news(10.4, 5.5)  # a tenth late on its way
    assert edge.edge_s(5.5, 0.4) == pytest.approx(10.5)
    assert edge.edge_s(5.6, 0.4) == pytest.approx(10.6)
    assert edge.edge_s(60.0, 0.4) == pytest.approx(10.8), "a dead channel has no edge that moves"


def test_waiting_for_the_encoder_counts_for_nothing() -> None:
    clock = HandClock()
    meter = ThroughputMeter(clock)
    with meter.transfer(waits=True) as transfer:
        for chunk in range(10):
            clock.time_s = chunk * 1.0
            transfer.received(chunk * 101_000 + 1_000)
            clock.time_s += 0.1
            transfer.received(chunk * 101_000 + 101_000)
            transfer.waits()
    assert meter.throughput_bps == pytest.approx(8e6), "naively it would be 0.8"
    assert meter.total_bytes == 1_010_000


def test_a_chunk_that_comes_in_one_piece_tells_of_a_fast_line() -> None:
    clock = HandClock()
    meter = ThroughputMeter(clock)
    with meter.transfer(waits=True) as transfer:
        clock.time_s = 0.4
        transfer.received(40_000)
    assert meter.throughput_bps == pytest.approx(80e6)


def test_bytes_on_their_way_to_another_transfer_tell_of_no_faster_line() -> None:
    clock = HandClock()
    meter = ThroughputMeter(clock)
    told_bps: list[float] = []
    meter.on_estimate = told_bps.append
    for _ in range(10):
        with meter.transfer() as sound:
            with meter.transfer() as pictures:
                clock.time_s += 0.42
                pictures.received(140_000)
            clock.time_s += 0.01
            sound.received(21_250)  # most of it came while the pictures did
        clock.time_s += 0.1
    assert told_bps == pytest.approx([3e6] * 10)


def test_a_large_piece_of_a_given_up_transfer_tells_nothing() -> None:
    clock = HandClock()
    meter = ThroughputMeter(clock)
    given_up = meter.transfer()
    given_up.__enter__()
    with meter.transfer() as other:
        clock.time_s = 0.8
        other.received(64_000)
    before_bps = meter.throughput_bps
    clock.time_s = 0.85
    given_up.received(65_536)
    given_up.__exit__(TimeoutError)
    assert meter.throughput_bps == before_bps == pytest.approx(640_000)
