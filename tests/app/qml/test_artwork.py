"""Pictures of tiles that are used again and again while somebody scrolls."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtGui import QImage, QWindow
from PySide6.QtQml import QQmlApplicationEngine
from pytestqt.qtbot import QtBot

from playhead_app.resources import qml_folder

PAGE = """
import QtQuick
import "components"

Window {
    visible: true
    width: 320
    height: 240

    Artwork {
        objectName: "artwork"
        width: 100
        height: 150
    }
}
"""


class SlowPictures:
    """A server that keeps each picture until it may go."""

    def __init__(self) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture = QImage(100, 150, QImage.Format.Format_RGB32)
        picture.fill(0xFF8844)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]  # takes a QByteArray's name as well
        body = bytes(buffer.data().data())
        self.asked: list[str] = []
        self.may_go = threading.Event()
        pictures = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                pictures.asked.append(self.path)
                pictures.may_go.wait(20)
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/{name}"

    def close(self) -> None:
        self.may_go.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def pictures() -> Iterator[SlowPictures]:
    server = SlowPictures()
    yield server
    server.close()


def test_what_passes_while_a_picture_is_on_its_way_is_not_asked_for(
    qtbot: QtBot, pictures: SlowPictures
) -> None:
    engine = QQmlApplicationEngine()
    engine.loadData(QByteArray(PAGE.encode()), QUrl.fromLocalFile(f"{qml_folder()}/page.qml"))
    window = engine.rootObjects()[0]
    assert isinstance(window, QWindow)
    artwork = window.findChild(QObject, "artwork")
    assert artwork is not None
    artwork.setProperty("source", pictures.url("first"))
    qtbot.waitUntil(lambda: pictures.asked == ["/first"], timeout=20_000)
    for name in ("second", "third", "last"):
        artwork.setProperty("source", pictures.url(name))
    assert not artwork.property("ready")
    pictures.may_go.set()
    qtbot.waitUntil(lambda: bool(artwork.property("ready")), timeout=20_000)
    assert pictures.asked == ["/first", "/last"]
    window.close()
