"""Timelines with seams: periods, discontinuities, holes, and kinds that come and go."""

import asyncio

import pytest

from playhead.events import Downloaded, FirstPictureShown, PlaybackEnded, ProblemRaised, Seeked, StallStarted
from playhead.presentation import Kind
from tests.media.clips import ClipStore
from tests.media.titles import Title, dash_title, hls_title
from tests.player.session.harness import Session, play, until, until_ended


async def watch(session: Session) -> None:
    await session.player.load(session.url)
    await until_ended(session)


def watched_s(session: Session) -> float:
    return session.of(PlaybackEnded)[0].at_s - session.of(FirstPictureShown)[0].at_s


def assert_clean(session: Session, *, frames: int, seconds: float) -> None:
    """Assert that all was shown, in the time that it takes, without a stall or a problem."""
    report = session.player.report()
    assert report.ended
    assert not session.of(ProblemRaised)
    assert not session.of(StallStarted)
    assert report.frames_shown == frames
    assert watched_s(session) == pytest.approx(seconds, abs=0.7)


def hls_with(clips: ClipStore, lines: list[str], *, audio_lines: list[str] | None = None) -> Title:
    """Return a title whose 360p and sound playlists hold these lines; `{n}` names the segment's files."""
    source = hls_title(clips, rungs=(1,))
    files = dict(source.files)
    head = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:2", "#EXT-X-PLAYLIST-TYPE:VOD"]
    for name, chosen in (
        ("360p", lines),
        ("sound-en", audio_lines or lines),
        ("sound-de", audio_lines or lines),
    ):
        clip = name.partition("-")[0]
        text = [*head, f'#EXT-X-MAP:URI="{clip}-init.mp4"', *chosen, "#EXT-X-ENDLIST", ""]
        files[f"{name}.m3u8"] = "\n".join(text).replace("@", clip).encode()
    return Title("master.m3u8", files)


def segments(*numbers: int) -> list[str]:
    return [line for number in numbers for line in ("#EXTINF:2.0,", f"@-{number}.m4s")]


def test_a_discontinuity_that_goes_back_in_its_own_time_plays_on_without_a_seam(clips: ClipStore) -> None:
    title = hls_with(clips, [*segments(6, 7, 8), "#EXT-X-DISCONTINUITY", *segments(1, 2)])
    assert_clean(play(title, watch), frames=250, seconds=10)


def test_a_seek_across_a_discontinuity_lands_on_the_right_side(clips: ClipStore) -> None:
    title = hls_with(clips, [*segments(6, 7, 8), "#EXT-X-DISCONTINUITY", *segments(1, 2, 3)])

    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await session.player.seek(8.5)
        assert session.player.position_s == pytest.approx(8.5, abs=0.1)
        await session.player.seek(2.5)
        assert session.player.position_s == pytest.approx(2.5, abs=0.1)
        await until_ended(session)

    assert play(title, script).player.report().ended


def test_declared_gaps_are_never_fetched_and_are_jumped(clips: ClipStore) -> None:
    lines = [*segments(1, 2), "#EXT-X-GAP", *segments(3), "#EXT-X-GAP", *segments(4), *segments(5, 6)]
    session = play(hls_with(clips, lines), watch)
    assert not session.requests_for("-3.m4s")
    assert session.player.report().frames_shown == 200
    assert watched_s(session) == pytest.approx(8, abs=0.7)


def test_a_gap_in_the_sound_alone_does_not_stop_the_picture(clips: ClipStore) -> None:
    sound = [*segments(1, 2), "#EXT-X-GAP", *segments(3), *segments(4, 5, 6)]
    session = play(hls_with(clips, segments(1, 2, 3, 4, 5, 6), audio_lines=sound), watch)
    assert session.player.report().frames_shown == 300
    assert watched_s(session) == pytest.approx(12, abs=0.7)


def test_sound_that_ends_before_the_picture_does_not_end_the_title(clips: ClipStore) -> None:
    session = play(hls_with(clips, segments(1, 2, 3, 4, 5), audio_lines=segments(1, 2, 3, 4)), watch)
    assert session.player.report().ended
    assert session.player.report().frames_shown == 250


