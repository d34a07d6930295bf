"""Between the player page and the desktop: what plays goes out, what media keys ask comes in."""

from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from playhead_app.bridge import Remote
from playhead_app.desktop.deep_links import title_of
from playhead_app.desktop.seam import Command, DesktopSeam, MediaState, Status
from playhead_app.qt import slot
from playhead_app.viewmodels.playback import Playback

__all__ = ["Desk"]

# The position flows ten times a second; a desktop need not know it so well.
_TELL_MS = 500


class Desk(QObject):
    """Tells the desktop of the one playback. Used on Qt's thread; the seam lives on the loop.

    Args:
        stop: Leaves what plays.
    """

    raise_wanted = Signal()
    quit_wanted = Signal()
    stop_wanted = Signal()
    title_wanted = Signal(str)
    """A link leads to this title."""

    def __init__(
        self, remote: Remote, seam: DesktopSeam, playback: Playback, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._seam = seam
        self._playback = playback
        self._told: MediaState | None = None
        self._rest = QTimer(self, singleShot=True, interval=_TELL_MS)
        self._rest.timeout.connect(self._tell)
        playback.changed.connect(self._tell)
        playback.sound_changed.connect(self._tell)
        playback.moved.connect(self._on_moved)
        self._obey: dict[Command, Callable[[str], None]] = {
            Command.PLAY: lambda _: playback.play(),
            Command.PAUSE: lambda _: playback.pause(),
            Command.TOGGLE: lambda _: playback.toggle(),
            Command.STOP: lambda _: self.stop_wanted.emit(),
            Command.SKIP_S: lambda text: playback.skip(float(text)),
            Command.GO_TO_S: lambda text: playback.dial(float(text)) if text else None,
            Command.VOLUME: lambda text: playback.set_volume(float(text)),
            Command.RAISE: lambda _: self.raise_wanted.emit(),
            Command.QUIT: lambda _: self.quit_wanted.emit(),
            Command.OPEN: self.open_link,
        }
        self._open_by_qt: Callable[[str], object] = lambda url: QDesktopServices.openUrl(QUrl(url))
        remote.run(self._open, then=lambda _: None, failed=_raise)

    def obey(self, command: Command, argument: str = "") -> None:
        """Do what the desktop asks."""
        self._obey[command](argument)

    def open_link(self, link: str) -> None:
        """Show the window, and the title that a link leads to if it is one of ours."""
        self.raise_wanted.emit()
        title_id = title_of(link)
        if title_id is not None:
            self.title_wanted.emit(title_id)

    @slot(str)
    def open_in_browser(self, url: str) -> None:
        """Open a web address outside the app: by the desktop's own way, or by Qt's."""
        if urlsplit(url).scheme in ("http", "https"):

            def then(is_open: bool) -> None:
                if not is_open:
                    self._open_by_qt(url)

            self._remote.run(lambda: self._seam.open_link(url), then=then, failed=_raise)

    async def _open(self) -> None:
        def on_command(command: Command, argument: str) -> None:
            self._remote.post(lambda told: self.obey(*told), (command, argument))

        await self._seam.open(on_command)

    def _on_moved(self) -> None:
        if not self._rest.isActive():
            self._rest.start()

    def _tell(self) -> None:
        state = self._state()
        if state != self._told:
            self._told = state
            self._remote.run(lambda: self._seam.show(state), then=lambda _: None, failed=_raise)

    def _state(self) -> MediaState:
        playback = self._playback
        if playback.state in ("idle", "failed", "ended"):
            return MediaState(volume=playback.volume)
        return MediaState(
            Status.PAUSED if playback.is_paused else Status.PLAYING,
            playback.title,
            playback.subtitle,
            playback.backdrop_url,
            playback.position_s,
            playback.duration_s or None,
            playback.volume,
        )


def _raise(error: BaseException) -> None:
    raise error
