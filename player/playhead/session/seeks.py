"""The seeks that wait for their first picture: all of them end with the one that was asked for last."""

import asyncio

from playhead.events import Seeked

__all__ = ["PendingSeeks"]


class PendingSeeks:
    """Seeks under way."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []
        self._started_s = 0.0
        self.was_buffered = False

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, now_s: float) -> asyncio.Future[None]:
        """Return what is done when the first picture shows."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(done)
        self._started_s = now_s
        return done

    def resolve(self, now_s: float, position_s: float) -> Seeked:
        """Let everybody go on: the picture is there."""
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            if not done.done():
                done.set_result(None)
        return Seeked(now_s, position_s, now_s - self._started_s, self.was_buffered)

    def cancel(self) -> None:
        """Let everybody go: there will be no picture."""
        for done in self._waiting:
            done.cancel()
