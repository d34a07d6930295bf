"""Titles opened, played for two seconds and closed, one after another: what is left of them.

    python3 run.py bench titles_in_a_row [--titles 200] [--seconds 2]

The whole app with libVLC on a service in a process of its own, driven by keys: a title's page, Play, stop,
back. Threads and file handles are compared with what was there after the first titles, when all that lives as
long as the process does has been made. Exit code 1 if any of the goals is missed.
"""

import argparse
import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import Q_ARG, QMetaObject, Qt

from playhead_app.app_window import AppWindow, application
from playhead_app.catalogue.client import CatalogueClient
from playhead_app.composition import Composition
from playhead_app.process import use_few_arenas
from playhead_app.reporter import Reporter
from playhead_app.sources import FixedEndpoint
from playhead_app.tour.visitor import Visitor

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".cache" / "titles-in-a-row"
TITLES = ("the-long-dusk", "last-tram-home", "lanterns-below")
ONE_FILM_TITLES = ("0-0", "0-2", "0-4")
# By then everything has been made that is made once: threads of pools, the loader of pictures.
WARM_AFTER = 4
GROWTH_LIMIT_MB = 40.0
SERVE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from playhead_app.demo import DemoService
from tests.end2end.conftest import make_films
folder = Path(sys.argv[2])
if not (folder / "films-are-made").exists():
    make_films(folder)
    (folder / "films-are-made").touch()
with DemoService(folder, makes_films=False) as service:
    print(service.graphql_url, flush=True)
    sys.stdin.read()
"""


@dataclass(frozen=True, slots=True)
class Household:
    """What the process holds at one moment, with nothing playing.

    Attributes:
        memory_mb: Resident.
        threads: By name; those of libraries have theirs too.
        handles: What is open, by where it leads.
    """

    memory_mb: float
    threads: Counter[str]
    handles: Counter[str]


def household() -> Household:
    """Look around."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    threads: Counter[str] = Counter()
    for task in Path("/proc/self/task").iterdir():
        threads[(task / "comm").read_text().strip()] += 1
    handles: Counter[str] = Counter()
    for link in Path("/proc/self/fd").iterdir():
        try:
            handles[_kind(str(link.readlink()))] += 1
        except FileNotFoundError:
            continue  # the listing's own
    memory_mb = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return Household(memory_mb, threads, handles)


def _kind(target: str) -> str:
    return target.partition(":[")[0]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was left after all titles.

    Attributes:
        growth_mb: Since the titles that warm up; `whole_growth_mb` since the home page.
        threads, handles: What is there now and was not after the titles that warm up.
        frames: Pictures shown.
    """

    titles: int
    growth_mb: float
    whole_growth_mb: float
    threads: dict[str, int]
    handles: dict[str, int]
    frames: int
    errors: int

    @property
    def is_good(self) -> bool:
        """Whether nothing was left."""
        return not (self.threads or self.handles or self.errors) and self.growth_mb < GROWTH_LIMIT_MB


class Sitting:
    """A viewer who opens one title after another."""

    def __init__(
        self,
        composition: Composition,
        window: AppWindow,
        visitor: Visitor,
        seconds: float,
        titles: Sequence[str],
    ) -> None:
        self._composition = composition
        self._window = window
        self._visitor = visitor
        self._seconds = seconds
        self.titles = titles

    def watch(self, title_id: str) -> None:
        """Open a title's page, play it for a while, and come back home."""
        visitor, model, surface = self._visitor, self._composition.model, self._composition.surface
        QMetaObject.invokeMethod(self._window.window, "openDetails", Q_ARG(str, title_id))
        visitor.until(lambda: self._focus() == "details-play", f"the page of {title_id}")
        before = surface.frames_shown
        visitor.press(Qt.Key.Key_Return, rest_s=0.0)
        visitor.until(lambda: surface.frames_shown > before, f"the first picture of {title_id}")
        visitor.rest(self._seconds)
        visitor.press(Qt.Key.Key_MediaStop, rest_s=0.0)
        visitor.until(lambda: self._focus() == "details-play", "the way back to the title's page")
        visitor.press(Qt.Key.Key_Escape, rest_s=0.0)
        visitor.until(lambda: self._top() == "home" and model.playback.state == "idle", "home")

    def settle(self) -> Household:
        """Wait until what ends by itself has ended: the decoder's threads, connections that idle.

        By then the app has also given back what the last title left behind.
        """
        self._visitor.rest(2.5)
        return household()

    def _focus(self) -> str:
        item = self._window.window.activeFocusItem()
        return item.objectName() if item is not None else ""

    def _top(self) -> str:
        stack = self._window.find("stack")
        page = stack.property("currentItem") if stack is not None else None
        return page.objectName() if page is not None else ""


