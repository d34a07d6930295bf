"""A web server on 127.0.0.1 that behaves, or misbehaves in any way that bytes allow.

Transports are tested against it. A route is either a body, served as any web server would (ranges, 404, kept
connections), or a function that writes the raw answer itself: a wrong length, half a body, nothing at all.

    async with LoopbackServer({"/a": b"fine", "/b": silence}) as server:
        server.url("/a")
"""

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Self

__all__ = ["LoopbackRequest", "LoopbackServer", "RawAnswer", "raw_answer", "silence"]

_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass(frozen=True, slots=True)
class LoopbackRequest:
    """A request as it came; header names in lower case.

    Attributes:
        connection: Which connection it came over, from 1.
    """

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    connection: int

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


RawAnswer = Callable[[LoopbackRequest, asyncio.StreamWriter], Awaitable[None]]
"""Writes an answer; the connection is closed after it."""


def raw_answer(*pieces: bytes) -> RawAnswer:
    """Return an answer of exactly these bytes, each sent on its own, then the end of the connection."""

    async def answer(_: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return answer


async def silence(_: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
    """Say nothing, until the other side gives up."""
    await writer.wait_closed()


class LoopbackServer:
    """The server; an async context manager.

    Args:
        routes: By path. It may be changed while the server runs.
        tls: Serves https instead of http.

    Attributes:
        requests: All so far, in order.
    """

    def __init__(self, routes: Mapping[str, bytes | RawAnswer], tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[LoopbackRequest] = []
        self.connections = 0
        self._routes = routes
        self._tls = tls
        self._tasks: set[asyncio.Task[None]] = set()
        self._port = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the URL of a path."""
        return f"{'https' if self._tls else 'http'}://{host}:{self._port}{path}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            await self._converse(reader, writer, self.connections)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass  # the other side has gone, as it may
        except asyncio.CancelledError:
            pass  # the server is closing; the streams' own callback would report this as an error
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _converse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: int
    ) -> None:
        while request := await _read_request(reader, connection):
            self.requests.append(request)
            route = self._routes.get(request.path)
            if callable(route):
                await route(request, writer)
                return
            writer.write(_plain_answer(route, request.headers.get("range")))
            await writer.drain()


async def _read_request(reader: asyncio.StreamReader, connection: int) -> LoopbackRequest | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return LoopbackRequest(method, target, headers, body, connection)


def _plain_answer(body: bytes | None, wanted: str | None) -> bytes:
    if body is None:
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found"
    match = _RANGE.fullmatch(wanted or "")
    if match is None:
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: Video/MP4; x=y\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
        )
    first = int(match[1])
    last = min(int(match[2]) if match[2] else len(body) - 1, len(body) - 1)
    if first > last:
        return b"HTTP/1.1 416 Nope\r\nContent-Range: bytes */%d\r\nContent-Length: 0\r\n\r\n" % len(body)
    part = body[first : last + 1]
    fields = b"Content-Range: bytes %d-%d/%d\r\nContent-Length: %d\r\n\r\n" % (
        first,
        last,
        len(body),
        len(part),
    )
    return b"HTTP/1.1 206 Partial Content\r\n" + fields + part
