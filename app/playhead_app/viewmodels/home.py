"""The home page: heroes and rows, which arrive page by page."""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from playhead_app.bridge import Call, Remote
from playhead_app.catalogue import Catalogue, CatalogueError, Home, KeptHome, Row, TitleCard
from playhead_app.catalogue import Page as CataloguePage
from playhead_app.qt import qproperty, slot, translate
from playhead_app.viewmodels.cards import RowCards
from playhead_app.viewmodels.heroes import Heroes
from playhead_app.viewmodels.page import Page, Phase
from playhead_app.viewmodels.records import RecordModel

__all__ = ["HomePage", "RowRecord"]

# Ask for more rows when so few are left below the focus.
_AHEAD = 3
# While the service is still making titles, look this often how far it is.
_MAKING_MS = 2_000


class RowRecord:
    """A row and the model of its tiles."""

    __slots__ = ("cards", "row")

    def __init__(self, row: Row, cards: RowCards) -> None:
        self.row = row
        self.cards = cards


class HomePage(Page):
    """Heroes, rows, and what to show until they are here."""

    stumbled = Signal(str)
    """A later page of tiles or rows did not come; what is shown stays."""

    def __init__(
        self,
        remote: Remote,
        catalogue: Catalogue,
        parent: QObject | None = None,
        *,
        ready: Callable[[], Coroutine[Any, Any, object]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._catalogue = catalogue
        self._ready = ready or _at_once
        self._heroes = Heroes(self)
        self._rows: RecordModel[RowRecord] = RecordModel(
            {
                "row_id": lambda record: record.row.id,
                "row_name": lambda record: _row_name(record.row),
                "shape": lambda record: record.row.shape.value,
                "cards": lambda record: record.cards,
            },
            self,
        )
        self._cursor: str | None = None
        self._call: Call | None = None
        self._making = QTimer(self, interval=_MAKING_MS)
        self._making.timeout.connect(self.refresh)

    @qproperty(QObject)
    def heroes(self) -> Heroes:
        """What the top of the page shows."""
        return self._heroes

    @qproperty(QObject)
    def rows(self) -> RecordModel[RowRecord]:
        """Roles: `row_id`, `row_name`, `shape`, `cards`."""
        return self._rows

    @slot()
    def load(self) -> None:
        """Fetch the page anew; used at the start and by Retry."""
        self._drop()
        self.enter(Phase.LOADING)
        self._making.stop()
        self._call = self._remote.run(self._kept, then=self._on_kept, failed=self._on_failed)

    @slot()
    def refresh(self) -> None:
        """Fetch the page again quietly: what is shown stays until the answer is here."""
        if self._call is None and self.phase == Phase.READY.value:
            self._call = self._remote.run(
                self._catalogue.home, then=self._on_refreshed, failed=self._on_not_refreshed
            )

    def retell(self) -> None:
        """Say everything anew, in another language; what is shown keeps its place."""
        if self.phase in (Phase.FAILED.value, Phase.EMPTY.value):
            self.load()
        else:
            for position, record in enumerate(self._rows.records):
                self._rows.update(position, record)
            self.refresh()

    @slot(int)
    def reached(self, position: int) -> None:
        """Hear which row has the focus, and fetch the next ones in time."""
        cursor = self._cursor
        if cursor is None or self._call is not None or position < len(self._rows.records) - _AHEAD:
            return
        self._call = self._remote.run(
            lambda: self._catalogue.more_rows(cursor), then=self._on_more, failed=self._on_more_failed
        )

    def take_out(self, row_id: str, title_id: str) -> None:
        """Take a tile out of a row, and the row with its last tile: the service will say the same."""
        for place, record in enumerate(self._rows.records):
            if record.row.id == row_id and record.cards.take_out(title_id) and record.cards.count == 0:
                record.cards.drop()
                self._rows.remove(place)
                record.cards.deleteLater()
                return

    def find(self, title_id: str) -> TitleCard | None:
        """Return the card of a title that is on the page."""
        return next((card for card in self._cards() if card.id == title_id), None)

    async def _kept(self) -> KeptHome | None:
        await self._ready()
        return await self._catalogue.kept_home()

    def _on_kept(self, kept: KeptHome | None) -> None:
        """Show the page as it was last time, and ask for it as it is now."""
        if kept is None:
            self._call = self._remote.run(self._catalogue.home, then=self._on_home, failed=self._on_failed)
            return
        self._on_home(kept.home)
        self._call = self._remote.run(
            self._catalogue.home, then=self._on_refreshed, failed=self._on_not_refreshed
        )

    def _on_home(self, home: Home) -> None:
        self._call = None
        self._cursor = home.rows.cursor
        self._heroes.show(home.heroes)
        before = list(self._rows.records)
        self._rows.replace_all([self._record(row) for row in home.rows.items])
        for record in before:
            record.cards.deleteLater()
        self.enter(Phase.READY if home.rows.items or home.heroes else Phase.EMPTY)
        self._watch_making()

    def _on_refreshed(self, home: Home) -> None:
        """Bring what changed about what is shown, without moving the focus."""
        self._call = None
        self._heroes.show(home.heroes)
        self._merge(home.rows.items)
        fresh = {card.id: card for row in home.rows.items for card in row.cards.items}
        for record in self._rows.records:
            for position, card in enumerate(record.cards.records):
                if card.id in fresh and fresh[card.id] != card:
                    record.cards.update(position, fresh[card.id])
        self._watch_making()

    def _merge(self, rows: tuple[Row, ...]) -> None:
        """Add rows that are new, take out what has gone, renew a row whose first tiles differ."""
        self._take_out_gone({row.id for row in rows})
        shown = {record.row.id: record for record in self._rows.records}
        for position, row in enumerate(rows):
            record = shown.get(row.id)
            if record is None:
                self._rows.insert(min(position, self._rows.count), self._record(row))
            elif [card.id for card in row.cards.items] != record.cards.first_ids(len(row.cards.items)):
                record.cards.begin(row.cards)

    def _take_out_gone(self, fresh: set[str]) -> None:
        # What follows the last row of the first page came with later pages and is not asked for again.
        ids = [record.row.id for record in self._rows.records]
        last = max((place for place, row_id in enumerate(ids) if row_id in fresh), default=-1)
        for place in range(last, -1, -1):
            if ids[place] not in fresh:
                gone = self._rows.records[place]
                gone.cards.drop()
                self._rows.remove(place)
                gone.cards.deleteLater()

    def _watch_making(self) -> None:
        if any(card.readiness < 1 for card in self._cards()):
            self._making.start()
        else:
            self._making.stop()

    def _cards(self) -> Iterator[TitleCard]:
        yield from self._heroes.cards
        for record in self._rows.records:
            yield from record.cards.records

    def _on_more(self, page: CataloguePage[Row]) -> None:
        self._call = None
        self._cursor = page.cursor
        self._rows.append([self._record(row) for row in page.items])

    def _on_failed(self, error: BaseException) -> None:
        self._call = None
        self.fail(error)

    def _on_more_failed(self, error: BaseException) -> None:
        self._call = None
        self.stumbled.emit(getattr(error, "message", translate("Page", "Some titles did not arrive.")))

    def _on_not_refreshed(self, error: BaseException) -> None:
        # Nobody asked for it aloud, so nobody is told; the next look may succeed.
        self._call = None
        if not isinstance(error, CatalogueError):
            raise error

    def _record(self, row: Row) -> RowRecord:
        return RowRecord(row, RowCards(self._remote, self._catalogue, row, self._on_more_failed, self))

    def _drop(self) -> None:
        if self._call is not None:
            self._call.drop()
            self._call = None
        for record in self._rows.records:
            record.cards.drop()


async def _at_once() -> None:
    """Nothing has to be known before the page is asked for."""


def _row_name(row: Row) -> str:
    """Return a row's name: the viewer's own rows have one in their language, the editors' keep theirs."""
    own = {
        "continue": translate("Home", "Continue watching"),
        "my-list": translate("Home", "My list"),
        "new": translate("Home", "New"),
    }
    return own.get(row.id, row.name)
