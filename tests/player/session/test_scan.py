"""Fast forward and rewind: pictures of key frames at a steady pace, on the virtual clock."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest

from playhead import BufferSettings, Kind, LoopClock, Player, PlayerSettings, PlayerState
from playhead.backend import SampleBatch
from playhead.backend.headless import HeadlessBackend
from playhead.containers.demux import Demuxer
from playhead.errors import PlayerStateError, Severity
from playhead.events import (
    Event,
    FirstPictureShown,
    PlaybackEnded,
    ProblemRaised,
    ScanEnded,
    ScanStarted,
    Seeked,
    StallStarted,
    StateChanged,
)
from playhead.net.transports.faults import Fault, Status
from playhead.net.transports.simulated import SimulatedNetwork
from playhead.testing import DEFAULT_LADDER, LiveShape, SyntheticTitle, run_virtual
from tests.media.clips import ClipStore
from tests.media.titles import Title, hls_title, hls_ts_title
from tests.media.trick_play import dash_with_key_frames, hls_with_key_frames
from tests.player.session.live_harness import LiveSession, watch_live
from tests.player.session.told import Told

FAST = ((60.0, 50e6),)


class Projector(HeadlessBackend):
    """Notes what is handed over while kinds without sound are played."""

    def __init__(self, clock: LoopClock) -> None:
        super().__init__(clock)
        self.pictures: list[tuple[int, str, bytes]] = []
        self.kinds: frozenset[Kind] = frozenset()

    async def start(self, position_s: float, kinds: frozenset[Kind], *, is_paused: bool) -> None:
        self.kinds = kinds
        await super().start(position_s, kinds, is_paused=is_paused)

    def append(self, batch: SampleBatch) -> None:
        if Kind.AUDIO not in self.kinds:
            assert len(batch.samples) == 1
            assert batch.samples[0].is_key
            data = bytes(batch.samples[0].data)
            self.pictures.append((batch.samples[0].pts, batch.variant, data))
        super().append(batch)


@dataclass
class Session(Told):
    """A player at work and what it told."""

    player: Player
    backend: Projector
    network: SimulatedNetwork
    events: list[Event] = field(default_factory=list[Event])

    async def until_state(self, state: PlayerState) -> None:
        """Wait for the next change to a state."""
        async for event in self.player.events():
            if isinstance(event, StateChanged) and event.state is state:
                return

    @property
    def pictures(self) -> list[bytes]:
        """The different pictures of the scan, in order."""
        shown = [data for _, _, data in self.backend.pictures]
        return [data for before, data in pairwise([b"", *shown]) if data != before]


Script = Callable[[Session], Awaitable[None]]


def watch(
    url: str,
    origin: Mapping[str, bytes] | Callable[[str], bytes | None],
    script: Script,
    *,
    trace: Sequence[tuple[float, float]] = FAST,
    faults: Sequence[Fault] = (),
) -> Session:
    """Load a title, wait for its first picture, and run the script."""

    async def run() -> Session:
        clock = LoopClock()
        network = SimulatedNetwork(trace, origin, latency_s=0.02, faults=faults)
        backend = Projector(clock)
        settings = PlayerSettings(buffer=BufferSettings(goal_s=10))
        async with Player(
            backend=backend, transport=network, clock=clock, seed=1, settings=settings
        ) as player:
            session = Session(player, backend, network)
            player.listen(session.events.append)
            await player.load(url)
            await session.until(FirstPictureShown)
            await script(session)
        return session

    return run_virtual(run(), limit_s=3_600.0)


def watch_title(title: Title, script: Script, **others: Any) -> Session:
    return watch(title.url, title.by_url(), script, **others)


def key_frames(title: Title, prefix: str, count: int) -> list[bytes]:
    """Return the first access unit of each segment."""
    demuxer = Demuxer(title.files[f"{prefix}-init.mp4"])
    bodies = [title.files[f"{prefix}-{number}.m4s"] for number in range(1, count + 1)]
    return [bytes(demuxer.demux(body)[0].samples[0].data) for body in bodies]


@pytest.mark.parametrize("make", [hls_with_key_frames, dash_with_key_frames])
@pytest.mark.parametrize("rate", [4.0, -4.0])
def test_a_titles_own_key_frames_are_shown_one_after_another(
    make: Callable[[ClipStore], Title], rate: float, clips: ClipStore
) -> None:
    title = make(clips)
    start_s = 4.0 if rate > 0 else 16.0

    async def script(session: Session) -> None:
        player = session.player
        await player.seek(start_s)
        await player.scan(rate)
        assert player.scan_rate == rate
        begun = await session.until(ScanStarted)
        assert (begun.position_s, begun.rate) == (pytest.approx(start_s, abs=0.1), rate)
        await asyncio.sleep(3.5)
        assert abs(player.position_s - start_s) > 10
        assert player.state is PlayerState.READY
        player.play()

    session = watch_title(title, script)
    expected = key_frames(title, "keys", 20)
    numbers = [expected.index(data) for data in session.pictures]
    step = 1 if rate > 0 else -1
    # A second of pictures is handed over before it is shown.
    assert numbers[:10] == [round(start_s) + step * place for place in range(10)]
    ticks = [pts for pts, _, _ in session.backend.pictures]
    assert {later - earlier for earlier, later in pairwise(ticks)} == {80}, "the pace is steady"
    assert not session.of(StallStarted)
    assert not session.of(ProblemRaised)


def test_the_playhead_moves_at_the_rate_and_playback_goes_on_exactly_there(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        player, loop = session.player, asyncio.get_running_loop()
        await player.scan(2.0)
        await session.until_state(PlayerState.READY)
        begin_s, began_s = player.position_s, loop.time()
        await asyncio.sleep(3.0)
        moved_s = player.position_s - begin_s
        assert moved_s == pytest.approx(2.0 * (loop.time() - began_s), abs=0.05)
        stood_s = player.position_s
        player.play()
        assert player.scan_rate is None
        ended = await session.until(ScanEnded)
        assert (ended.reason, ended.position_s) == ("play", stood_s)
        assert (await session.until(Seeked)).position_s == pytest.approx(stood_s, abs=0.001)
        await session.until(PlaybackEnded)

    watch_title(hls_with_key_frames(clips), script)


@pytest.mark.parametrize("make", [hls_title, hls_ts_title])
def test_a_title_without_key_frames_of_its_own_shows_those_of_its_lowest_rung(
    make: Callable[[ClipStore], Title], clips: ClipStore
) -> None:
    lowest: list[str] = []

    async def script(session: Session) -> None:
        video = next(track for track in session.player.tracks if track.kind is Kind.VIDEO)
        lowest.append(video.representations[0].id)
        await session.player.scan(8.0)
        await session.until(ScanEnded)

    session = watch_title(make(clips), script)
    assert {variant for _, variant, _ in session.backend.pictures} == set(lowest)
    assert len(session.pictures) >= 9


def test_the_rate_changes_on_the_way_and_a_pause_stands(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        player = session.player
        await player.scan(4.0)
        await asyncio.sleep(1.5)
        here_s = player.position_s
        await player.scan(-2.0)
        assert player.position_s == pytest.approx(here_s, abs=0.01)
        await asyncio.sleep(1.5)
        assert player.position_s < here_s - 1
        stood_s = player.position_s
        player.pause()
        await session.until(Seeked)
        await asyncio.sleep(5)
        assert player.is_paused
        assert player.position_s == pytest.approx(stood_s, abs=0.05)
        player.play()
        await session.until(PlaybackEnded)

    session = watch_title(hls_with_key_frames(clips), script)
    assert [each.rate for each in session.of(ScanStarted)] == [4.0, -2.0]
    assert [each.reason for each in session.of(ScanEnded)] == ["pause"]


@pytest.mark.parametrize(("rate", "reason"), [(16.0, "end"), (-16.0, "start")])
def test_it_ends_by_itself_at_either_end(rate: float, reason: str, clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.seek(10)
        await session.player.scan(rate)
        assert (await session.until(ScanEnded)).reason == reason
        begin_s = asyncio.get_running_loop().time()
        await session.until(PlaybackEnded)
        passed_s = asyncio.get_running_loop().time() - begin_s
        assert passed_s == pytest.approx(20.0 if rate < 0 else 0.1, abs=0.5)

    watch_title(hls_with_key_frames(clips), script)


def test_back_from_the_end_of_a_title_that_is_over(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.seek(19)
        await session.until(PlaybackEnded)
        await session.player.scan(-4.0)
        await asyncio.sleep(2)
        assert session.player.state is PlayerState.READY
        session.player.play()
        await session.until(PlaybackEnded, 2)

    watch_title(hls_with_key_frames(clips), script)


def test_half_an_hour_passes_in_half_a_minute_and_a_slow_line_costs_pictures_but_no_time() -> None:
    film = SyntheticTitle(1800, DEFAULT_LADDER[:3])
    taken_s: list[float] = []

    async def script(session: Session) -> None:
        begun_s = asyncio.get_running_loop().time()
        await session.player.scan(64.0)
        await session.until(ScanEnded)
        taken_s.append(asyncio.get_running_loop().time() - begun_s)

    for line_bps in (40e6, 1.5e6):
        session = watch(film.hls_url, film.origin, script, trace=((60.0, line_bps),))
        assert not session.of(ProblemRaised)
        assert session.of(ScanEnded)[0].reason == "end"
        asked = sum("/v0/" in request.url for request in session.network.requests)
        least, most = (150, 185) if line_bps > 2e6 else (15, 60)
        assert least < asked < most
    assert taken_s == [pytest.approx(1800 / 64, abs=2.0)] * 2


def test_key_frames_that_cannot_be_had_leave_the_ordinary_ones(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.scan(4.0)
        await session.until(ScanEnded)

    session = watch_title(hls_with_key_frames(clips), script, faults=[Fault(Status(404), "*keys-*")])
    assert session.of(ScanEnded)[0].reason == "end"
    assert len(session.pictures) >= 9


def test_where_no_picture_can_be_had_the_title_is_sought_along() -> None:
    film = SyntheticTitle(600, DEFAULT_LADDER[:2])

    async def script(session: Session) -> None:
        player = session.player
        await player.seek(100)
        seeks = len(session.of(Seeked))
        await player.scan(32.0)
        await session.until(Seeked, seeks + 4)
        assert player.scan_rate == 32.0
        stood_s = player.position_s
        assert stood_s > 100
        player.play()
        await session.until(PlaybackEnded)

    # The lowest rung has no pictures; ordinary playback has the other one.
    session = watch(film.hls_url, film.origin, script, faults=[Fault(Status(404), "*/v0/*.m4s*")])
    told = [each.problem for each in session.of(ProblemRaised) if each.problem.detail.startswith("winding")]
    assert [each.severity for each in told] == [Severity.DEGRADED]
    assert session.player.problem is None


@pytest.mark.parametrize("rate", [0.0, 1.0, -1.0, 65.0, float("nan")])
def test_other_rates_are_refused(rate: float, clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        with pytest.raises(PlayerStateError):
            await session.player.scan(rate)

    watch_title(hls_with_key_frames(clips), script)


def test_a_seek_and_a_stop_end_it(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        player = session.player
        await player.scan(4.0)
        await asyncio.sleep(1)
        await player.seek(12)
        assert player.position_s == pytest.approx(12, abs=0.01)
        await player.scan(4.0)
        await asyncio.sleep(1)
        await player.stop()
        assert player.state is PlayerState.IDLE
        assert player.scan_rate is None

    session = watch_title(hls_with_key_frames(clips), script)
    assert [each.reason for each in session.of(ScanEnded)] == ["seek", "stop"]


@pytest.mark.parametrize("protocol", ["hls", "dash"])
def test_a_live_title_is_wound_back_in_its_window_and_forward_to_its_edge(protocol: str) -> None:
    places_s: list[float] = []

    async def script(session: LiveSession) -> None:
        player = session.player
        await asyncio.sleep(5)
        await player.scan(-8.0)
        await asyncio.sleep(4)
        player.play()
        await asyncio.sleep(20)
        places_s.append(player.live_offset_s or 0.0)
        await player.scan(4.0)
        await asyncio.sleep(40)
        places_s.append(player.live_offset_s or 0.0)
        assert player.state is PlayerState.READY

    session = watch_live(protocol, script, LiveShape(window_s=120.0, has_timeline=True))
    assert not session.of(StallStarted)
    assert not session.problems()
    assert [each.reason for each in session.of(ScanEnded)] == ["play", "live-edge"]
    assert places_s[0] > 35, "it stays where it was wound to"
    assert places_s[1] < 20
