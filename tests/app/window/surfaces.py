"""Play a title in the page, in the small window and in libVLC's own; print as JSON what is on the screen."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[3]))

import logging

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSettings, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent, QWindow

from playhead_app.app_window import AppWindow, application
from playhead_app.composition import Composition
from playhead_app.reporter import Reporter
from playhead_app.surface import is_blended
from playhead_app.tour.visitor import Visitor, check_pictures
from tests.app.conftest import OneFilm

_ACCENT = QColor("#FFB454")
_PICTURE = QRect(0, 0, 960, 540)
_KEY = Qt.Key


class Viewer:
    """Somebody who looks at the screen, not at the app."""

    def __init__(self, url: str, folder: Path) -> None:
        self.folder = folder
        self.reporter = Reporter()
        kept = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        kept.clear()
        self.composition = Composition(OneFilm(url), reporter=self.reporter, preferences_store=kept)
        self.model = self.composition.model
        self.window = AppWindow(self.composition)
        self.window.window.setPosition(0, 0)
        self.window.show(width=_PICTURE.width(), height=_PICTURE.height())
        self.visitor = Visitor(self.window, folder)

    def until(self, claim: Callable[[], bool], what: str) -> None:
        self.visitor.until(claim, what, timeout_s=20)

    def press(self, window: QWindow, key: Qt.Key) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.postEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    def top(self) -> str:
        stack = self.window.find("stack")
        page = stack.property("currentItem") if stack is not None else None
        return page.objectName() if page is not None else ""

    def other(self, name: str) -> QWindow | None:
        shown = (w for w in QGuiApplication.allWindows() if w.objectName() == name and w.isVisible())
        return next(shown, None)

    def screen(self, name: str, area: QRect = _PICTURE) -> QImage:
        """Return what is really on the screen, and keep it for people."""
        image = QGuiApplication.primaryScreen().grabWindow(0).toImage()
        image.save(str(self.folder / f"{name}.png"))
        return image.copy(area)

    def moves(self, name: str, area: QRect = _PICTURE) -> bool:
        """Whether pictures move on this part of the screen."""
        pictures = []
        for _ in range(3):
            pictures.append(self.screen(name, area))
            self.visitor.rest(0.3)
        return check_pictures(pictures).is_moving

    def state(self) -> dict[str, int]:
        snapshot = self.model.playback._snapshot  # the figures as they are, not as they are told
        assert snapshot is not None
        return {"shown": snapshot.stats.frames_shown, "stalls": snapshot.stats.stalls}


def amber(image: QImage) -> int:
    """Return how many pixels are of the focus's colour."""
    near = 0
    for y in range(0, image.height(), 2):
        for x in range(0, image.width(), 2):
            colour = image.pixelColor(x, y)
            off = abs(colour.red() - _ACCENT.red()) + abs(colour.green() - _ACCENT.green())
            near += off + abs(colour.blue() - _ACCENT.blue()) < 40
    return near


def white(image: QImage) -> int:
    """Return how many pixels are as bright as letters are."""
    spots = ((x, y) for y in range(image.height()) for x in range(image.width()))
    colours = (image.pixelColor(x, y) for x, y in spots)
    return sum(min(colour.red(), colour.green(), colour.blue()) > 225 for colour in colours)


def watch_small(viewer: Viewer) -> dict[str, object]:
    """Shrink the picture, move it, and make it large again."""
    small = viewer.model.picture_in_picture
    stamps: list[float] = []
    display = viewer.composition.surface.display

    def seen() -> None:
        stamps.append(monotonic())
        display()

    viewer.composition.surface.display = seen  # type: ignore[method-assign]
    viewer.press(viewer.window.window, _KEY.Key_P)
    viewer.until(lambda: viewer.other("picture-in-picture") is not None, "the small window")
    viewer.until(lambda: viewer.top() == "home", "the page below")
    told: dict[str, object] = {"corner": small.corner}
    window = viewer.other("picture-in-picture")
    assert window is not None
    viewer.visitor.rest(0.4)
    told["moves"] = viewer.moves("small-right", window.geometry())
    told["home_is_there"] = amber(viewer.screen("small-home"))
    viewer.press(viewer.window.window, _KEY.Key_P)
    viewer.until(lambda: QGuiApplication.focusWindow() == window, "the small window's keys")
    viewer.press(window, _KEY.Key_Left)
    viewer.press(window, _KEY.Key_Up)
    viewer.until(lambda: window.x() < 100 and window.y() < 100, "the other corner")
    viewer.visitor.rest(0.3)
    told["moved_to"] = small.corner
    told["moves_there"] = viewer.moves("small-left", window.geometry())
    told["has_ring"] = amber(viewer.screen("small-ring", window.geometry()))
    viewer.press(window, _KEY.Key_Return)
    viewer.until(lambda: viewer.top() == "player", "the large picture")
    viewer.until(lambda: viewer.other("picture-in-picture") is None, "the end of the small window")
    viewer.visitor.rest(0.3)
    told["moves_large"] = viewer.moves("large")
    told["longest_gap_s"] = max((after - before for before, after in pairwise(stamps)), default=99.0)
    return told


