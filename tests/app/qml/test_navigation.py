"""Through the whole app with a remote control: the real window, offscreen, on a catalogue in memory."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from playhead.errors import ErrorCode
from playhead.state import PlayerState
from playhead_app.catalogue import CatalogueError, Refusal

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer, Remotely, StandInCatalogue

pytestmark = pytest.mark.gui
KEY = Qt.Key


def test_home_opens_with_the_focus_on_play(at_home: "Remotely") -> None:
    assert at_home.on("home")
    assert at_home.focus == "hero-play"


def test_down_goes_into_the_rows_and_up_comes_back(at_home: "Remotely") -> None:
    at_home.press(KEY.Key_Down)
    at_home.until(lambda: at_home.tile == "0-0")
    at_home.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Down)
    at_home.until(lambda: at_home.tile == "1-0")
    at_home.press(KEY.Key_Up)
    at_home.until(lambda: at_home.tile == "0-2")
    at_home.press(KEY.Key_Up)
    at_home.until(lambda: at_home.focus == "hero-play")


def test_the_focused_column_keeps_its_place(at_home: "Remotely") -> None:
    def x_of_focus() -> float:
        item = at_home.app.window.activeFocusItem()
        return item.mapToScene(item.boundingRect().topLeft()).x() if item else -1.0

    at_home.press(KEY.Key_Down)
    at_home.until(lambda: at_home.tile == "0-0")
    before = x_of_focus()
    at_home.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    at_home.until(lambda: at_home.tile == "0-3" and abs(x_of_focus() - before) < 1)


def test_back_from_a_title_restores_the_exact_focus(at_home: "Remotely") -> None:
    at_home.press(KEY.Key_Down)
    at_home.until(lambda: at_home.tile == "0-0")
    at_home.press(KEY.Key_Down, KEY.Key_Right)
    at_home.until(lambda: at_home.tile == "1-1")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "details-play")
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.tile == "1-1")


def test_backspace_is_back_too(at_home: "Remotely") -> None:
    at_home.press(KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.on("details"))
    at_home.press(KEY.Key_Backspace)
    at_home.until(lambda: at_home.focus == "hero-more")


def test_a_series_offers_its_episodes(at_home: "Remotely") -> None:
    at_home.press(KEY.Key_Down)
    at_home.until(lambda: at_home.tile == "0-0")
    at_home.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    at_home.until(lambda: at_home.tile == "0-3")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.shows("episodes"))
    at_home.press(KEY.Key_Down, KEY.Key_Right)
    at_home.until(lambda: at_home.tile == "0-3-s1e2")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.model.playback.state == "ready")
    assert at_home.model.playback.subtitle == "2. Part 2"


def test_play_shows_the_player_and_back_returns_to_play(at_home: "Remotely", player: "FakePlayer") -> None:
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("player") and at_home.model.playback.state == "ready")
    assert ("load", "http://films.test/0-0/master.m3u8") in player.calls
    at_home.press(KEY.Key_Escape)
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.focus == "hero-play")
    at_home.until(lambda: ("stop", None) in player.calls)


def test_the_end_of_a_title_goes_back_to_where_it_was_started(
    at_home: "Remotely", player: "FakePlayer"
) -> None:
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.model.playback.state == "ready")
    player.state = PlayerState.ENDED
    at_home.until(lambda: at_home.focus == "hero-play")


def test_a_title_that_fails_says_so_and_retry_plays_it(at_home: "Remotely", player: "FakePlayer") -> None:
    url = "http://films.test/0-0/master.m3u8"
    player.broken[url] = ErrorCode.NETWORK_UNREACHABLE
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "retry")
    del player.broken[url]
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.model.playback.state == "ready")
    assert not at_home.shows("player-error")


def test_a_refusal_is_shown_in_the_service_s_own_words_and_back_leaves_it(
    at_home: "Remotely", catalogue: "StandInCatalogue"
) -> None:
    catalogue.refusals["0-0"] = Refusal("This film isn't part of your plan.", "Choose another.", "plan")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "retry")
    assert at_home.model.playback.problem_message == "This film isn't part of your plan."
    at_home.press(KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "hero-play")


def test_an_unreachable_catalogue_says_so_and_retry_helps(
    open_app: "Callable[[], Remotely]", catalogue: "StandInCatalogue"
) -> None:
    catalogue.fault = CatalogueError(message="We can't reach the catalogue.", hint="Try again.", code="c")
    viewer = open_app()
    viewer.until(lambda: viewer.focus == "retry")
    catalogue.fault = None
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.focus == "hero-play")


def test_an_empty_catalogue_is_said_to_be_empty(
    open_app: "Callable[[], Remotely]", catalogue: "StandInCatalogue"
) -> None:
    catalogue.is_empty = True
    viewer = open_app()
    viewer.until(lambda: viewer.focus == "retry")


def test_later_rows_arrive_while_going_down(at_home: "Remotely") -> None:
    for row in range(2):
        at_home.press(KEY.Key_Down)
        at_home.until(lambda row=row: at_home.tile == f"{row}-0")
    at_home.until(lambda: at_home.model.home.rows.count == 6)
    at_home.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    at_home.until(lambda: at_home.tile == "5-0")


def test_a_title_in_the_making_has_a_waiting_room_and_starts_by_itself(
    at_home: "Remotely", catalogue: "StandInCatalogue"
) -> None:
    catalogue.refusals["0-0"] = Refusal("Still being made.", "Wait a little.", "still-rendering", 0.42)
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.shows("preparation"))
    assert at_home.model.playback.preparation == 0.42
    del catalogue.refusals["0-0"]
    at_home.until(lambda: at_home.model.playback.state == "ready")
    at_home.until(lambda: not at_home.shows("preparation"))


def test_back_leaves_the_waiting_room_and_nothing_starts_later(
    at_home: "Remotely", catalogue: "StandInCatalogue", player: "FakePlayer"
) -> None:
    catalogue.refusals["0-0"] = Refusal("Still being made.", "Wait a little.", "still-rendering", 0.42)
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("player") and at_home.shows("preparation"))
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.focus == "hero-play")
    assert at_home.model.playback.state == "idle"
    assert not any(name == "load" for name, _ in player.calls)


def test_what_was_watched_is_remembered_when_the_player_is_left(
    at_home: "Remotely", catalogue: "StandInCatalogue", player: "FakePlayer"
) -> None:
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("player") and at_home.model.playback.state == "ready")
    player.position_s = 90.0
    at_home.until(lambda: at_home.model.playback.position_s == 90.0)
    at_home.press(KEY.Key_Escape, KEY.Key_Escape)
    at_home.until(lambda: ("progress", "0-0@90/600") in catalogue.asked)


def test_settings_change_at_once_and_back_returns(at_home: "Remotely") -> None:
    at_home.press(KEY.Key_Up, KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "language")
    at_home.press(KEY.Key_Down, KEY.Key_Return)
    assert at_home.model.preferences.is_motion_reduced
    at_home.press(KEY.Key_Down, KEY.Key_Return)
    assert at_home.model.preferences.text_step == 1
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.focus == "settings")


def test_a_title_that_was_begun_can_be_played_from_its_start(
    at_home: "Remotely", player: "FakePlayer"
) -> None:
    at_home.press(KEY.Key_Down)
    at_home.until(lambda: at_home.tile == "0-0")
    at_home.press(KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.shows("details-anew"))
    at_home.press(KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.model.playback.state == "ready")
    assert player.position_s == 0.0
