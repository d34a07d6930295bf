"""The cues that are at hand, and which of them stand on the screen at a moment.

They come in batches, one for each segment, and a batch may come again, better known. Segments repeat cues
that reach over their border (RFC 8216 §3.5), so equal ones count once.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable

from playhead.presentation import Cue

__all__ = ["CueBoard"]

# Times come from several clocks in floats: what begins within this is there already.
_TOLERANCE_S = 0.001


class CueBoard:
    """Cues on the presentation's timeline."""

    def __init__(self) -> None:
        self._batches: dict[Hashable, tuple[Cue, ...]] = {}
        self._cues: list[Cue] = []
        self._starts: list[float] = []

    def __contains__(self, key: Hashable) -> bool:
        """Say whether there is a batch of that name, empty or not."""
        return key in self._batches

    def put(self, key: Hashable, cues: Iterable[Cue]) -> None:
        """Add a batch, or replace the one of that name."""
        self._batches[key] = tuple(cues)
        self._arrange()

    def drop(self, keys: Iterable[Hashable]) -> None:
        """Let go of batches."""
        for key in keys:
            self._batches.pop(key, None)
        self._arrange()

    def clear(self) -> None:
        """Let go of everything."""
        self._batches.clear()
        self._arrange()

    def at(self, position_s: float) -> tuple[Cue, ...]:
        """Return the cues that stand at a moment, by start."""
        now_s = position_s + _TOLERANCE_S
        begun = self._cues[: bisect_right(self._starts, now_s)]
        return tuple(cue for cue in begun if cue.end_s > now_s)

    def next_change_s(self, position_s: float) -> float | None:
        """Return when the next cue begins or ends; None if nothing more is known."""
        now_s = position_s + _TOLERANCE_S
        following = bisect_right(self._starts, now_s)
        moments = [cue.end_s for cue in self._cues[:following] if cue.end_s > now_s]
        moments += self._starts[following : following + 1]
        return min(moments, default=None)

    def _arrange(self) -> None:
        found = {
            (round(cue.start_s, 3), round(cue.end_s, 3), cue.runs, cue.placement): cue
            for batch in self._batches.values()
            for cue in batch
        }
        self._cues = sorted(found.values(), key=lambda cue: cue.start_s)
        self._starts = [cue.start_s for cue in self._cues]
