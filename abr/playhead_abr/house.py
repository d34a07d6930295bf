"""The house algorithm: what the buffer affords, looking a few segments ahead, on a line that may turn bad.

**The buffer decides.** A segment is never asked for unless it would arrive, on a bad line, while a share of the
buffer is still unplayed. Under that limit every rung is tried in thought: fetch the next segment at it and the
following ones at one of the rungs around it, with the sizes that they really have. Each such way is played
through on three lines, a bad, a likely and a good one, and is worth

    what the rungs are worth − price · seconds stood still − changes − what a thin buffer at the end may cost

averaged over the three. The best way's first rung is taken.

**The line** is a mean and a spread of the logarithm of past downloads' throughputs (requests' latencies
included), each weighing half of one so many downloads later. The bad line is so many spreads below the mean.

What a rung is worth lies between its bitrate, which QoE_lin counts, and the logarithm of it, which BOLA's
utility counts; both are scaled so that the highest rung is worth 1 more than nothing, or than the lowest.
Prices are in worths of the highest rung, so that one setting serves every ladder.

Its relatives: BOLA (Spiteri et al., INFOCOM 2016) for the buffer's worth, RobustMPC (Yin et al., SIGCOMM 2015)
for looking ahead, Fugu (Yan et al., NSDI 2020) for playing a way through on several lines.
"""

from math import exp, log, sqrt

from playhead_abr.reasons import LOOKAHEAD, SAFETY, STARTUP
from playhead_abr.steps import NO_RUNG, Arrival, Memory, Now, Parameter, Progress, Rungs, Vector, step
from playhead_abr.throughput import sustainable

__all__ = ["PARAMETERS", "house_abandon", "house_arrived", "house_choose"]

PARAMETERS = (
    Parameter("horizon", 6, "segments to look ahead"),
    Parameter("half_life", 3, "downloads after which one weighs half"),
    Parameter("spread", 1.2, "how many spreads the bad and the good line are away from the likely one"),
    Parameter("least_spread", 0.15, "of the logarithm of the throughput: never believed to be steadier"),
    Parameter("bad_weight", 0.3, "weight of the bad line, and of the good one"),
    Parameter("stall_price_per_s", 1, "of standing still for a second"),
    Parameter("change_price", 1, "of a change, in differences of worth"),
    Parameter("thin_price", 1, "of ending with an empty buffer"),
    Parameter("thin_s", 6, "buffer at which that price has fallen to a third"),
    Parameter("log_share", 0.3, "how much of a rung's worth is logarithmic"),
    Parameter("safe_share", 0.9, "share of the buffer within which a segment must arrive on a bad line"),
    Parameter("initial_bps", 1_000_000, "throughput believed before the first measurement"),
    Parameter("grace_s", 0.5, "no download is broken off earlier"),
)
(
    _HORIZON,
    _HALF_LIFE,
    _SPREAD,
    _LEAST_SPREAD,
    _BAD_WEIGHT,
    _STALL_PRICE,
    _CHANGE_PRICE,
    _THIN_PRICE,
    _THIN_S,
    _LOG_SHARE,
    _SAFE_SHARE,
    _INITIAL_BPS,
    _GRACE_S,
) = range(13)

# memory
_WEIGHT, _MEAN, _SQUARE = range(3)

_AROUND = 2
_FIRST_SPREAD = 0.5  # of a line of which one download is known


@step
def house_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    if memory[_WEIGHT] == 0.0:
        return sustainable(rungs, 0.5 * p[_INITIAL_BPS], now.latency_s), 0.0, STARTUP
    likely_bps, spread = _line(p, memory)
    bad_bps = likely_bps * exp(-p[_SPREAD] * spread)
    safe = _safe(p, rungs, now, bad_bps)
    choice = 0
    best = -1e300
    for rung in range(safe + 1):
        for then in range(max(rung - _AROUND, 0), min(rung + _AROUND + 1, len(rungs.bitrates_bps))):
            worth = (1.0 - 2.0 * p[_BAD_WEIGHT]) * _play_through(p, rungs, now, rung, then, likely_bps)
            worth += p[_BAD_WEIGHT] * _play_through(p, rungs, now, rung, then, bad_bps)
            worth += p[_BAD_WEIGHT] * _play_through(
                p, rungs, now, rung, then, likely_bps * likely_bps / bad_bps
            )
            if worth >= best:
                best = worth
                choice = rung
    return choice, 0.0, SAFETY if choice == safe and safe < len(rungs.bitrates_bps) - 1 else LOOKAHEAD


