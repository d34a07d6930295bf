"""Look ahead: of all ways through the next few segments, the first step of the one that plays best.

A way's worth is what Yin et al. ("A Control-Theoretic Approach", SIGCOMM 2015, §3) give it: the sum of its
bitrates, less a price for each second of standing still, less every change of bitrate. The search goes through
all ways, but leaves each as soon as even the highest rung from there on, free of cost, could not win.
"""

from playhead_abr.steps import NO_RUNG, Memory, Rungs, step

__all__ = ["MOST_AHEAD", "best_way"]

MOST_AHEAD = 8
"""Segments that can be looked ahead at most."""


@step
def best_way(
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
    choice = 0
    while depth >= 0:
        rung = int(memory[rung_at + depth])
        if rung < 0:
            depth -= 1
            continue
        memory[rung_at + depth] = rung - 1
        before = last if depth == 0 else int(memory[rung_at + depth - 1]) + 1
        size_bits = rungs.bitrates_bps[rung] * rungs.segment_s
        if knows_sizes and first + depth >= len(rungs.sizes_bits):
            size_bits = 0.0
        elif knows_sizes:
            size_bits = rungs.sizes_bits[first + depth][rung]
        took_s = size_bits / throughput_bps
        level_s = memory[level_at + depth]
        stall_s = max(took_s - level_s, 0.0)
        worth = memory[worth_at + depth] + rungs.bitrates_bps[rung] - stall_cost * stall_s
        if before != NO_RUNG:
            worth -= abs(rungs.bitrates_bps[rung] - rungs.bitrates_bps[before])
        depth += 1
        if worth + (horizon - depth) * rungs.bitrates_bps[top] <= best:
            depth -= 1
        elif depth == horizon:
            best = worth
            choice = int(memory[rung_at]) + 1
            depth -= 1
        else:
            memory[level_at + depth] = min(max(level_s - took_s, 0.0) + rungs.segment_s, capacity_s)
            memory[worth_at + depth] = worth
            memory[rung_at + depth] = top
    return choice
