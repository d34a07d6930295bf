"""What a screen reader says by itself."""

from pytestqt.qtbot import QtBot

from playhead import PlayerState
from playhead_app.bridge import PlayerPort, Remote
from playhead_app.viewmodels.announcer import Announcer
from playhead_app.viewmodels.now_playing import NowPlaying
from playhead_app.viewmodels.playback import Playback
from tests.app.conftest import FakePlayer


def test_what_the_player_does_is_said_once(
    qtbot: QtBot, remote: Remote, port: PlayerPort, player: FakePlayer
) -> None:
    playback = Playback(port, remote)
    said: list[str] = []
    announcer = Announcer(playback, remote)
    announcer.said.connect(said.append)
    playback.start(NowPlaying("http://films.test/a", "Dunes"))
    qtbot.waitUntil(lambda: playback.state == "ready")
    playback.pause()
    qtbot.waitUntil(lambda: playback.is_paused)
    player.state = PlayerState.ENDED
    qtbot.waitUntil(lambda: playback.state == "ended")
    assert said == ["Playing Dunes", "Paused", "The end"]
    announcer.say("A notice")
    assert said[-1] == "A notice"
