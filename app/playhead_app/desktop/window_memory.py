"""The window comes back where and how it was left."""

from PySide6.QtCore import QRect, QSettings
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQuick import QQuickWindow

__all__ = ["WindowMemory"]

_PLACE, _FULL = "window/place", "window/fullscreen"


class WindowMemory:
    """Keeps the place of the one window between runs."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    def restore(self, window: QQuickWindow) -> bool:
        """Put the window where it was; returns whether it was fullscreen.

        A place on a screen that is gone, or one that nobody can have meant, is forgotten.
        """
        place = self._store.value(_PLACE)
        if isinstance(place, QRect) and self._is_seen(place) and place.size().isValid():
            window.setGeometry(place)
        return str(self._store.value(_FULL, "")) == "yes"

    def keep(self, window: QQuickWindow) -> None:
        """Remember the window as it is now; a fullscreen one keeps the place that it had before."""
        is_full = window.visibility() is QWindow.Visibility.FullScreen
        self._store.setValue(_FULL, "yes" if is_full else "no")
        if window.visibility() is QWindow.Visibility.Windowed:
            self._store.setValue(_PLACE, window.geometry())

    def _is_seen(self, place: QRect) -> bool:
        screens = (screen.availableGeometry() for screen in QGuiApplication.screens())
        return any(screen.contains(place.center()) for screen in screens)
