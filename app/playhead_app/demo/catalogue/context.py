"""What every resolver may use."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

import strawberry

from playhead_app.demo.catalogue.happenings import Happenings
from playhead_app.demo.catalogue.store import CatalogueStore
from playhead_app.demo.catalogue.tables import Viewing
from playhead_app.demo.catalogue.viewer import Viewer
from playhead_app.demo.protection.tokens import TokenMint
from playhead_app.demo.studio.progress import Progress

__all__ = ["PROFILE_HEADER", "CatalogueContext", "Info"]

PROFILE_HEADER = "Playhead-Profile"
"""Names the profile for which a request is answered; without it, it is the first one."""


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
        profile_id: As the client named it.
        happenings: What subscriptions listen to.
        session_of: Whose session an access token belongs to; None if it is no good.
        authorization: As HTTP's header has it.
        connection_params: What a WebSocket's client said of itself, in the names of HTTP's headers.
    """

    store: CatalogueStore
    root: Path
    base_url: str
    progress_of: Callable[[], dict[str, Progress]]
    hurry: Callable[[str], None]
    mint: TokenMint
    profile_id: str = ""
    happenings: Happenings = field(default_factory=Happenings)
    session_of: Callable[[str], str | None] = lambda _: None
    authorization: str = ""
    connection_params: dict[str, Any] | None = None
    _viewer: Viewer | None = None
    _viewings: dict[str, Viewing] | None = None
    _listed: frozenset[str] | None = None
    # Fields are resolved side by side: without the lock each tile would ask the database for itself.
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def session(self) -> str | None:
        """The session that asks; None for a guest."""
        told = self._said("Authorization") or self.authorization
        kind, _, token = told.partition(" ")
        return self.session_of(token) if kind.lower() == "bearer" else None

    def anew(self) -> "CatalogueContext":
        """Return the same without what was asked before: a subscription outlives many answers."""
        return replace(self, _viewer=None, _viewings=None, _listed=None, _asking=asyncio.Lock())

    async def viewer(self) -> Viewer:
        """Return for whom the request is answered; asked once a request."""
        async with self._asking:
            return await self._known_viewer()

    async def viewings(self) -> dict[str, Viewing]:
        """Return what the viewer has watched; asked once a request."""
        async with self._asking:
            if self._viewings is None:
                found = await self.store.people.viewings((await self._known_viewer()).profile_id)
                self._viewings = {one.item_id: one for one in found}
            return self._viewings

    async def listed(self) -> frozenset[str]:
        """Return what is on the viewer's list; asked once a request."""
        async with self._asking:
            if self._listed is None:
                found = await self.store.people.listings((await self._known_viewer()).profile_id)
                self._listed = frozenset(one.title_id for one in found if one.is_listed)
            return self._listed

    def readiness_of(self, film: str) -> float:
        """Return how much of a film is made, 0 to 1."""
        progress = self.progress_of().get(film)
        return progress.fraction if progress else 0.0

    def _said(self, name: str) -> str:
        return str((self.connection_params or {}).get(name) or "")

    async def _known_viewer(self) -> Viewer:
        if self._viewer is None:
            self._viewer = await self.store.people.viewer(self._said(PROFILE_HEADER) or self.profile_id)
        return self._viewer


Info: TypeAlias = strawberry.Info[CatalogueContext, None]
