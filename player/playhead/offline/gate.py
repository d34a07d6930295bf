"""How many requests may be under way at once: a number that may change at any time."""

from types import TracebackType

from playhead.session.signal import Signal

__all__ = ["Gate"]


class Gate:
    """Lets so many through; the others wait.

    Args:
        limit: At least 1.
    """

    def __init__(self, limit: int) -> None:
        self._limit = max(1, limit)
        self._inside = 0
        self._changed = Signal()

    def set_limit(self, limit: int) -> None:
        """Let more or fewer through; who is inside already stays."""
        self._limit = max(1, limit)
        self._changed.notify()

    async def __aenter__(self) -> None:
        while self._inside >= self._limit:
            await self._changed.wait()
        self._inside += 1

    async def __aexit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._inside -= 1
        self._changed.notify()
