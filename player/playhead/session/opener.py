"""From an address to a playback that could begin: manifest, licences, tracks and duration."""

import asyncio
import random as random_module
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from playhead.backend import Backend
from playhead.clock import Clock
from playhead.errors import ErrorCode, NetworkError, make_problem
from playhead.events import Event, PresentationLoaded
from playhead.licence import LicenceSource
from playhead.net.fetcher import Fetcher
from playhead.net.transport import Transport
from playhead.session.licence_mail import LicenceMail
from playhead.session.playback import Playback
from playhead.session.protection import open_desk
from playhead.session.shelf import TitleShelf, open_title
from playhead.session.source import fetch_source
from playhead.session.throughput_memory import ThroughputMemory
from playhead.settings import PlayerSettings
from playhead.state import PlayerState
from playhead_drm import Cdm

__all__ = ["TitleOpener", "TitleRequest", "Wanted"]


class Wanted(Protocol):
    """A title that somebody wants to see."""

    @property
    def url(self) -> str:
        """Of its manifest, or of a title that is kept on this device."""
        ...

    @property
    def start_s(self) -> float | None:
        """Where to begin; None leaves it to the author."""
        ...

    @property
    def licence(self) -> LicenceSource:
        """Where its licences come from."""
        ...


@dataclass(frozen=True, slots=True)
class TitleRequest:
    """A `Wanted` title that nobody has got ready."""

    url: str
    start_s: float | None = None
    licence: LicenceSource = field(default_factory=LicenceSource)


@dataclass(frozen=True, slots=True)
class TitleOpener:
    """Opens titles for one backend.

    Attributes:
        throughput: Where what the line carries is kept.
        settings: Gives what is set at the moment.
    """

    backend: Backend
    transports: Sequence[Transport]
    clock: Clock
    random: random_module.Random
    cdms: Sequence[Cdm]
    shelf: TitleShelf | None
    throughput: ThroughputMemory
    settings: Callable[[], PlayerSettings]

    def fetcher(self, transports: Sequence[Transport] | None = None) -> Fetcher:
        """Return a fetcher for one title."""
        chosen = self.transports if transports is None else transports
        return Fetcher(chosen, self.settings().network, self.clock, random=self.random)

    async def open(
        self, wanted: Wanted, emit: Callable[[Event], None], on_state: Callable[[PlayerState], None]
    ) -> Playback:
        """Fetch the manifest and make ready to play; nothing plays yet.

        Args:
            wanted: The title.
            emit: Takes the playback's events.
            on_state: Hears of its state.

        Raises:
            PlayerError: If the manifest can't be had or read, or nothing in it can be played; TOTAL_TIMEOUT
                if that takes longer than a viewer may be kept waiting.
        """
        limit_s = self.settings().recovery.stall_limit_s
        fetchers: list[Fetcher] = []
        try:
            async with asyncio.timeout(limit_s):
                return await self._open(wanted, emit, on_state, fetchers.append)
        except TimeoutError as error:
            detail = f"the title's description was not there after {limit_s:g} s"
            cause = next((each.last_failure for each in fetchers), None)
            problem = make_problem(ErrorCode.NETWORK_TOTAL_TIMEOUT, detail, url=wanted.url, cause=cause)
            raise NetworkError(problem) from error

    async def _open(
        self,
        wanted: Wanted,
        emit: Callable[[Event], None],
        on_state: Callable[[PlayerState], None],
        on_fetcher: Callable[[Fetcher], None],
    ) -> Playback:
        started_s, settings = self.clock.now_s(), self._informed_settings()
        title = await open_title(self.shelf, wanted.url, self.transports, wanted.licence)
        fetcher = self.fetcher(title.transports)
        on_fetcher(fetcher)
        source = title.narrowed(await fetch_source(fetcher, title.url, self.clock))
        presentation = source.presentation
        emit(PresentationLoaded(self.clock.now_s(), presentation))
        mail = LicenceMail(
            title.licence, fetcher, title.transports, settings.network, self.clock, self.random
        )
        playback = Playback(
            source,
            self.backend,
            fetcher,
            open_desk(self.cdms, title.licence, mail, settings.protection, self.clock, emit),
            settings,
            self.clock,
            emit=emit,
            on_state=on_state,
            started_s=started_s,
        )
        playback.meter.on_estimate = self.throughput.remember
        await playback.prepare(wanted.start_s if wanted.start_s is not None else presentation.start_hint_s)
        return playback

    def _informed_settings(self) -> PlayerSettings:
        """Return the settings, with what the line carried the last time instead of what anybody assumes."""
        settings, known_bps = self.settings(), self.throughput.recall()
        if known_bps is None:
            return settings
        return replace(settings, abr=replace(settings.abr, initial_throughput_bps=known_bps))