@step
def _line(p: Vector, memory: Memory) -> tuple[float, float]:
    """Return (likely throughput, spread of its logarithm)."""
    mean = memory[_MEAN] / memory[_WEIGHT]
    variance = max(memory[_SQUARE] / memory[_WEIGHT] - mean * mean, 0.0)
    # One download says nothing about the spread: begin with a guess that weighs as much as one.
    known = memory[_WEIGHT]
    variance = (variance * known + _FIRST_SPREAD * _FIRST_SPREAD) / (known + 1.0)
    return exp(mean), max(sqrt(variance), p[_LEAST_SPREAD])


@step
def _safe(p: Vector, rungs: Rungs, now: Now, bad_bps: float) -> int:
    """Return the highest rung whose next segment arrives on a bad line within a share of the buffer."""
    safe = 0
    sizes = rungs.sizes_bits[now.segment]
    for rung in range(1, len(rungs.bitrates_bps)):
        if sizes[rung] / bad_bps <= p[_SAFE_SHARE] * now.buffer_s:
            safe = rung
    return safe


@step
def _worth(p: Vector, rungs: Rungs, rung: int) -> float:
    top = len(rungs.bitrates_bps) - 1
    linear = rungs.bitrates_bps[rung] / rungs.bitrates_bps[top]
    span = max(rungs.utilities[top], 1e-9)
    return linear + p[_LOG_SHARE] * (rungs.utilities[rung] / span - linear)


@step
def _play_through(p: Vector, rungs: Rungs, now: Now, rung: int, then: int, throughput_bps: float) -> float:
    """Return what a way is worth on a line: `rung` first, and `then` from the next segment on."""
    horizon = int(min(p[_HORIZON], now.remaining))
    level_s = now.buffer_s
    stall_s = 0.0
    for ahead in range(horizon):
        fetched = rung if ahead == 0 else then
        row = now.segment + ahead
        size_bits = rungs.bitrates_bps[fetched] * rungs.segment_s
        if row < len(rungs.sizes_bits):
            size_bits = rungs.sizes_bits[row][fetched]
        level_s -= size_bits / throughput_bps * now.rate
        if level_s < 0.0:
            stall_s -= level_s
            level_s = 0.0
        level_s = min(level_s + rungs.segment_s, now.capacity_s)
    first, later = _worth(p, rungs, rung), _worth(p, rungs, then)
    changes = abs(later - first) if horizon > 1 else 0.0
    if now.current != NO_RUNG:
        changes += abs(first - _worth(p, rungs, now.current))
    thin = p[_THIN_PRICE] * exp(-level_s / p[_THIN_S]) if now.remaining > horizon else 0.0
    return first + (horizon - 1) * later - p[_CHANGE_PRICE] * changes - p[_STALL_PRICE] * stall_s - thin


@step
def house_arrived(p: Vector, memory: Memory, arrival: Arrival) -> None:
    """Take a download's throughput, latency included, into the mean and the spread."""
    took_s = arrival.latency_s + arrival.download_s
    if took_s <= 0.0 or arrival.received_bits <= 0.0:
        return
    keep = exp(-log(2.0) / p[_HALF_LIFE])
    seen = log(arrival.received_bits / took_s)
    memory[_WEIGHT] = keep * memory[_WEIGHT] + 1.0
    memory[_MEAN] = keep * memory[_MEAN] + seen
    memory[_SQUARE] = keep * memory[_SQUARE] + seen * seen


@step
def house_abandon(p: Vector, rungs: Rungs, progress: Progress) -> int:
    """Return the rung to fetch instead, or `NO_RUNG`: the buffer would run dry before this arrives.

    A replacement must arrive in less than half of the time that this one still takes.
    """
    download_s = progress.elapsed_s - progress.latency_s
    if progress.elapsed_s < p[_GRACE_S] or progress.rung == 0:
        return NO_RUNG
    throughput_bps = progress.received_bits / download_s
    left_s = (progress.size_bits - progress.received_bits) / throughput_bps
    if left_s <= progress.buffer_s:
        return NO_RUNG
    choice = NO_RUNG
    for rung in range(progress.rung):
        size_bits = progress.size_bits * rungs.bitrates_bps[rung] / rungs.bitrates_bps[progress.rung]
        took_s = progress.latency_s + size_bits / throughput_bps
        if took_s < 0.5 * left_s and (rung == 0 or took_s < 0.8 * progress.buffer_s):
            choice = rung
    return choice
