"""BOLA-E: BOLA that starts fast and stays calm (Spiteri, Sitaraman, Sparacio: MMSys 2018, §3).

BOLA needs a buffer before it has anything to say. BOLA-E adds a *placeholder*: seconds of buffer that are
only imagined, so that the choice is what the throughput suggests at the start, and after a pause at a full
buffer. The placeholder gives way as the real buffer grows.

Two guards stand between BOLA and the viewer: a climb stops where the line does (one rung above, or at it with
`oscillation_guard`), and a segment must arrive well before the buffer is empty (`insufficient_buffer_rule`).

With that rule, V and γp follow from two buffer levels: up to 10 s the lowest rung wins, and at the buffer's
goal (two seconds more a rung at least) the highest. Without it, they are BOLA's own, from `gamma_p`.
"""

from playhead_abr.bola import bola_abandon, bola_rung
from playhead_abr.reasons import BUFFER, INSUFFICIENT_BUFFER, OSCILLATION, STARTUP, THROUGHPUT
from playhead_abr.steps import NO_RUNG, Arrival, Memory, Now, Parameter, Progress, Rungs, Vector, step
from playhead_abr.throughput import sustainable, within_buffer

__all__ = ["PARAMETERS", "bola_e_abandon", "bola_e_arrived", "bola_e_choose", "bola_e_paused", "bola_e_seek"]

PARAMETERS = (
    Parameter("gamma_p", 5, "γp, used without the insufficient buffer rule"),
    Parameter("oscillation_guard", 0, "1: never climb above what the line sustains"),
    Parameter("insufficient_buffer_rule", 1, "1: a segment must arrive well before the buffer is empty"),
    Parameter("minimum_buffer_s", 10, "level up to which the lowest rung wins"),
    Parameter("per_rung_s", 2, "what each rung adds to the level at which the highest wins"),
)
_GAMMA_P, _GUARD, _HAS_BUFFER_RULE, _MINIMUM_S, _PER_RUNG_S = range(5)

_LOWEST = 1.0  # utility of the lowest rung here; BOLA has 0

# memory
_LAST, _PLACEHOLDER_S, _IS_STEADY, _SHARE, _V_S, _GAMMA = range(6)


@step
def _tune(p: Vector, memory: Memory, rungs: Rungs, capacity_s: float) -> None:
    count = len(rungs.bitrates_bps)
    top = _utility(rungs, count - 1)
    if p[_HAS_BUFFER_RULE] == 0.0 or rungs.utilities[count - 1] == 0.0:
        memory[_GAMMA] = p[_GAMMA_P] - _LOWEST
        memory[_V_S] = (capacity_s - rungs.segment_s) / (top + memory[_GAMMA])
        return
    goal_s = max(p[_MINIMUM_S] + p[_PER_RUNG_S] * count, capacity_s)
    memory[_GAMMA] = (top - _LOWEST) / (goal_s / p[_MINIMUM_S] - 1.0)
    memory[_V_S] = p[_MINIMUM_S] / memory[_GAMMA]


@step
def _utility(rungs: Rungs, rung: int) -> float:
    return rungs.logs[rung] + (_LOWEST - rungs.logs[0])


@step
def _least_buffer_s(memory: Memory, rungs: Rungs, rung: int) -> float:
    """Return the level from which BOLA prefers `rung` to all lower ones."""
    level_s = 0.0
    b = rungs.bitrates_bps
    for lower in range(rung):
        if b[lower] == b[rung]:
            continue
        crossing = (b[rung] * _utility(rungs, lower) - b[lower] * _utility(rungs, rung)) / (
            b[rung] - b[lower]
        )
        level_s = max(level_s, memory[_V_S] * (memory[_GAMMA] + crossing))
    return level_s


@step
def _most_buffer_s(memory: Memory, rungs: Rungs, rung: int) -> float:
    return memory[_V_S] * (_utility(rungs, rung) + memory[_GAMMA])


