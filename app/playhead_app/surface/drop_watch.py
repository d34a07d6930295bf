"""When the page can't keep up with the pictures, and when a window of their own is no better.

A picture is lost if the decoder gave it up as late, or if the page was drawn less often than pictures came.
More than `MOST_LOST` of those of `SPAN_S` seconds are too many: to the window. To come back it takes a window
that loses as large a share as the page did, and that decides it for good: each change is a short break, and a
surface that changes again and again is worse than either.
"""

from collections import deque
from dataclasses import dataclass

__all__ = ["LEAST_PICTURES", "MOST_LOST", "SPAN_S", "DropWatch"]

SPAN_S = 8.0
MOST_LOST = 0.1
# Fewer in a span say nothing: a title of stills, or one that has hardly begun.
LEAST_PICTURES = 80


@dataclass(frozen=True, slots=True)
class _Count:
    at_s: float
    shown: int
    dropped: int
    drawn: int | None


class DropWatch:
    """Remembers counts of the last seconds, and tells the share that was lost."""

    def __init__(self) -> None:
        self._counts: deque[_Count] = deque()

    def forget(self) -> None:
        """Begin anew: after a pause, a seek, or a change of surface, what was before says nothing."""
        self._counts.clear()

    def take(self, at_s: float, *, shown: int, dropped: int, drawn: int | None) -> float | None:
        """Take counts that only grow; return the share lost in the last span, None while too little is known.

        Args:
            at_s: A monotonic clock.
            shown: Pictures that the decoder gave in time.
            dropped: Pictures that it gave up as late.
            drawn: How often the page was drawn; None if libVLC draws by itself.
        """
        now = _Count(at_s, shown, dropped, drawn)
        counts = self._counts
        if counts and (counts[-1].shown > shown or counts[-1].dropped > dropped):
            counts.clear()
        counts.append(now)
        while len(counts) > 1 and counts[1].at_s <= at_s - SPAN_S:
            counts.popleft()
        first = counts[0]
        came, late = now.shown - first.shown, now.dropped - first.dropped
        if at_s - first.at_s < SPAN_S or came + late < LEAST_PICTURES:
            return None
        unseen = 0 if now.drawn is None or first.drawn is None else max(0, came - (now.drawn - first.drawn))
        return (late + unseen) / (came + late)
