"""Opens the app for a tour, leads it, and takes everything down again."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QGuiApplication
from rich.console import Console

from playhead import PlayerError
from playhead_app.app_window import AppWindow, application
from playhead_app.commands.request import TourRequest
from playhead_app.composition import Composition
from playhead_app.downloads.desk import DownloadDesk
from playhead_app.process import use_few_arenas
from playhead_app.reporter import Reporter
from playhead_app.sources import choose_source
from playhead_app.tour import short, whole
from playhead_app.tour.proof import tell
from playhead_app.tour.visitor import Visitor, VisitorLostError

__all__ = ["run"]


def run(plan: TourRequest) -> int:
    """Run the tour and return 0 if pictures were really shown, 1 otherwise."""
    use_few_arenas()
    application()
    plan.out.mkdir(parents=True, exist_ok=True)
    console = Console()
    reporter = Reporter()
    reporter.install()
    # A tour is a first start: it remembers nothing, and leaves nothing but its pictures.
    with TemporaryDirectory(prefix="playhead-tour-") as folder:
        return _lead(plan, Path(folder), reporter, console)


def _lead(plan: TourRequest, folder: Path, reporter: Reporter, console: Console) -> int:
    source = choose_source(None)
    composition = Composition(
        source.catalogue,
        reporter=reporter,
        services=source.services,
        account=source.account if plan.is_whole else None,
        download_desk=DownloadDesk(folder) if plan.is_whole else None,
        personal=source.personal,
    )
    composition.model.downloads.begin()
    window = AppWindow(composition)
    visitor = Visitor(window, plan.out, pace=plan.pace)
    try:
        room = QGuiApplication.primaryScreen().size()
        width, height = plan.size
        window.show(width=min(width, room.width()), height=min(height, room.height()))
        if plan.is_whole:
            seen = whole.visit(composition, visitor, plan.seconds, plan.language, console)
        else:
            seen = short.visit(composition, visitor, plan.seconds, console)
        return tell(seen, visitor, plan.out, reporter, console)
    except (VisitorLostError, PlayerError) as error:
        console.print(f"The tour broke off: {error}.", style="red", markup=False)
        visitor.keep("broken-off")
        return 1
    finally:
        window.close()
