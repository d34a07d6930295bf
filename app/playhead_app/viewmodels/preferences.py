"""What a viewer can set: language, calmer motion, larger text."""

from PySide6.QtCore import QObject, QSettings, Signal

from playhead_app.i18n import LANGUAGES, language_of
from playhead_app.qt import qproperty, slot

__all__ = ["Preferences"]

# Up to 200%, as accessibility guidelines ask; each page must hold it.
_TEXT_SCALES = (1.0, 1.15, 1.3, 1.5, 2.0)
# In the order of the setting; none is the system's.
_CODES = ("", *(language.code for language in LANGUAGES))


class Preferences(QObject):
    """Settings that outlive the app: each profile's own, over the device's.

    Args:
        store: The device's, where the system keeps such things; None forgets them with the process.
    """

    changed = Signal()
    language_changed = Signal(str)
    """ISO 639-1 code of what the viewer chose; empty for the system's own."""
    kept = Signal(str, str)
    """The viewer at the remote control has set this: name and value, to be kept for them."""

    def __init__(self, store: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._own: dict[str, str] | None = None
        self._read()

    def _read(self) -> None:
        self._is_motion_reduced = self.stored("reduced-motion") == "yes"
        self._text_step = min(max(0, _whole(self.stored("text-step"))), len(_TEXT_SCALES) - 1)
        self._is_skipping = self.stored("skip-intros") == "yes"
        stored = language_of(self.stored("language"))
        self._language = stored.code if stored else ""

    @slot(dict)
    def adopt(self, own: dict[str, str]) -> None:
        """Show everything as somebody has set it; what they have not set is as the device has it."""
        self._own = dict(own)
        before = self._language
        self._read()
        self.changed.emit()
        if self._language != before:
            self.language_changed.emit(self._language)

    @qproperty(bool, notify=changed)
    def is_motion_reduced(self) -> bool:
        """Whether moves are fades."""
        return self._is_motion_reduced

    @qproperty(int, notify=changed)
    def text_step(self) -> int:
        """0 for normal text, then larger."""
        return self._text_step

    @qproperty(float, notify=changed)
    def text_scale(self) -> float:
        """How much larger than normal the text is."""
        return _TEXT_SCALES[self._text_step]

    @qproperty(str, notify=changed)
    def language(self) -> str:
        """ISO 639-1 code of the chosen language; empty for the system's own."""
        return self._language

    @qproperty(str, notify=changed)
    def language_name(self) -> str:
        """The chosen language in its own words; empty for the system's own."""
        chosen = language_of(self._language)
        return chosen.name if chosen else ""

    @slot(bool)
    def reduce_motion(self, is_reduced: bool) -> None:
        """Make moves fades, or moves again."""
        self._is_motion_reduced = is_reduced
        self.keep("reduced-motion", "yes" if is_reduced else "no")

    @qproperty(bool, notify=changed)
    def is_skipping(self) -> bool:
        """Whether intros and recaps are skipped unasked."""
        return self._is_skipping

    @slot(bool)
    def skip_intros(self, is_skipping: bool) -> None:
        """Skip intros and recaps unasked, or offer it."""
        self._is_skipping = is_skipping
        self.keep("skip-intros", "yes" if is_skipping else "no")

    @slot()
    def next_text_step(self) -> None:
        """Go round through the text sizes."""
        self._text_step = (self._text_step + 1) % len(_TEXT_SCALES)
        self.keep("text-step", str(self._text_step))

    @slot()
    def next_language(self) -> None:
        """Go round through the system's language and all that the app speaks."""
        self._language = _CODES[(_CODES.index(self._language) + 1) % len(_CODES)]
        self.keep("language", self._language)
        self.language_changed.emit(self._language)

    def stored(self, key: str) -> str:
        """Return a setting as it is kept; empty if the viewer has never set it."""
        if self._own is not None and key in self._own:
            return self._own[key]
        return str(self._store.value(key, "")) if self._store is not None else ""

    def keep(self, key: str, value: str) -> None:
        """Keep a setting; an empty value is as it comes."""
        if self._own is not None:
            self._own[key] = value
            self.kept.emit(key, value)
        elif self._store is not None:
            self._store.setValue(key, value)
        self.changed.emit()


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else 0
