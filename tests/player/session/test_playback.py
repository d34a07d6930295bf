"""The whole player on the virtual clock: what a viewer sees, and when."""

import asyncio
from itertools import pairwise

import pytest

from playhead.errors import ErrorCode, PlayerError, PlayerStateError, Recovery, Severity
from playhead.events import (
    DecisionMade,
    Downloaded,
    FirstPictureShown,
    PlaybackEnded,
    ProblemRaised,
    QualityShown,
    Seeked,
    StallEnded,
    StallStarted,
    StateChanged,
)
from playhead.net.transports.faults import Fault, Stall, Status, Truncate, Unreachable
from playhead.presentation import Kind
from playhead.settings import AbrSettings, AudioPreferences, BufferSettings, PlayerSettings, RecoverySettings
from playhead.state import PlayerState
from tests.media.clips import ClipStore
from tests.media.titles import BASE_URL, Title, dash_title, hls_title, hls_ts_title
from tests.player.session.harness import Session, play, until, until_ended

MAKERS = {"hls": hls_title, "hls-ts": hls_ts_title, "dash": dash_title}
SMALL_BUFFER = PlayerSettings(buffer=BufferSettings(goal_s=6, start_s=0.5, resume_s=1))


@pytest.fixture(params=sorted(MAKERS))
def title(request: pytest.FixtureRequest, clips: ClipStore) -> Title:
    return MAKERS[request.param](clips)


@pytest.fixture
def hls(clips: ClipStore) -> Title:
    return hls_title(clips)


async def watch(session: Session) -> None:
    await session.player.load(session.url)
    await until_ended(session)


def heights(session: Session) -> list[int]:
    return [event.height for event in session.of(QualityShown)]


def test_a_title_plays_from_its_first_picture_to_its_end(title: Title) -> None:
    session = play(title, watch)
    states = [event.state for event in session.of(StateChanged)]
    assert states[:4] == [PlayerState.LOADING, PlayerState.BUFFERING, PlayerState.READY, PlayerState.ENDED]
    assert session.of(PlaybackEnded)[0].position_s == pytest.approx(20, abs=0.4)
    assert not session.of(StallStarted)
    assert not session.of(ProblemRaised)
    report = session.player.report().as_dict()
    assert report["ended"]
    assert report["frames_shown"] == 500


@pytest.mark.parametrize("protocol", sorted(MAKERS))
def test_the_picture_climbs_when_the_line_gets_faster_and_falls_when_it_drops(
    protocol: str, clips: ClipStore
) -> None:
    title = MAKERS[protocol](clips, duration_s=32)
    session = play(title, watch, trace=((6, 0.9e6), (8, 9e6), (60, 0.7e6)), settings=SMALL_BUFFER)
    shown = heights(session)
    assert max(shown) == 720
    assert shown.index(720) > 0
    assert shown[-1] < 720


def test_a_download_that_cannot_arrive_in_time_is_given_up_for_a_smaller_one(clips: ClipStore) -> None:
    session = play(
        hls_title(clips, duration_s=32), watch, trace=((6, 9e6), (60, 0.9e6)), settings=SMALL_BUFFER
    )
    reasons = [event.reason for event in session.of(DecisionMade)]
    assert "abandoned" in reasons
    given_up = next(event for event in session.of(DecisionMade) if event.reason == "abandoned")
    assert (given_up.height or 0) < 720
    assert "given up" in given_up.explanation
    assert sum(event.duration_s for event in session.of(StallEnded)) < 1
    assert session.player.report().frames_shown == 800


