"""What the service tells by itself: new episodes, and that this device was signed out elsewhere.

Two GraphQL subscriptions over one WebSocket (protocol `graphql-transport-ws`). The line is kept up for as
long as the app runs: when it breaks it is taken up again, soon at first and then less often; and a machine
that has slept does not wait for its dead connection to be noticed. Whoever listens is told when the line was
down (`LineBack`), because what happened meanwhile is not told again.

A service that has no such line is left in peace: it is tried once.
"""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import msgspec
from gql import Client, GraphQLRequest
from gql.client import AsyncClientSession
from gql.transport.async_transport import AsyncTransport
from gql.transport.exceptions import TransportError, TransportQueryError

from playhead import PlayerError
from playhead_app.catalogue.documents import EPISODE_ADDED, SESSION_ENDED
from playhead_app.catalogue.session import PROFILE_HEADER, Endpoint

__all__ = ["EpisodeAdded", "Happening", "LineBack", "ServiceLine", "SessionEnded"]

_log = logging.getLogger(__name__)
# gql logs whole messages, and the first one holds a token.
logging.getLogger("gql").setLevel(logging.WARNING)
_FIRST_WAIT_S, _LONGEST_WAIT_S = 1.0, 120.0
# A line that held for so long was a good one: the next wait is short again.
_HELD_S = 30.0
# Asked for a sign of life so often; a connection that gives none within the limit is dead.
_PING_S, _PONG_LIMIT_S = 30.0, 10.0
# How often to look at the clocks, and how far the wall's may run ahead of the loop's: more is sleep, which
# the loop's clock doesn't count (CLOCK_MONOTONIC on Linux; mach_absolute_time on macOS).
_LOOK_S, _SLEPT_S = 5.0, 20.0
_CLOSE_LIMIT_S = 0.2
_MOST_MESSAGE_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class EpisodeAdded:
    """An episode has come out."""

    series_id: str
    series_name: str
    episode_id: str
    episode_name: str
    episode_number: int


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """This device was signed out.

    Attributes:
        is_everywhere: All devices were.
    """

    is_everywhere: bool


@dataclass(frozen=True, slots=True)
class LineBack:
    """The line was down and is up again: things may have happened."""


Happening: TypeAlias = EpisodeAdded | SessionEnded | LineBack


class _Answer(msgspec.Struct, frozen=True, rename="camel"):
    pass


class _Series(_Answer, frozen=True):
    id: str
    name: str


class _Episode(_Answer, frozen=True):
    id: str
    number: int
    name: str


class _Added(_Answer, frozen=True):
    series: _Series
    episode: _Episode


class _EpisodeAddedAnswer(_Answer, frozen=True):
    episode_added: _Added

    def read(self) -> Happening:
        series, episode = self.episode_added.series, self.episode_added.episode
        return EpisodeAdded(series.id, series.name, episode.id, episode.name, episode.number)


class _Ended(_Answer, frozen=True):
    reason: str


class _SessionEndedAnswer(_Answer, frozen=True):
    session_ended: _Ended

    def read(self) -> Happening:
        return SessionEnded(self.session_ended.reason == "SIGNED_OUT_EVERYWHERE")


_LISTENED_TO: tuple[tuple[GraphQLRequest, type[_EpisodeAddedAnswer] | type[_SessionEndedAnswer]], ...] = (
    (EPISODE_ADDED, _EpisodeAddedAnswer),
    (SESSION_ENDED, _SessionEndedAnswer),
)


class _NotOffered(Exception):  # noqa: N818  # no fault: the service has no such line
    pass


class _Renewed(Exception):  # noqa: N818  # no fault: somebody else listens now, or the machine has slept
    pass


Connect: TypeAlias = Callable[[str, Mapping[str, str]], Awaitable[AsyncTransport]]


