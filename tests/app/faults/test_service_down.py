"""A service that is down, dies, dawdles or talks nonsense: the app stays usable and never freezes."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from playhead_app.app_window import AppWindow
from playhead_app.catalogue.client import CatalogueClient
from playhead_app.composition import Composition
from playhead_app.demo import DemoService
from playhead_app.faults.ui_watch import UiWatch
from playhead_app.reporter import Reporter
from playhead_app.sources import FixedEndpoint
from tests.app.conftest import PATIENT, FakePlayer, Remotely

pytestmark = pytest.mark.gui
KEY = Qt.Key


NONSENSE = {
    "bytes": b"\x00\xff" * 4000,
    "page": b"<html>It works!</html>",
    "other json": b'{"data": {"home": [1, 2, {"rows": null}]}}',
    "deep json": b"[" * 200_000,
}


class FickleService:
    """Stands before the real one and lets it through, or doesn't."""

    def __init__(self, behind: str) -> None:
        service = self
        self.mood = "well"
        self.patience = threading.Event()
        to = urlsplit(behind)

        class Meeting(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                if service.mood == "slow":
                    service.patience.wait(30)
                if service.mood == "dead":
                    self.close_connection = True
                    return
                status, kind, answer = 200, "application/json", NONSENSE.get(service.mood)
                if answer is None:
                    there = HTTPConnection(str(to.hostname), to.port, timeout=10)
                    with contextlib.closing(there):
                        there.request(self.command, self.path, body, dict(self.headers))
                        told = there.getresponse()
                        status, kind, answer = told.status, told.headers["content-type"], told.read()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(answer)

            do_GET = do_POST  # noqa: N815  # http.server looks for this name

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Meeting)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}{to.path}"

    def close(self) -> None:
        self.patience.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoService]:
    with DemoService(tmp_path_factory.mktemp("demo"), makes_films=False) as service:
        yield service


@pytest.fixture
def service(demo: DemoService) -> Iterator[FickleService]:
    fickle = FickleService(demo.graphql_url)
    yield fickle
    fickle.close()


@pytest.fixture
def open_on(
    qtbot: QtBot, service: FickleService, player: FakePlayer, reporter: Reporter
) -> Iterator[Callable[[], Remotely]]:
    opened: list[AppWindow] = []

    def open_one() -> Remotely:
        client = CatalogueClient(FixedEndpoint(service.url))
        composition = Composition(
            client,
            reporter=reporter,
            services=(client,),
            player_factory=lambda surface: player,
            limits=PATIENT,
        )
        window = AppWindow(composition)
        opened.append(window)
        window.show(width=1280, height=720)
        window.window.requestActivate()
        return Remotely(qtbot, composition, window)

    yield open_one
    for window in opened:
        assert window.close()
    assert reporter.count == 0


def test_down_from_the_start_it_says_so_and_goes_on_when_the_service_is_back(
    open_on: Callable[[], Remotely], service: FickleService
) -> None:
    service.mood = "dead"
    viewer = open_on()
    viewer.until(lambda: viewer.focus == "retry")
    watch = UiWatch(beat_ms=5)
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.focus == "retry" and viewer.model.home.phase == "failed")
    assert viewer.model.home.code.startswith("catalogue-")
    assert watch.beats > 0
    assert watch.late_s == []
    service.mood = "well"
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.focus == "hero-play")


@pytest.mark.parametrize("mood", ["bytes", "page", "other json", "deep json"])
def test_nonsense_is_told_and_freezes_nothing(
    open_on: Callable[[], Remotely], service: FickleService, mood: str
) -> None:
    service.mood = "dead"
    viewer = open_on()
    viewer.until(lambda: viewer.focus == "retry")
    service.mood = mood
    watch = UiWatch(beat_ms=5)
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.focus == "retry" and viewer.model.home.phase == "failed")
    assert watch.late_s == []
    assert viewer.model.home.message


def test_a_service_that_dawdles_blocks_no_key(
    open_on: Callable[[], Remotely], service: FickleService
) -> None:
    service.mood = "slow"
    viewer = open_on()
    viewer.until(lambda: viewer.shows("settings"))
    viewer.press(KEY.Key_Up)
    viewer.until(lambda: viewer.focus == "settings")
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.focus == "language")
    watch = UiWatch(beat_ms=5)
    for _ in range(20):
        viewer.press(KEY.Key_Down, KEY.Key_Up)
        viewer.rest(5)
    assert watch.late_s == []
    viewer.press(KEY.Key_Escape)
    viewer.until(lambda: viewer.on("home"))
    service.patience.set()
    viewer.until(lambda: viewer.model.home.phase == "ready")


def test_a_service_that_dies_leaves_what_is_shown(
    open_on: Callable[[], Remotely], service: FickleService
) -> None:
    viewer = open_on()
    viewer.until(lambda: viewer.focus == "hero-play")
    service.mood = "dead"
    viewer.press(KEY.Key_Down)
    viewer.until(lambda: viewer.tile != "")
    tile = viewer.tile
    watch = UiWatch(beat_ms=5)
    for _ in range(10):
        viewer.press(KEY.Key_Right)
        viewer.rest(20)
    assert viewer.tile != tile
    assert watch.late_s == []
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.on("details"))
    viewer.press(KEY.Key_Escape)
    viewer.until(lambda: viewer.on("home"))


def test_a_beat_that_waited_for_a_core_is_not_late_by_our_doing(qapp: object) -> None:
    now, waited = [0.0], [0.0]
    watch = UiWatch(beat_ms=1000, clock=lambda: now[0], waiting=lambda: waited[0])
    watch.stop()
    now[0], waited[0] = 1.2, 0.17
    watch.beat()
    assert watch.late_s == []
    now[0] += 1.1
    watch.beat()
    assert watch.late_s == [pytest.approx(0.1)]