def test_a_title_of_sound_alone_plays(clips: ClipStore) -> None:
    source = hls_title(clips, rungs=(1,))
    session = play(Title("sound-en.m3u8", dict(source.files)), watch)
    assert session.player.report().ended
    assert watched_s(session) == pytest.approx(20, abs=0.7)
    assert {event.kind for event in session.of(Downloaded)} == {Kind.AUDIO}


PERIOD = (
    '<Period id="{id}" duration="PT{duration}S">'
    '<AdaptationSet contentType="video" mimeType="video/mp4">'
    '<SegmentTemplate timescale="1000" duration="2000" startNumber="{first}" '
    'presentationTimeOffset="{pto}" initialization="$RepresentationID$-init.mp4" '
    'media="$RepresentationID$-$Number$.m4s"/>'
    '<Representation id="{video}" bandwidth="800000" codecs="avc1.64001f" width="640" height="360"/>'
    "</AdaptationSet>{audio}</Period>"
)
AUDIO = (
    '<AdaptationSet contentType="audio" mimeType="audio/mp4" lang="en"><SegmentTemplate timescale="1000" '
    'duration="2000" startNumber="{first}" presentationTimeOffset="{pto}" '
    'initialization="$RepresentationID$-init.mp4" media="$RepresentationID$-$Number$.m4s"/>'
    '<Representation id="sound" bandwidth="128000" codecs="mp4a.40.2"/></AdaptationSet>'
)


def periods(clips: ClipStore, *spans: tuple[int, float, bool]) -> Title:
    """Return an MPD of periods given as (first segment, duration in s, whether there is sound)."""
    source = dash_title(clips, rungs=(1,))
    body = ""
    for number, (first, duration_s, has_sound) in enumerate(spans):
        pto = (first - 1) * 2000
        audio = AUDIO.format(first=first, pto=pto) if has_sound else ""
        body += PERIOD.format(id=number, duration=duration_s, first=first, pto=pto, video="360p", audio=audio)
    mpd = f'<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" minBufferTime="PT2S">{body}</MPD>'
    return Title("title.mpd", dict(source.files) | {"title.mpd": mpd.encode()})


def test_periods_follow_each_other_without_a_seam(clips: ClipStore) -> None:
    session = play(periods(clips, (6, 6, True), (1, 4, True), (9, 4, True)), watch)
    assert_clean(session, frames=350, seconds=14)


def test_a_period_cuts_its_last_segment_at_its_end(clips: ClipStore) -> None:
    session = play(periods(clips, (1, 5, True), (6, 4, True)), watch)
    assert session.player.duration_s is None or session.player.report().duration_s == pytest.approx(9)
    assert_clean(session, frames=225, seconds=9)


def test_a_very_short_period_plays(clips: ClipStore) -> None:
    session = play(periods(clips, (1, 4, True), (5, 0.48, True), (8, 4, True)), watch)
    assert_clean(session, frames=212, seconds=8.5)


def test_a_period_without_sound_plays_between_two_with_sound(clips: ClipStore) -> None:
    session = play(periods(clips, (1, 4, True), (5, 4, False), (8, 4, True)), watch)
    assert_clean(session, frames=300, seconds=12)


def test_a_seek_into_another_period_shows_its_picture(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, FirstPictureShown)
        for target_s in (12.5, 1.0, 7.0):
            await session.player.seek(target_s)
            assert session.player.position_s == pytest.approx(target_s, abs=0.1)
        await until_ended(session)

    session = play(periods(clips, (6, 6, True), (1, 4, True), (8, 4, True)), script)
    assert len(session.of(Seeked)) == 3
    assert session.player.report().ended


def test_seeking_all_over_the_place_never_hangs(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        for step in range(40):
            await session.player.seek((step * 7.3) % 14)
            await asyncio.sleep(step % 5 * 0.3)
        await until_ended(session)

    session = play(periods(clips, (6, 6, True), (1, 4, False), (8, 4, True)), script)
    assert len(session.of(Seeked)) == 40
    assert session.player.report().ended
