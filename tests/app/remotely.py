"""A viewer with a remote control in front of the real window, offscreen."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playhead_app.app_window import AppWindow
from playhead_app.composition import ClosingLimits, Composition

__all__ = ["PATIENT", "Remotely"]

PATIENT = ClosingLimits(step_s=10.0, all_s=20.0, join_s=10.0)
"""For tests on a busy machine, whose disk may need longer than a person should wait."""


class Remotely:
    """A viewer with a remote control in front of the real window, offscreen."""

    def __init__(self, qtbot: QtBot, composition: Composition, window: AppWindow) -> None:
        self._qtbot = qtbot
        self.composition = composition
        self.app = window
        self.model = composition.model

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._qtbot.keyClick(self.app.window, key)  # type: ignore[arg-type]  # takes windows too

    def point(self, x: int, y: int) -> None:
        """Move the mouse there, in the window's pixels."""
        QTest.mouseMove(self.app.window, QPoint(x, y))

    def rest(self, milliseconds: int) -> None:
        """Let the app live for a moment; for tests whose claim holds at any pace."""
        self._qtbot.wait(milliseconds)

    def until(self, claim: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(claim, timeout=20_000)

    def grab(self) -> QImage:
        """Return what the window shows."""
        return self.app.window.grabWindow()

    @property
    def focus(self) -> str:
        """The name of what has the focus, or of the nearest named thing around it."""
        item: QQuickItem | None = self.app.window.activeFocusItem()
        while item and not item.objectName():
            item = item.parentItem()
        return item.objectName() if item else ""

    @property
    def tile(self) -> str:
        """The id of the tile that has the focus."""
        item = self.app.window.activeFocusItem()
        return str(item.property("title_id") or item.property("episode_id") or "") if item else ""

    def shows(self, name: str) -> bool:
        item = self.app.find(name)
        return item is not None and bool(item.property("visible"))

    def on(self, page: str) -> bool:
        """Whether this page has come to the top and holds the focus."""
        stack = self.app.find("stack")
        top = stack.property("currentItem") if stack else None
        return top is not None and top.objectName() == page and bool(top.property("activeFocus"))
