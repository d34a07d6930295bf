"""A viewer made of code: presses keys, waits for what should happen, and keeps pictures of it.

It drives the real window through Qt's own event queue, with the keys of a remote control: the arrows, OK and
Back. Whatever it sees a person would see too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtQuick import QQuickItem

from playhead_app.app_window import AppWindow

__all__ = ["PictureCheck", "Visitor", "VisitorLostError", "check_pictures"]

_LOOK_MS = 20
_SAMPLE = (96, 54)
# Of 255: below this mean a picture counts as black, below this difference two count as the same.
_DARKEST = 4.0
_SMALLEST_CHANGE = 0.4
# A page has faded in and its artwork has come.
_PAGE_REST_S = 0.8
_MOST_BACK = 6


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
        pace: How long the rests between keys are; 1 is a person's.
    """

    def __init__(self, window: AppWindow, folder: Path, *, pace: float = 1.0) -> None:
        self._app = window
        self._window = window.window
        self._folder = folder
        self._pace = pace
        self.pictures: list[Path] = []
        """What was kept, in order."""

    @property
    def focus(self) -> str:
        """The name of what has the focus, or of the nearest named thing around it; empty for none."""
        item: QQuickItem | None = self._window.activeFocusItem()
        while item and not item.objectName():
            item = item.parentItem()
        return item.objectName() if item else ""

    @property
    def page(self) -> str:
        """The name of the page on top, once it has the focus; empty while pages change."""
        stack = self._app.find("stack")
        top = stack.property("currentItem") if stack is not None else None
        return top.objectName() if top is not None and top.property("activeFocus") else ""

    def find(self, name: str) -> QObject:
        """Return the object of this name.

        Raises:
            VisitorLostError: There is none.
        """
        found = self._app.find(name)
        if found is None:
            raise VisitorLostError(f"there is no {name}")
        return found

    def shows(self, name: str) -> bool:
        """Whether something of this name can be seen."""
        found = self._app.find(name)
        return found is not None and bool(found.property("visible"))

    def onward(self) -> Qt.Key:
        """Return the key that leads on along a line: right, but in languages that are read from there."""
        is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.Key.Key_Left if is_mirrored else Qt.Key.Key_Right

    def back(self) -> Qt.Key:
        """Return the key that leads back along a line."""
        return Qt.Key.Key_Left if self.onward() == Qt.Key.Key_Right else Qt.Key.Key_Right

    def walk(self, key: Qt.Key, target: str, *, most: int = 12) -> None:
        """Press an arrow until the focus is on something of this name.

        Raises:
            VisitorLostError: It isn't reached within `most` presses.
        """
        for _ in range(most):
            if self.focus == target:
                return
            self.press(key, rest_s=0.15)
        if self.focus != target:
            raise VisitorLostError(f"{key.name} leads to {self.focus or 'nothing'}, never to {target}")

    def choose(self, page: str = "") -> None:
        """Press OK; with a page's name, wait until it has come.

        Raises:
            VisitorLostError: It does not come.
        """
        self.press(Qt.Key.Key_Return)
        if page:
            self.until(lambda: self.page == page, f"the page {page}")
            self.rest(_PAGE_REST_S * self._pace)

    def leave(self, page: str) -> None:
        """Press Back until this page has come.

        Raises:
            VisitorLostError: It does not come.
        """
        for _ in range(_MOST_BACK):
            if self.page == page:
                break
            self.press(Qt.Key.Key_Escape, rest_s=0.6)
        self.until(lambda: self.page == page, f"the page {page}")
        self.rest(_PAGE_REST_S * self._pace)

    def press(self, key: Qt.Key, times: int = 1, *, rest_s: float = 0.3) -> None:
        """Press a key, and rest as a person would."""
        for _ in range(times):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
                # Posted, to be handled in an event loop as a real key is: what is deleted later by code that
                # ran outside of any is not deleted before the process ends.
                QCoreApplication.postEvent(self._window, event)
            self.rest(rest_s * self._pace)

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
        self.pictures.append(path)
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
