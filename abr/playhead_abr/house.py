"""The house algorithm: what the buffer affords, looking a few segments ahead, on a line that may turn.

**The buffer decides.** A segment above the lowest rung is never asked for unless it would arrive, on the line
as it was last, within a share of what the buffer holds. Under that limit every rung is tried in thought: the
next segment at it, with the sizes that they really have, and then the following ones on three lines, a bad, a
likely and a good one. On each line the player will know better and go on as is best there, so each has its
own way on: the rung around the first that plays best. A way is worth

    what its rungs are worth − price · seconds stood still − changes − what a thin buffer at the end may cost

and a rung is worth its mean over the three lines. The best is taken.

**The line** is what the last downloads came at, latency included: the mean of the logarithm, which forgets
fast. How wrong that was from one download to the next, over many, is its spread; the bad and the good line
are so many spreads away.

A rung's worth is the logarithm of its bitrate, from 0 for the lowest to 1 for the highest, and prices are in
that unit, so that one setting serves every ladder. The smaller the buffer, the less a change costs: who can't
hold much can't wait for a better line. And what is thin is a share of the buffer's capacity.

Its relatives: BOLA (Spiteri et al., INFOCOM 2016) for the buffer's worth, RobustMPC (Yin et al., SIGCOMM
2015) for looking ahead, Fugu (Yan et al., NSDI 2020) for playing a way through on several lines.
"""

from math import exp, log, sqrt

from playhead_abr.reasons import LOOKAHEAD, SAFETY, STARTUP, THROUGHPUT
from playhead_abr.steps import NO_RUNG, Arrival, Memory, Now, Parameter, Progress, Rungs, Vector, step
from playhead_abr.throughput import sustainable

__all__ = ["PARAMETERS", "house_abandon", "house_arrived", "house_choose"]

PARAMETERS = (
    Parameter("horizon", 5, "segments to look ahead"),
    Parameter("half_life", 0.108, "downloads after which one weighs half in the line"),
    Parameter("spread_half_life", 14.5, "the same for how wrong the line was"),
    Parameter("least_spread", 0.0333, "of the logarithm of the throughput: never believed to be steadier"),
    Parameter("spread", 0.901, "how many spreads the bad and the good line are away from the likely one"),
    Parameter("bad_weight", 0.324, "weight of the bad line"),
    Parameter("good_weight", 0.0386, "weight of the good line"),
    Parameter("stall_price_per_s", 10, "of standing still for a second"),
    Parameter("change_price", 3.13, "of a change, in differences of worth, with an endless buffer"),
    Parameter("change_room", 14.6, "segments that a buffer holds of which a change costs half of that"),
    Parameter("thin_price", 3.79, "of ending with an empty buffer"),
    Parameter("thin_share", 0.264, "of the capacity: buffer at which that price has fallen to a third"),
    Parameter("safe_share", 0.74, "share of the buffer within which a segment must arrive"),
    Parameter("give_up_share", 2.13, "of the buffer: a download that takes longer is broken off"),
    Parameter("gain_share", 0.843, "of what is left: what is fetched instead must take less"),
    Parameter("pace_half_life_s", 2.42, "time after which a download's pace is half forgotten"),
    Parameter("grace_s", 0.5, "no download is broken off earlier"),
    Parameter("initial_bps", 1_000_000, "throughput believed before the first measurement"),
)
(
    _HORIZON,
    _HALF_LIFE,
    _SPREAD_HALF_LIFE,
    _LEAST_SPREAD,
    _SPREAD,
    _BAD_WEIGHT,
    _GOOD_WEIGHT,
    _STALL_PRICE,
    _CHANGE_PRICE,
    _CHANGE_ROOM,
    _THIN_PRICE,
    _THIN_SHARE,
    _SAFE_SHARE,
    _GIVE_UP_SHARE,
    _GAIN_SHARE,
    _PACE_HALF_LIFE,
    _GRACE_S,
    _INITIAL_BPS,
) = range(18)

# memory
_WEIGHT, _SUM, _ERROR_WEIGHT, _ERROR_SUM = range(4)
_AT_S, _AT_BITS, _PACE_WEIGHT, _PACE_SUM = range(4, 8)  # of the download under way

