"""LoL+: what each rung has led to is learned, and the rung that comes nearest to what is wanted is taken.

Bentaleb, Akcay, Lim, Begen, Zimmermann: "Catching the Moment with LoL+ in Twitch-Like Low-Latency Live
Streaming Platforms", IEEE Transactions on Multimedia 24, 2022; first as LoL in MMSys 2020. Each rung is a
neuron of a self-organizing map with four states: throughput, latency, standing still and switching. Wanted
is the line's throughput and nothing of the rest. The neuron nearest to that wins, in a distance whose weights
are chosen anew before each segment; then the winner and its neighbours learn what was wanted, and the neuron
before and its neighbours what came.

The weights are those, of all in steps of 0.2, that promise the best next segment. What they promise only
falls with the inverse of the weights of standing still and latency, and knows no others, so that the best are
known without a search. Until they can be chosen (the live offset must be near its target) they are all alike:
the paper draws them.

When the buffer would run low, nothing is weighed: the best rung below that the line carries is taken. The
paper stays where no rung is carried; here it is the lowest then.

`lol_plus_rate` is its control of the live offset: a sigmoid of how far off it is, or of the buffer while that
is thin.
"""

from math import exp, sqrt

from playhead_abr.reasons import INSUFFICIENT_BUFFER, LEARNED, STARTUP
from playhead_abr.steps import Memory, Now, Parameter, Rungs, Vector, step

__all__ = ["MOST_RUNGS", "PARAMETERS", "lol_plus_choose", "lol_plus_rate"]

PARAMETERS = (
    Parameter("safety_factor", 0.9, "share of the throughput that is reckoned with"),
    Parameter("least_buffer_s", 0.3, "a rung that would leave less is discouraged"),
    Parameter("target_latency_s", 1.5, "live offset near which the weights are chosen anew"),
    Parameter("latency_unit_s", 100, "live offset that counts as 1"),
    Parameter("stall_unit_s", 1, "standing still that counts as 1"),
    Parameter("headroom_bps", 10_000, "what the line must carry beyond a rung"),
    Parameter("learning_rate", 0.01, "share of what is new that a neuron takes on"),
    Parameter("neighbourhood", 0.1, "distance at which a neighbour learns 0.6 of that"),
)
(
    _SAFETY,
    _LEAST_BUFFER_S,
    _TARGET_LATENCY_S,
    _LATENCY_UNIT_S,
    _STALL_UNIT_S,
    _HEADROOM_BPS,
    _LEARNING_RATE,
    _NEIGHBOURHOOD,
) = range(8)

MOST_RUNGS = 32
"""Rungs above this many are not chosen."""

# memory
_IS_WARM, _LATENCY_BEFORE_S = range(2)
_WEIGHTS = 2
_STATES = 6  # of each rung in turn
_STATE_COUNT = 4
_CAME, _LATENCY, _STALL, _SWITCH = range(_STATE_COUNT)

_FIRST_WEIGHT = 0.4
_LEAST_WEIGHT = 0.2
_MOST_WEIGHT = 1.0
_DISCOURAGING_WEIGHT = 100.0
# what latency costs a segment, of the lowest bitrate up to this much, of the highest above
_SHORT_LATENCY = 1.1
_SHORT_PRICE = 0.05
_LONG_PRICE = 0.1

_STEEPNESS = 5.0  # of the sigmoid, a second
_AT_TARGET = 0.02  # share of the target
_MOST_EXPONENT = 700.0


@step
def lol_plus_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    b = rungs.bitrates_bps
    count = min(len(b), MOST_RUNGS)
    current = min(max(now.current, 0), count - 1)
    line_bps = p[_SAFETY] * now.throughput_bps
    if line_bps <= 0.0:
        return current, 0.0, STARTUP
    norm_bps = _ready(memory, rungs, count)
    took_s = b[current] * rungs.segment_s / line_bps
    if now.buffer_s - took_s < p[_LEAST_BUFFER_S]:
        return _carried_below(rungs, current, line_bps), 0.0, INSUFFICIENT_BUFFER
    _weigh(p, memory, rungs, now, count, line_bps)
    came = line_bps / norm_bps
    if came > 1.0:
        came = 0.0
        for rung in range(count):
            came = max(came, memory[_STATES + _STATE_COUNT * rung + _CAME])
    winner = _nearest(p, memory, rungs, now, count, line_bps, came)
    switch = abs(b[current] - b[winner]) / norm_bps
    stall = max(took_s - now.buffer_s, 0.0) / p[_STALL_UNIT_S]
    _learn(p, memory, count, current, came, now.live_offset_s / p[_LATENCY_UNIT_S], stall, switch)
    _learn(p, memory, count, winner, came, 0.0, 0.0, switch)
    return winner, 0.0, LEARNED


@step
def _ready(memory: Memory, rungs: Rungs, count: int) -> float:
    """Return the length of the ladder as a vector; the first time, let each neuron stand for its bitrate."""
    squares = 0.0
    for rung in range(count):
        squares += rungs.bitrates_bps[rung] * rungs.bitrates_bps[rung]
    norm_bps = sqrt(squares)
    if memory[_IS_WARM] == 0.0:
        memory[_IS_WARM] = 1.0
        for i in range(_STATE_COUNT):
            memory[_WEIGHTS + i] = _FIRST_WEIGHT
        for rung in range(count):
            memory[_STATES + _STATE_COUNT * rung + _CAME] = rungs.bitrates_bps[rung] / norm_bps
    return norm_bps


