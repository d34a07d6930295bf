"""An asyncio loop whose time jumps instead of passing.

When nothing is ready to run, a real loop sleeps until its next timer. This one sets its clock to that timer
and goes on, so that a two-hour film takes as long as the work in it. Whatever uses the loop's clock follows
without knowing: `asyncio.sleep`, `asyncio.timeout`, `call_at`, `LoopClock`.

It is written from scratch on `AbstractEventLoop` rather than squeezed into the selector loop: there are no
sockets to select on, timers with equal times run in the order they were set (the standard loop leaves that to
its heap), and nothing depends on the standard loop's private parts. Runs are repeatable to the last callback:

- time starts at zero and moves only by jumps;
- `run_in_executor` and `asyncio.to_thread` run the function on this very thread, one loop turn later;
- sockets, pipes, subprocesses and signals raise `NotImplementedError`: they belong to real time;
- if all tasks wait and no timer is left, nothing can ever happen again: that is a `DeadlockError`, at once.
"""

import asyncio
import heapq
import logging
import sys
import weakref
from asyncio import AbstractEventLoop, Future, Handle, Task, TimerHandle
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextvars import Context
from typing import Any, TypeVar, TypeVarTuple

__all__ = ["DeadlockError", "VirtualLoop", "VirtualTimeLimitError", "run_virtual"]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_log = logging.getLogger(__name__)


class DeadlockError(RuntimeError):
    """All tasks wait, no timer is set: the program has stopped for ever."""


class VirtualTimeLimitError(RuntimeError):
    """Virtual time has come to the limit given: the program would perhaps never have ended."""


def run_virtual(main: Coroutine[Any, Any, T], *, limit_s: float | None = None) -> T:
    """Run a coroutine on a new virtual loop and return its result, as `asyncio.run` does on a real one.

    Args:
        main: What to run.
        limit_s: Longest virtual time; None for no limit.

    Raises:
        DeadlockError: If `main` waits for something that can't come.
        VirtualTimeLimitError: If `limit_s` is over.
        Exception: What `main` raises; or, if it succeeds, what a task raised that nobody looked after.
    """
    loop = VirtualLoop(limit_s=limit_s)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        result = runner.run(main)
    for context in loop.unhandled:
        raise context.get("exception") or RuntimeError(str(context.get("message")))
    return result


