"""Fast forward and rewind by key: gears, the way round, and what the player says to it."""

from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from playhead.errors import ErrorCode, error_for, make_problem
from playhead_app.bridge import PlayerPort
from playhead_app.viewmodels.now_playing import NowPlaying
from playhead_app.viewmodels.playback import Playback

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer

pytestmark = pytest.mark.gui


def playing(qtbot: QtBot, port: PlayerPort) -> Playback:
    playback = Playback(port, port)
    playback.start(NowPlaying("http://films.test/a.m3u8", "The Lighthouse"))
    qtbot.waitUntil(lambda: playback.state == "ready")
    return playback


def test_each_press_is_a_gear_and_the_highest_stays(
    qtbot: QtBot, port: PlayerPort, player: "FakePlayer"
) -> None:
    playback = playing(qtbot, port)
    shown: list[int] = []
    for _ in range(6):
        playback.winding.press(1)
        shown.append(playback.winding.rate)
    assert shown == [4, 8, 16, 32, 64, 64]
    playback.winding.press(-1)
    assert playback.winding.rate == -4
    qtbot.waitUntil(lambda: player.scan_rate == -4.0)
    assert [each for name, each in player.calls if name == "scan"] == [*map(float, shown), -4.0]


def test_it_ends_when_the_player_says_so(qtbot: QtBot, port: PlayerPort, player: "FakePlayer") -> None:
    playback = playing(qtbot, port)
    playback.winding.press(-1)
    qtbot.waitUntil(lambda: player.scan_rate == -4.0)
    playback.toggle()
    qtbot.waitUntil(lambda: player.scan_rate is None and not playback.winding.is_on)
    assert not player.is_paused, "what is being wound goes on"


def test_a_refusal_leaves_no_sign(
    qtbot: QtBot, port: PlayerPort, player: "FakePlayer", monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_: float) -> None:
        raise error_for(make_problem(ErrorCode.PLAYER_WRONG_STATE, "an interstitial is being played"))

    playback = playing(qtbot, port)
    monkeypatch.setattr(player, "scan", refuse)
    with qtbot.waitSignal(port.command_failed):
        playback.winding.press(1)
    qtbot.waitUntil(lambda: not playback.winding.is_on)
