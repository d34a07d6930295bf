"""Fast forward and rewind with the remote's own keys: each press goes a gear higher."""

from PySide6.QtCore import QObject, Signal

from playhead_app.bridge import PlaybackSnapshot, PlayerPort
from playhead_app.qt import qproperty, slot

__all__ = ["Winding"]

_GEARS = (4, 8, 16, 32, 64)


class Winding(QObject):
    """How fast the title is being wound, as the player tells it."""

    changed = Signal()

    def __init__(self, port: PlayerPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._rate = 0
        self._asked: int | None = None
        port.command_failed.connect(self._on_refusal)

    @qproperty(bool, notify=changed)
    def is_on(self) -> bool:
        """Whether it is being wound."""
        return self._rate != 0

    @qproperty(int, notify=changed)
    def rate(self) -> int:
        """Seconds of the title in a second; negative for back, 0 while it plays."""
        return self._rate

    @slot(int)
    def press(self, direction: int) -> None:
        """Wind, or wind faster; the key for the other direction turns it round at the lowest gear.

        Args:
            direction: -1 for back, 1 for on.
        """
        speed = self._rate * direction
        faster = [gear for gear in _GEARS if gear > speed]
        self._asked = direction * (faster[0] if faster else _GEARS[-1])
        self._show(self._asked)
        self._port.scan(float(self._rate))

    def take(self, snapshot: PlaybackSnapshot | None) -> None:
        """Learn what the player does."""
        rate = round((snapshot.scan_rate if snapshot is not None else None) or 0)
        if snapshot is None or rate == self._asked:
            self._asked = None
        # A picture of the time before the key was pressed tells nothing.
        if self._asked is None:
            self._show(rate)

    def _on_refusal(self) -> None:
        if self._asked is not None:
            self._asked = None
            self._show(0)

    def _show(self, rate: int) -> None:
        if rate != self._rate:
            self._rate = rate
            self.changed.emit()
