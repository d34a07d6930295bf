"""What a segment costs on its way: made up, fetched over the simulated network, fetched over loopback HTTP.

python tests/benchmarks/network.py [--segments 200]
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable

from playhead.clock import LoopClock
from playhead.errors import RequestType
from playhead.net import Fetcher
from playhead.net.transports.http import HttpTransport
from playhead.presentation import Resource
from playhead.settings import NetworkSettings
from playhead.testing import SimulatedNetwork, SyntheticTitle, run_virtual
from playhead.testing.loopback_server import LoopbackServer

TITLE = SyntheticTitle(7200)
FOLDERS = ("a0", "v0", "v3", "v4", "v5")


def show(what: str, folder: str, size_bytes: int, took_s: float) -> None:
    """Write one line of the table."""
    sys.stdout.write(f"{what:22} {folder:3} {size_bytes / 1e3:8.0f} kB  {took_s * 1e6:8.0f} us/segment\n")


def made_up(segments: int) -> None:
    """Make segments without sending them."""
    for folder in FOLDERS:
        sizes = [len(TITLE.segment(folder, n) or b"") for n in range(11)]  # builds the templates
        started = time.process_time()
        for number in range(segments):
            TITLE.segment(folder, number)
        show("made up", folder, sum(sizes) // len(sizes), (time.process_time() - started) / segments)


async def fetched(fetcher: Fetcher, url_of: Callable[[str, int], str], what: str, segments: int) -> None:
    """Fetch segments one after another."""
    for folder in FOLDERS:
        size_bytes = 0
        started = time.process_time()
        for number in range(segments):
            answer = await fetcher.fetch(Resource(url_of(folder, number), RequestType.SEGMENT))
            size_bytes += len(answer.body)
        show(what, folder, size_bytes // segments, (time.process_time() - started) / segments)
    await fetcher.close()


async def over_the_simulated_network(segments: int) -> None:
    """In virtual time, the making included."""
    network = SimulatedNetwork([(30, 2e7), (10, 5e6)], TITLE.origin)
    fetcher = Fetcher([network], NetworkSettings(), LoopClock())
    await fetched(
        fetcher, lambda folder, n: f"{TITLE.base_url}/{folder}/{n}.m4s", "simulated, made up", segments
    )


async def over_http(segments: int) -> None:
    """In real time; the figure holds the server's CPU too."""
    bodies = {f"/{folder}": TITLE.segment(folder, 2) or b"" for folder in FOLDERS}
    async with LoopbackServer(bodies) as server:
        fetcher = Fetcher([HttpTransport()], NetworkSettings(), LoopClock())
        await fetched(fetcher, lambda folder, _: server.url(f"/{folder}"), "http and its server", segments)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--segments", type=int, default=200)
    count = parser.parse_args().segments
    made_up(count)
    run_virtual(over_the_simulated_network(count))
    asyncio.run(over_http(count))
