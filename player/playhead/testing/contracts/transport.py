"""What every transport must do, sentence by sentence of `playhead.net.transport`.

Derive a class whose name begins with `Test`, and override the fixtures that differ:

- `make_transport` (needed): makes a transport;
- `serve`: puts bodies where the transport finds them; a web server on 127.0.0.1 otherwise;
- `run`: `asyncio.run`, or `run_virtual` for a transport that opens no sockets;
- `unreachable_url`, `speaks_http`, `resolves_names`: for transports that aren't HTTP, or leave names to
others.
"""

import asyncio
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest

from playhead.errors import ErrorCode, NetworkError
from playhead.net.transport import Exchange, Transport, TransportRequest
from playhead.presentation import ByteRange
from playhead.testing.contracts.stage import Run
from playhead.testing.loopback_server import LoopbackRequest, LoopbackServer, raw_answer, silence
from playhead.testing.untrusted_certificate import untrusted_tls

__all__ = ["MakeTransport", "Serve", "TransportContract"]

MakeTransport = Callable[[], Transport]
Serve = Callable[[Mapping[str, bytes]], AbstractAsyncContextManager[str]]
"""Serves bodies by path (`/name`) and gives the URL that paths are appended to."""
Use = Callable[[Mapping[str, bytes], Callable[[Transport, str], Awaitable[None]]], None]

LARGE = bytes(range(256)) * 4096  # 1 MiB


async def read_all(exchange: Exchange) -> bytes:
    """Return an exchange's whole body."""
    return b"".join([piece async for piece in exchange.body()])


async def fetch(transport: Transport, request: TransportRequest) -> tuple[int, Mapping[str, str], bytes]:
    """Return status, headers and body."""
    async with transport.open(request) as exchange:
        return exchange.status, exchange.headers, await read_all(exchange)


