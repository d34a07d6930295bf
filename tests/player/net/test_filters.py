"""Filters at the fetcher: what they see, what they change, and what becomes of their faults."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from playhead.clock import LoopClock
from playhead.errors import ErrorCode, NetworkError, Problem, RequestType, make_problem
from playhead.net import ArrivedResponse, Fetched, Fetcher, Filters, OutgoingRequest, TryEnded
from playhead.net.filters import RequestFilter
from playhead.net.transport import TransportRequest
from playhead.net.transports.faults import Fault, Status
from playhead.net.transports.http import HttpTransport
from playhead.net.transports.simulated import OriginAnswer, SimulatedNetwork
from playhead.presentation import Resource
from playhead.settings import NetworkSettings
from playhead.testing import run_virtual
from playhead.testing.loopback_server import LoopbackServer, raw_answer

from .conftest import IMPATIENT

HOME = "https://cdn.test/main.mpd"
SECRET = "s3cret"


class Wire(SimulatedNetwork):
    """A network that keeps what was asked of it, and finds files whatever their query."""

    def __init__(self, files: dict[str, OriginAnswer], faults: Sequence[Fault] = ()) -> None:
        super().__init__([(60.0, 8e6)], lambda url: files.get(url.partition("?")[0]), faults=faults)
        self.asked: list[TransportRequest] = []

    def open(self, request: TransportRequest):
        self.asked.append(request)
        return super().open(request)


def fetch(
    filters: Filters,
    wire: Wire,
    *resources: Resource,
    settings: NetworkSettings | None = None,
) -> list[Fetched]:
    async def run() -> list[Fetched]:
        fetcher = Fetcher((wire,), settings or NetworkSettings(), LoopClock(), filters=(filters,))
        return [await fetcher.fetch(each) for each in resources]

    return run_virtual(run(), limit_s=600)


def failure(filters: Filters, wire: Wire, resource: Resource) -> Problem:
    with pytest.raises(NetworkError) as caught:
        fetch(filters, wire, resource)
    assert SECRET not in str(caught.value) + repr(caught.value.problem)
    return caught.value.problem


def manifest(url: str = HOME) -> Resource:
    return Resource(url, RequestType.MANIFEST)


def segment(url: str) -> Resource:
    return Resource(url, RequestType.SEGMENT)


def wire(*faults: Fault, **files: bytes) -> Wire:
    bodies = {f"https://cdn.test/{name}.m4s": OriginAnswer(body) for name, body in files.items()}
    return Wire({HOME: OriginAnswer(b"<MPD/>"), **bodies}, faults)


def test_filters_run_in_order_plain_or_not_and_only_for_what_they_are_meant_for() -> None:
    filters, line = Filters(), wire(a=b"a")

    async def slowly(request: OutgoingRequest) -> OutgoingRequest:
        await asyncio.sleep(0.5)
        return request.with_header("X-Trail", request.headers["x-trail"] + ",second")

    filters.add_request(lambda request: request.with_header("X-Trail", "first"))
    filters.add_request(slowly)
    filters.add_request(lambda request: request.with_query("t", "1 2"), types=[RequestType.SEGMENT])
    fetch(filters, line, manifest(), segment("https://cdn.test/a.m4s?keep=%2F&t=0"))
    assert [each.headers["x-trail"] for each in line.asked] == ["first,second"] * 2
    assert [each.url for each in line.asked] == [HOME, "https://cdn.test/a.m4s?keep=%2F&t=1%202"]


def test_a_removed_filter_sees_nothing_any_more() -> None:
    filters, line = Filters(), wire()
    handle = filters.add_request(lambda request: request.with_header("x-here", "yes"))
    fetch(filters, line, manifest())
    handle.remove()
    handle.remove()
    assert not filters
    fetch(filters, line, manifest())
    assert ["x-here" in each.headers for each in line.asked] == [True, False]


def test_each_try_is_filtered_anew() -> None:
    filters, line = Filters(), wire(Fault(Status(503), times=1))
    filters.add_request(lambda request: request.with_query("try", str(request.attempt)))
    ended: list[TryEnded] = []
    filters.add_listener(ended.append)
    fetch(filters, line, manifest())
    assert [each.url.partition("?")[2] for each in line.asked] == ["try=1", "try=2"]
    assert [(each.status, each.problem is None) for each in ended] == [(503, False), (200, True)]
    assert 0 < (ended[1].head_s or 0) <= (ended[1].elapsed_s or 0)


def test_a_resource_goes_on_being_known_by_its_own_address() -> None:
    filters = Filters()
    line = Wire({"https://other.test/signed/main.mpd": OriginAnswer(b"<MPD/>")})
    filters.add_request(lambda request: replace(request, url=f"https://other.test/signed/main.mpd?{SECRET}"))
    (fetched,) = fetch(filters, line, manifest())
    assert fetched.url == HOME
    assert line.asked[0].url.startswith("https://other.test/signed/")
    line = Wire({})
    problem = failure(filters, line, manifest())
    assert (problem.code, problem.context.url) == (ErrorCode.NETWORK_HTTP_STATUS, HOME)


def test_a_scheme_of_the_embedders_own_becomes_what_its_filter_makes_of_it() -> None:
    filters, line = Filters(), wire()
    filters.add_request(lambda request: replace(request, url=HOME))
    (fetched,) = fetch(filters, line, manifest("shop:film/17"))
    assert fetched.url == HOME


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/x", "http://192.168.1.1/x"])
def test_a_filter_may_lead_to_a_private_server_and_a_manifest_may_not(target: str) -> None:
    filters, line = Filters(), Wire({HOME: OriginAnswer(b"<MPD/>"), target: OriginAnswer(b"x")})
    filters.add_request(lambda request: replace(request, url=target), types=[RequestType.SEGMENT])
    fetched = fetch(filters, line, manifest(), segment("https://cdn.test/a.m4s"))
    assert fetched[1].body == b"x"
    assert [each.is_public_only for each in line.asked] == [False, False]
    with pytest.raises(NetworkError, match="NETWORK_SCHEME"):
        fetch(Filters(), line, manifest(), segment(target))
    # A query alone changes nothing about where it goes.
    signing = Filters()
    signing.add_request(lambda request: request.with_query("t", "1"))
    with pytest.raises(NetworkError, match="NETWORK_SCHEME"):
        fetch(signing, line, manifest(), segment(target))


def test_what_a_filter_adds_is_not_told_to_another_server() -> None:
    filters = Filters()
    moved = OriginAnswer(b"", 302, {"location": "https://elsewhere.test/main.mpd"})
    line = Wire({HOME: moved, "https://elsewhere.test/main.mpd": OriginAnswer(b"<MPD/>")})
    filters.add_request(lambda request: request.with_header("Authorization", SECRET))
    (fetched,) = fetch(filters, line, manifest())
    assert [each.headers.get("authorization") for each in line.asked] == [SECRET, None]
    assert fetched.url == "https://elsewhere.test/main.mpd"


def test_a_response_filter_rewrites_body_address_and_type() -> None:
    filters, line = Filters(), wire()
    seen: list[ArrivedResponse] = []

    async def rewrite(response: ArrivedResponse) -> ArrivedResponse:
        seen.append(response)
        headers = {**response.headers, "content-type": "application/dash+xml; x=y"}
        return replace(response, body=b"<MPD id='2'/>", url="https://b.test/main.mpd", headers=headers)

    filters.add_response(rewrite)
    (fetched,) = fetch(filters, line, manifest())
    assert (fetched.body, fetched.url) == (b"<MPD id='2'/>", "https://b.test/main.mpd")
    assert fetched.content_type == "application/dash+xml"
    assert (seen[0].body, seen[0].url, seen[0].status) == (b"<MPD/>", HOME, 200)


def raising(request: OutgoingRequest) -> OutgoingRequest:
    raise ValueError(SECRET)


def unsendable(request: OutgoingRequest) -> OutgoingRequest:
    return request.with_header("x-token", f"{SECRET}\r\nx-other: 1")


def returning_nothing(_: OutgoingRequest) -> None:
    """Forget to return."""


FAULTS: list[tuple[Callable[..., object], str]] = [
    (raising, "request filter 'raising' raised ValueError"),
    (returning_nothing, "request filter 'signer' returned NoneType instead of OutgoingRequest"),
    (unsendable, "request filter 'unsendable' set a header that can't be sent"),
]


@pytest.mark.parametrize(("call", "detail"), FAULTS)
def test_a_filters_fault_names_the_filter_and_the_address(
    call: RequestFilter, detail: str, caplog: pytest.LogCaptureFixture
) -> None:
    filters, line = Filters(), wire()
    filters.add_request(call, name="signer" if "signer" in detail else "")
    with caplog.at_level(logging.DEBUG):
        problem = failure(filters, line, manifest(f"{HOME}?{SECRET}"))
    assert (problem.code, problem.detail) == (ErrorCode.NETWORK_FILTER_FAILED, detail)
    assert (problem.context.url, problem.context.request_type) == (HOME, RequestType.MANIFEST)
    assert not line.asked, "and it isn't tried again"
    assert SECRET not in caplog.text


def test_a_response_filters_fault_is_told_too() -> None:
    def broken(response: ArrivedResponse) -> ArrivedResponse:
        raise KeyError(SECRET)

    filters = Filters()
    filters.add_response(broken)
    problem = failure(filters, wire(), manifest())
    assert problem.code is ErrorCode.NETWORK_FILTER_FAILED
    assert problem.detail.endswith("broken' raised KeyError")


def test_a_filters_own_problem_is_passed_on_and_may_be_worth_another_try() -> None:
    filters, line = Filters(), wire()

    def no_token_yet(request: OutgoingRequest) -> OutgoingRequest:
        if request.attempt < 3:
            raise NetworkError(make_problem(ErrorCode.NETWORK_UNREACHABLE, "the token service is away"))
        return request

    filters.add_request(no_token_yet)
    (fetched,) = fetch(filters, line, manifest())
    assert fetched.attempts == 3


@pytest.mark.parametrize("sort", ["request", "response"])
def test_a_filter_that_hangs_is_bounded_by_the_requests_own_deadline(sort: str) -> None:
    filters = Filters()

    async def hanging(passing: object) -> object:
        await asyncio.get_running_loop().create_future()
        return passing

    add = filters.add_request if sort == "request" else filters.add_response
    add(hanging, name="hanging")  # pyright: ignore[reportArgumentType]  (it never returns)

    async def run() -> tuple[float, Problem]:
        loop = asyncio.get_running_loop()
        fetcher = Fetcher((wire(),), NetworkSettings(total_timeout_s=9), LoopClock(), filters=(filters,))
        with pytest.raises(NetworkError) as caught:
            await fetcher.fetch(manifest())
        return loop.time(), caught.value.problem

    at_s, problem = run_virtual(run())
    assert at_s == pytest.approx(9, abs=0.01)
    assert problem.code is ErrorCode.NETWORK_FILTER_FAILED
    assert problem.detail == f"{sort} filter 'hanging' was not done after 9 s"


class Kept:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.tries: list[bytes] = []

    def begin(self) -> None:
        self.tries.append(b"")

    def take(self, piece: bytes) -> None:
        self.tries[-1] += piece


@pytest.mark.parametrize("is_meant", [True, False])
def test_who_takes_a_body_while_it_comes_gets_what_the_filters_made_of_it(is_meant: bool) -> None:
    filters, line, sink = Filters(), wire(a=b"scrambled"), Kept()
    types = [RequestType.SEGMENT if is_meant else RequestType.MANIFEST]
    filters.add_response(lambda response: replace(response, body=response.body[::-1]), types=types)

    async def run() -> Fetched:
        fetcher = Fetcher((line,), NetworkSettings(), LoopClock(), filters=(filters,))
        return await fetcher.fetch(segment("https://cdn.test/a.m4s"), sink=sink)

    expected = b"delbmarcs" if is_meant else b"scrambled"
    assert run_virtual(run(), limit_s=60).body == expected
    assert sink.tries == [expected]


def test_a_filters_time_is_not_the_lines() -> None:
    filters, line = Filters(), wire(a=bytes(100_000))

    async def slowly(passing: OutgoingRequest) -> OutgoingRequest:
        await asyncio.sleep(5)
        return passing

    (before,) = fetch(Filters(), wire(a=bytes(100_000)), segment("https://cdn.test/a.m4s"))
    filters.add_request(slowly)
    (after,) = fetch(filters, line, segment("https://cdn.test/a.m4s"))
    assert after.elapsed_s == pytest.approx(before.elapsed_s)


def test_a_listeners_fault_is_nobodys_business(caplog: pytest.LogCaptureFixture) -> None:
    filters = Filters()

    def deaf(_: TryEnded) -> None:
        raise RuntimeError(SECRET)

    filters.add_listener(deaf)
    (fetched,) = fetch(filters, wire(), manifest())
    assert fetched.body == b"<MPD/>"
    assert "deaf" in caplog.text
    assert SECRET not in caplog.text


async def test_on_real_sockets_a_filter_signs_posts_and_cannot_break_the_framing() -> None:
    filters = Filters()
    filters.add_request(
        lambda request: replace(
            request.with_header("Range", "bytes=0-0").with_header("Accept-Encoding", "br"), content=b"{}"
        ).with_header("X-Sign", "1")
    )
    ok = raw_answer(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    async with LoopbackServer({"/a": ok}) as server:
        fetcher = Fetcher((HttpTransport(),), IMPATIENT, LoopClock(), filters=(filters,))
        fetched = await fetcher.fetch(segment(server.url("/a")))
        await fetcher.close()
    (request,) = server.requests
    assert (fetched.body, request.method, request.body) == (b"ok", "POST", b"{}")
    assert (request.headers["x-sign"], request.headers["accept-encoding"]) == ("1", "identity")
    assert "range" not in request.headers
