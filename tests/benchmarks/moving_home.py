"""How smoothly the focus moves on the home page: time from one frame to the next while keys are pressed.

    python tests/benchmarks/moving_home.py [width height]

Needs a display with GL (Xvfb will do: figures of a software renderer are lower bounds).
"""

import importlib.util
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from playhead_app.app_window import AppWindow, application
from playhead_app.catalogue import Artwork
from playhead_app.composition import Composition
from playhead_app.reporter import Reporter
from playhead_app.tour.visitor import Visitor

PRESSES = 24


def stand_ins() -> ModuleType:
    """Load the catalogue and the player that the tests use."""
    root = Path(__file__).parents[2]
    sys.path.insert(0, str(root))
    path = root / "tests" / "app" / "conftest.py"
    spec = importlib.util.spec_from_file_location("app_stand_ins", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["app_stand_ins"] = module
    spec.loader.exec_module(module)
    return module


def artwork(folder: Path) -> Artwork:
    """One picture of each shape, as files."""
    urls: list[str] = []
    for name, width, height in (("poster", 424, 636), ("still", 744, 418), ("hero", 1920, 1080)):
        picture = QImage(width, height, QImage.Format.Format_RGB32)
        picture.fill(QColor("#8a5a3a"))
        path = folder / f"{name}.jpg"
        picture.save(str(path))
        urls.append(path.as_uri())
    return Artwork(*urls, tint="#3a2a4a")


def frames_while(visitor: Visitor, window: AppWindow, key: Qt.Key) -> list[float]:
    """Press a key at a thumb's pace and return the milliseconds between frames while something moved."""
    stamps: list[float] = []
    window.window.frameSwapped.connect(lambda: stamps.append(time.perf_counter()))
    for _ in range(PRESSES):
        visitor.press(key, rest_s=0.2)
    gaps = [(after - before) * 1000 for before, after in pairwise(stamps)]
    return sorted(gap for gap in gaps if gap < 500)


def main() -> None:
    """Measure right and down."""
    width, height = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (1920, 1080)
    application()
    module = stand_ins()
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        art = artwork(Path(folder))
        catalogue = module.StandInCatalogue(artwork=lambda _: art, rows=100, tiles=100)
        composition = Composition(
            catalogue, reporter=Reporter(), player_factory=lambda _: module.FakePlayer()
        )
        window = AppWindow(composition)
        begun = time.perf_counter()
        window.show(width=width, height=height)
        visitor = Visitor(window, Path(folder))
        visitor.until(lambda: composition.model.home.phase == "ready", "the home page")
        sys.stdout.write(f"{width} × {height}, home ready after {time.perf_counter() - begun:.2f} s\n")
        visitor.rest(2)
        visitor.press(Qt.Key.Key_Down, rest_s=1)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            gaps = frames_while(visitor, window, key)
            p95 = gaps[int(len(gaps) * 0.95)]
            sys.stdout.write(
                f"{key.name}: {len(gaps)} frames, p50 {statistics.median(gaps):.0f} ms, p95 {p95:.0f} ms\n"
            )
        window.close()


if __name__ == "__main__":
    main()
