"""The hero of the home page, and the right moment to show another.

It changes after a while, but never under a viewer's eyes while they move: each key press starts the wait
anew, and nothing changes while the hero is not what the viewer looks at.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from playhead_app.catalogue import TitleCard
from playhead_app.qt import qproperty, slot

__all__ = ["Heroes"]

_WHILE_MS = 12_000


class Heroes(QObject):
    """The titles that take turns at the top of the home page."""

    changed = Signal()
    count_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[TitleCard, ...] = ()
        self._current = 0
        self._timer = QTimer(self, interval=_WHILE_MS)
        self._timer.timeout.connect(self.advance)

    @qproperty(int, notify=changed)
    def current(self) -> int:
        """Which one is shown."""
        return self._current

    @qproperty(int, notify=count_changed)
    def count(self) -> int:
        """How many take turns."""
        return len(self._cards)

    @qproperty(str, notify=changed)
    def title_id(self) -> str:
        """Its id."""
        return self._shown().id

    @qproperty(str, notify=changed)
    def name(self) -> str:
        """Its name."""
        return self._shown().name

    @qproperty(str, notify=changed)
    def story(self) -> str:
        """Two lines."""
        return self._shown().story

    @qproperty(str, notify=changed)
    def facts(self) -> str:
        """Year, length, rating."""
        return "   ".join(self._shown().facts)

    @qproperty(str, notify=changed)
    def backdrop_url(self) -> str:
        """The wide picture."""
        return self._shown().artwork.backdrop_url or self._shown().artwork.still_url

    @qproperty(str, notify=changed)
    def title_art_url(self) -> str:
        """The drawn title; empty where there is none."""
        return self._shown().artwork.title_art_url

    @qproperty(float, notify=changed)
    def readiness(self) -> float:
        """1 once it can be played."""
        return self._shown().readiness

    @property
    def cards(self) -> tuple[TitleCard, ...]:
        """All that take turns."""
        return self._cards

    @qproperty(float, notify=changed)
    def watched(self) -> float:
        """Share already watched."""
        return self._shown().watched

    def show(self, cards: tuple[TitleCard, ...]) -> None:
        """Take turns with these, keeping the one that is shown if it is still among them."""
        shown_id = self._shown().id
        self._cards = cards
        ids = [card.id for card in cards]
        self._current = ids.index(shown_id) if shown_id in ids else 0
        self.count_changed.emit()
        self.changed.emit()

    @slot(bool)
    def watch(self, is_looked_at: bool) -> None:
        """Take turns only while the hero is what the viewer looks at."""
        if is_looked_at and len(self._cards) > 1:
            self._timer.start()
        else:
            self._timer.stop()

    @slot()
    def viewer_moved(self) -> None:
        """Start the wait anew."""
        if self._timer.isActive():
            self._timer.start()

    @slot()
    def advance(self) -> None:
        """Show the next one."""
        if self._cards:
            self._current = (self._current + 1) % len(self._cards)
            self.changed.emit()

    def _shown(self) -> TitleCard:
        return self._cards[self._current] if self._cards else TitleCard("", "")
