"""BOLA-FINITE: BOLA for a film that begins and ends (Spiteri, Urgaonkar, Sitaraman, INFOCOM 2016, §IV-C).

Near the start nobody can have a full buffer yet, and near the end nobody needs one. So the capacity that BOLA
reckons with is half of what has been fetched or of what is left, three segments at least.
"""

from playhead_abr.bola import PARAMETERS as BOLA_PARAMETERS
from playhead_abr.bola import bola_abandon, bola_climb, bola_rung, bola_v
from playhead_abr.steps import NO_RUNG, Memory, Now, Progress, Rungs, Vector, step

__all__ = ["PARAMETERS", "bola_finite_abandon", "bola_finite_choose", "finite"]

PARAMETERS = BOLA_PARAMETERS
_GAMMA_P, _GUARD = range(2)

_LEAST_SEGMENTS = 3.0

# memory
_LAST, _V_S = range(2)


@step
def bola_finite_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, seconds to wait first, reason)."""
    return finite(p[_GAMMA_P], p[_GUARD], memory, rungs, now)


@step
def finite(gamma_p: float, guard: float, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """As `bola_finite_choose`, for algorithms that contain it; uses the first slots of their memory."""
    segments = max(min(now.since_start, now.remaining) / 2.0, _LEAST_SEGMENTS)
    v_s = bola_v(rungs, gamma_p, min(now.capacity_s, segments * rungs.segment_s))
    memory[_V_S] = v_s
    rung = bola_rung(rungs, v_s, gamma_p, 0.0, now.buffer_s)
    return bola_climb(memory, _LAST, rungs, now, rung, v_s, gamma_p, guard)


@step
def bola_finite_abandon(p: Vector, memory: Memory, rungs: Rungs, progress: Progress) -> int:
    """Return the rung to fetch instead, or `NO_RUNG`."""
    v_s = memory[_V_S]
    if v_s * (p[_GAMMA_P] + rungs.utilities[progress.rung]) < progress.buffer_s:
        return NO_RUNG  # the buffer is fuller than BOLA wants it: there is no hurry
    left_bits = progress.size_bits - progress.received_bits
    rung = bola_abandon(v_s, p[_GAMMA_P], progress.buffer_s, left_bits, rungs, progress)
    if rung != NO_RUNG:
        memory[_LAST] = rung
    return rung