_AT_FIRST = 0.5  # share of the throughput that the first segment may take
_AROUND = 2
_FIRST_SPREAD = 0.5  # of a line of which one download is known
_IN_TIME = 0.8  # share of the buffer in which what is fetched instead must arrive


@step
def house_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    if memory[_WEIGHT] == 0.0:  # nobody tells of downloads, or there was none yet
        believed_bps = now.throughput_bps if now.throughput_bps > 0.0 else p[_INITIAL_BPS]
        return sustainable(rungs, _AT_FIRST * believed_bps, now.latency_s), 0.0, STARTUP
    likely_bps = exp(memory[_SUM] / memory[_WEIGHT]) / now.rate
    if now.since_start == 0:  # after a jump: there is no buffer to go by
        return sustainable(rungs, _AT_FIRST * likely_bps, now.latency_s), 0.0, THROUGHPUT
    apart = exp(p[_SPREAD] * _spread(p, memory))
    top = len(rungs.bitrates_bps) - 1
    safe = _safe(p, rungs, now, likely_bps)
    likely_weight = 1.0 - p[_BAD_WEIGHT] - p[_GOOD_WEIGHT]
    choice = 0
    best = -1e300
    for rung in range(safe + 1):
        worth = _worth(rungs, rung) - _change_cost(p, rungs, now, now.current, rung)
        worth += likely_weight * _best_way_on(p, rungs, now, rung, likely_bps)
        worth += p[_BAD_WEIGHT] * _best_way_on(p, rungs, now, rung, likely_bps / apart)
        worth += p[_GOOD_WEIGHT] * _best_way_on(p, rungs, now, rung, likely_bps * apart)
        if worth >= best:
            best = worth
            choice = rung
    return choice, 0.0, SAFETY if choice == safe and safe < top else LOOKAHEAD


@step
def _spread(p: Vector, memory: Memory) -> float:
    """Return how wrong the line was, of its logarithm; begins with a guess that weighs as much as one."""
    variance = (memory[_ERROR_SUM] + _FIRST_SPREAD * _FIRST_SPREAD) / (memory[_ERROR_WEIGHT] + 1.0)
    return max(sqrt(variance), p[_LEAST_SPREAD])


@step
def _safe(p: Vector, rungs: Rungs, now: Now, throughput_bps: float) -> int:
    """Return the highest rung whose next segment arrives within a share of the buffer."""
    safe = 0
    sizes = rungs.sizes_bits[now.segment]
    most_bits = p[_SAFE_SHARE] * now.buffer_s * throughput_bps
    for rung in range(1, len(rungs.bitrates_bps)):
        if sizes[rung] <= most_bits:
            safe = rung
    return safe


@step
def _worth(rungs: Rungs, rung: int) -> float:
    return rungs.utilities[rung] / max(rungs.utilities[len(rungs.utilities) - 1], 1e-9)


@step
def _change_cost(p: Vector, rungs: Rungs, now: Now, before: int, after: int) -> float:
    if before in (NO_RUNG, after):
        return 0.0
    price = p[_CHANGE_PRICE] * now.capacity_s / (now.capacity_s + p[_CHANGE_ROOM] * rungs.segment_s)
    return price * abs(_worth(rungs, after) - _worth(rungs, before))


@step
def _best_way_on(p: Vector, rungs: Rungs, now: Now, rung: int, throughput_bps: float) -> float:
    """Return what the best way after `rung` is worth on a line, and what fetching `rung` costs there."""
    took_s = rungs.sizes_bits[now.segment][rung] / throughput_bps
    stall_s = max(took_s - now.buffer_s, 0.0)
    level_s = min(max(now.buffer_s - took_s, 0.0) + rungs.segment_s, now.capacity_s)
    best = -1e300
    for then in range(max(rung - _AROUND, 0), min(rung + _AROUND + 1, len(rungs.bitrates_bps))):
        worth = _play_on(p, rungs, now, then, level_s, throughput_bps)
        best = max(best, worth - _change_cost(p, rungs, now, rung, then))
    return best - p[_STALL_PRICE] * stall_s


