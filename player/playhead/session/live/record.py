"""What the session report tells of a live title."""

from dataclasses import dataclass
from typing import Any

from playhead.events import LiveRateChanged, LiveWindowMoved

__all__ = ["LiveRecord"]


@dataclass(slots=True)
class LiveRecord:
    """How far behind the edge playback was, and what could be sought.

    Attributes:
        window: The last one told.
        skew_s: How far the server's clock is ahead of ours; None if nobody told.
    """

    window: LiveWindowMoved
    skew_s: float | None = None
    _rate_changes: int = 0
    _target_s: float | None = None
    _samples: int = 0
    _sum_s: float = 0.0
    _least_s: float = 0.0
    _most_s: float = 0.0

    def rate_changed(self, event: LiveRateChanged) -> None:
        """Note that playback goes faster, slower, or as usual again."""
        self._rate_changes += 1
        self._target_s = event.target_s or self._target_s

    def sample(self, offset_s: float, skew_s: float | None) -> None:
        """Note how far behind the edge playback is."""
        self._least_s = min(self._least_s, offset_s) if self._samples else offset_s
        self._most_s = max(self._most_s, offset_s) if self._samples else offset_s
        self._sum_s += offset_s
        self._samples += 1
        self.skew_s = skew_s

    def as_dict(self) -> dict[str, Any]:
        """Return the facts for JSON; `offset_s` is None if playback never was at a known distance."""
        offset_s = None
        if self._samples:
            mean_s = self._sum_s / self._samples
            offset_s = {"least": self._least_s, "mean": mean_s, "most": self._most_s}
            offset_s = {name: round(value, 4) for name, value in offset_s.items()}
        return {
            "has_ended": not self.window.is_live,
            "window_s": [round(self.window.start_s, 4), round(self.window.end_s, 4)],
            "offset_s": offset_s,
            "rate_changes": self._rate_changes,
            "target_s": None if self._target_s is None else round(self._target_s, 4),
            "clock_skew_s": None if self.skew_s is None else round(self.skew_s, 4),
        }
