"""HTTP/1.1 over httpx: one pool of kept connections, TLS always verified, and none of httpx's own policies.

Redirects, retries, deadlines and decompression are the fetcher's. What is kept of httpx is what it is good
at: connections, TLS, proxies. HTTP/1.1 because its HTTP/2 costs two to three times the CPU for the same
bytes.

`trust_env` stays on: HTTP(S)_PROXY and NO_PROXY are how people and companies say where the internet is, and
SSL_CERT_FILE how they add their certificates; a player that ignores them does not play there. This machine
itself is never reached through a proxy, whatever the environment says.

httpx writes every URL to its log at INFO, httpcore writes headers at DEBUG. URLs and headers hold tokens, so
records that come out of *our* requests are dropped; an embedder's own use of httpx logs as before.
"""

import logging
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from contextvars import ContextVar
from typing import Any, Protocol, cast
from urllib.request import getproxies

from playhead.errors import ErrorCode, NetworkError, PlayerStateError, make_problem
from playhead.net.addresses import is_private_address
from playhead.net.transport import TransportRequest
from playhead.net.transports.httpx_alone import httpx

__all__ = ["HttpTransport"]

# A player fetches video, audio and text at once, now and then a key; more connections would only share the
# line.
_LIMITS = httpx.Limits(max_connections=16, max_keepalive_connections=8, keepalive_expiry=30.0)
_NEVER_PROXIED = ("all://localhost", "all://127.0.0.1", "all://[::1]")
_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy")

_is_our_request: ContextVar[bool] = ContextVar("playhead_http_request", default=False)


class HttpTransport:
    """Opens http and https URLs.

    Args:
        tls: Trust other certificates than the usual ones. It must verify them and host names.

    Raises:
        PlayerStateError: BAD_CONFIG, if `tls` verifies nothing.
    """

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        if tls is not None and not (tls.verify_mode is ssl.CERT_REQUIRED and tls.check_hostname):
            detail = "a TLS context that does not verify certificates and host names"
            raise PlayerStateError(make_problem(ErrorCode.PLAYER_BAD_CONFIG, detail))
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(
                _drop_our_records
            )  # adding the same filter again changes nothing
        self._client = httpx.AsyncClient(
            verify=_TrustWhenNeeded(ssl.PROTOCOL_TLS_CLIENT) if tls is None else tls,
            timeout=None,
            limits=_LIMITS,
            follow_redirects=False,
            trust_env=True,
            mounts=dict.fromkeys(_NEVER_PROXIED),
        )
        # httpx brings headers of its own; only what the fetcher says goes out.
        self._client.headers.clear()
        # Behind a proxy the far end of every socket is the proxy: its address says nothing about the server.
        self._sees_peers = not any(name in getproxies() for name in ("http", "https", "all"))

    @property
    def schemes(self) -> frozenset[str]:
        """`http` and `https`."""
        return frozenset({"http", "https"})

    @asynccontextmanager
    async def open(self, request: TransportRequest) -> AsyncGenerator["HttpExchange"]:
        """Send the request and wait for the answer's head.

        Raises:
            NetworkError: UNREACHABLE, TLS, CONNECT_TIMEOUT, or SCHEME for a URL that httpx can't read.
        """
        response = await self._send(request)
        try:
            exchange = HttpExchange(response, _peer(response) if self._sees_peers else None)
            if request.is_public_only and exchange.peer is not None and is_private_address(exchange.peer):
                raise _private_peer()
            async with aclosing(exchange.pieces):
                yield exchange
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def _send(self, request: TransportRequest) -> httpx.Response:
        if self._client.is_closed:
            raise NetworkError(make_problem(ErrorCode.NETWORK_UNREACHABLE, "the transport is closed"))
        token = _is_our_request.set(True)
        try:
            return await self._client.send(self._build(request), stream=True)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
            # Their texts repeat the URL or the header; not even a traceback may show them.
            raise _translated(error) from None
        except httpx.HTTPError as error:
            raise _translated(error) from error
        finally:
            _is_our_request.reset(token)

    def _build(self, request: TransportRequest) -> httpx.Request:
        headers = dict(request.headers)
        if request.byte_range is not None:
            last = "" if request.byte_range.last is None else request.byte_range.last
            headers["range"] = f"bytes={request.byte_range.first}-{last}"
        extensions: dict[str, Any] = {"timeout": {"connect": request.connect_timeout_s}}
        if request.is_public_only and self._sees_peers:
            extensions["trace"] = _refuse_private_connections
        return self._client.build_request(
            request.method, request.url, headers=headers, content=request.content, extensions=extensions
        )


