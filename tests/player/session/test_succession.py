"""Titles that are got ready before they play, and titles that follow each other without a pause."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from playhead import LoopClock, Player, PlayerSettings, PlayerState, PreloadSettings
from playhead.backend.headless import HeadlessBackend
from playhead.errors import PlayerError
from playhead.events import (
    Event,
    FirstPictureShown,
    PlaybackEnded,
    PresentationLoaded,
    ProblemRaised,
    StallStarted,
    StateChanged,
)
from playhead.net.transports.faults import Fault, Status
from playhead.testing import DEFAULT_LADDER, SimulatedNetwork, SyntheticTitle, run_virtual

E = TypeVar("E", bound=Event)

FIRST = SyntheticTitle(40, DEFAULT_LADDER[:4], base_url="https://first.example")
SECOND = SyntheticTitle(24, DEFAULT_LADDER[:4], base_url="https://second.example")
THIRD = SyntheticTitle(12, DEFAULT_LADDER[:1], base_url="https://third.example")
TITLES = (FIRST, SECOND, THIRD)
PROTOCOLS = pytest.mark.parametrize("protocol", ["hls", "dash"])


@dataclass
class Evening:
    """A player, its network, and what it told."""

    player: Player
    network: SimulatedNetwork
    events: list[Event] = field(default_factory=list[Event])

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    def requests_for(self, title: SyntheticTitle) -> list[str]:
        return [each.url for each in self.network.requests if each.url.startswith(title.base_url)]

    async def until(self, kind: type[Event], number: int = 1) -> None:
        stream = self.player.events()
        while len(self.of(kind)) < number:
            await anext(stream)


def watch(
    script: Callable[[Evening], Awaitable[None]],
    *,
    trace: Sequence[tuple[float, float]] = ((60.0, 20e6),),
    faults: Sequence[Fault] = (),
    settings: PlayerSettings | None = None,
) -> Evening:
    def origin(url: str) -> bytes | None:
        return next((body for title in TITLES if (body := title.origin(url)) is not None), None)

    async def run() -> Evening:
        clock = LoopClock()
        network = SimulatedNetwork(trace, origin, latency_s=0.05, faults=faults)
        async with Player(
            backend=HeadlessBackend(clock), transport=network, clock=clock, seed=1, settings=settings
        ) as player:
            evening = Evening(player, network)
            player.listen(evening.events.append)
            await script(evening)
        return evening

    return run_virtual(run(), limit_s=900)


def url_of(title: SyntheticTitle, protocol: str) -> str:
    return title.hls_url if protocol == "hls" else title.dash_url


@PROTOCOLS
def test_a_preloaded_title_begins_without_a_request(protocol: str) -> None:
    startups: list[float] = []

    async def script(evening: Evening) -> None:
        player, url = evening.player, url_of(SECOND, protocol)
        await player.load(url)
        await evening.until(FirstPictureShown)
        startups.append(evening.of(FirstPictureShown)[-1].startup_s)
        await player.stop()
        handle = player.preload(url)
        assert await handle.wait()
        before = len(evening.network.requests)
        await player.load(handle)
        await evening.until(FirstPictureShown, 2)
        startups.append(evening.of(FirstPictureShown)[-1].startup_s)
        # The buffer is being filled up, but nothing that the first picture needs is asked for.
        asked = [each.url for each in evening.network.requests[before:]]
        assert not [url for url in asked if "init" in url or "main" in url or "/0.m4s" in url]
        await evening.until(PlaybackEnded)

    watch(script)
    assert startups[0] > 0.15
    assert startups[1] == pytest.approx(0.0, abs=0.02)


@PROTOCOLS
def test_the_next_title_follows_without_a_pause_and_without_ended(protocol: str) -> None:
    async def script(evening: Evening) -> None:
        await evening.player.load(url_of(FIRST, protocol))
        evening.player.queue(url_of(SECOND, protocol))
        evening.player.queue(url_of(THIRD, protocol))
        await evening.until(PlaybackEnded, 3)

    evening = watch(script)
    ends, pictures = evening.of(PlaybackEnded), evening.of(FirstPictureShown)
    assert [round(end.position_s) for end in ends] == [40, 24, 12]
    for end, picture in zip(ends[:2], pictures[1:], strict=True):
        assert 0 <= picture.at_s - end.at_s < 0.05
        assert picture.startup_s < 0.05
    states = [change.state for change in evening.of(StateChanged)][:-1]  # the last one is of closing
    assert states == [
        PlayerState.LOADING,
        *[PlayerState.BUFFERING, PlayerState.READY] * 3,
        PlayerState.ENDED,
    ]
    assert [p.presentation.url for p in evening.of(PresentationLoaded)] == [
        url_of(title, protocol) for title in TITLES
    ]
    assert not evening.of(StallStarted)


def test_a_preload_keeps_to_its_bytes() -> None:
    limit_bytes = 300_000

    async def script(evening: Evening) -> None:
        handle = evening.player.preload(SECOND.hls_url)
        assert await handle.wait()
        assert handle.loaded_bytes <= limit_bytes + 70_000  # one piece more may have been on its way
        await asyncio.sleep(20)
        assert len(evening.requests_for(SECOND)) < 10

    settings = PlayerSettings(preload=PreloadSettings(ahead_s=20, max_bytes=limit_bytes))
    watch(script, settings=settings)


def test_a_preload_does_not_stall_what_plays_on_a_narrow_line() -> None:
    async def script(evening: Evening) -> None:
        await evening.player.load(FIRST.hls_url)
        handles = [evening.player.preload(SECOND.hls_url), evening.player.preload(THIRD.dash_url)]
        await evening.until(PlaybackEnded)
        assert all(handle.problem is None for handle in handles)

    evening = watch(script, trace=((60.0, 700e3),))
    assert not evening.of(StallStarted)


def test_a_preload_that_fails_is_no_problem_of_what_plays() -> None:
    async def script(evening: Evening) -> None:
        await evening.player.load(FIRST.hls_url)
        handle = evening.player.preload("https://second.example/missing.m3u8")
        assert not await handle.wait()
        assert handle.problem is not None
        await evening.until(PlaybackEnded)
        with pytest.raises(PlayerError):
            await evening.player.load(handle)

    evening = watch(script)
    assert len(evening.of(ProblemRaised)) == 1  # that of the load
    assert PlayerState.FAILED not in [c.state for c in evening.of(StateChanged)][:-2]


def test_a_preload_that_failed_is_loaded_anew_when_it_is_played() -> None:
    async def script(evening: Evening) -> None:
        handle = evening.player.preload(SECOND.dash_url)
        assert not await handle.wait()
        await evening.player.load(handle)
        await evening.until(PlaybackEnded)

    watch(script, faults=[Fault(Status(404), "*main.mpd", times=1)])


def test_a_title_that_is_not_ready_yet_is_played_with_what_there_is() -> None:
    async def script(evening: Evening) -> None:
        handle = evening.player.preload(SECOND.dash_url)
        await evening.player.load(handle)
        await evening.until(PlaybackEnded)
        manifests = [url for url in evening.requests_for(SECOND) if url.endswith(".mpd")]
        assert len(manifests) == 1

    watch(script)


def test_a_cancelled_title_is_not_played() -> None:
    async def script(evening: Evening) -> None:
        await evening.player.load(FIRST.hls_url)
        evening.player.queue(SECOND.hls_url).cancel()
        await evening.until(PlaybackEnded)
        assert evening.player.state is PlayerState.ENDED

    assert watch(script).requests_for(SECOND) == []


def test_stop_and_load_empty_the_queue() -> None:
    async def script(evening: Evening) -> None:
        await evening.player.load(FIRST.hls_url)
        evening.player.queue(SECOND.hls_url)
        await evening.player.load(THIRD.hls_url)
        await evening.until(PlaybackEnded)
        assert evening.player.state is PlayerState.ENDED

    watch(script)


def test_what_is_queued_after_the_end_begins_at_once() -> None:
    async def script(evening: Evening) -> None:
        await evening.player.load(THIRD.hls_url)
        await evening.until(PlaybackEnded)
        evening.player.queue(SECOND.hls_url)
        await evening.until(PlaybackEnded, 2)

    evening = watch(script)
    assert [round(end.position_s) for end in evening.of(PlaybackEnded)] == [12, 24]


def test_the_next_title_that_fails_ends_in_failed_and_not_in_silence() -> None:
    async def script(evening: Evening) -> None:
        await evening.player.load(THIRD.hls_url)
        evening.player.queue("https://second.example/missing.m3u8")
        await evening.until(PlaybackEnded)
        await evening.until(ProblemRaised)
        assert evening.player.state is PlayerState.FAILED
        assert evening.player.problem is not None

    watch(script)


def test_a_paused_player_stands_on_the_next_titles_first_picture() -> None:
    async def script(evening: Evening) -> None:
        await evening.player.load(THIRD.hls_url)
        evening.player.queue(SECOND.hls_url)
        await evening.until(PlaybackEnded)
        evening.player.pause()
        await evening.until(FirstPictureShown, 2)
        await asyncio.sleep(30)
        assert evening.player.position_s == pytest.approx(0.0, abs=0.1)

    watch(script)
