"""Low-latency HLS on the virtual clock: parts, hints, holding the distance to the edge."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from playhead.events import DecisionMade, LiveRateChanged, QualityShown, Seeked, StallStarted
from playhead.settings import LiveSettings, PlayerSettings
from playhead.testing import Fault, LiveShape, Status
from tests.player.session.live_harness import LiveSession, watch_live

PARTS = LiveShape(window_s=30.0, part_frames=10, is_blocking=True, has_delta=True)
PART_S = 0.4
TARGET_S = 3 * PART_S


def for_a_while(seconds: float) -> Callable[[LiveSession], Awaitable[None]]:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(seconds)

    return script


def media_of(session: LiveSession, folder: str = "v") -> list[str]:
    """Return the pictures' pieces in the order in which they were asked for: `12` or `12.3`."""
    found = (re.search(rf"/{folder}\d/([\d.]+)\.m4s", request.url) for request in session.network.requests)
    return [match.group(1) for match in found if match]


def test_playback_stays_three_parts_behind_the_edge_and_never_stalls() -> None:
    offsets_s: list[float] = []

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(20)
        for _ in range(40):
            await asyncio.sleep(1)
            offsets_s.append(session.player.live_offset_s or 0.0)

    session = watch_live("hls", script, PARTS, segment_s=2.0)
    assert session.played_undisturbed
    assert all(abs(offset_s - TARGET_S) < 0.3 for offset_s in offsets_s)
    assert session.player.report().frames_shown == pytest.approx(60 * 25, abs=15)


def test_a_line_that_drops_to_the_quality_that_plays_costs_no_stall() -> None:
    # Pictures of 1.5 Mbit/s with their sound are a little more than what is left of the line.
    trace = ((40.0, 6e6), (200.0, 1.5e6))
    offsets_s: list[float] = []

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(150)
        offsets_s.append(session.player.live_offset_s or 0.0)

    session = watch_live("hls", script, PARTS, segment_s=2.0, trace=trace)
    assert sum(isinstance(event, StallStarted) for event in session.events) == 0
    assert [event for event in session.events if isinstance(event, QualityShown)][-1].height == 360
    assert offsets_s == [pytest.approx(TARGET_S, abs=0.3)]


def test_nothing_is_loaded_twice_and_what_is_behind_the_edge_comes_whole() -> None:
    session = watch_live("hls", for_a_while(30), PARTS, segment_s=2.0, start_s=-9)
    pieces = media_of(session)
    assert len(pieces) == len(set(pieces))
    whole = [piece for piece in pieces if "." not in piece]
    in_parts = {piece.partition(".")[0] for piece in pieces if "." in piece}
    assert len(whole) >= 3
    assert in_parts
    assert not in_parts & set(whole)


def test_a_part_is_asked_for_before_it_exists() -> None:
    session = watch_live("hls", for_a_while(20), PARTS, segment_s=2.0)
    early = [
        request
        for request in session.network.requests
        if (match := re.search(r"/v\d/(\d+)\.(\d+)\.m4s", request.url))
        and request.at_s + 120 < int(match.group(1)) * 2.0 + (int(match.group(2)) + 1) * PART_S
    ]
    assert len(early) > 30


def test_where_nothing_is_hinted_or_held_back_the_list_is_asked_for_at_each_part() -> None:
    shape = LiveShape(window_s=30.0, part_frames=10, hints=False)

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(20)
        assert 0 < (session.player.live_offset_s or 0) < 2.0

    session = watch_live("hls", script, shape, segment_s=2.0)
    assert session.played_undisturbed
    assert session.requests_for("v0.m3u8") + session.requests_for("v1.m3u8") + session.requests_for(
        "v2.m3u8"
    ) == pytest.approx(20 / 0.42, abs=8)


def test_a_hint_that_fails_is_asked_for_again_when_it_is_listed() -> None:
    faults = [Fault(Status(404), url="*/v?/63.1.m4s", times=1)]
    session = watch_live("hls", for_a_while(20), PARTS, segment_s=2.0, faults=faults)
    assert not session.has_failed
    assert media_of(session).count("63.1") == 2
    assert session.player.report().frames_shown == pytest.approx(500, abs=15)


