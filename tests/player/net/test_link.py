"""The shared line against the plainest possible model of one: small steps of time."""

import asyncio
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.errors import PlayerStateError
from playhead.net.transports.link import BandwidthTrace, SharedLink
from playhead.testing import run_virtual

STEPS = st.lists(
    st.tuples(st.floats(0.1, 20), st.one_of(st.just(0.0), st.floats(1e4, 1e7))), min_size=1, max_size=6
)


@given(STEPS, st.floats(0, 1e9))
def test_time_and_bits_are_each_others_inverse(steps: list[tuple[float, float]], bits: float) -> None:
    trace = BandwidthTrace(steps)
    when_s = trace.time_of(bits)
    if math.isinf(when_s):
        assert all(bandwidth_bps == 0 for _, bandwidth_bps in steps)
        return
    assert trace.bits_until(when_s) == pytest.approx(bits, rel=1e-6, abs=1.0)


@given(STEPS, st.floats(1, 1e8))
def test_bits_arrive_as_early_as_they_can(steps: list[tuple[float, float]], bits: float) -> None:
    trace = BandwidthTrace(steps)
    when_s = trace.time_of(bits)
    if not math.isinf(when_s):
        assert trace.bits_until(max(0.0, when_s - 0.01)) < bits


@pytest.mark.parametrize(
    "steps", [[], [(0.0, 1e6)], [(-1.0, 1e6)], [(1.0, -1.0)], [(math.nan, 1.0)], [(1.0, math.inf)]]
)
def test_a_trace_that_makes_no_sense_is_refused(steps: list[tuple[float, float]]) -> None:
    with pytest.raises(PlayerStateError):
        BandwidthTrace(steps)


async def arrival_s(link: SharedLink, begin_s: float, size_bytes: int) -> float:
    loop = asyncio.get_running_loop()
    await asyncio.sleep(begin_s)
    download = link.begin(size_bytes)
    left = size_bytes
    while left:
        left -= await download.next(max(1000, size_bytes // 4))
    link.end(download)
    return loop.time()


def bandwidth_at(steps: list[tuple[float, float]], time_s: float) -> float:
    for duration_s, bandwidth_bps in steps:
        if time_s < duration_s:
            return bandwidth_bps
        time_s -= duration_s
    return steps[-1][1]


def modelled_arrivals(steps: list[tuple[float, float]], bodies: list[tuple[float, int]]) -> list[float]:
    """Serve all bodies in time steps of a millisecond."""
    step_s = 0.001
    left = [float(size) for _, size in bodies]
    arrivals = [math.inf] * len(bodies)
    total_s = sum(duration_s for duration_s, _ in steps)
    begin = min(begin_s for begin_s, _ in bodies)
    for tick in range(200_000):
        now_s = begin + tick * step_s
        bandwidth_bps = bandwidth_at(steps, (tick * step_s) % total_s)
        active = [n for n, (begin_s, _) in enumerate(bodies) if begin_s <= now_s and left[n] > 0]
        for n in active:
            left[n] -= bandwidth_bps * step_s / 8 / len(active)
            if left[n] <= 0:
                arrivals[n] = now_s
        if not any(size > 0 for size in left):
            break
    return arrivals


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0.5, 3), st.sampled_from([0.0, 1e6, 4e6, 8e6])), min_size=1, max_size=4
    ).filter(lambda steps: any(bandwidth_bps for _, bandwidth_bps in steps)),
    st.lists(st.tuples(st.floats(0, 2), st.integers(10_000, 400_000)), min_size=1, max_size=5),
)
def test_concurrent_downloads_get_equal_shares(
    steps: list[tuple[float, float]], bodies: list[tuple[float, int]]
) -> None:
    async def main() -> list[float]:
        link = SharedLink(BandwidthTrace(steps))
        return await asyncio.gather(*(arrival_s(link, begin_s, size) for begin_s, size in bodies))

    assert run_virtual(main()) == pytest.approx(modelled_arrivals(steps, bodies), abs=0.05)


def test_a_line_that_carries_nothing_is_no_endless_loop() -> None:
    async def main() -> None:
        link = SharedLink(BandwidthTrace([(1.0, 0.0)]))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(100):
                await arrival_s(link, 0, 1000)

    run_virtual(main())


def test_what_arrived_while_nobody_read_is_there_at_once() -> None:
    async def main() -> float:
        link = SharedLink(BandwidthTrace([(1.0, 8e6)]))
        download = link.begin(1_000_000)
        await asyncio.sleep(5)
        assert sum([await download.next(250_000) for _ in range(4)]) == 1_000_000
        return asyncio.get_running_loop().time()

    assert run_virtual(main()) == 5.0


def test_an_abandoned_download_frees_its_share() -> None:
    async def main() -> float:
        link = SharedLink(BandwidthTrace([(1.0, 8e6)]))
        abandoned = link.begin(1_000_000)
        asyncio.get_running_loop().call_later(0.5, link.end, abandoned)
        return await arrival_s(link, 0, 1_000_000)

    assert run_virtual(main()) == pytest.approx(1.25)
