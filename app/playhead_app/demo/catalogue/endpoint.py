"""The catalogue over HTTP."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLRequestData
from strawberry.http.async_base_view import (
    AsyncHTTPRequestAdapter,  # pyright: ignore[reportPrivateImportUsage]  # the type of a method meant to be overridden
)
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from playhead_app.demo.catalogue.context import PROFILE_HEADER, CatalogueContext
from playhead_app.demo.catalogue.happenings import Happenings
from playhead_app.demo.catalogue.persisted import NOT_FOUND, DocumentNotFoundError, PersistedDocuments
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
        happenings: What subscriptions listen to.
        session_of: Whose session an access token belongs to.
    """

    def __init__(
        self,
        store: CatalogueStore,
        root: Path,
        progress_of: Callable[[], dict[str, Progress]],
        hurry: Callable[[str], None],
        mint: TokenMint,
        happenings: Happenings | None = None,
        session_of: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        super().__init__(
            SCHEMA,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
        )
        self._happenings, self._session_of = happenings or Happenings(), session_of
        self._store, self._root, self._progress_of, self._hurry = store, root, progress_of, hurry
        self._mint = mint
        self._documents = PersistedDocuments()

    async def parse_http_body(
        self, request: AsyncHTTPRequestAdapter
    ) -> GraphQLRequestData | list[GraphQLRequestData]:
        """Read a request; one that names its document by its hash gets the text that was sent before."""
        data = await super().parse_http_body(request)
        return data if isinstance(data, list) else self._documents.completed(data)

    async def run(self, *arguments: Any, **named: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]  # three overloads
        """Answer a request; one for a document that was never sent, in the words that clients look for."""
        try:
            return await super().run(*arguments, **named)  # pyright: ignore[reportUnknownVariableType]  # passed on
        except DocumentNotFoundError:
            error = {"message": NOT_FOUND, "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}
            return JSONResponse({"errors": [error]})
        except ClientDisconnect:
            # Hung up before it had asked: nobody hears the answer, and nothing is wrong here.
            return Response(status_code=400)

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> CatalogueContext:
        """Return what the resolvers of one request may use."""
        base_url = f"http://{request.url.netloc}"
        return CatalogueContext(
            self._store,
            self._root,
            base_url,
            self._progress_of,
            self._hurry,
            self._mint,
            request.headers.get(PROFILE_HEADER, ""),
            self._happenings,
            self._session_of,
            request.headers.get("Authorization", ""),
        )
