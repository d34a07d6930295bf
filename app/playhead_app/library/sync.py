"""Keep the library and the service at one: send what waits, learn what other devices did.

What is sent carries the time of the watching, not of the sending, so it doesn't matter how long a device was
offline: of two devices the one that watched later is right, at the service and here. Sending twice does no
harm. What the service refuses for good is given up, or it would hold up everything behind it.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from playhead_app.catalogue.errors import CatalogueError
from playhead_app.library.library import Library
from playhead_app.library.records import Change, Listing, Profile, Viewing

__all__ = ["PersonalService", "PersonalState", "Synchroniser"]

_log = logging.getLogger(__name__)
_FIRST_WAIT_S, _LONGEST_WAIT_S = 2.0, 120.0
# What other devices did is asked for this often, and whenever something was sent.
_LOOK_EVERY_S = 300.0


@dataclass(frozen=True, slots=True)
class PersonalState:
    """What the service knows of one profile: the latest only, not everything since the beginning."""

    viewings: tuple[Viewing, ...] = ()
    listings: tuple[Listing, ...] = ()


class PersonalService(Protocol):
    """The service's side of the library. Coroutines; each raises `CatalogueError`."""

    async def send(self, change: Change) -> None:
        """Tell of one change."""
        ...

    async def profiles(self) -> tuple[Profile, ...]:
        """Return who watches."""
        ...

    async def personal_state(self, profile_id: str) -> PersonalState:
        """Return what was watched and listed, by any device."""
        ...


class Synchroniser:
    """Runs on the loop for as long as the app does.

    Args:
        learnt: Called when profiles, viewings or lists may have come from elsewhere.
        random_share: Between 0 and 1; spreads the retries of many devices after an outage.
    """

    def __init__(
        self,
        library: Library,
        service: PersonalService,
        *,
        learnt: Callable[[], None] = lambda: None,
        random_share: Callable[[], float] = random.random,
    ) -> None:
        self._library = library
        self._service = service
        self._learnt = learnt
        self._random_share = random_share
        self._something_to_do = asyncio.Event()
        self._is_reachable = asyncio.Event()
        self._profile_id = ""
        self._failures = 0

    def wake(self) -> None:
        """Send what waits; called on the loop after a change. After a failure that has to wait its turn."""
        self._something_to_do.set()

    def reached(self) -> None:
        """Hear on the loop that the service answers again: no need to wait any longer."""
        if self._failures:
            self._is_reachable.set()

    def follow(self, profile_id: str) -> None:
        """Learn what other devices did for this profile, from now on."""
        self._profile_id = profile_id
        self.wake()

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._something_to_do.clear()
            self._is_reachable.clear()
            try:
                await self.once()
            except CatalogueError as error:
                wait_s = self._next_wait_s()
                _log.info("the service can't be told (%s); next try in %.0f s", error, wait_s)
                # A viewer who goes on watching makes changes all the time: they don't shorten this wait.
                await _wait(self._is_reachable, wait_s)
            else:
                self._failures = 0
                await _wait(self._something_to_do, _LOOK_EVERY_S)

    async def once(self) -> None:
        """Send everything that waits, then learn.

        Raises:
            CatalogueError: The service can't be reached; what was not sent still waits.
        """
        while changes := await self._library.outbox.waiting():
            for change in changes:
                await self._send(change)
        await self._library.profiles.learn(await self._service.profiles())
        profile_id = self._profile_id
        if profile_id:
            state = await self._service.personal_state(profile_id)
            await self._library.viewings.learn(profile_id, state.viewings)
            await self._library.lists.learn(profile_id, state.listings)
        self._learnt()

    def _next_wait_s(self) -> float:
        self._failures += 1
        longest_s = min(_FIRST_WAIT_S * 2 ** (self._failures - 1), _LONGEST_WAIT_S)
        return longest_s * (0.5 + 0.5 * self._random_share())

    async def _send(self, change: Change) -> None:
        try:
            await self._service.send(change)
        except CatalogueError as error:
            if error.may_pass:
                raise
            _log.warning("the service will not take a change (%s): given up: %s", change.kind, error)
        await self._library.outbox.sent(change)


async def _wait(event: asyncio.Event, longest_s: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(longest_s):
            await event.wait()
