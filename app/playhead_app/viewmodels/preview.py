"""The small picture above the scrubber while the viewer looks for a place."""

from PySide6.QtCore import QObject, Signal

from playhead_app.bridge import Call, PlayerPort
from playhead_app.qt import qproperty

__all__ = ["Preview"]


class Preview(QObject):
    """Asks for one picture at a time, and always next for the latest place."""

    changed = Signal()

    def __init__(self, port: PlayerPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._source = ""
        self._wanted_s: float | None = None
        self._asked_s: float | None = None
        self._call: Call | None = None
        self.is_on = True
        """Whether pictures are fetched at all."""

    @qproperty(str, notify=changed)
    def source(self) -> str:
        """Address of the picture; empty while there is none."""
        return self._source

    def look(self, position_s: float) -> None:
        """Show the picture of a place."""
        self._wanted_s = position_s
        if self._call is None and self.is_on:
            self._ask(position_s)

    def forget(self) -> None:
        """The viewer has found the place, or left."""
        if self._call is not None:
            self._call.drop()
            self._call = None
        self._wanted_s = None
        self._show("")

    def _ask(self, position_s: float) -> None:
        self._asked_s = position_s
        self._call = self._port.thumbnail(position_s, self._on_picture)

    def _on_picture(self, source: str) -> None:
        self._call = None
        self._show(source)
        if self._wanted_s is not None and self._wanted_s != self._asked_s:
            self._ask(self._wanted_s)

    def _show(self, source: str) -> None:
        if source != self._source:
            self._source = source
            self.changed.emit()
