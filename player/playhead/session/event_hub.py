"""Hand events to everybody who listens, each at their own pace."""

import asyncio
from collections.abc import AsyncIterator, Callable

from playhead.clock import Clock
from playhead.events import Event
from playhead.session.problem_digest import ProblemDigest

__all__ = ["EventHub"]


class EventHub:
    """Broadcasts events to listeners at once and to iterators in order; nothing is lost between two reads.

    Problems that are like one that was just told are told together, a little later (`ProblemDigest`).
    """

    def __init__(self, clock: Clock) -> None:
        self._digest = ProblemDigest(self._broadcast, clock)
        self._listeners: list[Callable[[Event], None]] = []
        self._queues: set[asyncio.Queue[Event | None]] = set()
        self._is_closed = False

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Call `listener` with each event, before any iterator sees it."""
        self._listeners.append(listener)

    def emit(self, event: Event) -> None:
        """Tell everybody."""
        self._digest.take(event)

    def settle(self) -> None:
        """Tell everybody what was kept back: the title is over."""
        self._digest.flush()

    def _broadcast(self, event: Event) -> None:
        for listener in self._listeners:
            listener(event)
        for queue in self._queues:
            queue.put_nowait(event)

    def subscribe(self) -> AsyncIterator[Event]:
        """Return the events from this call on; the iterator ends when the hub closes."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        if self._is_closed:
            queue.put_nowait(None)
        self._queues.add(queue)
        return self._drain(queue)

    def close(self) -> None:
        """End all iterators after what they have not read yet."""
        self.settle()
        self._is_closed = True
        for queue in self._queues:
            queue.put_nowait(None)

    async def _drain(self, queue: asyncio.Queue[Event | None]) -> AsyncIterator[Event]:
        try:
            while (event := await queue.get()) is not None:
                yield event
        finally:
            self._queues.discard(queue)
