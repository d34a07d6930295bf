"""No catalogue at all: for the window that plays one address."""

from playhead_app.catalogue.errors import CatalogueError
from playhead_app.catalogue.model import Home, Offer, Page, Refusal, Row, TitleCard, TitleDetails

__all__ = ["NoCatalogue"]


class NoCatalogue:
    """Answers every question with the same kind sentence."""

    async def home(self) -> Home:
        """Nothing to show."""
        raise _nothing()

    async def more_rows(self, cursor: str) -> Page[Row]:
        """Nothing follows."""
        raise _nothing()

    async def more_cards(self, row_id: str, cursor: str) -> Page[TitleCard]:
        """Nothing follows."""
        raise _nothing()

    async def details(self, title_id: str) -> TitleDetails:
        """There are no titles."""
        raise _nothing()

    async def start_playback(self, title_id: str) -> Offer | Refusal:
        """There are no titles."""
        raise _nothing()

    async def record_progress(self, item_id: str, position_s: float, duration_s: float) -> None:
        """Nobody wants to know."""


def _nothing() -> CatalogueError:
    return CatalogueError(
        message="This window plays one title only.", hint="Open the app to browse.", code="catalogue-none"
    )