class VirtualLoop(AbstractEventLoop):
    """The loop; `run_virtual` is the usual way to use it.

    Args:
        limit_s: Longest virtual time; None for no limit.

    Attributes:
        unhandled: Contexts of failures in the background, in order; as `call_exception_handler` got them.
    """

    def __init__(self, *, limit_s: float | None = None) -> None:
        self.unhandled: list[dict[str, Any]] = []
        self._limit_s = limit_s
        self._now_s = 0.0
        self._ready: deque[Handle] = deque()
        self._timers: list[tuple[float, int, TimerHandle]] = []
        self._timers_made = 0
        self._cancelled_timers = 0
        self._is_running = False
        self._is_stopping = False
        self._is_closed = False
        self._is_debug = False
        self._exception_handler: Callable[[AbstractEventLoop, dict[str, Any]], object] | None = None
        self._task_factory: Any = None
        self._generators: weakref.WeakSet[AsyncGenerator[Any, Any]] = weakref.WeakSet()

    # Time

    def time(self) -> float:
        """Return virtual seconds since the loop was made."""
        return self._now_s

    @property
    def timer_count(self) -> int:
        """How many timers are kept, cancelled ones that were not cleared away yet among them."""
        return len(self._timers)

    def call_soon(
        self,
        callback: Callable[[*Ts], object],
        *args: *Ts,
        context: Context | None = None,
    ) -> Handle:
        """Run the callback in the next turn."""
        self._check_open()
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_later(
        self,
        delay: float,
        callback: Callable[[*Ts], object],
        *args: *Ts,
        context: Context | None = None,
    ) -> TimerHandle:
        """Run the callback `delay` seconds from now."""
        return self.call_at(self._now_s + delay, callback, *args, context=context)

    def call_at(
        self,
        when: float,
        callback: Callable[[*Ts], object],
        *args: *Ts,
        context: Context | None = None,
    ) -> TimerHandle:
        """Run the callback at a time of `time`; those of equal time run in the order of the calls."""
        self._check_open()
        handle = TimerHandle(when, callback, args, self, context)
        self._timers_made += 1
        heapq.heappush(self._timers, (when, self._timers_made, handle))
        return handle

    def _timer_handle_cancelled(self, handle: TimerHandle) -> None:
        # Deadlines are cancelled far more often than they fire; without this they would pile up.
        self._cancelled_timers += 1
        if self._cancelled_timers > 64 and self._cancelled_timers * 2 > len(self._timers):
            self._timers = [timer for timer in self._timers if not timer[2].cancelled()]
            heapq.heapify(self._timers)
            self._cancelled_timers = 0

    # Running

    def run_forever(self) -> None:
        """Run until `stop`.

        Raises:
            DeadlockError: If nothing can ever happen again.
            VirtualTimeLimitError: If the limit is over.
        """
        self._check_open()
        if self._is_running:
            raise RuntimeError("this event loop is already running")
        old_hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._generators.add, finalizer=self._close_generator)
        asyncio._set_running_loop(self)  # pyright: ignore[reportPrivateUsage]  # documented
        self._is_running = True
        try:
            while not self._is_stopping:
                self._turn()
        finally:
            self._is_stopping = False
            self._is_running = False
            asyncio._set_running_loop(None)  # pyright: ignore[reportPrivateUsage]  # documented
            sys.set_asyncgen_hooks(*old_hooks)

    def run_until_complete(self, future: Any) -> Any:
        """Run until the coroutine or future is done and return its result."""
        self._check_open()
        task = asyncio.ensure_future(future, loop=self)
        task.add_done_callback(self._stop_after)
        try:
            self.run_forever()
        finally:
            task.remove_done_callback(self._stop_after)
        return task.result()

    def stop(self) -> None:
        """Stop at the end of this turn."""
        self._is_stopping = True

    def is_running(self) -> bool:
        """Tell whether the loop runs."""
        return self._is_running

    def is_closed(self) -> bool:
        """Tell whether the loop was closed."""
        return self._is_closed

    def close(self) -> None:
        """Forget everything that was to be run."""
        if self._is_running:
            raise RuntimeError("a running event loop can't be closed")
        self._is_closed = True
        self._ready.clear()
        self._timers.clear()

    def _turn(self) -> None:
        """Run what is ready now; if nothing is, jump to the next timer first."""
        if not self._ready:
            self._jump()
        # What these callbacks make ready runs in the next turn, as in the standard loop.
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle.cancelled():
                handle._run()  # pyright: ignore[reportPrivateUsage]  # how a loop runs a Handle

    def _jump(self) -> None:
        timers = self._timers
        while timers and timers[0][2].cancelled():
            heapq.heappop(timers)
            self._cancelled_timers -= 1
        if not timers:
            raise DeadlockError(self._describe_deadlock())
        when = timers[0][0]
        if self._limit_s is not None and when > self._limit_s:
            # What is left is cleaning up, and that may take its time.
            limit_s, self._limit_s = self._limit_s, None
            raise VirtualTimeLimitError(f"virtual time would pass its limit of {limit_s:g} s")
        self._now_s = max(self._now_s, when)
        while timers and timers[0][0] <= self._now_s:
            handle = heapq.heappop(timers)[2]
            if handle.cancelled():
                self._cancelled_timers -= 1
            else:
                self._ready.append(handle)

    def _describe_deadlock(self) -> str:
        waiting = sorted(repr(task.get_coro()) for task in asyncio.all_tasks(self))
        names = ", ".join(waiting) or "nobody"
        return f"at {self._now_s:g} s nothing is ready and no timer is set; waiting: {names}"

    def _stop_after(self, _: "Future[Any]") -> None:
        self.stop()

    def _check_open(self) -> None:
        if self._is_closed:
            raise RuntimeError("Event loop is closed")

    # Futures and tasks

    def create_future(self) -> "Future[Any]":
        """Return a new future of this loop."""
        return Future(loop=self)

    def create_task(
        self,
        coro: Coroutine[Any, Any, T] | Generator[Any, None, T],
        *,
        name: str | None = None,
        context: Context | None = None,
    ) -> "Task[T]":
        """Return a new task that runs the coroutine."""
        self._check_open()
        if self._task_factory is not None:
            return self._task_factory(self, coro, context=context)
        return Task(coro, loop=self, name=name, context=context)

    def set_task_factory(self, factory: Any) -> None:
        """Set what makes tasks; None for the usual."""
        self._task_factory = factory

    def get_task_factory(self) -> Any:
        """Return what was set, or None."""
        return self._task_factory

    # Threads

    def call_soon_threadsafe(
        self,
        callback: Callable[[*Ts], object],
        *args: *Ts,
        context: Context | None = None,
    ) -> Handle:
        """Run the callback in the next turn. Only from this thread: other threads live in real time."""
        return self.call_soon(callback, *args, context=context)

    def run_in_executor(self, executor: Any, func: Callable[[*Ts], T], *args: *Ts) -> "Future[T]":
        """Run the function here, in the next turn, whatever the executor."""
        future: Future[T] = self.create_future()
        self.call_soon(_run_inline, future, func, args)
        return future

    def set_default_executor(self, executor: Any) -> None:
        """Change nothing: there are no threads."""

    async def shutdown_default_executor(self) -> None:
        """Do nothing: there are no threads."""

    # Async generators

    async def shutdown_asyncgens(self) -> None:
        """Close the async generators that were left open."""
        generators = list(self._generators)
        self._generators.clear()
        await asyncio.gather(*(generator.aclose() for generator in generators), return_exceptions=True)

    def _close_generator(self, generator: AsyncGenerator[Any, Any]) -> None:
        self._generators.discard(generator)
        if not self._is_closed:
            self.call_soon(self.create_task, generator.aclose())

    # Failures

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """Take note of a failure in the background."""
        if self._exception_handler is not None:
            self._exception_handler(self, context)
            return
        self.default_exception_handler(context)

    def default_exception_handler(self, context: dict[str, Any]) -> None:
        """Log the failure and keep it in `unhandled`."""
        self.unhandled.append(context)
        _log.error("%s", context.get("message"), exc_info=context.get("exception"))

    def set_exception_handler(
        self, handler: Callable[[AbstractEventLoop, dict[str, Any]], object] | None
    ) -> None:
        """Set who hears of failures in the background; None for the usual."""
        self._exception_handler = handler

    def get_exception_handler(self) -> Callable[[AbstractEventLoop, dict[str, Any]], object] | None:
        """Return what was set, or None."""
        return self._exception_handler

    def get_debug(self) -> bool:
        """Return what `set_debug` set."""
        return self._is_debug

    def set_debug(self, enabled: bool) -> None:
        """Have asyncio remember where tasks were made."""
        self._is_debug = enabled


def _run_inline(future: "Future[T]", func: Callable[..., T], args: tuple[Any, ...]) -> None:
    if future.cancelled():
        return
    try:
        result = func(*args)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # noqa: BLE001  as an executor does: it belongs to who waits
        future.set_exception(error)
    else:
        future.set_result(result)
