"""Pictures straight into a native window: no copy, for 4K on weak machines; nothing can be drawn into it.

What goes over the picture goes into a transparent window above it. libVLC tells little here: that an output
has opened, the time, and twice a second how many pictures there were; changes of variant are told when the
playhead passes them. Keys and the pointer are left to whoever owns the window.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from playhead.backend.libvlc.door import Door
from playhead.backend.libvlc.picture_output import ShownNote

__all__ = ["NativeWindow", "WindowOutput"]


@dataclass(frozen=True, slots=True)
class NativeWindow:
    """A window of the system.

    Attributes:
        handle: The X window's id, the HWND, or the address of the NSView.
    """

    handle: int


class WindowOutput:
    """Lets a player draw into a window.

    Args:
        on_awaited: Called on libVLC's thread when an output has opened in the window.
        now_s: The monotonic clock.
    """

    def __init__(
        self,
        door: Door,
        player: int,
        window: NativeWindow,
        *,
        on_awaited: Callable[[ShownNote], None],
        now_s: Callable[[], float],
    ) -> None:
        self._door = door
        self._player = player
        self._window = window
        self._on_awaited = on_awaited
        self._now_s = now_s

    def connect(self) -> None:
        """Have the media that are played from now on drawn there."""
        door, player, handle = self._door, self._player, self._window.handle
        door.video_set_key_input(player, 0)
        door.video_set_mouse_input(player, 0)
        if sys.platform == "win32":
            door.media_player_set_hwnd(player, handle)
        elif sys.platform == "darwin":
            door.media_player_set_nsobject(player, handle)
        else:
            door.media_player_set_xwindow(player, handle)

    def output_opened(self) -> None:
        """libVLC has opened its output: the first picture is there with it."""
        self._on_awaited(ShownNote(self._now_s(), 0.0, 0, (0, 0)))

    def block(self) -> None:
        """Nothing to do: libVLC draws what it draws."""

    def await_picture(self, *, then_block: bool) -> None:
        """Nothing to do: the output tells by itself."""

    def unblock(self) -> None:
        """Nothing to do: libVLC draws what it draws."""

    def longest_gap_s(self, since_s: float) -> float:
        """Return 0: pictures aren't seen here."""
        del since_s
        return 0.0
