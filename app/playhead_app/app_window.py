"""One window: Qt's application, its fonts, the QML engine, and the order in which all of it goes down."""

import logging
import os
import sys
from pathlib import Path

# Before QtMultimedia is imported: it complains about a missing PipeWire, which we have no use for.
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.symbolsresolver=false")

import shiboken6
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from playhead_app.artwork_cache import ArtworkNetwork, artwork_folder
from playhead_app.composition import Composition
from playhead_app.i18n.translations import Translations
from playhead_app.resources import assets_folder, fonts, glyphs, qml_folder

__all__ = ["AppWindow", "application", "load_fonts"]

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("playhead_app.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_FAMILY = "Inter"


def application() -> QGuiApplication:
    """Return the process's Qt application, made if there is none yet."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    app = QGuiApplication(sys.argv[:1])
    app.setApplicationName("playhead")
    app.setApplicationDisplayName("Playhead")
    app.setOrganizationName("Playhead")
    app.setDesktopFileName("playhead")
    app.setWindowIcon(QIcon(str(assets_folder() / "playhead.svg")))
    qInstallMessageHandler(_on_qt_message)
    return app


def load_fonts() -> str:
    """Load the bundled fonts and return the family to use; the system's own if they are missing."""
    for path in fonts():
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            _log.warning("Qt cannot load the font %s", path.name)
    return _FAMILY if _FAMILY in QFontDatabase.families() else QGuiApplication.font().family()


class AppWindow:
    """One window on a composition.

    Args:
        is_player_alone: Show the player page only; going back closes the window.
    """

    def __init__(self, composition: Composition, *, is_player_alone: bool = False) -> None:
        self._composition = composition
        self._engine = QQmlApplicationEngine()
        self._artwork = ArtworkNetwork(artwork_folder())
        self._engine.setNetworkAccessManagerFactory(self._artwork)
        self._translations = Translations(self._engine)
        self._translations.use(composition.model.preferences.language)
        self._translations.changed.connect(self._engine.retranslate)
        self._translations.changed.connect(composition.model.retell)
        composition.model.preferences.language_changed.connect(self._translations.use)
        self._engine.setInitialProperties(
            {
                "app": composition.model,
                "desk": composition.desk,
                "pictures": composition.pictures,
                "family": load_fonts(),
                "glyphs": {
                    name: {"fill": glyph.fill, "stroke": glyph.stroke} for name, glyph in glyphs().items()
                },
                "playerAlone": is_player_alone,
            }
        )
        self._engine.load(QUrl.fromLocalFile(str(qml_folder() / "Main.qml")))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError("the app's QML does not load; the log has Qt's own words")
        self.window: QQuickWindow = roots[0]
        composition.screen.watch_page(self.window)

    def show(
        self, *, width: int | None = None, height: int | None = None, is_fullscreen: bool = False
    ) -> None:
        """Put the window on the screen."""
        if width and height:
            self.window.resize(width, height)
        if is_fullscreen:
            self.window.showFullScreen()
        else:
            self.window.show()

    def find(self, name: str) -> QObject | None:
        """Return the QML object with this `objectName`."""
        return self.window.findChild(QObject, name)

    def close(self) -> bool:
        """Take the window and all behind it down; returns whether everything ended in time."""
        self._composition.surface.detach()
        self._composition.screen.let_go()
        self._translations.stop()
        # QML first: its bindings must not see the view-models die.
        shiboken6.delete(self._engine)
        ended = self._composition.close()
        composition = self._composition
        if composition.loop.is_running:
            # It may still emit: whoever it emits on must live until the process ends.
            return False
        composition.screen.close()
        # Here and now: left to the garbage collector, Qt's objects might be collected on another thread.
        for owned in (composition.model, composition.port, composition.remote, composition.pictures):
            shiboken6.delete(owned)
        return ended


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    place = f" ({Path(context.file).name}:{context.line})" if context.file else ""
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s%s", text, place)
