"""One connection to a GraphQL service: ask a document, get typed data, or an error with a sentence.

The service is not trusted to be there, to be quick or to keep to its own schema: each of these ends as a
`CatalogueError` with words for the viewer. A question that failed quickly is asked again after a moment,
twice at most; what changes something is never repeated here. What was answered once is kept, and given again,
marked as such, when the service can't be reached.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

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
from playhead_app.catalogue.faults import not_started, not_understood, refused, unreachable
from playhead_app.catalogue.kept_answers import KeptAnswers
from playhead_app.catalogue.questions import Question

__all__ = ["PROFILE_HEADER", "CatalogueSession", "Endpoint", "Recalled"]

_log = logging.getLogger(__name__)
# gql logs whole questions and answers; httpx whole addresses.
logging.getLogger("gql").setLevel(logging.WARNING)

T = TypeVar("T")
PROFILE_HEADER = "Playhead-Profile"
_TIMEOUT_S = 10.0
_CONNECT_TIMEOUT_S = 4.0
# The longest wait before the second and the third try; and a failure that took longer than the limit has
# already cost the viewer more than another try is worth.
_WAITS_S = (0.3, 1.2)
_QUICK_S = 3.0
# A document is shortened this often for an older service: what is unknown, then what that leaves unused.
_MOST_SHORTENINGS = 4


class Endpoint(Protocol):
    """Knows where the service is; may have to start it first."""

    async def url(self) -> str:
        """Return the service's address."""
        ...


@dataclass(frozen=True, slots=True)
class Recalled(Generic[T]):
    """What was answered before.

    Attributes:
        fetched_at_s: When, in seconds since 1970 (UTC).
    """

    value: T
    fetched_at_s: float