def test_quality_changes_only_between_segments() -> None:
    trace = ((12.0, 2.2e6), (60.0, 20e6))
    session = watch_live("hls", for_a_while(40), PARTS, segment_s=2.0, trace=trace)
    assert len({shown.height for shown in session.of(QualityShown)}) > 1
    assert session.played_undisturbed, "nothing is lost where one rendition ends and another begins"
    folders: dict[str, set[str]] = {}
    for request in session.network.requests:
        if match := re.search(r"/(v\d)/(\d+)\.\d+\.m4s", request.url):
            folders.setdefault(match.group(2), set()).add(match.group(1))
    assert all(len(each) == 1 for each in folders.values())
    decided = [round(event.position_s, 3) for event in session.of(DecisionMade)]
    assert all(position_s % 2.0 in (0.0, 2.0) for position_s in decided)


def test_a_switch_asks_for_the_other_list_as_far_as_it_was_reported_to_be() -> None:
    shape = replace(PARTS, has_reports=True)
    session = watch_live("hls", for_a_while(40), shape, segment_s=2.0)
    first_of: dict[str, str] = {}
    for request in session.network.requests:
        if match := re.search(r"/(v\d)\.m3u8", request.url):
            first_of.setdefault(match.group(1), request.url)
    first, *switched = first_of.values()
    assert "_HLS" not in first
    assert switched
    assert all("_HLS_msn=" in url and "_HLS_skip" not in url for url in switched)
    assert session.played_undisturbed


def test_throughput_is_that_of_the_line_and_not_of_the_encoder() -> None:
    """Parts come as fast as they are made; taking that for the line would end on the lowest rung."""

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(60)
        assert session.player.stats.throughput_bps == pytest.approx(8e6, rel=0.4)

    session = watch_live("hls", script, PARTS, segment_s=2.0, trace=((60.0, 8e6),))
    assert session.of(QualityShown)[-1].height == 480, "the highest rung there is"


def test_who_is_behind_catches_up_and_is_told() -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(10)
        session.player.pause()
        await asyncio.sleep(2)
        session.player.play()
        await asyncio.sleep(1)
        assert (session.player.live_offset_s or 0) > TARGET_S + 1.5
        assert session.player.stats.live_rate == pytest.approx(1.05)
        await asyncio.sleep(60)
        assert session.player.live_offset_s == pytest.approx(TARGET_S, abs=0.3)
        assert session.player.stats.live_rate == 1.0
        assert session.player.stats.live_target_s == pytest.approx(TARGET_S)

    session = watch_live("hls", script, PARTS, segment_s=2.0)
    assert session.played_undisturbed
    rates = [event.rate for event in session.of(LiveRateChanged)]
    assert rates[-2:] == [pytest.approx(1.05), 1.0]
    assert session.player.report().live is not None


def test_who_pauses_for_long_or_goes_back_is_left_where_they_are() -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(5)
        session.player.pause()
        await asyncio.sleep(12)
        session.player.play()
        await asyncio.sleep(10)
        assert (session.player.live_offset_s or 0) > 12
        await session.player.seek_to_live()
        await asyncio.sleep(20)
        assert session.player.live_offset_s == pytest.approx(TARGET_S, abs=0.3)
        await session.player.seek(session.player.position_s - 4)
        await asyncio.sleep(10)
        assert session.player.live_offset_s == pytest.approx(TARGET_S + 4, abs=0.5)

    session = watch_live("hls", script, PARTS, segment_s=2.0)
    assert not session.problems()


def test_the_viewers_own_rate_is_not_touched() -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(10)
        session.player.rate = 0.9
        await asyncio.sleep(20)
        assert session.player.stats.live_rate == 1.0

    session = watch_live("hls", script, PARTS, segment_s=2.0)
    assert not [event for event in session.of(LiveRateChanged) if event.at_s > 12 and event.rate != 1.0]


def test_the_line_going_dead_for_a_while_ends_at_the_edge_again() -> None:
    trace = ((20.0, 8e6), (12.0, 0.0), (300.0, 8e6))

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(60)
        assert session.player.live_offset_s == pytest.approx(TARGET_S, abs=0.3)

    session = watch_live("hls", script, PARTS, segment_s=2.0, trace=trace)
    assert not session.has_failed
    assert session.of(Seeked), "further behind than a rate can make good"


def test_the_viewer_may_want_to_be_further_behind() -> None:
    settings = PlayerSettings(live=LiveSettings(target_latency_s=4.0))

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(30)
        assert session.player.live_offset_s == pytest.approx(4.0, abs=0.3)

    watch_live("hls", script, PARTS, segment_s=2.0, settings=settings)
