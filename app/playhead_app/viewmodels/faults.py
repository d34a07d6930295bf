"""What the viewer sees of a fault nobody foresaw, and the details that may be passed on."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from playhead_app.faults import EventMemory, redacted
from playhead_app.faults.crash_file import system_lines
from playhead_app.qt import qproperty, slot, translate
from playhead_app.reporter import Crash

__all__ = ["Faults"]

# What fits into a mail; the crash file has all of it.
_COPIED_EVENTS = 60


class Faults(QObject):
    """The page that offers to go on, and "copy details" of every error page.

    Args:
        memory: What led to it.
    """

    changed = Signal()
    copied = Signal(str)
    """A sentence: the details are on the clipboard."""

    def __init__(self, memory: EventMemory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._crash: Crash | None = None

    @qproperty(bool, notify=changed)
    def is_shown(self) -> bool:
        """Whether something broke and the viewer hasn't gone on yet."""
        return self._crash is not None

    @qproperty(str, notify=changed)
    def message(self) -> str:
        """What happened."""
        return translate("Faults", "Something went wrong inside Playhead.") if self._crash else ""

    @qproperty(str, notify=changed)
    def hint(self) -> str:
        """What helps."""
        if self._crash is None:
            return ""
        if self._crash.file is None:
            return translate("Faults", "You can go on. If it happens again, start Playhead anew.")
        return translate(
            "Faults", "You can go on. What happened is kept on this device only, in {file}."
        ).format(file=redacted(str(self._crash.file)))

    @qproperty(str, notify=changed)
    def code(self) -> str:
        """A word for support."""
        return self._crash.code if self._crash else ""

    def take(self, crash: Crash) -> None:
        """Show a crash; the first one stays until the viewer goes on, because the others follow from it."""
        if self._crash is None:
            self._crash = crash
            self.changed.emit()

    @slot()
    def go_on(self) -> None:
        """Put the page away."""
        self._crash = None
        self.changed.emit()

    @slot(str, str, str)
    def copy(self, message: str, hint: str, code: str) -> None:
        """Put an error page's words and what led to it on the clipboard, without secrets."""
        QGuiApplication.clipboard().setText(self.details(message, hint, code))
        self.copied.emit(translate("Faults", "The details are on the clipboard."))

    @slot()
    def copy_crash(self) -> None:
        """Put the crash's details on the clipboard."""
        if self._crash is not None:
            self.copy(self._crash.summary, self._crash.where, self._crash.code)

    def details(self, message: str, hint: str, code: str) -> str:
        """Return what "copy details" copies."""
        head = [redacted(line) for line in (message, hint, code) if line]
        events = self._memory.lines(last=_COPIED_EVENTS)
        return "\n".join([*head, *system_lines(), "", *events, ""])
