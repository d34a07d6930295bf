"""What HTTP alone can do wrong: TLS, addresses behind names, proxies."""

import asyncio
import logging
import ssl
import traceback

import httpx
import pytest

from playhead.errors import ErrorCode, NetworkError, PlayerStateError
from playhead.net.transport import TransportRequest
from playhead.net.transports.http import HttpTransport
from playhead.testing.loopback_server import LoopbackServer
from playhead.testing.untrusted_certificate import UNTRUSTED_CERTIFICATE, untrusted_tls


async def open_once(transport: HttpTransport, request: TransportRequest) -> int:
    async with transport.open(request) as exchange:
        async for _ in exchange.body():
            pass
        return exchange.status


async def refusal(transport: HttpTransport, request: TransportRequest) -> NetworkError:
    with pytest.raises(NetworkError) as failure:
        await open_once(transport, request)
    return failure.value


async def test_an_embedders_own_authority_can_be_trusted() -> None:
    tls = ssl.create_default_context(cadata=UNTRUSTED_CERTIFICATE)
    transport = HttpTransport(tls=tls)
    async with LoopbackServer({"/a": b"a"}, untrusted_tls()) as server:
        assert await open_once(transport, TransportRequest(server.url("/a", host="localhost"))) == 200
    await transport.close()


def test_verification_can_not_be_switched_off() -> None:
    tls = ssl.create_default_context()
    tls.check_hostname = False
    tls.verify_mode = ssl.CERT_NONE
    with pytest.raises(PlayerStateError):
        HttpTransport(tls=tls)


async def test_a_kept_connection_to_a_private_address_is_no_way_round() -> None:
    transport = HttpTransport()
    async with LoopbackServer({"/a": b"a"}) as server:
        url = server.url("/a", host="localhost")
        assert await open_once(transport, TransportRequest(url)) == 200
        error = await refusal(transport, TransportRequest(url, is_public_only=True))
        assert error.problem.code is ErrorCode.NETWORK_SCHEME
    await transport.close()


async def test_knows_the_address_at_the_far_end() -> None:
    transport = HttpTransport()
    async with (
        LoopbackServer({"/a": b"a"}) as server,
        transport.open(TransportRequest(server.url("/a", host="localhost"))) as exchange,
    ):
        assert exchange.peer == "127.0.0.1"
    await transport.close()


async def test_a_closed_transport_is_a_network_error() -> None:
    transport = HttpTransport()
    await transport.close()
    error = await refusal(transport, TransportRequest("http://127.0.0.1:9/a"))
    assert error.problem.code is ErrorCode.NETWORK_UNREACHABLE


async def test_this_machine_is_never_reached_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with LoopbackServer({"/a": b"a"}) as server:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
        transport = HttpTransport()
        assert await open_once(transport, TransportRequest(server.url("/a"))) == 200
        await transport.close()


async def test_other_hosts_are_reached_through_the_proxy_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    async with LoopbackServer({}) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url(""))
        transport = HttpTransport()
        request = TransportRequest("http://cdn.example/a", is_public_only=True)
        assert await open_once(transport, request) == 404
        assert proxy.requests[0].target == "http://cdn.example/a"
        await transport.close()


@pytest.mark.parametrize(
    "url", ["http://cdn.example/\n", "http://cdn.example:99999999/", "http://" + "a" * 70_000]
)
async def test_an_unreadable_url_is_a_network_error(url: str) -> None:
    transport = HttpTransport()
    error = await refusal(transport, TransportRequest(url + "?token=secret", connect_timeout_s=0.5))
    assert "secret" not in str(error)
    await transport.close()


async def test_a_header_that_http_does_not_allow_is_not_repeated() -> None:
    transport = HttpTransport()
    async with LoopbackServer({"/a": b"a"}) as server:
        error = await refusal(transport, TransportRequest(server.url("/a"), headers={"cookie": "hush\nhush"}))
    assert error.problem.code is ErrorCode.NETWORK_FILTER_FAILED
    assert "hush\\n" not in "".join(traceback.format_exception(error))
    await transport.close()


async def test_an_embedders_own_requests_are_logged_as_before(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "httpx")
    transport = HttpTransport()
    async with LoopbackServer({"/ours": b"a", "/theirs": b"a"}) as server:
        await open_once(transport, TransportRequest(server.url("/ours")))
        async with httpx.AsyncClient() as client:
            await asyncio.wait_for(client.get(server.url("/theirs")), 10)
    await transport.close()
    assert "/theirs" in caplog.text
    assert "/ours" not in caplog.text
