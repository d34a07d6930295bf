"""The throughput rule: the best rung that a careful share of the measured throughput can carry.

With the insufficient buffer rule: a segment must arrive within a share of what the buffer holds, however fast
the line seemed. Both are described in Spiteri, Sitaraman, Sparacio: "From Theory to Practice" (MMSys 2018)
and stood in dash.js first.
"""

from playhead_abr.reasons import INSUFFICIENT_BUFFER, STARTUP, THROUGHPUT
from playhead_abr.steps import NO_RUNG, Memory, Now, Parameter, Progress, Rungs, Vector, step

__all__ = [
    "PARAMETERS",
    "affordable",
    "sustainable",
    "throughput_abandon",
    "throughput_choose",
    "too_slow",
    "within_buffer",
]

PARAMETERS = (
    Parameter("safety_factor", 0.9, "share of the throughput that may be spent"),
    Parameter("insufficient_buffer_rule", 1, "1: a segment must arrive well before the buffer is empty"),
    Parameter("initial_bps", 1_000_000, "throughput believed before the first measurement"),
    Parameter("grace_s", 0.5, "no download is broken off earlier"),
)
_SAFETY, _HAS_BUFFER_RULE, _INITIAL_BPS, _GRACE_S = range(4)

_SHARE = 8  # memory: share of the buffer that a download may take; 0 before the first use
_FIRST_SHARE = 0.9
_LOWEST_SHARE = 0.5

_TOO_LONG = 1.8  # in lengths of a segment


@step
def sustainable(rungs: Rungs, throughput_bps: float, latency_s: float) -> int:
    """Return the highest rung whose average segment downloads, latency included, in the time it plays."""
    rung = 0
    last = len(rungs.bitrates_bps) - 1
    affordable = (rungs.segment_s - latency_s) * throughput_bps
    while rung < last and rungs.segment_s * rungs.bitrates_bps[rung + 1] <= affordable:
        rung += 1
    return rung


@step
def within_buffer(memory: Memory, slot: int, rungs: Rungs, now: Now, rung: int) -> int:
    """Lower `rung` until its average segment arrives within a share of the buffer; the share falls to a half.

    `slot` is where the share is remembered.
    """
    share = _FIRST_SHARE if memory[slot] == 0.0 else memory[slot]
    memory[slot] = max(share * _FIRST_SHARE, _LOWEST_SHARE)
    safe_bits = share * (now.buffer_s - now.latency_s) * now.throughput_bps
    for lower in range(rung):
        if rungs.bitrates_bps[lower + 1] * rungs.segment_s > safe_bits:
            return lower
    return rung


@step
def throughput_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, seconds to wait first, reason)."""
    return affordable(p[_SAFETY], p[_HAS_BUFFER_RULE], p[_INITIAL_BPS], memory, rungs, now)


@step
def affordable(
    safety_factor: float, has_buffer_rule: float, initial_bps: float, memory: Memory, rungs: Rungs, now: Now
) -> tuple[int, float, int]:
    """As `throughput_choose`, for algorithms that contain the rule; uses the last slots of their memory."""
    if now.throughput_bps <= 0.0:
        return sustainable(rungs, initial_bps * safety_factor, now.latency_s), 0.0, STARTUP
    rung = sustainable(rungs, now.throughput_bps * safety_factor / max(now.rate, 1.0), now.latency_s)
    if has_buffer_rule == 0.0:
        return rung, 0.0, THROUGHPUT
    safe = within_buffer(memory, _SHARE, rungs, now, rung)
    return safe, 0.0, THROUGHPUT if safe == rung else INSUFFICIENT_BUFFER


@step
def throughput_abandon(p: Vector, rungs: Rungs, progress: Progress) -> int:
    """Return the rung to fetch instead, or `NO_RUNG`."""
    return too_slow(p[_SAFETY], p[_GRACE_S], rungs, progress)


@step
def too_slow(safety_factor: float, grace_s: float, rungs: Rungs, progress: Progress) -> int:
    """Return the rung to fetch instead, or `NO_RUNG`: the download would take 1.8 times what it plays."""
    download_s = progress.elapsed_s - progress.latency_s
    if progress.elapsed_s < grace_s or download_s <= 0.0:
        return NO_RUNG
    left_bits = progress.size_bits - progress.received_bits
    # elapsed + left / throughput > limit, without the division: this is asked twenty times a second
    room_s = _TOO_LONG * rungs.segment_s - progress.elapsed_s
    if left_bits * download_s <= room_s * progress.received_bits:
        return NO_RUNG
    throughput_bps = progress.received_bits / download_s
    rung = sustainable(rungs, throughput_bps * safety_factor, progress.estimated_latency_s)
    size_bits = progress.size_bits * rungs.bitrates_bps[rung] / rungs.bitrates_bps[progress.rung]
    return NO_RUNG if rung >= progress.rung or size_bits >= left_bits else rung
