"""The menu of playback speeds."""

from PySide6.QtCore import QLocale

from playhead_app.qt import translate
from playhead_app.viewmodels.choices import Choice

__all__ = ["speed_choices", "speed_of"]

_SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)


def speed_choices(speed: float) -> list[Choice]:
    """Return one line for each speed, the slowest first."""
    return [Choice(str(each), _name(each), "", each == speed) for each in _SPEEDS]


def speed_of(choice_id: str) -> float:
    """Return the speed of a line; normal for none of ours."""
    return next((each for each in _SPEEDS if str(each) == choice_id), 1.0)


def _name(speed: float) -> str:
    if speed == 1.0:
        return translate("Speeds", "Normal")
    return translate("Speeds", "{factor} ×").format(factor=QLocale().toString(speed, "g", 3))