@step
def bola_e_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, seconds to wait first, reason)."""
    _tune(p, memory, rungs, now.capacity_s)
    if now.throughput_bps <= 0.0:
        return int(memory[_LAST]), 0.0, STARTUP
    carried = sustainable(rungs, now.throughput_bps, now.latency_s)
    if memory[_IS_STEADY] == 0.0:
        memory[_IS_STEADY] = 1.0
        memory[_SHARE] = 0.0
        memory[_PLACEHOLDER_S] = max(_least_buffer_s(memory, rungs, carried) - now.buffer_s, 0.0)
        return carried, 0.0, THROUGHPUT
    reason = BUFFER
    effective_s = now.buffer_s + memory[_PLACEHOLDER_S]
    rung = bola_rung(rungs, memory[_V_S], memory[_GAMMA], _LOWEST, effective_s)
    last = int(memory[_LAST])
    if rung > last and rung > carried:
        rung = max(last, carried)
        reason = OSCILLATION
        if p[_GUARD] == 0.0:
            rung += 1
    pause_s = _drain(memory, rungs, effective_s, rung)
    if p[_HAS_BUFFER_RULE] == 0.0:
        return rung, pause_s, reason
    return _guarded(memory, rungs, now, rung, pause_s, reason)


@step
def _drain(memory: Memory, rungs: Rungs, effective_s: float, rung: int) -> float:
    """Take what is too much from the placeholder; return what must be paused for."""
    excess_s = max(effective_s - _most_buffer_s(memory, rungs, rung), 0.0)
    imagined_s = min(excess_s, memory[_PLACEHOLDER_S])
    memory[_PLACEHOLDER_S] -= imagined_s
    return excess_s - imagined_s if rung < len(rungs.bitrates_bps) - 1 else 0.0


@step
def _guarded(
    memory: Memory, rungs: Rungs, now: Now, rung: int, pause_s: float, reason: int
) -> tuple[int, float, int]:
    safe = within_buffer(memory, _SHARE, rungs, now, rung)
    if safe == rung:
        return rung, pause_s, reason
    most_s = max(_least_buffer_s(memory, rungs, safe) - now.buffer_s, 0.0)
    memory[_PLACEHOLDER_S] = min(memory[_PLACEHOLDER_S], most_s)
    return safe, 0.0, INSUFFICIENT_BUFFER


@step
def bola_e_paused(memory: Memory, pause_s: float) -> None:
    """Take note that a full buffer kept us waiting: imagine that it had grown meanwhile."""
    memory[_PLACEHOLDER_S] += pause_s


@step
def bola_e_arrived(p: Vector, memory: Memory, rungs: Rungs, arrival: Arrival) -> None:
    """Take note of a download: the placeholder must fit what was chosen, whoever chose it."""
    memory[_LAST] = arrival.rung
    if memory[_V_S] == 0.0:
        _tune(p, memory, rungs, arrival.capacity_s)
    placeholder_s = memory[_PLACEHOLDER_S]
    if arrival.is_replacement:  # the buffer would have grown by a segment, had another been fetched
        if arrival.abandoned_to == NO_RUNG:
            memory[_PLACEHOLDER_S] = placeholder_s + rungs.segment_s
        return
    if arrival.abandoned_to != NO_RUNG:
        wanted_s = p[_MINIMUM_S]
        if arrival.abandoned_to > 0:
            wanted_s = _least_buffer_s(memory, rungs, arrival.abandoned_to)
        memory[_PLACEHOLDER_S] = min(placeholder_s, max(wanted_s - arrival.buffer_s, 0.0))
        return
    was_s = arrival.buffer_s + arrival.latency_s + arrival.download_s
    placeholder_s = min(placeholder_s, max(_most_buffer_s(memory, rungs, arrival.rung) - was_s, 0.0))
    if arrival.buffer_s > 0.0:
        placeholder_s = max(placeholder_s, _least_buffer_s(memory, rungs, arrival.rung) - was_s)
    memory[_PLACEHOLDER_S] = placeholder_s


@step
def bola_e_seek(memory: Memory) -> None:
    """Start anew: what the buffer held is gone."""
    memory[_IS_STEADY] = 0.0


@step
def bola_e_abandon(memory: Memory, rungs: Rungs, progress: Progress) -> int:
    """Return the rung to fetch instead, or `NO_RUNG`: a new request costs its latency first."""
    latency_s = progress.latency_s
    throughput_bps = progress.received_bits / (progress.elapsed_s - latency_s)
    left_bits = progress.size_bits - progress.received_bits - latency_s * throughput_bps
    if left_bits <= 0.0:
        return NO_RUNG
    buffer_s = max(progress.buffer_s + memory[_PLACEHOLDER_S] - latency_s, 0.0)
    return bola_abandon(memory[_V_S], memory[_GAMMA] + _LOWEST, buffer_s, left_bits, rungs, progress)
