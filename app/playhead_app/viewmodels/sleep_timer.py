"""Stops playback after a while, for viewers who fall asleep."""

from PySide6.QtCore import QObject, QTimer, Signal

from playhead_app.qt import qproperty, slot, translate
from playhead_app.viewmodels.choices import Choice, Choices

__all__ = ["SleepTimer"]

_MINUTES = (15, 30, 45, 60, 90)
_AT_END = "end"
_MS_PER_MINUTE = 60_000


class SleepTimer(QObject):
    """The menu and what it sets off."""

    changed = Signal()
    expired = Signal()

    def __init__(self, parent: QObject | None = None, *, minute_ms: int = _MS_PER_MINUTE) -> None:
        super().__init__(parent)
        self._minute_ms = minute_ms
        self._choice = ""
        self._choices = Choices(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        self.retell()

    @qproperty(QObject)
    def choices(self) -> Choices:
        """Off, a number of minutes, or the title's end."""
        return self._choices

    @qproperty(bool, notify=changed)
    def is_set(self) -> bool:
        """Whether playback will stop by itself."""
        return self._choice != ""

    @property
    def is_at_end(self) -> bool:
        """Whether nothing may follow the title that plays."""
        return self._choice == _AT_END

    @slot(str)
    def choose(self, choice_id: str) -> None:
        """Set it; an empty choice switches it off."""
        self._choice = choice_id
        self._timer.stop()
        if choice_id.isdigit():
            self._timer.start(int(choice_id) * self._minute_ms)
        self.retell()
        self.changed.emit()

    def reach_end(self) -> None:
        """The title has ended: what was to happen then has happened."""
        if self.is_at_end:
            self.choose("")

    def retell(self) -> None:
        """Say the lines anew, in another language."""
        lines = [
            ("", translate("SleepTimer", "Off")),
            *(
                (str(count), translate("SleepTimer", "{count} minutes").format(count=count))
                for count in _MINUTES
            ),
            (_AT_END, translate("SleepTimer", "At the end of this title")),
        ]
        self._choices.show([Choice(each, label, "", each == self._choice) for each, label in lines])

    def _on_timeout(self) -> None:
        self.choose("")
        self.expired.emit()
