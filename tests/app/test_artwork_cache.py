"""Pictures that were fetched stay, within limits, and are there without a network."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from pytestqt.qtbot import QtBot

from playhead_app.artwork_cache import ArtworkCache, ArtworkNetwork

pytestmark = pytest.mark.gui


class Pictures(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012  # one server a test

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", "1000")
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(b"x" * 1000)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def server() -> Iterator[str]:
    Pictures.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as serving:
        thread = Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def fetch(qtbot: QtBot, manager: QNetworkAccessManager, url: str) -> bytes:
    reply = manager.get(QNetworkRequest(QUrl(url)))
    qtbot.waitUntil(reply.isFinished)
    assert reply.error() is QNetworkReply.NetworkError.NoError
    body = bytes(reply.readAll().data())
    reply.deleteLater()
    return body


def test_a_picture_is_fetched_once_and_shown_from_disk_by_the_next_run(
    qtbot: QtBot, qapp: QObject, server: str, tmp_path: Path
) -> None:
    for _ in range(2):
        owner = QObject()
        manager = ArtworkNetwork(tmp_path / "artwork").create(owner)
        for _ in range(2):
            assert fetch(qtbot, manager, f"{server}/poster.jpg") == b"x" * 1000
        del manager
        owner.deleteLater()
    assert Pictures.asked == ["/poster.jpg"]


def test_there_are_never_more_pictures_than_allowed_and_the_ones_in_use_stay(
    qtbot: QtBot, qapp: QObject, server: str, tmp_path: Path
) -> None:
    owner = QObject()
    manager = QNetworkAccessManager(owner)
    manager.setCache(ArtworkCache(tmp_path, manager, most_files=32))
    for number in range(80):
        fetch(qtbot, manager, f"{server}/{number}.jpg")
        fetch(qtbot, manager, f"{server}/favourite.jpg")
    assert len(list(tmp_path.rglob("*.d"))) <= 34
    assert Pictures.asked.count("/favourite.jpg") == 1
    fetch(qtbot, manager, f"{server}/0.jpg")
    assert Pictures.asked.count("/0.jpg") == 2
    owner.deleteLater()
