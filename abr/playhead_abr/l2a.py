"""L2A: learn to adapt, for low latency, where there is never much of a buffer to go by.

Karagkioules, Mekuria, Griffioen, Wagenaar: "Online Learning for Low-Latency Adaptive Streaming", MMSys
2020. Each rung has a share; after each download the shares of those that it would have carried grow, and
those of the others shrink (a step of online gradient descent, then back onto shares that add up to one). A
multiplier remembers how much the buffer has lost and makes the steps longer. The rung nearest to the mean
bitrate of all shares is taken; climbing goes one rung at a time, and never above what came last.

Until there is some buffer, and after a jump, the throughput alone decides.
"""

from math import sqrt

from playhead_abr.reasons import LEARNED, OSCILLATION, STARTUP, THROUGHPUT
from playhead_abr.steps import Arrival, Memory, Now, Parameter, Rungs, Vector, step
from playhead_abr.throughput import sustainable

__all__ = ["MOST_RUNGS", "PARAMETERS", "l2a_arrived", "l2a_choose", "l2a_sought"]

PARAMETERS = (
    Parameter("horizon", 4, "segments over which the regret is reckoned"),
    Parameter("react", 2, "how hard a choice above the line pushes the multiplier"),
    Parameter("safety_factor", 0.9, "share of the throughput that may be spent at the start"),
    Parameter("steady_buffer_s", 1.5, "buffer with which the start is over"),
    Parameter("segment_unit_s", 1, "length of a segment that counts as 1"),
)
_HORIZON, _REACT, _SAFETY, _STEADY_S, _SEGMENT_UNIT_S = range(5)

MOST_RUNGS = 32
"""Rungs above this many are not chosen."""

# memory
_IS_STEADY, _MULTIPLIER, _PREVIOUS_BPS, _SEEN_BPS = range(4)
_SHARES = 4
_SORTED = _SHARES + MOST_RUNGS


@step
def l2a_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    if now.throughput_bps <= 0.0:
        return 0, 0.0, STARTUP
    count = min(len(rungs.bitrates_bps), MOST_RUNGS)
    line = p[_HORIZON] ** 0.99
    if memory[_IS_STEADY] == 0.0:
        rung = min(sustainable(rungs, p[_SAFETY] * now.throughput_bps, now.latency_s), count - 1)
        if now.buffer_s >= p[_STEADY_S]:
            _settle(memory, rungs, count, rung, line)
        return rung, 0.0, THROUGHPUT
    seen_bps = memory[_SEEN_BPS] if memory[_SEEN_BPS] > 0.0 else now.throughput_bps
    length = rungs.segment_s / p[_SEGMENT_UNIT_S]
    caution = max(p[_HORIZON], line * sqrt(p[_HORIZON]))
    for rung in range(count):
        # Bitrates by throughput: no unit is left.
        load = now.rate * rungs.bitrates_bps[rung] / seen_bps
        change = length * (memory[_MULTIPLIER] + line) * load / (2.0 * caution)
        memory[_SHARES + rung] += change if load <= 1.0 else -change
    _back_to_shares(memory, count)
    mean_bps = 0.0
    for rung in range(count):
        mean_bps += memory[_SHARES + rung] * rungs.bitrates_bps[rung]
    # What was spent, and what the change of mind adds to it, beyond what the line carried.
    owed_bps = 2.0 * mean_bps - memory[_PREVIOUS_BPS]
    memory[_PREVIOUS_BPS] = mean_bps
    owed = length * (now.rate * owed_bps / seen_bps - 1.0)
    memory[_MULTIPLIER] = max(memory[_MULTIPLIER] + owed, 0.0)
    rung, reason = _nearest(rungs, count, now.current, mean_bps, seen_bps)
    if rungs.bitrates_bps[rung] >= seen_bps:
        memory[_MULTIPLIER] = p[_REACT] * max(line, memory[_MULTIPLIER])
    return rung, 0.0, reason


@step
def _settle(memory: Memory, rungs: Rungs, count: int, rung: int, multiplier: float) -> None:
    """Begin to learn: all is staked on one rung."""
    memory[_IS_STEADY] = 1.0
    memory[_MULTIPLIER] = multiplier
    memory[_PREVIOUS_BPS] = rungs.bitrates_bps[rung]
    for other in range(count):
        memory[_SHARES + other] = 1.0 if other == rung else 0.0


@step
def _nearest(rungs: Rungs, count: int, current: int, mean_bps: float, seen_bps: float) -> tuple[int, int]:
    """Return the rung nearest to the mean, and what decided."""
    rung = 0
    for other in range(count):
        if abs(rungs.bitrates_bps[other] - mean_bps) < abs(rungs.bitrates_bps[rung] - mean_bps):
            rung = other
    last = min(max(current, 0), count - 1)
    if rung <= last + 1:
        return rung, LEARNED
    return (last + 1 if rungs.bitrates_bps[last + 1] <= seen_bps else last), OSCILLATION


@step
def l2a_arrived(memory: Memory, arrival: Arrival) -> None:
    """Take note of what a download came at."""
    if arrival.download_s > 0.0 and arrival.received_bits > 0.0:
        memory[_SEEN_BPS] = arrival.received_bits / arrival.download_s


@step
def l2a_sought(memory: Memory) -> None:
    """Start anew: what the buffer held is gone."""
    memory[_IS_STEADY] = 0.0


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
