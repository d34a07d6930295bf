"""A viewer made of code: presses keys, waits for what should happen, and keeps pictures of it.

It drives the real window through Qt's own event queue, so whatever it sees a person would see too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent

from playhead_app.app_window import AppWindow

__all__ = ["PictureCheck", "Visitor", "VisitorLostError", "check_pictures"]

_LOOK_MS = 20
_SAMPLE = (96, 54)
# Of 255: below this mean a picture counts as black, below this difference two count as the same.
_DARKEST = 4.0
_SMALLEST_CHANGE = 0.4


class VisitorLostError(Exception):
    """Something that should have happened did not, or the window was closed."""


@dataclass(frozen=True, slots=True)
class PictureCheck:
    """What pictures of one place, taken one after another, say about each other.

    Attributes:
        count: How many were compared.
        brightest: Largest mean brightness of any, 0 to 255.
        changes: How many differed from the one before.
    """

    count: int
    brightest: float
    changes: int

    @property
    def is_moving(self) -> bool:
        """Whether something other than black was seen, and it moved."""
        return self.brightest > _DARKEST and self.changes >= max(1, (self.count - 1) // 2)


class Visitor:
    """Someone at the remote control.

    Args:
        folder: Where pictures go.
    """

    def __init__(self, window: AppWindow, folder: Path) -> None:
        self._window = window.window
        self._folder = folder

    def press(self, key: Qt.Key, times: int = 1, *, rest_s: float = 0.3) -> None:
        """Press a key, and rest as a person would."""
        for _ in range(times):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
                # Posted, to be handled in an event loop as a real key is: what is deleted later by code that
                # ran outside of any is not deleted before the process ends.
                QCoreApplication.postEvent(self._window, event)
            self.rest(rest_s)

    def rest(self, seconds: float) -> None:
        """Let the app run for a while."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()
        self._stay()

    def until(self, claim: Callable[[], bool], what: str, *, timeout_s: float = 15.0) -> None:
        """Let the app run until a claim holds.

        Raises:
            VisitorLostError: It did not within the time; `what` says what was awaited.
        """
        loop = QEventLoop()
        end = monotonic() + timeout_s
        looking = QTimer(interval=_LOOK_MS)
        looking.timeout.connect(lambda: loop.quit() if claim() or monotonic() > end else None)
        looking.start()
        loop.exec()
        looking.stop()
        self._stay()
        if not claim():
            raise VisitorLostError(f"waited {timeout_s:.0f} s in vain for {what}")

    def look(self) -> QImage:
        """Return what the window shows now."""
        return self._window.grabWindow()

    def keep(self, name: str) -> Path:
        """Keep a picture of the window; returns where it is.

        Raises:
            VisitorLostError: It can't be written.
        """
        path = self._folder / f"{name}.png"
        if not self.look().save(str(path)):
            raise VisitorLostError(f"the picture {path} can't be written")
        return path

    def _stay(self) -> None:
        if not self._window.isVisible():
            raise VisitorLostError("the window was closed")


def check_pictures(pictures: list[QImage]) -> PictureCheck:
    """Compare pictures of the same place, oldest first."""
    samples = [_sample(picture) for picture in pictures]
    changes = sum(_difference(before, after) > _SMALLEST_CHANGE for before, after in pairwise(samples))
    brightest = max((sum(sample) / len(sample) for sample in samples), default=0.0)
    return PictureCheck(len(samples), brightest, changes)


def _sample(picture: QImage) -> bytes:
    small = picture.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        *_SAMPLE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(grey.constBits())


def _difference(before: bytes, after: bytes) -> float:
    return sum(abs(a - b) for a, b in zip(before, after, strict=True)) / len(before)
