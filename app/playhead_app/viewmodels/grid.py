"""A page of titles in a grid: a genre, or the viewer's own list."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from playhead_app.bridge import Call, Remote
from playhead_app.catalogue import CatalogueError, TitleCard
from playhead_app.catalogue import Page as CataloguePage
from playhead_app.qt import qproperty, slot
from playhead_app.viewmodels.cards import GRID_AHEAD, PagedCards
from playhead_app.viewmodels.page import Page, Phase

__all__ = ["GridPage"]

Fetch = Callable[[str | None], Coroutine[Any, Any, CataloguePage[TitleCard]]]


class GridPage(Page):
    """Titles of one kind, page by page.

    Args:
        name: What the page is called.
        fetch: Asks for a stretch after a cursor, on the loop; None for the first.
    """

    stumbled = Signal(str)
    """A later page did not come; what is shown stays."""

    def __init__(self, remote: Remote, name: str, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remote = remote
        self._name = name
        self._fetch = fetch
        self._cards = PagedCards(remote, fetch, self._on_more_failed, self, ahead=GRID_AHEAD)
        self._call: Call | None = None

    @qproperty(str)
    def name(self) -> str:
        """What the page is called."""
        return self._name

    @qproperty(QObject)
    def cards(self) -> PagedCards:
        """The titles."""
        return self._cards

    @slot()
    def load(self) -> None:
        """Fetch the first titles; used at the start and by Retry."""
        self.drop()
        self.enter(Phase.LOADING)
        self._call = self._remote.run(lambda: self._fetch(None), then=self._on_first, failed=self._on_failed)

    @slot()
    def refresh(self) -> None:
        """Fetch the first titles again quietly; the focus keeps its place if they are the same."""
        if self._call is None and self.phase in (Phase.READY.value, Phase.EMPTY.value):
            self._call = self._remote.run(
                lambda: self._fetch(None), then=self._on_again, failed=self._on_not_again
            )

    def find(self, title_id: str) -> TitleCard | None:
        """Return the card of a title that is on the page."""
        return next((card for card in self._cards.records if card.id == title_id), None)

    def drop(self) -> None:
        """Wait for nothing any more."""
        self._cards.drop()
        if self._call is not None:
            self._call.drop()
            self._call = None

    def _on_first(self, page: CataloguePage[TitleCard]) -> None:
        self._call = None
        self._cards.begin(page)
        self.enter(Phase.READY if page.items else Phase.EMPTY)

    def _on_again(self, page: CataloguePage[TitleCard]) -> None:
        self._call = None
        if [card.id for card in page.items] != self._cards.first_ids(len(page.items)) or not page.items:
            self._on_first(page)
            return
        for position, card in enumerate(page.items):
            if self._cards.records[position] != card:
                self._cards.update(position, card)

    def _on_failed(self, error: BaseException) -> None:
        self._call = None
        self.fail(error)

    def _on_not_again(self, error: BaseException) -> None:
        self._call = None
        if not isinstance(error, CatalogueError):
            raise error

    def _on_more_failed(self, error: BaseException) -> None:
        if not isinstance(error, CatalogueError):
            raise error
        self.stumbled.emit(error.message)
