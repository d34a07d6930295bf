"""A loopback HTTP origin on a line whose speed follows a schedule: real sockets, real bytes."""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager

__all__ = ["serve"]

_PIECE_BYTES = 8 * 1024


class _Line:
    """One line shared by all connections; a piece books the time after the piece before it."""

    def __init__(self, schedule: Sequence[tuple[float, float]]) -> None:
        self._schedule = schedule
        self._began_s: float | None = None
        self._free_at_s = 0.0

    def _bandwidth_bps(self, now_s: float) -> float:
        assert self._began_s is not None
        passed_s = now_s - self._began_s
        for duration_s, bandwidth_bps in self._schedule:
            if passed_s < duration_s:
                return bandwidth_bps
            passed_s -= duration_s
        return self._schedule[-1][1]

    async def carry(self, size_bytes: int) -> None:
        now_s = time.monotonic()
        self._began_s = now_s if self._began_s is None else self._began_s
        start_s = max(self._free_at_s, now_s)
        self._free_at_s = start_s + size_bytes * 8 / self._bandwidth_bps(now_s)
        if self._free_at_s - now_s > 0.005:
            await asyncio.sleep(self._free_at_s - now_s)


@asynccontextmanager
async def serve(
    files: Mapping[str, bytes], schedule: Sequence[tuple[float, float]] = ((1.0, 1e9),)
) -> AsyncGenerator[str, None]:
    """Serve the files on 127.0.0.1 and yield the base URL.

    Args:
        files: Bodies by path.
        schedule: (duration_s, bandwidth_bps) from the first byte on; the last step stays.
    """
    line = _Line(schedule)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                body = files.get(request.split(" ", 2)[1].lstrip("/"))
                status = "200 OK" if body is not None else "404 Not Found"
                body = body or b""
                writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode())
                for at in range(0, len(body), _PIECE_BYTES):
                    piece = body[at : at + _PIECE_BYTES]
                    await line.carry(len(piece))
                    writer.write(piece)
                    await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the player let go of the connection, or the test is over
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()
