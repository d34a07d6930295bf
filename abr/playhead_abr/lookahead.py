"""Look ahead: of all ways through the next few segments, the first step of the one that plays best.

A way's worth is what Yin et al. ("A Control-Theoretic Approach", SIGCOMM 2015, §3) give it: the sum of its
bitrates, less a price for each second of standing still, less every change of bitrate. The search goes
through all ways, but leaves each as soon as climbing to the highest rung from there on, without standing
still, could not win; and it begins with the best of the ways that stay on one rung as what has to be beaten.
"""

from playhead_abr.steps import NO_RUNG, Memory, Rungs, step

__all__ = ["MOST_AHEAD", "best_way"]

MOST_AHEAD = 8
"""Segments that can be looked ahead at most."""

_LESS = 1e-9  # what rounding may do to a sum: the way that has to be beaten must itself be found


@step
def best_way(  # noqa: PLR0915 - one loop with its own stack: compiled code recurses badly
    memory: Memory,
    slot: int,
    rungs: Rungs,
    first: int,
    horizon: int,
    buffer_s: float,
    throughput_bps: float,
    last: int,
    stall_cost: float,
    capacity_s: float,
    knows_sizes: bool,
) -> int:
    """Return the first rung of the best way; of equals, the highest.

    Args:
        memory, slot: Room for `3 * MOST_AHEAD + 3` numbers from there on.
        first, horizon: Row of the segment to be requested, and how many to look at; behind the film's end
            there is nothing to send.
        throughput_bps: What the network will carry.
        last: Rung of the segment before, or `NO_RUNG`.
        stall_cost: Price of standing still, in bit/s a second.
        capacity_s: The buffer never holds more; what is above is waited for.
        knows_sizes: False reckons with segments of average size.
    """
    top = len(rungs.bitrates_bps) - 1
    rung_at, level_at, worth_at = slot, slot + MOST_AHEAD + 1, slot + 2 * (MOST_AHEAD + 1)
    memory[level_at] = buffer_s
    memory[worth_at] = 0.0
    memory[rung_at] = top
    depth = 0
    best = -1e300
    for rung in range(top + 1):
        worth = _staying(
            rungs, first, horizon, rung, buffer_s, throughput_bps, last, stall_cost, capacity_s, knows_sizes
        )
        best = max(best, worth - _LESS * (abs(worth) + rungs.bitrates_bps[top]))
    choice = 0
    while depth >= 0:
        rung = int(memory[rung_at + depth])
        if rung < 0:
            depth -= 1
            continue
        memory[rung_at + depth] = rung - 1
        before = last if depth == 0 else int(memory[rung_at + depth - 1]) + 1
        took_s = _size_bits(rungs, first + depth, rung, knows_sizes) / throughput_bps
        level_s = memory[level_at + depth]
        stall_s = max(took_s - level_s, 0.0)
        worth = memory[worth_at + depth] + rungs.bitrates_bps[rung] - stall_cost * stall_s
        if before != NO_RUNG:
            worth -= abs(rungs.bitrates_bps[rung] - rungs.bitrates_bps[before])
        depth += 1
        # The most that is left: climb to the top at once and stay there.
        if (
            depth < horizon
            and worth + (horizon - depth - 1) * rungs.bitrates_bps[top] + rungs.bitrates_bps[rung] <= best
        ):
            depth -= 1
        elif depth == horizon:
            if worth <= best:
                depth -= 1
                continue
            best = worth
            choice = int(memory[rung_at]) + 1
            depth -= 1
        else:
            memory[level_at + depth] = min(max(level_s - took_s, 0.0) + rungs.segment_s, capacity_s)
            memory[worth_at + depth] = worth
            memory[rung_at + depth] = top
    return choice


@step
def _size_bits(rungs: Rungs, row: int, rung: int, knows_sizes: bool) -> float:
    if not knows_sizes:
        return rungs.bitrates_bps[rung] * rungs.segment_s
    return rungs.sizes_bits[row][rung] if row < len(rungs.sizes_bits) else 0.0


@step
def _staying(
    rungs: Rungs,
    first: int,
    horizon: int,
    rung: int,
    buffer_s: float,
    throughput_bps: float,
    last: int,
    stall_cost: float,
    capacity_s: float,
    knows_sizes: bool,
) -> float:
    """Return what it is worth to fetch every segment at one rung."""
    worth = horizon * rungs.bitrates_bps[rung]
    if last != NO_RUNG:
        worth -= abs(rungs.bitrates_bps[rung] - rungs.bitrates_bps[last])
    level_s = buffer_s
    for row in range(first, first + horizon):
        took_s = _size_bits(rungs, row, rung, knows_sizes) / throughput_bps
        worth -= stall_cost * max(took_s - level_s, 0.0)
        level_s = min(max(level_s - took_s, 0.0) + rungs.segment_s, capacity_s)
    return worth
