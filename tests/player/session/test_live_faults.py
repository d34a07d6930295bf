"""What goes wrong with live channels: playback goes on, or ends within the budget; it never hangs."""

import asyncio

import pytest

from playhead.errors import ErrorCode, Recovery, Severity
from playhead.events import ProblemRaised, StallEnded, StallStarted
from playhead.settings import PlayerSettings, RecoverySettings
from playhead.state import PlayerState
from playhead.testing import Fault, LiveShape, Replace, Reset, Status, Unreachable
from tests.player.session.live_harness import LiveSession, watch_live

BOTH = pytest.mark.parametrize("protocol", ["hls", "dash"])
LISTED = LiveShape(has_timeline=True)


async def a_minute(session: LiveSession) -> None:
    await asyncio.sleep(60)


@BOTH
def test_a_manifest_that_stops_changing_is_told_and_then_fatal_within_the_budget(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(20)
        session.live.freeze()
        await asyncio.sleep(100)

    settings = PlayerSettings(recovery=RecoverySettings(budget_s=20))
    session = watch_live(protocol, script, LISTED, settings=settings)
    told = session.problems(ErrorCode.MANIFEST_STALE)
    assert [problem.severity for problem in told] == [Severity.DEGRADED, Severity.FATAL]
    assert told[0].recovery is Recovery.REFRESH_MANIFEST
    at_s = [event.at_s for event in session.of(ProblemRaised)]
    assert at_s[0] < 20 + 4 + 12 + 4
    assert at_s[-1] < 20 + 4 + 12 + 4 + 20 + 5
    assert session.player.report().problems[-1]["severity"] == "fatal"


@BOTH
def test_a_manifest_that_goes_on_changing_after_a_while_is_played_on(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(20)
        session.live.freeze()
        await asyncio.sleep(25)
        session.live.thaw()
        await asyncio.sleep(60)
        assert session.player.state is PlayerState.READY

    session = watch_live(protocol, script, LISTED)
    assert not session.has_failed
    assert len(session.of(StallStarted)) == len(session.of(StallEnded)) == 1


@BOTH
def test_a_viewer_who_paused_is_never_told_that_the_title_failed(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(20)
        session.player.pause()
        session.live.freeze()
        await asyncio.sleep(600)
        session.live.thaw()
        session.player.play()
        await asyncio.sleep(60)
        assert session.player.state is PlayerState.READY

    assert not watch_live(protocol, script, LISTED).has_failed


@BOTH
def test_a_playhead_that_falls_behind_the_window_goes_on_at_a_playable_place(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        player = session.player
        await asyncio.sleep(20)
        player.pause()
        await asyncio.sleep(300)
        player.play()
        await asyncio.sleep(60)
        assert player.state is PlayerState.READY
        assert player.live_offset_s is not None
        assert player.live_offset_s < 60

    session = watch_live(protocol, script)
    behind = session.problems(ErrorCode.STREAMING_BEHIND_LIVE_WINDOW)
    assert 1 <= len(behind) <= 2  # once a kind
    assert {problem.recovery for problem in behind} == {Recovery.RESYNC_LIVE}
    assert {problem.severity for problem in behind} == {Severity.RECOVERED}
    assert not session.has_failed


@BOTH
def test_a_line_that_was_cut_for_longer_than_the_window_is_played_on(protocol: str) -> None:
    settings = PlayerSettings(recovery=RecoverySettings(budget_s=200, stall_limit_s=300))
    faults = [Fault(Unreachable(), from_s=30, until_s=150)]

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(260)
        assert session.player.state is PlayerState.READY

    session = watch_live(protocol, script, settings=settings, faults=faults)
    assert session.problems(ErrorCode.STREAMING_BEHIND_LIVE_WINDOW)
    assert not session.has_failed


@BOTH
def test_a_line_that_is_cut_for_good_is_fatal_and_names_the_cause(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(300)
        assert session.player.state is PlayerState.FAILED
        problem = session.player.problem
        assert problem is not None
        codes = {problem.code, problem.cause.code if problem.cause else None}
        assert ErrorCode.NETWORK_UNREACHABLE in codes

    watch_live(protocol, script, faults=[Fault(Unreachable(), from_s=30)])


@BOTH
def test_a_channel_that_counts_from_the_start_again_is_played_from_its_edge(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(30)
        session.live.restart()
        await asyncio.sleep(60)
        assert session.player.state is PlayerState.READY
        assert (session.player.live_offset_s or 0) < 30

    session = watch_live(protocol, script, LISTED)
    told = session.problems(ErrorCode.MANIFEST_WENT_BACKWARDS)
    assert told
    assert all(problem.recovery is Recovery.RESYNC_LIVE for problem in told)
    assert not session.has_failed


@BOTH
@pytest.mark.parametrize("effect", [Status(503), Reset(10), Replace(b"<html></html>"), Status(404)])
def test_a_refresh_that_fails_now_and_then_is_not_noticed(
    protocol: str, effect: Status | Reset | Replace
) -> None:
    pattern = "*v?.m3u8" if protocol == "hls" else "*.mpd"
    faults = [Fault(effect, url=pattern, from_s=20, times=3)]
    session = watch_live(protocol, a_minute, LISTED, faults=faults)
    assert not session.of(StallStarted)
    assert all(problem.recovery is Recovery.REFRESH_MANIFEST for problem in session.problems())


def test_a_delta_update_that_does_not_fit_is_followed_by_the_whole_list() -> None:
    broken = b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:900\n#EXT-X-SKIP:SKIPPED-SEGMENTS=9\n"
    faults = [Fault(Replace(broken), url="*_HLS_skip*", from_s=20, times=4)]
    session = watch_live("hls", a_minute, LiveShape(has_delta=True), faults=faults)
    assert session.played_undisturbed


def test_a_segment_that_is_announced_too_early_is_waited_for() -> None:
    session = watch_live("dash", a_minute, LiveShape(clock_ahead_s=-1.5))
    fresh = [problem for problem in session.problems() if problem.context.http_status == 404]
    assert all(problem.recovery is Recovery.RETRY for problem in fresh)
    assert not session.of(StallStarted)


@BOTH
def test_a_missing_segment_is_skipped(protocol: str) -> None:
    faults = [Fault(Status(404), url="*/v?/36.m4s"), Fault(Status(404), url="*/a0/36.m4s")]

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(60)
        assert session.player.state is PlayerState.READY

    session = watch_live(protocol, script, faults=faults)
    assert any(problem.recovery is Recovery.SKIP_SEGMENT for problem in session.problems())
    assert not session.has_failed


@BOTH
def test_a_channel_that_dies_at_once_is_fatal_within_the_budget(protocol: str) -> None:
    async def script(session: LiveSession) -> None:
        session.live.freeze()
        await asyncio.sleep(120)
        assert session.player.state is PlayerState.FAILED

    session = watch_live(protocol, script, LISTED, start_s=-12, settings=PlayerSettings())
    assert session.problems()[-1].code is ErrorCode.MANIFEST_STALE
