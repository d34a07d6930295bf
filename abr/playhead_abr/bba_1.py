"""BBA-1: BBA that knows the segments' sizes (Huang et al.: SIGCOMM 2014, §5).

The line over the cushion leads from the average size of the lowest rung's segments to that of the highest's,
and what is compared with it is the next segment's own size. The reservoir is no constant: it is what must be
in the buffer to play the lowest rung over the next stretch on a line that carries just its bitrate, since
segments are bigger than the average in turns.
"""

from playhead_abr.bba_0 import kept_between
from playhead_abr.reasons import BUFFER
from playhead_abr.steps import Now, Parameter, Rungs, Vector, step

__all__ = ["PARAMETERS", "bba_1_choose", "mapped"]

PARAMETERS = (
    Parameter("full_share", 0.9, "share of the capacity from which the highest rung plays"),
    Parameter("least_share", 0.033, "of the capacity: smallest reservoir (8 of 240 s in the paper)"),
    Parameter("most_share", 0.583, "of the capacity: biggest reservoir (140 of 240 s in the paper)"),
    Parameter("stretch", 2, "how far the reservoir looks ahead, in capacities"),
)
_FULL, _LEAST, _MOST, _STRETCH = range(4)


@step
def bba_1_choose(p: Vector, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    return mapped(p[_FULL], p[_LEAST], p[_MOST], p[_STRETCH], rungs, now), 0.0, BUFFER


@step
def mapped(
    full_share: float, least_share: float, most_share: float, stretch: float, rungs: Rungs, now: Now
) -> int:
    """Return the rung that the line over the cushion allows."""
    last = len(rungs.bitrates_bps) - 1
    need_s = _need(rungs, now.segment, stretch * now.capacity_s)
    reservoir_s = min(max(need_s, least_share * now.capacity_s), most_share * now.capacity_s)
    full_s = full_share * now.capacity_s
    if now.buffer_s <= reservoir_s:
        return 0
    if now.buffer_s >= full_s:
        return last
    lowest_bits = rungs.bitrates_bps[0] * rungs.segment_s
    highest_bits = rungs.bitrates_bps[last] * rungs.segment_s
    share = (now.buffer_s - reservoir_s) / (full_s - reservoir_s)
    allowed_bits = lowest_bits + (highest_bits - lowest_bits) * share
    return kept_between(rungs.sizes_bits[now.segment], now.current, allowed_bits)


@step
def _need(rungs: Rungs, first: int, stretch_s: float) -> float:
    """Return what the lowest rung's segments take longer to download than to play, on a line of its bitrate."""
    need_s = 0.0
    ahead_s = 0.0
    segment = first
    while segment < len(rungs.sizes_bits) and ahead_s < stretch_s:
        need_s += rungs.sizes_bits[segment][0] / rungs.bitrates_bps[0] - rungs.segment_s
        ahead_s += rungs.segment_s
        segment += 1
    return need_s
