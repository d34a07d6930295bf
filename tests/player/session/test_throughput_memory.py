"""What the line carried before: a better first guess, a careful one, and never one that costs a stall."""

import json
import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead import AbrSettings, Player, PlayerSettings, PlayerState
from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.events import DecisionMade, Event, FirstPictureShown, QualityShown, StallEnded
from playhead.networks import FileThroughputStore, NetworkRecord, ThroughputMemory, system_network
from playhead.testing import DEFAULT_LADDER, SimulatedNetwork, SyntheticTitle, run_virtual
from playhead_abr import ThroughputSample

TITLE = SyntheticTitle(24, DEFAULT_LADDER[:5])
DAY_S = 86_400.0
FAST_BPS, SLOW_BPS = 25e6, 0.6e6


@dataclass
class Watched:
    """What one session told."""

    events: list[Event] = field(default_factory=list[Event])

    @property
    def first_bps(self) -> int:
        return next(each.bandwidth_bps for each in self.events if isinstance(each, DecisionMade))

    @property
    def first_height(self) -> int:
        return next(each.height for each in self.events if isinstance(each, QualityShown))

    @property
    def startup_s(self) -> float:
        return next(each.startup_s for each in self.events if isinstance(each, FirstPictureShown))

    @property
    def stalled_s(self) -> float:
        return sum(each.duration_s for each in self.events if isinstance(each, StallEnded))


async def session(memory: ThroughputMemory, clock: LoopClock, bps: float, share: float) -> Watched:
    watched = Watched()
    network = SimulatedNetwork([(600.0, bps)], TITLE.origin, latency_s=0.03)
    settings = PlayerSettings(abr=AbrSettings(remembered_share=share))
    async with Player(
        backend=HeadlessBackend(clock),
        transport=network,
        clock=clock,
        settings=settings,
        memory=memory,
        seed=1,
    ) as player:
        player.listen(watched.events.append)
        await player.load(TITLE.dash_url)
        stream = player.events()
        while player.state not in (PlayerState.ENDED, PlayerState.FAILED):
            await anext(stream)
    return watched


def evening(*lines_bps: float, share: float = 0.5) -> list[Watched]:
    """Watch once on each line, in the same home, with one memory."""

    async def run() -> list[Watched]:
        clock = LoopClock(utc_anchor_s=1_764_158_400.0)
        memory = ThroughputMemory(clock=clock)
        return [await session(memory, clock, bps, share) for bps in lines_bps]

    return run_virtual(run(), limit_s=3600)


def test_the_second_session_begins_higher_and_starts_fast() -> None:
    before, after = evening(FAST_BPS, FAST_BPS)
    assert (before.first_bps, before.first_height) == (1_500_000, 480)
    assert (after.first_bps, after.first_height) == (3_000_000, 720)
    assert after.startup_s < 0.8
    assert after.stalled_s == before.stalled_s == 0


def test_a_slow_line_that_is_known_begins_low_and_starts_sooner() -> None:
    before, after = evening(1.2e6, 1.2e6)
    assert after.first_bps < before.first_bps
    assert after.startup_s < before.startup_s - 0.5


@pytest.mark.parametrize(("now_bps", "share"), [(SLOW_BPS, 0.5), (SLOW_BPS, 1.0), (3e6, 1.0)])
def test_a_memory_far_too_high_costs_no_stall(now_bps: float, share: float) -> None:
    (without,) = evening(now_bps)
    _, deceived = evening(FAST_BPS, now_bps, share=share)
    assert deceived.first_bps > without.first_bps
    assert deceived.stalled_s <= without.stalled_s + 0.01
    assert deceived.startup_s <= without.startup_s + 0.6


def test_what_was_too_high_is_corrected_for_the_next_time() -> None:
    *_, last = evening(FAST_BPS, SLOW_BPS, SLOW_BPS)
    assert last.first_bps == DEFAULT_LADDER[0].bandwidth_bps


