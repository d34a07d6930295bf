"""Notices when the window stands still: a heartbeat on Qt's thread that comes late.

A key that a viewer presses waits as long as a beat does. Time during which the thread was ready and the
machine had no core for it is taken off, where the system tells (Linux does): that is somebody else's work,
and no change of ours would help.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

__all__ = ["UiWatch", "waited_for_a_core_s"]

_log = logging.getLogger(__name__)
_LIMIT_S = 0.05
# Often enough to know of a freeze, seldom enough to let a laptop sleep.
_BEAT_MS = 500


class UiWatch(QObject):
    """Counts beats that came too late, on the thread that it is made on.

    Args:
        beat_ms: Time between two beats; what is shorter than this may fall between them.
        limit_s: Beats that are later than this count.
        clock, waiting: Seconds of wall time, and of this thread's waiting for a core.
    """

    def __init__(
        self,
        beat_ms: int = _BEAT_MS,
        limit_s: float = _LIMIT_S,
        *,
        clock: Callable[[], float] = time.monotonic,
        waiting: Callable[[], float] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._beat_s = beat_ms / 1000
        self._limit_s = limit_s
        self._clock = clock
        self._waiting = waiting or waited_for_a_core_s()
        self.beats = 0
        self.late_s: list[float] = []
        self._last_s, self._waited_s = clock(), self._waiting()
        self._timer = QTimer(self, interval=beat_ms, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """Look how late this beat is."""
        now_s, waited_s = self._clock(), self._waiting()
        own_s = now_s - self._last_s - self._beat_s - (waited_s - self._waited_s)
        self._last_s, self._waited_s = now_s, waited_s
        self.beats += 1
        if own_s > self._limit_s:
            self.late_s.append(own_s)
            _log.info("the window stood still for %.0f ms", own_s * 1000)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()


def waited_for_a_core_s() -> Callable[[], float]:
    """Return a function that says how long this thread has waited for a core; 0 where nobody knows."""
    path = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")

    def waited_s() -> float:
        try:
            # proc(5): nanoseconds on a core, nanoseconds waiting for one, time slices.
            return int(path.read_bytes().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0

    return waited_s
