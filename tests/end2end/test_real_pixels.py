"""The whole chain for real: loopback HTTP, parsers, ABR, feed, libVLC, and the pictures that it shows."""

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest

from playhead import BufferSettings, Player, PlayerSettings, PlayerState, TextPreferences
from playhead.events import CuesChanged, Event, PlaybackEnded, Seeked
from tests.end2end.origin import serve
from tests.end2end.screen import Screen
from tests.media.captions import cc_sei, pop_on, vtt, with_hls_text
from tests.media.clips import ClipStore
from tests.media.titles import Title, dash_title, hls_title, hls_ts_title
from tests.media.transport_clock import set_forward

pytestmark = [pytest.mark.libvlc, pytest.mark.slow]

MAKERS = {"hls-fmp4": hls_title, "hls-ts": hls_ts_title, "dash": dash_title}
SETTINGS = PlayerSettings(buffer=BufferSettings(goal_s=6, resume_s=1))
FPS = 25


async def positions_until_ended(player: Player) -> list[float]:
    """Sample the playhead until the title ends."""
    positions: list[float] = []
    while player.state is not PlayerState.ENDED:
        assert player.state is not PlayerState.FAILED, player.problem
        positions.append(player.position_s)
        await asyncio.sleep(0.05)
    return positions


@pytest.mark.parametrize("protocol", sorted(MAKERS))
async def test_the_displayed_picture_follows_the_bandwidth_and_time_never_goes_back(
    protocol: str, clips: ClipStore
) -> None:
    title: Title = MAKERS[protocol](clips, duration_s=24)
    screen = Screen()
    schedule = ((6.0, 0.9e6), (6.0, 14e6), (60.0, 0.8e6))
    async with (
        serve(title.files, schedule) as base,
        Player(backend=screen.backend(), settings=SETTINGS) as player,
    ):
        await player.load(base + title.manifest)
        positions = await positions_until_ended(player)
        report = player.report()

    heights = [picture.height for picture in screen.pictures]
    first, last, tallest = heights[0], heights[-1], max(heights)
    assert first < tallest == 720, "the picture climbs when the line gets faster"
    assert last < tallest, "and falls when it gets slower"
    assert screen.unreadable == 0
    frames = [picture.frame for picture in screen.pictures]
    assert frames == sorted(frames), "no picture is older than the one before"
    assert len(set(frames)) >= 24 * FPS * 0.98
    assert positions == sorted(positions), "the playhead never goes back"
    assert [each["height"] for each in report.displayed] == [h for h, _ in _runs(heights)]
    if not report.stalls:
        gaps_s = [abs(b.due_s - a.due_s - a.duration_s) for a, b in pairwise(screen.sounds)]
        assert max(gaps_s) < 0.010, "sound goes on through every switch"


async def test_a_seek_shows_the_exact_picture_and_nothing_wrong_before_it(clips: ClipStore) -> None:
    title = hls_title(clips)
    screen = Screen()
    async with serve(title.files) as base, Player(backend=screen.backend()) as player:
        await player.load(base + title.manifest)
        while len(screen.pictures) < 10:
            await asyncio.sleep(0.02)
        for target_s in (13.72, 5.0, 18.36):
            shown_before = len(screen.pictures)
            last = screen.pictures[-1].frame
            await player.seek(target_s)
            after = [picture.frame for picture in screen.pictures[shown_before:]]
            # The old picture may go on for the moment that the call takes to get through.
            while after and last <= after[0] <= last + 5:
                after.pop(0)
            assert after
            assert abs(after[0] - target_s * FPS) <= 1


async def test_a_paused_title_stands_on_one_picture(clips: ClipStore) -> None:
    title = dash_title(clips)
    screen = Screen()
    async with serve(title.files) as base, Player(backend=screen.backend()) as player:
        await player.load(base + title.manifest)
        while len(screen.pictures) < 25:
            await asyncio.sleep(0.02)
        player.pause()
        await asyncio.sleep(0.3)
        stood = screen.pictures[-1].frame
        await asyncio.sleep(0.7)
        assert screen.pictures[-1].frame == stood
        player.play()
        while screen.pictures[-1].frame < stood + 10:
            await asyncio.sleep(0.02)


