"""The native window that libVLC draws into: a child of whichever window shows the picture."""

from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QObject, QRect
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWindow

__all__ = ["Canvas", "has_native_windows"]

# Where a child window has a handle that libVLC can draw into.
_PLATFORMS = ("xcb", "windows", "cocoa")
_POINTER = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)


def has_native_windows() -> bool:
    """Return whether libVLC can draw into a window of ours on this platform."""
    return QGuiApplication.platformName() in _PLATFORMS


class Canvas(QObject):
    """A black child window that follows the size of its host.

    It outlives its hosts: libVLC may still draw while a page or a window goes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = QWindow()
        self._host: QWindow | None = None
        self._margins = QMargins()
        self._above: QWindow | None = None
        self._window.installEventFilter(self)

    @property
    def handle(self) -> int:
        """The X window's id, the HWND, or the address of the NSView."""
        return int(self._window.winId())

    def put(self, host: QWindow | None, margins: QMargins) -> None:
        """Show it in a window, that far from its edges; None shows it nowhere."""
        if self._host is not host:
            self._leave()
            if host is not None:
                self._window.setParent(host)
                host.widthChanged.connect(self._fit)
                host.heightChanged.connect(self._fit)
            self._host = host
        self._margins = margins
        if host is not None:
            self._fit()
            self._window.show()

    def pass_pointer_to(self, above: QWindow | None) -> None:
        """Give what the pointer does here to a window above, whose holes let it through; None ends that."""
        self._above = above

    def close(self) -> None:
        """Destroy it; nothing draws any more."""
        self._leave()
        self._window.destroy()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Qt: hand the pointer on."""
        if self._above is not None and isinstance(event, QMouseEvent) and event.type() in _POINTER:
            copy = event.clone()
            QCoreApplication.sendEvent(self._above, copy)
            return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        host, self._host = self._host, None
        self._window.hide()
        if host is not None:
            host.widthChanged.disconnect(self._fit)
            host.heightChanged.disconnect(self._fit)
            self._window.setParent(None)  # pyright: ignore[reportArgumentType]  # none is a parent too

    def _fit(self) -> None:
        if self._host is not None:
            whole = QRect(0, 0, self._host.width(), self._host.height())
            self._window.setGeometry(whole.marginsRemoved(self._margins))
