"""How long does a picture stand at a change of quality? Start, seek, sound and lost frames too, on libVLC.

    python tests/benchmarks/switch.py [--rounds 1]

25 fps H.264 with B-frames, two seconds a segment, five rungs from 240p to 1080p; each picture tells by a
barcode and a colour which frame of which rung it is. Everything is measured at the sinks: when a picture is
handed over to be shown, and when a sound is due.
"""

import argparse
import asyncio
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playhead.backend import EndReached, FirstPicture
from playhead.presentation import Kind
from tests.media.batches import ClipBatches
from tests.media.clips import RUNGS, ClipStore, SoundSpec, VideoSpec
from tests.player.backend_libvlc.conftest import Seen, Stage
from tests.player.backend_libvlc.test_switches import sound_offsets_s

BOTH = frozenset({Kind.VIDEO, Kind.AUDIO})
DURATION_S = 24
SMALL = [0, 2, 1, 3, 0, 3, 1, 2, 0, 1, 3]
LARGE = [0, 4, 1, 4, 3, 4, 2, 4, 0, 4, 1]
SEEKS_S = (13.72, 5.0, 18.36, 9.96, 1.24)


def picture(rung: int) -> VideoSpec:
    """Return the clip of a rung."""
    return VideoSpec(rung=rung, duration_s=DURATION_S)


def held_ms(seen: list[Seen], plan: list[int]) -> list[tuple[str, float]]:
    """Return (from>to, longest standing of a picture around the change) for each switch of the plan."""
    found: list[tuple[str, float]] = []
    for number, (old, new) in enumerate(pairwise(plan), 1):
        first = number * 50
        around = [each for each in seen if first - 12 <= each.frame < first + 12]
        longest_s = max((b.at_s - a.at_s for a, b in pairwise(around)), default=float("nan"))
        found.append((f"{RUNGS[old].height}>{RUNGS[new].height}", longest_s * 1000))
    return found


async def play(batches: ClipBatches, plan: list[int]) -> None:
    """Play one segment of each rung of the plan and print what happened."""
    stage = Stage()
    await stage.backend.start(0.0, BOTH, is_paused=False)
    for number, rung in enumerate(plan):
        stage.backend.append(batches.video(picture(rung), number))
        stage.backend.append(batches.sound(SoundSpec(duration_s=DURATION_S), number))
    stage.backend.finish()
    await stage.until(EndReached, timeout_s=60)
    await stage.backend.close()
    held = held_ms(stage.seen, plan)
    into_large = [ms for name, ms in held if name.endswith(">1080")]
    others = [ms for name, ms in held if not name.endswith(">1080")]
    print("  held, ms:", "  ".join(f"{name} {ms:.0f}" for name, ms in held))
    print(f"  median up to 720p and down {statistics.median(others):.0f} ms", end="")
    print(f", into 1080p {statistics.median(into_large):.0f} ms" if into_large else "")
    wanted = len(plan) * 50
    print(f"  frames seen {len(set(stage.frames) & set(range(wanted)))} of {wanted}", end="")
    print(f", in order: {stage.frames == sorted(stage.frames)}")
    offsets = sound_offsets_s(stage)
    print(f"  largest hole in the sound {stage.sound_gap_s * 1000:.1f} ms", end="")
    print(f", sound against picture {statistics.median(offsets) * 1000:+.1f} ms")


async def start_and_seek(batches: ClipBatches, rung: int) -> None:
    """Start at several positions and print the time to the first right picture."""
    stage = Stage()
    found: list[float] = []
    exact = 0
    for position_s in (0.0, *SEEKS_S):
        stage.clear()
        started_s = time.monotonic()
        await stage.backend.start(position_s, BOTH, is_paused=False)
        first = int(position_s // 2)
        for number in range(first, min(first + 2, DURATION_S // 2)):
            stage.backend.append(batches.video(picture(rung), number))
            stage.backend.append(batches.sound(SoundSpec(duration_s=DURATION_S), number))
        await stage.until(FirstPicture)
        await stage.until_frames(3)
        right = round(position_s * 25)
        found.append(next(each.at_s for each in stage.seen if each.frame >= right) - started_s)
        exact += stage.seen[0].frame == right
    stopping_s = time.monotonic()
    await stage.backend.stop()
    stop_ms = (time.monotonic() - stopping_s) * 1000
    await stage.backend.close()
    seeks = [elapsed_s * 1000 for elapsed_s in found[1:]]
    print(f"{RUNGS[rung].height}p: first picture after start {found[0] * 1000:.0f} ms", end="")
    print(f", after a seek {statistics.median(seeks):.0f} ms (worst {max(seeks):.0f})", end="")
    print(f", exact {exact} of {len(found)}, stop {stop_ms:.0f} ms")


async def main(rounds: int) -> None:
    """Run everything."""
    batches = ClipBatches(ClipStore(ROOT / ".cache" / "test-media"))
    for _ in range(rounds):
        print("switches up to 720p")
        await play(batches, SMALL)
        print("switches into 1080p and back")
        await play(batches, LARGE)
        for rung in (0, 3, 4):
            await start_and_seek(batches, rung)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=1)
    asyncio.run(main(parser.parse_args().rounds))
