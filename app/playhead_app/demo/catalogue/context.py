"""What every resolver may use."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import strawberry

from playhead_app.demo.catalogue.store import CatalogueStore
from playhead_app.demo.catalogue.tables import Viewing
from playhead_app.demo.protection.tokens import TokenMint
from playhead_app.demo.studio.progress import Progress

__all__ = ["CatalogueContext", "Info"]


@dataclass
class CatalogueContext:
    """One request's surroundings.

    Attributes:
        store: The database.
        root: The demo's cache folder, where the films are.
        base_url: How the client reached this service; addresses in answers begin with it.
        progress_of: How far the studio is with each film.
        hurry: Asks the studio to make a film next.
        mint: Makes the tokens for licences.
    """

    store: CatalogueStore
    root: Path
    base_url: str
    progress_of: Callable[[], dict[str, Progress]]
    hurry: Callable[[str], None]
    mint: TokenMint
    _viewings: dict[str, Viewing] | None = None
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def viewings(self) -> dict[str, Viewing]:
        """Return what the viewer has watched; asked once a request."""
        # Fields are resolved side by side: without the lock each tile would ask the database for itself.
        async with self._asking:
            if self._viewings is None:
                self._viewings = await self.store.viewings()
            return self._viewings

    def readiness_of(self, film: str) -> float:
        """Return how much of a film is made, 0 to 1."""
        progress = self.progress_of().get(film)
        return progress.fraction if progress else 0.0


Info: TypeAlias = strawberry.Info[CatalogueContext, None]
