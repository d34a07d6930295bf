"""Where the playhead is, to a few milliseconds, from reports that come four times a second.

libVLC tells its time in steps of a quarter of a second, and never too early, only too late: each report can
have waited before it reached us. So the report that puts the playhead furthest ahead of the wall clock is the
truest of the last few seconds. Between reports the playhead moves with the wall clock, at the playback rate.

Both libVLC's threads and the loop ask and tell: all of it is behind one lock, and nothing in it blocks.
"""

import threading
from collections import deque

__all__ = ["PlayheadClock"]

_WINDOW_S = 3.0


class PlayheadClock:
    """The playhead in milliseconds of stream time.

    All `now_s` are readings of one monotonic clock.

    Args:
        start_ms: Where it will begin; it never shows less.
    """

    def __init__(self, start_ms: float = 0.0) -> None:
        self._lock = threading.Lock()
        self._reports: deque[tuple[float, float]] = deque()
        self._start_ms = start_ms
        self._limit_ms = float("inf")
        self._rate = 1.0
        self._is_standing = False
        self._is_guessed = False
        self._latest_ms: float | None = None

    def report(self, time_ms: float, now_s: float) -> None:
        """Take what libVLC says its time is; means nothing while it stands."""
        with self._lock:
            if self._is_standing or time_ms < 0:
                return
            if self._is_guessed:
                self._is_guessed = False
                self._reports.clear()
            self._reports.append((now_s, time_ms - now_s * 1000 * self._rate))
            while self._reports[0][0] < now_s - _WINDOW_S:
                self._reports.popleft()

    def position_ms(self, now_s: float) -> float | None:
        """Return the playhead; None until the first report. Never less than before."""
        with self._lock:
            return self._position_ms(now_s)

    def _position_ms(self, now_s: float) -> float | None:
        if self._reports and not self._is_standing:
            ahead_ms = max(ahead for _, ahead in self._reports)
            running_ms = min(now_s * 1000 * self._rate + ahead_ms, self._limit_ms)
            self._latest_ms = max(running_ms, self._start_ms, self._latest_ms or 0.0)
        return self._latest_ms

    def stand(self, now_s: float, at_ms: float | None = None) -> None:
        """Stop moving, because of a pause or for want of data; at a given time if the caller knows better."""
        with self._lock:
            position_ms = self._position_ms(now_s)
            if at_ms is not None:
                self._latest_ms = max(at_ms, position_ms or 0.0)
            self._is_standing = True
            self._reports.clear()

    def run(self, now_s: float) -> None:
        """Move again at once, from where it stands; the first report corrects it."""
        with self._lock:
            if self._is_standing:
                self._is_standing = False
                self._guess(now_s)

    def set_rate(self, rate: float, now_s: float) -> None:
        """Move at another rate from here on."""
        with self._lock:
            self._position_ms(now_s)
            self._rate = rate
            if not self._is_standing:
                self._guess(now_s)

    def set_limit(self, limit_ms: float) -> None:
        """Never pass this: the end of what the decoder can have."""
        with self._lock:
            self._limit_ms = limit_ms

    def _guess(self, now_s: float) -> None:
        self._reports.clear()
        self._is_guessed = self._latest_ms is not None
        if self._latest_ms is not None:
            self._reports.append((now_s, self._latest_ms - now_s * 1000 * self._rate))
