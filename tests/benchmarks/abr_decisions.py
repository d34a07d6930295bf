"""How long each algorithm's decision takes, with ten rungs: as the player asks for it, and compiled.

    python3 run.py bench abr_decisions

Goal for the house algorithm: under 1 ms in plain Python, under 30 µs compiled.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playhead_abr import ALGORITHMS, Conditions, Ladder, Quality, make_selector
from playhead_abr.catalogue import CATALOGUE, MEMORY, arrived, choose, parameters_of
from playhead_abr.conditions import Download
from playhead_abr.lab.kernels import compiled
from playhead_abr.steps import Arrival, Memory, Now, Rungs, Vector, logs_of

BITRATES_BPS = [400_000 * 1.5**rung for rung in range(10)]
SEGMENT_S = 4.0
AHEAD = 16
CAPACITY_S = 30.0
PLAIN, COMPILED = 300, 20_000


def many(number: int, p: Vector, memory: Memory, rungs: Rungs, count: int) -> int:
    """Decide again and again, with a buffer and a line that go up and down; returns a sum of the rungs."""
    total = 0
    for index in range(count):
        level_s = 2.0 + (index * 7) % 26
        bps = 1e6 + (index * 13) % 17 * 6e5
        arrived(number, p, memory, rungs, Arrival(3, -1, 4e6, 0.05, 4e6 / bps, level_s, CAPACITY_S))
        now = Now(0, index, 1000, level_s, CAPACITY_S, bps, 0.05, 3, 1.0, 3.0)
        total += choose(number, p, memory, rungs, now)[0]
    return total


def compiled_us(name: str) -> float:
    number, parameters = CATALOGUE[name][0], np.array(parameters_of(name, {}))
    bitrates = np.array(BITRATES_BPS)
    logs, utilities = logs_of(bitrates)
    sizes = np.tile(bitrates * SEGMENT_S, (AHEAD, 1))
    rungs = Rungs(bitrates, np.array(logs), np.array(utilities), sizes, SEGMENT_S)
    run = compiled(many)
    run(number, parameters, np.zeros(MEMORY), rungs, 1)
    begun_s = time.perf_counter()
    run(number, parameters, np.zeros(MEMORY), rungs, COMPILED)
    return (time.perf_counter() - begun_s) / COMPILED * 1e6


def plain_us(name: str) -> tuple[float, float]:
    """Return the median and the longest of many decisions, as the player asks for them."""
    selector = make_selector(name)
    ladder = Ladder(Quality(str(rung), bps) for rung, bps in enumerate(BITRATES_BPS))
    sizes = tuple(tuple(bps * SEGMENT_S for bps in BITRATES_BPS) for _ in range(AHEAD))
    times_us: list[float] = []
    for index in range(PLAIN):
        level_s, bps = 2.0 + (index * 7) % 26, 1e6 + (index * 13) % 17 * 6e5
        last = Download(3, 4e6, 0.05, 4e6 / bps, level_s)
        now = Conditions(level_s, CAPACITY_S, SEGMENT_S, bps, 3, 1.0, sizes, last, 1000, 3.0)
        begun_s = time.perf_counter()
        selector.choose(ladder, now)
        times_us.append((time.perf_counter() - begun_s) * 1e6)
    return float(np.median(times_us)), max(times_us)


def main() -> None:
    for name in ALGORITHMS:
        median_us, longest_us = plain_us(name)
        python = f"{median_us:.0f} µs in Python (at most {longest_us:.0f})"
        print(f"{name}: {compiled_us(name):.2f} µs compiled, {python}")


if __name__ == "__main__":
    main()
