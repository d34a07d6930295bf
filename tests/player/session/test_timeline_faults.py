"""Timelines that go wrong as streams do: clocks that wrap, segments that overlap, codecs that change."""

from collections.abc import Callable, Sequence

import pytest

from playhead.events import CuesChanged, ProblemRaised, Seeked, StallStarted, TracksChanged
from tests.media.captions import cc708_sei, cc_sei, pop_on, windowed
from tests.media.clips import ClipStore, SoundSpec, VideoSpec
from tests.media.titles import Title, dash_title, hls_title, hls_ts_title
from tests.media.transport_clock import set_forward
from tests.player.session.harness import Session, play, until, until_ended

WRAP_TICKS = 1 << 33
HEAD = ("#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:2", "#EXT-X-PLAYLIST-TYPE:VOD")


async def watch(session: Session) -> None:
    await session.player.load(session.url)
    await until_ended(session)


def assert_whole(session: Session, frames: int) -> None:
    """Assert that every frame was shown, without a stall or a problem."""
    assert not session.of(ProblemRaised)
    assert not session.of(StallStarted)
    assert session.player.report().frames_shown == frames


def playlist(*lines: str) -> bytes:
    return "\n".join([*HEAD, *lines, "#EXT-X-ENDLIST", ""]).encode()


def wrapping_title(clips: ClipStore, wrap_s: float, sei: Callable[[int], bytes] | None = None) -> Title:
    """Return a transport stream whose clock starts anew `wrap_s` seconds after the title's start."""
    title = hls_ts_title(clips, (0,), sei=sei)
    # The remuxed clock begins at ten seconds.
    ticks = WRAP_TICKS - round((10 + wrap_s) * 90_000)
    moved = {name: set_forward(body, ticks) for name, body in title.files.items() if name.endswith(".ts")}
    return Title(title.manifest, {**title.files, **moved})


# In the middle of a segment, at a boundary, and where only one of picture and sound has wrapped.
@pytest.mark.parametrize("wrap_s", [7.0, 8.0, 8.01, 7.97, 0.5])
def test_the_33_bit_clock_may_wrap_anywhere(wrap_s: float, clips: ClipStore) -> None:
    assert_whole(play(wrapping_title(clips, wrap_s), watch), 500)