def test_no_share_is_no_memory() -> None:
    before, after = evening(FAST_BPS, FAST_BPS, share=0)
    assert after.first_bps == before.first_bps


def test_a_player_remembers_from_title_to_title() -> None:
    async def run() -> list[int]:
        clock = LoopClock()
        network = SimulatedNetwork([(600.0, FAST_BPS)], TITLE.origin, latency_s=0.03)
        events: list[Event] = []
        async with Player(backend=HeadlessBackend(clock), transport=network, clock=clock) as player:
            player.listen(events.append)
            for _ in range(2):
                await player.load(TITLE.dash_url)
                stream = player.events()
                while player.state is not PlayerState.ENDED:
                    await anext(stream)
        decisions = [each for each in events if isinstance(each, DecisionMade) and each.position_s == 0]
        return [each.bandwidth_bps for each in decisions]

    first, second = run_virtual(run())
    assert second > first


# The record


@dataclass
class HandClock:
    """A clock that is set by hand."""

    s: float = 1e9

    def now_s(self) -> float:
        return self.s

    def utc_s(self) -> float:
        return self.s


def sample(bps: float, elapsed_s: float = 1.0) -> ThroughputSample:
    return ThroughputSample(int(bps * elapsed_s / 8), elapsed_s)


async def test_each_network_has_its_own_record() -> None:
    clock, name = HandClock(), "home"
    memory = ThroughputMemory(network=lambda: name, clock=clock)
    for _ in range(5):
        memory.hear(sample(20e6))
    name = "train"
    assert await memory.first_bps(1.0) is None
    for _ in range(5):
        memory.hear(sample(1e6))
    assert await memory.first_bps(0.5) == pytest.approx(0.5e6, rel=0.01)
    name = "home"
    assert await memory.first_bps(1.0) == pytest.approx(20e6, rel=0.01)


async def test_an_old_record_is_believed_less_and_then_not_at_all() -> None:
    clock = HandClock()
    memory = ThroughputMemory(clock=clock)
    for bps in (10e6, 20e6, 5e6, 15e6):
        memory.hear(sample(bps))
    fresh = await memory.first_bps(1.0)
    assert fresh is not None
    assert 5e6 < fresh < 11e6, "the careful side of what varies"
    clock.s += 14 * DAY_S
    old = await memory.first_bps(1.0)
    assert old is not None
    assert old < fresh / 1.5
    clock.s += 30 * DAY_S
    assert await memory.first_bps(1.0) is None


async def test_a_moments_measuring_is_no_record() -> None:
    memory = ThroughputMemory(clock=HandClock())
    memory.hear(sample(90e6, 0.2))
    assert await memory.first_bps(1.0) is None


@given(st.lists(st.tuples(st.floats(1e4, 1e9), st.floats(0.01, 20)), min_size=1, max_size=40))
def test_the_first_guess_is_never_above_the_share_of_the_best_that_was_seen(
    seen: list[tuple[float, float]],
) -> None:
    record = NetworkRecord(math.log(seen[0][0]), 0.0, 0.0, 0.0)
    for bps, elapsed_s in seen:
        record = record.with_sample(ThroughputSample(max(int(bps * elapsed_s / 8), 1), elapsed_s), 0.0)
    best_bps = max(max(int(bps * s / 8), 1) * 8 / s for bps, s in seen)
    assert 0 < record.careful_bps(1e6) <= max(best_bps, seen[0][0]) * 1.0001


