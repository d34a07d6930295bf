"""Chapters and skips, the next episode, the sleep timer, the preview and the curves."""

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from pytestqt.qtbot import QtBot

from playhead import Thumbnail
from playhead.state import PlayerState
from playhead_app.bridge import PlayerPort
from playhead_app.catalogue import Chapter, Episode, Marker, MarkerKind
from playhead_app.viewmodels.moments import Moments
from playhead_app.viewmodels.next_up import NextUp
from playhead_app.viewmodels.now_playing import NowPlaying
from playhead_app.viewmodels.playback import Playback
from playhead_app.viewmodels.sleep_timer import SleepTimer
from playhead_app.viewmodels.stats_history import StatsHistory
from tests.app.conftest import shown_stats

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer

pytestmark = pytest.mark.gui

MARKERS = (
    Marker(MarkerKind.RECAP, 0.0, 20.0),
    Marker(MarkerKind.INTRO, 30.0, 60.0),
    Marker(MarkerKind.CREDITS, 580.0, 600.0),
)
CHAPTERS = (Chapter("Dusk", 0.0), Chapter("Night", 150.0), Chapter("Dawn", 450.0))
NEXT = Episode("s1e2", 2, "Quiet Side", still_url="http://films.test/still.jpg")


@pytest.fixture
def sought() -> list[float]:
    return []


@pytest.fixture
def moments(sought: list[float], qapp: object) -> Moments:
    moments = Moments(sought.append)
    moments.show(MARKERS, CHAPTERS)
    return moments


def test_a_recap_and_an_intro_can_be_skipped_where_they_are(moments: Moments, sought: list[float]) -> None:
    labels = []
    for place in (0.0, 19.5, 25.0, 30.0, 45.0, 61.0, 590.0):
        moments.move(place, 600.0)
        labels.append(moments.skip_label)
    assert labels == ["Skip recap", "", "", "Skip intro", "Skip intro", "", ""]
    assert not moments.skip()
    moments.move(45.0, 600.0)
    assert moments.skip()
    assert sought == [60.0]


def test_chapters_have_names_marks_and_a_way_from_one_to_the_next(
    moments: Moments, sought: list[float]
) -> None:
    moments.move(200.0, 600.0)
    assert (moments.chapter, moments.chapter_at(10.0), moments.marks) == ("Night", "Dusk", [0.25, 0.75])
    assert moments.next_chapter()
    assert moments.previous_chapter()
    moments.move(151.0, 600.0)
    assert moments.previous_chapter()
    moments.move(500.0, 600.0)
    assert not moments.next_chapter()
    assert sought == [450.0, 150.0, 0.0]


def test_a_title_without_any_has_none(moments: Moments) -> None:
    moments.show((), ())
    moments.move(45.0, 600.0)
    assert (moments.skip_label, moments.chapter, moments.marks) == ("", "", [])
    assert not moments.previous_chapter()


class Evening:
    """Someone who watches episode after episode on a fake player."""

    def __init__(self, qtbot: QtBot, port: PlayerPort, player: "FakePlayer") -> None:
        self.playback = Playback(port, port)
        self.watched: list[Episode] = []
        self.next_up = NextUp(self.playback, self._watch, port)
        self.finished = 0
        self.next_up.finished.connect(self._on_finished)
        self._qtbot, self._player = qtbot, player
        self.start()

    def start(self) -> None:
        self.playback.start(NowPlaying("http://films.test/a.m3u8", "Small Moons", markers=MARKERS))
        self._qtbot.waitUntil(lambda: self.playback.state == "ready")
        self.next_up.expect(NEXT)

    def reach(self, position_s: float) -> None:
        self._player.position_s = position_s
        self._qtbot.waitUntil(lambda: self.playback.position_s == position_s)

    def end(self) -> None:
        with self._qtbot.waitSignal(self.playback.ended):
            self._player.state = PlayerState.ENDED

    def _watch(self, episode: Episode) -> None:
        self.watched.append(episode)
        self._player.state = PlayerState.READY
        self.start()

    def _on_finished(self) -> None:
        self.finished += 1


@pytest.fixture
def evening(qtbot: QtBot, port: PlayerPort, player: "FakePlayer") -> Evening:
    return Evening(qtbot, port, player)


def test_the_card_comes_with_the_credits_and_plays_when_its_seconds_are_over(evening: Evening) -> None:
    evening.reach(579.0)
    assert not evening.next_up.is_shown
    evening.reach(581.0)
    assert (evening.next_up.is_shown, evening.next_up.name) == (True, "2. Quiet Side")
    for _ in range(9):
        evening.next_up.tick()
    assert (evening.next_up.seconds_left, evening.watched) == (1, [])
    evening.next_up.tick()
    assert evening.watched == [NEXT]
    assert not evening.next_up.is_shown


def test_the_countdown_stands_while_the_title_is_paused(
    qtbot: QtBot, evening: Evening, player: "FakePlayer"
) -> None:
    evening.reach(581.0)
    player.is_paused = True
    qtbot.waitUntil(lambda: evening.playback.is_paused)
    for _ in range(20):
        evening.next_up.tick()
    assert evening.watched == []


def test_who_seeks_back_from_the_credits_sees_no_card(evening: Evening) -> None:
    evening.reach(581.0)
    evening.reach(100.0)
    assert not evening.next_up.is_shown


def test_not_now_lets_the_title_end_and_nothing_follows(evening: Evening) -> None:
    evening.reach(581.0)
    evening.next_up.decline()
    evening.reach(590.0)
    assert not evening.next_up.is_shown
    evening.end()
    assert (evening.finished, evening.watched) == (1, [])


