"""Keep away from a place that failed, for a while: longer each time it fails again soon after."""

from dataclasses import dataclass

from playhead.clock import Clock
from playhead.settings import RecoverySettings

__all__ = ["PenaltyBox"]


@dataclass(slots=True)
class _Penalty:
    length_s: float
    until_s: float


class PenaltyBox:
    """Who may not be used until when.

    A place that fails within the length of its last penalty after that has ended gets twice as much; one that
    held out for longer starts anew. What fails while it is in the box (there was no better place) stays there
    for as long again, so that places that all fail take turns.
    """

    def __init__(self, settings: RecoverySettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._penalties: dict[str, _Penalty] = {}

    def punish(self, name: str) -> float:
        """Put a place in; returns for how many seconds."""
        settings, now_s = self._settings, self._clock.now_s()
        known = self._penalties.get(name)
        if known is None or now_s > known.until_s + known.length_s:
            length_s = settings.first_penalty_s
        elif now_s < known.until_s:
            length_s = known.length_s
        else:
            length_s = min(known.length_s * 2, settings.longest_penalty_s)
        self._penalties[name] = _Penalty(length_s, now_s + length_s)
        return length_s

    def is_free(self, name: str) -> bool:
        """Tell whether a place may be used."""
        return self.until_s(name) <= self._clock.now_s()

    def until_s(self, name: str) -> float:
        """Return the loop time at which a place's last penalty ends; 0 if it never had one."""
        penalty = self._penalties.get(name)
        return penalty.until_s if penalty is not None else 0.0
