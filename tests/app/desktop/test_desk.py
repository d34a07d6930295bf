"""Between the player page and the desktop."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from playhead_app.app_window import AppWindow
from playhead_app.bridge import PlayerPort, Remote
from playhead_app.composition import Composition
from playhead_app.desktop import Command, MediaState, Status
from playhead_app.desktop.desk import Desk
from playhead_app.reporter import Reporter
from playhead_app.viewmodels.playback import Playback
from tests.app.conftest import PATIENT, FakePlayer, Remotely, StandInCatalogue

pytestmark = pytest.mark.gui


class NotedDesktop:
    """A desktop that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[MediaState] = []
        self.ask: Callable[[Command, str], None] = lambda command, argument: None
        self.is_closed = False
        self.opened: list[str] = []
        self.opens_links = True

    async def open(self, on_command: Callable[[Command, str], None]) -> None:
        self.ask = on_command

    async def show(self, state: MediaState) -> None:
        self.told.append(state)

    async def open_link(self, url: str) -> bool:
        self.opened.append(url)
        return self.opens_links

    async def close(self) -> None:
        self.is_closed = True


def test_a_link_is_opened_by_the_desktop_or_by_qt_and_only_if_it_is_the_webs(
    qtbot: QtBot, remote: Remote, port: PlayerPort
) -> None:
    desktop, by_qt = NotedDesktop(), list[str]()
    desk = Desk(remote, desktop, Playback(port, port), port)
    desk._open_by_qt = by_qt.append
    desk.open_in_browser("file:///etc/passwd")
    desk.open_in_browser("https://service.test/plan")
    qtbot.waitUntil(lambda: desktop.opened == ["https://service.test/plan"])
    desktop.opens_links = False
    desk.open_in_browser("https://service.test/activate")
    qtbot.waitUntil(lambda: by_qt == ["https://service.test/activate"])
    assert len(desktop.opened) == 2


def test_what_plays_goes_out_and_what_keys_ask_comes_in(
    qtbot: QtBot, catalogue: StandInCatalogue, player: FakePlayer, reporter: Reporter
) -> None:
    desktop = NotedDesktop()
    composition = Composition(
        catalogue,
        reporter=reporter,
        player_factory=lambda surface: player,
        desktop=desktop,
        limits=PATIENT,
    )
    window = AppWindow(composition)
    window.show(width=1280, height=720)
    window.window.requestActivate()
    viewer = Remotely(qtbot, composition, window)
    viewer.until(lambda: viewer.focus == "hero-play")
    viewer.press(Qt.Key.Key_Return)
    viewer.until(lambda: any(state.status is Status.PLAYING and state.length_s for state in desktop.told))
    desktop.ask(Command.TOGGLE, "")
    viewer.until(lambda: viewer.model.playback.is_paused)
    viewer.until(lambda: desktop.told[-1].status is Status.PAUSED)
    desktop.ask(Command.VOLUME, "0.25")
    viewer.until(lambda: viewer.model.playback.volume == 0.25)
    desktop.ask(Command.STOP, "")
    viewer.until(lambda: viewer.focus == "hero-play")
    viewer.until(lambda: desktop.told[-1].status is Status.STOPPED)
    assert window.close()
    assert desktop.is_closed