class _TrustWhenNeeded(ssl.SSLContext):
    """httpx's usual trust, loaded at the first handshake.

    Reading the certificates takes about 0.2 CPU-s, more than all else that a transport does before its first
    request; plain http never needs them. This context itself trusts nobody.
    """

    _trust: ssl.SSLContext | None = None

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:
        """Wrap with the real trust: httpcore's loop speaks TLS through memory only."""
        if self._trust is None:
            self._trust = httpx.create_ssl_context()
            self._trust.set_alpn_protocols(["http/1.1"])
        return self._trust.wrap_bio(incoming, outgoing, server_side, server_hostname, session)


class HttpExchange:
    """An answer of which the head has arrived."""

    def __init__(self, response: httpx.Response, peer: str | None) -> None:
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers  # httpx's own: any case finds a field
        self.peer = peer
        self.pieces = _pieces(response)

    def body(self) -> AsyncIterator[bytes]:
        """Return the body's pieces, content coding left on.

        Raises:
            NetworkError: UNREACHABLE or TRUNCATED_BODY if the connection breaks off.
        """
        return self.pieces


async def _pieces(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    try:
        async for piece in response.aiter_raw():
            yield piece
    except httpx.HTTPError as error:
        raise _translated(error) from error
    except httpx.StreamError as error:
        raise NetworkError(
            make_problem(ErrorCode.NETWORK_UNREACHABLE, "the connection was closed")
        ) from error


class _NetworkStream(Protocol):
    """The part of httpcore's network stream that httpx documents as the extension `network_stream`."""

    def get_extra_info(self, info: str) -> Any: ...

    async def aclose(self) -> None: ...


def _address_of(stream: _NetworkStream) -> str | None:
    address = cast("tuple[object, ...] | None", stream.get_extra_info("server_addr"))
    return str(address[0]) if address else None


def _peer(response: httpx.Response) -> str | None:
    stream = response.extensions.get("network_stream")
    return None if stream is None else _address_of(cast("_NetworkStream", stream))


async def _refuse_private_connections(event: str, info: Mapping[str, Any]) -> None:
    """Look at each new connection before a byte is sent: httpx's documented `trace` extension.

    A name was judged before, but only the socket tells which address it led to in the end.
    """
    if event != "connection.connect_tcp.complete":
        return
    stream = cast("_NetworkStream", info["return_value"])
    address = _address_of(stream)
    if address is not None and is_private_address(address):
        await stream.aclose()
        raise _private_peer()


def _private_peer() -> NetworkError:
    detail = "the name leads to a private address, which a public title must not open"
    return NetworkError(make_problem(ErrorCode.NETWORK_SCHEME, detail))


def _translated(error: httpx.HTTPError | httpx.InvalidURL) -> NetworkError:
    # httpx puts URLs and header values into its texts, so none of them is repeated: only the kind of the
    # error, and what the system said.
    cause = _system_cause(error)
    said = type(error).__name__ if cause is None else f"{type(error).__name__}: {cause.strerror or cause}"
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return NetworkError(make_problem(ErrorCode.NETWORK_SCHEME, "the address can't be read"))
    if isinstance(error, httpx.LocalProtocolError):
        return NetworkError(make_problem(ErrorCode.NETWORK_FILTER_FAILED, "a header that HTTP doesn't allow"))
    if isinstance(cause, ssl.SSLError) and isinstance(error, httpx.ConnectError):
        reason = cause.verify_message if isinstance(cause, ssl.SSLCertVerificationError) else cause.reason
        return NetworkError(make_problem(ErrorCode.NETWORK_TLS, f"TLS: {reason}"))
    if isinstance(error, httpx.ConnectTimeout):
        return NetworkError(make_problem(ErrorCode.NETWORK_CONNECT_TIMEOUT, "no connection in time"))
    if isinstance(error, httpx.RemoteProtocolError):
        return NetworkError(
            make_problem(ErrorCode.NETWORK_TRUNCATED_BODY, "the answer broke off or is malformed")
        )
    return NetworkError(make_problem(ErrorCode.NETWORK_UNREACHABLE, said))


def _system_cause(error: BaseException) -> OSError | None:
    seen: BaseException | None = error
    for _ in range(8):
        seen = None if seen is None else seen.__cause__ or seen.__context__
        if isinstance(seen, OSError):
            return seen
    return None


def _drop_our_records(record: logging.LogRecord) -> bool:
    return not _is_our_request.get()
