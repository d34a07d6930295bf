"""What a tour comes home with: the session's report, and whether pictures really moved."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from rich.console import Console

from playhead_app.commands.session_files import save_report
from playhead_app.composition import Composition
from playhead_app.reporter import Reporter
from playhead_app.tour.contact_sheet import draw_contact_sheet
from playhead_app.tour.visitor import PictureCheck, Visitor, VisitorLostError, check_pictures

__all__ = ["Seen", "first_picture", "pictures_over", "seen_of", "tell"]

_LOOK_EVERY_S = 1.0
_LEAST_FRAMES_A_SECOND = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a film that played.

    Attributes:
        report: The player's session report.
        pictures: What the looks at the screen say.
        played_s: How much of it was played.
    """

    report: dict[str, Any]
    pictures: PictureCheck
    played_s: float

    @property
    def frames(self) -> int:
        """How many frames the decoder has shown."""
        return int(self.report.get("frames_shown", 0))

    @property
    def is_proof(self) -> bool:
        """Whether it really played."""
        return self.pictures.is_moving and self.frames >= self.played_s * _LEAST_FRAMES_A_SECOND


def first_picture(composition: Composition, visitor: Visitor, *, timeout_s: float = 60.0) -> None:
    """Wait until a title shows its first picture.

    Raises:
        VisitorLostError: It fails to start, or takes too long.
    """
    playback, surface = composition.model.playback, composition.surface
    before = surface.frames_shown
    visitor.until(
        lambda: surface.frames_shown > before or playback.state == "failed", "a picture", timeout_s=timeout_s
    )
    if playback.state == "failed":
        raise VisitorLostError(f"the player says: {playback.problem_message} ({playback.problem_code})")


def pictures_over(visitor: Visitor, count: int) -> list[QImage]:
    """Return looks at the screen, a second apart."""
    pictures: list[QImage] = []
    for _ in range(count):
        pictures.append(visitor.look())
        visitor.rest(_LOOK_EVERY_S)
    return pictures


def seen_of(composition: Composition, pictures: list[QImage], played_s: float) -> Seen:
    """Return what a film that still plays has shown so far."""
    return Seen(composition.report() or {}, check_pictures(pictures), played_s)


def tell(seen: Seen, visitor: Visitor, out: Path, reporter: Reporter, console: Console) -> int:
    """Keep the report, the proof and the sheet; returns 0 if pictures were really shown, 1 otherwise."""
    save_report(seen.report, out / "session.json", out / "session.html")
    proof = {"played_s": round(seen.played_s, 1), "frames_shown": seen.frames, **asdict(seen.pictures)}
    (out / "proof.json").write_text(json.dumps(proof, indent=1) + "\n", encoding="utf-8")
    if not draw_contact_sheet(visitor.pictures).save(str(out / "contact-sheet.png")):
        console.print("The contact sheet can't be written.", style="red")
    console.print(f"Pictures, report and page: {out.resolve()}", markup=False, soft_wrap=True)
    console.print(
        f"{seen.played_s:.0f} s played, {seen.frames} frames shown, "
        f"{seen.pictures.changes} of {max(0, seen.pictures.count - 1)} looks at the screen saw it move."
    )
    if reporter.count:
        console.print(f"{reporter.count} unforeseen errors; the log has them.", style="red")
    return 0 if seen.is_proof and not reporter.count else 1
