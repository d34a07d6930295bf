"""What a screen reader finds: names and roles of whatever can be used."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

if TYPE_CHECKING:
    from tests.app.conftest import Remotely

pytestmark = pytest.mark.gui
KEY = Qt.Key
USABLE = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ListItem,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Slider,
    QAccessible.Role.PageTab,
}


def tree(viewer: "Remotely") -> list[QAccessibleInterface]:
    def walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
        yield node
        for number in range(node.childCount()):
            child = node.child(number)
            if child and not child.state().invisible:
                yield from walk(child)

    root = QAccessible.queryAccessibleInterface(viewer.app.window)
    assert root
    return list(walk(root))


def names(viewer: "Remotely", role: QAccessible.Role) -> set[str]:
    return {node.text(QAccessible.Text.Name) for node in tree(viewer) if node.role() == role}


def test_whatever_can_be_used_has_a_name(at_home: "Remotely") -> None:
    nameless = [
        node for node in tree(at_home) if node.role() in USABLE and not node.text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_home_tells_its_buttons_rows_and_tiles(at_home: "Remotely") -> None:
    assert {"Play", "More", "Settings"} <= names(at_home, QAccessible.Role.Button)
    assert "Row 0" in names(at_home, QAccessible.Role.List)
    assert {"Title 0-0", "Title 0-5, not ready yet"} <= names(at_home, QAccessible.Role.ListItem)


def test_the_player_tells_its_controls_and_its_position(at_home: "Remotely") -> None:
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "toggle" and at_home.model.playback.state == "ready")
    buttons = names(at_home, QAccessible.Role.Button)
    assert {"Pause", "Back 10 seconds", "Forward 10 seconds", "Audio", "Quality", "Full screen"} <= buttons
    assert "Position 0:00 of 10:00" in names(at_home, QAccessible.Role.Slider)
