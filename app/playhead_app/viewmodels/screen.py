"""Where the picture is drawn: in the page, or by libVLC in a window of its own with the page above it.

The page draws it by default: everything can lie over it, and it costs one copy. A window of its own spares
that. The viewer may choose; left to itself the app goes to the window when the page loses too many pictures
(`surface.drop_watch` has the rule). A change takes effect at the next start of the decoder, so what plays is
sought to where it stands.
"""

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QMargins, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQuick import QQuickWindow

from playhead import PlayerState
from playhead.backend.libvlc import NativeWindow
from playhead_app.bridge import PlaybackSnapshot, PlayerPort, Remote
from playhead_app.qt import qproperty, slot, translate
from playhead_app.surface import MOST_LOST as _MOST_LOST
from playhead_app.surface import Canvas, CutOut, DropWatch, VideoSurface, has_native_windows, is_blended
from playhead_app.viewmodels.preferences import Preferences

__all__ = ["Screen"]

_log = logging.getLogger(__name__)
_KEY = "video-surface"
_AUTO, _PAGE, _WINDOW = "auto", "page", "window"
_CHOICES = (_AUTO, _PAGE, _WINDOW)


class Screen(QObject):
    """Chooses the surface, and keeps libVLC's window where the picture belongs.

    Args:
        surface: The page's; its decoder is told of windows.
        now_s: A monotonic clock.
        is_possible: Tells whether windows of libVLC's own can be had at all.
    """

    changed = Signal()

    def __init__(
        self,
        remote: Remote,
        port: PlayerPort,
        surface: VideoSurface,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
        is_possible: Callable[[], bool] = has_native_windows,
    ) -> None:
        super().__init__(parent)
        self._remote, self._port, self._surface = remote, port, surface
        self._preferences = preferences
        self._now_s = now_s
        self._is_possible = is_possible()
        self._watch = DropWatch()
        self._swaps = 0
        self._page: QQuickWindow | None = None
        self._host: QWindow | None = None
        self._margins = QMargins()
        self._canvas: Canvas | None = None
        self._cut_out: CutOut | None = None
        self._above: QQuickWindow | None = None
        self._is_native = False
        self._is_settled = False
        self._lost_in_page = 0.0
        self._position_s: float | None = None
        preferences.changed.connect(self._obey)
        port.snapshot_taken.connect(self._on_snapshot)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._pass_keys_on)
        self._obey()

    @qproperty(bool, notify=changed)
    def is_native(self) -> bool:
        """Whether libVLC draws in a window of its own."""
        return self._is_native

    @qproperty(bool)
    def is_offered(self) -> bool:
        """Whether there is anything to choose here."""
        return self._is_possible

    @qproperty(str, notify=changed)
    def choice(self) -> str:
        """`auto`, `page` or `window`."""
        stored = self._preferences.stored(_KEY)
        return stored if stored in _CHOICES else _AUTO

    @qproperty("QVariantList", notify=changed)
    def stats(self) -> list[dict[str, str]]:
        """The stats panel's line about it: `name` and `value`."""
        where = translate("Screen", "own window") if self._is_native else translate("Screen", "in the page")
        if self._lost_in_page:
            lost = translate("Screen", "the page lost {share} % of the pictures")
            where += " · " + lost.format(share=round(self._lost_in_page * 100))
        return [{"name": translate("Screen", "Surface"), "value": where}]

    @slot()
    def next_choice(self) -> None:
        """Go round through automatic, in the page, and in a window of its own."""
        self._preferences.keep(_KEY, _CHOICES[(_CHOICES.index(self.choice) + 1) % len(_CHOICES)])

    @slot(QWindow, int, int)
    def put(self, host: QWindow, side: int, bottom: int) -> None:
        """Show the picture in this window from now on, that far from its edges in pixels."""
        self._host, self._margins = host, QMargins(side, side, side, side + bottom)
        self._watch.forget()
        self._place()

    @slot(QWindow)
    def take_away(self, host: QWindow) -> None:
        """Show the picture there no more; another window keeps it."""
        if host is self._host:
            self._host = None
            self._place()

    @slot(QQuickWindow)
    def lay_over(self, above: QQuickWindow) -> None:
        """Let one see through a window that was laid over the picture; the keys are its own."""
        self._above = above
        if not is_blended():
            self._cut_out = CutOut(above, self)
            if self._canvas is not None:
                self._canvas.pass_pointer_to(above)

    @slot()
    def lift_off(self) -> None:
        """Nothing lies over the picture's window any more."""
        self._above = None
        cut_out, self._cut_out = self._cut_out, None
        if cut_out is not None:
            cut_out.end()
            cut_out.deleteLater()
        if self._canvas is not None:
            self._canvas.pass_pointer_to(None)

    def watch_page(self, window: QQuickWindow) -> None:
        """Count how often this window is drawn: that is how many pictures one can see in it."""
        self._page = window
        # Queued, for it comes from Qt's render thread, where no Python may run.
        window.frameSwapped.connect(self._on_swapped, Qt.ConnectionType.QueuedConnection)

    def let_go(self) -> None:
        """Hide libVLC's window from windows that are about to die."""
        self._host = None
        self._place()

    def close(self) -> None:
        """Destroy libVLC's window; the decoder has ended."""
        if self._canvas is not None:
            self._canvas.close()

    @slot()
    def _on_swapped(self) -> None:
        self._swaps += 1

    def _pass_keys_on(self, focused: QWindow | None) -> None:
        if self._above is not None and focused is not None and focused == self._above.transientParent():
            self._above.requestActivate()

    def _obey(self) -> None:
        """Do as the viewer has chosen; left to itself the surface stays what it is."""
        choice = self.choice
        if choice != _AUTO:
            self._turn(is_native=choice == _WINDOW)
        self.changed.emit()

    def _on_snapshot(self, snapshot: PlaybackSnapshot) -> None:
        is_playing = snapshot.state is PlayerState.READY and not snapshot.is_paused
        self._position_s = None if snapshot.state is PlayerState.IDLE else snapshot.position_s
        if self.choice != _AUTO or self._is_settled or not self._is_possible:
            return
        if not is_playing or snapshot.is_seeking or not self._is_seen():
            self._watch.forget()
            return
        stats = snapshot.stats
        share = self._watch.take(
            self._now_s(),
            shown=stats.frames_shown,
            dropped=stats.frames_dropped,
            drawn=None if self._is_native else self._swaps,
        )
        if share is not None:
            self._judge(share)

    def _judge(self, share: float) -> None:
        if not self._is_native and share > _MOST_LOST:
            self._lost_in_page = share
            _log.warning("%.0f %% of the pictures were lost in the page: to a window of its own", share * 100)
            self._turn(is_native=True)
        elif self._is_native and self._lost_in_page and share >= self._lost_in_page:
            self._is_settled = True
            _log.warning("%.0f %% of the pictures were lost in the window: back to the page", share * 100)
            self._turn(is_native=False)

    def _is_seen(self) -> bool:
        """Whether the picture's place is the page, and that is on the screen: else nothing is drawn there."""
        return self._page is not None and self._host is self._page and self._page.isExposed()

    def _turn(self, *, is_native: bool) -> None:
        is_native = is_native and self._is_possible
        if is_native == self._is_native:
            return
        self._is_native = is_native
        self._watch.forget()
        if self._canvas is None:
            self._canvas = Canvas(self)
        self._place()
        window = NativeWindow(self._canvas.handle) if is_native else None
        self._remote.tell(self._surface.show_in, window)
        if self._position_s is not None:
            self._port.seek(self._position_s)
        self.changed.emit()

    def _place(self) -> None:
        if self._canvas is not None:
            self._canvas.put(self._host if self._is_native else None, self._margins)
