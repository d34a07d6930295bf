"""How long a picture is held at a change of quality, and how quickly playback starts, seeks and stops.

Plays real clips through real libVLC and looks at every picture: which frame of which rung it is, and when it
came. Run it on a quiet machine, more than once, and believe the medians:

    python tests/benchmarks/switch.py [--quick]
"""

import asyncio
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playhead.backend import EndReached, FirstPicture, VariantShown
from playhead.presentation import Kind
from tests.media.batches import ClipBatches
from tests.media.clips import RUNGS, ClipStore, SoundSpec, VideoSpec
from tests.player.backend_libvlc.stage import Stage

BOTH = frozenset({Kind.VIDEO, Kind.AUDIO})
BATCHES = ClipBatches(ClipStore(ROOT / ".cache" / "test-media"))
TALL = 4  # the rung with 1080 lines
PLAN = (0, 4, 1, 3, 2, 0, 4, 2, 3, 1, 0)


def told(name: str, values_s: list[float]) -> None:
    """Write one line: median and worst in milliseconds."""
    if values_s:
        worst, median = 1000 * max(values_s), 1000 * float(np.median(values_s))
        print(f"  {name:<46} median {median:6.1f} ms   worst {worst:6.1f} ms   of {len(values_s)}")


async def switches(codec: str, plan: tuple[int, ...], fps: int = 25) -> None:
    """Play a plan of rungs, one for each segment."""
    duration_s = 24 if codec == "h264" and fps == 25 else 12
    specs = [VideoSpec(rung=rung, codec=codec, duration_s=duration_s, fps=fps) for rung in plan]
    sound = SoundSpec(duration_s=24)
    pairs = [(BATCHES.video(spec, n), BATCHES.sound(sound, n)) for n, spec in enumerate(specs)]
    stage = Stage()
    await stage.backend.start(0.0, BOTH, is_paused=False)
    for number, pair in enumerate(pairs):
        # As the session does it: a few seconds ahead of the playhead.
        await asyncio.sleep(max(0.0, number * 2 - 6 - (stage.backend.position_s or 0.0)))
        for batch in pair:
            stage.backend.append(batch)
    stage.backend.finish()
    await stage.until(EndReached, timeout_s=40)
    await stage.backend.close()
    report(stage, codec, plan, fps)


def report(stage: Stage, codec: str, plan: tuple[int, ...], fps: int) -> None:
    """Write what was seen and heard of a plan."""
    low, tall = list[float](), list[float]()
    for event in stage.told(VariantShown)[1:]:
        (tall if event.height == RUNGS[TALL].height else low).append(event.picture_held_s)
    print(f"{codec} at {fps} frames a second, {len(plan) - 1} switches")
    told("picture held, up to 720 lines", low)
    told("picture held, into 1080 lines", tall)
    expected = len(plan) * 2 * fps
    lost = sorted(set(range(expected)) - set(stage.frames))
    wrong = [seen for seen in stage.seen if seen.rung != plan[min(seen.frame // (2 * fps), len(plan) - 1)]]
    backwards = sum(after.frame < before.frame for before, after in pairwise(stage.seen))
    shown = (
        f"{expected - len(lost)} of {expected}, lost {lost[:8]}, wrong {len(wrong)}, backwards {backwards}"
    )
    print(f"  frames shown {shown}")
    shown_s = {seen.frame // fps: seen.at_s for seen in reversed(stage.seen) if seen.frame % fps == 0}
    offsets_s = [min((beep_s - at_s for at_s in shown_s.values()), key=abs) for beep_s in stage.beeps_s]
    gap_ms, ahead_ms = 1000 * stage.sound_gap_s, -1000 * float(np.median(offsets_s))
    print(f"  sound: largest gap {gap_ms:.1f} ms, ahead of the picture by {ahead_ms:.1f} ms")


async def starts(rung: int, positions_s: list[float]) -> None:
    """Start at positions, amid groups of pictures too; each time anew on the same player."""
    stage = Stage()
    first_s, stop_s = list[float](), list[float]()
    for position_s in positions_s:
        number = int(position_s // 2)
        spec, sound = VideoSpec(rung=rung, duration_s=24), SoundSpec(duration_s=24)
        batches = [
            f(s, n) for n in (number, number + 1) for f, s in ((BATCHES.video, spec), (BATCHES.sound, sound))
        ]
        stage.clear()
        began_s = time.monotonic()
        await stage.backend.start(position_s, BOTH, is_paused=False)
        for batch in batches:
            stage.backend.append(batch)
        await stage.until(FirstPicture)
        first_s.append(time.monotonic() - began_s)
        await stage.until_frames(3)
        began_s = time.monotonic()
        await stage.backend.stop()
        stop_s.append(time.monotonic() - began_s)
    await stage.backend.close()
    kind = "start at a key frame" if all(s % 2 == 0 for s in positions_s) else "seek amid a group"
    told(f"{kind}, {RUNGS[rung].height} lines: first picture", first_s[1:])
    told("stop", stop_s)


async def breaks() -> None:
    """Change the codec: the stream ends, another begins."""
    stage = Stage()
    await stage.backend.start(0.0, BOTH, is_paused=False)
    for number in range(6):
        codec = ("h264", "hevc")[number % 2]
        stage.backend.append(BATCHES.video(VideoSpec(rung=1, codec=codec), number))
        stage.backend.append(BATCHES.sound(SoundSpec(), number))
    stage.backend.finish()
    await stage.until(EndReached, timeout_s=30)
    await stage.backend.close()
    told("change of codec: picture held", [e.picture_held_s for e in stage.told(VariantShown)[1:]])


def open_files() -> int:
    """Return how many files this process holds; 0 where the system doesn't tell."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


async def leaks(cycles: int) -> None:
    """Start and stop many times, and count threads and files."""
    stage = Stage()
    counts: list[tuple[int, int]] = []
    for _ in range(cycles):
        await stage.backend.start(0.0, BOTH, is_paused=False)
        stage.clear()
        stage.backend.append(BATCHES.video(VideoSpec(), 0))
        stage.backend.append(BATCHES.sound(SoundSpec(), 0))
        await stage.until(FirstPicture)
        await stage.backend.stop()
        counts.append((threading.active_count(), open_files()))
    await stage.backend.close()
    print(f"{cycles} cycles: threads and files {counts[1]} after the second, {counts[-1]} after the last")


def main() -> None:
    """Measure."""
    is_quick = "--quick" in sys.argv
    asyncio.run(switches("h264", PLAN[:5] if is_quick else PLAN))
    for codec in () if is_quick else ("hevc", "vp9", "av1"):
        asyncio.run(switches(codec, (1, 2, 1, 0, 2, 1)))
    if not is_quick:
        asyncio.run(switches("h264", (1, 3, 0, 3, 1, 0), fps=50))
    print("starts")
    asyncio.run(starts(0, [float(n) for n in range(0, 20, 2)]))
    asyncio.run(starts(TALL, [float(n) for n in range(0, 20, 2)]))
    asyncio.run(starts(TALL, [n + 0.36 + n * 0.07 for n in range(1, 20, 2)]))
    asyncio.run(breaks())
    asyncio.run(leaks(20))


if __name__ == "__main__":
    main()
