"""One connection to a GraphQL service: ask a document, get typed data, or an error with a sentence.

The service is not trusted to be there, to be quick or to keep to its own schema: each of these ends as a
`CatalogueError` with words for the viewer. Questions are asked again by the viewer, not by us.
"""

import asyncio
import logging
from typing import Any, Protocol, TypeVar

import httpx
import msgspec
from gql import Client, GraphQLRequest
from gql.client import AsyncClientSession
from gql.transport.exceptions import (
    TransportConnectionFailed,
    TransportError,
    TransportQueryError,
    TransportServerError,
)
from gql.transport.httpx import HTTPXAsyncTransport

from playhead import PlayerError
from playhead_app.catalogue.errors import CatalogueError
from playhead_app.qt import translate

__all__ = ["CatalogueSession", "Endpoint"]

_log = logging.getLogger(__name__)
# gql logs whole questions and answers; httpx whole addresses.
logging.getLogger("gql").setLevel(logging.WARNING)

T = TypeVar("T")
_TIMEOUT_S = 10.0
_CONNECT_TIMEOUT_S = 4.0


class Endpoint(Protocol):
    """Knows where the service is; may have to start it first."""

    async def url(self) -> str:
        """Return the service's address."""
        ...


class CatalogueSession:
    """Asks one service. Connects with the first question; `close` ends it."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._client: Client | None = None
        self._session: AsyncClientSession | None = None
        self._connecting = asyncio.Lock()

    async def ask(self, document: GraphQLRequest, kind: type[T], /, **variables: object) -> T:
        """Ask a document and return its data as `kind`.

        Raises:
            CatalogueError: The service can't be reached, refuses, or answers something else.
        """
        session = await self._connected()
        request = GraphQLRequest(document, variable_values=dict(variables))
        try:
            data: dict[str, Any] = await session.execute(request)
            return msgspec.convert(data, kind)
        except (TransportConnectionFailed, TimeoutError) as error:
            raise _unreachable(error) from error
        except TransportServerError as error:
            raise _refused(error) from error
        except TransportQueryError as error:
            raise _not_understood("catalogue-query", error) from error
        except (TransportError, msgspec.ValidationError) as error:
            raise _not_understood("catalogue-answer", error) from error

    async def close(self) -> None:
        """End the connection. Safe to call twice."""
        client, self._client, self._session = self._client, None, None
        if client is not None:
            await client.close_async()

    async def _connected(self) -> AsyncClientSession:
        async with self._connecting:
            if self._session is None:
                try:
                    url = await self._endpoint.url()
                except (PlayerError, OSError) as error:
                    raise _not_started(error) from error
                timeout = httpx.Timeout(_TIMEOUT_S, connect=_CONNECT_TIMEOUT_S)
                # Answers are small; refusing compression means that none can unfold into gigabytes.
                transport = HTTPXAsyncTransport(url, timeout=timeout, headers={"Accept-Encoding": "identity"})
                self._client = Client(transport=transport, execute_timeout=_TIMEOUT_S)
                self._session = await self._client.connect_async()  # pyright: ignore[reportUnknownMemberType]  # untyped **kwargs
        return self._session


def _unreachable(error: BaseException) -> CatalogueError:
    return CatalogueError(
        message=translate("Catalogue", "We can't reach the catalogue."),
        hint=translate("Catalogue", "Check the connection, then try again."),
        code="catalogue-unreachable",
        detail=type(error.__cause__ or error).__name__,
    )


def _refused(error: TransportServerError) -> CatalogueError:
    return CatalogueError(
        message=translate("Catalogue", "The catalogue is having a rest."),
        hint=translate("Catalogue", "It may be back in a moment: try again."),
        code=f"catalogue-http-{error.code}",
    )


def _not_understood(code: str, error: BaseException) -> CatalogueError:
    _log.warning("%s: %s", code, error)
    return CatalogueError(
        message=translate("Catalogue", "The catalogue gave an answer that we don't understand."),
        hint=translate("Catalogue", "Try again later, or update Playhead."),
        code=code,
        detail=str(error),
    )


def _not_started(error: PlayerError | OSError) -> CatalogueError:
    if isinstance(error, PlayerError):
        problem = error.problem
        return CatalogueError(
            message=translate("Problem", problem.message),
            hint=translate("Problem", problem.hint) if problem.hint else "",
            code=translate("Problem", "Code {number}").format(number=int(problem.code)),
        )
    return CatalogueError(
        message=translate("Catalogue", "The demo service can't start."),
        hint=translate("Catalogue", "Try again, or start Playhead anew."),
        code="demo-not-started",
        detail=str(error),
    )