async def test_a_name_that_cannot_be_had_is_one_network(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> str:
        raise OSError("no such device wlan-of-somebody")

    memory = ThroughputMemory(network=broken, clock=HandClock())
    for _ in range(3):
        memory.hear(sample(8e6))
    assert await memory.first_bps(1.0) == pytest.approx(8e6, rel=0.01)
    assert "somebody" not in caplog.text


# On disk


async def test_a_file_remembers_beyond_the_process(tmp_path: Path) -> None:
    path, clock = tmp_path / "new" / "networks.json", HandClock()
    memory = ThroughputMemory(FileThroughputStore(path), network=lambda: "home", clock=clock)
    assert await memory.first_bps(1.0) is None
    for _ in range(5):
        memory.hear(sample(20e6))
    await memory.flush()
    await memory.flush()
    again = ThroughputMemory(FileThroughputStore(path), network=lambda: "home", clock=clock)
    assert await again.first_bps(1.0) == pytest.approx(20e6, rel=0.01)
    assert sorted(each.name for each in path.parent.iterdir()) == ["networks.json"]


async def test_what_is_heard_before_the_file_is_read_overwrites_nothing(tmp_path: Path) -> None:
    path, clock = tmp_path / "networks.json", HandClock()
    FileThroughputStore(path).save({"away": NetworkRecord(math.log(4e6), 0.0, 9.0, clock.s)})
    memory = ThroughputMemory(FileThroughputStore(path), network=lambda: "home", clock=clock)
    memory.hear(sample(20e6))
    await memory.flush()
    await memory.first_bps(1.0)
    await memory.flush()
    assert {*FileThroughputStore(path).load()} == {"away", "home"}


BROKEN: Sequence[bytes] = (
    b"",
    b"[]",
    b"{",
    b"\xff\xfe",
    b'{"version": 2, "networks": {"a": {}}}',
    b'{"version": 1, "networks": []}',
    b'{"version": 1, "networks": {"a": {"mean": 1e400, "variance": 0, "weight_s": 1, "at_utc_s": 0}}}',
    b'{"version": 1, "networks": {"a": {"mean": 99, "variance": 0, "weight_s": 1, "at_utc_s": 0}}}',
    b"[" * 100_000,
)


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_is_as_good_as_none(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "networks.json"
    path.write_bytes(content)
    assert FileThroughputStore(path).load() == {}


async def test_a_store_that_fails_costs_only_the_memory(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def load(self) -> Mapping[str, NetworkRecord]:
            raise RuntimeError("of-somebody")

        def save(self, records: Mapping[str, NetworkRecord]) -> None:
            raise RuntimeError("of-somebody")

    memory = ThroughputMemory(Broken(), clock=HandClock())
    assert await memory.first_bps(1.0) is None
    for _ in range(3):
        memory.hear(sample(8e6))
    await memory.flush()
    assert await memory.first_bps(1.0) == pytest.approx(8e6, rel=0.01)
    assert "RuntimeError" in caplog.text
    assert "somebody" not in caplog.text


def test_a_folder_that_cannot_be_written_is_nobodys_problem(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "taken").write_text("a file")
    with caplog.at_level(logging.WARNING):
        FileThroughputStore(tmp_path / "taken" / "networks.json").save({})
    assert "can't be kept" in caplog.text


def test_few_networks_are_kept_the_newest_of_them() -> None:
    async def run() -> Mapping[str, NetworkRecord]:
        kept: dict[str, NetworkRecord] = {}

        class Store:
            def load(self) -> Mapping[str, NetworkRecord]:
                return {}

            def save(self, records: Mapping[str, NetworkRecord]) -> None:
                kept.clear()
                kept.update(records)

        clock, names = HandClock(), iter(range(80))
        memory = ThroughputMemory(Store(), network=lambda: str(next(names)), clock=clock)
        await memory.first_bps(1.0)
        for _ in range(79):
            clock.s += 20
            memory.hear(sample(1e6))
        await memory.flush()
        return kept

    kept = run_virtual(run())
    assert len(kept) <= 50
    assert "79" in kept


def test_this_machines_network_is_told_by_a_hash() -> None:
    name = system_network()
    assert name == system_network()
    assert not name or (len(name) == 16 and int(name, 16) >= 0)
    assert "." not in json.dumps(name)
