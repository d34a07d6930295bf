"""BOLA: choose by the buffer alone (Spiteri, Urgaonkar, Sitaraman: "BOLA", INFOCOM 2016).

Each rung has a utility, the logarithm of its bitrate. BOLA takes the rung with the highest

    (V · (utility + γp) − buffer) / bitrate:

the fuller the buffer, the less a big segment hurts. γp says how much playing on is worth against a better
picture; V follows from it and the buffer's capacity, so that the highest rung wins just below the capacity.

BOLA climbs above what the line carries and falls back, again and again. So a climb stops one rung above what
is sustainable (BOLA-U), or, with `oscillation_guard`, at it, and waits until the buffer has drained to where
that rung is BOLA's own choice (BOLA-O). Both are §V of the paper.
"""

from playhead_abr.reasons import BUFFER, OSCILLATION
from playhead_abr.steps import NO_RUNG, Memory, Now, Parameter, Progress, Rungs, Vector, step
from playhead_abr.throughput import sustainable

__all__ = ["PARAMETERS", "basic", "bola_abandon", "bola_choose", "bola_climb", "bola_rung", "bola_v"]

PARAMETERS = (
    Parameter("gamma_p", 5, "γp: worth of playing on, in units of utility"),
    Parameter("oscillation_guard", 0, "1: never climb above what the line sustains; pause instead"),
)
_GAMMA_P, _GUARD = range(2)

# memory
_LAST = 0  # rung chosen before


@step
def bola_v(rungs: Rungs, gamma_p: float, capacity_s: float) -> float:
    """Return V, in seconds: the top rung wins until a segment less than the capacity."""
    return (capacity_s - rungs.segment_s) / (rungs.utilities[len(rungs.utilities) - 1] + gamma_p)


@step
def bola_rung(rungs: Rungs, v_s: float, gamma_p: float, lowest: float, buffer_s: float) -> int:
    """Return the rung of the highest score; the lower one if two are equal.

    `lowest` is the utility of the lowest rung: only its sum with γp matters, but for the last bit of a tie.
    """
    offset = lowest - rungs.logs[0]
    choice = 0
    best = (v_s * (rungs.logs[0] + offset + gamma_p) - buffer_s) / rungs.bitrates_bps[0]
    for rung in range(1, len(rungs.bitrates_bps)):
        score = (v_s * (rungs.logs[rung] + offset + gamma_p) - buffer_s) / rungs.bitrates_bps[rung]
        if score > best:
            best = score
            choice = rung
    return choice


@step
def bola_climb(
    memory: Memory, slot: int, rungs: Rungs, now: Now, rung: int, v_s: float, gamma_p: float, guard: float
) -> tuple[int, float, int]:
    """Return (rung, pause, reason): `rung`, unless that is a climb above what the line carries.

    `slot` is where the rung before is remembered.
    """
    last = int(memory[slot])
    pause_s = 0.0
    reason = BUFFER
    if rung > last and now.throughput_bps > 0.0:
        carried = sustainable(rungs, now.throughput_bps, now.latency_s)
        if rung > carried:
            reason = OSCILLATION
            if last > carried:
                rung = last
            elif guard == 0.0:
                rung = carried + 1
            else:
                rung = carried
                if rung < len(rungs.bitrates_bps) - 1:
                    pause_s = max(now.buffer_s - v_s * (gamma_p + rungs.utilities[rung]), 0.0)
    memory[slot] = rung
    return rung, pause_s, reason


@step
def bola_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, seconds to wait first, reason)."""
    return basic(p[_GAMMA_P], p[_GUARD], memory, rungs, now)


@step
def basic(gamma_p: float, guard: float, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """As `bola_choose`, for algorithms that contain it; uses the first slot of their memory."""
    v_s = bola_v(rungs, gamma_p, now.capacity_s)
    rung = bola_rung(rungs, v_s, gamma_p, 0.0, now.buffer_s)
    return bola_climb(memory, _LAST, rungs, now, rung, v_s, gamma_p, guard)


@step
def bola_abandon(
    v_s: float, gamma_p: float, buffer_s: float, left_bits: float, rungs: Rungs, progress: Progress
) -> int:
    """Return the lower rung whose whole segment scores better than the rest of this one, or `NO_RUNG`.

    Args:
        buffer_s: Buffer to reckon with.
        left_bits: What is still to come; a replacement must be smaller, or changing would gain nothing.
    """
    best = v_s * (gamma_p + rungs.utilities[progress.rung]) - buffer_s
    best_bits = left_bits
    choice = NO_RUNG
    scale = progress.size_bits / rungs.bitrates_bps[progress.rung]
    for rung in range(progress.rung):
        size_bits = scale * rungs.bitrates_bps[rung]
        if size_bits >= left_bits:
            break
        score = v_s * (gamma_p + rungs.utilities[rung]) - buffer_s
        if score * best_bits > best * size_bits:
            best = score
            best_bits = size_bits
            choice = rung
    return choice
