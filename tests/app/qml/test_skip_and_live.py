"""The skip button over the picture, and the way back to live."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt

from playhead_app.catalogue import Marker, MarkerKind
from tests.app.conftest import shown_stats

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer, Remotely, StandInCatalogue

pytestmark = pytest.mark.gui
KEY = Qt.Key
INTRO = Marker(MarkerKind.INTRO, 30.0, 60.0)


@pytest.fixture
def watching(
    open_app: "Callable[[], Remotely]", catalogue: "StandInCatalogue", player: "FakePlayer"
) -> "Remotely":
    catalogue.markers = (INTRO,)
    viewer = open_app()
    viewer.until(lambda: viewer.focus == "hero-play")
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.on("player") and viewer.focus == "toggle")
    return viewer


def stand_at(viewer: "Remotely", player: "FakePlayer", position_s: float) -> None:
    player.position_s = position_s
    viewer.until(lambda: viewer.model.playback.position_s == position_s)


def item(viewer: "Remotely", name: str) -> QObject:
    found = viewer.app.find(name)
    assert found is not None
    return found


def test_the_skip_button_is_there_while_it_skips_and_one_press_away(
    watching: "Remotely", player: "FakePlayer"
) -> None:
    stand_at(watching, player, 29.0)
    assert not watching.shows("skip")
    watching.press(KEY.Key_Escape)
    watching.until(lambda: not watching.shows("overlay"))
    stand_at(watching, player, 31.0)
    watching.until(lambda: watching.shows("skip") and watching.focus == "skip")
    assert item(watching, "skip").property("label") == "Skip intro"
    watching.press(KEY.Key_Return)
    watching.until(lambda: ("seek", 60.0) in player.calls)
    watching.until(lambda: not watching.shows("skip") and watching.focus != "skip")


def test_under_the_controls_the_skip_button_leaves_the_focus_where_it_is(
    watching: "Remotely", player: "FakePlayer"
) -> None:
    watching.press(KEY.Key_Space)
    watching.until(lambda: watching.model.playback.is_paused)
    stand_at(watching, player, 40.0)
    watching.until(lambda: watching.shows("skip"))
    assert watching.focus == "toggle"
    watching.press(KEY.Key_N)
    watching.until(lambda: ("seek", 60.0) in player.calls)


def test_what_was_skipped_unasked_comes_back_with_one_press(
    watching: "Remotely", player: "FakePlayer"
) -> None:
    watching.model.preferences.skip_intros(True)
    watching.press(KEY.Key_Escape)
    watching.until(lambda: not watching.shows("overlay"))
    stand_at(watching, player, 29.5)
    player.position_s = 30.2
    watching.until(lambda: ("seek", 60.0) in player.calls and watching.focus == "skip")
    watching.until(lambda: item(watching, "skip").property("label") == "Intro skipped – watch it")
    watching.press(KEY.Key_Return)
    watching.until(lambda: ("seek", 30.0) in player.calls)
    watching.until(lambda: item(watching, "skip").property("label") == "Skip intro")
    assert player.calls.count(("seek", 60.0)) == 1


def test_the_live_button_says_where_it_plays_and_leads_back(
    watching: "Remotely", player: "FakePlayer"
) -> None:
    live = item(watching, "live")
    assert not live.property("visible")
    player.duration_s = None
    player.stats = replace(shown_stats(), duration_s=None, seekable=(100.0, 280.0))
    player.is_paused = True
    player.position_s = 278.0
    watching.until(lambda: bool(live.property("visible")) and live.property("label") == "Live")
    player.position_s = 150.0
    watching.until(lambda: live.property("label") == "Go live")
    for _ in range(8):
        if watching.focus == "live":
            break
        watching.press(KEY.Key_Right)
    assert watching.focus == "live"
    watching.press(KEY.Key_Return)
    watching.until(lambda: ("seek_to_live", None) in player.calls)
    player.position_s = 279.0
    watching.until(lambda: live.property("label") == "Live")