class CatalogueSession:
    """Asks one service. Connects with the first question; `close` ends it.

    Args:
        kept: Where answers are kept; None keeps none.
        credentials: Gives the token of whoever is signed in; None for a guest.
        waits_s: Longest waits before further tries.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        kept: KeptAnswers | None = None,
        credentials: Callable[[], Awaitable[str | None]] | None = None,
        waits_s: tuple[float, ...] = _WAITS_S,
    ) -> None:
        self._endpoint = endpoint
        self._kept = kept
        self._credentials = credentials
        self._waits_s = waits_s
        self._client: Client | None = None
        self._session: AsyncClientSession | None = None
        self._connecting = asyncio.Lock()
        self._questions: dict[int, Question] = {}
        self._knows_hashes = True
        self._is_reachable: bool | None = None
        self._listeners: list[Callable[[bool], None]] = []
        self.profile_id = ""
        """For whom questions are asked; empty lets the service choose."""

    def on_reach(self, told: Callable[[bool], None]) -> None:
        """Call `told` when the service begins or ceases to answer."""
        self._listeners.append(told)

    async def ask(
        self,
        document: GraphQLRequest,
        kind: type[T],
        /,
        *,
        keeps: bool = False,
        profile_id: str | None = None,
        **variables: object,
    ) -> T:
        """Ask a document and return its data as `kind`.

        Args:
            keeps: Keep the answer, and give the one before if the service can't be reached.
            profile_id: For whom, if not for the session's profile.

        Raises:
            CatalogueError: The service can't be reached, refuses, or answers something else.
        """
        profile = self.profile_id if profile_id is None else profile_id
        try:
            data = await self._ask_patiently(document, variables, profile)
            answer = _convert(data, kind)
        except CatalogueError as error:
            recalled = await self.recall(document, kind, **variables) if keeps and error.may_pass else None
            if recalled is None:
                raise
            return recalled.value
        if keeps and self._kept is not None:
            await self._kept.keep(profile, _original(document), variables, data)
        return answer

    async def recall(
        self, document: GraphQLRequest, kind: type[T], /, **variables: object
    ) -> Recalled[T] | None:
        """Return what was answered before, without asking the service."""
        if self._kept is None:
            return None
        kept = await self._kept.recall(self.profile_id, _original(document), variables)
        if kept is None:
            return None
        try:
            return Recalled(msgspec.convert(kept.data, kind), kept.fetched_at_s)
        except msgspec.ValidationError:
            return None  # an older app kept it

    async def forget(self) -> None:
        """Forget every answer that was kept."""
        if self._kept is not None:
            await self._kept.forget()

    async def close(self) -> None:
        """End the connection. Safe to call twice."""
        client, self._client, self._session = self._client, None, None
        if client is not None:
            await client.close_async()

    async def _ask_patiently(
        self, document: GraphQLRequest, variables: Mapping[str, object], profile_id: str
    ) -> dict[str, Any]:
        is_mutation = self._question(document).is_mutation
        waits_s = iter(() if is_mutation else self._waits_s)
        while True:
            began_s = asyncio.get_running_loop().time()
            try:
                data = await self._ask_once(document, variables, profile_id)
            except CatalogueError as error:
                self._reach(not error.may_pass)
                wait_s = next(waits_s, None)
                took_s = asyncio.get_running_loop().time() - began_s
                if wait_s is None or not error.may_pass or took_s > _QUICK_S:
                    raise
                await asyncio.sleep(wait_s * (0.5 + 0.5 * random.random()))
            else:
                self._reach(True)
                return data

    async def _ask_once(
        self, document: GraphQLRequest, variables: Mapping[str, object], profile_id: str
    ) -> dict[str, Any]:
        session = await self._connected()
        headers = {PROFILE_HEADER: profile_id} if profile_id else {}
        token = await self._credentials() if self._credentials else None
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        for _ in range(_MOST_SHORTENINGS):
            question = self._question(document)
            try:
                return await self._execute(session, question, variables, headers)
            except (TransportConnectionFailed, TimeoutError) as error:
                raise unreachable(error) from error
            except TransportServerError as error:
                raise refused(error) from error
            except TransportQueryError as error:
                shorter = question.without_unknown(error.errors or ())
                if shorter is None:
                    raise not_understood("catalogue-query", error, may_pass=False) from error
                _log.info("the service is older than this app: %s", error)
                self._questions[id(document)] = shorter
            except TransportError as error:
                raise not_understood("catalogue-answer", error, may_pass=True) from error
        raise not_understood("catalogue-query", ValueError("it knows too little"), may_pass=False)

    async def _execute(
        self,
        session: AsyncClientSession,
        question: Question,
        variables: Mapping[str, object],
        headers: Mapping[str, str],
    ) -> dict[str, Any]:
        extra = {"headers": dict(headers)}
        if self._knows_hashes:
            try:
                return await session.execute(question.by_hash(variables), extra_args=extra)
            except TransportQueryError as error:
                told = str(error)
                if "PersistedQueryNotFound" not in told:
                    if "PersistedQueryNotSupported" not in told:
                        raise
                    self._knows_hashes = False
            except TransportServerError as error:
                # A service that doesn't know of hashes finds no query in the request.
                if error.code not in (400, 422):
                    raise
                self._knows_hashes = False
        return await session.execute(question.whole(variables), extra_args=extra)

    def _question(self, document: GraphQLRequest) -> Question:
        # By identity: documents are constants of this package and live as long as the process.
        if id(document) not in self._questions:
            self._questions[id(document)] = Question(document.document)
        return self._questions[id(document)]

    def _reach(self, is_reachable: bool) -> None:
        if is_reachable != self._is_reachable:
            self._is_reachable = is_reachable
            for told in self._listeners:
                told(is_reachable)

    async def _connected(self) -> AsyncClientSession:
        async with self._connecting:
            if self._session is None:
                try:
                    url = await self._endpoint.url()
                except (PlayerError, OSError) as error:
                    raise not_started(error) from error
                timeout = httpx.Timeout(_TIMEOUT_S, connect=_CONNECT_TIMEOUT_S)
                # Answers are small; refusing compression means that none can unfold into gigabytes.
                transport = HTTPXAsyncTransport(url, timeout=timeout, headers={"Accept-Encoding": "identity"})
                self._client = Client(transport=transport, execute_timeout=_TIMEOUT_S)
                self._session = await self._client.connect_async()  # pyright: ignore[reportUnknownMemberType]  # untyped **kwargs
        return self._session


def _convert(data: dict[str, Any], kind: type[T]) -> T:
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise not_understood("catalogue-answer", error, may_pass=True) from error


def _original(document: GraphQLRequest) -> str:
    """Return what names a document among kept answers: as we wrote it, not as an older service knows it."""
    digest = _DIGESTS.get(id(document))
    if digest is None:
        digest = _DIGESTS[id(document)] = Question(document.document).digest
    return digest


_DIGESTS: dict[int, str] = {}
