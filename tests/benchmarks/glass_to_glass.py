"""How old a picture of a low-latency channel is when it shows: real encodes, HTTP on loopback, real libVLC.

    python tests/benchmarks/glass_to_glass.py [--dash] [--seconds 60] [--held-back 1.08]

The channel is `tests/media/live_channel.py`. Needs a display (or `xvfb-run`).
"""

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path

import numpy as np

from playhead import Player
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink, ShownPicture
from playhead.events import Event, LiveRateChanged, ProblemRaised, StallStarted

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.media.clips import ClipStore, read_frame_number  # only importable from the root
from tests.media.live_channel import Channel, DashChannel, on_air

HELD_WITHIN_S = 0.3


async def watch(seconds: float, held_back_s: float, *, is_dash: bool) -> None:
    """Watch for so long and print what was seen."""
    make = DashChannel if is_dash else Channel
    channel = make(ClipStore(ROOT / ".cache" / "test-media"), held_back_s)
    ages_s: list[tuple[float, float]] = []
    told: list[Event] = []

    def see(shown: ShownPicture) -> None:
        luma = np.frombuffer(shown.planes[0], np.uint8).reshape(-1, shown.layout.pitches[0])
        frame = read_frame_number(luma[: shown.format.height, : shown.format.width])
        ages_s.append((time.monotonic(), channel.age_s(frame)))

    backend = LibVlcBackend(picture_sink=MemorySink(see), audio=MemoryAudio(lambda *_: None))
    async with on_air(channel) as url, Player(backend=backend) as player:
        player.listen(told.append)
        await player.load(url)
        await asyncio.sleep(seconds)
        offset_s, frames, stalls = player.live_offset_s, player.report().frames_shown, player.report().stalls
    settled = [age_s for at_s, age_s in ages_s if at_s > ages_s[0][0] + min(15.0, seconds / 2)]
    ranked = sorted(settled)
    median_s = statistics.median(ranked)
    held = sum(abs(age_s - median_s) <= HELD_WITHIN_S for age_s in ranked) / len(ranked)
    rates = [round(event.rate, 3) for event in told if isinstance(event, LiveRateChanged)]
    problems = [event.problem.code.name for event in told if isinstance(event, ProblemRaised)]
    print(
        f"LL-{'DASH' if is_dash else 'HLS'} {seconds:g} s, held back {held_back_s:.2f} s: {frames} frames, "
        f"{sum(isinstance(event, StallStarted) for event in told)} stalls {stalls or ''}\n"
        f"  glass to glass: median {median_s:.3f} s, "
        f"{ranked[len(ranked) // 100]:.3f} (1%) to {ranked[-len(ranked) // 100]:.3f} s (99%), "
        f"{ranked[0]:.3f} to {ranked[-1]:.3f} in all; the player says {offset_s or 0:.3f}\n"
        f"  within {HELD_WITHIN_S} s of the median: {held:.3%} of the pictures\n"
        f"  rates: {rates}; problems: {problems or 'none'}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--held-back", type=float, default=1.08)
    parser.add_argument("--dash", action="store_true", help="chunked DASH instead of HLS in parts")
    chosen = parser.parse_args()
    asyncio.run(watch(chosen.seconds, chosen.held_back, is_dash=chosen.dash))
