"""Search: results while the viewer types.

A question is asked a moment after the last letter, and the one before is taken back: the last answer wins,
however late the others are. Results of the word before stay until there are others; a page that flickers at
each letter can't be read.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from playhead_app.bridge import Call, Remote
from playhead_app.catalogue import Catalogue, CatalogueError, TitleCard
from playhead_app.catalogue import Page as CataloguePage
from playhead_app.qt import qproperty, slot
from playhead_app.viewmodels.cards import GRID_AHEAD, PagedCards
from playhead_app.viewmodels.household import Household
from playhead_app.viewmodels.page import Page, Phase

__all__ = ["SearchPage"]

_SETTLE_MS = 250
_LONGEST = 60


class SearchPage(Page):
    """What was typed, what was found, and what to offer before anything is typed."""

    text_changed = Signal()
    offers_changed = Signal()
    stumbled = Signal(str)
    """A later page of results did not come; what is shown stays."""

    def __init__(
        self, remote: Remote, catalogue: Catalogue, household: Household, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._catalogue = catalogue
        self._household = household
        self._text = ""
        self._recent: tuple[str, ...] = ()
        self._genres: tuple[str, ...] = ()
        self._results = PagedCards(remote, self._more, self._on_more_failed, self, ahead=GRID_AHEAD)
        self._call: Call | None = None
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self._ask)
        self.enter(Phase.READY)

    @qproperty(str, notify=text_changed)
    def text(self) -> str:
        """What was typed."""
        return self._text

    @qproperty(QObject)
    def results(self) -> PagedCards:
        """What was found."""
        return self._results

    @qproperty("QStringList", notify=offers_changed)
    def recent(self) -> list[str]:
        """Searches that led somewhere, the latest first."""
        return list(self._recent)

    @qproperty("QStringList", notify=offers_changed)
    def genres(self) -> list[str]:
        """The genres, the commonest first."""
        return list(self._genres)

    @slot()
    def open(self) -> None:
        """Fetch what is offered before anything is typed."""
        self._remote.run(self._household.recent_searches, then=self._on_recent, failed=_raise)
        if not self._genres:
            self._remote.run(self._catalogue.genres, then=self._on_genres, failed=self._on_no_genres)

    @slot(str)
    def type(self, letters: str) -> None:
        """Add what was typed on either keyboard."""
        self.write(self._text + letters)

    @slot()
    def erase(self) -> None:
        """Take the last letter back."""
        self.write(self._text[:-1])

    @slot(str)
    def write(self, text: str) -> None:
        """Search for other words."""
        text = text[:_LONGEST].lstrip()
        if text == self._text:
            return
        had_words = self._text.strip()
        self._text = text
        self.text_changed.emit()
        if text.strip() == had_words:
            return
        self._drop()
        if text.strip():
            if self.phase != Phase.READY.value or not had_words:
                self.enter(Phase.LOADING)
            self._settling.start()
        else:
            self._results.begin(CataloguePage(()))
            self.enter(Phase.READY)

    @slot()
    def retry(self) -> None:
        """Ask again."""
        self.enter(Phase.LOADING)
        self._ask()

    @slot()
    def picked(self) -> None:
        """Hear that a result was opened: the search is worth remembering."""
        words = self._text.strip()
        if words:
            self._household.keep_search(words)
            self._recent = (words, *(one for one in self._recent if one != words))
            self.offers_changed.emit()

    @slot()
    def forget_recent(self) -> None:
        """Forget what was searched for."""
        self._household.forget_searches(lambda: self._on_recent(()))

    def start_anew(self) -> None:
        """Somebody else watches: nothing of the one before is shown."""
        self.write("")
        self._recent, self._genres = (), ()
        self.offers_changed.emit()

    def find(self, title_id: str) -> TitleCard | None:
        """Return the card of a title that was found."""
        return next((card for card in self._results.records if card.id == title_id), None)

    def _ask(self) -> None:
        words = self._text.strip()
        self._call = self._remote.run(
            lambda: self._catalogue.search(words), then=self._on_found, failed=self._on_failed
        )

    async def _more(self, cursor: str) -> CataloguePage[TitleCard]:
        return await self._catalogue.search(self._text.strip(), cursor)

    def _drop(self) -> None:
        self._settling.stop()
        self._results.drop()
        if self._call is not None:
            self._call.drop()
            self._call = None

    def _on_found(self, page: CataloguePage[TitleCard]) -> None:
        self._call = None
        self._results.begin(page)
        self.enter(Phase.READY if page.items else Phase.EMPTY)

    def _on_failed(self, error: BaseException) -> None:
        self._call = None
        self._results.begin(CataloguePage(()))
        self.fail(error)

    def _on_more_failed(self, error: BaseException) -> None:
        if not isinstance(error, CatalogueError):
            raise error
        self.stumbled.emit(error.message)

    def _on_recent(self, recent: tuple[str, ...]) -> None:
        self._recent = recent
        self.offers_changed.emit()

    def _on_genres(self, genres: tuple[str, ...]) -> None:
        self._genres = genres
        self.offers_changed.emit()

    def _on_no_genres(self, error: BaseException) -> None:
        # They are an offer; without them there is still the keyboard.
        if not isinstance(error, CatalogueError):
            raise error


def _raise(error: BaseException) -> None:
    raise error
