"""Requests that carry something: what is posted, whose headers go where, what a redirect may do with them."""

import pytest

from playhead.errors import ErrorCode, NetworkError, RequestType
from playhead.net import Fetcher
from playhead.net.fetcher import Message
from playhead.presentation import Resource
from playhead.testing.loopback_server import LoopbackRequest, LoopbackServer, RawAnswer, raw_answer

CHALLENGE = Message(b"challenge", {"authorization": "Bearer abc", "content-type": "application/json"})


def licence(url: str) -> Resource:
    return Resource(url, RequestType.LICENCE)


def redirect(target: str, status: int) -> RawAnswer:
    return raw_answer(f"HTTP/1.1 {status} Go\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())


async def test_a_message_is_posted_with_its_headers(fetcher: Fetcher) -> None:
    async with LoopbackServer({"/licence": b"answer"}) as server:
        fetched = await fetcher.fetch(licence(server.url("/licence")), message=CHALLENGE)
        request: LoopbackRequest = server.requests[0]
    assert fetched.body == b"answer"
    assert (request.method, request.body) == ("POST", b"challenge")
    assert request.headers["authorization"] == "Bearer abc"
    assert request.headers["content-type"] == "application/json"


@pytest.mark.parametrize("status", [307, 308])
async def test_a_redirect_that_keeps_the_method_gets_the_message_again(fetcher: Fetcher, status: int) -> None:
    routes = {"/a": redirect("/b", status), "/b": b"answer"}
    async with LoopbackServer(routes) as server:
        fetched = await fetcher.fetch(licence(server.url("/a")), message=CHALLENGE)
        assert fetched.body == b"answer"
        assert server.requests[-1].body == b"challenge"
        assert server.requests[-1].headers["authorization"] == "Bearer abc"


@pytest.mark.parametrize("status", [301, 302, 303])
async def test_a_redirect_that_would_drop_the_message_is_refused(fetcher: Fetcher, status: int) -> None:
    async with LoopbackServer({"/a": redirect("/b", status), "/b": b"answer"}) as server:
        with pytest.raises(NetworkError) as failure:
            await fetcher.fetch(licence(server.url("/a")), message=CHALLENGE)
    assert failure.value.problem.code is ErrorCode.NETWORK_REDIRECT


async def test_headers_do_not_follow_a_redirect_to_another_server(fetcher: Fetcher) -> None:
    async with LoopbackServer({"/b": b"answer"}) as other:
        async with LoopbackServer({"/a": redirect(other.url("/b"), 307)}) as server:
            await fetcher.fetch(licence(server.url("/a")), message=CHALLENGE)
        assert "authorization" not in other.requests[0].headers


async def test_a_licence_that_never_ends_is_refused(fetcher: Fetcher) -> None:
    async with LoopbackServer({"/a": bytes(300_000)}) as server:
        with pytest.raises(NetworkError) as failure:
            await fetcher.fetch(licence(server.url("/a")), message=CHALLENGE)
    assert failure.value.problem.code is ErrorCode.NETWORK_TOO_LARGE
