"""The two ways to start: the whole app on a catalogue, and the player alone on one address.

Both return when the window is closed, at whatever moment, with nothing left running.
"""

import asyncio
import signal
from collections.abc import Callable
from pathlib import PurePosixPath
from types import FrameType
from urllib.parse import unquote, urlsplit

from platformdirs import user_log_path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QGuiApplication

from playhead import PlayerError
from playhead.events import Event, FirstPictureShown
from playhead_app.app_window import AppWindow, application
from playhead_app.bridge import ControlledPlayer
from playhead_app.catalogue.none import NoCatalogue
from playhead_app.commands.request import PlayRequest
from playhead_app.commands.session_files import save_report
from playhead_app.composition import Composition, make_player
from playhead_app.desktop.choice import this_desktop
from playhead_app.desktop.single_instance import SingleInstance
from playhead_app.desktop.window_memory import WindowMemory
from playhead_app.downloads.desk import DownloadDesk
from playhead_app.faults import CrashFolder
from playhead_app.faults.ui_watch import UiWatch
from playhead_app.gamepad import Gamepad
from playhead_app.gamepad.sdl_pads import SdlPads, load_sdl
from playhead_app.process import use_few_arenas
from playhead_app.reporter import Reporter
from playhead_app.sources import choose_source
from playhead_app.surface import VideoSurface
from playhead_app.viewmodels.now_playing import NowPlaying

__all__ = ["play", "run", "run_until_closed"]

# Python hears of Ctrl-C only when it runs; Qt's loop alone may sleep for long.
_LISTEN_MS = 250
_PADS_AFTER_MS = 3_000


def run(catalogue_url: str | None = None, link: str = "") -> int:
    """Open the app and return its exit code when the window is closed.

    Args:
        catalogue_url: GraphQL endpoint of the catalogue; `PLAYHEAD_CATALOGUE_URL` if not given, and the
            embedded demo if that isn't set either.
        link: What to open, `playhead://title/<id>`; what later starts are given comes here too.
    """
    use_few_arenas()
    application()
    instance = SingleInstance()
    instance.listen()
    reporter = _reporter()
    source = choose_source(catalogue_url)
    store = QSettings()
    composition = Composition(
        source.catalogue,
        reporter=reporter,
        services=source.services,
        preferences_store=store,
        desktop=this_desktop(),
        account=source.account,
        download_desk=DownloadDesk(),
        personal=source.personal,
        library_path=source.library_path,
        line=source.line,
    )
    composition.model.downloads.begin()
    window = AppWindow(composition)
    instance.called.connect(composition.desk.open_link)
    memory = WindowMemory(store)
    window.show(is_fullscreen=memory.restore(window.window))
    gamepad = Gamepad(SdlPads)
    # Not while the first page is on its way, and not on this thread: loading SDL takes longer than a frame.
    QTimer.singleShot(_PADS_AFTER_MS, lambda: _listen_to_pads(composition, gamepad))
    if link:
        composition.desk.open_link(link)

    def before_end() -> int:
        gamepad.close()
        memory.keep(window.window)
        instance.close()
        return 0

    return run_until_closed(window, reporter, before_end)


def play(request: PlayRequest) -> int:
    """Open the player alone on one address and return its exit code when the window is closed."""
    use_few_arenas()
    application()
    reporter = _reporter()

    desk = DownloadDesk(is_idle=True)

    def factory(surface: VideoSurface) -> ControlledPlayer:
        player = make_player(surface, request.settings(), offline=desk)
        player.volume = request.volume
        player.rate = request.rate
        return player

    composition = Composition(
        NoCatalogue(),
        reporter=reporter,
        player_factory=factory,
        desktop=this_desktop(),
        download_desk=desk,
    )
    window = AppWindow(composition, is_player_alone=True)
    window.show()

    def on_event(event: Event) -> None:
        if isinstance(event, FirstPictureShown) and request.duration_s is not None:
            QTimer.singleShot(int(request.duration_s * 1000), window.window.close)

    composition.port.event_told.connect(on_event)
    playback = composition.model.playback
    now = NowPlaying(request.url, name_in(request.url), start_s=request.start_s, licence=request.licence)
    playback.start(now)

    def keep_report() -> int:
        report = composition.report()
        if report is not None and (request.report or request.page):
            try:
                save_report(report, request.report, request.page)
            except PlayerError as error:
                reporter.report(error, "the session report")
                return 1
        return 1 if playback.state == "failed" else 0

    return run_until_closed(window, reporter, before_end=keep_report)


def run_until_closed(
    window: AppWindow, reporter: Reporter, before_end: Callable[[], int] | None = None
) -> int:
    """Run Qt until the window is closed, then take everything down.

    Args:
        before_end: Called between the two, while the player can still be asked; gives the exit code.
    """
    reporter.install()
    app = application()
    # Its lines are in the log, and so in crash files.
    watch = UiWatch()
    listening = QTimer(app, interval=_LISTEN_MS)
    listening.timeout.connect(_let_python_run)
    listening.start()
    before = {number: signal.signal(number, _quit) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        code = app.exec()
        if before_end is not None:
            code = before_end() or code
    finally:
        watch.stop()
        window.close()
        reporter.uninstall()
        listening.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
    return code


def name_in(url: str) -> str:
    """Return a name for a title that only has an address: its file's, or its folder's."""
    parts = [part for part in PurePosixPath(unquote(urlsplit(url).path)).parts if part != "/"]
    if not parts:
        return urlsplit(url).hostname or "Video"
    stem = PurePosixPath(parts[-1]).stem
    if stem.lower() in {"master", "main", "index", "manifest", "playlist", "stream"} and len(parts) > 1:
        return parts[-2]
    return stem


def _reporter() -> Reporter:
    return Reporter(CrashFolder(user_log_path("playhead", appauthor=False) / "crashes"))


def _listen_to_pads(composition: Composition, gamepad: Gamepad) -> None:
    def failed(error: BaseException) -> None:
        raise error

    composition.remote.run(lambda: asyncio.to_thread(load_sdl), then=lambda _: gamepad.begin(), failed=failed)


def _let_python_run() -> None:
    """A moment of Python, in which it handles signals."""


def _quit(_number: int, _frame: FrameType | None) -> None:
    QGuiApplication.quit()