def fill_pool(composition: Composition) -> None:
    """Have the loop's pool start every thread it ever will: else it starts one whenever work overlaps."""

    async def keep_all_busy() -> None:
        await asyncio.gather(*(asyncio.to_thread(time.sleep, 0.05) for _ in range(40)))

    composition.loop.submit(keep_all_busy()).result()


def sit_through(sitting: Sitting, composition: Composition, titles: int, warm_after: int) -> Outcome:
    """Watch so many titles in a row, and tell what was left."""
    fill_pool(composition)
    first = sitting.settle()
    warm = first
    for number in range(titles):
        if number == warm_after:
            warm = sitting.settle()
        if number % 10 == 0:
            sys.stderr.write(_line(number, household()))
        sitting.watch(sitting.titles[number % len(sitting.titles)])
    last = sitting.settle()
    sys.stderr.write(_line(titles, last))
    return Outcome(
        titles=titles,
        growth_mb=round(last.memory_mb - warm.memory_mb, 1),
        whole_growth_mb=round(last.memory_mb - first.memory_mb, 1),
        threads=dict(last.threads - warm.threads),
        handles=dict(last.handles - warm.handles),
        frames=composition.surface.frames_shown,
        errors=composition.reporter.count,
    )


def _line(number: int, now: Household) -> str:
    return (
        f"  {number:4} titles: {now.memory_mb:6.1f} MB, {now.threads.total()} threads, "
        f"{now.handles.total()} handles\n"
    )


def on_service(url: str) -> Composition:
    """Put the app together on a service's catalogue."""
    client = CatalogueClient(FixedEndpoint(url))
    return Composition(client, reporter=Reporter(), services=(client,), personal=client.personal)


def on_one_film(url: str) -> Composition:
    """Put the app together on a catalogue in memory, in which every title is the same film."""
    sys.path.insert(0, str(ROOT))
    from tests.app.conftest import OneFilm

    return Composition(OneFilm(url), reporter=Reporter())


def measure(
    composition: Composition, names: Sequence[str], titles: int, seconds: float, warm_after: int
) -> Outcome:
    """Open the app and sit through its titles."""
    window = AppWindow(composition)
    window.show(width=1280, height=720)
    with tempfile.TemporaryDirectory() as folder:
        visitor = Visitor(window, Path(folder))
        visitor.until(lambda: composition.model.home.phase == "ready", "the home page")
        try:
            sitting = Sitting(composition, window, visitor, seconds, names)
            return sit_through(sitting, composition, titles, warm_after)
        finally:
            window.close()


def main() -> None:
    """Watch, and print what was left as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--titles", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--warm-after", type=int, default=WARM_AFTER)
    parser.add_argument("--film", help="a manifest to play as every title, instead of a service's films")
    options = parser.parse_args()
    use_few_arenas()
    application()
    with ExitStack() as stack:
        if options.film:
            composition, names = on_one_film(options.film), ONE_FILM_TITLES
        else:
            composition, names = on_service(stack.enter_context(service())), TITLES
        outcome = measure(composition, names, options.titles, options.seconds, options.warm_after)
    print(json.dumps(asdict(outcome)))
    sys.exit(0 if outcome.is_good else 1)


@contextmanager
def service() -> Iterator[str]:
    """Serve short films, kept from run to run, from a process of their own; gives the catalogue's address."""
    KEPT.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", SERVE, str(ROOT), str(KEPT)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        assert serving.stdin is not None
        yield serving.stdout.readline().strip()
        serving.stdin.close()


if __name__ == "__main__":
    main()
