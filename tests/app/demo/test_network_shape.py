import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.testing import run_virtual
from playhead_app.demo.network_shape import NetworkLink, NetworkShape, ShapeStep, parse_schedule

steps = st.lists(
    st.builds(ShapeStep, kbps=st.integers(1, 50_000), for_s=st.floats(0.05, 60)), min_size=1, max_size=5
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8000 for 20 s, then 900 for 15 s", (ShapeStep(8000, 20.0), ShapeStep(900, 15.0))),
        ("500", (ShapeStep(500),)),
        ("500 kbps for 1.5s,0 for 3 s", (ShapeStep(500, 1.5), ShapeStep(0, 3.0))),
        ("unlimited for 5 s, then 300", (ShapeStep(None, 5.0), ShapeStep(300))),
    ],
)
def test_a_schedule_is_read(text: str, expected: tuple[ShapeStep, ...]) -> None:
    assert parse_schedule(text) == expected


@given(st.text(max_size=40).filter(lambda text: not any(letter.isdigit() for letter in text)))
def test_any_other_text_is_refused_politely(text: str) -> None:
    if text.strip() == "unlimited":
        return
    with pytest.raises(ValueError, match="is no step"):
        parse_schedule(text)


@pytest.mark.parametrize(
    "make",
    [
        lambda: NetworkShape(()),
        lambda: NetworkShape((ShapeStep(-1),)),
        lambda: NetworkShape((ShapeStep(8, 0.0),)),
        lambda: NetworkShape((ShapeStep(8, float("nan")),)),
        lambda: NetworkShape(latency_ms=-1),
    ],
)
def test_a_shape_that_no_link_can_have_is_refused(make) -> None:
    with pytest.raises(ValueError, match=r"schedule|speed|last|latency"):
        make()


def test_bytes_take_as_long_as_the_speed_says() -> None:
    assert NetworkShape((ShapeStep(8000),)).finish_s(0.0, 1_000_000) == pytest.approx(1.0)


def test_bytes_cross_from_a_fast_step_into_a_slow_one() -> None:
    shape = NetworkShape(parse_schedule("8000 for 1 s, then 800"))
    assert shape.finish_s(0.5, 600_000) == pytest.approx(1.0 + 1.0)


def test_an_outage_delays_what_comes_through_it() -> None:
    shape = NetworkShape(parse_schedule("8000 for 1 s, then 0 for 5 s"))
    assert shape.finish_s(0.5, 1_000_000) == pytest.approx(6.5)


def test_an_outage_that_never_ends_never_finishes() -> None:
    assert NetworkShape((ShapeStep(0),)).finish_s(0.0, 1) == float("inf")


@given(steps, st.floats(0, 500), st.integers(1, 10_000_000))
def test_a_repeating_schedule_always_finishes_and_later_for_more_bytes(
    given_steps: list[ShapeStep], start_s: float, size: int
) -> None:
    shape = NetworkShape(tuple(given_steps))
    end_s = shape.finish_s(start_s, size)
    assert start_s <= end_s < float("inf")
    assert shape.finish_s(start_s, size + 1000) >= end_s


def test_two_requests_share_one_link() -> None:
    async def main() -> float:
        link = NetworkLink(NetworkShape((ShapeStep(8000),)))
        loop = asyncio.get_running_loop()

        async def send() -> None:
            for _ in range(10):
                await link.carry(50_000)

        await asyncio.gather(send(), send())
        return loop.time()

    assert run_virtual(main()) == pytest.approx(1.0, abs=0.03)


def test_an_idle_link_saves_up_no_more_than_a_blink() -> None:
    async def main() -> float:
        link = NetworkLink(NetworkShape((ShapeStep(8000),)))
        loop = asyncio.get_running_loop()
        await link.carry(1)
        await asyncio.sleep(100)
        before_s = loop.time()
        await link.carry(1_000_000)
        return loop.time() - before_s

    assert run_virtual(main()) == pytest.approx(1.0, abs=0.03)


def test_bytes_that_wait_in_an_outage_leave_when_the_network_comes_back() -> None:
    async def main() -> float:
        link = NetworkLink(NetworkShape((ShapeStep(0),)))
        waiting = asyncio.ensure_future(link.carry(1_000))
        await asyncio.sleep(7)
        assert not waiting.done()
        link.change(NetworkShape((ShapeStep(8000),)))
        await waiting
        return asyncio.get_running_loop().time()

    assert run_virtual(main()) == pytest.approx(7.0, abs=0.05)


def test_each_request_waits_for_the_latency() -> None:
    async def main() -> float:
        link = NetworkLink(NetworkShape(latency_ms=250))
        await link.greet()
        return asyncio.get_running_loop().time()

    assert run_virtual(main()) == pytest.approx(0.25)


def test_chunks_are_small_on_a_slow_link_and_large_on_a_free_one() -> None:
    async def main() -> tuple[int, int]:
        slow = NetworkLink(NetworkShape((ShapeStep(300),))).chunk_bytes()
        return slow, NetworkLink().chunk_bytes()

    slow, free = run_virtual(main())
    assert slow <= 2_048 < free
