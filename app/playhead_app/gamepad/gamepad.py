"""Gives the keys that pads press to the window that has the focus."""

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from playhead_app.gamepad.steering import PadSource, Press, Steering

__all__ = ["Gamepad"]

_log = logging.getLogger(__name__)
# A frame of 60; and while there is no pad, soon enough for somebody who plugs one in.
_ASK_MS, _IDLE_MS = 16, 500


class Gamepad(QObject):
    """Asks a source for what pads say. Used on Qt's thread.

    Args:
        make_source: Makes it; an ImportError or OSError means that there is none.
        focus: Which window hears the keys; the application's that has the focus if not given. Without one
            nothing is pressed: a pad that steers a game must not steer us.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        make_source: Callable[[], PadSource],
        parent: QObject | None = None,
        *,
        focus: Callable[[], QWindow | None] = QGuiApplication.focusWindow,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._make_source = make_source
        self._focus, self._clock = focus, clock
        self._source: PadSource | None = None
        self._steering = Steering()
        self._asking = QTimer(self, interval=_IDLE_MS)
        self._asking.timeout.connect(self.ask)

    def begin(self) -> None:
        """Listen, if there is anything to listen to."""
        try:
            self._source = self._make_source()
        except (ImportError, OSError) as error:
            _log.info("no gamepads: %s", type(error).__name__)
            return
        self._asking.start()

    def ask(self) -> None:
        """Hear what pads have said, and press the keys."""
        if self._source is None:
            return
        now_s, window = self._clock(), self._focus()
        presses: list[Press] = []
        for event in self._source.poll():
            presses += self._steering.hear(event, now_s)
        presses += self._steering.tick(now_s)
        if window is not None:
            for press in presses:
                _press(window, press)
        wanted_ms = _ASK_MS if self._steering.pads else _IDLE_MS
        if self._asking.interval() != wanted_ms:
            self._asking.setInterval(wanted_ms)

    def close(self) -> None:
        """Let go of all pads. Safe to call twice."""
        self._asking.stop()
        source, self._source = self._source, None
        if source is not None:
            source.close()


def _press(window: QWindow, press: Press) -> None:
    kind = QEvent.Type.KeyPress if press.is_down else QEvent.Type.KeyRelease
    key = Qt.Key[f"Key_{press.key}"]
    text = "\r" if press.key == "Return" else ""
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, press.is_repeat)
    QCoreApplication.sendEvent(window, event)
