"""Ten thousand titles from the network: frames while the focus moves, memory after walking through all.

    python tests/benchmarks/large_catalogue.py [titles [width height]]

The service runs in a process of its own. Needs a display with GL (Xvfb will do: figures of a software
renderer are lower bounds).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Q_ARG, QMetaObject, Qt

from playhead_app.app_window import AppWindow, application
from playhead_app.catalogue.client import CatalogueClient
from playhead_app.composition import Composition
from playhead_app.process import use_few_arenas
from playhead_app.reporter import Reporter
from playhead_app.sources import FixedEndpoint
from playhead_app.tour.visitor import Visitor

PRESSES = 30
# `Theme.moveTime`: for so long after a key something moves.
MOVE_S = 0.16
SERVE = """
import sys
from pathlib import Path
from playhead_app.demo import DemoService
with DemoService(Path(sys.argv[1]), makes_films=False, extra_titles=int(sys.argv[2])) as service:
    print(service.graphql_url, flush=True)
    sys.stdin.read()
"""


def resident_mb() -> float:
    """Return this process's resident memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def frames_while(visitor: Visitor, window: AppWindow, key: Qt.Key) -> list[float]:
    """Press a key at a thumb's pace and return the milliseconds between frames while something moves.

    Between two moves nothing is drawn: those pauses are no frames and are left out.
    """
    stamps: list[float] = []
    pressed: list[float] = []
    listening = window.window.frameSwapped.connect(lambda: stamps.append(time.perf_counter()))
    for _ in range(PRESSES):
        pressed.append(time.perf_counter())
        visitor.press(key, rest_s=0.25)
    window.window.disconnect(listening)
    gaps: list[float] = []
    for began in pressed:
        moving = [stamp for stamp in stamps if began <= stamp <= began + MOVE_S]
        gaps += [(after - before) * 1000 for before, after in pairwise(moving)]
    return sorted(gaps)


def walk_genres(visitor: Visitor, window: AppWindow, composition: Composition) -> int:
    """Go down through every genre's page to its end; returns how many tiles were passed."""
    passed = 0
    model = composition.model
    model.search.open()
    visitor.until(lambda: bool(model.search.genres), "the genres")
    routes = window.find("routes")
    assert routes is not None
    for genre in model.search.genres:
        QMetaObject.invokeMethod(routes, "openGenre", Q_ARG(str, genre))
        grid = model._grids[-1]
        visitor.until(lambda grid=grid: grid.phase == "ready", genre)
        while grid.cards._cursor is not None or grid.cards.position < grid.cards.count - 20:
            visitor.press(Qt.Key.Key_Down, times=4, rest_s=0.015)
        passed += grid.cards.count
        sys.stdout.write(f"  {genre}: {grid.cards.count} titles, {resident_mb():.0f} MB\n")
        sys.stdout.flush()
        visitor.press(Qt.Key.Key_Escape, rest_s=0.5)
    return passed


def main() -> None:
    """Measure right, down and memory."""
    titles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    width, height = (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 3 else (1280, 720)
    use_few_arenas()
    application()
    with tempfile.TemporaryDirectory() as folder:
        # Posters that were painted before need not be painted while we measure.
        cache = os.environ.get("PLAYHEAD_CACHE_DIR", folder)
        command = [sys.executable, "-c", SERVE, cache, str(titles)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as service:
            assert service.stdout is not None
            assert service.stdin is not None
            client = CatalogueClient(FixedEndpoint(service.stdout.readline().strip()))
            composition = Composition(
                client, reporter=Reporter(), services=(client,), personal=client.personal
            )
            window = AppWindow(composition)
            begun = time.perf_counter()
            window.show(width=width, height=height)
            visitor = Visitor(window, Path(folder))
            visitor.until(lambda: composition.model.home.phase == "ready", "the home page")
            ready_s = time.perf_counter() - begun
            sys.stdout.write(f"{titles} titles, {width} × {height}, home ready after {ready_s:.2f} s\n")
            visitor.rest(20)  # the service paints its posters when they are first asked for
            visitor.press(Qt.Key.Key_Down, times=12, rest_s=0.6)
            for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
                gaps = frames_while(visitor, window, key)
                if not gaps:
                    sys.stdout.write(f"{key.name}: the machine is too busy to draw two frames in a move\n")
                    continue
                p95 = gaps[int(len(gaps) * 0.95)]
                p50 = statistics.median(gaps)
                sys.stdout.write(f"{key.name}: {len(gaps)} frames, p50 {p50:.0f} ms, p95 {p95:.0f} ms\n")
            before_mb = resident_mb()
            passed = walk_genres(visitor, window, composition)
            sys.stdout.write(
                f"{passed} tiles passed: {before_mb:.0f} MB before, {resident_mb():.0f} MB after\n"
            )
            window.close()
            service.stdin.close()


if __name__ == "__main__":
    main()