def test_the_next_episode_follows_an_end_that_came_before_the_seconds_were_over(evening: Evening) -> None:
    evening.end()
    assert (evening.finished, evening.watched) == (0, [NEXT])


def test_the_sleep_timer_may_be_set_to_the_end_of_what_plays_already(evening: Evening, qapp: object) -> None:
    timer = SleepTimer(evening.next_up)
    timer.changed.connect(lambda: evening.next_up.stop_here(timer.is_at_end))
    evening.next_up.finished.connect(timer.reach_end)
    evening.reach(581.0)
    timer.choose("end")
    assert not evening.next_up.is_shown
    evening.end()
    assert (evening.finished, evening.watched, timer.is_set) == (1, [], False)


def test_after_three_episodes_without_a_key_it_asks_and_waits(evening: Evening) -> None:
    for _ in range(3):
        evening.end()
    assert len(evening.watched) == 3
    evening.end()
    assert (evening.next_up.is_shown, evening.next_up.is_asking) == (True, True)
    assert len(evening.watched) == 3
    evening.next_up.attend()
    assert not evening.next_up.is_asking
    evening.next_up.play()
    assert len(evening.watched) == 4


def test_the_sleep_timer_runs_down_once(qtbot: QtBot, qapp: object) -> None:
    timer = SleepTimer(minute_ms=1)
    assert not timer.is_set
    with qtbot.waitSignal(timer.expired):
        timer.choose("15")
        assert timer.is_set
    assert not timer.is_set
    timer.choose("end")
    assert timer.is_at_end


def sheet() -> bytes:
    """Return a contact sheet of two: red, and blue beside it."""
    picture = QImage(64, 18, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    for x in range(32, 64):
        for y in range(18):
            picture.setPixelColor(x, y, QColor("blue"))
    encoded = QByteArray()
    buffer = QBuffer(encoded)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(encoded.data())


def test_a_place_that_is_dialled_shows_its_picture_cut_out_of_the_sheet(
    qtbot: QtBot, port: PlayerPort, player: "FakePlayer"
) -> None:
    player.thumbnail = Thumbnail(sheet(), "image/png", 32, 0, 32, 18, 0.0, 2.0, "http://films.test/1.png")
    playback = Playback(port, port)
    playback.start(NowPlaying("http://films.test/a.m3u8", "The Lighthouse"))
    qtbot.waitUntil(lambda: playback.state == "ready")
    playback.dial(120.0)
    qtbot.waitUntil(lambda: playback.preview.source != "" or not playback.is_dialling)
    picture = QImage.fromData(QByteArray.fromBase64(playback.preview.source.partition(",")[2].encode()))
    assert (picture.width(), picture.height()) == (32, 18)
    assert picture.pixelColor(16, 9).blue() > 200
    qtbot.waitUntil(lambda: not playback.is_dialling)
    assert playback.preview.source == ""
    assert ("thumbnail_at", 120.0) in player.calls


def test_a_held_key_goes_ever_faster_but_never_leaps(
    qtbot: QtBot, port: PlayerPort, player: "FakePlayer"
) -> None:
    playback = Playback(port, port)
    playback.start(NowPlaying("http://films.test/a.m3u8", "The Lighthouse"))
    qtbot.waitUntil(lambda: playback.state == "ready")
    playback.scan(1, False)
    assert playback.position_s == 10.0
    places = [playback.position_s]
    for _ in range(20):
        playback.scan(1, True)
        places.append(playback.position_s)
    steps = [after - before for before, after in pairwise(places)]
    assert steps[0] == 10.0
    assert steps == sorted(steps)
    assert max(steps) == 30.0


def test_the_curves_keep_a_minute_and_scale_with_what_they_show(qapp: object) -> None:
    history = StatsHistory()
    for second in range(90):
        history.take(float(second), shown_stats())
        history.take(second + 0.1, shown_stats())
    assert len(history.buffer) == history.capacity == 60
    assert history.buffer[-1] == 1.0
    assert history.throughput[-1] == 1.0
    assert history.bitrate[-1] == pytest.approx(2.5 / 6.4)
    assert history.rate_scale == "6.4 Mb/s"
    history.forget()
    assert history.buffer == []


def test_an_intro_is_skipped_unasked_once_and_may_be_watched_after_all(
    moments: Moments, sought: list[float]
) -> None:
    moments.skip_by_itself(True)
    for at_s in (25.0, 26.0, 27.0, 28.0, 29.0, 30.0):
        moments.move(at_s, 600.0)
    assert sought == [60.0]
    moments.move(60.0, 600.0)
    assert moments.skip_label == "Intro skipped – watch it"
    assert moments.skip()
    assert sought == [60.0, 30.0]
    moments.move(30.0, 600.0)
    moments.move(31.0, 600.0)
    assert sought == [60.0, 30.0]
    assert moments.skip_label == "Skip intro"


def test_the_way_back_is_not_offered_for_ever(qtbot: QtBot, moments: Moments) -> None:
    moments.skip_by_itself(True)
    moments.move(0.1, 600.0)
    moments.move(20.0, 600.0)
    assert moments.skip_label == "Recap skipped – watch it"
    with qtbot.waitSignal(moments.moved):
        moments._regret.start(0)
    assert moments.skip_label == ""
    assert not moments.skip()


def test_whoever_seeks_into_an_intro_sees_it(moments: Moments, sought: list[float]) -> None:
    moments.skip_by_itself(True)
    moments.move(200.0, 600.0)
    moments.move(35.0, 600.0)
    moments.move(36.0, 600.0)
    assert sought == []


def test_nothing_is_skipped_unasked_unless_it_is_wished(moments: Moments, sought: list[float]) -> None:
    for at_s in (0.0, 1.0, 29.5, 30.5):
        moments.move(at_s, 600.0)
    assert sought == []
