"""Where the picture is drawn: the viewer's choice, and the app's own when the page loses pictures."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from playhead.state import PlayerState
from playhead_app.bridge import PlaybackSnapshot, PlayerPort, Remote
from playhead_app.surface import VideoSurface
from playhead_app.viewmodels.preferences import Preferences
from playhead_app.viewmodels.screen import Screen
from tests.app.conftest import FakePlayer, shown_stats

pytestmark = pytest.mark.gui


class Decoder:
    """Hears where to draw."""

    def __init__(self) -> None:
        self.windows: list[object] = []

    def show_in(self, window: object) -> None:
        self.windows.append(window)


class Sofa:
    """A page that is drawn as often as a test says, in front of a clock that it moves."""

    def __init__(self, remote: Remote, port: PlayerPort) -> None:
        self.now_s = 0.0
        self.decoder = Decoder()
        self.surface = VideoSurface()
        self.surface.decoder = self.decoder  # type: ignore[assignment]  # a stand-in of the one call
        self.preferences = Preferences()
        self.preferences.adopt({})
        self.screen = Screen(
            remote,
            port,
            self.surface,
            self.preferences,
            remote,
            now_s=lambda: self.now_s,
            is_possible=lambda: True,
        )
        self.port = port
        self.window = QQuickWindow()
        self.window.resize(320, 180)
        self.window.show()
        self.screen.watch_page(self.window)
        self.screen.put(self.window, 0, 0)
        self._shown = self._dropped = 0

    def watch(self, seconds: int, *, drawn: float, late: float = 0.0) -> None:
        """Let pictures come, 25 a second, of which this share is drawn and that share is late."""
        for _ in range(seconds * 10):
            self.now_s += 0.1
            tick = round(self.now_s * 10)
            came = 3 if tick % 2 else 2
            lost = int(tick * came * late) - int((tick - 1) * came * late)
            self._shown, self._dropped = self._shown + came - lost, self._dropped + lost
            for _ in range(int(tick * came * drawn) - int((tick - 1) * came * drawn)):
                self.screen._on_swapped()
            self.port.snapshot_taken.emit(self.snapshot())

    def snapshot(self) -> PlaybackSnapshot:
        stats = replace(shown_stats(), frames_shown=self._shown, frames_dropped=self._dropped)
        facts = dict.fromkeys(PlaybackSnapshot.__dataclass_fields__)
        return PlaybackSnapshot(
            **facts  # type: ignore[arg-type]  # what the screen does not look at
            | {
                "state": PlayerState.READY,
                "is_paused": False,
                "is_seeking": False,
                "position_s": self.now_s,
                "stats": stats,
            }
        )


@pytest.fixture
def sofa(qtbot: QtBot, remote: Remote, port: PlayerPort) -> "Callable[[], Sofa]":
    def sit() -> Sofa:
        sofa = Sofa(remote, port)
        qtbot.waitUntil(sofa.window.isExposed)
        return sofa

    return sit


def test_the_viewer_chooses_and_what_plays_is_sought_to_where_it_stands(
    qtbot: QtBot, sofa: "Callable[[], Sofa]", player: FakePlayer
) -> None:
    room = sofa()
    room.watch(1, drawn=1.0)
    assert (room.screen.choice, room.screen.is_native) == ("auto", False)
    room.screen.next_choice()
    assert (room.screen.choice, room.screen.is_native) == ("page", False)
    room.screen.next_choice()
    assert (room.screen.choice, room.screen.is_native) == ("window", True)
    qtbot.waitUntil(lambda: ("seek", room.now_s) in player.calls)
    assert len(room.decoder.windows) == 1
    room.screen.next_choice()
    room.screen.next_choice()
    assert (room.screen.choice, room.screen.is_native) == ("page", False)
    qtbot.waitUntil(lambda: room.decoder.windows[-1] is None)


def test_a_page_that_loses_pictures_gives_way_to_a_window_and_says_so(sofa: "Callable[[], Sofa]") -> None:
    room = sofa()
    room.watch(20, drawn=1.0)
    assert not room.screen.is_native
    room.watch(12, drawn=0.5)
    assert room.screen.is_native
    assert "%" in room.screen.stats[0]["value"]
    # In the window the page is not drawn at all, and need not be.
    room.watch(12, drawn=0.0)
    assert room.screen.is_native


def test_a_window_that_loses_as_many_is_left_for_good(sofa: "Callable[[], Sofa]") -> None:
    room = sofa()
    room.watch(12, drawn=0.8)
    assert room.screen.is_native
    room.watch(12, drawn=0.0, late=0.6)
    assert not room.screen.is_native
    room.watch(30, drawn=0.3)
    assert not room.screen.is_native


def test_a_page_that_nobody_sees_loses_nothing(sofa: "Callable[[], Sofa]", qtbot: QtBot) -> None:
    room = sofa()
    room.window.hide()
    qtbot.waitUntil(lambda: not room.window.isExposed())
    room.watch(20, drawn=0.0)
    assert not room.screen.is_native
