"""The SDK's asyncio loop, in a background thread.

Qt owns the main thread and its own event loop; PySide6's asyncio port cannot run httpx. So the SDK's loop
lives here, and whoever stops it gets a promise: all of its tasks have been cancelled and have ended, or
the time is over.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

__all__ = ["LoopThread"]

_log = logging.getLogger(__name__)

T = TypeVar("T")


class LoopThread:
    """One asyncio loop in one thread. `start`, then `submit` from any thread, then `stop`.

    Args:
        report: Hears of exceptions that no task's owner took: the exception, and where it came from.
    """

    def __init__(self, report: Callable[[BaseException, str], None], name: str = "playhead-loop") -> None:
        self._report = report
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(self._on_exception)
        # A daemon: a task that ignores its cancellation may cost a log line, never a window that stays.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def is_running(self) -> bool:
        """True between `start` and the end of `stop`."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Start the thread; the loop takes work from now on."""
        self._thread.start()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine on the loop; the future belongs to the caller's thread.

        After `stop` the work is not done and its future is cancelled: the last timers of a closing window
        have nobody left to ask.
        """
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop)
        except RuntimeError:  # the loop is closed
            work.close()
            refused: Future[T] = Future()
            refused.cancel()
            return refused

    def stop(self, timeout_s: float) -> bool:
        """Cancel what still runs, end the loop and join the thread.

        Args:
            timeout_s: Longest wait for tasks that take their cancellation slowly.

        Returns:
            Whether the thread has ended.
        """
        if not self._thread.is_alive():
            return True
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            _log.warning("the loop did not end within %.1f s", timeout_s)
            return False
        return True

    def _on_exception(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        message = str(context.get("message", "the loop"))
        if isinstance(error, BaseException):
            self._report(error, message)
        else:
            _log.error("%s", message)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            self._cancel_all()
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
        finally:
            self._loop.close()

    def _cancel_all(self) -> None:
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        if tasks:
            self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
