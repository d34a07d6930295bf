"""Chapters, and the stretches that a viewer may want to skip."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from playhead_app.catalogue import Chapter, Marker, MarkerKind
from playhead_app.qt import qproperty, slot, translate

__all__ = ["Moments"]

# Whoever is this near to the end of an intro sees the rest of it.
_WORTH_SKIPPING_S = 1.0
# "Back to the chapter's start" means the one before, if this one has only just begun.
_JUST_BEGUN_S = 3.0
# How long the way back is offered after something was skipped unasked.
_REGRET_MS = 7_000
# A playhead that moved by less has come by itself: snapshots come ten times a second, at up to double speed.
_FLOW_S = 2.0


class Moments(QObject):
    """What lies where in the title that plays.

    Args:
        seek: Goes to a place, in seconds of the title.
    """

    changed = Signal()
    """Chapters."""
    moved = Signal()
    """What can be skipped here, or the chapter."""

    def __init__(self, seek: Callable[[float], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seek = seek
        self._markers: tuple[Marker, ...] = ()
        self._chapters: tuple[Chapter, ...] = ()
        self._position_s = 0.0
        self._duration_s = 0.0
        self._here: Marker | None = None
        self._chapter = -1
        self._is_automatic = False
        self._gone_past: list[Marker] = []
        self._regret = QTimer(self, singleShot=True, interval=_REGRET_MS)
        self._regret.timeout.connect(self.moved)

    def skip_by_itself(self, is_automatic: bool) -> None:
        """Skip intros and recaps without being asked, or don't."""
        self._is_automatic = is_automatic

    def show(self, markers: Sequence[Marker], chapters: Sequence[Chapter]) -> None:
        """Take over another title's."""
        self._markers, self._chapters = tuple(markers), tuple(chapters)
        self._position_s = self._duration_s = 0.0
        self._here, self._chapter = None, -1
        self._gone_past = []
        self._regret.stop()
        self.changed.emit()
        self.moved.emit()

    def move(self, position_s: float, duration_s: float) -> None:
        """Learn where the playhead is."""
        has_length = duration_s != self._duration_s
        # Whoever went there by hand wants to see it.
        is_reached = self._position_s == 0 or 0 <= position_s - self._position_s < _FLOW_S
        self._position_s, self._duration_s = position_s, duration_s
        here, chapter = self._skippable(), self._chapter_at(position_s)
        if has_length:
            self.changed.emit()
        if (here, chapter) != (self._here, self._chapter):
            self._here, self._chapter = here, chapter
            self.moved.emit()
        if self._is_automatic and here is not None and here not in self._gone_past:
            self._gone_past.append(here)
            if is_reached:
                self._regret.start()
                self._seek(here.end_s)

    @property
    def credits_s(self) -> float | None:
        """Where nothing happens any more; None if nobody told."""
        return next((marker.start_s for marker in self._markers if marker.kind is MarkerKind.CREDITS), None)

    @qproperty(str, notify=moved)
    def skip_label(self) -> str:
        """What can be skipped here, e.g. `Skip intro`; empty if nothing can."""
        if self._regret.isActive():
            if self._gone_past[-1].kind is MarkerKind.RECAP:
                return translate("Moments", "Recap skipped – watch it")
            return translate("Moments", "Intro skipped – watch it")
        if self._here is None:
            return ""
        if self._here.kind is MarkerKind.RECAP:
            return translate("Moments", "Skip recap")
        return translate("Moments", "Skip intro")

    @qproperty(str, notify=moved)
    def chapter(self) -> str:
        """The chapter that plays; empty if the title has none."""
        return self._chapters[self._chapter].name if self._chapter >= 0 else ""

    @qproperty("QVariantList", notify=changed)
    def marks(self) -> list[float]:
        """Where chapters begin after the first, as shares of the title."""
        whole_s = self._duration_s
        return [each.start_s / whole_s for each in self._chapters if 0 < each.start_s < whole_s]

    @slot(float, result=str)
    def chapter_at(self, position_s: float) -> str:
        """Return the name of the chapter at a place; empty if there is none."""
        place = self._chapter_at(position_s)
        return self._chapters[place].name if place >= 0 else ""

    @slot(result=bool)
    def skip(self) -> bool:
        """Skip what can be skipped here, or go back to what was skipped unasked; False without either."""
        if self._regret.isActive():
            self._regret.stop()
            self.moved.emit()
            self._seek(self._gone_past[-1].start_s)
            return True
        if self._here is None:
            return False
        self._seek(self._here.end_s)
        return True

    @slot(result=bool)
    def next_chapter(self) -> bool:
        """Go to the next chapter; False if this is the last."""
        if self._chapter + 1 >= len(self._chapters):
            return False
        self._seek(self._chapters[self._chapter + 1].start_s)
        return True

    @slot(result=bool)
    def previous_chapter(self) -> bool:
        """Go to the chapter's start, or to the one before if it has just begun; False without any."""
        if self._chapter < 0:
            return False
        is_just_begun = self._position_s - self._chapters[self._chapter].start_s < _JUST_BEGUN_S
        self._seek(self._chapters[max(self._chapter - is_just_begun, 0)].start_s)
        return True

    def _skippable(self) -> Marker | None:
        for marker in self._markers:
            is_inside = marker.start_s <= self._position_s < marker.end_s - _WORTH_SKIPPING_S
            if marker.kind is not MarkerKind.CREDITS and is_inside:
                return marker
        return None

    def _chapter_at(self, position_s: float) -> int:
        begun = [place for place, each in enumerate(self._chapters) if each.start_s <= position_s]
        return begun[-1] if begun else -1