def watch_in_own_window(viewer: Viewer) -> dict[str, object]:
    """Let libVLC draw by itself, look through the window above, and come back."""
    screen, before = viewer.model.screen, viewer.state()["shown"]
    viewer.model.playback.captions.choose("text-en-english-subtitle")
    viewer.model.playback.seek_to(1.0)
    screen.next_choice()
    screen.next_choice()
    viewer.until(lambda: viewer.other("over-picture") is not None, "the window above the picture")
    above = viewer.other("over-picture")
    assert above is not None
    viewer.until(lambda: viewer.state()["shown"] > before + 25, "pictures in libVLC's window")
    viewer.until(lambda: QGuiApplication.focusWindow() == above, "the keys of the window above")
    viewer.press(above, _KEY.Key_Escape)
    viewer.visitor.rest(1.0)
    middle = QRect(300, 120, 360, 180)
    told: dict[str, object] = {"choice": screen.choice, "is_blended": is_blended(), "line": screen.stats}
    told["moves"] = viewer.moves("own-window", middle)
    told["caption"] = white(viewer.screen("own-caption", QRect(200, 440, 560, 90)))
    viewer.press(above, _KEY.Key_Up)
    viewer.visitor.rest(0.8)
    told["overlay"] = amber(viewer.screen("own-overlay", QRect(0, 380, 960, 160)))
    told["moves_below_overlay"] = viewer.moves("own-overlay-moves", middle)
    viewer.model.playback.seek_to(1.0)
    viewer.press(above, _KEY.Key_P)
    viewer.until(lambda: viewer.other("picture-in-picture") is not None, "the small window")
    viewer.until(lambda: viewer.other("over-picture") is None, "the end of the window above")
    window = viewer.other("picture-in-picture")
    assert window is not None
    viewer.until(lambda: viewer.top() == "home", "the page below")
    viewer.press(viewer.window.window, _KEY.Key_P)
    viewer.until(lambda: QGuiApplication.focusWindow() == window, "the small window's keys")
    viewer.visitor.rest(0.5)
    told["moves_small"] = viewer.moves("own-small", window.geometry())
    viewer.press(window, _KEY.Key_Return)
    viewer.until(lambda: viewer.other("over-picture") is not None, "the window above, again")
    viewer.visitor.rest(0.5)
    told["moves_again"] = viewer.moves("own-again", middle)
    screen.next_choice()
    screen.next_choice()
    shown = viewer.composition.surface.frames_shown
    viewer.until(lambda: viewer.composition.surface.frames_shown > shown + 10, "pictures in the page again")
    viewer.visitor.rest(0.5)
    told["moves_in_page"] = viewer.moves("page-again", middle)
    told["choice_after"] = screen.choice
    return told


def main() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    application()
    folder = Path(os.environ.get("PICTURES", "") or tempfile.mkdtemp())
    viewer = Viewer(sys.argv[1], folder)
    viewer.until(lambda: viewer.model.home.phase == "ready", "home")
    viewer.window.window.requestActivate()
    viewer.until(lambda: QGuiApplication.focusWindow() == viewer.window.window, "the focus")
    viewer.press(viewer.window.window, _KEY.Key_Return)
    viewer.until(lambda: viewer.composition.surface.frames_shown > 5, "the first picture")
    viewer.until(lambda: viewer.top() == "player", "the player page")
    viewer.visitor.rest(0.5)
    seen = {"small": watch_small(viewer), "own": watch_in_own_window(viewer), "end": viewer.state()}
    ended = viewer.window.close()
    sys.stdout.write(json.dumps({**seen, "ended": ended, "errors": viewer.reporter.count}) + "\n")


if __name__ == "__main__":
    main()