class ServiceLine:
    """Listens to one service. Belongs to the loop.

    Args:
        endpoint: Where the service is: its GraphQL address, of which the scheme is changed.
        told: Called for each happening.
        credentials: Gives an access token; None for a guest. Asked at each connecting.
        connect: Makes the transport for an address and what is said of oneself; a WebSocket if not given.
        sleep, clock, wall: Waiting; seconds that only grow; seconds since 1970. The loop's and the system's
            if not given.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        told: Callable[[Happening], None],
        credentials: Callable[[], Awaitable[str | None]],
        *,
        connect: Connect | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        clock: Callable[[], float] | None = None,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._endpoint = endpoint
        self._told = told
        self._credentials = credentials
        self._connect = connect or _web_socket
        self._sleep = sleep
        self._clock = clock
        self._wall = wall
        self._anew = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._profile_id = ""
        self._is_first = True

    def listen_for(self, profile_id: str) -> None:
        """Listen for another profile from now on."""
        if profile_id != self._profile_id:
            self._profile_id = profile_id
            self.renew()

    def renew(self) -> None:
        """Connect anew at once: who listens has changed, or the service can be reached again."""
        self._anew.set()

    async def close(self) -> None:
        """Listen no more. Safe to call twice."""
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def run(self) -> None:
        """Listen until closed; returns earlier only if the service has no such line."""
        self._running = asyncio.create_task(self._keep_up())
        with suppress(asyncio.CancelledError):
            await self._running

    async def _keep_up(self) -> None:
        wait_s = _FIRST_WAIT_S
        while True:
            began_s = self._now_s()
            self._anew.clear()
            try:
                await self._listen()
            except _NotOffered as error:
                _log.info("the service tells nothing by itself: %s", error)
                return
            except _Renewed:
                wait_s = _FIRST_WAIT_S
                continue
            except (TransportError, OSError, PlayerError, TimeoutError, msgspec.MsgspecError) as error:
                _log.info("the line to the service is down: %s", type(error).__name__)
            if self._now_s() - began_s > _HELD_S:
                wait_s = _FIRST_WAIT_S
            await self._pause(wait_s * (0.5 + 0.5 * random.random()))
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)

    async def _pause(self, wait_s: float) -> None:
        """Wait, but not when there is reason to believe that the service can be reached."""
        await _first_of(self._sleep(wait_s), self._anew.wait())

    async def _listen(self) -> None:
        """Hold one connection until it breaks."""
        transport = await self._connect(await self._endpoint.url(), await self._introduction())
        client = Client(transport=transport)
        try:
            session = await client.connect_async()  # pyright: ignore[reportUnknownMemberType]  # untyped **kwargs
        except Exception as error:
            if _is_refusal(error):
                raise _NotOffered(type(error.__cause__).__name__) from error
            raise
        try:
            if not self._is_first:
                self._told(LineBack())
            self._is_first = False
            await self._hear(session)
        finally:
            with suppress(TransportError, OSError, TimeoutError):
                await client.close_async()

    async def _hear(self, session: AsyncClientSession) -> None:
        renewing = asyncio.create_task(self._until_renewed())
        hearing = [asyncio.create_task(self._follow(session, *one)) for one in _LISTENED_TO]
        try:
            left = {renewing, *hearing}
            while left != {renewing}:
                done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            raise _NotOffered("it knows none of the subscriptions")
        finally:
            for task in (renewing, *hearing):
                task.cancel()
            await asyncio.gather(renewing, *hearing, return_exceptions=True)

    async def _follow(
        self,
        session: AsyncClientSession,
        document: GraphQLRequest,
        kind: type[_EpisodeAddedAnswer] | type[_SessionEndedAnswer],
    ) -> None:
        """Hand on what one subscription tells; returns if the service doesn't know it."""
        stream: AsyncIterator[dict[str, Any]] = session.subscribe(document)
        try:
            async for data in stream:
                self._told(msgspec.convert(data, kind).read())
        except TransportQueryError as error:
            _log.info("the service does not tell of everything: %s", type(error).__name__)
            return
        if kind is _SessionEndedAnswer:
            # Said once; there is nothing more to hear until somebody signs in again.
            return
        raise ConnectionResetError

    async def _until_renewed(self) -> None:
        """Raise when the connection has to be made anew: on demand, or because the machine has slept."""
        while not self._anew.is_set():
            loop_s, wall_s = self._now_s(), self._wall()
            await _first_of(self._sleep(_LOOK_S), self._anew.wait())
            if (self._wall() - wall_s) - (self._now_s() - loop_s) > _SLEPT_S:
                _log.info("the machine has slept")
                break
        raise _Renewed

    async def _introduction(self) -> dict[str, str]:
        said = {PROFILE_HEADER: self._profile_id} if self._profile_id else {}
        token = await self._credentials()
        return said | ({"Authorization": f"Bearer {token}"} if token else {})

    def _now_s(self) -> float:
        return self._clock() if self._clock is not None else asyncio.get_running_loop().time()


async def _first_of(*waits: Awaitable[object]) -> None:
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _web_socket(url: str, introduction: Mapping[str, str]) -> AsyncTransport:
    """Return the transport for an address."""
    # A second's work, so a thread does it. The transport itself must be made on the loop: anywhere else gql
    # makes a loop of its own and forgets it.
    await asyncio.to_thread(import_module, "gql.transport.websockets")
    from gql.transport.websockets import WebsocketsTransport

    logging.getLogger("websockets").setLevel(logging.WARNING)
    parts = urlsplit(url)
    return WebsocketsTransport(
        parts._replace(scheme="wss" if parts.scheme == "https" else "ws").geturl(),
        init_payload=dict(introduction),
        ping_interval=_PING_S,
        pong_timeout=_PONG_LIMIT_S,
        close_timeout=_CLOSE_LIMIT_S,
        subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL],
        # No compression: nothing can unfold into gigabytes.
        connect_args={"compression": None, "max_size": _MOST_MESSAGE_BYTES},
    )


def _is_refusal(error: BaseException) -> bool:
    """Return whether the service answered, and has no WebSocket there: trying again would only be noise."""
    answer = getattr(error.__cause__, "response", None)
    status = getattr(answer, "status_code", None)
    return isinstance(status, int) and status < 500 and status not in (401, 408, 425, 429)
