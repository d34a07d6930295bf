"""The fetcher's rules against a real server that breaks every promise."""

import asyncio
import gzip
import logging
import ssl
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.errors import ErrorCode, NetworkError, Problem, RequestType
from playhead.net import Fetcher, Progress
from playhead.net.transports.http import HttpTransport
from playhead.presentation import ByteRange, Resource
from playhead.testing.loopback_server import LoopbackRequest, LoopbackServer, RawAnswer, raw_answer, silence

from .conftest import IMPATIENT, make_fetcher

BODY = bytes(range(256)) * 40
TLS = ssl.create_default_context()  # one for all examples: loading certificates is what takes time


def segment(url: str, byte_range: ByteRange | None = None) -> Resource:
    return Resource(url, RequestType.SEGMENT, byte_range)


def manifest(url: str) -> Resource:
    return Resource(url, RequestType.MANIFEST)


async def failure_of(fetcher: Fetcher, resource: Resource, **more: Any) -> Problem:
    with pytest.raises(NetworkError) as failure:
        await fetcher.fetch(resource, **more)
    assert "secret" not in str(failure.value) + repr(failure.value.problem)
    return failure.value.problem


def redirect(target: str, status: int = 302) -> RawAnswer:
    return raw_answer(f"HTTP/1.1 {status} Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())


def ok(*fields: str, body: bytes = b"") -> RawAnswer:
    head = "".join(f"{field}\r\n" for field in ("HTTP/1.1 200 OK", *fields))
    return raw_answer(head.encode() + b"\r\n" + body)


async def test_fetches_a_body_with_everything_about_it(fetcher: Fetcher) -> None:
    async with LoopbackServer({"/a": BODY}) as server:
        progress: list[Progress] = []
        fetched = await fetcher.fetch(segment(server.url("/a?token=secret")), on_progress=progress.append)
    assert (fetched.body, fetched.status, fetched.attempts) == (BODY, 200, 1)
    assert fetched.content_type == "video/mp4"
    assert fetched.url == server.url("/a?token=secret")
    assert 0 <= fetched.first_byte_s <= fetched.elapsed_s
    assert (progress[-1].received_bytes, progress[-1].expected_bytes) == (len(BODY), len(BODY))


async def test_keeps_the_connection_for_the_next_request(fetcher: Fetcher) -> None:
    async with LoopbackServer({"/a": BODY}) as server:
        for _ in range(5):
            await fetcher.fetch(segment(server.url("/a")))
        assert server.connections == 1


@pytest.mark.parametrize(
    ("kind", "coding"),
    [(RequestType.MANIFEST, "gzip"), (RequestType.SEGMENT, "identity"), (RequestType.INIT, "identity")],
)
async def test_asks_for_compression_of_text_only(fetcher: Fetcher, kind: RequestType, coding: str) -> None:
    async with LoopbackServer({"/a": BODY}) as server:
        await fetcher.fetch(Resource(server.url("/a"), kind))
    assert server.requests[0].headers["accept-encoding"] == coding


# Failures and their codes


async def test_a_refused_connection_is_unreachable(fetcher: Fetcher) -> None:
    async with LoopbackServer({}) as server:
        url = server.url("/a?token=secret")
    problem = await failure_of(fetcher, segment(url))
    assert problem.code is ErrorCode.NETWORK_UNREACHABLE
    assert problem.context.url == url.partition("?")[0]
    assert (problem.context.request_type, problem.context.attempt) == (RequestType.SEGMENT, 1)


async def test_a_status_that_is_no_success_is_told(fetcher: Fetcher) -> None:
    async with LoopbackServer({}) as server:
        problem = await failure_of(fetcher, segment(server.url("/gone?token=secret")))
    assert (problem.code, problem.context.http_status) == (ErrorCode.NETWORK_HTTP_STATUS, 404)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (silence, ErrorCode.NETWORK_STALL_TIMEOUT),
        (ok("Content-Length: 20", body=b"ten bytes!"), ErrorCode.NETWORK_TRUNCATED_BODY),
        (ok("Content-Length: 999999999"), ErrorCode.NETWORK_TOO_LARGE),
        (ok("Content-Length: 100", "Content-Encoding: br", body=bytes(100)), ErrorCode.NETWORK_FILTER_FAILED),
        (raw_answer(b"HTTP/1.1 206 P\r\nContent-Length: 1\r\n\r\nx"), ErrorCode.NETWORK_RANGE_IGNORED),
        (raw_answer(b"HTTP/1.1 304 Not Modified\r\n\r\n"), ErrorCode.NETWORK_HTTP_STATUS),
        (redirect("/a"), ErrorCode.NETWORK_REDIRECT),
        (redirect("http://[bad/"), ErrorCode.NETWORK_REDIRECT),
        (redirect("ftp://127.0.0.1/a?token=secret"), ErrorCode.NETWORK_SCHEME),
        (redirect("file:///etc/passwd"), ErrorCode.NETWORK_SCHEME),
        (redirect("https:///a"), ErrorCode.NETWORK_SCHEME),
    ],
    ids=[
        "silence",
        "short body",
        "announced too large",
        "unasked coding",
        "unasked range",
        "not modified",
        "loop",
        "bad location",
        "other scheme",
        "file",
        "no host",
    ],
)
async def test_each_misbehaviour_has_its_code(fetcher: Fetcher, answer: RawAnswer, code: ErrorCode) -> None:
    async with LoopbackServer({"/a": answer}) as server:
        problem = await failure_of(fetcher, segment(server.url("/a?token=secret")))
    assert problem.code is code
    assert problem.context.attempt == 1


