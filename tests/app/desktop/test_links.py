"""Links into the app, and one instance that takes them."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSettings
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from playhead_app.desktop import title_of
from playhead_app.desktop.single_instance import SingleInstance
from playhead_app.desktop.window_memory import WindowMemory
from tests.app.conftest import Remotely

pytestmark = pytest.mark.gui


@pytest.mark.parametrize(
    ("link", "title_id"),
    [
        ("playhead://title/dunes-1", "dunes-1"),
        ("PLAYHEAD://title/dunes/", "dunes"),
        ("playhead://title/a%2Fb", None),
        ("playhead://title/../../etc", None),
        ("playhead://settings/dunes", None),
        ("https://title/dunes", None),
        ("playhead://title/", None),
        ("", None),
    ],
)
def test_only_links_to_titles_are_taken(link: str, title_id: str | None) -> None:
    assert title_of(link) == title_id


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader_of_links(text: str) -> None:
    title_of(text)
    title_of(f"playhead://{text}")


@pytest.fixture
def first(qapp: object) -> Iterator[SingleInstance]:
    instance = SingleInstance(f"playhead-test-{uuid4().hex}")
    assert instance.listen()
    yield instance
    instance.close()


def test_a_second_start_hands_its_link_to_the_first(qtbot: QtBot, first: SingleInstance) -> None:
    called: list[str] = []
    first.called.connect(called.append)
    assert SingleInstance(first._name).hand_over("playhead://title/dunes")
    qtbot.waitUntil(lambda: called == ["playhead://title/dunes"])


def test_without_a_first_nobody_takes_it(qapp: object) -> None:
    assert not SingleInstance(f"playhead-test-{uuid4().hex}").hand_over("playhead://title/dunes")


def test_a_caller_that_never_ends_its_line_is_put_off(qtbot: QtBot, first: SingleInstance) -> None:
    called: list[str] = []
    first.called.connect(called.append)
    rude = QLocalSocket()
    rude.connectToServer(first._name)
    assert rude.waitForConnected(1000)
    rude.write(b"x" * 100_000)
    qtbot.waitUntil(lambda: rude.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert called == []


def test_a_link_opens_its_title(at_home: Remotely) -> None:
    at_home.composition.desk.open_link("playhead://title/0-3")
    at_home.until(lambda: at_home.on("details"))
    assert at_home.model.home.find("0-3") is not None
    at_home.composition.desk.open_link("playhead://nowhere")
    assert at_home.on("details")


def test_the_window_comes_back_as_it_was_left(open_app: Callable[[], Remotely], tmp_path: object) -> None:
    store = QSettings(f"{tmp_path}/window.ini", QSettings.Format.IniFormat)
    memory = WindowMemory(store)
    window = open_app().app.window
    assert not memory.restore(window)
    window.setGeometry(QRect(20, 30, 700, 400))
    memory.keep(window)
    window.setGeometry(QRect(0, 0, 640, 360))
    assert not WindowMemory(store).restore(window)
    assert window.geometry() == QRect(20, 30, 700, 400)
    store.setValue("window/place", QRect(90_000, 90_000, 10, 10))
    WindowMemory(store).restore(window)
    assert window.geometry() == QRect(20, 30, 700, 400)
