"""Something broke: the app says so over whatever is shown, and goes on from exactly there."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from playhead_app.reporter import Crash

if TYPE_CHECKING:
    from tests.app.conftest import Remotely

pytestmark = pytest.mark.gui
KEY = Qt.Key


def test_an_exception_in_a_slot_leads_to_a_page_and_back_to_the_focused_tile(at_home: "Remotely") -> None:
    at_home.press(KEY.Key_Down, KEY.Key_Right)
    at_home.until(lambda: at_home.tile == "0-1")
    at_home.model.faults.take(Crash("ValueError", "a slot", "it broke"))
    at_home.until(lambda: at_home.focus == "fault-go-on")
    at_home.press(KEY.Key_Down, KEY.Key_Right)
    assert at_home.focus == "fault-copy"
    at_home.press(KEY.Key_Return)
    assert "it broke" in QGuiApplication.clipboard().text()
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.tile == "0-1")
    assert not at_home.shows("fault")


def test_the_exception_comes_all_the_way(at_home: "Remotely") -> None:
    reporter = at_home.composition.reporter
    at_home.composition.remote.tell(dict[str, int]().__getitem__, "nothing")
    at_home.until(lambda: at_home.focus == "fault-go-on")
    assert at_home.model.faults.code == "KeyError"
    reporter._count = 0  # it was meant; the fixture wants none