@pytest.mark.parametrize("target_s", [3.0, 7.5, 8.5, 15.0])
def test_a_seek_across_the_wrap_lands_where_it_should(target_s: float, clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await session.player.seek(12.0)
        await session.player.seek(target_s)
        assert session.player.position_s == pytest.approx(target_s, abs=0.1)
        await until_ended(session)

    session = play(wrapping_title(clips, 7.0), script)
    assert len(session.of(Seeked)) == 2
    assert not session.of(ProblemRaised)


# Frames at 25 a second: before the wrap at 7 s, across it, and behind it.
SPANS = ((100, 150, "BEFORE"), (165, 190, "ACROSS"), (250, 300, "BEHIND"), (350, 400, "LATER"))
LINE_21, WINDOWS = pop_on(*SPANS), windowed(*SPANS)


@pytest.mark.parametrize("begin_at_s", [0.0, 9.0])
@pytest.mark.parametrize("channel", ["CC1", "SERVICE1"])
def test_captions_in_the_picture_keep_to_their_frames_over_the_wrap(
    channel: str, begin_at_s: float, clips: ClipStore
) -> None:
    def sei(frame: int) -> bytes:
        return cc_sei(LINE_21, frame) if channel == "CC1" else cc708_sei(WINDOWS, frame)

    async def script(session: Session) -> None:
        await session.player.load(session.url, start_s=begin_at_s)
        while not session.player.text_tracks:
            await until(session, TracksChanged, len(session.of(TracksChanged)) + 1)
        session.player.select_text(channel)
        await until_ended(session)

    session = play(wrapping_title(clips, 7.0, sei), script)
    changes = [(e.position_s, [cue.text for cue in e.cues]) for e in session.of(CuesChanged)]
    expected = [
        (frame / 25, words) for first, end, text in SPANS for frame, words in ((first, [text]), (end, []))
    ]
    expected = [each for each in expected if each[0] > begin_at_s]
    assert [words for _, words in changes] == [words for _, words in expected]
    for (found_s, words), (wanted_s, _) in zip(changes, expected, strict=True):
        assert -0.002 <= found_s - wanted_s < 0.08, words


def test_another_codec_behind_a_discontinuity_goes_on_without_a_seam(clips: ClipStore) -> None:
    title = hls_title(clips, rungs=(1,), duration_s=12)
    other = clips.video(VideoSpec(rung=1, codec="hevc", duration_s=12))
    files = {f"hevc-{n}.m4s": body for n, body in enumerate(other.segments, 1)} | {
        "hevc-init.mp4": other.init
    }
    picture = [*_run("360p", 1, 2), "#EXT-X-DISCONTINUITY", *_run("hevc", 1, 2)]
    picture += ["#EXT-X-DISCONTINUITY", *_run("360p", 4)]
    sound = [*_run("sound", 1, 2), "#EXT-X-DISCONTINUITY", *_run("sound", 1, 2)]
    sound += ["#EXT-X-DISCONTINUITY", *_run("sound", 4)]
    files |= {"360p.m3u8": playlist(*picture), "sound-en.m3u8": playlist(*sound)}
    assert_whole(play(Title(title.manifest, {**title.files, **files}), watch), 250)


def _run(clip: str, *numbers: int) -> list[str]:
    lines = [f'#EXT-X-MAP:URI="{clip}-init.mp4"']
    return lines + [line for n in numbers for line in ("#EXTINF:2.0,", f"{clip}-{n}.m4s")]


@pytest.mark.parametrize("lengths", [(0.5,), (0.5, 0.5, 0.5)])
def test_advertisements_of_half_a_second_are_crossed(lengths: Sequence[float], clips: ClipStore) -> None:
    title = hls_title(clips, rungs=(1,), duration_s=12)
    short = clips.video(VideoSpec(rung=1, duration_s=2, segment_s=0.48))
    noise = clips.sound(SoundSpec(duration_s=2, segment_s=0.48))
    files = {"ad-init.mp4": short.init, "ad-1.m4s": short.segments[0]}
    files |= {"hum-init.mp4": noise.init, "hum-1.m4s": noise.segments[0]}
    for name, clip, ad in (("360p.m3u8", "360p", "ad"), ("sound-en.m3u8", "sound", "hum")):
        lines = _run(clip, 1, 2)
        for _ in lengths:
            lines += [
                "#EXT-X-DISCONTINUITY",
                f'#EXT-X-MAP:URI="{ad}-init.mp4"',
                "#EXTINF:0.48,",
                f"{ad}-1.m4s",
            ]
        files[name] = playlist(*lines, "#EXT-X-DISCONTINUITY", *_run(clip, 3, 4))
    session = play(Title(title.manifest, {**title.files, **files}), watch)
    assert_whole(session, 200 + 12 * len(lengths))


TEMPLATE = (
    '<SegmentTemplate timescale="1000" presentationTimeOffset="{pto}" '
    'initialization="$RepresentationID$-init.mp4" media="$RepresentationID$-$Number$.m4s" '
    'startNumber="{first}">'
    "<SegmentTimeline>{timeline}</SegmentTimeline></SegmentTemplate>"
)


def timeline_title(
    clips: ClipStore, timeline: str, *, pto: int = 0, first: int = 1, lasts_s: int = 10
) -> Title:
    """Return an MPD whose two sets have this SegmentTimeline."""
    template = TEMPLATE.format(pto=pto, first=first, timeline=timeline)
    mpd = (
        '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" minBufferTime="PT2S" '
        f'mediaPresentationDuration="PT10S"><Period>'
        f'<AdaptationSet contentType="video" mimeType="video/mp4">{template}'
        '<Representation id="360p" bandwidth="800000" codecs="avc1.64001f" width="640" height="360"/>'
        f'</AdaptationSet><AdaptationSet contentType="audio" mimeType="audio/mp4" lang="en">{template}'
        '<Representation id="sound" bandwidth="128000" codecs="mp4a.40.2"/></AdaptationSet></Period></MPD>'
    )
    return Title("title.mpd", dict(dash_title(clips, rungs=(1,)).files) | {"title.mpd": mpd.encode()})


def test_segments_that_are_said_to_overlap_play_each_frame_once(clips: ClipStore) -> None:
    timeline = "".join(f'<S t="{n * 2000}" d="2400"/>' for n in range(5))
    assert_whole(play(timeline_title(clips, timeline), watch), 250)


def test_media_that_does_not_start_at_zero_starts_at_the_periods_beginning(clips: ClipStore) -> None:
    timeline = '<S t="8000" d="2000" r="4"/>'
    session = play(timeline_title(clips, timeline, pto=8000, first=5), watch)
    assert_whole(session, 250)


def test_a_title_whose_first_segment_comes_late_begins_with_it(clips: ClipStore) -> None:
    timeline = '<S t="4000" d="2000" r="2"/>'
    session = play(timeline_title(clips, timeline, first=3), watch)
    assert session.player.report().frames_shown == 150
    assert not session.of(StallStarted)


def test_periods_of_other_codecs_and_other_sound_follow_each_other(clips: ClipStore) -> None:
    title = dash_title(clips, rungs=(1,), duration_s=12)
    picture = clips.video(VideoSpec(rung=0, codec="hevc", duration_s=12))
    sound = clips.sound(SoundSpec(codec="ac3", duration_s=12, channels=1))
    files = dict(title.files)
    for name, clip in (("hevc", picture), ("surround", sound)):
        files[f"{name}-init.mp4"] = clip.init
        files |= {f"{name}-{n}.m4s": body for n, body in enumerate(clip.segments, 1)}
    body = "".join(
        _period(*each)
        for each in (
            ("a", "360p", "avc1.64001f", "sound", "mp4a.40.2"),
            ("b", "hevc", picture.codecs, "surround", "ac-3"),
            ("c", "360p", "avc1.64001f", "sound", "mp4a.40.2"),
        )
    )
    mpd = f'<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" minBufferTime="PT2S">{body}</MPD>'
    assert_whole(play(Title("title.mpd", files | {"title.mpd": mpd.encode()}), watch), 300)


def _period(id_: str, video: str, video_codec: str, audio: str, audio_codec: str) -> str:
    template = (
        '<SegmentTemplate timescale="1000" duration="2000" startNumber="1" '
        'initialization="$RepresentationID$-init.mp4" media="$RepresentationID$-$Number$.m4s"/>'
    )
    return (
        f'<Period id="{id_}" duration="PT4S">'
        f'<AdaptationSet contentType="video" mimeType="video/mp4">{template}'
        f'<Representation id="{video}" bandwidth="800000" codecs="{video_codec}"/></AdaptationSet>'
        f'<AdaptationSet contentType="audio" mimeType="audio/mp4" lang="en">{template}'
        f'<Representation id="{audio}" bandwidth="128000" codecs="{audio_codec}"/></AdaptationSet></Period>'
    )
