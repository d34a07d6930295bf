"""DYNAMIC: the throughput rule while the buffer is low, BOLA once it is not.

BOLA needs a buffer before it has anything to say: at the start and after a seek it would crawl up from the
lowest rung. So the throughput rule drives until the buffer is comfortable *and* BOLA would choose at least as
well, and takes over again when the buffer is low *and* BOLA has become the more timid of the two (Spiteri,
Sitaraman, Sparacio: "From Theory to Practice", MMSys 2018, §4).
"""

from playhead_abr.bola import basic
from playhead_abr.bola_finite import finite
from playhead_abr.steps import Arrival, Memory, Now, Parameter, Progress, Rungs, Vector, step
from playhead_abr.throughput import affordable, too_slow

__all__ = ["PARAMETERS", "dynamic_abandon", "dynamic_arrived", "dynamic_choose"]

PARAMETERS = (
    Parameter("safety_factor", 0.9, "share of the throughput that the throughput rule may spend"),
    Parameter(
        "insufficient_buffer_rule", 1, "1: the throughput rule keeps a segment's download within the buffer"
    ),
    Parameter("initial_bps", 1_000_000, "throughput believed before the first measurement"),
    Parameter("gamma_p", 5, "BOLA's γp"),
    Parameter("oscillation_guard", 0, "1: BOLA never climbs above what the line sustains"),
    Parameter("finite", 1, "1: BOLA-FINITE, 0: BOLA basic"),
    Parameter("comfortable_buffer_s", 10, "level above which BOLA may take the wheel"),
    Parameter("grace_s", 0.5, "no download is broken off earlier"),
)
_SAFETY, _HAS_BUFFER_RULE, _INITIAL_BPS, _GAMMA_P, _GUARD, _IS_FINITE, _COMFORTABLE_S, _GRACE_S = range(8)

_BOLA_DRIVES = 9  # memory


@step
def dynamic_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return the driving rule's (rung, seconds to wait first, reason); both rules see every moment."""
    if p[_IS_FINITE] == 0.0:
        by_buffer = basic(p[_GAMMA_P], p[_GUARD], memory, rungs, now)
    else:
        by_buffer = finite(p[_GAMMA_P], p[_GUARD], memory, rungs, now)
    by_throughput = affordable(p[_SAFETY], p[_HAS_BUFFER_RULE], p[_INITIAL_BPS], memory, rungs, now)
    if now.buffer_s > p[_COMFORTABLE_S] and by_buffer[0] >= by_throughput[0]:
        memory[_BOLA_DRIVES] = 1.0
    elif now.buffer_s < p[_COMFORTABLE_S] and by_buffer[0] < by_throughput[0]:
        memory[_BOLA_DRIVES] = 0.0
    return by_buffer if memory[_BOLA_DRIVES] == 1.0 else by_throughput


@step
def dynamic_arrived(memory: Memory, arrival: Arrival) -> None:
    """Take note of a replacement: the throughput rule drives again."""
    if arrival.is_replacement:
        memory[_BOLA_DRIVES] = 0.0


@step
def dynamic_abandon(p: Vector, rungs: Rungs, progress: Progress) -> int:
    """Return the rung to fetch instead, or `NO_RUNG`: the throughput rule's, whoever drives."""
    return too_slow(p[_SAFETY], p[_GRACE_S], rungs, progress)