async def test_a_connection_that_is_reset_mid_body_is_a_network_error(fetcher: Fetcher) -> None:
    async def reset(_: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome")
        await writer.drain()
        writer.transport.abort()

    async with LoopbackServer({"/a": reset}) as server:
        problem = await failure_of(fetcher, segment(server.url("/a")))
    assert problem.code in (ErrorCode.NETWORK_UNREACHABLE, ErrorCode.NETWORK_TRUNCATED_BODY)
    assert problem.context.http_status == 200


async def test_silence_within_a_body_ends_at_the_stall_timeout(fetcher: Fetcher) -> None:
    async def stall(request: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome")
        await silence(request, writer)

    async with LoopbackServer({"/a": stall}) as server:
        problem = await failure_of(fetcher, segment(server.url("/a")))
    assert problem.code is ErrorCode.NETWORK_STALL_TIMEOUT


async def test_a_slow_drip_ends_at_the_total_timeout(fetcher: Fetcher) -> None:
    async def drip(_: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with LoopbackServer({"/a": drip}) as server:
        problem = await failure_of(fetcher, segment(server.url("/a")))
    assert problem.code is ErrorCode.NETWORK_TOTAL_TIMEOUT


async def test_an_endless_body_ends_at_the_cap(patient_fetcher: Fetcher) -> None:
    sent = 0

    async def endless(_: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(bytes(50_000))
            sent += 50_000
            await writer.drain()

    async with LoopbackServer({"/a": endless}) as server:
        problem = await failure_of(patient_fetcher, segment(server.url("/a")))
    assert problem.code is ErrorCode.NETWORK_TOO_LARGE
    assert sent < 50_000_000


ODD_FIELDS = (
    b"Content-Length: 4",
    b"Content-Length: -1",
    b"Transfer-Encoding: chunked",
    b"Content-Encoding: gzip",
    b"Content-Range: bytes 0-3/4",
    b"Location: //[",
    b"Location: /a",
    b"\xff: \xff",
)


@settings(max_examples=40, deadline=None)
@given(
    head=st.sampled_from([b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 206 Part\r\n", b"HTTP/1.1 302 Found\r\n", b""]),
    fields=st.lists(st.sampled_from(ODD_FIELDS), max_size=4, unique=True),
    rest=st.binary(max_size=40),
)
def test_whatever_a_server_says_it_is_a_body_or_a_network_error(
    head: bytes, fields: list[bytes], rest: bytes
) -> None:
    async def story() -> None:
        answer = raw_answer(head + b"".join(field + b"\r\n" for field in fields) + b"\r\n" + rest)
        fetcher = make_fetcher([HttpTransport(tls=TLS)], IMPATIENT)
        async with LoopbackServer({"/a": answer}) as server:
            with suppress(NetworkError):
                await fetcher.fetch(manifest(server.url("/a")))
        await fetcher.close()

    asyncio.run(story())


# Compression


async def test_gzipped_text_is_unpacked(fetcher: Fetcher) -> None:
    packed = gzip.compress(b"#EXTM3U\n" * 1000)
    answer = ok("Content-Encoding: gzip", f"Content-Length: {len(packed)}", body=packed)
    async with LoopbackServer({"/a": answer}) as server:
        fetched = await fetcher.fetch(manifest(server.url("/a")))
    assert fetched.body == b"#EXTM3U\n" * 1000


async def test_a_gzip_bomb_ends_at_the_cap(fetcher: Fetcher) -> None:
    packed = gzip.compress(bytes(50_000_000))
    answer = ok("Content-Encoding: gzip", f"Content-Length: {len(packed)}", body=packed)
    async with LoopbackServer({"/a": answer}) as server:
        problem = await failure_of(fetcher, manifest(server.url("/a")))
    assert problem.code is ErrorCode.NETWORK_TOO_LARGE


async def test_a_coding_that_nobody_asked_for_is_not_unpacked(fetcher: Fetcher) -> None:
    # A few bytes of brotli unpack to hundreds of megabytes; what they hold must not matter.
    bomb = bytes.fromhex("cf ff ff 7f f8 27 00 e2 b1 40 20 f7 fe ff ff 1f")
    answer = ok("Content-Encoding: br", f"Content-Length: {len(bomb)}", body=bomb)
    async with LoopbackServer({"/a": answer}) as server:
        problem = await failure_of(fetcher, manifest(server.url("/a")))
    assert problem.code is ErrorCode.NETWORK_FILTER_FAILED
    assert server.requests[0].headers["accept-encoding"] == "gzip"


async def test_a_gigabyte_is_refused_before_it_comes(fetcher: Fetcher) -> None:
    answer = ok("Content-Length: 1073741824", body=b"#EXTM3U\n")
    async with LoopbackServer({"/a": answer}) as server:
        problem = await failure_of(fetcher, manifest(server.url("/a")))
    assert problem.code is ErrorCode.NETWORK_TOO_LARGE


# Ranges


async def test_asks_for_a_range_and_gets_it(fetcher: Fetcher) -> None:
    async with LoopbackServer({"/a": BODY}) as server:
        fetched = await fetcher.fetch(segment(server.url("/a"), ByteRange(100, 199)))
    assert (fetched.status, fetched.body) == (206, BODY[100:200])
    assert server.requests[0].headers["range"] == "bytes=100-199"


async def test_cuts_the_range_out_of_a_whole_body(fetcher: Fetcher) -> None:
    answer = ok(f"Content-Length: {len(BODY)}", body=BODY)
    async with LoopbackServer({"/a": answer}) as server:
        fetched = await fetcher.fetch(segment(server.url("/a"), ByteRange(100, 199)))
    assert (fetched.status, fetched.body) == (200, BODY[100:200])


async def test_does_not_wait_for_more_of_a_whole_body_than_it_wants(fetcher: Fetcher) -> None:
    async def whole_but_slow(request: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + BODY)
        await silence(request, writer)

    async with LoopbackServer({"/a": whole_but_slow}) as server:
        fetched = await fetcher.fetch(segment(server.url("/a"), ByteRange(100, 199)))
    assert fetched.body == BODY[100:200]


async def test_a_whole_body_that_does_not_reach_the_range_is_refused(fetcher: Fetcher) -> None:
    async with LoopbackServer({"/a": ok("Content-Length: 5", body=b"short")}) as server:
        problem = await failure_of(fetcher, segment(server.url("/a"), ByteRange(3, 9)))
    assert problem.code is ErrorCode.NETWORK_RANGE_IGNORED


async def test_another_range_than_the_one_asked_for_is_refused(fetcher: Fetcher) -> None:
    answer = raw_answer(b"HTTP/1.1 206 P\r\nContent-Range: bytes 0-3/9\r\nContent-Length: 4\r\n\r\n0123")
    async with LoopbackServer({"/a": answer}) as server:
        problem = await failure_of(fetcher, segment(server.url("/a"), ByteRange(2, 5)))
    assert problem.code is ErrorCode.NETWORK_RANGE_IGNORED


# Redirects and addresses


async def test_follows_redirects_and_says_where_it_ended(fetcher: Fetcher) -> None:
    async with LoopbackServer(
        {"/a": redirect("/deep/b", 307), "/deep/b": redirect("c"), "/deep/c": BODY}
    ) as server:
        fetched = await fetcher.fetch(manifest(server.url("/a")))
    assert (fetched.url, fetched.body) == (server.url("/deep/c"), BODY)


async def test_follows_as_many_redirects_as_allowed_and_no_more(fetcher: Fetcher) -> None:
    routes: dict[str, bytes | RawAnswer] = {f"/{n}": redirect(f"/{n + 1}") for n in range(6)}
    async with LoopbackServer({**routes, "/6": BODY}) as server:
        assert (await fetcher.fetch(segment(server.url("/1")))).body == BODY
        problem = await failure_of(fetcher, segment(server.url("/0")))
    assert problem.code is ErrorCode.NETWORK_REDIRECT


async def test_the_viewers_headers_go_to_the_titles_origin_only() -> None:
    fetcher = make_fetcher([HttpTransport()], replace(IMPATIENT, headers={"Authorization": "secret"}))
    own_routes: dict[str, bytes | RawAnswer] = {"/a": BODY}
    async with LoopbackServer({"/other": BODY}) as other, LoopbackServer(own_routes) as own:
        own_routes["/b"] = redirect(other.url("/other"))
        await fetcher.fetch(manifest(own.url("/a")))
        await fetcher.fetch(segment(own.url("/b")))
        await fetcher.fetch(segment(other.url("/other")))
        await fetcher.fetch(segment(own.url("/a", host="localhost")))
    await fetcher.close()
    assert [request.headers.get("authorization") for request in own.requests] == ["secret", "secret", None]
    assert [request.headers.get("authorization") for request in other.requests] == [None, None]


async def test_sends_only_the_headers_that_it_means_to() -> None:
    fetcher = make_fetcher([HttpTransport()], replace(IMPATIENT, user_agent="Test/1"))
    async with LoopbackServer({"/a": BODY}) as server:
        await fetcher.fetch(manifest(server.url("/a")))
    await fetcher.close()
    assert server.requests[0].headers["user-agent"] == "Test/1"
    assert set(server.requests[0].headers) == {"host", "user-agent", "accept-encoding"}


# Files


async def test_reads_a_title_from_disk(fetcher: Fetcher, tmp_path: Path) -> None:
    (tmp_path / "main.m3u8").write_bytes(b"#EXTM3U\n")
    (tmp_path / "a b.mp4").write_bytes(BODY)
    playlist = await fetcher.fetch(manifest((tmp_path / "main.m3u8").as_uri()))
    part = await fetcher.fetch(segment((tmp_path / "a b.mp4").as_uri(), ByteRange(10, 19)))
    assert (playlist.body, playlist.content_type) == (b"#EXTM3U\n", "application/vnd.apple.mpegurl")
    assert (part.status, part.body) == (206, BODY[10:20])


async def test_a_remote_title_can_not_open_files(fetcher: Fetcher, tmp_path: Path) -> None:
    (tmp_path / "private").write_bytes(BODY)
    async with LoopbackServer({"/a": BODY}) as server:
        await fetcher.fetch(manifest(server.url("/a")))
    problem = await failure_of(fetcher, segment((tmp_path / "private").as_uri()))
    assert problem.code is ErrorCode.NETWORK_SCHEME


# Logs


async def test_no_url_reaches_a_log(fetcher: Fetcher, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with LoopbackServer({"/a": redirect("/b?token=secret"), "/b": BODY}) as server:
        await fetcher.fetch(manifest(server.url("/a?token=secret")))
    records = [record for record in caplog.records if record.name.startswith("http")]
    assert not any("secret" in record.getMessage() for record in records)


async def test_a_head_is_asked_for_as_a_head(fetcher: Fetcher) -> None:
    methods: list[str] = []

    async def answer(request: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
        methods.append(request.method)
        writer.write(b"HTTP/1.1 200 OK\r\nDate: Wed, 26 Nov 2025 12:00:00 GMT\r\nContent-Length: 999\r\n\r\n")

    async with LoopbackServer({"/time": answer}) as server:
        fetched = await fetcher.fetch(manifest(server.url("/time")), is_head_only=True)
    assert (methods, fetched.body) == (["HEAD"], b"")
    assert fetched.date == "Wed, 26 Nov 2025 12:00:00 GMT"
