"""A network that only exists in memory: a bandwidth trace, a latency, an origin, and faults.

It is a `Transport` like any other, so the whole player runs on it unchanged. On the virtual loop a two-hour
film comes in as fast as its bytes can be copied: a body arrives in at most nine pieces, at times computed
from the trace (`SharedLink`), and nothing polls.

Each request waits `latency_s` for its head; then its body shares the line with all others. What is left out:
TCP's slow start, packet loss, connection set-up and HTTP overhead. Latency and trace stand for them.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field

from playhead.errors import ErrorCode, NetworkError, make_problem
from playhead.net.transport import TransportRequest
from playhead.net.transports.faults import (
    ConnectHangs,
    Drip,
    Effect,
    Fault,
    FaultRules,
    NameUnknown,
    RedirectLoop,
    Replace,
    Reset,
    Stall,
    Status,
    TlsFails,
    Truncate,
    Unreachable,
)
from playhead.net.transports.link import BandwidthTrace, SharedLink
from playhead.presentation import ByteRange

_NO_CONNECTION = {
    Unreachable: (ErrorCode.NETWORK_UNREACHABLE, "connection refused"),
    NameUnknown: (ErrorCode.NETWORK_UNREACHABLE, "name not known"),
    TlsFails: (ErrorCode.NETWORK_TLS, "TLS: self-signed certificate"),
}

__all__ = ["Origin", "OriginAnswer", "ServedRequest", "Service", "SimulatedNetwork"]

_FIRST_PIECE_BYTES = 1024
_PIECE_BYTES = 64 * 1024
_MOST_PIECES = 8


@dataclass(frozen=True, slots=True)
class OriginAnswer:
    """What the origin says to a URL.

    Attributes:
        headers: By lower-case name; Content-Length and Content-Range are added if they are missing.
        held_back_s: How long the server thinks before it answers.
        made: For a body that is still being made: pairs of seconds since the answer, and how many bytes there
            are by then. It is sent as it comes to be, without a Content-Length (chunked transfer coding).
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    held_back_s: float = 0.0
    made: tuple[tuple[float, int], ...] = ()


Origin = Mapping[str, bytes | OriginAnswer] | Callable[[str], bytes | OriginAnswer | None]
"""From whole URLs to what they answer; a function may answer None for 404."""

Service = Callable[[TransportRequest], OriginAnswer]
"""Answers from the whole request: its method, its headers, what was posted."""


@dataclass(frozen=True, slots=True)
class ServedRequest:
    """One request that the network saw.

    Attributes:
        at_s: Loop time at which it was sent.
        status: None if it got no answer.
        size_bytes: Of the body that was to be sent.
    """

    at_s: float
    url: str
    status: int | None
    size_bytes: int


class SimulatedNetwork:
    """Carries an origin's answers over one line that all requests share.

    Args:
        trace: (duration in s, bandwidth in bits/s) steps, repeating, from the first request on.
        origin: What there is to be had.
        latency_s: From a request to its answer's head.
        faults: What goes wrong; the first that matches counts.
        services: What answers instead of the origin, by the URL (without its query) that it is found at.

    Attributes:
        requests: All so far, in order.
    """

    def __init__(
        self,
        trace: Sequence[tuple[float, float]],
        origin: Origin,
        latency_s: float = 0.05,
        faults: Sequence[Fault] = (),
        services: Mapping[str, Service] | None = None,
    ) -> None:
        self.requests: list[ServedRequest] = []
        self._origin = origin
        self._services = dict(services or {})
        self._latency_s = latency_s
        self._link = SharedLink(BandwidthTrace(trace))
        self._rules = FaultRules(faults)
        self._begin_s: float | None = None

    @property
    def schemes(self) -> frozenset[str]:
        """`http` and `https`."""
        return frozenset({"http", "https"})

    @asynccontextmanager
    async def open(self, request: TransportRequest) -> AsyncGenerator["SimulatedExchange", None]:
        """Send the request.

        Raises:
            NetworkError: UNREACHABLE, TLS or CONNECT_TIMEOUT, if a fault says so.
        """
        at_s = asyncio.get_running_loop().time()
        self._begin_s = at_s if self._begin_s is None else self._begin_s
        effect = self._rules.strike(request.url, at_s - self._begin_s)
        if isinstance(effect, Unreachable | NameUnknown | TlsFails | ConnectHangs):
            self.requests.append(ServedRequest(at_s, request.url, None, 0))
            await self._refuse(effect, request.connect_timeout_s)
        await asyncio.sleep(self._latency_s)
        answer = self._answer(request, effect)
        self.requests.append(ServedRequest(at_s, request.url, answer.status, len(answer.body)))
        if answer.held_back_s:
            await asyncio.sleep(answer.held_back_s)
        exchange = SimulatedExchange(answer, self._link, effect)
        async with aclosing(exchange.pieces):
            yield exchange

    async def close(self) -> None:
        """Stop the line."""
        self._link.close()

    async def _refuse(
        self, effect: Unreachable | NameUnknown | TlsFails | ConnectHangs, timeout_s: float | None
    ) -> None:
        if not isinstance(effect, ConnectHangs):
            await asyncio.sleep(self._latency_s)
            raise NetworkError(make_problem(*_NO_CONNECTION[type(effect)]))
        try:
            async with asyncio.timeout(timeout_s):
                await asyncio.get_running_loop().create_future()
        except TimeoutError as error:
            raise NetworkError(make_problem(ErrorCode.NETWORK_CONNECT_TIMEOUT, "no connection")) from error

    def _answer(self, request: TransportRequest, effect: Effect | None) -> OriginAnswer:
        if isinstance(effect, Status):
            headers = {} if effect.retry_after is None else {"retry-after": effect.retry_after}
            return _complete(OriginAnswer(b"", effect.status, headers), None)
        if isinstance(effect, RedirectLoop):
            return _complete(OriginAnswer(b"", 302, {"location": request.url}), None)
        if isinstance(effect, Replace):
            return _complete(OriginAnswer(effect.body, headers={"content-type": effect.content_type}), None)
        service = self._services.get(request.url.partition("?")[0])
        if service is not None:
            return _complete(service(request), None)
        found = self._origin(request.url) if callable(self._origin) else self._origin.get(request.url)
        answer = OriginAnswer(found) if isinstance(found, bytes) else found
        return _complete(answer or OriginAnswer(b"", 404), request.byte_range)