class TransportContract:
    """The tests.

    Attributes:
        speaks_http: False leaves out what only HTTP has: methods, headers, redirects, broken connections,
            TLS.
        resolves_names: False if something else looks up host names for the transport, which then can't know
            the addresses behind them.
    """

    speaks_http: bool = True
    resolves_names: bool = True

    @pytest.fixture
    def make_transport(self) -> MakeTransport:
        raise NotImplementedError("override make_transport")

    @pytest.fixture
    def serve(self) -> Serve:
        @asynccontextmanager
        async def serve(bodies: Mapping[str, bytes]) -> AsyncGenerator[str, None]:
            async with LoopbackServer(bodies) as server:
                yield server.url("")

        return serve

    @pytest.fixture
    def run(self) -> Run:
        return asyncio.run

    @pytest.fixture
    def unreachable_url(self) -> str:
        # Bound and closed again: nobody listens there.
        with socket.create_server(("127.0.0.1", 0)) as server:
            return f"http://127.0.0.1:{server.getsockname()[1]}/a?token=secret"

    @pytest.fixture
    def use(self, make_transport: MakeTransport, serve: Serve, run: Run) -> Use:
        """What the tests are written with: runs one on a fresh transport and closes it afterwards."""

        def use(bodies: Mapping[str, bytes], test: Callable[[Transport, str], Awaitable[None]]) -> None:
            async def main() -> None:
                async with serve(bodies) as base_url:
                    transport = make_transport()
                    try:
                        await test(transport, base_url)
                    finally:
                        await transport.close()

            run(main())

        return use

    @pytest.fixture
    def http(self, make_transport: MakeTransport) -> MakeTransport:
        if not self.speaks_http:
            pytest.skip("this transport isn't HTTP")
        return make_transport

    # Answers

    def test_names_its_schemes_in_lower_case(self, make_transport: MakeTransport, run: Run) -> None:
        async def story() -> None:
            transport = make_transport()
            assert transport.schemes
            assert all(scheme == scheme.lower() for scheme in transport.schemes)
            await transport.close()

        run(story())

    @pytest.mark.parametrize("body", [b"", b"x", LARGE], ids=["empty", "byte", "large"])
    def test_gives_the_whole_body_with_its_length(self, use: Use, body: bytes) -> None:
        async def story(transport: Transport, base_url: str) -> None:
            status, headers, got = await fetch(transport, TransportRequest(f"{base_url}/a"))
            assert (status, got) == (200, body)
            assert headers["content-length"] == str(len(body))

        use({"/a": body}, story)

    def test_what_is_missing_is_a_status_and_no_error(self, use: Use) -> None:
        async def story(transport: Transport, base_url: str) -> None:
            status, _, _ = await fetch(transport, TransportRequest(f"{base_url}/nothing"))
            assert status == 404

        use({"/a": b"a"}, story)

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            (ByteRange(0, 0), slice(0, 1)),
            (ByteRange(100, 299), slice(100, 300)),
            (ByteRange(1_000_000), slice(1_000_000, None)),
            (ByteRange(1_048_000, 2_000_000), slice(1_048_000, None)),
        ],
        ids=["first byte", "middle", "open end", "beyond the end"],
    )
    def test_gives_the_range_that_was_asked_for(self, use: Use, wanted: ByteRange, expected: slice) -> None:
        async def story(transport: Transport, base_url: str) -> None:
            request = TransportRequest(f"{base_url}/a", byte_range=wanted)
            status, headers, got = await fetch(transport, request)
            assert (status, got) == (206, LARGE[expected])
            last = wanted.first + len(got) - 1
            assert headers["content-range"] == f"bytes {wanted.first}-{last}/{len(LARGE)}"

        use({"/a": LARGE}, story)

    def test_a_range_behind_the_end_is_a_status(self, use: Use) -> None:
        async def story(transport: Transport, base_url: str) -> None:
            request = TransportRequest(f"{base_url}/a", byte_range=ByteRange(10, 20))
            status, _, _ = await fetch(transport, request)
            assert status == 416

        use({"/a": b"short"}, story)

    # Many at once, few to the end

    def test_opens_many_at_once(self, use: Use) -> None:
        bodies = {f"/{number}": bytes([number]) * 10_000 for number in range(12)}

        async def story(transport: Transport, base_url: str) -> None:
            requests = [TransportRequest(base_url + path) for path in bodies]
            answers = await asyncio.gather(*(fetch(transport, request) for request in requests))
            assert [body for _, _, body in answers] == list(bodies.values())

        use(bodies, story)

    def test_opens_many_after_another(self, use: Use) -> None:
        async def story(transport: Transport, base_url: str) -> None:
            for _ in range(50):
                assert (await fetch(transport, TransportRequest(f"{base_url}/a")))[2] == b"again"

        use({"/a": b"again"}, story)

    def test_an_exchange_may_be_left_before_its_end(self, use: Use) -> None:
        async def story(transport: Transport, base_url: str) -> None:
            for _ in range(40):  # more than any pool has connections
                async with transport.open(TransportRequest(f"{base_url}/a")) as exchange:
                    async for _piece in exchange.body():
                        break
            assert (await fetch(transport, TransportRequest(f"{base_url}/a")))[2] == LARGE

        use({"/a": LARGE}, story)

    def test_an_exchange_may_be_left_unread(self, use: Use) -> None:
        async def story(transport: Transport, base_url: str) -> None:
            for _ in range(40):
                async with transport.open(TransportRequest(f"{base_url}/a")) as exchange:
                    assert exchange.status == 200
            assert (await fetch(transport, TransportRequest(f"{base_url}/a")))[2] == LARGE

        use({"/a": LARGE}, story)

    def test_cancelling_passes_through(self, use: Use) -> None:
        async def story(transport: Transport, base_url: str) -> None:
            task = asyncio.create_task(fetch(transport, TransportRequest(f"{base_url}/a")))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await fetch(transport, TransportRequest(f"{base_url}/a")))[2] == LARGE

        use({"/a": LARGE}, story)

    def test_can_be_closed_twice(self, use: Use) -> None:
        async def story(transport: Transport, base_url: str) -> None:
            await fetch(transport, TransportRequest(f"{base_url}/a"))
            await transport.close()

        use({"/a": b"a"}, story)

    # Failures

    def test_a_host_that_does_not_answer_is_a_network_error(self, use: Use, unreachable_url: str) -> None:
        async def story(transport: Transport, _: str) -> None:
            with pytest.raises(NetworkError) as failure:
                await fetch(transport, TransportRequest(unreachable_url))
            assert failure.value.problem.code is ErrorCode.NETWORK_UNREACHABLE
            assert "secret" not in str(failure.value)
            assert "secret" not in repr(failure.value.problem)

        if not unreachable_url:
            pytest.skip("this transport has no hosts")
        use({}, story)

    # What only HTTP has

    def test_sends_method_headers_and_content(self, http: MakeTransport, run: Run) -> None:
        async def story() -> None:
            async with LoopbackServer({"/a": b"fine"}) as server:
                transport = http()
                content = b"please"
                headers = {"x-one": "1", "accept-encoding": "identity"}
                await fetch(transport, TransportRequest(server.url("/a?q=1"), "POST", headers, None, content))
                await transport.close()
            [request] = server.requests
            assert (request.method, request.target, request.body) == ("POST", "/a?q=1", content)
            assert headers.items() <= request.headers.items()

        run(story())

    def test_does_not_follow_redirects(self, http: MakeTransport, run: Run) -> None:
        async def story() -> None:
            moved = raw_answer(b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")
            async with LoopbackServer({"/a": moved, "/b": b"b"}) as server:
                transport = http()
                status, headers, _ = await fetch(transport, TransportRequest(server.url("/a")))
                await transport.close()
            assert (status, headers["location"]) == (302, "/b")

        run(story())

    def test_leaves_the_content_coding_on(self, http: MakeTransport, run: Run) -> None:
        async def story() -> None:
            head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\n"
            async with LoopbackServer({"/a": raw_answer(head + b"whatever")}) as server:
                transport = http()
                _, headers, body = await fetch(transport, TransportRequest(server.url("/a")))
                await transport.close()
            assert (headers["content-encoding"], body) == ("gzip", b"whatever")

        run(story())

    def test_gives_the_body_as_it_arrives(self, http: MakeTransport, run: Run) -> None:
        async def story() -> None:
            may_go_on = asyncio.Event()

            async def answer(_: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst")
                await may_go_on.wait()
                writer.write(b"later")

            async with LoopbackServer({"/a": answer}) as server:
                transport = http()
                async with transport.open(TransportRequest(server.url("/a"))) as exchange:
                    pieces = exchange.body()
                    assert await anext(pieces) == b"first"
                    may_go_on.set()
                    assert await anext(pieces) == b"later"
                await transport.close()

        run(story())

    @pytest.mark.parametrize(
        "answer",
        [
            raw_answer(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive!"),
            raw_answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive!\r\n"),
            raw_answer(b"HTTP/1.1 200 OK\r\nContent-"),
            raw_answer(b"\x00\xffrubbish\r\n\r\n"),
            raw_answer(),
        ],
        ids=["short body", "no last chunk", "half a head", "rubbish", "nothing"],
    )
    def test_a_broken_answer_is_a_network_error(self, http: MakeTransport, run: Run, answer: Any) -> None:
        async def story() -> None:
            async with LoopbackServer({"/a": answer}) as server:
                transport = http()
                with pytest.raises(NetworkError) as failure:
                    await fetch(transport, TransportRequest(server.url("/a?token=secret")))
                await transport.close()
            codes = {ErrorCode.NETWORK_TRUNCATED_BODY, ErrorCode.NETWORK_UNREACHABLE}
            assert failure.value.problem.code in codes
            assert "secret" not in str(failure.value)

        run(story())

    def test_a_silent_server_can_be_left(self, http: MakeTransport, run: Run) -> None:
        async def story() -> None:
            was_asked = asyncio.Event()

            async def say_nothing(request: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
                was_asked.set()
                await silence(request, writer)

            async with LoopbackServer({"/a": say_nothing, "/b": b"b"}) as server:
                transport = http()
                task = asyncio.create_task(fetch(transport, TransportRequest(server.url("/a"))))
                await was_asked.wait()
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                assert (await fetch(transport, TransportRequest(server.url("/b"))))[2] == b"b"
                await transport.close()

        run(story())

    @pytest.mark.filterwarnings("ignore::ResourceWarning")  # asyncio's own, for a server's failed handshake
    def test_refuses_a_certificate_that_nobody_vouches_for(self, http: MakeTransport, run: Run) -> None:
        async def story() -> None:
            async with LoopbackServer({"/a": b"a"}, untrusted_tls()) as server:
                transport = http()
                with pytest.raises(NetworkError) as failure:
                    await fetch(transport, TransportRequest(server.url("/a?token=secret", host="localhost")))
                await transport.close()
            assert failure.value.problem.code is ErrorCode.NETWORK_TLS
            assert "secret" not in str(failure.value)
            assert not server.requests

        run(story())

    def test_gives_up_connecting_when_it_was_told_to(self, http: MakeTransport, run: Run) -> None:
        async def story() -> None:
            async with LoopbackServer({}) as server:  # waits for a request, and never says a word of TLS
                transport = http()
                url = server.url("/a").replace("http:", "https:")
                with pytest.raises(NetworkError) as failure:
                    await fetch(transport, TransportRequest(url, connect_timeout_s=0.1))
                await transport.close()
            assert failure.value.problem.code is ErrorCode.NETWORK_CONNECT_TIMEOUT

        run(story())

    def test_sends_nothing_to_a_private_address_behind_a_name(self, http: MakeTransport, run: Run) -> None:
        async def story() -> None:
            async with LoopbackServer({"/a": b"a"}) as server:
                transport = http()
                request = TransportRequest(server.url("/a", host="localhost"), is_public_only=True)
                with pytest.raises(NetworkError) as failure:
                    await fetch(transport, request)
                await transport.close()
            assert failure.value.problem.code is ErrorCode.NETWORK_SCHEME
            assert not server.requests

        if not self.resolves_names:
            pytest.skip("this transport doesn't know the addresses behind names")
        run(story())
