"""BBA-2: BBA-1 with a start that does not crawl (Huang et al.: SIGCOMM 2014, §6).

While the buffer grows for the first time, each download that came much faster than it plays allows one rung
more: eight times as fast with an empty buffer, twice as fast with a full one. That ends for good when the
buffer shrinks, or when BBA-1 alone would choose at least as much.
"""

from playhead_abr.bba_1 import PARAMETERS as BBA_1_PARAMETERS
from playhead_abr.bba_1 import mapped
from playhead_abr.reasons import BUFFER, THROUGHPUT
from playhead_abr.steps import NO_RUNG, Arrival, Memory, Now, Rungs, Vector, step

__all__ = ["PARAMETERS", "bba_2_arrived", "bba_2_choose"]

PARAMETERS = BBA_1_PARAMETERS
_FULL, _LEAST, _MOST, _STRETCH = range(4)

_GAIN_EMPTY = 0.875  # of a segment that the buffer must have grown by: downloaded eight times as fast
_GAIN_FULL = 0.5

# memory
_IS_OVER, _GAIN_S = range(2)


@step
def bba_2_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    by_buffer = mapped(p[_FULL], p[_LEAST], p[_MOST], p[_STRETCH], rungs, now)
    if memory[_IS_OVER] == 1.0 or now.current == NO_RUNG:
        return by_buffer, 0.0, BUFFER
    fill = min(now.buffer_s / now.capacity_s, 1.0)
    wanted_s = (_GAIN_EMPTY + (_GAIN_FULL - _GAIN_EMPTY) * fill) * rungs.segment_s
    rung = now.current
    if memory[_GAIN_S] > wanted_s:
        rung = min(rung + 1, len(rungs.bitrates_bps) - 1)
    if memory[_GAIN_S] < 0.0 or by_buffer >= rung:
        memory[_IS_OVER] = 1.0
        return by_buffer, 0.0, BUFFER
    return rung, 0.0, THROUGHPUT


@step
def bba_2_arrived(memory: Memory, rungs: Rungs, arrival: Arrival) -> None:
    """Take note of how much the buffer has grown."""
    if arrival.is_replacement:
        return
    memory[_GAIN_S] = rungs.segment_s - arrival.latency_s - arrival.download_s