@step
def _play_on(p: Vector, rungs: Rungs, now: Now, then: int, level_s: float, throughput_bps: float) -> float:
    """Return what it is worth to fetch all segments but the next at one rung."""
    horizon = int(min(p[_HORIZON], now.remaining))
    stall_s = 0.0
    for row in range(now.segment + 1, now.segment + horizon):
        size_bits = rungs.bitrates_bps[then] * rungs.segment_s
        if row < len(rungs.sizes_bits):
            size_bits = rungs.sizes_bits[row][then]
        level_s -= size_bits / throughput_bps
        if level_s < 0.0:
            stall_s -= level_s
            level_s = 0.0
        level_s = min(level_s + rungs.segment_s, now.capacity_s)
    worth = (horizon - 1) * _worth(rungs, then) - p[_STALL_PRICE] * stall_s
    if now.remaining > horizon:
        worth -= p[_THIN_PRICE] * exp(-level_s / (p[_THIN_SHARE] * now.capacity_s))
    return worth


@step
def house_arrived(p: Vector, memory: Memory, arrival: Arrival) -> None:
    """Take a download's throughput, latency included, into the line, and how far off that was."""
    memory[_AT_S] = 0.0
    took_s = arrival.latency_s + arrival.download_s
    if took_s <= 0.0 or arrival.received_bits <= 0.0:
        return
    seen = log(arrival.received_bits / took_s)
    if memory[_WEIGHT] > 0.0:
        error = seen - memory[_SUM] / memory[_WEIGHT]
        keep = exp(-log(2.0) / p[_SPREAD_HALF_LIFE])
        memory[_ERROR_WEIGHT] = keep * memory[_ERROR_WEIGHT] + 1.0
        memory[_ERROR_SUM] = keep * memory[_ERROR_SUM] + error * error
    keep = exp(-log(2.0) / p[_HALF_LIFE])
    memory[_WEIGHT] = keep * memory[_WEIGHT] + 1.0
    memory[_SUM] = keep * memory[_SUM] + seen


@step
def house_abandon(p: Vector, memory: Memory, rungs: Rungs, progress: Progress) -> int:
    """Return the rung to fetch instead, or `NO_RUNG`: the buffer would run dry before this arrives.

    The pace is that of the last moments, or of the whole download if that was slower.
    """
    mean_bps = progress.received_bits / (progress.elapsed_s - progress.latency_s)
    pace_bps = min(_pace(p, memory, progress), mean_bps)
    if progress.elapsed_s < p[_GRACE_S] or progress.rung == 0:
        return NO_RUNG
    left_bits = progress.size_bits - progress.received_bits
    if left_bits <= p[_GIVE_UP_SHARE] * progress.buffer_s * pace_bps:
        return NO_RUNG
    left_s = left_bits / max(pace_bps, 1e-9)
    choice = NO_RUNG
    for rung in range(progress.rung):
        size_bits = progress.size_bits * rungs.bitrates_bps[rung] / rungs.bitrates_bps[progress.rung]
        took_s = progress.latency_s + size_bits / max(pace_bps, 1e-9)
        if took_s < p[_GAIN_SHARE] * left_s and (rung == 0 or took_s < _IN_TIME * progress.buffer_s):
            choice = rung
    return choice


@step
def _pace(p: Vector, memory: Memory, progress: Progress) -> float:
    """Return the mean throughput since the first bit, older moments weighing less."""
    if memory[_AT_S] == 0.0:
        memory[_AT_S] = progress.latency_s
        memory[_AT_BITS] = 0.0
        memory[_PACE_WEIGHT] = 0.0
        memory[_PACE_SUM] = 0.0
    passed_s = progress.elapsed_s - memory[_AT_S]
    if passed_s > 0.0:
        keep = exp(-log(2.0) * passed_s / p[_PACE_HALF_LIFE])
        memory[_PACE_WEIGHT] = keep * memory[_PACE_WEIGHT] + 1.0 - keep
        came_bits = progress.received_bits - memory[_AT_BITS]
        memory[_PACE_SUM] = keep * memory[_PACE_SUM] + (1.0 - keep) * came_bits / passed_s
        memory[_AT_S] = progress.elapsed_s
        memory[_AT_BITS] = progress.received_bits
    return memory[_PACE_SUM] / memory[_PACE_WEIGHT]
