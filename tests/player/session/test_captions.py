"""Captions beside the picture: on time after everything that can happen to time, and never in its way."""

from dataclasses import replace

import pytest

from playhead.errors import ErrorCode, PlayerStateError, Severity
from playhead.events import CuesChanged, PlaybackEnded, ProblemRaised, Seeked, TracksChanged
from playhead.net.transports.faults import Fault, Status
from playhead.presentation import Kind
from playhead.settings import BufferSettings, PlayerSettings, TextPreferences
from tests.media.captions import cc_sei, pop_on, vtt, with_dash_text, with_hls_text
from tests.media.clips import RUNGS, ClipStore
from tests.media.titles import BASE_URL, Title, dash_title, hls_title, hls_ts_title
from tests.player.session.harness import Session, play, until, until_ended

ENGLISH = PlayerSettings(buffer=BufferSettings(goal_s=10), text=TextPreferences(("en",)))
FOUR_SECONDS = [vtt((n * 4 + 0.5, n * 4 + 2.5, f"line {n}")) for n in range(5)]
LATEST_S = 0.08


async def to_the_end(session: Session) -> None:
    await session.player.load(session.url)
    await until_ended(session)


def shown(session: Session) -> list[tuple[float, str]]:
    """Return (position, words) of every change."""
    return [(e.position_s, " | ".join(cue.text for cue in e.cues)) for e in session.of(CuesChanged)]


def assert_on_time(session: Session, *expected: tuple[float, str]) -> None:
    found = shown(session)
    assert [words for _, words in found] == [words for _, words in expected]
    for (at_s, words), (wanted_s, _) in zip(found, expected, strict=True):
        assert 0 <= at_s - wanted_s + 0.002 < LATEST_S, words


def test_segmented_webvtt_of_hls_shows_at_the_times_it_says(clips: ClipStore) -> None:
    session = play(with_hls_text(hls_title(clips, (0,)), FOUR_SECONDS), to_the_end, settings=ENGLISH)
    expected = [(n * 4 + at, words) for n in range(5) for at, words in ((0.5, f"line {n}"), (2.5, ""))]
    assert_on_time(session, *expected)
    assert not session.of(ProblemRaised)


def test_a_whole_file_of_dash_shows_at_the_times_it_says(clips: ClipStore) -> None:
    title = with_dash_text(dash_title(clips, (0,)), vtt((1, 2, "a"), (1.5, 3, "b")))
    session = play(title, to_the_end, settings=ENGLISH)
    assert_on_time(session, (1, "a"), (1.5, "a | b"), (2, "b"), (3, ""))


def test_a_timestamp_map_ties_the_files_clock_to_the_medias(clips: ClipStore) -> None:
    head = "X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:01:00:00.000"
    texts = [vtt((3600 + n * 4 + 1, 3600 + n * 4 + 2, f"line {n}"), head=head) for n in range(5)]
    session = play(with_hls_text(hls_ts_title(clips, (0,)), texts), to_the_end, settings=ENGLISH)
    assert_on_time(session, *((n * 4 + at, w) for n in range(5) for at, w in ((1, f"line {n}"), (2, ""))))


def test_without_a_timestamp_map_zero_of_the_file_is_zero_of_the_media(clips: ClipStore) -> None:
    # The title's own clock begins at ten seconds (RFC 8216 §3.5).
    texts = [vtt((11, 12, "one second in"))] + [vtt()] * 4
    session = play(with_hls_text(hls_ts_title(clips, (0,)), texts), to_the_end, settings=ENGLISH)
    assert_on_time(session, (1, "one second in"), (2, ""))


@pytest.mark.parametrize("turns", [-1, 1, 2])
def test_a_map_may_be_whole_turns_of_the_33_bit_clock_away(clips: ClipStore, turns: int) -> None:
    ticks = (900_000 + turns * 2**33) if turns > 0 else 900_000
    local_s = 0 if turns > 0 else 2**33 / 90_000
    head = f"X-TIMESTAMP-MAP=MPEGTS:{ticks},LOCAL:{int(local_s // 3600):02d}:{local_s % 3600 // 60:02.0f}:"
    head += f"{local_s % 60:06.3f}"
    texts = [vtt((1, 2, "still here"), head=head)] + [vtt()] * 4
    session = play(with_hls_text(hls_ts_title(clips, (0,)), texts), to_the_end, settings=ENGLISH)
    assert_on_time(session, (1, "still here"), (2, ""))


