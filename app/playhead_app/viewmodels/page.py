"""What every page that loads something has in common: a phase, and a sentence when it fails."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from playhead_app.catalogue import CatalogueError
from playhead_app.qt import qproperty, translate

__all__ = ["Page", "Phase"]


class Phase(StrEnum):
    """Where a page is with its content."""

    LOADING = "loading"
    READY = "ready"
    EMPTY = "empty"
    FAILED = "failed"


class Page(QObject):
    """A page's phase and, when it failed, the words for it."""

    phase_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phase = Phase.LOADING
        self._message = ""
        self._hint = ""
        self._code = ""

    @qproperty(str, notify=phase_changed)
    def phase(self) -> str:
        """`loading`, `ready`, `empty` or `failed`."""
        return self._phase.value

    @qproperty(str, notify=phase_changed)
    def message(self) -> str:
        """What happened, in one sentence; empty unless failed."""
        return self._message

    @qproperty(str, notify=phase_changed)
    def hint(self) -> str:
        """What helps."""
        return self._hint

    @qproperty(str, notify=phase_changed)
    def code(self) -> str:
        """A small word for support."""
        return self._code

    def enter(self, phase: Phase) -> None:
        """Go to a phase without a fault."""
        self._phase, self._message, self._hint, self._code = phase, "", "", ""
        self.phase_changed.emit()

    def fail(self, error: BaseException) -> None:
        """Show what went wrong; an unforeseen error is raised on, to the app's reporter, after that."""
        self._phase = Phase.FAILED
        if isinstance(error, CatalogueError):
            self._message, self._hint, self._code = error.message, error.hint, error.code
        else:
            self._message = translate("Page", "Something went wrong on our side.")
            self._hint = translate("Page", "Try again.")
            self._code = type(error).__name__
        self.phase_changed.emit()
        if not isinstance(error, CatalogueError):
            raise error
