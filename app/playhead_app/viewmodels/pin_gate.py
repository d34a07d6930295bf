"""The parents' gate: whatever needs the PIN waits behind it."""

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from playhead_app.bridge import Call, Remote
from playhead_app.library import Library, PinAnswer
from playhead_app.qt import qproperty, slot, translate

__all__ = ["PIN_LENGTH", "PinGate"]

PIN_LENGTH = 4


class PinGate(QObject):
    """Asks for the PIN, one purpose at a time. The page with the digits is shown while `is_asking`."""

    changed = Signal()
    wrong = Signal()
    """A try was wrong: for the pad to shake."""

    def __init__(self, remote: Remote, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remote = remote
        self._library = library
        self._purpose = ""
        self._note = ""
        self._then: Callable[[], None] | None = None
        self._call: Call | None = None
        self._is_new = False

    @qproperty(bool, notify=changed)
    def is_asking(self) -> bool:
        """Whether somebody waits for the PIN."""
        return self._then is not None or self._is_new

    @qproperty(bool, notify=changed)
    def is_new(self) -> bool:
        """Whether a new PIN is being chosen, rather than the old one asked for."""
        return self._is_new

    @qproperty(str, notify=changed)
    def purpose(self) -> str:
        """What the PIN is for, in one sentence."""
        return self._purpose

    @qproperty(str, notify=changed)
    def note(self) -> str:
        """What came of the last try."""
        return self._note

    def ask(self, purpose: str, then: Callable[[], None]) -> None:
        """Ask for the PIN and go on with `then` once it was right."""
        self._purpose, self._note, self._then, self._is_new = purpose, "", then, False
        self.changed.emit()

    def choose(self, purpose: str, then: Callable[[], None]) -> None:
        """Let a new PIN be chosen."""
        self._purpose, self._note, self._then, self._is_new = purpose, "", then, True
        self.changed.emit()

    @slot(str)
    def enter(self, pin: str) -> None:
        """Take what was typed."""
        if len(pin) != PIN_LENGTH or not pin.isdecimal() or self._call is not None:
            return
        if self._is_new:
            self._call = self._remote.run(
                lambda: self._library.pin.set(pin), then=lambda _: self._go_on(), failed=self._on_failed
            )
        else:
            self._call = self._remote.run(
                lambda: self._library.pin.check(pin), then=self._on_answer, failed=self._on_failed
            )

    @slot()
    def leave(self) -> None:
        """Give it up: what waited does not happen."""
        if self._call is not None:
            self._call.drop()
        self._call, self._then, self._is_new = None, None, False
        self.changed.emit()

    def _on_answer(self, answer: PinAnswer) -> None:
        self._call = None
        if answer.is_right:
            self._go_on()
            return
        if answer.wait_s > 0:
            minutes = math.ceil(answer.wait_s / 60)
            self._note = translate("Pin", "Too many wrong tries. Minutes to wait: {count}").format(
                count=minutes
            )
        else:
            left = answer.tries_left
            self._note = translate("Pin", "Not quite. Tries left: {count}").format(count=left)
        self.changed.emit()
        self.wrong.emit()

    def _go_on(self) -> None:
        then = self._then
        self._call, self._then, self._is_new = None, None, False
        self.changed.emit()
        if then is not None:
            then()

    def _on_failed(self, error: BaseException) -> None:
        self._call = None
        self._note = translate("Pin", "This device can't look it up just now.")
        self.changed.emit()
        raise error
