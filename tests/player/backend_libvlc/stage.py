"""A libVLC backend with memory outputs, every picture of which is looked at."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from playhead.backend import BackendEvent
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink, ShownPicture
from tests.media.clips import read_frame_number, rung_of_colour

__all__ = ["Heard", "Seen", "Stage"]

E = TypeVar("E", bound=BackendEvent)

LOUD = 18_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture on the sink: when, which frame of which rung (None: garbage), how large."""

    at_s: float
    frame: int
    rung: int | None
    size: tuple[int, int]


@dataclass(slots=True)
class Heard:
    """A packet of sound: how many samples, and when they are due."""

    count: int
    due_s: float


@dataclass
class Stage:
    """A backend with memory outputs, all that it showed, sounded and told."""

    backend: LibVlcBackend = field(init=False)
    seen: list[Seen] = field(default_factory=list[Seen])
    heard: list[Heard] = field(default_factory=list[Heard])
    beeps_s: list[float] = field(default_factory=list[float])
    events: list[BackendEvent] = field(default_factory=list[BackendEvent])

    def __post_init__(self) -> None:
        self._is_loud = False
        self._news = asyncio.Event()
        self._pictures = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self.backend = LibVlcBackend(MemorySink(self._see), MemoryAudio(self._hear))
        self.backend.attach(self._learn)

    def clear(self) -> None:
        """Forget everything so far."""
        self.seen.clear()
        self.heard.clear()
        self.beeps_s.clear()
        self.events.clear()

    async def until(self, kind: type[E], *, count: int = 1, timeout_s: float = 15.0) -> E:
        """Wait for the event of a kind that is the `count`th."""
        async with asyncio.timeout(timeout_s):
            while len(self.told(kind)) < count:
                self._news.clear()
                await self._news.wait()
        return self.told(kind)[count - 1]

    async def until_frames(self, count: int, *, timeout_s: float = 10.0) -> None:
        """Wait until that many frames have been seen."""
        async with asyncio.timeout(timeout_s):
            while len(self.frames) < count:
                self._pictures.clear()
                await self._pictures.wait()

    def told(self, kind: type[E]) -> list[E]:
        """Return the events of a kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def frames(self) -> list[int]:
        """The numbers of the frames in the order in which they were first shown."""
        return list(dict.fromkeys(seen.frame for seen in self.seen))

    @property
    def sound_gap_s(self) -> float:
        """The largest hole or overlap between two packets of sound."""
        pairs = zip(self.heard, self.heard[1:], strict=False)
        return max((abs(b.due_s - a.due_s - a.count / 48_000) for a, b in pairs), default=0.0)

    def _learn(self, event: BackendEvent) -> None:
        self.events.append(event)
        self._news.set()

    def _see(self, picture: ShownPicture) -> None:
        width, height = picture.format.width, picture.format.height
        planes = [
            np.frombuffer(plane, np.uint8).reshape(-1, pitch)
            for plane, pitch in zip(picture.planes, picture.layout.pitches, strict=True)
        ]
        blue, red = (int(plane[height // 8 + 8, width // 4]) for plane in planes[1:])
        frame = read_frame_number(planes[0][:height, :width])
        self.seen.append(Seen(time.monotonic(), frame, rung_of_colour(blue, red), (width, height)))
        self._loop.call_soon_threadsafe(self._pictures.set)

    def _hear(self, pcm: bytes, count: int, due_s: float) -> None:
        self.heard.append(Heard(count, due_s))
        is_loud = np.abs(np.frombuffer(pcm, np.int16)[::2].astype(np.int32)) > LOUD
        if is_loud.any() and not self._is_loud:
            self.beeps_s.append(due_s + int(np.argmax(is_loud)) / 48_000)
        self._is_loud = bool(is_loud.any())
