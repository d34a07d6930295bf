"""What a viewer chose holds for the next title, and captions look as the viewer wants them."""

from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from playhead.presentation import Kind, Track
from playhead_app.bridge import PlayerPort
from playhead_app.viewmodels.caption_style import CaptionStyle
from playhead_app.viewmodels.habits import Habits
from playhead_app.viewmodels.now_playing import NowPlaying
from playhead_app.viewmodels.playback import Playback
from playhead_app.viewmodels.preferences import Preferences
from tests.app.conftest import TRACKS

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer

pytestmark = pytest.mark.gui

FILM = NowPlaying("http://films.test/a.m3u8", "The Lighthouse")
TEXTS = (Track("en-cc", Kind.TEXT, (), language="en"), Track("ja-cc", Kind.TEXT, (), language="ja"))


@pytest.fixture
def own() -> dict[str, str]:
    return {}


@pytest.fixture
def preferences(qapp: object, own: dict[str, str]) -> Preferences:
    preferences = Preferences()
    preferences.adopt({})
    preferences.kept.connect(own.__setitem__)
    return preferences


@pytest.fixture
def playback(qtbot: QtBot, port: PlayerPort, preferences: Preferences) -> Playback:
    playback = Playback(port, port)
    Habits(playback, preferences, playback)
    return playback


def play(qtbot: QtBot, playback: Playback) -> None:
    playback.start(FILM)
    qtbot.waitUntil(lambda: playback.state == "ready" and bool(playback.tracks))


def test_sound_subtitles_and_speed_are_chosen_again(
    qtbot: QtBot, playback: Playback, player: "FakePlayer", own: dict[str, str]
) -> None:
    play(qtbot, playback)
    player.tracks = (*TRACKS, *TEXTS)
    qtbot.waitUntil(lambda: len(playback.tracks) == len(player.tracks))
    playback.choose_audio("de")
    playback.captions.choose("ja-cc")
    playback.choose_speed("1.25")
    assert own == {"audio-language": "de", "text-language": "ja", "speed": "1.25"}
    player.text_id, player.rate = None, 1.0
    play(qtbot, playback)
    qtbot.waitUntil(lambda: player.audio_id == "de" and player.rate == 1.25)


def test_subtitles_that_were_switched_off_stay_off(
    qtbot: QtBot, playback: Playback, player: "FakePlayer", preferences: Preferences
) -> None:
    preferences.keep("text-language", "none")
    player.text_id = "en-cc"
    play(qtbot, playback)
    qtbot.waitUntil(lambda: player.text_id is None)


def test_a_language_that_a_title_does_not_have_changes_nothing(
    qtbot: QtBot, playback: Playback, player: "FakePlayer", preferences: Preferences
) -> None:
    preferences.keep("audio-language", "fi")
    play(qtbot, playback)
    assert player.audio_id == "en"


def test_each_setting_of_the_captions_goes_round_and_is_kept(
    qapp: object, preferences: Preferences, own: dict[str, str]
) -> None:
    style = CaptionStyle(preferences)
    usual = (style.size, style.colour, style.ground, style.edge, style.place)
    assert usual == (1.0, "#FFFFFF", 0.62, "none", "bottom")
    for setting in ("caption-size", "caption-colour", "caption-ground", "caption-edge", "caption-place"):
        style.turn(setting)
    assert (style.size, style.edge, style.place, style.is_changed) == (1.35, "outline", "top", True)
    assert own["caption-size"] == "large"
    style.reset()
    assert (style.size, style.colour, style.ground, style.edge, style.place) == usual
    assert not style.is_changed
    preferences.adopt({"caption-size": "of another version"})
    assert style.size == 1.0
