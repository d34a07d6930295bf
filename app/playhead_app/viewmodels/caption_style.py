"""How captions look, as the viewer wants it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from playhead_app.qt import qproperty, slot, translate
from playhead_app.viewmodels.preferences import Preferences

__all__ = ["CaptionStyle"]


@dataclass(frozen=True, slots=True)
class _Step:
    """One value of a setting: how it is kept, what it means, and what it is called."""

    key: str
    value: float | str
    name: Callable[[], str]


_SIZES = (
    _Step("small", 0.75, lambda: translate("CaptionStyle", "Small")),
    _Step("", 1.0, lambda: translate("CaptionStyle", "Normal")),
    _Step("large", 1.35, lambda: translate("CaptionStyle", "Large")),
    _Step("huge", 1.8, lambda: translate("CaptionStyle", "Very large")),
)
# The colours of CTA-708's presets that can be read on any film.
_COLOURS = (
    _Step("", "#FFFFFF", lambda: translate("CaptionStyle", "White")),
    _Step("yellow", "#FFE45C", lambda: translate("CaptionStyle", "Yellow")),
    _Step("cyan", "#6FE9F5", lambda: translate("CaptionStyle", "Cyan")),
    _Step("green", "#86EFA0", lambda: translate("CaptionStyle", "Green")),
)
_GROUNDS = (
    _Step("", 0.62, lambda: translate("CaptionStyle", "Dark glass")),
    _Step("solid", 1.0, lambda: translate("CaptionStyle", "Black")),
    _Step("none", 0.0, lambda: translate("CaptionStyle", "None")),
)
_EDGES = (
    _Step("", "none", lambda: translate("CaptionStyle", "None")),
    _Step("outline", "outline", lambda: translate("CaptionStyle", "Outline")),
    _Step("shadow", "raised", lambda: translate("CaptionStyle", "Shadow")),
)
_PLACES = (
    _Step("", "bottom", lambda: translate("CaptionStyle", "Below")),
    _Step("top", "top", lambda: translate("CaptionStyle", "Above")),
)
_SETTINGS: dict[str, Sequence[_Step]] = {
    "caption-size": _SIZES,
    "caption-colour": _COLOURS,
    "caption-ground": _GROUNDS,
    "caption-edge": _EDGES,
    "caption-place": _PLACES,
}


_USUAL = "usual"


class CaptionStyle(QObject):
    """Five settings, each a few steps to go round through; kept among the viewer's preferences.

    Args:
        system: What the system's accessibility settings say; counts where the viewer has said nothing.
    """

    changed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        system: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._system = system
        preferences.changed.connect(self.changed)

    @qproperty(float, notify=changed)
    def size(self) -> float:
        """Times the normal height of the letters."""
        return float(self._step("caption-size").value)

    @qproperty(str, notify=changed)
    def colour(self) -> str:
        """Of the letters, where the author gave none."""
        return str(self._step("caption-colour").value)

    @qproperty(float, notify=changed)
    def ground(self) -> float:
        """How dark the glass behind the words is, 0 to 1."""
        return float(self._step("caption-ground").value)

    @qproperty(str, notify=changed)
    def edge(self) -> str:
        """`none`, `outline` or `raised`."""
        return str(self._step("caption-edge").value)

    @qproperty(str, notify=changed)
    def place(self) -> str:
        """`bottom` or `top`: where captions stand that the author put nowhere."""
        return str(self._step("caption-place").value)

    @qproperty(bool, notify=changed)
    def is_changed(self) -> bool:
        """Whether anything is not as it comes."""
        return any(self._preferences.stored(setting) for setting in _SETTINGS)

    @slot(str, result=str)
    def name_of(self, setting: str) -> str:
        """Return what a setting's present value is called."""
        return self._step(setting).name()

    @slot(str)
    def turn(self, setting: str) -> None:
        """Go to a setting's next value."""
        steps = _SETTINGS[setting]
        place = steps.index(self._step(setting))
        key = steps[(place + 1) % len(steps)].key
        # Where the system has another opinion, the usual value is a choice as well.
        self._preferences.keep(setting, key or (_USUAL if setting in self._system else ""))

    @slot()
    def reset(self) -> None:
        """Make everything as it comes."""
        for setting in _SETTINGS:
            if self._preferences.stored(setting):
                self._preferences.keep(setting, "")

    def _step(self, setting: str) -> _Step:
        kept = self._preferences.stored(setting) or self._system.get(setting, "")
        steps = _SETTINGS[setting]
        usual = next(step for step in steps if step.key == "")
        return next((step for step in steps if step.key == kept), usual)
