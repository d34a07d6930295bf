"""The throughput rule: the best rung that a careful share of the measured throughput can carry."""

from collections.abc import Sequence

from playhead_abr.conditions import Conditions
from playhead_abr.decision import Decision, Reason
from playhead_abr.ladder import Ladder

__all__ = ["ThroughputSelector", "throughput_step"]


def throughput_step(bandwidths_bps: Sequence[float], affordable_bps: float) -> int:
    """Return the highest rung not above `affordable_bps`, or the lowest if none is.

    Plain numbers only, so that the lab can compile it.

    Args:
        bandwidths_bps: Shape (rungs,), ascending.
        affordable_bps: What may be spent.
    """
    choice = 0
    for index in range(len(bandwidths_bps)):
        if bandwidths_bps[index] <= affordable_bps:
            choice = index
    return choice


class ThroughputSelector:
    """Spend `safety_factor` of the throughput; believe `initial_bps` before the first measurement."""

    def __init__(self, *, safety_factor: float, initial_bps: float) -> None:
        self._safety_factor = safety_factor
        self._initial_bps = initial_bps

    def choose(self, ladder: Ladder, now: Conditions) -> Decision:
        """Return the best affordable rung."""
        measured_bps = now.throughput_bps
        believed_bps = self._initial_bps if measured_bps is None else measured_bps
        affordable_bps = believed_bps * self._safety_factor / max(now.playback_rate, 1.0)
        index = throughput_step(ladder.bandwidths_bps, affordable_bps)
        needed_bps = ladder[index].bandwidth_bps
        if measured_bps is None:
            why = f"nothing measured yet; {believed_bps / 1e6:.2f} Mbit/s assumed"
            return Decision(index, Reason.STARTUP, why)
        relation = "carries" if needed_bps <= affordable_bps else "is below even the lowest,"
        why = f"{affordable_bps / 1e6:.2f} Mbit/s affordable {relation} {needed_bps / 1e6:.2f}"
        return Decision(index, Reason.THROUGHPUT, why)
