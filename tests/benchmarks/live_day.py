"""A day of live television on the virtual clock: how long it takes, and whether memory stays flat.

    python tests/benchmarks/live_day.py [--hours 24] [--protocol hls|dash|ll-hls|ll-dash]

The real player on a channel with a break in its timestamps every ten minutes, a line that changes, and a
viewer who watches at the edge. Memory is that of the process, from the end of the first hour (by then every
list has reached its size) to the end. It is looked at whenever the line has gone seven times through its
course, a little more than an hour: at other moments other qualities are buffered, which weigh ten times as
much or a tenth, and that would be mistaken for growth.
"""

import argparse
import asyncio
import ctypes
import gc
import math
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from playhead import LoopClock, Player, PlayerSettings
from playhead.events import CuesChanged, Event, ProblemRaised, StallStarted
from playhead.settings import TextPreferences
from playhead.testing import (
    DEFAULT_LADDER,
    HeadlessBackend,
    LiveShape,
    SimulatedNetwork,
    SyntheticLive,
    run_virtual,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.player.session.talking_channel import lateness_s, talking  # only importable from the root

SEGMENT_S = 4.0
TRACE = ((137.0, 6e6), (83.0, 1.4e6), (251.0, 12e6), (53.0, 0.9e6))
# With a second to play, nobody could cross a line that drops to a third at once.
NEAR_TRACE = ((137.0, 6e6), (83.0, 4e6), (251.0, 12e6), (53.0, 3e6))
UTC_TIMING = (("urn:mpeg:dash:utc:http-iso:2014", "time"),)
BREAK_SEGMENTS = 150
WARM_S = 7 * sum(duration_s for duration_s, _ in TRACE)
PAGE_BYTES = 4_096
PROTOCOLS = ("hls", "dash", "ll-hls", "ll-dash")


@dataclass
class Day:
    """What one run showed."""

    offsets_s: list[float] = field(default_factory=list[float])
    told: Counter[str] = field(default_factory=Counter[str])
    memory_bytes: list[int] = field(default_factory=list[int])
    captions_late_s: list[float] = field(default_factory=list[float])
    frames_shown: int = 0
    requests: int = 0


def resident_bytes() -> int:
    """Return the process's memory, after everything that could be let go was.

    What the C library keeps of freed segments, for the next ones, isn't the player's and comes and goes.
    """
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_BYTES


async def watch(protocol: str, hours: float) -> Day:
    """Watch the channel for so long."""
    day = Day()
    clock = LoopClock(utc_anchor_s=1_764_158_400.0)
    shape = LiveShape(window_s=120.0, break_every=BREAK_SEGMENTS, has_timeline=True, has_delta=True)
    is_near = protocol.startswith("ll-")
    if is_near:
        # Pieces of 0.4 s, played 1.2 s behind the edge; a break still every ten minutes.
        shape = replace(shape, window_s=30.0, break_every=2 * BREAK_SEGMENTS)
    if protocol == "ll-hls":
        shape = replace(shape, part_frames=10, is_blocking=True)
    elif protocol == "ll-dash":
        # Numbered, as low-latency packagers write it: the document only tells of periods.
        shape = replace(
            shape, chunk_frames=10, has_timeline=False, latency=(1.2, 0.6, 6.0), utc_timing=UTC_TIMING
        )
    live = SyntheticLive(clock, shape, segment_s=2.0 if is_near else SEGMENT_S, ladder=DEFAULT_LADDER[:4])
    answers = live.origin if is_near else talking(live, protocol)
    network = SimulatedNetwork(NEAR_TRACE if is_near else TRACE, answers, latency_s=0.03)
    settings = PlayerSettings(text=TextPreferences(("en",)))

    def hear(event: Event) -> None:
        if isinstance(event, ProblemRaised):
            day.told[event.problem.code.name] += 1
        elif isinstance(event, StallStarted):
            day.told["stall"] += 1
        elif isinstance(event, CuesChanged) and event.cues and not is_near:
            day.captions_late_s.append(lateness_s(event, SEGMENT_S))

    backend = HeadlessBackend(clock)
    async with Player(backend=backend, transport=network, clock=clock, seed=1, settings=settings) as player:
        player.listen(hear)
        await player.load(live.dash_url if protocol.endswith("dash") else live.hls_url)
        for _ in range(max(1, math.ceil(hours * 3600 / WARM_S))):
            await asyncio.sleep(WARM_S)
            day.requests += len(network.requests)
            network.requests.clear()
            day.offsets_s.append(player.live_offset_s or 0.0)
            day.memory_bytes.append(resident_bytes())
        day.frames_shown = player.report().frames_shown
    return day


def run(protocol: str, hours: float) -> None:
    """Print the figures of one day."""
    started, started_cpu = time.perf_counter(), time.process_time()
    day = run_virtual(watch(protocol, hours))
    took, took_cpu = time.perf_counter() - started, time.process_time() - started_cpu
    first, last = day.memory_bytes[0], day.memory_bytes[-1]
    watched_s = len(day.memory_bytes) * WARM_S
    print(
        f"{protocol.upper():7} {watched_s / 3600:.2f} h in {took:.0f} s ({took_cpu:.0f} CPU-s), "
        f"{day.requests} requests, {day.frames_shown} frames "
        f"({day.frames_shown / (watched_s * 25):.4%} of the time)\n"
        f"      memory {first / 1e6:.1f} MB after an hour, {last / 1e6:.1f} MB at the end: "
        f"{(last - first) / 1e6:+.2f} MB ({min(day.memory_bytes) / 1e6:.1f} to "
        f"{max(day.memory_bytes) / 1e6:.1f} MB meanwhile)\n"
        f"      behind the edge, hour by hour: {min(day.offsets_s):.3f} to {max(day.offsets_s):.3f} s, "
        f"at last {day.offsets_s[-1]:.3f} s\n"
        f"      captions: {_captions_said(day)}\n"
        f"      told: {dict(day.told) or 'nothing'}",
        flush=True,
    )


def _captions_said(day: Day) -> str:
    if not day.captions_late_s:
        return "none"
    late_s = day.captions_late_s[1:]  # playback began in the midst of the first
    return (
        f"{len(late_s)}, of which the latest came {max(late_s) - min(late_s):.3f} s later than the earliest"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--protocol", choices=PROTOCOLS)
    chosen = parser.parse_args()
    for name in [chosen.protocol] if chosen.protocol else PROTOCOLS:
        run(name, chosen.hours)
