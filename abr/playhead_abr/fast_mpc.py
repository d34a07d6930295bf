"""FastMPC: the look-ahead of MPC from a table of coarse situations.

Yin, Jindal, Sekar, Sinopoli (SIGCOMM 2015, §5.3) solve every situation beforehand, with the buffer level and
the throughput in a hundred steps each and segments of average size, so that a player only looks up. The rungs
chosen here are the table's; an entry is worked out when it is needed, since that takes microseconds.
"""

from math import floor

from playhead_abr.lookahead import MOST_AHEAD, best_way
from playhead_abr.reasons import LOOKAHEAD, STARTUP
from playhead_abr.robust_mpc import PARAMETERS as MPC_PARAMETERS
from playhead_abr.robust_mpc import forecast
from playhead_abr.steps import Memory, Now, Parameter, Rungs, Vector, step

__all__ = ["PARAMETERS", "fast_mpc_choose"]

PARAMETERS = (
    *MPC_PARAMETERS[:2],
    Parameter("bins", 100, "steps of the table in each direction"),
    Parameter("most_throughput", 2, "where the table ends, in bitrates of the highest rung"),
)
_HORIZON, _STALL_COST = range(2)
_BINS, _MOST = range(2, 4)

_WAY = 32  # memory: behind what the forecast remembers


@step
def fast_mpc_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    if memory[0] == 0.0:
        return 0, 0.0, STARTUP
    likely_bps = forecast(memory)[0]
    top_bps = rungs.bitrates_bps[len(rungs.bitrates_bps) - 1]
    rung = best_way(
        memory,
        _WAY,
        rungs,
        now.segment,
        int(min(p[_HORIZON], MOST_AHEAD, now.remaining)),
        _middle(now.buffer_s, now.capacity_s, p[_BINS]),
        _middle(likely_bps, p[_MOST] * top_bps, p[_BINS]),
        now.current,
        p[_STALL_COST],
        now.capacity_s,
        False,
    )
    return rung, 0.0, LOOKAHEAD


@step
def _middle(value: float, most: float, bins: float) -> float:
    """Return the middle of the step that a value falls into."""
    return (min(floor(value / most * bins), bins - 1.0) + 0.5) * most / bins
