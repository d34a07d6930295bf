"""Network, title, demuxer and backend together, without the session: equal runs, event for event."""

import asyncio
import random

import pytest

from playhead.backend import BackendEvent, EndReached, FirstPicture, SampleBatch, Starved
from playhead.clock import LoopClock
from playhead.containers.demux import Demuxer
from playhead.errors import RequestType
from playhead.net import Fetcher
from playhead.presentation import Kind, Resource
from playhead.settings import NetworkSettings
from playhead.testing import (
    Fault,
    HeadlessBackend,
    Reset,
    Rung,
    SimulatedNetwork,
    Status,
    SyntheticTitle,
    folder_origin,
    run_virtual,
)

TRACE = [(7.0, 3e6), (4.0, 0.0), (9.0, 1.2e6)]
FAULTS = [Fault(Status(503), url="*/v1/3.m4s", times=1), Fault(Reset(9000), url="*/a0/5.m4s", times=2)]
Log = list[tuple[float, BackendEvent]]


async def stream(
    fetcher: Fetcher, backend: HeadlessBackend, title: SyntheticTitle, folders: list[str]
) -> None:
    """Fetch one kind's segments, from another folder each time, and hand them over."""
    demuxers: dict[str, Demuxer] = {}
    for number in range(title.segment_count):
        folder = folders[number // 2 % len(folders)]
        if folder not in demuxers:
            init = await fetcher.fetch(Resource(f"{title.base_url}/{folder}/init.mp4", RequestType.INIT))
            demuxers[folder] = Demuxer(init.body)
        url = f"{title.base_url}/{folder}/{number}.m4s"
        fetched = await fetcher.fetch(Resource(url, RequestType.SEGMENT), attempts=5)
        for part in demuxers[folder].demux(fetched.body):
            backend.append(SampleBatch(part.format, part.samples, 0, folder))


async def watch(seed: int, log: Log) -> list[tuple[float, str]]:
    loop = asyncio.get_running_loop()
    title = SyntheticTitle(40.0, [Rung(320, 180, 300_000), Rung(640, 360, 900_000)], segment_s=2.0)
    network = SimulatedNetwork(TRACE, title.origin, faults=FAULTS)
    fetcher = Fetcher([network], NetworkSettings(), LoopClock(), random=random.Random(seed))
    backend = HeadlessBackend(LoopClock())
    backend.attach(lambda event: log.append((loop.time(), event)))
    await backend.start(0.0, frozenset({Kind.VIDEO, Kind.AUDIO}), is_paused=False)
    async with asyncio.TaskGroup() as group:
        group.create_task(stream(fetcher, backend, title, ["v0", "v1"]))
        group.create_task(stream(fetcher, backend, title, ["a0"]))
    backend.finish()
    while not isinstance(log[-1][1], EndReached):  # noqa: ASYNC110  virtual time costs nothing
        await asyncio.sleep(1)
    await fetcher.close()
    return [(request.at_s, request.url) for request in network.requests]


def test_the_same_run_twice_gives_the_same_events_at_the_same_times() -> None:
    first: Log = []
    second: Log = []
    assert run_virtual(watch(1, first)) == run_virtual(watch(1, second))
    assert first == second
    kinds = [type(event) for _, event in first]
    assert FirstPicture in kinds
    end = first[-1][1]
    assert isinstance(end, EndReached)
    assert end.position_s == pytest.approx(40.0, abs=0.03)


def test_another_seed_gives_other_pauses_only() -> None:
    first: Log = []
    second: Log = []
    requests, others = run_virtual(watch(1, first)), run_virtual(watch(2, second))
    assert requests != others
    assert sorted(url for _, url in requests) == sorted(url for _, url in others)


def test_a_line_below_the_bandwidth_runs_dry_and_still_ends() -> None:
    async def main(log: Log) -> None:
        loop = asyncio.get_running_loop()
        title = SyntheticTitle(20.0, [Rung(640, 360, 1_000_000)], audio_bandwidth_bps=0)
        fetcher = Fetcher([SimulatedNetwork([(1, 5e5)], title.origin)], NetworkSettings(), LoopClock())
        backend = HeadlessBackend(LoopClock())
        backend.attach(lambda event: log.append((loop.time(), event)))
        await backend.start(0.0, frozenset({Kind.VIDEO}), is_paused=False)
        await stream(fetcher, backend, title, ["v0"])
        backend.finish()
        await asyncio.sleep(60)

    log: Log = []
    run_virtual(main(log))
    assert sum(isinstance(event, Starved) for _, event in log) >= 2
    assert isinstance(log[-1][1], EndReached)


def test_a_folder_serves_its_files_and_nothing_else(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("site")
    (folder / "films").mkdir()
    (folder / "films" / "a b.mp4").write_bytes(b"film")
    (folder.parent / "private.txt").write_bytes(b"secret")
    serve = folder_origin(folder, "https://site.example/base/")
    assert serve("https://site.example/base/films/a%20b.mp4?token=1") == b"film"
    for path in ("base/../../private.txt", "base/%2e%2e/private.txt", "films/a%20b.mp4", "base/films"):
        assert serve(f"https://site.example/{path}") is None
    assert serve("https://other.example/base/films/a%20b.mp4") is None
