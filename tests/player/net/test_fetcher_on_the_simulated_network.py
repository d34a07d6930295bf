"""Retry, deadlines and pauses in virtual time: exact, and at no cost."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from playhead.clock import LoopClock
from playhead.errors import ErrorCode, NetworkError, Problem, Recovery, RequestType, Severity
from playhead.net import Fetched, Fetcher, Progress
from playhead.presentation import ByteRange, Resource
from playhead.settings import NetworkSettings, RetrySettings
from playhead.testing import (
    ConnectHangs,
    Drip,
    Fault,
    OriginAnswer,
    Replace,
    Reset,
    SimulatedNetwork,
    Stall,
    Status,
    Truncate,
    Unreachable,
    run_virtual,
)

URL = "https://cdn.example/seg.m4s?token=secret"
MEGABYTE = bytes(1_000_000)
EXACT = NetworkSettings(retry=RetrySettings(jitter=0.0))
STEADY = [(10.0, 8e6)]


class Story:
    """One fetch on a network with faults, and what came of it."""

    def __init__(
        self,
        *faults: Fault,
        settings: NetworkSettings = EXACT,
        trace: Sequence[tuple[float, float]] = STEADY,
        body: bytes | OriginAnswer = MEGABYTE,
    ) -> None:
        self.network = SimulatedNetwork(trace, {URL: body}, latency_s=0.1, faults=faults)
        self.settings = settings
        self.problems: list[Problem] = []
        self.progress: list[Progress] = []
        self.took_s = 0.0

    def fetch(self, kind: RequestType = RequestType.SEGMENT, **more: Any) -> Fetched:
        byte_range = more.pop("byte_range", None)

        async def main() -> Fetched:
            fetcher = Fetcher([self.network], self.settings, LoopClock(0.0), random=random.Random(7))
            resource = Resource(URL, kind, byte_range)
            try:
                return await fetcher.fetch(
                    resource, on_problem=self.problems.append, on_progress=self.progress.append, **more
                )
            finally:
                self.took_s = asyncio.get_running_loop().time()
                await fetcher.close()

        return run_virtual(main())

    def fail(self, **more: Any) -> Problem:
        with pytest.raises(NetworkError) as failure:
            self.fetch(**more)
        assert "secret" not in str(failure.value) + repr(failure.value.problem)
        return failure.value.problem


def test_times_are_those_of_the_line() -> None:
    fetched = Story().fetch()
    assert fetched.elapsed_s == pytest.approx(0.1 + 1.0)
    assert fetched.first_byte_s == pytest.approx(0.1 + 1024 / 1e6)


def test_progress_grows_to_the_whole_body() -> None:
    story = Story()
    story.fetch()
    received = [progress.received_bytes for progress in story.progress]
    assert received == sorted(received)
    assert received[-1] == story.progress[-1].expected_bytes == len(MEGABYTE)
    assert 5 <= len(received) <= 12


@pytest.mark.parametrize(
    "effect",
    [Unreachable(), Status(503), Status(429), Status(408), Reset(5000), Truncate(5000)],
    ids=["refused", "503", "429", "408", "reset", "truncated"],
)
def test_what_may_pass_is_tried_again(effect: Any) -> None:
    story = Story(Fault(effect, times=2))
    fetched = story.fetch()
    assert (fetched.body, fetched.attempts) == (MEGABYTE, 3)
    assert [problem.context.attempt for problem in story.problems] == [1, 2]
    assert {(p.severity, p.recovery) for p in story.problems} == {(Severity.RECOVERED, Recovery.RETRY)}
    assert all(problem.context.url == "https://cdn.example/seg.m4s" for problem in story.problems)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 416, 451])
def test_a_refusal_is_not_tried_again(status: int) -> None:
    story = Story(Fault(Status(status)))
    assert story.fail().context.http_status == status
    assert len(story.network.requests) == 1


def test_pauses_double_up_to_the_longest() -> None:
    retry = RetrySettings(attempts=6, base_delay_s=1.0, max_delay_s=5.0, jitter=0.0)
    story = Story(Fault(Unreachable()), settings=replace(EXACT, retry=retry))
    assert story.fail().context.attempt == 6
    begins = [request.at_s for request in story.network.requests]
    pauses = [later - earlier - 0.1 for earlier, later in pairwise(begins)]
    assert pauses == pytest.approx([1, 2, 4, 5, 5])


def test_one_attempt_means_no_retry() -> None:
    story = Story(Fault(Status(503)))
    story.fail(attempts=1)
    assert len(story.network.requests) == 1
    assert story.problems == []


@pytest.mark.parametrize(("asked", "waits_s"), [("2", 2.0), ("3600", 4.0), ("soon", 0.4)])
def test_the_server_may_ask_for_a_pause_up_to_the_longest(asked: str, waits_s: float) -> None:
    story = Story(Fault(Status(503, retry_after=asked), times=1))
    story.fetch()
    assert story.network.requests[1].at_s == pytest.approx(0.1 + waits_s)


def test_the_server_may_ask_by_date() -> None:
    # The clock's UTC begins at 1970-01-01T00:00:00Z when it is asked first: when the 503 comes.
    story = Story(Fault(Status(503, retry_after="Thu, 01 Jan 1970 00:00:03 GMT"), times=1))
    story.fetch()
    assert story.network.requests[1].at_s == pytest.approx(0.1 + 3.0)


def test_a_connection_that_never_comes_ends_at_its_deadline() -> None:
    story = Story(Fault(ConnectHangs()))
    assert story.fail(attempts=1).code is ErrorCode.NETWORK_CONNECT_TIMEOUT
    assert story.took_s == pytest.approx(EXACT.connect_timeout_s)


def test_silence_ends_at_its_deadline() -> None:
    story = Story(Fault(Stall(after_bytes=1024)))
    assert story.fail(attempts=1).code is ErrorCode.NETWORK_STALL_TIMEOUT
    assert story.took_s == pytest.approx(0.1 + 1024 / 1e6 + EXACT.stall_timeout_s)


def test_a_server_that_thinks_is_waited_for_as_long_as_the_caller_says() -> None:
    thinking = OriginAnswer(b"news", held_back_s=18.0)
    assert Story(body=thinking).fetch(attempts=1, patience_s=10.0).body == b"news"
    story = Story(body=thinking)
    assert story.fail(attempts=1).code is ErrorCode.NETWORK_STALL_TIMEOUT


def test_the_head_alone_tells_the_servers_date() -> None:
    date = "Wed, 26 Nov 2025 12:00:00 GMT"
    story = Story(body=OriginAnswer(MEGABYTE, headers={"date": date}))
    fetched = story.fetch(kind=RequestType.TIMING, is_head_only=True)
    assert (fetched.body, fetched.date) == (b"", date)
    assert story.took_s == pytest.approx(0.1)


def test_a_drip_is_no_silence_but_ends_at_the_total_deadline() -> None:
    story = Story(Fault(Drip(bandwidth_bps=800)))
    assert story.fail(attempts=1).code is ErrorCode.NETWORK_TOTAL_TIMEOUT
    assert story.took_s == pytest.approx(EXACT.total_timeout_s)


def test_a_slow_line_is_no_silence() -> None:
    story = Story(trace=[(10.0, 160_000)])
    assert story.fetch().elapsed_s == pytest.approx(50.1)


def test_an_outage_shorter_than_the_stall_timeout_is_waited_out() -> None:
    story = Story(trace=[(0.5, 8e6), (5.0, 0.0), (60.0, 8e6)])
    fetched = story.fetch()
    assert (fetched.attempts, fetched.elapsed_s) == (1, pytest.approx(0.1 + 6.0))


def test_a_body_that_is_not_what_was_asked_for_is_still_a_body() -> None:
    # Whether it can be played is for the parsers to say.
    assert Story(Fault(Replace(b"<html>"))).fetch().content_type == "text/html"


def test_a_range_comes_as_a_range() -> None:
    fetched = Story(body=bytes(range(256))).fetch(byte_range=ByteRange(10, 19))
    assert (fetched.status, fetched.body) == (206, bytes(range(10, 20)))


def test_a_range_is_cut_out_where_the_origin_knows_none() -> None:
    body = OriginAnswer(bytes(range(256)), headers={"accept-ranges": "none"})
    fetched = Story(body=body).fetch(byte_range=ByteRange(10, 19))
    assert (fetched.status, fetched.body) == (200, bytes(range(10, 20)))


def test_a_longer_body_than_announced_is_refused() -> None:
    body = OriginAnswer(MEGABYTE, headers={"content-length": "1000"})
    assert Story(body=body).fail(attempts=1).code is ErrorCode.NETWORK_TRUNCATED_BODY


def test_each_kind_of_resource_has_its_cap() -> None:
    settings = replace(EXACT, max_manifest_bytes=1000)
    assert Story(settings=settings).fail(kind=RequestType.PLAYLIST).code is ErrorCode.NETWORK_TOO_LARGE
    assert Story(settings=settings).fetch(RequestType.SEGMENT).body == MEGABYTE


def test_cancelling_leaves_the_line_to_the_others() -> None:
    async def main() -> float:
        network = SimulatedNetwork(STEADY, {URL: MEGABYTE}, latency_s=0.0)
        fetcher = Fetcher([network], EXACT, LoopClock())
        resource = Resource(URL, RequestType.SEGMENT)
        first = asyncio.create_task(fetcher.fetch(resource))
        second = asyncio.create_task(fetcher.fetch(resource))
        await asyncio.sleep(1.0)
        first.cancel()
        return (await second).elapsed_s

    # Half the line for a second, then all of it for the other half.
    assert run_virtual(main()) == pytest.approx(1.5)


def test_equal_seeds_give_equal_runs() -> None:
    def run() -> list[tuple[float, str, int | None]]:
        faults = [Fault(Status(503), times=2), Fault(Reset(3000), times=1)]
        story = Story(*faults, settings=NetworkSettings(retry=RetrySettings(attempts=5)))
        story.fetch()
        return [(request.at_s, request.url, request.status) for request in story.network.requests]

    assert run() == run()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a",
        "http://localhost:8080/a",
        "http://192.168.1.1/a",
        "http://10.0.0.1/a",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/a",
        "http://[fd00::1]/a",
        "http://[::ffff:192.168.1.1]/a",
        "http://2130706433/a",
        "http://0x7f.1/a",
        "http://router/a",
        "http://printer.local/a",
        "http://0.0.0.0/a",
    ],
)
@pytest.mark.parametrize("by", ["reference", "redirect"])
def test_a_public_title_can_not_open_private_addresses(url: str, by: str) -> None:
    async def main() -> None:
        moved = OriginAnswer(status=302, headers={"location": url})
        network = SimulatedNetwork(STEADY, {URL: MEGABYTE, "https://cdn.example/moved": moved, url: MEGABYTE})
        fetcher = Fetcher([network], EXACT, LoopClock())
        await fetcher.fetch(Resource(URL, RequestType.MANIFEST))
        target = url if by == "reference" else "https://cdn.example/moved"
        with pytest.raises(NetworkError):
            await fetcher.fetch(Resource(target, RequestType.SEGMENT))
        assert url not in [request.url for request in network.requests]

    run_virtual(main())


def test_a_private_title_can_open_private_addresses() -> None:
    async def main() -> None:
        origin = {"http://192.168.1.20/main.m3u8": b"#EXTM3U", "http://10.1.1.1/seg": MEGABYTE}
        fetcher = Fetcher([SimulatedNetwork(STEADY, origin)], EXACT, LoopClock())
        for url in origin:
            await fetcher.fetch(Resource(url, RequestType.SEGMENT))

    run_virtual(main())


def test_a_secure_request_is_never_led_to_an_insecure_one() -> None:
    async def main() -> None:
        moved = OriginAnswer(status=301, headers={"location": "http://cdn.example/a"})
        network = SimulatedNetwork(STEADY, {URL: moved, "http://cdn.example/a": MEGABYTE})
        with pytest.raises(NetworkError) as failure:
            await Fetcher([network], EXACT, LoopClock()).fetch(Resource(URL, RequestType.MANIFEST))
        assert failure.value.problem.code is ErrorCode.NETWORK_REDIRECT

    run_virtual(main())


class Growing:
    """Takes a body as it comes, and notes when."""

    def __init__(self) -> None:
        self.tries: list[list[tuple[float, int]]] = []

    def begin(self) -> None:
        self.tries.append([])

    def take(self, piece: bytes) -> None:
        self.tries[-1].append((asyncio.get_running_loop().time(), len(piece)))


def test_a_body_that_is_still_being_made_is_handed_on_as_it_comes() -> None:
    made = tuple((second * 1.0, 1_000 * (second + 1)) for second in range(4))
    story, sink = Story(body=OriginAnswer(bytes(4_000), made=made)), Growing()
    fetched = story.fetch(sink=sink)
    assert fetched.body == bytes(4_000)
    assert [size for _, size in sink.tries[0]] == [1_000] * 4
    assert [at_s for at_s, _ in sink.tries[0]] == pytest.approx([0.1, 1.1, 2.1, 3.1], abs=0.01)
    assert story.progress[-1].expected_bytes is None, "its server can't know yet"


def test_another_try_begins_at_the_first_byte_again() -> None:
    made = ((0.0, 30_000), (1.0, 60_000))
    faults = Fault(Reset(after_bytes=40_000), times=1)
    story, sink = Story(faults, body=OriginAnswer(bytes(60_000), made=made)), Growing()
    assert len(story.fetch(sink=sink).body) == 60_000
    assert [sum(size for _, size in each) for each in sink.tries] == [40_000, 60_000]


def test_what_the_taker_of_a_body_raises_ends_the_request() -> None:
    class Refusing(Growing):
        def take(self, piece: bytes) -> None:
            raise RuntimeError("enough")

    story = Story()
    with pytest.raises(RuntimeError, match="enough"):
        story.fetch(sink=Refusing())
    assert len(story.network.requests) == 1
