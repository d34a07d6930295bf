"""Time, as the SDK sees it: injected, never read from the system behind a caller's back.

Two clocks matter. The *loop clock* is monotonic and drives every deadline and wait; under the virtual
loop of `playhead.testing` it jumps instead of passing, which is what lets a two-hour film play in
seconds. The *wall clock* is UTC and is asked only where a document speaks in dates.
"""

import asyncio
import time
from typing import Protocol

__all__ = ["Clock", "LoopClock"]


class Clock(Protocol):
    """Where the player reads time from."""

    def now_s(self) -> float:
        """Return monotonic seconds; only differences mean anything."""
        ...

    def utc_s(self) -> float:
        """Return seconds since 1970-01-01T00:00:00Z."""
        ...


class LoopClock:
    """The clock of the running asyncio loop; UTC follows the loop's time from a fixed anchor.

    Anchoring UTC to the loop keeps the two clocks in step when the loop is virtual, and keeps UTC from
    jumping under a playing session when the system's clock is corrected.

    Args:
        utc_anchor_s: UTC at the moment of the first call; the system's own if not given.
    """

    def __init__(self, utc_anchor_s: float | None = None) -> None:
        self._utc_anchor_s = utc_anchor_s
        self._utc_minus_loop_s: float | None = None

    def now_s(self) -> float:
        """Return the running loop's time in seconds."""
        return asyncio.get_running_loop().time()

    def utc_s(self) -> float:
        """Return UTC in seconds, advancing exactly as the loop's clock does."""
        now_s = self.now_s()
        if self._utc_minus_loop_s is None:
            anchor_s = time.time() if self._utc_anchor_s is None else self._utc_anchor_s
            self._utc_minus_loop_s = anchor_s - now_s
        return now_s + self._utc_minus_loop_s
