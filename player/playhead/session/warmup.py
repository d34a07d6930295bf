"""Have a title's first seconds before it plays: within a number of bytes, and only while there is room."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from playhead.session.downloads import Downloads
from playhead.session.failures import raise_first
from playhead.session.signal import Signal
from playhead.session.throughput_meter import ThroughputMeter

__all__ = ["WarmUp"]


@dataclass(frozen=True, slots=True)
class WarmUp:
    """What is to be had, and when to stop.

    Attributes:
        start_s: Where the title will begin.
        ahead_s: So much from there on is enough.
        max_bytes: No more than this is taken in, wherever that cuts a segment.
        has_room: Says whether the line may be used now.
        is_over: Says whether to stop where it is.
        look_every_s: How often to ask both.
    """

    start_s: float
    ahead_s: float
    max_bytes: int
    has_room: Callable[[], bool]
    is_over: Callable[[], bool]
    look_every_s: float

    async def run(self, downloads: Downloads, meter: ThroughputMeter, changed: Signal) -> None:
        """Download until there is enough, the bytes are used up, or it is over.

        Raises:
            PlayerError: If the title can't be played.
        """
        try:
            async with asyncio.TaskGroup() as group:
                downloads.bind(group)
                meter.on_bytes = lambda total_bytes: self._limit(total_bytes, downloads, changed)
                try:
                    await self._supervise(downloads, meter, changed)
                finally:
                    meter.on_bytes = None
                    downloads.halt()
                    downloads.bind(None)
        except BaseExceptionGroup as errors:
            raise_first(errors)

    async def _supervise(self, downloads: Downloads, meter: ThroughputMeter, changed: Signal) -> None:
        is_placed = False
        while not self.is_over() and not self._has_enough(downloads) and meter.total_bytes < self.max_bytes:
            if not self.has_room():
                downloads.halt()
            elif is_placed:
                downloads.resume()
            else:
                downloads.position(self.start_s)
                is_placed = True
            await changed.wait(self.look_every_s)

    def _limit(self, total_bytes: int, downloads: Downloads, changed: Signal) -> None:
        if total_bytes >= self.max_bytes:
            downloads.halt()
            changed.notify()

    def _has_enough(self, downloads: Downloads) -> bool:
        streams = list(downloads.streams.values())
        return all(each.has_ended or each.level_s >= self.ahead_s for each in streams)
