"""A segment's body that comes chunk by chunk, as its server makes it (chunked CMAF over HTTP).

    Fetcher ─▶ pieces ─▶ ChunkCutter ─▶ chunks, in order, for whoever demuxes them

When all that has come are whole chunks, the line has nothing more to carry until the next is made: the meter
is told to stop its watch, or it would measure the encoder.
"""

import asyncio
from typing import NamedTuple

from playhead.containers.isobmff.chunks import ChunkCutter
from playhead.session.throughput_meter import Transfer

__all__ = ["Arrival", "ChunkedBody"]


class Arrival(NamedTuple):
    """A piece of the body that can be read.

    Attributes:
        attempt: Which try of the request it belongs to; another one begins at the first byte again.
        is_rest: It is what came behind the last chunk: the body has ended.
    """

    attempt: int
    data: bytes
    is_rest: bool = False


class ChunkedBody:
    """Takes pieces (`BodySink`) and gives chunks."""

    def __init__(self, transfer: Transfer) -> None:
        self._transfer = transfer
        self._arrivals: asyncio.Queue[Arrival | None] = asyncio.Queue()
        self._cutter = ChunkCutter()
        self._attempt = 0

    def begin(self) -> None:
        """Begin at the first byte."""
        self._cutter = ChunkCutter()
        self._attempt += 1

    def take(self, piece: bytes) -> None:
        """Take the next piece."""
        for chunk in self._cutter.take(piece):
            self._arrivals.put_nowait(Arrival(self._attempt, chunk))
        if self._cutter.is_between_chunks:
            self._transfer.waits()

    def ended(self, *, is_whole: bool) -> None:
        """Nothing more will come: all is there, or the request has failed."""
        if is_whole:
            self._arrivals.put_nowait(Arrival(self._attempt, self._cutter.rest, is_rest=True))
        self._arrivals.put_nowait(None)

    async def next(self) -> Arrival | None:
        """Return what has come, in order; None behind the last."""
        return await self._arrivals.get()
