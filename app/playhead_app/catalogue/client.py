"""The catalogue over GraphQL."""

from collections.abc import Awaitable, Callable

from playhead_app.catalogue.answers import (
    AllowedAnswer,
    DetailsAnswer,
    GenreAnswer,
    GenresAnswer,
    HomeAnswer,
    MoreCardsAnswer,
    MoreRowsAnswer,
    MyListAnswer,
    PlaybackAnswer,
    RefusedAnswer,
    SearchAnswer,
)
from playhead_app.catalogue.documents import (
    DETAILS,
    GENRE,
    GENRES,
    HOME,
    MORE_CARDS,
    MORE_ROWS,
    MY_LIST,
    SEARCH,
    START_PLAYBACK,
)
from playhead_app.catalogue.errors import CatalogueError
from playhead_app.catalogue.kept_answers import KeptAnswers
from playhead_app.catalogue.model import Home, KeptHome, Offer, Page, Refusal, Row, TitleCard, TitleDetails
from playhead_app.catalogue.personal import PersonalClient
from playhead_app.catalogue.session import CatalogueSession, Endpoint
from playhead_app.qt import translate

__all__ = ["CatalogueClient"]


class CatalogueClient:
    """A `Catalogue` on a GraphQL service. Belongs to the loop; `close` it.

    Args:
        endpoint: Knows where the service is.
        rows, tiles: How many to ask for at once; a screen shows three rows of eight.
        kept: Where answers are kept for the next start and for times without a network; None keeps none.
        credentials: Gives the token of whoever is signed in; None for a guest. Only for a service that is
            reached over TLS or on this machine.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        rows: int = 6,
        tiles: int = 12,
        kept: KeptAnswers | None = None,
        credentials: Callable[[], Awaitable[str | None]] | None = None,
    ) -> None:
        self._session = CatalogueSession(endpoint, kept=kept, credentials=credentials)
        self._rows, self._tiles = rows, tiles
        # A page of a grid is three rows of six or more.
        self._grid = 2 * tiles
        self.personal = PersonalClient(self._session)
        """The part that belongs to the library."""

    async def home(self) -> Home:
        """Fetch the heroes and the first rows."""
        return (
            await self._session.ask(HOME, HomeAnswer, keeps=True, rows=self._rows, tiles=self._tiles)
        ).read()

    async def kept_home(self) -> KeptHome | None:
        """Return the home page as this device saw it last, without asking the service."""
        recalled = await self._session.recall(HOME, HomeAnswer, rows=self._rows, tiles=self._tiles)
        return KeptHome(recalled.value.read(), recalled.fetched_at_s) if recalled else None

    async def more_rows(self, cursor: str) -> Page[Row]:
        """Fetch the rows that follow."""
        answer = await self._session.ask(
            MORE_ROWS, MoreRowsAnswer, keeps=True, rows=self._rows, tiles=self._tiles, after=cursor
        )
        return answer.home.rows.read()

    async def more_cards(self, row_id: str, cursor: str) -> Page[TitleCard]:
        """Fetch the tiles of a row that follow; none if the row has gone."""
        answer = await self._session.ask(
            MORE_CARDS, MoreCardsAnswer, keeps=True, row=row_id, tiles=self._tiles, after=cursor
        )
        return answer.row.titles.read() if answer.row else Page(())

    async def details(self, title_id: str) -> TitleDetails:
        """Fetch one title's page."""
        answer = await self._session.ask(DETAILS, DetailsAnswer, keeps=True, id=title_id)
        if answer.title is None:
            raise CatalogueError(
                message=translate("Catalogue", "This title has left the catalogue."),
                hint=translate("Catalogue", "Go back and choose another one."),
                code="catalogue-no-title",
            )
        return answer.title.read_details()

    async def start_playback(self, title_id: str, *, has_pin: bool = False) -> Offer | Refusal:
        """Ask to play a title or an episode; with a parent's PIN, above the profile's limit too."""
        answer = await self._start(title_id, has_pin)
        if isinstance(answer, RefusedAnswer):
            return answer.read()

        async def renewed() -> str | None:
            again = await self._start(answer.item_id, has_pin)
            return again.token if isinstance(again, AllowedAnswer) else None

        return answer.read(renewed)

    async def search(self, words: str, cursor: str | None = None) -> Page[TitleCard]:
        """Find titles by name, cast, director or genre."""
        answer = await self._session.ask(SEARCH, SearchAnswer, words=words, tiles=self._grid, after=cursor)
        return answer.search.read()

    async def genres(self) -> tuple[str, ...]:
        """Return the genres, the commonest first."""
        return tuple((await self._session.ask(GENRES, GenresAnswer, keeps=True)).genres)

    async def genre(self, name: str, cursor: str | None = None) -> Page[TitleCard]:
        """Fetch a genre's titles."""
        answer = await self._session.ask(
            GENRE, GenreAnswer, keeps=True, name=name, tiles=self._grid, after=cursor
        )
        return answer.genre.read()

    async def my_list(self, cursor: str | None = None) -> Page[TitleCard]:
        """Fetch what the profile wants to watch."""
        answer = await self._session.ask(MY_LIST, MyListAnswer, keeps=True, tiles=self._grid, after=cursor)
        return answer.my_list.read()

    async def forget(self) -> None:
        """Forget every answer that this device keeps."""
        await self._session.forget()

    def use_profile(self, profile_id: str) -> None:
        """Ask for this profile from now on; empty lets the service choose."""
        self._session.profile_id = profile_id

    def on_reach(self, told: Callable[[bool], None]) -> None:
        """Call `told` when the service begins or ceases to answer."""
        self._session.on_reach(told)

    async def close(self) -> None:
        """End the connection. Safe to call twice."""
        await self._session.close()

    async def _start(self, title_id: str, has_pin: bool) -> AllowedAnswer | RefusedAnswer:
        answer = await self._session.ask(START_PLAYBACK, PlaybackAnswer, id=title_id, hasPin=has_pin)
        return answer.start_playback
