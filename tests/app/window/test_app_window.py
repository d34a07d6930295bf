"""Taking the window down when something behind it does not end."""

import threading

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from playhead_app.app_window import AppWindow
from playhead_app.composition import Composition
from playhead_app.reporter import Reporter
from tests.app.conftest import FakePlayer, StandInCatalogue

pytestmark = pytest.mark.gui


def test_what_a_loop_that_does_not_end_may_still_call_stays_alive(
    qtbot: QtBot, catalogue: StandInCatalogue, player: FakePlayer, reporter: Reporter
) -> None:
    composition = Composition(catalogue, reporter=reporter, player_factory=lambda surface: player)
    window = AppWindow(composition)
    stuck = threading.Event()
    composition.remote.tell(stuck.wait)
    try:
        assert not window.close()
        assert shiboken6.isValid(composition.remote)
    finally:
        stuck.set()
    assert composition.loop.stop(10.0)
