"""What happens while clients listen: each subscriber gets everything from the moment it came."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["EpisodeReleased", "Happenings", "SessionOver"]

# A client that takes nothing for so long loses the oldest, not the service its memory.
_MOST_WAITING = 64
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EpisodeReleased:
    """An episode of a series has come out."""

    series_id: str
    episode_id: str


@dataclass(frozen=True, slots=True)
class SessionOver:
    """A device's session was ended; None ends all of them."""

    session: str | None


class Happenings:
    """Hands on what happens. Belongs to the service's loop."""

    def __init__(self) -> None:
        self._listening: set[asyncio.Queue[object]] = set()

    @property
    def listeners(self) -> int:
        """How many subscribers listen."""
        return len(self._listening)

    def tell(self, happening: object) -> None:
        """Hand it to everybody who listens now."""
        for queue in self._listening:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(happening)

    async def of(self, kind: type[T]) -> AsyncIterator[T]:
        """Yield what happens from now on, of one kind; ends with the subscriber."""
        queue: asyncio.Queue[object] = asyncio.Queue(_MOST_WAITING)
        self._listening.add(queue)
        try:
            while True:
                happening = await queue.get()
                if isinstance(happening, kind):
                    yield happening
        finally:
            self._listening.discard(queue)
