"""Tells the catalogue how far the viewer has come, so that every device resumes at the same place."""

import logging

from PySide6.QtCore import QObject, QTimer

from playhead_app.bridge import Remote
from playhead_app.catalogue import Catalogue
from playhead_app.viewmodels.playback import Playback

__all__ = ["WatchDiary"]

_log = logging.getLogger(__name__)
_EVERY_MS = 10_000
# Less than this was a look, not a beginning.
_LEAST_S = 2.0


class WatchDiary(QObject):
    """Writes every ten seconds while a title plays, and once more when it is left."""

    def __init__(
        self, remote: Remote, catalogue: Catalogue, playback: Playback, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._catalogue = catalogue
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
        item_id, position_s, duration_s = self._item_id, self._playback.position_s, self._playback.duration_s
        has_moved = abs(position_s - self._written_s) >= _LEAST_S
        if not item_id or duration_s <= 0 or not has_moved:
            return
        self._written_s = position_s
        self._remote.run(
            lambda: self._catalogue.record_progress(item_id, position_s, duration_s),
            then=lambda _: None,
            # The viewer can't help it, and the next line of the diary says the same.
            failed=lambda error: _log.warning("progress was not recorded: %s", error),
        )
