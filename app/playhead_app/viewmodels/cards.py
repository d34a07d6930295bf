"""Title cards as list models: tiles that come page by page, and go again when they are far away."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from playhead_app.bridge import Call, Remote
from playhead_app.catalogue import Catalogue, Page, Row, TitleCard
from playhead_app.qt import qproperty, slot
from playhead_app.viewmodels.records import RecordModel

__all__ = ["CARD_ROLES", "GRID_AHEAD", "CardList", "PagedCards", "RowCards"]

CARD_ROLES: dict[str, Callable[[TitleCard], object]] = {
    "title_id": lambda card: card.id,
    "name": lambda card: card.name,
    "kind": lambda card: card.kind.value,
    "poster_url": lambda card: card.artwork.poster_url,
    "still_url": lambda card: card.artwork.still_url,
    "tint": lambda card: card.artwork.tint,
    "facts": lambda card: " · ".join(card.facts),
    "readiness": lambda card: card.readiness,
    "watched": lambda card: card.watched,
    "has_new_episode": lambda card: card.has_new_episode,
    "is_included": lambda card: card.is_included,
}
# What a row and a grid have ahead of the focus when they ask for more: a screen's width, three lines.
_AHEAD = 8
GRID_AHEAD = 24
# A page this far from the focus is let go: a catalogue of ten thousand titles must not stay in memory because
# somebody has scrolled through it. One this near is fetched again.
_FAR, _NEAR = 120, 36
_GONE = TitleCard("", "")


class CardList(RecordModel[TitleCard]):
    """Tiles, and where the focus was last: a row that scrolled away and comes back takes it up again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(CARD_ROLES, parent)
        self._position = 0

    @qproperty(int)
    def position(self) -> int:
        """The tile that had the focus last."""
        return self._position

    @slot(int)
    def reached(self, position: int) -> None:
        """Hear where the focus is."""
        self._position = max(0, position)


@dataclass(slots=True)
class _Stretch:
    """A page that was fetched once: where it begins, and how to fetch it again.

    Attributes:
        cursor: None for the first page, which stays.
    """

    cursor: str | None
    first: int
    count: int
    is_here: bool = True


class PagedCards(CardList):
    """Tiles of a long list; grows while the viewer moves towards its end.

    Args:
        fetch: Asks for the page after a cursor, on the loop.
        failed: Hears of a page that did not come.
        ahead: Ask for the next page when so few tiles are left.
    """

    busy_changed = Signal()

    def __init__(
        self,
        remote: Remote,
        fetch: Callable[[str], Coroutine[Any, Any, Page[TitleCard]]],
        failed: Callable[[BaseException], None],
        parent: QObject | None = None,
        *,
        ahead: int = _AHEAD,
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._fetch = fetch
        self._ahead = ahead
        self._failed = failed
        self._cursor: str | None = None
        self._stretches: list[_Stretch] = []
        self._call: Call | None = None

    def begin(self, page: Page[TitleCard]) -> None:
        """Show a list from its first page."""
        self.drop()
        self._cursor = page.cursor
        self._stretches = [_Stretch(None, 0, len(page.items))]
        self._position = 0
        self.replace_all(page.items)

    def first_ids(self, count: int) -> list[str]:
        """Return the ids of the first tiles."""
        return [card.id for card in self.records[:count]]

    @qproperty(bool, notify=busy_changed)
    def is_growing(self) -> bool:
        """True while a page is on its way."""
        return self._call is not None

    @slot(int)
    def reached(self, position: int) -> None:
        """Hear where the focus is, and fetch the next page before the viewer gets there."""
        super().reached(position)
        self._let_far_pages_go()
        self._fetch_what_is_near()

    def take_out(self, title_id: str) -> bool:
        """Take a tile out, wherever it is; False if it isn't here."""
        place = next((place for place, card in enumerate(self.records) if card.id == title_id), None)
        if place is None:
            return False
        for stretch in self._stretches:
            if stretch.first > place:
                stretch.first -= 1
            elif place < stretch.first + stretch.count:
                stretch.count -= 1
        self.remove(place)
        return True

    def drop(self) -> None:
        """Wait for nothing any more."""
        if self._call is not None:
            self._call.drop()
            self._call = None

    def _let_far_pages_go(self) -> None:
        for stretch in self._stretches:
            if stretch.is_here and stretch.cursor is not None and self._distance(stretch) > _FAR:
                stretch.is_here = False
                self._put(stretch.first, [_GONE] * stretch.count)

    def _fetch_what_is_near(self) -> None:
        if self._call is not None:
            return
        missing = [
            stretch
            for stretch in self._stretches
            if not stretch.is_here and stretch.cursor is not None and self._distance(stretch) < _NEAR
        ]
        if missing:
            nearest = min(missing, key=self._distance)
            self._ask(nearest.cursor or "", lambda page: self._on_page_again(nearest, page))
        elif self._cursor is not None and self._position >= len(self.records) - self._ahead:
            self._ask(self._cursor, self._on_page)

    def _ask(self, cursor: str, then: Callable[[Page[TitleCard]], None]) -> None:
        self._call = self._remote.run(lambda: self._fetch(cursor), then=then, failed=self._on_failed)
        self.busy_changed.emit()

    def _on_page(self, page: Page[TitleCard]) -> None:
        self._call = None
        self._stretches.append(_Stretch(self._cursor, len(self.records), len(page.items)))
        self._cursor = page.cursor
        self.append(page.items)
        self.busy_changed.emit()
        # Held down, the key may have got near the end again meanwhile.
        if page.items:
            self._fetch_what_is_near()

    def _on_page_again(self, stretch: _Stretch, page: Page[TitleCard]) -> None:
        self._call = None
        stretch.is_here = True
        self._put(stretch.first, list(page.items[: stretch.count]))
        self.busy_changed.emit()
        self._fetch_what_is_near()

    def _on_failed(self, error: BaseException) -> None:
        # The cursor stays: the next step tries again.
        self._call = None
        self.busy_changed.emit()
        self._failed(error)

    def _distance(self, stretch: _Stretch) -> int:
        return max(stretch.first - self._position, self._position - (stretch.first + stretch.count - 1), 0)


class RowCards(PagedCards):
    """The tiles of one row of the home page."""

    def __init__(
        self,
        remote: Remote,
        catalogue: Catalogue,
        row: Row,
        failed: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(remote, lambda cursor: catalogue.more_cards(row.id, cursor), failed, parent)
        self.begin(row.cards)
