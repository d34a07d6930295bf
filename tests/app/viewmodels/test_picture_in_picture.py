"""The small window: a title plays on in it, moves from corner to corner, and comes back."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer, Remotely

pytestmark = pytest.mark.gui
KEY = Qt.Key


@pytest.fixture
def shrunk(at_home: "Remotely") -> "Remotely":
    """The first title in the small window, home below."""
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("player") and at_home.model.playback.state == "ready")
    at_home.press(KEY.Key_P)
    at_home.until(lambda: at_home.on("home"))
    return at_home


def test_it_plays_on_while_the_viewer_browses_and_comes_back(
    shrunk: "Remotely", player: "FakePlayer"
) -> None:
    small = shrunk.model.picture_in_picture
    assert small.is_shown
    assert shrunk.model.playback.state == "ready"
    assert ("stop", None) not in player.calls
    small.end()
    shrunk.until(lambda: shrunk.on("player"))
    assert not small.is_shown
    assert ("stop", None) not in player.calls


def test_arrows_move_it_and_its_corner_is_remembered(shrunk: "Remotely") -> None:
    small = shrunk.model.picture_in_picture
    assert small.corner == "bottom-right"
    small.move(-1, 0)
    small.move(0, -1)
    assert small.corner == "top-left"
    assert shrunk.model.preferences.stored("picture-corner") == "top-left"
    small.move(1, 0)
    assert small.corner == "top-right"


def test_stop_ends_what_plays_there(shrunk: "Remotely", player: "FakePlayer") -> None:
    shrunk.model.picture_in_picture.close()
    shrunk.until(lambda: ("stop", None) in player.calls)
    assert shrunk.model.playback.state == "idle"
    assert shrunk.on("home")


def test_another_title_takes_its_place(shrunk: "Remotely", player: "FakePlayer") -> None:
    shrunk.press(KEY.Key_Return)
    shrunk.until(lambda: shrunk.on("player") and shrunk.model.playback.state == "ready")
    assert not shrunk.model.picture_in_picture.is_shown
    assert len([call for call in player.calls if call[0] == "load"]) == 2


def test_the_next_episode_plays_in_it(shrunk: "Remotely", player: "FakePlayer") -> None:
    shrunk.model._go_on_to("1-1", "Title 1-1", "Part 2", "", from_start=False)
    shrunk.until(lambda: len([call for call in player.calls if call[0] == "load"]) == 2)
    assert shrunk.model.picture_in_picture.is_shown


def test_what_goes_wrong_is_told_on_the_whole_screen(shrunk: "Remotely") -> None:
    shrunk.model.playback.refuse("It broke.", "Try again.", "code")
    shrunk.until(lambda: shrunk.on("player"))
    assert not shrunk.model.picture_in_picture.is_shown


def test_the_player_alone_has_nothing_to_browse(at_home: "Remotely") -> None:
    at_home.model.picture_in_picture.begin()
    assert not at_home.model.picture_in_picture.is_shown
