"""The app shows itself: it browses and plays by keys, keeps pictures, and proves that it really played.

Nothing here knows a shortcut: the same window, catalogue, player and decoder as in the app, under whatever
display there is. The tour counts as a success only if frames were shown and the picture on the screen was
neither black nor standing still.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from rich.console import Console

from playhead import PlayerError
from playhead_app.app_window import AppWindow, application
from playhead_app.commands.session_files import save_report
from playhead_app.composition import Composition
from playhead_app.process import use_few_arenas
from playhead_app.reporter import Reporter
from playhead_app.sources import choose_source
from playhead_app.visitor import PictureCheck, Visitor, VisitorLostError, check_pictures

__all__ = ["run"]

_WIDTH, _HEIGHT = 1920, 1080
_FIRST_FILM_LIMIT_S = 600.0
_LOOK_EVERY_S = 1.0
_LEAST_FRAMES_A_SECOND = 10


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the tour came home with."""

    report: dict[str, Any]
    pictures: PictureCheck
    played_s: float

    @property
    def frames(self) -> int:
        return int(self.report.get("frames_shown", 0))

    @property
    def is_proof(self) -> bool:
        return self.pictures.is_moving and self.frames >= self.played_s * _LEAST_FRAMES_A_SECOND


def run(out: Path, seconds: float = 20.0) -> int:
    """Run the tour and return 0 if pictures were really shown, 1 otherwise.

    Args:
        out: Folder for pictures and reports; made if it isn't there.
        seconds: How long to play.
    """
    use_few_arenas()
    application()
    out.mkdir(parents=True, exist_ok=True)
    console = Console()
    reporter = Reporter()
    reporter.install()
    source = choose_source(None)
    composition = Composition(
        source.catalogue, reporter=reporter, services=source.services, personal=source.personal
    )
    window = AppWindow(composition)
    try:
        _show(window)
        seen = _visit(composition, Visitor(window, out), seconds, console)
        return _tell(seen, out, reporter, console)
    except (VisitorLostError, PlayerError) as error:
        console.print(f"The tour broke off: {error}.", style="red", markup=False)
        return 1
    finally:
        window.close()


def _show(window: AppWindow) -> None:
    room = QGuiApplication.primaryScreen().size()
    window.show(width=min(_WIDTH, room.width()), height=min(_HEIGHT, room.height()))


def _visit(composition: Composition, visitor: Visitor, seconds: float, console: Console) -> _Seen:
    model, heroes = composition.model, composition.model.home.heroes
    visitor.until(lambda: model.home.phase != "loading", "the home page", timeout_s=60)
    if model.home.phase != "ready":
        raise VisitorLostError(f"the home page says: {model.home.message or model.home.phase}")
    _await_ready_hero(composition, visitor, console)
    visitor.rest(2.0)
    visitor.keep("1-home")
    visitor.press(Qt.Key.Key_Down, rest_s=0.6)
    visitor.press(Qt.Key.Key_Right, times=2, rest_s=0.5)
    visitor.rest(1.0)
    visitor.keep("2-rows")
    visitor.press(Qt.Key.Key_Up, rest_s=0.6)
    visitor.press(Qt.Key.Key_Right)
    visitor.press(Qt.Key.Key_Return, rest_s=1.5)
    visitor.keep("3-details")
    if heroes.watched > 0:
        visitor.press(Qt.Key.Key_Right)  # from the start
    visitor.press(Qt.Key.Key_Return)
    return _watch(composition, visitor, seconds)


def _await_ready_hero(composition: Composition, visitor: Visitor, console: Console) -> None:
    """Go on once a film can be played: on a first run the studio is still making it."""
    heroes = composition.model.home.heroes
    told = -1

    def is_ready() -> bool:
        nonlocal told
        best = max((card.readiness for card in heroes.cards), default=0.0)
        if best < 1 and int(best * 10) != told:
            told = int(best * 10)
            console.print(f"The studio is making the first film: {best:.0%}")
        return best >= 1

    visitor.until(is_ready, "the first film", timeout_s=_FIRST_FILM_LIMIT_S)
    for _ in heroes.cards:
        if heroes.readiness >= 1:
            return
        heroes.advance()


def _watch(composition: Composition, visitor: Visitor, seconds: float) -> _Seen:
    playback = composition.model.playback
    surface = composition.surface
    visitor.until(
        lambda: surface.frames_shown > 0 or playback.state == "failed", "the first picture", timeout_s=60
    )
    if playback.state == "failed":
        raise VisitorLostError(f"the player says: {playback.problem_message} ({playback.problem_code})")
    began_s = reached_s = playback.position_s
    visitor.rest(1.5)
    visitor.keep("4-controls")
    visitor.rest(4.5)
    visitor.keep("5-playing")
    pictures = _pictures_over(visitor, max(3, int(seconds / 2 / _LOOK_EVERY_S)))
    visitor.press(Qt.Key.Key_S)
    visitor.press(Qt.Key.Key_Up, rest_s=0.8)
    visitor.keep("6-statistics")
    visitor.press(Qt.Key.Key_S)

    def is_enough() -> bool:
        nonlocal reached_s
        reached_s = max(reached_s, playback.position_s)
        return reached_s >= began_s + seconds or playback.state in ("ended", "idle", "failed")

    visitor.until(is_enough, f"{seconds:.0f} s of playback", timeout_s=seconds * 3 + 30)
    report = composition.report() or {}
    visitor.press(Qt.Key.Key_Escape, rest_s=0.5)
    return _Seen(report, check_pictures(pictures), reached_s - began_s)


def _pictures_over(visitor: Visitor, count: int) -> list[QImage]:
    pictures: list[QImage] = []
    for _ in range(count):
        pictures.append(visitor.look())
        visitor.rest(_LOOK_EVERY_S)
    return pictures


def _tell(seen: _Seen, out: Path, reporter: Reporter, console: Console) -> int:
    save_report(seen.report, out / "session.json", out / "session.html")
    proof = {"played_s": round(seen.played_s, 1), "frames_shown": seen.frames, **asdict(seen.pictures)}
    (out / "proof.json").write_text(json.dumps(proof, indent=1) + "\n", encoding="utf-8")
    console.print(f"Pictures, report and page: {out.resolve()}", markup=False, soft_wrap=True)
    console.print(
        f"{seen.played_s:.0f} s played, {seen.frames} frames shown, "
        f"{seen.pictures.changes} of {max(0, seen.pictures.count - 1)} looks at the screen saw it move."
    )
    if reporter.count:
        console.print(f"{reporter.count} unforeseen errors; the log has them.", style="red")
    return 0 if seen.is_proof and not reporter.count else 1
