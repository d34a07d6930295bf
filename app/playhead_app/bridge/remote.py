"""Qt's hand on the loop: ask for work, get the answer as a queued signal.

A view-model says what it wants done over there and what to do with the answer over here. The answer is
delivered on Qt's thread, in order, and not at all once the `Call` was dropped: a page that has been left
never hears from a request that it started.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from playhead_app.bridge.loop_thread import LoopThread
from playhead_app.qt import slot

__all__ = ["Call", "Remote"]

T = TypeVar("T")


class Call:
    """One piece of work under way. Used on Qt's thread only."""

    def __init__(self) -> None:
        self._future: Future[Any] | None = None
        self._is_dropped = False

    @property
    def is_dropped(self) -> bool:
        """True once nobody waits for the answer."""
        return self._is_dropped

    def watch(self, future: Future[Any]) -> None:
        """Remember what to cancel."""
        self._future = future

    def drop(self) -> None:
        """Cancel the work; its answer is not delivered even if it is on its way already."""
        self._is_dropped = True
        if self._future is not None:
            self._future.cancel()


class Remote(QObject):
    """The one crossing between Qt's thread and the loop's."""

    _posted = Signal(object)

    def __init__(self, loop: LoopThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = loop
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Coroutine[Any, Any, T]],
        *,
        then: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> Call:
        """Run a coroutine on the loop and bring its outcome back to Qt's thread.

        Args:
            work: Makes the coroutine; called on the loop's thread.
            then: Gets the result, on Qt's thread.
            failed: Gets the exception, on Qt's thread. Cancellation reaches neither.
        """
        call = Call()
        future = self._loop.submit(_begin(work))
        call.watch(future)
        future.add_done_callback(partial(self._finish, call, then, failed))
        return call

    def tell(self, command: Callable[..., object], *args: object) -> None:
        """Call a plain function on the loop's thread; a failure goes to the loop's exception handler."""
        self._loop.submit(_call(command, args))

    def post(self, deliver: Callable[[T], None], value: T) -> None:
        """Deliver frozen data on Qt's thread; called from the loop's."""
        self._posted.emit(partial(deliver, value))

    def _finish(
        self,
        call: Call,
        then: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        future: "Future[Any]",
    ) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if isinstance(error, CancelledError | asyncio.CancelledError):
            return
        outcome = partial(then, future.result()) if error is None else partial(failed, error)
        self._posted.emit(partial(_unless_dropped, call, outcome))

    @slot(object)
    def _deliver(self, outcome: Callable[[], None]) -> None:
        outcome()


def _unless_dropped(call: Call, outcome: Callable[[], None]) -> None:
    if not call.is_dropped:
        outcome()


async def _begin(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    return await work()


async def _call(command: Callable[..., object], args: tuple[object, ...]) -> None:
    try:
        command(*args)
    except Exception as error:  # noqa: BLE001  # top of a task: reported, not lost
        asyncio.get_running_loop().call_exception_handler(
            {"message": f"{getattr(command, '__qualname__', command)} failed", "exception": error}
        )
