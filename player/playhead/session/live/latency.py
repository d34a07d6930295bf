"""Hold the distance to the live edge: a little faster when behind, a little slower when too near.

Rates come in steps and with hysteresis, since each change costs a decoder something and nobody should hear
one: a correction begins when the distance is off by more than the tolerance, at half of what is allowed or,
far off, at all of it, and ends where the target is reached. Who is far behind goes to the edge by a seek.
Nothing is sped up while there is little to play: that would only bring the next stall.
"""

from collections import deque
from dataclasses import dataclass

from playhead.settings import LiveSettings

__all__ = ["EdgeBond", "LatencyControl", "LiveEdgeClock"]

_FAR_OFF = 3.0
_THIN_SHARE = 0.3
_NEWS_KEPT = 12
# A seek to within this of where live playback is, is a seek to live.
_AT_LIVE_S = 0.5


class LatencyControl:
    """Says how fast to play.

    Args:
        least, most: The service's limits; None for none.
    """

    def __init__(self, settings: LiveSettings, least: float | None = None, most: float | None = None) -> None:
        self._settings = settings
        self._slowest = min(1.0, max(settings.min_rate, least or 0.0))
        self._fastest = max(1.0, min(settings.max_rate, settings.max_rate if most is None else most))
        self.rate = 1.0

    def advise(self, error_s: float, level_s: float, target_s: float) -> float:
        """Return the rate from now on.

        Args:
            error_s: How much further from the edge than the target; negative if nearer.
            level_s: What is buffered ahead of the playhead.
            target_s: The target itself, which is about what can be buffered.
        """
        tolerance_s = self._settings.tolerance_s
        is_thin = level_s < _THIN_SHARE * target_s
        is_reached = (error_s <= 0 and self.rate > 1) or (error_s >= 0 and self.rate < 1)
        if is_reached or (is_thin and self.rate > 1):
            self.rate = 1.0
        elif error_s > tolerance_s and not is_thin:
            self.rate = self._step(error_s, self._fastest)
        elif error_s < -tolerance_s:
            self.rate = self._step(-error_s, self._slowest)
        return self.rate

    def rest(self) -> float:
        """Return the usual rate: there is nothing to correct."""
        self.rate = 1.0
        return self.rate

    def _step(self, off_s: float, limit: float) -> float:
        is_far = off_s > _FAR_OFF * self._settings.tolerance_s
        # At full rate already: stay there, rather than change once more on the way.
        return limit if is_far or self.rate == limit else (1 + limit) / 2


class LiveEdgeClock:
    """Where the live edge is between two pieces of news: a list ends with what it ends with until the next.

    The news that put the edge furthest ahead of the clock had the quickest way here.
    """

    def __init__(self) -> None:
        self._leads_s: deque[float] = deque(maxlen=_NEWS_KEPT)
        self._end_s = 0.0

    def news(self, end_s: float, now_s: float) -> None:
        """Take note of a list that reaches further now."""
        self._end_s = end_s
        self._leads_s.append(end_s - now_s)

    def restart(self) -> None:
        """Forget a timeline that is no more."""
        self._leads_s.clear()

    def edge_s(self, now_s: float, step_s: float) -> float | None:
        """Return the edge; no further ahead of the list than the next piece. None before any news."""
        if not self._leads_s:
            return None
        return max(self._end_s, min(now_s + max(self._leads_s), self._end_s + step_s))


@dataclass(slots=True)
class EdgeBond:
    """Whether the viewer is at the live edge, or has gone back to watch something else.

    Attributes:
        is_at_edge: The last seek or start was to where live playback is.
        has_paused: They have paused since: near the edge they catch up, but they are not dragged there.
    """

    is_at_edge: bool = True
    has_paused: bool = False

    def sought(self, position_s: float, live_s: float) -> None:
        """Take note of a start or a seek."""
        self.is_at_edge = position_s >= live_s - _AT_LIVE_S
        self.has_paused = False
