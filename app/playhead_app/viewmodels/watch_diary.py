"""Writes down how far the viewer has come, so that every device resumes at the same place.

It writes every five seconds into the library, which is on the disk before it counts: a power cut or a crash
costs less than ten seconds of a film. The service hears of it from there.
"""

from PySide6.QtCore import QObject, QTimer

from playhead_app.viewmodels.household import Household
from playhead_app.viewmodels.playback import Playback

__all__ = ["WatchDiary"]

_EVERY_MS = 5_000
# Less than this was a look, not a beginning.
_LEAST_S = 2.0


class WatchDiary(QObject):
    """Writes while a title plays, and once more when it is left."""

    def __init__(self, household: Household, playback: Playback, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._household = household
        self._playback = playback
        self._item_id = ""
        self._written_s = 0.0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._write)
        playback.ended.connect(self._write)

    def open(self, item_id: str) -> None:
        """Begin to write for a film or an episode; an empty id writes nothing."""
        self._item_id = item_id
        self._written_s = 0.0
        if item_id:
            self._timer.start()

    def close(self) -> None:
        """Write once more and stop."""
        self._write()
        self._timer.stop()
        self._item_id = ""

    def _write(self) -> None:
        position_s, duration_s = self._playback.position_s, self._playback.duration_s
        has_moved = abs(position_s - self._written_s) >= _LEAST_S
        if not self._item_id or duration_s <= 0 or not has_moved:
            return
        self._written_s = position_s
        self._household.keep_viewing(self._item_id, position_s, duration_s)
