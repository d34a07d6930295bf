"""The catalogue over HTTP."""

from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL

from playhead_app.demo.catalogue.context import CatalogueContext
from playhead_app.demo.catalogue.schema import SCHEMA
from playhead_app.demo.catalogue.store import CatalogueStore
from playhead_app.demo.protection.tokens import TokenMint
from playhead_app.demo.studio.progress import Progress

__all__ = ["CatalogueEndpoint"]


class CatalogueEndpoint(GraphQL[CatalogueContext, None]):
    """An ASGI application that answers GraphQL requests.

    Args:
        store: The database.
        root: The demo's cache folder.
        progress_of: How far the studio is.
        hurry: Asks the studio to make a film next.
        mint: Makes the tokens for licences.
    """

    def __init__(
        self,
        store: CatalogueStore,
        root: Path,
        progress_of: Callable[[], dict[str, Progress]],
        hurry: Callable[[str], None],
        mint: TokenMint,
    ) -> None:
        super().__init__(SCHEMA, graphql_ide=None, allow_queries_via_get=False)
        self._store, self._root, self._progress_of, self._hurry = store, root, progress_of, hurry
        self._mint = mint

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> CatalogueContext:
        """Return what the resolvers of one request may use."""
        base_url = f"http://{request.url.netloc}"
        return CatalogueContext(self._store, self._root, base_url, self._progress_of, self._hurry, self._mint)
