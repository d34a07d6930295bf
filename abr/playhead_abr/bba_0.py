"""BBA-0: the buffer alone says the bitrate (Huang et al.: "A Buffer-Based Approach to Rate Adaptation", SIGCOMM 2014, §4).

Up to a *reservoir* the lowest rung plays, from there a straight line over the *cushion* leads to the highest.
A rung is kept until the line crosses the one above it or below it. The paper's figures are for a buffer of
240 s (reservoir 90 s, cushion 126 s): they stand here as shares of the capacity, unless seconds are given.

With `by_rung` the line counts rungs instead of bits per second, and nothing is kept: that is the baseline
"BB" of Pensieve (Mao, Netravali, Alizadeh: SIGCOMM 2017; reservoir 5 s, cushion 10 s).
"""

from playhead_abr.reasons import BUFFER
from playhead_abr.steps import NO_RUNG, Now, Parameter, Rungs, Vector, step

__all__ = ["PARAMETERS", "bba_0_choose", "kept_between"]

PARAMETERS = (
    Parameter("reservoir_s", 0, "level up to which the lowest rung plays; 0: 37.5% of the capacity"),
    Parameter("cushion_s", 0, "from there to the highest rung; 0: 52.5% of the capacity"),
    Parameter("by_rung", 0, "1: the line counts rungs, as Pensieve's baseline does"),
)
_RESERVOIR_S, _CUSHION_S, _BY_RUNG = range(3)

_RESERVOIR_SHARE = 0.375
_CUSHION_SHARE = 0.525


@step
def bba_0_choose(p: Vector, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    reservoir_s = p[_RESERVOIR_S] if p[_RESERVOIR_S] > 0.0 else _RESERVOIR_SHARE * now.capacity_s
    cushion_s = p[_CUSHION_S] if p[_CUSHION_S] > 0.0 else _CUSHION_SHARE * now.capacity_s
    last = len(rungs.bitrates_bps) - 1
    if now.buffer_s < reservoir_s:
        return 0, 0.0, BUFFER
    if now.buffer_s >= reservoir_s + cushion_s:
        return last, 0.0, BUFFER
    if p[_BY_RUNG] == 1.0:
        return int(last * (now.buffer_s - reservoir_s) / cushion_s), 0.0, BUFFER
    lowest, highest = rungs.bitrates_bps[0], rungs.bitrates_bps[last]
    allowed_bps = lowest + (highest - lowest) * (now.buffer_s - reservoir_s) / cushion_s
    return kept_between(rungs.bitrates_bps, now.current, allowed_bps), 0.0, BUFFER


@step
def kept_between(costs: Vector, current: int, allowed: float) -> int:
    """Return the rung before, unless `allowed` has reached the cost of one above or left that of one below."""
    last = len(costs) - 1
    if current == NO_RUNG:
        current = 0
    above, below = min(current + 1, last), max(current - 1, 0)
    if allowed >= costs[above]:
        while above < last and costs[above + 1] <= allowed:
            above += 1
        return above
    if allowed <= costs[below]:
        while below > 0 and costs[below - 1] >= allowed:
            below -= 1
        return below
    return current
