"""The last minute of a session as curves: buffer, throughput, and the bitrate that was chosen."""

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from playhead import PlayerStats
from playhead_app.qt import qproperty
from playhead_app.viewmodels.words import bitrate, seconds

__all__ = ["StatsHistory"]

_SAMPLES = 60
_EVERY_S = 1.0
_SMALLEST_BUFFER_S = 10.0
_SMALLEST_BPS = 1_000_000.0
_HEADROOM = 3.0
_DASH = "–"


@dataclass(frozen=True, slots=True)
class _Sample:
    buffer_s: float
    throughput_bps: float
    bitrate_bps: float


class StatsHistory(QObject):
    """One sample a second; each curve as shares of its scale's height, the oldest first."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._samples: deque[_Sample] = deque(maxlen=_SAMPLES)
        self._due_s = 0.0

    def take(self, now_s: float, stats: PlayerStats) -> None:
        """Learn how things stand at a time of any steady clock."""
        if now_s < self._due_s:
            return
        self._due_s = now_s + _EVERY_S
        decision = stats.last_decision
        chosen_bps = decision.bandwidth_bps if decision is not None else 0
        self._samples.append(_Sample(stats.buffer_level_s, stats.throughput_bps or 0.0, float(chosen_bps)))
        self.changed.emit()

    def forget(self) -> None:
        """Begin anew, with another title."""
        self._samples.clear()
        self._due_s = 0.0
        self.changed.emit()

    @qproperty("QVariantList", notify=changed)
    def buffer(self) -> list[float]:
        """Seconds ahead of the playhead."""
        return [each.buffer_s / self._most_s for each in self._samples]

    @qproperty("QVariantList", notify=changed)
    def throughput(self) -> list[float]:
        """What the line was thought to carry; a line that carries far more than is needed is cut off."""
        return [min(each.throughput_bps / self._most_bps, 1.0) for each in self._samples]

    @qproperty("QVariantList", notify=changed)
    def bitrate(self) -> list[float]:
        """What was chosen."""
        return [each.bitrate_bps / self._most_bps for each in self._samples]

    @qproperty(int)
    def capacity(self) -> int:
        """How many samples a whole curve has."""
        return _SAMPLES

    @qproperty(str, notify=changed)
    def buffer_scale(self) -> str:
        """The height of the buffer's scale."""
        return seconds(self._most_s) if self._samples else _DASH

    @qproperty(str, notify=changed)
    def rate_scale(self) -> str:
        """The height of the bitrates' scale."""
        return bitrate(self._most_bps) if self._samples else _DASH

    @property
    def _most_s(self) -> float:
        return max([_SMALLEST_BUFFER_S, *(each.buffer_s for each in self._samples)])

    @property
    def _most_bps(self) -> float:
        chosen_bps = max((each.bitrate_bps for each in self._samples), default=0.0)
        carried_bps = max((each.throughput_bps for each in self._samples), default=0.0)
        # A line of gigabits would press everything else flat.
        return max(_SMALLEST_BPS, chosen_bps, min(carried_bps, _HEADROOM * chosen_bps or carried_bps))
