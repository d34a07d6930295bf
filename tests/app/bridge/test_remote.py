"""The crossing between Qt and the loop."""

import asyncio
import threading

import pytest
from pytestqt.qtbot import QtBot

from playhead_app.bridge import LoopThread, Remote
from playhead_app.reporter import Crash, Reporter

pytestmark = pytest.mark.gui


def unexpected(outcome: object) -> None:
    pytest.fail(f"not expected: {outcome!r}")


def test_the_answer_arrives_on_the_thread_of_qt(qtbot: QtBot, remote: Remote) -> None:
    arrived: list[tuple[int, threading.Thread]] = []

    async def work() -> int:
        assert threading.current_thread() is not threading.main_thread()
        return 7

    remote.run(
        work, then=lambda value: arrived.append((value, threading.current_thread())), failed=unexpected
    )
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [(7, threading.main_thread())]


def test_an_exception_arrives_as_a_failure(qtbot: QtBot, remote: Remote) -> None:
    failures: list[BaseException] = []

    async def work() -> int:
        raise KeyError("no such title")

    remote.run(work, then=unexpected, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], KeyError)


def test_a_dropped_call_delivers_nothing_even_if_its_answer_is_on_its_way(
    qtbot: QtBot, remote: Remote
) -> None:
    answered = threading.Event()
    delivered: list[object] = []

    async def work() -> int:
        answered.set()
        return 7

    call = remote.run(work, then=delivered.append, failed=delivered.append)
    assert answered.wait(5)
    call.drop()
    probe: list[int] = []
    remote.run(work, then=probe.append, failed=unexpected)
    qtbot.waitUntil(lambda: bool(probe))
    assert delivered == []
    assert call.is_dropped


def test_dropping_a_call_cancels_its_work(qtbot: QtBot, remote: Remote) -> None:
    begun, cancelled = threading.Event(), threading.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    call = remote.run(work, then=unexpected, failed=unexpected)
    assert begun.wait(5)
    call.drop()
    assert cancelled.wait(5)


def test_answers_keep_their_order(qtbot: QtBot, remote: Remote) -> None:
    got: list[int] = []

    async def post_all() -> None:
        for number in range(100):
            remote.post(got.append, number)

    remote.run(post_all, then=lambda _: None, failed=unexpected)
    qtbot.waitUntil(lambda: len(got) == 100)
    assert got == list(range(100))


def test_stopping_the_loop_cancels_what_still_runs_and_ends_the_thread() -> None:
    begun, cleaned = threading.Event(), threading.Event()
    thread = LoopThread(lambda error, where: pytest.fail(f"{where}: {error}"))
    thread.start()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cleaned.set()

    thread.submit(work())
    assert begun.wait(5)
    assert thread.stop(5.0)
    assert cleaned.is_set()
    assert not thread.is_running


def test_an_exception_that_no_owner_took_reaches_the_reporter(
    loop_thread: LoopThread, reporter: Reporter
) -> None:
    told: list[Crash] = []
    reporter.tell(told.append)

    async def work() -> None:
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)

    loop_thread.submit(work()).result(5)
    loop_thread.submit(asyncio.sleep(0)).result(5)
    assert reporter.count == 1
    assert len(told) == 1
