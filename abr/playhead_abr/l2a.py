"""L2A: learn to adapt, for low latency, where there is never much of a buffer to go by.

Karagkioules, Mekuria, Griffioen, Wagenaar: "Online Learning for Low-Latency Adaptive Streaming", MMSys
2020. Each rung has a share; after each download the shares of those that the line carries grow, and those
of the others shrink (a step of online gradient descent, then back onto shares that add up to one). A
multiplier remembers how much the buffer has lost and makes the steps longer. The rung nearest to the mean
bitrate of all shares is taken; climbing goes one rung at a time.
"""

from math import sqrt

from playhead_abr.reasons import OSCILLATION, STARTUP, THROUGHPUT
from playhead_abr.steps import NO_RUNG, Memory, Now, Parameter, Rungs, Vector, step

__all__ = ["MOST_RUNGS", "PARAMETERS", "l2a_choose"]

PARAMETERS = (
    Parameter("horizon", 4, "segments over which the regret is reckoned"),
    Parameter("react", 2, "how hard a choice above the line pushes the multiplier"),
)
_HORIZON, _REACT = range(2)

MOST_RUNGS = 32
"""Rungs above this many are not chosen."""

# memory
_IS_WARM, _MULTIPLIER, _PREVIOUS = range(3)
_SHARES = 3
_SORTED = _SHARES + MOST_RUNGS


@step
def l2a_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    count = min(len(rungs.bitrates_bps), MOST_RUNGS)
    if now.throughput_bps <= 0.0:
        return 0, 0.0, STARTUP
    last = min(max(now.current, 0), count - 1)
    if memory[_IS_WARM] == 0.0:
        memory[_IS_WARM] = 1.0
        memory[_SHARES + last] = 1.0
        memory[_PREVIOUS] = rungs.bitrates_bps[last]
    line = p[_HORIZON] ** 0.99
    caution = max(p[_HORIZON], line * sqrt(p[_HORIZON]))
    for rung in range(count):
        # Bitrates by throughput: no unit is left, and a segment counts as one.
        load = rungs.bitrates_bps[rung] / now.throughput_bps
        change = (memory[_MULTIPLIER] + line) * load / (2.0 * caution)
        memory[_SHARES + rung] += change if load * now.rate <= 1.0 else -change
    _back_to_shares(memory, count)
    mean_bps = 0.0
    for rung in range(count):
        mean_bps += memory[_SHARES + rung] * rungs.bitrates_bps[rung]
    # What was spent, and what the change of mind adds to it, beyond what the line carried.
    owed = 2.0 * mean_bps - memory[_PREVIOUS]
    memory[_PREVIOUS] = mean_bps
    memory[_MULTIPLIER] = max(memory[_MULTIPLIER] - 1.0 + owed / now.throughput_bps, 0.0)
    return _nearest(p, memory, rungs, now, mean_bps, last, line)


@step
def _nearest(
    p: Vector, memory: Memory, rungs: Rungs, now: Now, mean_bps: float, last: int, line: float
) -> tuple[int, float, int]:
    rung = 0
    reason = THROUGHPUT
    for other in range(min(len(rungs.bitrates_bps), MOST_RUNGS)):
        if abs(rungs.bitrates_bps[other] - mean_bps) < abs(rungs.bitrates_bps[rung] - mean_bps):
            rung = other
    if now.current != NO_RUNG and rung > last + 1:
        reason = OSCILLATION
        rung = last + 1 if rungs.bitrates_bps[last + 1] <= now.throughput_bps else last
    if rungs.bitrates_bps[rung] >= now.throughput_bps:
        memory[_MULTIPLIER] = p[_REACT] * max(line, memory[_MULTIPLIER])
    return rung, 0.0, reason


@step
def _back_to_shares(memory: Memory, count: int) -> None:
    """Move the shares to the nearest that aren't negative and add up to one (Duchi et al., ICML 2008)."""
    for i in range(count):
        value = memory[_SHARES + i]
        j = i
        while j > 0 and memory[_SORTED + j - 1] < value:
            memory[_SORTED + j] = memory[_SORTED + j - 1]
            j -= 1
        memory[_SORTED + j] = value
    total = 0.0
    shift = 0.0
    for i in range(count):
        total += memory[_SORTED + i]
        if memory[_SORTED + i] > (total - 1.0) / (i + 1):
            shift = (total - 1.0) / (i + 1)
    for i in range(count):
        memory[_SHARES + i] = max(memory[_SHARES + i] - shift, 0.0)