@step
def _carried_below(rungs: Rungs, current: int, line_bps: float) -> int:
    below = 0
    for rung in range(current):
        if rungs.bitrates_bps[rung] < line_bps:
            below = rung
    return below


@step
def _next_buffer_s(rungs: Rungs, now: Now, rung: int, line_bps: float) -> float:
    took_s = rungs.bitrates_bps[rung] * rungs.segment_s / line_bps
    gain_s = -rungs.segment_s if took_s > rungs.segment_s else rungs.segment_s - took_s
    return now.buffer_s + gain_s


@step
def _weigh(p: Vector, memory: Memory, rungs: Rungs, now: Now, count: int, line_bps: float) -> None:
    """Choose the weights that promise most, if the live offset is near its target and the buffer lasts."""
    changed_s = abs(now.live_offset_s - memory[_LATENCY_BEFORE_S])
    memory[_LATENCY_BEFORE_S] = now.live_offset_s
    if now.live_offset_s > p[_TARGET_LATENCY_S] + changed_s:
        return
    b = rungs.bitrates_bps
    best = -1e300
    for rung in range(count):
        next_s = _next_buffer_s(rungs, now, rung, line_bps)
        if next_s < p[_LEAST_BUFFER_S]:
            continue
        stall_s = max(b[rung] * rungs.segment_s / line_bps - next_s, 0.0)
        latency = memory[_STATES + _STATE_COUNT * rung + _LATENCY]
        price_bps = _SHORT_PRICE * b[0] if latency <= _SHORT_LATENCY else _LONG_PRICE * b[count - 1]
        promise = (rungs.segment_s * b[rung] - b[count - 1] * stall_s) / p[
            _STALL_UNIT_S
        ] - price_bps * latency
        if promise > best:
            best = promise
            memory[_WEIGHTS + _CAME] = _LEAST_WEIGHT
            memory[_WEIGHTS + _LATENCY] = _MOST_WEIGHT if latency > 0.0 else _LEAST_WEIGHT
            memory[_WEIGHTS + _STALL] = _MOST_WEIGHT
            memory[_WEIGHTS + _SWITCH] = _LEAST_WEIGHT


@step
def _nearest(
    p: Vector, memory: Memory, rungs: Rungs, now: Now, count: int, line_bps: float, came: float
) -> int:
    """Return the rung whose neuron is nearest to what is wanted; of equals, the lowest."""
    winner = 0
    least = 1e300
    for rung in range(count):
        state = _STATES + _STATE_COUNT * rung
        weight = memory[_WEIGHTS + _CAME]
        is_too_high = rungs.bitrates_bps[rung] > line_bps - p[_HEADROOM_BPS]
        if rung > 0 and (is_too_high or _next_buffer_s(rungs, now, rung, line_bps) < p[_LEAST_BUFFER_S]):
            weight = _DISCOURAGING_WEIGHT
        distance = weight * (memory[state + _CAME] - came) * (memory[state + _CAME] - came)
        for i in range(_LATENCY, _STATE_COUNT):
            distance += memory[_WEIGHTS + i] * memory[state + i] * memory[state + i]
        if distance < least:
            least = distance
            winner = rung
    return winner


@step
def _learn(
    p: Vector,
    memory: Memory,
    count: int,
    centre: int,
    came: float,
    latency: float,
    stall: float,
    switch: float,
) -> None:
    """Move a neuron, and less so those that are like it, towards what has been seen."""
    middle = _STATES + _STATE_COUNT * centre
    for rung in range(count):
        state = _STATES + _STATE_COUNT * rung
        squares = 0.0
        for i in range(_STATE_COUNT):
            squares += (memory[state + i] - memory[middle + i]) * (memory[state + i] - memory[middle + i])
        share = p[_LEARNING_RATE] * exp(-squares / (2.0 * p[_NEIGHBOURHOOD] * p[_NEIGHBOURHOOD]))
        memory[state + _CAME] += share * (came - memory[state + _CAME])
        memory[state + _LATENCY] += share * (latency - memory[state + _LATENCY])
        memory[state + _STALL] += share * (stall - memory[state + _STALL])
        memory[state + _SWITCH] += share * (switch - memory[state + _SWITCH])


@step
def lol_plus_rate(
    most_change: float,
    target_s: float,
    least_buffer_s: float,
    second: float,
    buffer_s: float,
    live_offset_s: float,
) -> float:
    """Return how fast to play, to come near a live offset without running dry.

    Args:
        most_change: Of the rate, up or down; 0.5 plays at 0.5 to 1.5.
        least_buffer_s: With less than this, only the buffer counts.
        second: A second, in the unit of the others.
    """
    off_s = buffer_s - least_buffer_s
    if off_s >= 0.0:
        off_s = live_offset_s - target_s
        if abs(off_s) <= _AT_TARGET * target_s:
            return 1.0
    exponent = min(max(-_STEEPNESS * off_s / second, -_MOST_EXPONENT), _MOST_EXPONENT)
    return 1.0 - most_change + 2.0 * most_change / (1.0 + exp(exponent))
