"""The player page: what the keys do, and when the overlay shows."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from playhead.state import PlayerState

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer, Remotely

pytestmark = pytest.mark.gui
KEY = Qt.Key


@pytest.fixture
def watching(at_home: "Remotely") -> "Remotely":
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("player") and at_home.model.playback.state == "ready")
    at_home.until(lambda: at_home.focus == "toggle")
    return at_home


@pytest.fixture
def undisturbed(watching: "Remotely") -> "Remotely":
    watching.press(KEY.Key_Escape)
    watching.until(lambda: not watching.shows("overlay"))
    return watching


def test_the_overlay_goes_by_itself(watching: "Remotely") -> None:
    watching.until(lambda: not watching.shows("overlay"))


def test_the_overlay_stays_while_paused(watching: "Remotely", player: "FakePlayer") -> None:
    watching.press(KEY.Key_Space)
    watching.until(lambda: player.is_paused and watching.model.playback.is_paused)
    watching.press(KEY.Key_Space)
    watching.until(lambda: not player.is_paused)


def test_any_key_shows_the_overlay(undisturbed: "Remotely") -> None:
    undisturbed.press(KEY.Key_Up)
    undisturbed.until(lambda: undisturbed.shows("overlay") and undisturbed.focus == "toggle")


def test_a_moved_pointer_shows_the_overlay(undisturbed: "Remotely") -> None:
    undisturbed.point(340, 320)
    undisturbed.until(lambda: undisturbed.shows("overlay"))


def test_a_pointer_that_only_trembles_shows_nothing(watching: "Remotely") -> None:
    watching.point(300, 300)
    watching.press(KEY.Key_Escape)
    watching.until(lambda: not watching.shows("overlay"))
    watching.point(301, 301)
    watching.rest(300)
    assert not watching.shows("overlay")


def test_left_and_right_on_the_picture_skip_ten_seconds(
    undisturbed: "Remotely", player: "FakePlayer"
) -> None:
    player.position_s = 100.0
    undisturbed.until(lambda: undisturbed.model.playback.position_s == 100.0)
    undisturbed.press(KEY.Key_Right)
    undisturbed.until(lambda: ("seek", 110.0) in player.calls)


def test_space_on_the_picture_pauses(undisturbed: "Remotely", player: "FakePlayer") -> None:
    undisturbed.press(KEY.Key_Space)
    undisturbed.until(lambda: player.is_paused)


def test_media_keys_work_anywhere(watching: "Remotely", player: "FakePlayer") -> None:
    watching.press(KEY.Key_MediaTogglePlayPause)
    watching.until(lambda: player.is_paused)
    watching.press(KEY.Key_MediaPlay)
    watching.until(lambda: not player.is_paused)


def test_the_winding_keys_go_a_gear_higher_with_each_press_and_play_ends_it(
    watching: "Remotely", player: "FakePlayer"
) -> None:
    watching.press(KEY.Key_AudioForward, KEY.Key_AudioForward)
    watching.until(lambda: player.scan_rate == 8.0)
    watching.press(KEY.Key_AudioRewind)
    watching.until(lambda: player.scan_rate == -4.0 and watching.shows("winding"))
    assert [each for name, each in player.calls if name == "scan"] == [4.0, 8.0, -4.0]
    watching.press(KEY.Key_MediaTogglePlayPause)
    watching.until(lambda: player.scan_rate is None and not watching.shows("winding"))
    assert not player.is_paused


def test_m_mutes_and_plus_and_minus_set_the_volume(watching: "Remotely", player: "FakePlayer") -> None:
    watching.press(KEY.Key_M)
    watching.until(lambda: player.is_muted)
    watching.press(KEY.Key_Minus)
    watching.until(lambda: player.volume == 0.95 and not player.is_muted)
    watching.press(KEY.Key_Plus)
    watching.until(lambda: player.volume == 1.0)


def test_s_shows_the_figures(watching: "Remotely") -> None:
    assert not watching.shows("stats")
    watching.press(KEY.Key_S)
    watching.until(lambda: watching.shows("stats"))


def test_the_quality_menu_opens_on_the_chosen_line_and_keeps_a_choice(
    watching: "Remotely", player: "FakePlayer"
) -> None:
    for _ in range(4):
        watching.press(KEY.Key_Right)
    watching.until(lambda: watching.focus == "quality")
    watching.press(KEY.Key_Return)
    watching.until(lambda: watching.focus == "quality-menu")
    watching.press(KEY.Key_Down, KEY.Key_Return)
    watching.until(lambda: ("set_quality", "v1080") in player.calls)
    watching.until(lambda: watching.focus == "quality")
    assert not watching.model.playback.is_quality_automatic


def test_back_closes_a_menu_before_it_leaves(watching: "Remotely") -> None:
    for _ in range(3):
        watching.press(KEY.Key_Right)
    watching.until(lambda: watching.focus == "audio")
    watching.press(KEY.Key_Return)
    watching.until(lambda: watching.focus == "audio-menu")
    watching.press(KEY.Key_Escape)
    watching.until(lambda: watching.focus == "audio")
    assert watching.on("player")


def test_the_scrubber_moves_in_ten_second_steps(watching: "Remotely", player: "FakePlayer") -> None:
    watching.press(KEY.Key_Up)
    watching.until(lambda: watching.focus == "scrubber")
    watching.press(KEY.Key_Right, KEY.Key_Right)
    watching.until(lambda: ("seek", 20.0) in player.calls)


def test_the_buffering_arc_comes_late_and_goes_at_once(undisturbed: "Remotely", player: "FakePlayer") -> None:
    player.state = PlayerState.BUFFERING
    undisturbed.until(lambda: undisturbed.model.playback.state == "buffering")
    assert not undisturbed.shows("buffering")
    undisturbed.until(lambda: undisturbed.shows("buffering"))
    player.state = PlayerState.READY
    undisturbed.until(lambda: not undisturbed.shows("buffering"))
