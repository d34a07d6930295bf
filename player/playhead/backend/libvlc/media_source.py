"""A `ByteFeed` as a libVLC medium, through `libvlc_media_new_callbacks`.

The seek callback always refuses, and yet it must be there: only then does libVLC believe that it may read at
its own pace. Without it the Matroska demuxer is not taken, and pictures pile up decoded.
"""

import ctypes
from collections.abc import Sequence
from typing import Any

from playhead.backend.libvlc.door import Door, MediaClose, MediaOpen, MediaRead, MediaSeek
from playhead.backend.libvlc.guard import guarded
from playhead.feed import ByteFeed

__all__ = ["MediaSource"]

_UNKNOWN_SIZE = 2**64 - 1
_REFUSED = -1


class MediaSource:
    """One medium. Keep it until the player has let go of it: libVLC calls into it.

    Args:
        feed: Where the bytes come from; abort it before the player is stopped.
        options: Of this medium, such as `:avcodec-hw=any`.
    """

    def __init__(self, door: Door, instance: int, feed: ByteFeed, options: Sequence[str]) -> None:
        self._door = door
        self._feed = feed
        self._callbacks = (
            MediaOpen(self._open),
            MediaRead(self._read),
            MediaSeek(self._seek),
            MediaClose(self._close),
        )
        self.handle: int = door.media_new_callbacks(instance, *self._callbacks, None)
        for option in options:
            door.media_add_option(self.handle, option.encode())

    def release(self) -> None:
        """Let go of the medium; never from one of its own callbacks."""
        if self.handle:
            self._door.media_release(self.handle)
            self.handle = 0

    @guarded(_REFUSED)
    def _open(self, _opaque: int, _data: Any, size: Any) -> int:
        size[0] = _UNKNOWN_SIZE
        return 0

    @guarded(_REFUSED)
    def _read(self, _opaque: int, buffer: int, length: int) -> int:
        data = self._feed.read(length)
        ctypes.memmove(buffer, data, len(data))
        return len(data)

    def _seek(self, _opaque: int, _offset: int) -> int:
        return _REFUSED

    def _close(self, _opaque: int) -> None:
        return None
