"""No catalogue at all: for the window that plays one address."""

from collections.abc import Callable

from playhead_app.catalogue.errors import CatalogueError
from playhead_app.catalogue.model import Home, KeptHome, Offer, Page, Refusal, Row, TitleCard, TitleDetails

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

    async def start_playback(self, title_id: str, *, has_pin: bool = False) -> Offer | Refusal:
        """There are no titles."""
        raise _nothing()

    async def kept_home(self) -> KeptHome | None:
        """Nothing was ever here."""
        return None

    async def search(self, words: str, cursor: str | None = None) -> Page[TitleCard]:
        """There are no titles."""
        raise _nothing()

    async def genres(self) -> tuple[str, ...]:
        """There are no titles."""
        raise _nothing()

    async def genre(self, name: str, cursor: str | None = None) -> Page[TitleCard]:
        """There are no titles."""
        raise _nothing()

    async def my_list(self, cursor: str | None = None) -> Page[TitleCard]:
        """There are no titles."""
        raise _nothing()

    async def forget(self) -> None:
        """Nothing was ever kept."""

    def use_profile(self, profile_id: str) -> None:
        """It is all the same to nobody."""

    def on_reach(self, told: Callable[[bool], None]) -> None:
        """There is nothing to reach."""


def _nothing() -> CatalogueError:
    return CatalogueError(
        message="This window plays one title only.", hint="Open the app to browse.", code="catalogue-none"
    )
