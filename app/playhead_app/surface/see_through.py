"""A window above the picture that one can see through, with a compositor or without.

Most desktops blend windows. An X server by itself doesn't: there, a transparent window is black. So it is cut
out along what is drawn in it: what is half-transparent and more is a hole, the rest is opaque.
"""

import ctypes
import ctypes.util
import logging

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QBitmap, QGuiApplication, QImage, QRegion
from PySide6.QtQuick import QQuickWindow

__all__ = ["CutOut", "is_blended"]

_log = logging.getLogger(__name__)
# How often the shape follows what is drawn; each look reads the window's pixels back.
_FOLLOW_MS = 100


def is_blended() -> bool:
    """Return whether the desktop blends transparent windows with what is below them."""
    if QGuiApplication.platformName() != "xcb":
        return True
    name = ctypes.util.find_library("X11")
    if name is None:
        return False
    x11 = ctypes.CDLL(name)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    # Extended Window Manager Hints, "Compositing Managers": who blends owns this selection.
    atom = x11.XInternAtom(display, f"_NET_WM_CM_S{x11.XDefaultScreen(ctypes.c_void_p(display))}".encode(), 0)
    owner = x11.XGetSelectionOwner(display, atom)
    x11.XCloseDisplay(display)
    return bool(owner)


class CutOut(QObject):
    """Keeps a window's shape to what is drawn in it, for as long as it is shown."""

    def __init__(self, window: QQuickWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._timer = QTimer(self, interval=_FOLLOW_MS)
        self._timer.timeout.connect(self.follow)
        self._timer.start()
        _log.info("no compositor: the window above the picture is cut out along what is drawn in it")

    def follow(self) -> None:
        """Look at the window, and cut it out anew if it has changed."""
        if not self._window.isExposed():
            return
        shape = shape_of(self._window.grabWindow())
        if shape != self._window.mask():
            self._window.setMask(shape)

    def end(self) -> None:
        """Leave the window whole."""
        self._timer.stop()
        self._window.setMask(QRegion())


def shape_of(image: QImage) -> QRegion:
    """Return where an image is more opaque than not; never empty, for that would be no shape at all."""
    dither = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    mask = QBitmap.fromImage(image.createAlphaMask(dither))
    region = QRegion(mask)
    return QRegion(0, 0, 1, 1) if region.isEmpty() else region
