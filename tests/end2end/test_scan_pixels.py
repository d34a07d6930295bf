"""Fast forward and rewind on the real libVLC: the pictures that show, read off their own pixels."""

import asyncio
from collections.abc import Callable
from itertools import pairwise

import pytest

from playhead import BufferSettings, Player, PlayerSettings
from playhead.events import ProblemRaised, ScanEnded, StallStarted
from tests.end2end.origin import serve
from tests.end2end.screen import Picture, Screen
from tests.media.clips import RUNGS, ClipStore
from tests.media.titles import Title
from tests.media.trick_play import KEY_FRAMES_RUNG, dash_with_key_frames, hls_with_key_frames

pytestmark = [pytest.mark.libvlc, pytest.mark.slow]

SETTINGS = PlayerSettings(buffer=BufferSettings(goal_s=6, resume_s=1))
FPS = 25
RATE = 4.0
SCAN_S = 2.6


@pytest.mark.parametrize(
    ("make", "rate"),
    [(hls_with_key_frames, RATE), (hls_with_key_frames, -RATE), (dash_with_key_frames, RATE)],
)
async def test_key_frames_show_at_a_steady_pace_without_sound_and_playback_goes_on_there(
    make: Callable[[ClipStore], Title], rate: float, clips: ClipStore
) -> None:
    title, screen, told = make(clips), Screen(), list[object]()
    start_s = 2.0 if rate > 0 else 18.0
    async with serve(title.files) as base, Player(backend=screen.backend(), settings=SETTINGS) as player:
        player.listen(told.append)
        await player.load(base + title.manifest, start_s=start_s)
        while len(screen.pictures) < 5:
            await asyncio.sleep(0.02)
        await player.scan(rate)
        while not _of_scan(screen.pictures):
            await asyncio.sleep(0.01)
        sounds = len(screen.sounds)
        await asyncio.sleep(SCAN_S)
        shown = _of_scan(screen.pictures)
        assert len(screen.sounds) <= sounds + 5, "winding makes no sound"
        stood_s = player.position_s
        player.play()
        ordinary = len(screen.pictures)
        while not (after := [p for p in screen.pictures[ordinary:] if p.height == RUNGS[0].height]):
            await asyncio.sleep(0.01)

    frames = list(dict.fromkeys(picture.frame for picture in shown))
    assert len(frames) >= 7, "about as many key frames as seconds have passed"
    assert all(frame % FPS == 0 for frame in frames)
    assert frames == sorted(frames, reverse=rate < 0)
    changes = [b.at_s for a, b in pairwise(shown) if a.frame != b.frame]
    steps_s = sorted(later - earlier for earlier, later in pairwise(changes))
    assert 0.15 < steps_s[len(steps_s) // 2] < 0.4, "a second of the title in a quarter"
    # What stands is the key frame before the playhead, but for the pace of the pictures.
    assert -0.7 <= stood_s - shown[-1].frame / FPS < 1.7
    assert abs(after[0].frame - stood_s * FPS) <= 1.5, "playback goes on exactly there"
    assert [each.reason for each in told if isinstance(each, ScanEnded)] == ["play"]
    assert not [each for each in told if isinstance(each, (ProblemRaised, StallStarted))]


def _of_scan(pictures: list[Picture]) -> list[Picture]:
    return [picture for picture in pictures if picture.height == RUNGS[KEY_FRAMES_RUNG].height]