def test_a_manual_choice_is_never_given_up(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        session.player.set_quality("720p-2800000")
        await until_ended(session)

    session = play(hls_title(clips), script, trace=((2, 9e6), (90, 1.5e6)), settings=SMALL_BUFFER)
    assert "abandoned" not in {event.reason for event in session.of(DecisionMade)}


def test_the_same_session_twice_gives_the_same_events(hls: Title) -> None:
    trace = ((3, 4e6), (5, 0.8e6))
    first, second = (play(hls, watch, trace=trace) for _ in range(2))
    assert [repr(event) for event in first.events] == [repr(event) for event in second.events]


def test_every_decision_carries_a_reason(hls: Title) -> None:
    decisions = play(hls, watch).of(DecisionMade)
    assert [round(each.position_s) for each in decisions] == list(range(0, 20, 2))
    assert all(each.reason and each.explanation for each in decisions)


def test_the_buffer_stays_at_its_goal(hls: Title) -> None:
    session = play(hls, watch, settings=SMALL_BUFFER)
    levels = [sample["level_s"] for sample in session.player.report().buffer]
    assert max(levels) <= 6 + 2


def test_a_line_that_stops_stalls_and_goes_on_by_itself(hls: Title) -> None:
    session = play(hls, watch, trace=((3, 3e6), (12, 0), (60, 8e6)), settings=SMALL_BUFFER)
    assert len(session.of(StallStarted)) == 1
    assert session.of(StallEnded)[0].duration_s > 1
    assert session.player.report().ended


def test_after_a_stall_playback_waits_for_more_than_one_segment(hls: Title) -> None:
    settings = PlayerSettings(buffer=BufferSettings(goal_s=8, resume_s=4))
    session = play(hls, watch, trace=((3, 3e6), (12, 0), (60, 1.5e6)), settings=settings)
    ended = session.of(StallEnded)[0]
    ahead = [
        event for event in session.of(Downloaded) if event.at_s <= ended.at_s and event.kind is Kind.VIDEO
    ]
    assert ahead[-1].position_s + 2 - ended.position_s >= 4


def test_a_stall_without_end_is_fatal_within_the_limit(hls: Title) -> None:
    settings = PlayerSettings(
        buffer=BufferSettings(goal_s=6, resume_s=1), recovery=RecoverySettings(budget_s=10, stall_limit_s=20)
    )
    session = play(hls, watch, trace=((3, 3e6), (1e6, 0)), settings=settings)
    assert session.player.problem is None or session.player.problem.severity is Severity.FATAL
    problem = session.of(ProblemRaised)[-1].problem
    assert problem.severity is Severity.FATAL
    assert problem.recovery is Recovery.STOP
    assert session.events[-1].at_s < 90


def test_a_seek_outside_the_buffer_shows_the_wanted_position(title: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, FirstPictureShown)
        await session.player.seek(15.0)
        assert session.player.position_s == pytest.approx(15.0, abs=0.1)
        await until_ended(session)

    session = play(title, script, settings=SMALL_BUFFER)
    seeked = session.of(Seeked)[0]
    assert not seeked.was_buffered
    assert seeked.position_s == pytest.approx(15.0, abs=0.1)
    assert session.player.report().ended


def test_a_seek_inside_the_buffer_downloads_nothing_again(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await asyncio.sleep(6)
        await session.player.seek(1.5)
        await until_ended(session)

    session = play(hls, script)
    assert session.of(Seeked)[0].was_buffered
    urls = [event.url for event in session.of(Downloaded) if event.kind is Kind.VIDEO]
    assert len(urls) == len(set(urls))


def test_many_seeks_at_once_end_at_the_last_one(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await asyncio.gather(*(session.player.seek(position_s) for position_s in (18.0, 3.0, 9.0, 12.0)))
        assert session.player.position_s == pytest.approx(12.0, abs=0.1)
        await until_ended(session)

    session = play(hls, script)
    assert len(session.of(Seeked)) == 1


def test_a_seek_past_the_end_goes_to_the_end(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await session.player.seek(1e6)
        await until_ended(session)

    session = play(hls, script)
    assert session.player.report().ended


def test_after_the_end_a_seek_plays_again(hls: Title) -> None:
    async def script(session: Session) -> None:
        await watch(session)
        await session.player.seek(16.0)
        assert session.player.state is PlayerState.READY
        await until(session, PlaybackEnded, 2)

    assert len(play(hls, script).of(PlaybackEnded)) == 2


def test_while_paused_the_playhead_stands_and_the_buffer_fills(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, FirstPictureShown)
        await asyncio.sleep(2)
        session.player.pause()
        stood_at_s = session.player.position_s
        await asyncio.sleep(60)
        assert session.player.position_s == pytest.approx(stood_at_s, abs=0.05)
        assert session.player.buffered[0][1] >= stood_at_s + 8
        session.player.play()
        await until_ended(session)

    assert not play(hls, script).of(StallStarted)


def test_a_paused_load_shows_the_first_picture_and_stands(hls: Title) -> None:
    async def script(session: Session) -> None:
        session.player.pause()
        await session.player.load(session.url)
        await until(session, FirstPictureShown)
        await asyncio.sleep(5)
        assert session.player.position_s == pytest.approx(0, abs=0.05)

    play(hls, script)


def test_playing_at_double_speed_takes_half_the_time(hls: Title) -> None:
    async def script(session: Session) -> None:
        session.player.rate = 2.0
        await watch(session)

    session = play(hls, script)
    assert session.of(PlaybackEnded)[0].at_s - session.of(FirstPictureShown)[0].at_s == pytest.approx(
        10, abs=0.4
    )


def test_another_audio_track_plays_from_the_playhead_on(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await asyncio.sleep(5)
        german = next(track for track in session.player.tracks if track.language == "de")
        session.player.select_audio(german.id)
        await until(session, Seeked)
        assert session.player.audio_id == german.id
        await until_ended(session)

    session = play(hls, script)
    assert session.requests_for("sound-de.m3u8") == 1
    assert session.of(Seeked)[0].position_s == pytest.approx(5, abs=0.2)
    assert session.player.report().ended


def test_the_preferred_language_plays_from_the_start(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        german = next(track for track in session.player.tracks if track.language == "de")
        assert session.player.audio_id == german.id
        await until_ended(session)

    session = play(hls, script, settings=PlayerSettings(audio=AudioPreferences(languages=("fr", "deu-AT"))))
    assert session.requests_for("sound-en.m3u8") == 0
    assert session.player.report().ended


def test_a_limit_takes_effect_within_the_fed_seconds(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await asyncio.sleep(6)
        session.player.limit_quality(max_height=360)
        await until_ended(session)

    session = play(hls, script)
    shown = session.of(QualityShown)
    assert [event.height for event in shown][-2:] == [720, 360]
    assert shown[-1].position_s <= 6 + 4 + 2


def test_a_limit_set_before_the_title_holds_from_its_first_segment(hls: Title) -> None:
    async def script(session: Session) -> None:
        session.player.limit_quality(max_height=360)
        await session.player.load(session.url)
        await until_ended(session)

    session = play(hls, script)
    assert {event.height for event in session.of(QualityShown)} == {360}


def test_a_manual_quality_stays_even_on_a_slow_line(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        top = max(
            (r for t in session.player.tracks if t.kind is Kind.VIDEO for r in t.representations),
            key=lambda r: r.bandwidth_bps,
        )
        session.player.set_quality(top.id)
        await until_ended(session)

    session = play(hls, script, trace=((600, 1.2e6),), settings=SMALL_BUFFER)
    chosen = {event.height for event in session.of(DecisionMade) if event.position_s >= 4}
    assert chosen == {720}


@pytest.mark.parametrize("effect", [Status(404), Truncate(5000), Status(500)])
def test_a_segment_that_one_rendition_lacks_comes_from_another(hls: Title, effect: object) -> None:
    session = play(hls, watch, faults=[Fault(effect, url="*720p-5.m4s")])  # type: ignore[arg-type]
    assert session.player.report().ended
    assert session.player.report().frames_shown == 500
    switched = [
        each.problem for each in session.of(ProblemRaised) if each.problem.recovery is Recovery.SWITCH_VARIANT
    ]
    assert switched
    assert switched[0].severity is Severity.RECOVERED


def test_a_segment_that_nobody_has_is_skipped_and_said(hls: Title) -> None:
    session = play(hls, watch, faults=[Fault(Status(404), url="*p-5.m4s")])
    assert session.player.report().ended
    skipped = [e.problem for e in session.of(ProblemRaised) if e.problem.recovery is Recovery.SKIP_SEGMENT]
    assert [problem.severity for problem in skipped] == [Severity.DEGRADED]
    assert session.player.report().frames_shown == 450


def test_when_picture_and_sound_are_missing_playback_jumps_the_hole(hls: Title) -> None:
    session = play(hls, watch, faults=[Fault(Status(404), url="*-5.m4s")])
    assert session.player.report().ended
    took_s = session.of(PlaybackEnded)[0].at_s - session.of(FirstPictureShown)[0].at_s
    assert took_s == pytest.approx(18, abs=0.6)


def test_a_network_that_comes_back_in_time_costs_no_part_of_the_film(hls: Title) -> None:
    session = play(hls, watch, faults=[Fault(Unreachable(), from_s=3, until_s=14)])
    report = session.player.report()
    assert report.ended
    assert report.frames_shown == 500


def test_a_network_that_stays_away_ends_in_one_clear_error(hls: Title) -> None:
    session = play(hls, watch, faults=[Fault(Unreachable(), from_s=3)])
    assert session.player.state is PlayerState.IDLE
    fatal = [each.problem for each in session.of(ProblemRaised) if each.problem.severity is Severity.FATAL]
    assert [problem.code for problem in fatal] == [ErrorCode.NETWORK_UNREACHABLE]
    assert "reach" in fatal[0].message
    assert session.events[-1].at_s < 75


def test_a_server_that_stalls_mid_segment_is_left_for_another_rendition(hls: Title) -> None:
    session = play(hls, watch, faults=[Fault(Stall(20_000), url="*720p-5.m4s")])
    assert session.player.report().ended


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        (b"<!doctype html><html><body>Sign in to continue</body></html>", ErrorCode.MANIFEST_NOT_A_MANIFEST),
        (b"", ErrorCode.MANIFEST_NOT_A_MANIFEST),
        (b"\x00\x01\x02 garbage", ErrorCode.MANIFEST_NOT_A_MANIFEST),
        (b"#EXTM3U\n", ErrorCode.MANIFEST_EMPTY),
    ],
)
def test_what_is_no_manifest_is_refused_with_a_sentence(manifest: bytes, code: ErrorCode) -> None:
    async def script(session: Session) -> None:
        with pytest.raises(PlayerError) as caught:
            await session.player.load(session.url)
        assert caught.value.problem.code is code
        assert caught.value.problem.message
        assert session.player.state is PlayerState.FAILED

    play(Title("master.m3u8", {"master.m3u8": manifest}), script)


def test_a_missing_manifest_says_so_with_its_status(hls: Title) -> None:
    async def script(session: Session) -> None:
        with pytest.raises(PlayerError) as caught:
            await session.player.load(BASE_URL + "nothing.m3u8?token=secret")
        problem = caught.value.problem
        assert (problem.code, problem.context.http_status) == (ErrorCode.NETWORK_HTTP_STATUS, 404)
        assert "secret" not in str(problem) + str(caught.value)

    play(hls, script)


def test_a_protected_title_is_refused_clearly(hls: Title) -> None:
    key = b'#EXT-X-KEY:METHOD=AES-128,URI="key.bin"\n#EXTINF'
    files = {
        path: body.replace(b"#EXTINF", key, 1) if path.endswith("p.m3u8") else body
        for path, body in hls.files.items()
    }
    session = play(Title("master.m3u8", files), watch)
    assert session.of(ProblemRaised)[-1].problem.code is ErrorCode.DRM_LICENCE_REQUEST


def test_the_author_may_say_where_to_begin_even_from_the_end(hls: Title) -> None:
    start = b"#EXT-X-START:TIME-OFFSET=-6.0\n#EXT-X-STREAM-INF"
    master = hls.files["master.m3u8"].replace(b"#EXT-X-STREAM-INF", start, 1)
    session = play(Title("master.m3u8", dict(hls.files) | {"master.m3u8": master}), watch)
    assert session.of(FirstPictureShown)[0].position_s == pytest.approx(14, abs=0.1)


def test_a_second_load_interrupts_the_first(hls: Title) -> None:
    async def script(session: Session) -> None:
        first = asyncio.create_task(session.player.load(session.url))
        await asyncio.sleep(0.01)
        await session.player.load(session.url)
        with pytest.raises(PlayerError) as caught:
            await first
        assert caught.value.problem.code is ErrorCode.PLAYER_LOAD_INTERRUPTED
        await until_ended(session)

    assert play(hls, script).player.report().ended


def test_stop_lets_go_and_the_player_can_load_again(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await asyncio.sleep(3)
        await session.player.stop()
        assert session.player.state is PlayerState.IDLE
        asked = len(session.network.requests)
        await asyncio.sleep(30)
        assert len(session.network.requests) == asked
        await watch(session)

    assert play(hls, script).player.report().ended


def test_a_closed_player_refuses_to_load(hls: Title) -> None:
    async def script(session: Session) -> None:
        await session.player.close()
        with pytest.raises(PlayerError) as caught:
            await session.player.load(session.url)
        assert caught.value.problem.code is ErrorCode.PLAYER_CLOSED

    play(hls, script)


def test_segments_arrive_in_order_and_without_holes(title: Title) -> None:
    session = play(title, watch, trace=((4, 1e6), (4, 6e6)))
    for kind in (Kind.VIDEO, Kind.AUDIO):
        arrived = [event for event in session.of(Downloaded) if event.kind is kind]
        assert all(b.position_s == pytest.approx(a.position_s + a.duration_s) for a, b in pairwise(arrived))


def test_settings_that_make_no_sense_are_refused(hls: Title) -> None:
    with pytest.raises(PlayerError) as caught:
        play(hls, watch, settings=PlayerSettings(abr=AbrSettings(algorithm="clever")))
    assert caught.value.problem.code is ErrorCode.PLAYER_BAD_CONFIG


def test_less_is_downloaded_ahead_of_the_next_title_where_less_is_wished(hls: Title) -> None:
    levels: list[float] = []

    async def script(session: Session) -> None:
        with pytest.raises(PlayerStateError):
            session.player.set_buffer_goal(0.1)
        for goal_s in (30.0, 5.0):
            session.player.set_buffer_goal(goal_s)
            await session.player.load(session.url)
            session.player.pause()
            await asyncio.sleep(20)
            levels.append(session.player.stats.buffer_level_s)

    play(hls, script)
    assert levels[0] > 9.0
    assert 5.0 <= levels[1] < 9.0
