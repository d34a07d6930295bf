"""The app in other languages, in its real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from playhead import ErrorCode
from playhead.errors import make_problem
from playhead_app.viewmodels.words import bitrate
from tests.app.conftest import Remotely

pytestmark = pytest.mark.gui


def speak(viewer: Remotely, code: str) -> None:
    preferences = viewer.model.preferences
    while preferences.language != code:
        preferences.next_language()


def left_of(viewer: Remotely, name: str) -> float:
    item = viewer.app.find(name)
    assert isinstance(item, QQuickItem)
    return item.mapToScene(QPointF(0, 0)).x()


def label(viewer: Remotely, name: str) -> str:
    item = viewer.app.find(name)
    assert item is not None
    return str(item.property("label"))


def test_a_language_takes_effect_at_once_and_on_every_page(at_home: Remotely) -> None:
    assert label(at_home, "hero-play") == "Play"
    for language, play in (("de", "Abspielen"), ("es", "Reproducir"), ("ja", "再生"), ("ar", "تشغيل")):
        speak(at_home, language)
        assert label(at_home, "hero-play") == play
    speak(at_home, "en")
    assert label(at_home, "hero-play") == "Play"


def test_a_problem_of_the_sdk_speaks_the_viewer_s_language(at_home: Remotely) -> None:
    speak(at_home, "de")
    at_home.model.playback.refuse("", "", "")
    told: list[str] = []
    at_home.model.noticed.connect(told.append)
    at_home.composition.port.command_failed.emit(make_problem(ErrorCode.OUTPUT_VLC_ERROR))
    assert told == ["Der Videodecoder hat aufgegeben."]


def test_numbers_follow_the_language(at_home: Remotely) -> None:
    speak(at_home, "de")
    assert bitrate(4_500_000) == "4,5 Mb/s"
    speak(at_home, "en")
    assert bitrate(4_500_000) == "4.5 Mb/s"


def test_arabic_mirrors_the_page_and_its_keys(at_home: Remotely) -> None:
    speak(at_home, "en")
    middle = at_home.app.window.width() / 2
    assert left_of(at_home, "hero-play") < middle < left_of(at_home, "settings")
    speak(at_home, "ar")
    at_home.until(lambda: left_of(at_home, "settings") < middle < left_of(at_home, "hero-play"))
    at_home.press(Qt.Key.Key_Left)
    at_home.until(lambda: at_home.focus == "hero-more")
    at_home.press(Qt.Key.Key_Down)
    at_home.until(lambda: at_home.tile.endswith("-0"))
    # On a busy machine the rows may still be coming in anew, in the new language, and miss a key.
    for _ in range(3):
        if not at_home.tile.endswith("-1"):
            at_home.press(Qt.Key.Key_Left)
            at_home.rest(1_000)
    assert at_home.tile.endswith("-1")


def test_the_process_has_its_own_direction_back_after_the_window(open_app: Callable[[], Remotely]) -> None:
    viewer = open_app()
    speak(viewer, "ar")
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    viewer.composition.model.preferences.language_changed.emit("en")
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight
