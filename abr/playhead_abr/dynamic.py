"""DYNAMIC: the throughput rule while the buffer is low, BOLA once it is not.

BOLA needs a buffer before it has anything to say: at the start and after a seek it would crawl up from the
lowest rung. So the throughput rule drives until the buffer is comfortable *and* BOLA would choose at least as
well, and takes over again when the buffer is low *and* BOLA has become the more timid of the two (Spiteri,
Sitaraman, Sparacio: "From Theory to Practice", MMSys 2018, §4).

BOLA alone may climb above what the line carries and fall back, again and again. We let it climb only to the
first rung above the sustainable one (its "oscillation" rule, BOLA-O of the first paper).
"""

from playhead_abr.bola import BolaSelector
from playhead_abr.conditions import Conditions
from playhead_abr.decision import Decision, Reason
from playhead_abr.ladder import Ladder
from playhead_abr.throughput import ThroughputSelector, throughput_step

__all__ = ["DynamicSelector"]

_COMFORTABLE_BUFFER_S = 10.0


class DynamicSelector:
    """Two rules and the hysteresis between them; the only state is which of them drives."""

    def __init__(self, throughput: ThroughputSelector, bola: BolaSelector) -> None:
        self._throughput = throughput
        self._bola = bola
        self._bola_drives = False

    def choose(self, ladder: Ladder, now: Conditions) -> Decision:
        """Return the driving rule's choice."""
        by_throughput = self._throughput.choose(ladder, now)
        by_buffer = self._bola.choose(ladder, now)
        comfortable_s = min(_COMFORTABLE_BUFFER_S, now.buffer_goal_s / 2)
        if now.buffer_level_s >= comfortable_s:
            self._bola_drives = self._bola_drives or by_buffer.index >= by_throughput.index
        elif by_buffer.index < by_throughput.index:
            self._bola_drives = False
        if not self._bola_drives:
            return by_throughput
        return self._without_oscillation(ladder, now, by_buffer)

    def _without_oscillation(self, ladder: Ladder, now: Conditions, chosen: Decision) -> Decision:
        if now.current is None or now.throughput_bps is None or chosen.index <= now.current:
            return chosen
        sustainable = throughput_step(ladder.bandwidths_bps, now.throughput_bps)
        if chosen.index <= sustainable:
            return chosen
        index = max(now.current, sustainable)
        why = (
            f"{chosen.explanation}, but {now.throughput_bps / 1e6:.2f} Mbit/s sustains rung {sustainable + 1}"
        )
        return Decision(index, Reason.BUFFER, why)
