"""Fetchers as the session makes them, on real sockets of 127.0.0.1 and on the simulated network."""

import random
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from playhead.clock import LoopClock
from playhead.net import Fetcher, Transport
from playhead.net.transports.file import FileTransport
from playhead.net.transports.http import HttpTransport
from playhead.settings import NetworkSettings, RetrySettings

# Patience that a real server's misbehaviour can be waited out with, and no pause between tries.
IMPATIENT = NetworkSettings(
    connect_timeout_s=0.5,
    stall_timeout_s=0.3,
    total_timeout_s=1.5,
    max_manifest_bytes=100_000,
    max_segment_bytes=200_000,
    retry=RetrySettings(attempts=1, base_delay_s=0.0, max_delay_s=0.0),
)


def make_fetcher(transports: Sequence[Transport], settings: NetworkSettings | None = None) -> Fetcher:
    return Fetcher(transports, settings or NetworkSettings(), LoopClock(), random=random.Random(1))


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    made = make_fetcher([HttpTransport(), FileTransport()], IMPATIENT)
    yield made
    await made.close()


@pytest.fixture
async def patient_fetcher() -> AsyncIterator[Fetcher]:
    made = make_fetcher([HttpTransport()], replace(IMPATIENT, stall_timeout_s=5.0, total_timeout_s=30.0))
    yield made
    await made.close()
