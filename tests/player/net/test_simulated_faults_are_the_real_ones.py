"""What the simulated network says of a fault is what a real socket says: code, status, whether to retry."""

import asyncio
import random
import socket
import struct
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from playhead.clock import LoopClock
from playhead.errors import NetworkError, Problem, RequestType
from playhead.net import Fetcher
from playhead.net.retry import is_passing
from playhead.net.transports.faults import Drip, Effect
from playhead.net.transports.http import HttpTransport
from playhead.presentation import Resource
from playhead.testing import (
    Fault,
    NameUnknown,
    RedirectLoop,
    Replace,
    Reset,
    SimulatedNetwork,
    Stall,
    Status,
    TlsFails,
    Truncate,
    Unreachable,
    run_virtual,
)
from playhead.testing.loopback_server import LoopbackRequest, LoopbackServer, RawAnswer, raw_answer, silence
from playhead.testing.untrusted_certificate import untrusted_tls

from .conftest import IMPATIENT

BODY = bytes(10_000)
Answer = RawAnswer | bytes


def head(*fields: str, status: str = "200 OK") -> bytes:
    return "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *fields, "")).encode()


async def reset(_: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
    writer.write(head("Content-Length: 10000") + BODY[:400])
    await writer.drain()
    # Lingering for no time at all makes the system reset the connection instead of ending it (socket(7)).
    socket_of: socket.socket = writer.get_extra_info("socket")
    socket_of.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def stall(request: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
    writer.write(head("Content-Length: 10000") + BODY[:400])
    await silence(request, writer)


async def drip(_: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
    writer.write(head("Content-Length: 10000"))
    while not writer.is_closing():
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.05)


@asynccontextmanager
async def answering(answer: Answer) -> AsyncGenerator[str, None]:
    async with LoopbackServer({"/a": answer}) as server:
        yield server.url("/a")


@asynccontextmanager
async def nobody() -> AsyncGenerator[str, None]:
    async with LoopbackServer({}) as server:
        url = server.url("/a")
    yield url


@asynccontextmanager
async def no_such_name() -> AsyncGenerator[str, None]:
    yield "http://nobody.invalid/a"  # RFC 6761 §6.4


@asynccontextmanager
async def untrusted() -> AsyncGenerator[str, None]:
    async with LoopbackServer({"/a": BODY}, untrusted_tls()) as server:
        yield server.url("/a", host="localhost")


def status(code: int) -> Answer:
    return raw_answer(head("Content-Length: 0", "Retry-After: 2", status=f"{code} No"))


Place = Callable[[], AbstractAsyncContextManager[str]]
PAIRS: dict[str, tuple[Effect, Place]] = {
    "DNS failure": (NameUnknown(), no_such_name),
    "refused": (Unreachable(), nobody),
    "TLS error": (TlsFails(), untrusted),
    "reset mid-body": (Reset(400), lambda: answering(reset)),
    "stall mid-body": (Stall(400), lambda: answering(stall)),
    "slow drip": (Drip(160, interval_s=0.05), lambda: answering(drip)),
    "403": (Status(403), lambda: answering(status(403))),
    "429": (Status(429, "2"), lambda: answering(status(429))),
    "503": (Status(503), lambda: answering(status(503))),
    "wrong content length": (
        Truncate(400),
        lambda: answering(raw_answer(head("Content-Length: 10000") + BODY[:400])),
    ),
    "redirect loop": (
        RedirectLoop(),
        lambda: answering(raw_answer(head("Location: /a", "Content-Length: 0", status="302 Found"))),
    ),
}


async def failure(fetcher: Fetcher, url: str) -> Problem:
    with pytest.raises(NetworkError) as failed:
        await fetcher.fetch(Resource(url, RequestType.SEGMENT))
    await fetcher.close()
    return failed.value.problem


def simulated(effect: Effect) -> Problem:
    async def main() -> Problem:
        network = SimulatedNetwork([(60.0, 8e6)], {"https://x.test/a": BODY}, faults=[Fault(effect)])
        return await failure(
            Fetcher([network], IMPATIENT, LoopClock(), random=random.Random(1)), "https://x.test/a"
        )

    return run_virtual(main())


@pytest.mark.parametrize("name", PAIRS)
def test_a_fault_is_told_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.upper(), raising=False)
    effect, place = PAIRS[name]

    async def main() -> Problem:
        async with place() as url:
            fetcher = Fetcher([HttpTransport()], IMPATIENT, LoopClock(), random=random.Random(1))
            return await failure(fetcher, url)

    real, ours = asyncio.run(main()), simulated(effect)
    assert (ours.code, ours.context.http_status) == (real.code, real.context.http_status)
    assert is_passing(ours) == is_passing(real)


def test_bytes_that_are_something_else_come_as_they_are() -> None:
    async def main() -> bytes:
        effect = Replace(b"<html>")
        network = SimulatedNetwork([(60.0, 8e6)], {"https://x.test/a": BODY}, faults=[Fault(effect)])
        fetcher = Fetcher([network], IMPATIENT, LoopClock(), random=random.Random(1))
        return (await fetcher.fetch(Resource("https://x.test/a", RequestType.SEGMENT))).body

    assert run_virtual(main()) == b"<html>"