def test_after_a_seek_the_cue_of_the_new_place_shows_and_no_other(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, CuesChanged)
        await session.player.seek(13.0)
        await until_ended(session)

    session = play(with_hls_text(hls_title(clips, (0,)), FOUR_SECONDS), script, settings=ENGLISH)
    assert_on_time(
        session, (0.5, "line 0"), (13, ""), (13, "line 3"), (14.5, ""), (16.5, "line 4"), (18.5, "")
    )
    at_s = next(e.at_s for e in session.of(CuesChanged) if e.cues and e.cues[0].text == "line 3")
    assert abs(at_s - session.of(Seeked)[0].at_s) < LATEST_S


def test_a_paused_cue_stands_and_a_faster_picture_takes_its_captions_along(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        session.player.rate = 2.0
        await session.player.load(session.url)
        await until(session, CuesChanged)
        session.player.pause()
        loop_s = session.events[-1].at_s
        await session.player.seek(1.0)
        await until(session, CuesChanged, 3)
        assert [cue.text for cue in session.player.cues] == ["line 0"]
        assert session.events[-1].at_s >= loop_s
        session.player.play()
        await until_ended(session)

    session = play(with_hls_text(hls_title(clips, (0,)), FOUR_SECONDS), script, settings=ENGLISH)
    assert [words for _, words in shown(session)][-8:] == [
        "line 1",
        "",
        "line 2",
        "",
        "line 3",
        "",
        "line 4",
        "",
    ]
    last = session.of(CuesChanged)
    assert last[-1].at_s - last[-2].at_s == pytest.approx(1.0, abs=LATEST_S)


def test_nothing_is_shown_unasked_and_select_text_shows_and_hides(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        track = session.player.text_tracks[0]
        assert session.player.text_id is None
        await session.player.seek(4.0)
        session.player.select_text(track.id)
        await until(session, CuesChanged)
        assert session.player.text_id == track.id
        session.player.select_text(None)
        await until_ended(session)
        with pytest.raises(PlayerStateError, match="no text track"):
            session.player.select_text("nonsense")

    session = play(with_hls_text(hls_title(clips, (0,)), FOUR_SECONDS), script)
    assert [words for _, words in shown(session)] == ["line 1", ""]
    assert [e.text_id for e in session.of(TracksChanged)][-1] is None


def test_text_that_nobody_wants_is_not_fetched_and_wanted_text_not_beyond_the_goal(clips: ClipStore) -> None:
    title = with_hls_text(hls_title(clips, (0,)), FOUR_SECONDS)

    async def half_a_second(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, CuesChanged)

    assert play(title, to_the_end).requests_for("text-en") == 0
    assert play(title, half_a_second, settings=ENGLISH).requests_for("text-en-3") == 0


def test_forced_captions_in_the_language_of_the_sound_show_when_nothing_else_does(clips: ClipStore) -> None:
    title = with_hls_text(hls_title(clips, (0,)), FOUR_SECONDS, name="full")
    for language in ("en", "de"):
        texts = [vtt((1, 2, f"sign, {language}"))] + [vtt()] * 4
        title = with_hls_text(title, texts, language=language, name=f"forced-{language}", forced=True)
    assert [words for _, words in shown(play(title, to_the_end))] == ["sign, en", ""]
    full = play(title, to_the_end, settings=ENGLISH)
    assert "sign, en" not in [words for _, words in shown(full)]


def test_a_missing_or_broken_segment_costs_its_own_captions_and_is_told_once(clips: ClipStore) -> None:
    texts = [FOUR_SECONDS[0], b"<html>not here</html>", *FOUR_SECONDS[2:]]
    title = with_hls_text(hls_title(clips, (0,)), texts)
    faults = [Fault(Status(404), "*text-en-3.vtt")]
    session = play(title, to_the_end, settings=ENGLISH, faults=faults)
    words = [words for _, words in shown(session)]
    assert words == ["line 0", "", "line 2", "", "line 4", ""]
    assert session.of(PlaybackEnded)
    problems = [e.problem for e in session.of(ProblemRaised)]
    assert [p.code for p in problems] == [ErrorCode.TEXT_UNSUPPORTED, ErrorCode.TEXT_UNAVAILABLE]
    assert {p.severity for p in problems} == {Severity.DEGRADED}


def test_a_caption_server_that_comes_back_is_asked_again(clips: ClipStore) -> None:
    faults = [Fault(Status(503), "*text-en-2.vtt", times=4)]
    title = with_hls_text(hls_title(clips, (0,)), FOUR_SECONDS)
    session = play(title, to_the_end, settings=ENGLISH, faults=faults)
    assert "line 2" in [words for _, words in shown(session)]
    assert len(session.of(ProblemRaised)) == 1


def test_cues_of_a_discontinuity_move_with_its_picture(clips: ClipStore) -> None:
    title = hls_title(clips, (0,))
    # The second half is the first half again: its timestamps begin anew.
    files = dict(title.files)
    for name in (f"{RUNGS[0].height}p", "sound-en", "sound-de"):
        lines = files[f"{name}.m3u8"].decode().splitlines()
        head, entries = lines[:5], lines[5:-1]
        half = entries[:10]
        files[f"{name}.m3u8"] = "\n".join(
            [*head, *half, "#EXT-X-DISCONTINUITY", *half, "#EXT-X-ENDLIST", ""]
        ).encode()
    texts = [vtt((1, 2, "first")), vtt(), vtt(), vtt(), vtt()]
    title = with_hls_text(replace(title, files=files), texts)
    playlist = [
        *("#EXTM3U", "#EXT-X-TARGETDURATION:10", "#EXTINF:10,", "text-en-0.vtt"),
        *("#EXT-X-DISCONTINUITY", "#EXTINF:10,", "text-en-1.vtt", "#EXT-X-ENDLIST", ""),
    ]
    title.files["text-en.m3u8"] = "\n".join(playlist).encode()
    title.files["text-en-1.vtt"] = vtt((1, 2, "second"))
    assert_on_time(play(title, to_the_end, settings=ENGLISH), (1, "first"), (2, ""), (11, "second"), (12, ""))


def test_an_added_file_is_a_track_on_the_titles_clock(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        track = session.player.add_text(f"{BASE_URL}mine.srt", language="fr", label="Mine")
        assert track in session.player.text_tracks
        session.player.select_text(track.id)
        await until_ended(session)

    title = hls_ts_title(clips, (0,))
    title.files["mine.srt"] = "1\n00:00:03,000 --> 00:00:04,000\n<i>Déjà</i>\n".encode()
    session = play(title, script)
    assert_on_time(session, (3, "Déjà"), (4, ""))


def line_21_title(clips: ClipStore) -> Title:
    pairs = pop_on((50, 75, "HELLO"), (260, 300, "ACROSS SEGMENTS"))
    return hls_ts_title(clips, (0,), sei=lambda frame: cc_sei(pairs, frame))


def test_captions_in_the_picture_are_found_and_shown_on_their_frames(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        while not session.player.text_tracks:
            await until(session, TracksChanged, len(session.of(TracksChanged)) + 1)
        session.player.select_text("CC1")
        await until_ended(session)

    session = play(line_21_title(clips), script)
    assert [t.service for t in session.player.text_tracks] == []  # the title has ended and gone
    assert any(t.service == "CC1" for e in session.of(TracksChanged) for t in e.tracks if t.kind is Kind.TEXT)
    frame = 1 / 25
    assert_on_time(
        session, (50 * frame, "HELLO"), (75 * frame, ""), (260 * frame, "ACROSS SEGMENTS"), (300 * frame, "")
    )


@pytest.mark.parametrize("position_s", [8.5, 9.7])
def test_captions_in_the_picture_are_right_after_a_seek(clips: ClipStore, position_s: float) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        while not session.player.text_tracks:
            await until(session, TracksChanged, len(session.of(TracksChanged)) + 1)
        session.player.select_text("CC1")
        await session.player.seek(position_s)
        await until_ended(session)

    words = [words for _, words in shown(play(line_21_title(clips), script))]
    assert words == ["ACROSS SEGMENTS", ""]
