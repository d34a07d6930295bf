"""HLS interstitials on the virtual clock: inserted, limited, left out, and the title always goes on."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest

from playhead import InterstitialSettings, LoopClock, Player, PlayerSettings, PlayerState
from playhead.backend.headless import HeadlessBackend
from playhead.errors import PlayerStateError
from playhead.events import (
    Event,
    FirstPictureShown,
    InterstitialBegan,
    InterstitialEnded,
    PlaybackEnded,
    ProblemRaised,
    StateChanged,
    TimedEventBegan,
)
from playhead.net.transports.faults import Fault, Stall, Status
from playhead.net.transports.simulated import OriginAnswer
from playhead.testing import DEFAULT_LADDER, SimulatedNetwork, SyntheticLive, SyntheticTitle, run_virtual
from playhead.testing.synthetic_live_manifests import iso_date
from tests.player.session.live_harness import NOON_UTC_S

E = TypeVar("E", bound=Event)

FILM = SyntheticTitle(40, DEFAULT_LADDER[:2], base_url="https://film.example")
AD = SyntheticTitle(8, DEFAULT_LADDER[:1], base_url="https://ad.example")
OTHER_AD = SyntheticTitle(6, DEFAULT_LADDER[:1], base_url="https://other.example")
ONE = f'X-ASSET-URI="{AD.hls_url}"'
LISTED = 'X-ASSET-LIST="https://decision.example/list.json?break=1"'
ASSET_LIST = {"ASSETS": [{"URI": AD.hls_url, "DURATION": 8}, {"URI": OTHER_AD.hls_url, "DURATION": 6}]}


@dataclass
class Evening:
    """A player, its network, and what it told."""

    player: Player
    network: SimulatedNetwork
    events: list[Event] = field(default_factory=list[Event])

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, kind: type[Event], number: int = 1) -> None:
        stream = self.player.events()
        while len(self.of(kind)) < number:
            await anext(stream)

    async def until_ended(self) -> None:
        stream = self.player.events()
        while self.player.state is not PlayerState.ENDED:
            await anext(stream)

    @property
    def outcomes(self) -> list[tuple[str, str, float, float]]:
        """Id, outcome, seconds played and where the title went on, of each interstitial."""
        return [
            (each.event.id, each.outcome, round(each.played_s, 1), round(each.position_s, 1))
            for each in self.of(InterstitialEnded)
        ]


def dated(*ranges: str) -> bytes:
    """Return the tags for date ranges of interstitials, `ID=…,START-DATE=…` and their attributes."""
    tags = [f'#EXT-X-DATERANGE:CLASS="com.apple.hls.interstitial",{each}' for each in ranges]
    return "\n".join(["#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z", *tags, "#EXTINF"]).encode()


def at(second: int, rest: str, name: str = "i") -> str:
    return f'ID="{name}",START-DATE="2026-01-01T00:00:{second:02d}Z",{rest}'


def watch(
    *ranges: str,
    script: Callable[[Evening], Awaitable[None]] | None = None,
    files: Mapping[str, bytes] | None = None,
    faults: Sequence[Fault] = (),
    settings: PlayerSettings | None = None,
) -> Evening:
    """Play the film with these interstitials to its end, or with a script."""
    others = files or {"https://decision.example/list.json": json.dumps(ASSET_LIST).encode()}

    def origin(url: str) -> bytes | None:
        plain = url.partition("?")[0]
        if plain in others:
            return others[plain]
        body = next((body for title in (FILM, AD, OTHER_AD) if (body := title.origin(url))), None)
        is_films = url.startswith(FILM.base_url) and body is not None and b"#EXTINF" in body[:3000]
        return body.replace(b"#EXTINF", dated(*ranges), 1) if body and is_films else body

    async def run() -> Evening:
        clock = LoopClock()
        network = SimulatedNetwork(((60.0, 20e6),), origin, latency_s=0.02, faults=faults)
        async with Player(
            backend=HeadlessBackend(clock), transport=network, clock=clock, seed=1, settings=settings
        ) as player:
            evening = Evening(player, network)
            player.listen(evening.events.append)
            await player.load(FILM.hls_url)
            await (script(evening) if script else evening.until_ended())
        return evening

    return run_virtual(run(), limit_s=600)


def test_an_advertisement_is_inserted_and_the_film_goes_on_where_it_was() -> None:
    evening = watch(at(10, f"{ONE},X-RESUME-OFFSET=0"))
    assert evening.outcomes == [("i", "played", 8.0, 10.0)]
    (end,) = evening.of(PlaybackEnded)
    # 40 s of film and 8 s of advertisement, with less than half a second of seams.
    began_s = evening.of(FirstPictureShown)[0].at_s
    assert end.at_s - began_s == pytest.approx(48.0, abs=0.5)
    assert round(end.position_s) == 40
    assert [change.state for change in evening.of(StateChanged)].count(PlayerState.ENDED) == 1


def test_without_a_resume_offset_the_film_goes_on_after_as_long_as_was_played() -> None:
    evening = watch(at(10, ONE))
    assert evening.outcomes == [("i", "played", 8.0, 18.0)]
    assert evening.of(PlaybackEnded)[0].at_s < 42


def test_a_list_is_played_in_order_and_its_server_knows_the_session() -> None:
    evening = watch(at(10, f"{LISTED},X-RESUME-OFFSET=0"))
    assert evening.outcomes == [("i", "played", 14.0, 10.0)]
    (asked,) = [each.url for each in evening.network.requests if "decision" in each.url]
    assert "break=1&_HLS_primary_id=" in asked


def test_the_seams_are_short_because_all_is_ready_before_its_time() -> None:
    evening = watch(at(20, f"{LISTED},X-RESUME-OFFSET=0"))
    (began,), (ended,) = evening.of(InterstitialBegan), evening.of(InterstitialEnded)
    assert ended.at_s - began.at_s == pytest.approx(14.0, abs=0.1)
    asked = [each.at_s for each in evening.network.requests if "decision" in each.url]
    assert asked[0] < began.at_s - 5


def test_a_playout_limit_ends_it() -> None:
    evening = watch(at(10, f"{LISTED},X-RESUME-OFFSET=0,X-PLAYOUT-LIMIT=9.5"))
    assert evening.outcomes == [("i", "played", pytest.approx(9.5, abs=0.1), 10.0)]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b'{"ASSETS": []}', "empty"),
        (b'{"ASSETS": [{}, 7, {"URI": ""}]}', "empty"),
        (b"{}", "failed"),
        (b"[]", "failed"),
        (b"<html>no</html>", "failed"),
        (b"", "failed"),
    ],
)
def test_a_list_with_nothing_to_play_never_holds_the_film_up(body: bytes, outcome: str) -> None:
    files = {"https://decision.example/list.json": body}
    evening = watch(at(10, LISTED), files=files)
    assert evening.outcomes == [("i", outcome, 0.0, 10.0)]
    assert evening.of(PlaybackEnded)[0].at_s < 42
    assert evening.player.problem is None


def test_after_an_empty_list_the_resume_offset_holds_all_the_same() -> None:
    files = {"https://decision.example/list.json": b'{"ASSETS": []}'}
    assert watch(at(10, f"{LISTED},X-RESUME-OFFSET=5"), files=files).outcomes == [("i", "empty", 0.0, 15.0)]


@pytest.mark.parametrize("fault", [Fault(Status(404), "*ad.example*"), Fault(Stall(), "*ad.example*")])
def test_of_a_list_the_asset_that_fails_is_left_out_and_the_next_one_played(fault: Fault) -> None:
    evening = watch(at(10, f"{LISTED},X-RESUME-OFFSET=0"), faults=[fault])
    assert evening.outcomes == [("i", "played", 6.0, 10.0)]
    assert {each.problem.severity for each in evening.of(ProblemRaised)} == {"degraded"}
    assert round(evening.of(PlaybackEnded)[0].position_s) == 40


def test_an_asset_that_fails_in_its_middle_gives_the_film_back() -> None:
    evening = watch(at(10, f"{ONE},X-RESUME-OFFSET=0"), faults=[Fault(Stall(), "*ad.example*/1.m4s")])
    ((_, outcome, _, back_s),) = evening.outcomes
    assert (outcome, back_s) == ("failed", 10.0)
    assert round(evening.of(PlaybackEnded)[0].position_s) == 40


def test_two_at_one_moment_are_played_one_after_the_other() -> None:
    other = f'X-ASSET-URI="{OTHER_AD.hls_url}",X-RESUME-OFFSET=0'
    evening = watch(at(10, f"{ONE},X-RESUME-OFFSET=0", "a"), at(10, other, "b"))
    assert [each[0] for each in evening.outcomes] == ["a", "b"]
    assert len(evening.of(PlaybackEnded)) == 1


def test_before_and_after_the_film() -> None:
    evening = watch(at(0, f'{ONE},CUE="PRE"', "pre"), at(0, f'{ONE},CUE="POST,ONCE"', "post"))
    began = [(each.event.id, round(each.position_s)) for each in evening.of(InterstitialBegan)]
    assert began == [("pre", 0), ("post", 40)]
    states = [change.state for change in evening.of(StateChanged)]
    assert states.index(PlayerState.ENDED) > states.index(PlayerState.READY)
    (end,) = evening.of(PlaybackEnded)
    assert evening.of(InterstitialEnded)[1].at_s > end.at_s + 7.5


def test_it_comes_again_after_a_seek_back_unless_it_is_meant_once() -> None:
    async def script(evening: Evening) -> None:
        await evening.until(InterstitialEnded, 2)
        await evening.player.seek(5)
        await evening.until_ended()

    evening = watch(
        at(10, f"{ONE},X-RESUME-OFFSET=0", "often"),
        at(12, f'{ONE},X-RESUME-OFFSET=0,CUE="ONCE"', "once"),
        script=script,
    )
    assert [each[0] for each in evening.outcomes] == ["often", "once", "often"]


def test_a_viewer_may_skip_it_by_a_call_or_a_seek() -> None:
    async def script(evening: Evening) -> None:
        player = evening.player
        await evening.until(InterstitialBegan)
        await asyncio.sleep(3)
        assert player.interstitial is not None
        player.skip_interstitial()
        await evening.until(InterstitialBegan, 2)
        await asyncio.sleep(3)
        await player.seek(30)
        assert player.position_s == pytest.approx(30, abs=0.1)
        await evening.until_ended()

    evening = watch(
        at(10, f"{ONE},X-RESUME-OFFSET=0", "a"), at(14, f"{ONE},X-RESUME-OFFSET=0", "b"), script=script
    )
    assert [each[:2] for each in evening.outcomes] == [("a", "skipped"), ("b", "skipped")]


def test_what_may_not_be_skipped_is_not() -> None:
    async def script(evening: Evening) -> None:
        await evening.until(InterstitialBegan)
        await asyncio.sleep(3)
        with pytest.raises(PlayerStateError):
            evening.player.skip_interstitial()
        with pytest.raises(PlayerStateError):
            await evening.player.seek(30)
        await evening.until_ended()

    evening = watch(at(10, f'{ONE},X-RESUME-OFFSET=0,X-RESTRICT="SKIP,JUMP"'), script=script)
    assert evening.outcomes == [("i", "played", 8.0, 10.0)]


def test_who_jumps_over_one_that_forbids_it_sees_it_first_and_then_comes_where_he_wanted() -> None:
    async def script(evening: Evening) -> None:
        await evening.until(FirstPictureShown)
        await evening.player.seek(30)
        await evening.until_ended()

    evening = watch(at(10, f'{ONE},X-RESUME-OFFSET=0,X-RESTRICT="JUMP"'), script=script)
    assert len(evening.outcomes) == 1
    assert evening.of(PlaybackEnded)[0].at_s == pytest.approx(18, abs=1)


def test_who_jumps_over_one_does_not_wait_for_the_boundary_where_it_would_begin() -> None:
    async def script(evening: Evening) -> None:
        await evening.until(FirstPictureShown)
        await evening.player.seek(30)
        await evening.until(InterstitialBegan)
        assert evening.of(InterstitialBegan)[0].at_s < 2
        await evening.until_ended()

    evening = watch(at(19, f'{ONE},X-RESUME-OFFSET=0,X-SNAP="OUT",X-RESTRICT="JUMP"'), script=script)
    assert len(evening.outcomes) == 1
    assert evening.of(PlaybackEnded)[0].at_s == pytest.approx(18, abs=1)


def test_winding_over_one_that_forbids_jumps_shows_it_when_playback_goes_on() -> None:
    async def script(evening: Evening) -> None:
        await evening.until(FirstPictureShown)
        await evening.player.scan(16)
        await asyncio.sleep(2)
        assert evening.player.position_s > 20
        evening.player.play()
        await evening.until_ended()

    evening = watch(at(10, f'{ONE},X-RESUME-OFFSET=0,X-RESTRICT="JUMP"'), script=script)
    ((_, outcome, played_s, _),) = evening.outcomes
    assert (outcome, played_s) == ("played", 8.0)
    assert round(evening.of(PlaybackEnded)[0].position_s) == 40


def test_what_may_not_be_skipped_cannot_be_wound_through() -> None:
    async def script(evening: Evening) -> None:
        await evening.until(InterstitialBegan)
        with pytest.raises(PlayerStateError):
            await evening.player.scan(8)
        await evening.until_ended()

    evening = watch(at(10, f'{ONE},X-RESUME-OFFSET=0,X-RESTRICT="SKIP"'), script=script)
    assert evening.outcomes == [("i", "played", 8.0, 10.0)]


def test_a_seek_over_one_that_allows_it_plays_nothing() -> None:
    async def script(evening: Evening) -> None:
        await evening.until(FirstPictureShown)
        await evening.player.seek(30)
        await evening.until_ended()

    assert watch(at(10, f"{ONE},DURATION=25"), script=script).outcomes == []


def test_a_pause_stands_in_the_middle_of_it() -> None:
    async def script(evening: Evening) -> None:
        await evening.until(InterstitialBegan)
        await asyncio.sleep(3)
        evening.player.pause()
        await asyncio.sleep(60)
        assert evening.player.interstitial is not None
        evening.player.play()
        await evening.until_ended()

    assert watch(at(10, f"{ONE},X-RESUME-OFFSET=0"), script=script).outcomes == [("i", "played", 8.0, 10.0)]


@pytest.mark.parametrize(("second", "left_s"), [(11, 12), (9, 9)])
def test_leaving_at_the_nearest_boundary_if_it_lies_ahead(second: int, left_s: float) -> None:
    (began,) = watch(at(second, f'{ONE},X-RESUME-OFFSET=0,X-SNAP="OUT"')).of(InterstitialBegan)
    assert began.position_s == pytest.approx(left_s, abs=0.05)


def test_returning_at_a_segments_boundary() -> None:
    evening = watch(at(10, f'{ONE},X-RESUME-OFFSET=7,X-SNAP="IN"'))
    assert evening.outcomes == [("i", "played", 8.0, 16.0)]


def test_switched_off_it_is_told_of_and_not_played() -> None:
    settings = PlayerSettings(interstitials=InterstitialSettings(is_on=False))
    evening = watch(at(10, ONE), settings=settings)
    assert evening.outcomes == []
    assert [each.event.id for each in evening.of(TimedEventBegan)] == ["i"]


def test_a_range_with_nothing_to_play_is_no_interstitial() -> None:
    assert watch(at(10, "DURATION=8")).outcomes == []


def test_stopping_in_its_middle_lets_go_of_everything() -> None:
    async def script(evening: Evening) -> None:
        await evening.until(InterstitialBegan)
        await asyncio.sleep(2)
        await evening.player.stop()
        assert evening.player.state is PlayerState.IDLE
        assert evening.player.interstitial is None

    watch(at(10, f"{ONE},X-RESUME-OFFSET=0"), script=script)


def test_a_live_break_is_played_once_though_every_refresh_tells_of_it_anew() -> None:
    begins_s = NOON_UTC_S + 15.0

    async def run() -> list[Event]:
        clock, events = LoopClock(utc_anchor_s=NOON_UTC_S), list[Event]()
        live = SyntheticLive(clock, on_air_s=120.0, ladder=DEFAULT_LADDER[:1])

        def origin(url: str) -> OriginAnswer | None:
            body = AD.origin(url)
            answer = live.origin(url) if body is None else OriginAnswer(body)
            if answer is None or body is not None:
                return answer
            if b"#EXTINF" not in answer.body[:2000]:
                return answer
            tag = f'#EXT-X-DATERANGE:ID="b",CLASS="com.apple.hls.interstitial",{ONE}'
            # The start is only told now and then (hls.js, Shaka: updates without it froze playback).
            if int(clock.utc_s()) % 3 or clock.utc_s() < begins_s:
                tag += f',START-DATE="{iso_date(begins_s)}",X-RESUME-OFFSET=8'
            return replace(answer, body=answer.body.replace(b"#EXTINF", tag.encode() + b"\n#EXTINF", 1))

        network = SimulatedNetwork([(60.0, 20e6)], origin, latency_s=0.02)
        async with Player(backend=HeadlessBackend(clock), transport=network, clock=clock, seed=1) as player:
            player.listen(events.append)
            await player.load(live.hls_url)
            offset_s = player.live_offset_s or 0.0
            await asyncio.sleep(90)
            assert player.state is PlayerState.READY
            assert player.live_offset_s == pytest.approx(offset_s, abs=4.5)
        return events

    events = run_virtual(run(), limit_s=600)
    ended = [each for each in events if isinstance(each, InterstitialEnded)]
    assert [(each.outcome, round(each.played_s)) for each in ended] == [("played", 8)]
