"""Starts, seeks, pauses and ends on real libVLC, judged by the frames that are seen."""

import asyncio
import threading
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from playhead.backend import EndReached, FirstPicture, Starved, StarvedEnded
from playhead.presentation import Kind
from tests.media.batches import ClipBatches
from tests.media.clips import SoundSpec, VideoSpec
from tests.player.backend_libvlc.stage import Stage

pytestmark = pytest.mark.libvlc

BOTH = frozenset({Kind.VIDEO, Kind.AUDIO})
PICTURES = frozenset({Kind.VIDEO})


async def begin(
    stage: Stage, batches: ClipBatches, at_s: float, *, is_paused: bool = False, codec: str = "h264"
) -> None:
    await stage.backend.start(at_s, BOTH, is_paused=is_paused)
    stage.clear()
    first = int(at_s // 2)
    for number in range(first, min(first + 3, 6)):
        stage.backend.append(batches.video(VideoSpec(rung=1, codec=codec), number))
        stage.backend.append(batches.sound(SoundSpec(), number))


def open_files() -> int:
    """Return how many files this process holds; 0 where the system doesn't tell."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


async def frames_to_come(stage: Stage, count: int) -> list[int]:
    """Return the next frames that are shown."""
    before = len(stage.frames)
    await stage.until_frames(before + count)
    return stage.frames[before:]


async def start_paused(stage: Stage, batches: ClipBatches, at_s: float, codec: str) -> FirstPicture:
    """Start there, and wait until whatever is shown is shown."""
    await begin(stage, batches, at_s, is_paused=True, codec=codec)
    first = await stage.until(FirstPicture)
    await asyncio.sleep(0.25)
    return first


@pytest.mark.parametrize("codec", ["h264", "hevc", "vp9", "av1"])
async def test_a_paused_start_shows_exactly_the_frame_at_the_position(
    stage: Stage, batches: ClipBatches, codec: str
) -> None:
    for at_s in (0.0, 4.0, 4.04, 4.6, 5.15, 5.96):
        wanted = int((at_s + 0.0005) * 25)
        first = await start_paused(stage, batches, at_s, codec)
        for _ in range(4):
            # Under load libVLC may skip the very first frame, for the second is due already.
            if stage.frames == [wanted + 1]:
                first = await start_paused(stage, batches, at_s, codec)
        assert stage.frames == [wanted]
        assert first.position_s == pytest.approx(wanted / 25)
        assert stage.backend.position_s == pytest.approx(at_s)


async def test_a_seek_while_playing_never_shows_a_frame_of_before(stage: Stage, batches: ClipBatches) -> None:
    for at_s in (7.3, 2.9, 5.5):
        await begin(stage, batches, at_s)
        await frames_to_come(stage, 5)
        # Under load libVLC may skip the very first frame, for the second is due already.
        assert 0 <= stage.frames[0] - int(at_s * 25) <= 2
        assert stage.frames == sorted(stage.frames)


async def test_stands_on_the_frame_that_is_shown_and_goes_on_with_the_next(
    stage: Stage, batches: ClipBatches
) -> None:
    await begin(stage, batches, 0.0)
    await frames_to_come(stage, 20)
    stage.backend.set_paused(True)
    await asyncio.sleep(0.15)
    last, position_s = stage.frames[-1], stage.backend.position_s
    await asyncio.sleep(0.5)
    assert (stage.frames[-1], stage.backend.position_s) == (last, position_s)
    assert position_s == pytest.approx(last / 25, abs=0.1)
    stage.backend.set_paused(False)
    assert (await frames_to_come(stage, 3))[:1] == [last + 1]


@pytest.mark.parametrize("at_s", [1.4, 1.75, 1.9])
async def test_a_pause_around_a_switch_breaks_nothing(
    stage: Stage, batches: ClipBatches, at_s: float
) -> None:
    await stage.backend.start(0.0, BOTH, is_paused=False)
    for number, rung in enumerate((1, 2)):
        stage.backend.append(batches.video(VideoSpec(rung=rung), number))
        stage.backend.append(batches.sound(SoundSpec(), number))
    await stage.until_frames(round(at_s * 25))
    stage.backend.set_paused(True)
    await asyncio.sleep(0.7)
    stood, position_s = stage.frames[-1], stage.backend.position_s
    await asyncio.sleep(0.3)
    assert (stage.frames[-1], stage.backend.position_s) == (stood, position_s)
    assert stood / 25 - at_s < 0.7
    stage.backend.set_paused(False)
    await stage.until_frames(80)
    assert {(seen.frame // 50, seen.rung) for seen in stage.seen} == {(0, 1), (1, 2)}
    # Under load libVLC may skip the very first frames, for others are due already.
    assert set(range(3, 80)) - set(stage.frames) == set()


async def test_a_pause_right_before_it_runs_dry_stands_and_goes_on(
    stage: Stage, batches: ClipBatches
) -> None:
    await stage.backend.start(0.0, BOTH, is_paused=False)
    stage.backend.append(batches.video(VideoSpec(rung=1), 0))
    stage.backend.append(batches.sound(SoundSpec(), 0))
    await stage.until_frames(42)
    stage.backend.set_paused(True)
    stood = stage.frames[-1]
    await asyncio.sleep(0.8)
    assert stage.frames[-1] <= stood + 1
    stage.backend.append(batches.video(VideoSpec(rung=1), 1))
    stage.backend.append(batches.sound(SoundSpec(), 1))
    await asyncio.sleep(0.3)
    assert stage.frames[-1] <= stood + 1
    stage.backend.set_paused(False)
    await stage.until_frames(80)
    assert {seen.rung for seen in stage.seen} == {1}
    assert set(range(3, 80)) - set(stage.frames) == set()
    assert not stage.told(Starved)


@pytest.mark.parametrize("rate", [0.5, 1.5, 2.0])
async def test_plays_pictures_at_another_rate(stage: Stage, batches: ClipBatches, rate: float) -> None:
    stage.backend.set_rate(rate)
    await begin(stage, batches, 0.0)
    await frames_to_come(stage, 10)
    stage.seen.clear()
    await asyncio.sleep(1.5)
    first, last = stage.seen[0], stage.seen[-1]
    assert (last.frame - first.frame) / 25 / (last.at_s - first.at_s) == pytest.approx(rate, rel=0.15)


@pytest.mark.parametrize("cut", [50, 35], ids=["between groups", "amid a group"])
async def test_after_running_dry_it_goes_on_with_whole_pictures(
    stage: Stage, batches: ClipBatches, cut: int
) -> None:
    whole = [batches.video(VideoSpec(rung=1), number) for number in (0, 1)]
    samples = [sample for batch in whole for sample in batch.samples]
    await stage.backend.start(0.0, BOTH, is_paused=False)
    stage.backend.append(replace(whole[0], samples=samples[:cut]))
    stage.backend.append(batches.sound(SoundSpec(), 0))
    dry = await stage.until(Starved)
    assert dry.position_s == pytest.approx(cut / 25, abs=0.1)
    await asyncio.sleep(0.6)
    stage.backend.append(replace(whole[0], samples=samples[cut:]))
    stage.backend.append(batches.sound(SoundSpec(), 1))
    await stage.until(StarvedEnded)
    await frames_to_come(stage, 20)
    assert {seen.rung for seen in stage.seen} == {1}
    assert stage.frames == sorted(stage.frames)
    # What the decoder held when it ran dry is left out: its time has passed for the sound.
    assert max(after - before for before, after in pairwise(stage.frames)) <= 8


async def test_pictures_alone_play_to_their_end(stage: Stage, batches: ClipBatches) -> None:
    await stage.backend.start(2.0, PICTURES, is_paused=False)
    stage.backend.append(batches.video(VideoSpec(rung=0), 1))
    stage.backend.finish()
    end = await stage.until(EndReached)
    assert end.position_s == pytest.approx(4.0)
    assert stage.frames[0] == 50
    assert stage.frames[-1] >= 98


async def test_stops_at_once_wherever_it_is(stage: Stage, batches: ClipBatches) -> None:
    for frames in (1, 8):
        await begin(stage, batches, 0.0)
        await frames_to_come(stage, frames)
        began_s = time.monotonic()
        await stage.backend.stop()
        assert time.monotonic() - began_s < 0.5
    await stage.backend.start(0.0, BOTH, is_paused=False)
    stage.backend.append(batches.video(VideoSpec(), 0))
    await stage.backend.stop()


async def test_many_starts_leave_no_thread_and_no_file_behind(stage: Stage, batches: ClipBatches) -> None:
    async def cycle() -> tuple[int, int]:
        await begin(stage, batches, 4.2)
        await stage.until(FirstPicture)
        await stage.backend.stop()
        return threading.active_count(), open_files()

    first = [await cycle() for _ in range(3)]
    last = [await cycle() for _ in range(17)]
    assert last[-1] == first[-1]