async def test_a_title_plays_again_after_its_end(clips: ClipStore) -> None:
    title = hls_title(clips)
    screen = Screen()
    async with serve(title.files) as base, Player(backend=screen.backend()) as player:
        ended: list[PlaybackEnded | Seeked] = []
        player.listen(
            lambda event: ended.append(event) if isinstance(event, PlaybackEnded | Seeked) else None
        )
        await player.load(base + title.manifest, start_s=18.0)
        await positions_until_ended(player)
        await player.seek(19.0)
        await positions_until_ended(player)
    assert [type(event) for event in ended] == [PlaybackEnded, Seeked, PlaybackEnded]
    assert screen.pictures[-1].frame == 20 * FPS - 1


def _runs(values: list[int]) -> list[tuple[int, int]]:
    """Return (value, length) of each run of equal values."""
    runs: list[tuple[int, int]] = []
    for value in values:
        if runs and runs[-1][0] == value:
            runs[-1] = (value, runs[-1][1] + 1)
        else:
            runs.append((value, 1))
    return runs


async def test_captions_change_with_the_very_pictures_that_they_belong_to(clips: ClipStore) -> None:
    spans = ((100, 125, "BEFORE"), (150, 170, "BEHIND THE WRAP"), (250, 270, "AFTER A SEEK"))
    pairs = pop_on(*spans)
    title = hls_ts_title(clips, (0,), 12, sei=lambda frame: cc_sei(pairs, frame))
    # The 33-bit clock starts anew at 5.5 s, between the first caption and the second.
    files = {
        name: set_forward(body, 2**33 - round(15.5 * 90_000)) if name.endswith(".ts") else body
        for name, body in title.files.items()
    }
    screen, changes = Screen(), list[tuple[int, str]]()

    def note(event: Event) -> None:
        if isinstance(event, CuesChanged):
            changes.append((screen.pictures[-1].frame, "".join(cue.text for cue in event.cues)))

    async with serve(files) as base, Player(backend=screen.backend()) as player:
        player.listen(note)
        await player.load(base + title.manifest, start_s=3.2)
        while not player.text_tracks:
            await asyncio.sleep(0.02)
        player.select_text("CC1")
        while len(changes) < 4:
            await asyncio.sleep(0.05)
        await player.seek(9.6)
        await positions_until_ended(player)
    expected = [(frame, words) for first, end, text in spans for frame, words in ((first, text), (end, ""))]
    assert [words for _, words in changes] == [words for _, words in expected]
    late = [frame - wanted for (frame, _), (wanted, _) in zip(changes, expected, strict=True)]
    assert max(map(abs, late)) <= 2, f"frames of 40 ms between a caption and its picture: {late}"


async def test_captions_in_files_keep_to_their_pictures_over_a_discontinuity_and_a_seek(
    clips: ClipStore,
) -> None:
    title = hls_title(clips, (0,), 12)
    files = dict(title.files)
    for name in ("240p", "sound-en", "sound-de"):
        lines = files[f"{name}.m3u8"].decode().splitlines()
        # Two segments, and the same two again: their timestamps begin anew.
        twice = [*lines[:9], "#EXT-X-DISCONTINUITY", *lines[5:9], "#EXT-X-ENDLIST", ""]
        files[f"{name}.m3u8"] = "\n".join(twice).encode()
    title = with_hls_text(replace(title, files=files), [vtt((1, 2, "first")), vtt((1, 2, "second"))])
    playlist = title.files["text-en.m3u8"].replace(
        b"#EXTINF:4,\ntext-en-1", b"#EXT-X-DISCONTINUITY\n#EXTINF:4,\ntext-en-1"
    )
    assert b"DISCONTINUITY" in playlist
    screen, changes = Screen(), list[tuple[int, str]]()

    def note(event: Event) -> None:
        if isinstance(event, CuesChanged):
            changes.append((screen.pictures[-1].frame, "".join(cue.text for cue in event.cues)))

    settings = PlayerSettings(text=TextPreferences(("en",)))
    async with (
        serve({**title.files, "text-en.m3u8": playlist}) as base,
        Player(backend=screen.backend(), settings=settings) as player,
    ):
        player.listen(note)
        await player.load(base + title.manifest, start_s=3.5)
        while len(changes) < 2:
            await asyncio.sleep(0.02)
        await player.seek(0.5)
        while len(changes) < 4:
            await asyncio.sleep(0.02)
    # The second half shows the frames of the first again.
    assert [words for _, words in changes] == ["second", "", "first", ""]
    late = [frame - wanted for (frame, _), wanted in zip(changes, (25, 50, 25, 50), strict=True)]
    assert max(map(abs, late)) <= 2, f"frames of 40 ms between a caption and its picture: {late}"
