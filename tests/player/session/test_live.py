"""Live titles on the virtual clock: the window, the edge, seeking, the refresh, the end."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest

from playhead.errors import ErrorCode, PlayerStateError
from playhead.events import LiveWindowMoved, PlaybackEnded, Seeked, StateChanged
from playhead.state import PlayerState
from playhead.testing import Fault, LiveShape, Replace, Status
from tests.player.session.live_harness import LiveSession, watch_live

BOTH = pytest.mark.parametrize("protocol", ["hls", "dash"])
HTTP_ISO = (("urn:mpeg:dash:utc:http-iso:2014", "time"),)


def for_a_while(seconds: float = 100.0) -> Callable[[LiveSession], Awaitable[None]]:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(seconds)

    return script


@BOTH
def test_a_live_title_plays_from_its_edge_without_a_stall(protocol: str) -> None:
    offsets_s: list[float] = []

    async def script(session: LiveSession) -> None:
        assert session.player.is_live
        assert session.player.duration_s is None
        for _ in range(10):
            await asyncio.sleep(10)
            offsets_s.append(session.player.live_offset_s or 0.0)

    session = watch_live(protocol, script)
    assert session.played_undisturbed
    assert session.player.report().frames_shown == pytest.approx(2_500, abs=20)
    assert all(4 <= offset_s <= 13 for offset_s in offsets_s)
    # DASH knows where the encoder is, HLS only what its list ends with.
    assert max(offsets_s) - min(offsets_s) < (4.1 if protocol == "hls" else 0.01)


@BOTH
def test_the_author_says_how_far_behind_the_edge_to_play(protocol: str) -> None:
    starts: list[float] = []

    async def script(session: LiveSession) -> None:
        starts.append(session.player.live_offset_s or 0.0)

    watch_live(protocol, script, LiveShape(hold_back_s=24.0))
    assert starts[0] == pytest.approx(24, abs=0.2)


@BOTH
def test_without_a_word_from_the_author_playback_is_three_segments_behind(protocol: str) -> None:
    starts: list[float] = []

    async def script(session: LiveSession) -> None:
        starts.append(session.player.live_offset_s or 0.0)

    watch_live(protocol, script)
    assert starts[0] == pytest.approx(12, abs=0.2)


@BOTH
def test_a_start_may_be_asked_for_from_the_edge(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        assert session.player.live_offset_s == pytest.approx(40, abs=0.3)

    watch_live(protocol, script, start_s=-40)


@BOTH
def test_the_window_moves_on_with_the_clock(protocol: str) -> None:
    windows: list[tuple[float, float]] = []

    async def script(session: LiveSession) -> None:
        for _ in range(3):
            windows.append(session.player.seekable or (0.0, 0.0))
            await asyncio.sleep(20)

    session = watch_live(protocol, script)
    assert [end_s - start_s for start_s, end_s in windows] == pytest.approx([48] * 3, abs=4.1)
    assert [after[0] - before[0] for before, after in pairwise(windows)] == pytest.approx([20] * 2, abs=4.1)
    told = session.of(LiveWindowMoved)
    assert len(told) > 10
    assert all(event.is_live for event in told)


@BOTH
def test_one_can_seek_back_within_the_window_and_to_live_again(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        player = session.player
        await asyncio.sleep(20)
        assert player.seekable is not None
        await player.seek(player.seekable[0] + 10)
        assert (player.live_offset_s or 0) > 40
        await asyncio.sleep(5)
        await player.seek_to_live()
        assert player.live_offset_s == pytest.approx(12, abs=3.1)
        await asyncio.sleep(10)

    session = watch_live(protocol, script)
    assert len(session.of(Seeked)) == 2
    assert not session.problems()


@BOTH
def test_a_seek_out_of_the_window_goes_to_its_nearest_end(protocol: str) -> None:
    landed_s: list[float] = []

    async def script(session: LiveSession) -> None:
        player = session.player
        await player.seek(1e9)
        landed_s.append(player.live_offset_s or 0.0)
        await player.seek(-1e9)
        landed_s.append(player.live_offset_s or 0.0)
        await asyncio.sleep(5)

    session = watch_live(protocol, script)
    assert landed_s == pytest.approx([12, 60], abs=4.2)
    assert not session.has_failed


@BOTH
def test_an_event_that_ends_becomes_a_title_with_an_end(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(30)
        session.live.end()
        await asyncio.sleep(6)
        player = session.player
        assert not player.is_live
        assert player.live_offset_s is None
        assert player.duration_s is not None
        assert player.seekable is not None
        assert player.seekable[1] == player.duration_s
        await asyncio.sleep(30)
        assert player.state is PlayerState.ENDED

    session = watch_live(protocol, script)
    assert not session.problems()
    assert session.of(LiveWindowMoved)[-1].is_live is False
    ended = session.of(PlaybackEnded)[0]
    assert ended.position_s == pytest.approx(session.player.report().duration_s, abs=0.1)


@BOTH
def test_one_can_still_seek_in_what_was_live(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        session.live.end()
        await asyncio.sleep(30)
        await session.player.seek((session.player.duration_s or 0) - 20)
        await asyncio.sleep(30)

    session = watch_live(protocol, script, LiveShape(window_s=None))
    assert not session.problems()
    assert len(session.of(PlaybackEnded)) == 2


@BOTH
def test_breaks_in_the_timestamps_are_crossed(protocol: str) -> None:
    session = watch_live(protocol, for_a_while(200), LiveShape(break_every=5))
    assert session.played_undisturbed
    assert session.player.report().frames_shown == pytest.approx(5_000, abs=20)


@BOTH
def test_a_report_tells_of_the_edge_and_the_window(protocol: str) -> None:
    live = watch_live(protocol, for_a_while()).player.report().as_dict()["live"]
    assert not live["has_ended"]
    assert live["window_s"][1] - live["window_s"][0] == pytest.approx(48, abs=4.1)
    assert 4 < live["offset_s"]["least"] <= live["offset_s"]["mean"] <= live["offset_s"]["most"] < 13


def test_a_film_has_no_live_edge_to_seek_to() -> None:
    async def script(session: LiveSession) -> None:
        title = session.live.title
        session.live.end()
        await session.player.stop()
        with pytest.raises(PlayerStateError):
            await session.player.seek_to_live()
        assert session.player.seekable is None
        assert title.hls_url == session.url

    watch_live("hls", script)


def test_a_channel_of_one_list_alone_is_played_too() -> None:
    async def script(session: LiveSession) -> None:
        await session.player.load(session.url.replace("main.m3u8", "v1.m3u8"))
        assert session.player.is_live
        await asyncio.sleep(60)
        assert session.player.live_offset_s == pytest.approx(10, abs=3)

    assert watch_live("hls", script).played_undisturbed


# --- HLS: when and how the list is asked for


def gaps_s(session: LiveSession, part: str) -> list[float]:
    times_s = [request.at_s for request in session.network.requests if part in request.url]
    return [round(after - before, 2) for before, after in pairwise(times_s)]


def test_a_list_that_changed_is_asked_for_again_after_a_target_duration_and_else_after_half() -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(20)
        session.live.freeze()
        await asyncio.sleep(13)

    session = watch_live("hls", script)
    waits_s = gaps_s(session, "a0.m3u8")
    assert waits_s[:4] == pytest.approx([4] * 4, abs=0.1)
    assert waits_s[-3:] == pytest.approx([2] * 3, abs=0.1)


def test_a_server_that_holds_back_its_answer_is_asked_at_once_and_waited_for() -> None:
    session = watch_live("hls", for_a_while(60), LiveShape(is_blocking=True))
    assert session.played_undisturbed
    assert all("_HLS_msn=" in each.url for each in session.network.requests if "a0.m3u8?" in each.url)
    assert gaps_s(session, "a0.m3u8?")[2:] == pytest.approx(
        [4] * (len(gaps_s(session, "a0.m3u8?")) - 2), abs=0.1
    )


def test_only_changes_are_asked_for_where_the_server_offers_them() -> None:
    session = watch_live("hls", for_a_while(100), LiveShape(has_delta=True))
    assert session.played_undisturbed
    later = [each for each in session.network.requests if "a0.m3u8" in each.url][2:]
    assert all("_HLS_skip=YES" in each.url for each in later)
    whole = max(each.size_bytes for each in session.network.requests if each.url.endswith("a0.m3u8"))
    assert all(each.size_bytes < whole for each in later)


def test_a_change_of_quality_goes_on_where_the_other_list_was() -> None:
    session = watch_live("hls", for_a_while(200), trace=((20, 8e6), (40, 0.7e6), (40, 20e6)))
    report = session.player.report()
    assert report.switches
    assert not session.problems()
    assert report.frames_shown == pytest.approx(5_000, rel=0.1)


# --- DASH: documents, patches, clocks


def test_a_document_that_lists_its_segments_is_asked_for_again_as_it_says() -> None:
    session = watch_live("dash", for_a_while(), LiveShape(has_timeline=True, update_s=2.0))
    assert session.played_undisturbed
    assert gaps_s(session, "main.mpd") == pytest.approx([2] * len(gaps_s(session, "main.mpd")), abs=0.1)


def test_changes_to_the_document_are_enough() -> None:
    session = watch_live("dash", for_a_while(), LiveShape(has_timeline=True, has_patch=True))
    assert session.played_undisturbed
    assert session.requests_for("main.mpd") == 1
    assert session.requests_for("main.mpp") > 20


def test_a_patch_that_cannot_be_used_is_replaced_by_the_whole_document() -> None:
    shape = LiveShape(has_timeline=True, has_patch=True)
    faults = [
        Fault(Replace(b"<Patch/>"), url="*main.mpp*", times=3),
        Fault(Status(404), url="*main.mpp*", times=2),
    ]
    session = watch_live("dash", for_a_while(), shape, faults=faults)
    assert session.played_undisturbed
    assert session.requests_for("main.mpd") == 1 + 5


def test_a_document_that_has_moved_is_asked_for_at_its_new_place() -> None:
    session = watch_live("dash", for_a_while(40), LiveShape(moved_to="elsewhere.mpd"))
    assert session.played_undisturbed
    assert session.requests_for("main.mpd") == 1
    assert session.requests_for("elsewhere.mpd") > 5


@pytest.mark.parametrize("ahead_s", [-600.0, 600.0])
@pytest.mark.parametrize(
    "scheme",
    [
        ("urn:mpeg:dash:utc:http-iso:2014", "time"),
        ("urn:mpeg:dash:utc:http-xsdate:2014", "https://live.example/time"),
        ("urn:mpeg:dash:utc:http-head:2014", "main.mpd"),
        ("urn:mpeg:dash:utc:direct:2014", ""),
        None,
    ],
)
def test_a_clock_that_is_ten_minutes_off_is_put_right(scheme: tuple[str, str] | None, ahead_s: float) -> None:
    skews_s: list[float] = []

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(60)
        skews_s.append(session.player.stats.clock_skew_s or 0.0)

    timing = ()
    if scheme is not None and "direct" in scheme[0]:
        timing = ((scheme[0], "{now}"),)
    elif scheme is not None:
        timing = (scheme,)
    session = watch_live("dash", script, LiveShape(clock_ahead_s=ahead_s, utc_timing=timing))
    assert session.played_undisturbed
    assert skews_s[0] == pytest.approx(ahead_s, abs=1.1)


def test_a_clock_that_does_not_answer_is_passed_over() -> None:
    timing = (("urn:mpeg:dash:utc:http-iso:2014", "nowhere"), *HTTP_ISO)
    session = watch_live("dash", for_a_while(60), LiveShape(clock_ahead_s=600.0, utc_timing=timing))
    assert session.played_undisturbed
    assert session.requests_for("/time") == 1


def test_nothing_is_told_twice_about_the_state_of_a_live_title() -> None:
    session = watch_live("hls", for_a_while(60))
    states = [event.state for event in session.of(StateChanged)]
    assert states == [PlayerState.LOADING, PlayerState.BUFFERING, PlayerState.READY, PlayerState.IDLE]
    assert not session.problems(ErrorCode.MANIFEST_STALE)
