"""libVLC's pictures on a Qt video sink, without a copy in Python.

libVLC writes straight into the planes of a mapped `QVideoFrame`; displaying it is one call into Qt, made on
libVLC's video thread. QML's `VideoOutput` draws it on the GPU under everything else, so overlays and captions
are ordinary QML. No Python runs on Qt's render thread: that deadlocked when tried.

The window dies before the decoder does. `detach` therefore takes the sink away under the lock that `display`
holds, and whatever libVLC shows afterwards goes nowhere. A sink that is attached in place of another begins
with the picture that was shown there last.
"""

import ctypes
import logging
import threading

from PySide6.QtCore import QRect, QSize
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink

from playhead.backend.libvlc import LibVlcBackend, NativeWindow
from playhead.backend.libvlc.sinks import PictureFormat, PictureLayout

__all__ = ["VideoSurface"]

_log = logging.getLogger(__name__)
_PLANES = 3
_LEAST_SIDE_PX = 16
_MAX_SIDE_PX = 16_384
# Below this height, untagged video is in the colours of standard definition (ITU-R BT.601).
_LARGEST_SD_HEIGHT = 576


class VideoSurface:
    """A `PictureSink` whose pictures appear wherever its `QVideoSink` is shown.

    Attributes:
        decoder: Gives the pictures, and can draw into a window instead; None until there is one. The loop's.
    """

    def __init__(self) -> None:
        self.decoder: LibVlcBackend | None = None
        self._window: NativeWindow | None = None
        self._latest: QVideoFrame | None = None
        self._sink: QVideoSink | None = None
        self._swap = threading.Lock()
        self._format: QVideoFrameFormat | None = None
        self._frame: QVideoFrame | None = None
        self._frames_shown = 0

    @property
    def frames_shown(self) -> int:
        """Pictures handed to a sink so far."""
        return self._frames_shown

    def attach(self, sink: QVideoSink) -> None:
        """Show pictures there from now on. Qt's thread."""
        with self._swap:
            self._sink = sink
            if self._latest is not None:
                sink.setVideoFrame(self._latest)

    def detach(self, sink: QVideoSink | None = None) -> None:
        """Show pictures nowhere; returns when none is on its way any more. Qt's thread.

        Args:
            sink: Only if they are shown there; anywhere, if not given.
        """
        with self._swap:
            if sink is None or sink is self._sink:
                # What is shown next is another title's: it doesn't begin with this one's last picture.
                self._sink = self._latest = None

    def give_decoder(self, decoder: LibVlcBackend) -> None:
        """Take pictures from this one from now on. The loop's thread."""
        self.decoder = decoder
        decoder.show_in(self._window)

    def show_in(self, window: NativeWindow | None) -> None:
        """Have the decoder draw into a window from its next start on; None for pictures here. The loop's."""
        self._window = window
        if self.decoder is not None:
            self.decoder.show_in(window)

    def configure(self, format: PictureFormat) -> PictureLayout | None:
        """Get ready for pictures of another size (libVLC's thread)."""
        if not (0 < format.width <= _MAX_SIDE_PX and 0 < format.height <= _MAX_SIDE_PX):
            return None
        # Qt halves odd sizes downwards, so that the last colour line has no room, and divides by zero for a
        # picture of one pixel: the memory has even sides, the viewport is what is seen of it.
        room = QSize(_even(format.width), _even(format.height))
        qt_format = QVideoFrameFormat(room, QVideoFrameFormat.PixelFormat.Format_YUV420P)
        qt_format.setViewport(QRect(0, 0, format.width, format.height))
        is_sd = format.height <= _LARGEST_SD_HEIGHT
        spaces = QVideoFrameFormat.ColorSpace
        qt_format.setColorSpace(spaces.ColorSpace_BT601 if is_sd else spaces.ColorSpace_BT709)
        qt_format.setColorRange(QVideoFrameFormat.ColorRange.ColorRange_Video)
        self._format = qt_format
        self._frame = self._mapped()
        return None if self._frame is None else _layout(self._frame)

    def lock(self) -> tuple[int, int, int]:
        """Return where the next picture goes (libVLC's thread)."""
        if self._frame is None:
            self._frame = self._mapped()
        assert self._frame is not None, "a frame of the size that was mapped once can be mapped again"
        first, second, third = (_address(self._frame, plane) for plane in range(_PLANES))
        return first, second, third

    def display(self) -> None:
        """Hand the locked picture to Qt (libVLC's thread)."""
        frame, self._frame = self._frame, None
        if frame is None:
            return
        frame.unmap()
        with self._swap:
            self._latest = frame
            if self._sink is not None:
                self._sink.setVideoFrame(frame)
                self._frames_shown += 1

    def _mapped(self) -> QVideoFrame | None:
        assert self._format is not None, "configure() comes first"
        frame = QVideoFrame(self._format)
        if not frame.map(QVideoFrame.MapMode.WriteOnly) or frame.planeCount() != _PLANES:
            _log.error("Qt gives no memory for pictures of %s", self._format.frameSize())
            return None
        return frame


def _even(side: int) -> int:
    return max(_LEAST_SIDE_PX, side + side % 2)


def _layout(frame: QVideoFrame) -> PictureLayout:
    y, u, v = (frame.bytesPerLine(plane) for plane in range(_PLANES))
    lines_y, lines_u, lines_v = (frame.mappedBytes(plane) // pitch for plane, pitch in enumerate((y, u, v)))
    return PictureLayout((y, u, v), (lines_y, lines_u, lines_v))


def _address(frame: QVideoFrame, plane: int) -> int:
    # The stubs say `object`; it is a writable memoryview on the frame's own memory.
    view: memoryview = frame.bits(plane)  # pyright: ignore[reportAssignmentType]
    return ctypes.addressof(ctypes.c_char.from_buffer(view))