class SimulatedExchange:
    """An answer of which the head has arrived."""

    def __init__(self, answer: OriginAnswer, link: SharedLink, effect: Effect | None) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.peer: str | None = None
        self.pieces = (
            _dripped(answer.body, effect) if isinstance(effect, Drip) else _sent(answer, link, effect)
        )

    def body(self) -> AsyncIterator[bytes]:
        """Return the body's pieces, each when its last byte has come over the line.

        Raises:
            NetworkError: UNREACHABLE, if a fault breaks the connection.
        """
        return self.pieces


async def _sent(answer: OriginAnswer, link: SharedLink, effect: Effect | None) -> AsyncGenerator[bytes, None]:
    cut = effect.after_bytes if isinstance(effect, Stall | Reset | Truncate) else len(answer.body)
    view, sent = memoryview(answer.body)[:cut], 0
    loop = asyncio.get_running_loop()
    begin_s = loop.time()
    for due_s, size in answer.made or ((0.0, len(view)),):
        await asyncio.sleep(max(0.0, begin_s + due_s - loop.time()))
        async with aclosing(_carried(view[sent:size], link)) as pieces:
            async for piece in pieces:
                yield piece
        sent = max(sent, size)
    if isinstance(effect, Stall):
        await loop.create_future()
    if isinstance(effect, Reset):
        raise NetworkError(make_problem(ErrorCode.NETWORK_UNREACHABLE, "connection reset", byte_offset=cut))
    if isinstance(effect, Truncate) and answer.made:
        raise NetworkError(make_problem(ErrorCode.NETWORK_TRUNCATED_BODY, "the answer broke off"))


async def _carried(view: memoryview, link: SharedLink) -> AsyncGenerator[bytes, None]:
    if not view:
        return
    download = link.begin(len(view))
    piece_bytes = max(_PIECE_BYTES, -(-len(view) // _MOST_PIECES))
    try:
        # A first packet of its own shows when the first byte arrives.
        size = await download.next(_FIRST_PIECE_BYTES)
        while size:
            yield bytes(view[:size])
            view = view[size:]
            size = await download.next(piece_bytes) if view else 0
    finally:
        link.end(download)


async def _dripped(body: bytes, drip: Drip) -> AsyncGenerator[bytes, None]:
    size = max(1, int(drip.bandwidth_bps * drip.interval_s / 8))
    for first in range(0, len(body), size):
        piece = body[first : first + size]
        await asyncio.sleep(len(piece) * 8 / drip.bandwidth_bps)
        yield piece


def _complete(answer: OriginAnswer, wanted: ByteRange | None) -> OriginAnswer:
    """Cut the body to the range, as web servers do, and add the fields that follow from the body."""
    body, status, headers = answer.body, answer.status, dict(answer.headers)
    if wanted is not None and status == 200 and headers.pop("accept-ranges", "") != "none":
        size = len(body)
        last = size - 1 if wanted.last is None else min(wanted.last, size - 1)
        if wanted.first > last:
            return OriginAnswer(b"", 416, {"content-range": f"bytes */{size}", "content-length": "0"})
        body, status = body[wanted.first : last + 1], 206
        headers["content-range"] = f"bytes {wanted.first}-{last}/{size}"
    if status == 206 or not answer.made:
        headers.setdefault("content-length", str(len(body)))
    return OriginAnswer(body, status, headers, answer.held_back_s, answer.made if status != 206 else ())
