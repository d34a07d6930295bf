"""Wait until something changed, or until a moment comes: the session's only way of waiting.

There is no polling anywhere in the session. Whoever changes what others may wait for calls `notify`; whoever
waits says until when. Under the virtual loop this makes a two-hour film a few thousand steps.
"""

import asyncio

__all__ = ["Signal"]

# A computed moment may be off by a rounding error; without this, waiting for it could spin on the spot.
_SHORTEST_WAIT_S = 0.001


class Signal:
    """A change notice for any number of waiters on one loop; nothing is lost between check and wait.

    A waiter checks its condition, finds it false, and calls `wait` without awaiting in between: on one loop
    nothing can change in that gap.
    """

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Wake everybody who waits now."""
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, timeout_s: float | None = None) -> None:
        """Return at the next `notify`, or after `timeout_s`, but not before a millisecond."""
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        self._waiters.add(waiter)
        timer = None
        if timeout_s is not None:
            timer = loop.call_later(
                max(timeout_s, _SHORTEST_WAIT_S), lambda: waiter.done() or waiter.set_result(None)
            )
        try:
            await waiter
        finally:
            self._waiters.discard(waiter)
            if timer is not None:
                timer.cancel()
