"""The language in use: Qt's translator, its locale and its reading direction, changed together."""

import logging

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QGuiApplication

from playhead_app.i18n.languages import Language, best_of, language_of
from playhead_app.i18n.texts import compiled

__all__ = ["Translations"]

_log = logging.getLogger(__name__)


class Translations(QObject):
    """What the app speaks. One for the process, because Qt's translators are."""

    changed = Signal()
    """Another language: whoever keeps texts makes them anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator: QTranslator | None = None
        self._language = Language("", "", "")

    @property
    def language(self) -> Language:
        """What is spoken now."""
        return self._language

    def use(self, code: str) -> None:
        """Speak a language from now on.

        Args:
            code: ISO 639-1; empty, or one that the app doesn't speak, for the system's own.
        """
        language = language_of(code) or best_of(QLocale.system().uiLanguages())
        if language == self._language:
            return
        self._language = language
        self._put_away()
        self._translator = _load(language, self)
        if self._translator is not None:
            QCoreApplication.installTranslator(self._translator)
        QLocale.setDefault(_locale(language))
        QGuiApplication.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if language.is_right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self.changed.emit()

    def stop(self) -> None:
        """Give the process back as it was: translator, locale and direction belong to it, not to a window."""
        self._put_away()
        QLocale.setDefault(QLocale.system())
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _put_away(self) -> None:
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator.deleteLater()
            self._translator = None


def _load(language: Language, parent: QObject) -> QTranslator | None:
    try:
        path = compiled(language)
    except (RuntimeError, OSError) as error:
        _log.warning("the texts in %s can't be had: %s", language.name, error)
        return None
    translator = QTranslator(parent)
    if not translator.load(str(path)):
        _log.warning("Qt can't read %s", path.name)
        return None
    return translator


def _locale(language: Language) -> QLocale:
    """Return the system's locale if it speaks this language: it knows the country, and the viewer's clock."""
    system = QLocale.system()
    return system if language_of(system.name()) == language else QLocale(language.locale)
