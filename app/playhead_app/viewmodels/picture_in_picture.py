"""The small window in a corner of the screen, in which a title plays on while the viewer browses."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from playhead_app.qt import qproperty, slot
from playhead_app.viewmodels.playback import Playback
from playhead_app.viewmodels.preferences import Preferences

__all__ = ["PictureInPicture"]

_KEY = "picture-corner"
_DEFAULT = "bottom-right"
_CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")


class PictureInPicture(QObject):
    """Whether the small window is there, and in which corner.

    Args:
        stop: Ends what plays.
    """

    changed = Signal()
    full_wanted = Signal()
    """The viewer wants to see the title on the whole screen again; the small window has gone."""

    def __init__(
        self,
        playback: Playback,
        preferences: Preferences,
        stop: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._preferences = preferences
        self._stop = stop
        self._is_shown = False
        playback.changed.connect(self._on_changed)
        preferences.changed.connect(self.changed)

    @qproperty(bool, notify=changed)
    def is_shown(self) -> bool:
        """Whether a title plays in the small window."""
        return self._is_shown

    @qproperty(str, notify=changed)
    def corner(self) -> str:
        """Where it is: `top-left`, `top-right`, `bottom-left` or `bottom-right`."""
        stored = self._preferences.stored(_KEY)
        return stored if stored in _CORNERS else _DEFAULT

    @slot()
    def begin(self) -> None:
        """Let what plays go on in the small window."""
        if not self._is_shown and self._playback.state not in ("idle", "failed", "preparing"):
            self._show(True)

    @slot()
    def end(self) -> None:
        """Show it on the whole screen again."""
        if self._is_shown:
            self._show(False)
            self.full_wanted.emit()

    @slot()
    def close(self) -> None:
        """End what plays there."""
        if self._is_shown:
            self._show(False)
            self._stop()

    @slot(int, int)
    def move(self, across: int, down: int) -> None:
        """Go to another corner: -1 for left and up, 1 for right and down, 0 to stay."""
        vertical, _, horizontal = self.corner.partition("-")
        if across:
            horizontal = "left" if across < 0 else "right"
        if down:
            vertical = "top" if down < 0 else "bottom"
        self._preferences.keep(_KEY, f"{vertical}-{horizontal}")

    def _show(self, is_shown: bool) -> None:
        self._is_shown = is_shown
        self.changed.emit()

    def _on_changed(self) -> None:
        # What went wrong needs words, and they need room.
        if self._playback.state == "failed":
            self.end()
