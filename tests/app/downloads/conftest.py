"""A catalogue whose films are really there, on a server that can be switched off."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from playhead_app.app_window import AppWindow
from playhead_app.catalogue import Offer, Refusal
from playhead_app.composition import Composition
from playhead_app.downloads.desk import DownloadDesk
from tests.app.conftest import PATIENT, FakePlayer, Remotely, StandInCatalogue
from tests.media.clips import ClipStore
from tests.media.titles import dash_title

if TYPE_CHECKING:
    from playhead_app.reporter import Reporter


class Films:
    """One film on a real server."""

    def __init__(self, folder: Path) -> None:
        class Handler(SimpleHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/title.mpd"

    def switch_off(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()


class CatalogueWithFilms(StandInCatalogue):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.film_url = url

    async def start_playback(self, title_id: str, *, has_pin: bool = False) -> Offer | Refusal:
        answer = await super().start_playback(title_id, has_pin=has_pin)
        return Offer(self.film_url, title_id) if isinstance(answer, Offer) else answer


@pytest.fixture
def films(clips: ClipStore, tmp_path: Path) -> Iterator[Films]:
    title = dash_title(clips, (0, 1), duration_s=8)
    folder = tmp_path / "films"
    folder.mkdir()
    for name, body in title.files.items():
        (folder / name).write_bytes(body)
    server = Films(folder)
    yield server
    server.switch_off()


@pytest.fixture
def moved_films(films: Films, tmp_path: Path) -> Iterator[Films]:
    """The same films on another server."""
    server = Films(tmp_path / "films")
    yield server
    server.switch_off()


@pytest.fixture
def catalogue(films: Films) -> StandInCatalogue:
    return CatalogueWithFilms(films.url)


@pytest.fixture
def closed_apps() -> list[AppWindow]:
    """What a test has closed by itself."""
    return []


@pytest.fixture
def open_app(
    qtbot: QtBot,
    catalogue: StandInCatalogue,
    player: FakePlayer,
    reporter: "Reporter",
    tmp_path: Path,
    closed_apps: list[AppWindow],
) -> Iterator[Callable[[], Remotely]]:
    opened: list[AppWindow] = []

    def open_one() -> Remotely:
        composition = Composition(
            catalogue,
            reporter=reporter,
            player_factory=lambda surface: player,
            download_desk=DownloadDesk(tmp_path / "downloads"),
            limits=PATIENT,
        )
        composition.model.downloads.begin()
        window = AppWindow(composition)
        opened.append(window)
        window.show(width=1280, height=720)
        window.window.requestActivate()
        return Remotely(qtbot, composition, window)

    yield open_one
    for window in opened:
        if window not in closed_apps:
            assert window.close(), "the app did not end in time"
    assert reporter.count == 0
