"""For everybody: contrast of the theme, names and roles of what has the focus, all of it by arrow keys."""

import random
from itertools import product
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem

from playhead_app.resources import qml_folder

if TYPE_CHECKING:
    from tests.app.conftest import Remotely

pytestmark = pytest.mark.gui
KEY = Qt.Key
ARROWS = (KEY.Key_Up, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right)
GROUNDS = ("ground", "raised", "panel")
WORDS = ("text", "secondText", "thirdText", "accent", "good", "live")
USABLE = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.Slider,
    QAccessible.Role.PageTab,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
}


@pytest.fixture(scope="module")
def colours(qapp: object) -> dict[str, QColor]:
    """The theme's colours, as QML has them."""
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    folder = (qml_folder() / "theme").as_uri()
    component.setData(
        f'import QtQml\nimport "{folder}"\nQtObject {{ property var it: Theme }}'.encode(), QUrl(folder)
    )
    holder = component.create()
    assert holder is not None, component.errorString()
    theme = holder.property("it")
    return {name: QColor(theme.property(name)) for name in {*GROUNDS, *WORDS}}


def luminance(colour: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def focus_name(viewer: "Remotely") -> tuple[QAccessible.Role, str]:
    item = viewer.app.window.activeFocusItem()
    node = QAccessible.queryAccessibleInterface(item) if item else None
    return (node.role(), node.text(QAccessible.Text.Name)) if node else (QAccessible.Role.NoRole, "")


def usable(viewer: "Remotely", page: str) -> set[str]:
    found: set[str] = set()
    top = viewer.app.find(page)
    assert top is not None
    waiting = [QAccessible.queryAccessibleInterface(top)]
    while waiting:
        node = waiting.pop()
        if not node or node.state().invisible:
            continue
        if node.role() in USABLE and node.state().focusable:
            found.add(node.text(QAccessible.Text.Name))
        waiting += [node.child(number) for number in range(node.childCount())]
    return found


def walk(viewer: "Remotely", steps: int) -> list[tuple[QAccessible.Role, str]]:
    """Wander about by arrow keys alone; the same way each time."""
    chance = random.Random(7)  # a walk, no secret
    seen = [focus_name(viewer)]
    while len(seen) < steps:
        arrow = chance.choice(ARROWS)
        # A whole line at times: one step here and there seldom comes to its end.
        for _ in range(chance.choice((1, 2, 12))):
            viewer.press(arrow)
            seen.append(focus_name(viewer))
    return seen


PAIRS = (*product(WORDS, GROUNDS), ("ground", "accent"), ("ground", "text"))


@pytest.mark.parametrize(("word", "ground"), PAIRS)
def test_every_text_stands_out_from_its_ground(colours: dict[str, QColor], word: str, ground: str) -> None:
    assert contrast(colours[word], colours[ground]) >= 4.5


def test_everything_on_home_and_in_the_settings_is_reached_by_arrows_and_tells_its_name(
    at_home: "Remotely",
) -> None:
    wanted = usable(at_home, "stack")
    assert {"Play", "More", "Settings", "Search", "My list"} <= wanted
    assert wanted <= {name for _, name in walk(at_home, 300)}
    item = at_home.app.find("settings")
    assert isinstance(item, QQuickItem)
    item.forceActiveFocus()
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "language")
    stack = at_home.app.find("stack")
    # While one page comes the other is still there.
    at_home.until(lambda: stack is not None and not stack.property("busy"))
    wanted = usable(at_home, "stack")
    assert {"Language", "Calm motion", "Text size"} <= wanted
    seen = walk(at_home, 240)
    assert wanted <= {name for _, name in seen}
    assert all(role in USABLE and name for role, name in seen)


def test_every_control_of_the_player_is_reached_by_arrows(at_home: "Remotely") -> None:
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "toggle" and at_home.model.playback.state == "ready")
    seen: set[str] = set()
    for key, times in ((KEY.Key_Right, 12), (KEY.Key_Left, 12), (KEY.Key_Up, 2), (KEY.Key_Down, 2)):
        for _ in range(times):
            at_home.press(key)
            seen.add(focus_name(at_home)[1])
    transport = {"Pause", "Back 10 seconds", "Forward 10 seconds", "Sound off", "Back"}
    choices = {"Audio", "Quality", "Speed", "Sleep timer", "Statistics", "Full screen"}
    assert transport | choices <= seen
