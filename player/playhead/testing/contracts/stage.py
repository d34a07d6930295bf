"""What the backend contract's tests are written with: a backend on a stage, and everything that it said."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final, Protocol, TypeVar

from playhead.backend.protocol import Backend, BackendEvent, SampleBatch
from playhead.presentation import Kind

__all__ = [
    "AUDIO",
    "BOTH",
    "VIDEO",
    "BackendRecorder",
    "MakeBackend",
    "MakeBatches",
    "Play",
    "Run",
    "Stage",
    "set_stage",
]

E = TypeVar("E", bound=BackendEvent)

BOTH: Final = frozenset({Kind.VIDEO, Kind.AUDIO})
VIDEO: Final = frozenset({Kind.VIDEO})
AUDIO: Final = frozenset({Kind.AUDIO})

MakeBackend = Callable[[], Backend]
Run = Callable[[Coroutine[Any, Any, None]], None]


class MakeBatches(Protocol):
    """Makes the batches that cover a time; all start at even seconds and last an even number of them.

    `variant` is one of `BackendContract.variants` for video, and anything for audio.
    """

    def __call__(self, kind: Kind, start_s: float, seconds: float, variant: str) -> list[SampleBatch]:
        """Return them in order; the first video sample is a key frame."""
        ...


class BackendRecorder:
    """A backend, everything that it said, and where it said it."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.events: list[BackendEvent] = []
        self.threads: set[int] = set()
        self._news = asyncio.Event()
        backend.attach(self._hear)

    def all(self, kind: type[E]) -> list[E]:
        """Return the events of a kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    async def wait_for(self, kind: type[E], *, count: int = 1, timeout_s: float = 10.0) -> E:
        """Return the event of a kind that is the `count`th.

        Raises:
            AssertionError: If it doesn't come in time.
        """
        try:
            async with asyncio.timeout(timeout_s):
                while len(self.all(kind)) < count:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError as error:
            raise AssertionError(f"no {kind.__name__} number {count}; heard {self.events}") from error
        return self.all(kind)[count - 1]

    def position_s(self) -> float:
        """Return the playhead, which must be somewhere."""
        position_s = self.backend.position_s
        assert position_s is not None
        return position_s

    def _hear(self, event: BackendEvent) -> None:
        self.events.append(event)
        self.threads.add(threading.get_ident())
        self._news.set()


class Stage:
    """A backend on which a test plays; its times count from the media's begin."""

    def __init__(self, backend: Backend, make_batches: MakeBatches, origin_s: float, variant: str) -> None:
        self.backend = backend
        self.recorder = BackendRecorder(backend)
        self._make_batches = make_batches
        self._origin_s = origin_s
        self._variant = variant

    async def start(self, at_s: float, kinds: frozenset[Kind] = BOTH, *, is_paused: bool = False) -> None:
        """Begin a stretch."""
        await self.backend.start(self._origin_s + at_s, kinds, is_paused=is_paused)

    def append(self, from_s: float, seconds: float, kinds: frozenset[Kind] = BOTH, variant: str = "") -> None:
        """Append what covers the time, the kinds in turn as the session does."""
        for start_s in (from_s + 2.0 * n for n in range(round(seconds / 2))):
            for kind in sorted(kinds, reverse=True):
                name = (variant or self._variant) if kind is Kind.VIDEO else "sound"
                for batch in self._make_batches(kind, self._origin_s + start_s, 2.0, name):
                    self.backend.append(batch)

    async def hear(self, kind: type[E], *, count: int = 1, timeout_s: float = 10.0) -> E:
        """Wait for the event of a kind that is the `count`th."""
        return await self.recorder.wait_for(kind, count=count, timeout_s=timeout_s)

    def heard(self, kind: type[E]) -> list[E]:
        """Return the events of a kind so far."""
        return self.recorder.all(kind)

    def at(self, position_s: float) -> float:
        """Return a presentation time as seconds from the media's begin."""
        return position_s - self._origin_s

    @property
    def now_at(self) -> float:
        """Where the playhead is, from the media's begin."""
        return self.at(self.recorder.position_s())


Play = Callable[[Callable[[Stage], Awaitable[None]]], None]


@asynccontextmanager
async def set_stage(
    make_backend: MakeBackend, make_batches: MakeBatches, origin_s: float, variant: str
) -> AsyncGenerator[Stage, None]:
    """Put a fresh backend on a stage, and close it in the end.

    Args:
        origin_s: Where the media begins in presentation time.
        variant: What `Stage.append` appends if it isn't told.
    """
    backend = make_backend()
    try:
        yield Stage(backend, make_batches, origin_s, variant)
    finally:
        await backend.close()
