"""The catalogue over GraphQL."""

from playhead_app.catalogue.answers import (
    AllowedAnswer,
    DetailsAnswer,
    HomeAnswer,
    MoreCardsAnswer,
    MoreRowsAnswer,
    PlaybackAnswer,
    ProgressAnswer,
    RefusedAnswer,
)
from playhead_app.catalogue.documents import (
    DETAILS,
    HOME,
    MORE_CARDS,
    MORE_ROWS,
    RECORD_PROGRESS,
    START_PLAYBACK,
)
from playhead_app.catalogue.errors import CatalogueError
from playhead_app.catalogue.model import Home, Offer, Page, Refusal, Row, TitleCard, TitleDetails
from playhead_app.catalogue.session import CatalogueSession, Endpoint
from playhead_app.qt import translate

__all__ = ["CatalogueClient"]


class CatalogueClient:
    """A `Catalogue` on a GraphQL service. Belongs to the loop; `close` it.

    Args:
        endpoint: Knows where the service is.
        rows, tiles: How many to ask for at once; a screen shows three rows of eight.
    """

    def __init__(self, endpoint: Endpoint, *, rows: int = 6, tiles: int = 12) -> None:
        self._session = CatalogueSession(endpoint)
        self._sizes = {"rows": rows, "tiles": tiles}

    async def home(self) -> Home:
        """Fetch the heroes and the first rows."""
        return (await self._session.ask(HOME, HomeAnswer, **self._sizes)).read()

    async def more_rows(self, cursor: str) -> Page[Row]:
        """Fetch the rows that follow."""
        answer = await self._session.ask(MORE_ROWS, MoreRowsAnswer, **self._sizes, after=cursor)
        return answer.home.rows.read()

    async def more_cards(self, row_id: str, cursor: str) -> Page[TitleCard]:
        """Fetch the tiles of a row that follow; none if the row has gone."""
        answer = await self._session.ask(
            MORE_CARDS, MoreCardsAnswer, row=row_id, tiles=self._sizes["tiles"], after=cursor
        )
        return answer.row.titles.read() if answer.row else Page(())

    async def details(self, title_id: str) -> TitleDetails:
        """Fetch one title's page."""
        answer = await self._session.ask(DETAILS, DetailsAnswer, id=title_id)
        if answer.title is None:
            raise CatalogueError(
                message=translate("Catalogue", "This title has left the catalogue."),
                hint=translate("Catalogue", "Go back and choose another one."),
                code="catalogue-no-title",
            )
        return answer.title.read_details()

    async def start_playback(self, title_id: str) -> Offer | Refusal:
        """Ask to play a title or an episode."""
        answer = (await self._session.ask(START_PLAYBACK, PlaybackAnswer, id=title_id)).start_playback
        if isinstance(answer, RefusedAnswer):
            return answer.read()

        async def renewed() -> str | None:
            again = (
                await self._session.ask(START_PLAYBACK, PlaybackAnswer, id=answer.item_id)
            ).start_playback
            return again.token if isinstance(again, AllowedAnswer) else None

        return answer.read(renewed)

    async def record_progress(self, item_id: str, position_s: float, duration_s: float) -> None:
        """Tell how far the viewer has come."""
        await self._session.ask(
            RECORD_PROGRESS, ProgressAnswer, item=item_id, position=position_s, duration=duration_s
        )

    async def close(self) -> None:
        """End the connection. Safe to call twice."""
        await self._session.close()
