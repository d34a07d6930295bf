"""DYNAMIC: the throughput rule while the buffer is low, BOLA once it is not.

BOLA needs a buffer before it has anything to say: at the start and after a seek it would crawl up from the
lowest rung. So the throughput rule drives until the buffer is comfortable *and* BOLA would choose at least as
well, and takes over again when the buffer is low *and* BOLA has become the more timid of the two (Spiteri,
Sitaraman, Sparacio: "From Theory to Practice", MMSys 2018, §4).

Two guards stand between BOLA and the viewer, both from the same paper's BOLA-E:

- *oscillation*: BOLA may climb above what the line carries and fall back, again and again. It may stay as
  long as the buffer lasts, but not climb further.
- *insufficient buffer*: a segment must arrive well before the buffer is empty, whatever BOLA thinks of it.
"""

from playhead_abr.bola import BolaSelector
from playhead_abr.conditions import Conditions
from playhead_abr.decision import Decision, Reason
from playhead_abr.ladder import Ladder
from playhead_abr.throughput import ThroughputSelector, throughput_step

__all__ = ["DynamicSelector"]

_COMFORTABLE_BUFFER_S = 10.0
_SHARE_OF_BUFFER = 0.5


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
        return self._guarded(ladder, now, by_buffer)

    def _guarded(self, ladder: Ladder, now: Conditions, chosen: Decision) -> Decision:
        throughput_bps = now.throughput_bps
        if throughput_bps is None:
            return chosen
        rungs_bps = ladder.bandwidths_bps
        sustainable = throughput_step(rungs_bps, throughput_bps)
        if now.current is not None and chosen.index > max(now.current, sustainable):
            index = max(now.current, sustainable)
            chosen = Decision(
                index, chosen.reason, f"{chosen.explanation}, the line sustains rung {sustainable + 1}"
            )
        in_time_bps = throughput_bps * _SHARE_OF_BUFFER * now.buffer_level_s / now.segment_duration_s
        in_time = throughput_step(rungs_bps, in_time_bps)
        if chosen.index > in_time:
            why = f"{chosen.explanation}, but only rung {in_time + 1} arrives before it runs low"
            return Decision(in_time, Reason.BUFFER, why)
        return chosen
