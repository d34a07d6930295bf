"""DYNAMIC as dash.js shipped it: BOLA-E above one buffer level, the throughput rule below another.

The two levels differ, so that a buffer between them changes nothing (Spiteri, Sitaraman, Sparacio: "From
Theory to Practice", MMSys 2018, §4; dash.js's default until its version 3).
"""

from playhead_abr.bola_e import PARAMETERS as BOLA_E_PARAMETERS
from playhead_abr.bola_e import bola_e_abandon, bola_e_choose
from playhead_abr.steps import Memory, Now, Parameter, Progress, Rungs, Vector, step
from playhead_abr.throughput import affordable, too_slow

__all__ = ["PARAMETERS", "dynamic_dash_abandon", "dynamic_dash_choose"]

PARAMETERS = (
    *BOLA_E_PARAMETERS,
    Parameter("safety_factor", 0.9, "share of the throughput that the throughput rule may spend"),
    Parameter("initial_bps", 1_000_000, "throughput believed before the first measurement"),
    Parameter("low_buffer_s", 5, "level below which the throughput rule drives"),
    Parameter("high_buffer_s", 10, "level above which BOLA-E drives"),
    Parameter("grace_s", 0.5, "the throughput rule breaks no download off earlier"),
)
_HAS_BUFFER_RULE = 2
_SAFETY, _INITIAL_BPS, _LOW_S, _HIGH_S, _GRACE_S = range(len(BOLA_E_PARAMETERS), len(PARAMETERS))

_BOLA_DRIVES = 9  # memory


@step
def dynamic_dash_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return the driving rule's (rung, seconds to wait first, reason)."""
    if now.buffer_s < p[_LOW_S]:
        memory[_BOLA_DRIVES] = 0.0
    elif now.buffer_s > p[_HIGH_S]:
        memory[_BOLA_DRIVES] = 1.0
    if memory[_BOLA_DRIVES] == 1.0:
        return bola_e_choose(p, memory, rungs, now)
    return affordable(p[_SAFETY], p[_HAS_BUFFER_RULE], p[_INITIAL_BPS], memory, rungs, now)


@step
def dynamic_dash_abandon(p: Vector, memory: Memory, rungs: Rungs, progress: Progress) -> int:
    """Return the driving rule's rung to fetch instead, or `NO_RUNG`."""
    if memory[_BOLA_DRIVES] == 1.0:
        return bola_e_abandon(memory, rungs, progress)
    return too_slow(p[_SAFETY], p[_GRACE_S], rungs, progress)
