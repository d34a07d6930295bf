"""Title cards as list models: a row's tiles, page by page."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from playhead_app.bridge import Call, Remote
from playhead_app.catalogue import Catalogue, Page, Row, TitleCard
from playhead_app.qt import qproperty, slot
from playhead_app.viewmodels.records import RecordModel

__all__ = ["CardList", "RowCards"]

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
}
# Ask for the next page when so few tiles are left to the right of the focus.
_AHEAD = 8


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


class RowCards(CardList):
    """The tiles of one row; grows while the viewer moves towards its end."""

    busy_changed = Signal()

    def __init__(
        self,
        remote: Remote,
        catalogue: Catalogue,
        row: Row,
        failed: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._catalogue = catalogue
        self._row_id = row.id
        self._failed = failed
        self._cursor = row.cards.cursor
        self._call: Call | None = None
        self.replace_all(row.cards.items)

    def first_ids(self, count: int) -> list[str]:
        """Return the ids of the first tiles."""
        return [card.id for card in self.records[:count]]

    def start_anew(self, row: Row) -> None:
        """Show the row as it is now, from its first page."""
        self.drop()
        self._cursor = row.cards.cursor
        self.replace_all(row.cards.items)

    @qproperty(bool, notify=busy_changed)
    def is_growing(self) -> bool:
        """True while the next page is on its way."""
        return self._call is not None

    @slot(int)
    def reached(self, position: int) -> None:
        """Hear where the focus is, and fetch the next page before the viewer gets to the end."""
        super().reached(position)
        cursor = self._cursor
        if cursor is None or self._call is not None or position < len(self.records) - _AHEAD:
            return
        self._call = self._remote.run(
            lambda: self._catalogue.more_cards(self._row_id, cursor),
            then=self._on_page,
            failed=self._on_failed,
        )
        self.busy_changed.emit()

    def drop(self) -> None:
        """Wait for nothing any more."""
        if self._call is not None:
            self._call.drop()
            self._call = None

    def _on_page(self, page: Page[TitleCard]) -> None:
        self._call = None
        self._cursor = page.cursor
        self.append(page.items)
        self.busy_changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        # The cursor stays: the next step to the right tries again.
        self._call = None
        self.busy_changed.emit()
        self._failed(error)
