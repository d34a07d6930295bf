"""Where pictures go: the protocol between libVLC's video thread and whatever shows a picture.

libVLC asks for memory, copies one decoded picture into it and says when to show it. A `PictureSink` owns that
memory, so that a sink on a toolkit's frame (Qt's `QVideoFrame`, a texture's staging buffer) costs no copy in
Python. `MemorySink` keeps the latest picture in plain memory, for tests, servers and thumbnails.
"""

import ctypes
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

__all__ = ["MemorySink", "PictureFormat", "PictureLayout", "PictureSink", "ShownPicture"]

# libVLC's converters write whole vector registers: pitches and plane addresses stay multiples of this.
_ALIGNMENT_BYTES = 64
_ALIGNMENT_LINES = 32
_MAX_SIDE_PX = 16_384


@dataclass(frozen=True, slots=True)
class PictureFormat:
    """The pictures that follow.

    Attributes:
        width, height: Visible size in pixels.
        chroma: Fourcc of the memory layout; always planar 4:2:0 with 8 bits (`I420`: Y, U, V).
    """

    width: int
    height: int
    chroma: str = "I420"


@dataclass(frozen=True, slots=True)
class PictureLayout:
    """How a sink lays out its three planes: bytes from line to line, and lines that may be written."""

    pitches: tuple[int, int, int]
    lines: tuple[int, int, int]


class PictureSink(Protocol):
    """Takes pictures, one after another.

    libVLC's video thread calls all three, never two at once: `configure`, then for each picture `lock` and,
    at the time to show it, `display`. A picture that is locked but never displayed is followed by the next
    `lock`: the sink simply reuses it. Nothing here may raise, block for long or call the backend.
    """

    def configure(self, format: PictureFormat) -> PictureLayout | None:
        """Get ready for pictures of another size; None if the sink can't (there is no picture then)."""
        ...

    def lock(self) -> tuple[int, int, int]:
        """Return the addresses of three planes, writable until `display` or the next `lock`."""
        ...

    def display(self) -> None:
        """Show the picture that was locked last."""
        ...


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture in memory: three planes with their pitches; an observer must not keep it, only a copy."""

    format: PictureFormat
    layout: PictureLayout
    planes: tuple[memoryview, memoryview, memoryview]

    def copy(self) -> "ShownPicture":
        """Return the same picture in memory of its own."""
        first, second, third = (memoryview(bytes(plane)) for plane in self.planes)
        return ShownPicture(self.format, self.layout, (first, second, third))

    def luma(self, x: int, y: int) -> int:
        """Return the brightness at a pixel, 16 (black) to 235 (white)."""
        return self.planes[0][y * self.layout.pitches[0] + x]

    def i420(self) -> bytes:
        """Return the visible pixels as tightly packed Y, U and V planes."""
        width, height = self.format.width, self.format.height
        sizes = ((width, height), *(((width + 1) // 2, (height + 1) // 2),) * 2)
        rows: list[memoryview] = []
        for plane, pitch, (columns, lines) in zip(self.planes, self.layout.pitches, sizes, strict=True):
            rows += [plane[y * pitch : y * pitch + columns] for y in range(lines)]
        return b"".join(rows)


class _Buffer:
    """Memory for one picture, aligned, with its planes' addresses."""

    __slots__ = ("addresses", "picture")

    def __init__(self, format: PictureFormat, layout: PictureLayout) -> None:
        sizes = [pitch * lines for pitch, lines in zip(layout.pitches, layout.lines, strict=True)]
        memory = (ctypes.c_uint8 * (sum(sizes) + _ALIGNMENT_BYTES))()
        lead = -ctypes.addressof(memory) % _ALIGNMENT_BYTES
        view = memoryview(memory).cast("B")
        bounds = [lead, lead + sizes[0], lead + sizes[0] + sizes[1], lead + sum(sizes)]
        base = ctypes.addressof(memory)
        self.addresses = (base + bounds[0], base + bounds[1], base + bounds[2])
        # The views keep the memory alive for whoever still looks at the picture after a change of size.
        planes = (view[bounds[0] : bounds[1]], view[bounds[1] : bounds[2]], view[bounds[2] : bounds[3]])
        self.picture = ShownPicture(format, layout, planes)


def _round_up(value: int, step: int) -> int:
    return -(-value // step) * step


class MemorySink:
    """Keeps the latest picture in memory.

    Two buffers take turns: libVLC writes one while the other holds the picture that is shown.

    Args:
        observer: Called with each shown picture on libVLC's video thread; must be quick and must not keep it.
    """

    def __init__(self, observer: Callable[[ShownPicture], None] | None = None) -> None:
        self._observer = observer
        self._swap = threading.Lock()
        self._writing: _Buffer | None = None
        self._shown: _Buffer | None = None
        self._spare: _Buffer | None = None
        self._count = 0

    @property
    def count(self) -> int:
        """Pictures shown so far."""
        return self._count

    def latest(self) -> ShownPicture | None:
        """Return a copy of the picture that is shown now; None before the first."""
        with self._swap:
            return self._shown.picture.copy() if self._shown else None

    def configure(self, format: PictureFormat) -> PictureLayout | None:
        """Make room for pictures of this size; the picture shown now stays until the first new one."""
        if not (0 < format.width <= _MAX_SIDE_PX and 0 < format.height <= _MAX_SIDE_PX):
            return None
        pitch = _round_up(format.width, 2 * _ALIGNMENT_BYTES)
        lines = _round_up(format.height, _ALIGNMENT_LINES)
        layout = PictureLayout((pitch, pitch // 2, pitch // 2), (lines, lines // 2, lines // 2))
        self._writing, self._spare = _Buffer(format, layout), _Buffer(format, layout)
        return layout

    def lock(self) -> tuple[int, int, int]:
        """Return the planes of the buffer that isn't shown."""
        assert self._writing is not None, "configure() comes first"
        return self._writing.addresses

    def display(self) -> None:
        """Swap the buffers and tell the observer."""
        written = self._writing
        if written is None:
            return
        with self._swap:
            shown, self._shown = self._shown, written
            fits = shown is not None and shown.picture.format == written.picture.format
            self._writing, self._spare = (shown, self._spare) if fits else (self._spare, None)
            if self._writing is None:
                self._writing = _Buffer(written.picture.format, written.picture.layout)
            self._count += 1
        if self._observer is not None:
            self._observer(written.picture)
