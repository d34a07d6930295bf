"""The player page's state, on a fake player behind the real bridge."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from playhead.errors import ErrorCode, make_problem
from playhead.state import PlayerState
from playhead_app.bridge import PlayerPort
from playhead_app.viewmodels.now_playing import NowPlaying
from playhead_app.viewmodels.playback import Playback

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer

pytestmark = pytest.mark.gui
FILM = NowPlaying("http://films.test/a/master.m3u8", "The Lighthouse")


@pytest.fixture
def playback(port: PlayerPort) -> Playback:
    return Playback(port, port)


@pytest.fixture
def playing(qtbot: QtBot, playback: Playback) -> Playback:
    playback.start(FILM)
    qtbot.waitUntil(lambda: playback.state == "ready")
    return playback


def test_starts_with_nothing(playback: Playback) -> None:
    assert playback.state == "idle"
    assert playback.title == ""
    assert playback.buffered == []


def test_shows_the_title_at_once_and_the_rest_once_it_is_known(qtbot: QtBot, playback: Playback) -> None:
    playback.start(FILM)
    assert (playback.title, playback.state) == ("The Lighthouse", "loading")
    qtbot.waitUntil(lambda: playback.state == "ready")
    assert playback.duration_text == "10:00"
    assert playback.buffered == [{"start": 0.0, "end": 0.1}]
    assert playback.quality_text == "720p"


def test_only_what_plays_without_an_end_is_live(
    qtbot: QtBot, playback: Playback, player: "FakePlayer"
) -> None:
    player.hangs = True
    playback.start(FILM)
    qtbot.waitUntil(lambda: playback._snapshot is not None)
    assert not playback.is_live
    player.state = PlayerState.READY
    qtbot.waitUntil(lambda: playback.is_live)


def test_a_live_title_is_scrubbed_within_what_can_be_sought(
    qtbot: QtBot, playing: Playback, player: "FakePlayer"
) -> None:
    player.stats = replace(player.stats, is_live=True, seekable=(100.0, 160.0), duration_s=None)
    player.duration_s, player.position_s, player.buffered = None, 130.0, ((130.0, 145.0),)
    qtbot.waitUntil(lambda: playing.is_live and playing.position_s == 130.0)
    assert (playing.first_s, playing.last_s) == (100.0, 160.0)
    assert playing.position_text == "−0:30"
    assert playing.buffered == [{"start": 0.5, "end": 0.75}]
    playing.skip(-9_000)
    assert playing.position_s == 100.0
    playing.skip(9_000)
    assert (playing.position_s, playing.position_text) == (160.0, "0:00")


def test_several_quick_skips_become_one_seek(qtbot: QtBot, playing: Playback, player: "FakePlayer") -> None:
    for _ in range(3):
        playing.skip(10)
    assert playing.position_s == 30.0
    qtbot.waitUntil(lambda: any(name == "seek" for name, _ in player.calls))
    assert [place for name, place in player.calls if name == "seek"] == [30.0]


def test_skipping_stays_within_the_title(playing: Playback) -> None:
    playing.skip(-10)
    assert playing.position_s == 0.0
    playing.skip(9_000)
    assert playing.position_s == 599.0


def test_a_short_wait_is_not_told(qtbot: QtBot, playing: Playback, player: "FakePlayer") -> None:
    told: list[bool] = []
    playing.changed.connect(lambda: told.append(playing.is_waiting))
    player.state = PlayerState.BUFFERING
    qtbot.waitUntil(lambda: playing.state == "buffering")
    player.state = PlayerState.READY
    qtbot.waitUntil(lambda: playing.state == "ready")
    assert True not in told


def test_a_long_wait_is_told_until_it_ends(qtbot: QtBot, playing: Playback, player: "FakePlayer") -> None:
    player.state = PlayerState.BUFFERING
    qtbot.waitUntil(lambda: playing.is_waiting)
    player.state = PlayerState.READY
    qtbot.waitUntil(lambda: not playing.is_waiting)


def test_a_failed_load_gives_a_sentence_a_hint_and_a_code(
    qtbot: QtBot, playback: Playback, player: "FakePlayer"
) -> None:
    player.broken[FILM.url] = ErrorCode.NETWORK_UNREACHABLE
    playback.start(FILM)
    qtbot.waitUntil(lambda: playback.state == "failed")
    assert playback.problem_message == "We can't reach this title's server."
    assert playback.problem_hint == "Check the connection, then try again."
    assert playback.problem_code == "Code 1001"


def test_retry_loads_again_where_it_stood(qtbot: QtBot, playing: Playback, player: "FakePlayer") -> None:
    player.position_s = 120.0
    qtbot.waitUntil(lambda: playing.position_s == 120.0)
    player.state, player.problem = PlayerState.FAILED, make_problem(ErrorCode.STREAMING_STALLED)
    playing._on_load_failed(playing._generation, player.problem)
    assert playing.state == "failed"
    playing.retry()
    qtbot.waitUntil(lambda: playing.state == "ready")
    assert player.position_s == 120.0


def test_the_audio_menu_names_languages_and_roles(playing: Playback) -> None:
    lines = [(choice.id, choice.label, choice.note, choice.is_chosen) for choice in playing.audio.records]
    assert lines == [("en", "English", "stereo", True), ("de", "Deutsch", "commentary", False)]


def test_choosing_audio_moves_the_tick(qtbot: QtBot, playing: Playback) -> None:
    playing.choose_audio("de")
    qtbot.waitUntil(lambda: playing.audio.records[1].is_chosen)
    assert not playing.audio.records[0].is_chosen


def test_the_quality_menu_has_auto_and_the_rungs_best_first(playing: Playback) -> None:
    assert [choice.label for choice in playing.qualities.records] == ["Auto", "1080p", "720p", "360p"]
    assert playing.is_quality_automatic


def test_a_chosen_quality_is_kept_until_auto_is_chosen(
    qtbot: QtBot, playing: Playback, player: "FakePlayer"
) -> None:
    playing.choose_quality("v1080")
    assert not playing.is_quality_automatic
    playing.choose_quality("")
    assert playing.is_quality_automatic
    qtbot.waitUntil(lambda: ("set_quality", None) in player.calls)
    assert ("set_quality", "v1080") in player.calls


def test_the_stats_panel_tells_the_reason_of_the_last_decision(playing: Playback) -> None:
    lines = {line["name"]: line["value"] for line in playing.stats}
    assert lines["Last decision"] == "720p · throughput"
    assert lines["Because"].startswith("6.4 Mb/s")


def test_turning_the_volume_up_ends_the_silence(
    qtbot: QtBot, playing: Playback, player: "FakePlayer"
) -> None:
    playing.toggle_mute()
    qtbot.waitUntil(lambda: player.is_muted)
    playing.set_volume(0.5)
    qtbot.waitUntil(lambda: not player.is_muted and player.volume == 0.5)


def test_what_the_title_before_tells_is_ignored_after_leaving(
    qtbot: QtBot, playing: Playback, player: "FakePlayer"
) -> None:
    playing.leave()
    qtbot.waitUntil(lambda: ("stop", None) in player.calls)
    assert playing.state == "idle"
    assert playing.title == ""


def test_the_end_is_told_once(qtbot: QtBot, playing: Playback, player: "FakePlayer") -> None:
    ends: list[int] = []
    playing.ended.connect(lambda: ends.append(1))
    player.state = PlayerState.ENDED
    qtbot.waitUntil(lambda: playing.state == "ended")
    player.position_s = 600.0
    qtbot.waitUntil(lambda: playing.position_s == 600.0)
    assert ends == [1]
