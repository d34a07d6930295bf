import asyncio
import random
import time
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.clock import LoopClock
from playhead.testing import DeadlockError, VirtualLoop, VirtualTimeLimitError, run_virtual


def now_s() -> float:
    return asyncio.get_running_loop().time()


def test_time_jumps_instead_of_passing() -> None:
    async def main() -> float:
        await asyncio.sleep(1_000_000)
        return now_s()

    assert run_virtual(main()) == 1_000_000


def test_time_begins_at_zero_and_stands_while_there_is_work() -> None:
    async def main() -> list[float]:
        times = [now_s()]
        for _ in range(100):
            await asyncio.sleep(0)
        return [*times, now_s()]

    assert run_virtual(main()) == [0.0, 0.0]


def test_the_sdks_clock_follows() -> None:
    async def main() -> tuple[float, float]:
        clock = LoopClock(utc_anchor_s=1_000_000.0)
        clock.utc_s()
        await asyncio.sleep(3600)
        return clock.now_s(), clock.utc_s()

    assert run_virtual(main()) == (3600.0, 1_003_600.0)


@given(st.lists(st.floats(0, 1e6), max_size=30))
def test_timers_run_in_the_order_of_their_times_then_of_their_making(delays_s: list[float]) -> None:
    async def main() -> list[tuple[float, int]]:
        ran: list[tuple[float, int]] = []
        for number, delay_s in enumerate(delays_s):
            asyncio.get_running_loop().call_at(delay_s, lambda n=number: ran.append((now_s(), n)))
        await asyncio.sleep(2e6)
        return ran

    assert run_virtual(main()) == sorted((delay_s, number) for number, delay_s in enumerate(delays_s))


def test_timeouts_strike_at_their_time() -> None:
    async def main() -> float:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(5):
                await asyncio.Event().wait()
        return now_s()

    assert run_virtual(main()) == 5.0


def test_the_inner_of_two_equal_timeouts_does_not_hide_the_outer() -> None:
    async def main() -> list[str]:
        struck: list[str] = []
        try:
            async with asyncio.timeout(5):
                try:
                    async with asyncio.timeout(5):
                        await asyncio.sleep(9)
                except TimeoutError:
                    struck.append("inner")
                    await asyncio.sleep(9)
        except TimeoutError:
            struck.append("outer")
        return struck

    assert run_virtual(main())[-1] == "outer"


def test_task_groups_run_side_by_side() -> None:
    async def main() -> float:
        async with asyncio.TaskGroup() as group:
            for delay_s in (3, 1, 2):
                group.create_task(asyncio.sleep(delay_s))
        return now_s()

    assert run_virtual(main()) == 3.0


def test_a_failure_in_a_task_group_ends_the_others() -> None:
    async def fail() -> None:
        await asyncio.sleep(1)
        raise ValueError("no")

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(asyncio.sleep(1000))

    with pytest.raises(ExceptionGroup):
        run_virtual(main())


def test_locks_events_and_queues_work() -> None:
    async def main() -> list[int]:
        queue: asyncio.Queue[int] = asyncio.Queue(1)
        got: list[int] = []

        async def produce() -> None:
            for number in range(5):
                await queue.put(number)
                await asyncio.sleep(1)

        async with asyncio.TaskGroup() as group, asyncio.Lock():
            group.create_task(produce())
            got.extend([await queue.get() for _ in range(5)])
        return got

    assert run_virtual(main()) == [0, 1, 2, 3, 4]


def test_threads_run_inline_and_let_others_go_first() -> None:
    async def main() -> list[str]:
        order: list[str] = []
        asyncio.get_running_loop().call_soon(order.append, "callback")
        result = await asyncio.to_thread(lambda: order.append("thread") or "done")
        return [*order, result]

    assert run_virtual(main()) == ["callback", "thread", "done"]


def test_a_threads_failure_belongs_to_who_waits() -> None:
    async def main() -> None:
        with pytest.raises(ZeroDivisionError):
            await asyncio.to_thread(lambda: 1 / 0)

    run_virtual(main())


def test_waiting_for_ever_is_an_error_and_not_a_hang() -> None:
    async def wait_for_godot() -> None:
        await asyncio.Event().wait()

    with pytest.raises(DeadlockError, match="wait_for_godot"):
        run_virtual(wait_for_godot())


def test_a_cancelled_timer_does_not_hide_a_deadlock() -> None:
    async def main() -> None:
        asyncio.get_running_loop().call_later(1, print).cancel()
        await asyncio.Event().wait()

    with pytest.raises(DeadlockError):
        run_virtual(main())


def test_tasks_are_cleaned_up_after_a_deadlock() -> None:
    closed: list[str] = []

    async def main() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(1)
            closed.append("closed")

    with pytest.raises(DeadlockError):
        run_virtual(main())
    assert closed == ["closed"]


def test_a_program_that_never_ends_is_stopped_at_its_limit() -> None:
    async def main() -> None:
        while True:  # noqa: ASYNC110  polling for ever is the point
            await asyncio.sleep(0.25)

    with pytest.raises(VirtualTimeLimitError):
        run_virtual(main(), limit_s=3600)


def test_a_failure_that_nobody_looked_after_is_raised_in_the_end() -> None:
    async def main() -> None:
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(1)

    with pytest.raises(ZeroDivisionError):
        run_virtual(main())


def test_an_exception_handler_of_ones_own_is_asked_instead() -> None:
    heard: list[str] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: heard.append(context["message"]))
        loop.call_soon(lambda: 1 / 0)
        await asyncio.sleep(1)

    run_virtual(main())
    assert len(heard) == 1


def test_async_generators_left_open_are_closed() -> None:
    closed: list[str] = []

    async def numbers() -> AsyncGenerator[int, None]:
        try:
            yield 1
            yield 2
        finally:
            closed.append("closed")

    async def main() -> None:
        async for _ in numbers():
            break

    run_virtual(main())
    assert closed == ["closed"]


def test_many_cancelled_deadlines_do_not_pile_up() -> None:
    async def main() -> int:
        for _ in range(10_000):
            async with asyncio.timeout(1000):
                await asyncio.sleep(0.001)
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        return loop.timer_count

    assert run_virtual(main()) < 200


def test_sockets_belong_to_real_time() -> None:
    async def main() -> None:
        await asyncio.open_connection("127.0.0.1", 9)

    with pytest.raises(NotImplementedError):
        run_virtual(main())


def test_a_closed_loop_takes_nothing_more() -> None:
    loop = VirtualLoop()
    loop.close()
    with pytest.raises(RuntimeError):
        loop.call_soon(print)


def test_the_real_clock_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> float:
        raise AssertionError("somebody asked the real clock")

    async def main() -> None:
        async with asyncio.timeout(1000):
            await asyncio.sleep(10)

    monkeypatch.setattr(time, "monotonic", refuse)
    run_virtual(main())


def test_equal_programs_run_equally() -> None:
    async def walker(name: str, seed: int, steps: list[tuple[float, str]]) -> None:
        dice = random.Random(seed)
        for _ in range(50):
            await asyncio.sleep(dice.choice([0, 0.5, 1, dice.random()]))
            steps.append((now_s(), name))

    async def main() -> list[tuple[float, str]]:
        steps: list[tuple[float, str]] = []
        async with asyncio.TaskGroup() as group:
            for number in range(10):
                group.create_task(walker(f"w{number}", number, steps))
        return steps

    assert run_virtual(main()) == run_virtual(main())
