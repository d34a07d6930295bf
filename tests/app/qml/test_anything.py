"""Somebody sits on the remote control: the app stays whole, and the way home stays open."""

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from playhead.errors import ErrorCode
from playhead.state import PlayerState

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer, Remotely, StandInCatalogue

pytestmark = [pytest.mark.gui, pytest.mark.slow]
KEY = Qt.Key
KEYS = (
    *(KEY.Key_Up, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right) * 3,
    *(KEY.Key_Return, KEY.Key_Return, KEY.Key_Space, KEY.Key_Escape, KEY.Key_Backspace, KEY.Key_Back),
    *(KEY.Key_M, KEY.Key_S, KEY.Key_Plus, KEY.Key_Minus, KEY.Key_Tab, KEY.Key_A),
    *(KEY.Key_MediaTogglePlayPause, KEY.Key_MediaPlay, KEY.Key_MediaStop, KEY.Key_VolumeMute),
)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_order_of_keys_breaks_the_app(
    at_home: "Remotely", player: "FakePlayer", catalogue: "StandInCatalogue", seed: int
) -> None:
    chance = random.Random(seed)
    player.broken["http://films.test/1-0/master.m3u8"] = ErrorCode.MANIFEST_MALFORMED
    for _ in range(100):
        at_home.press(chance.choice(KEYS))
        if chance.random() < 0.3:
            at_home.rest(chance.choice((10, 60, 300)))
        if chance.random() < 0.02:
            player.state = chance.choice((PlayerState.BUFFERING, PlayerState.ENDED, PlayerState.READY))
    assert at_home.app.window.isVisible()
    for _ in range(6):
        at_home.press(KEY.Key_Escape)
        at_home.rest(350)
    at_home.until(lambda: at_home.on("home"))
    at_home.press(KEY.Key_Down)
    at_home.until(lambda: at_home.tile != "" or at_home.focus.startswith("hero"))
