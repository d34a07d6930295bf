"""From an address to a playback that could begin: manifest, licences, tracks and duration."""

import asyncio
import random as random_module
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from playhead.backend import Backend
from playhead.clock import Clock
from playhead.errors import ErrorCode, NetworkError, PlayerError, make_problem
from playhead.events import Event, PresentationLoaded
from playhead.licence import LicenceSource
from playhead.net.fetcher import Fetcher
from playhead.net.filters import NO_FILTERS, Filters
from playhead.net.transport import Transport
from playhead.session.cmcd.desk import CmcdDesk
from playhead.session.licence_mail import LicenceMail
from playhead.session.playback import Playback
from playhead.session.protection import open_desk
from playhead.session.shelf import OpenedTitle, TitleShelf, open_title
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
        filters: What requests to the network pass through; a kept title's don't, they go nowhere.
        reports: Makes who tells servers about a title.
    """

    backend: Backend
    transports: Sequence[Transport]
    clock: Clock
    random: random_module.Random
    cdms: Sequence[Cdm]
    shelf: TitleShelf | None
    throughput: ThroughputMemory
    settings: Callable[[], PlayerSettings]
    filters: Filters
    reports: CmcdDesk = field(init=False)

    def __post_init__(self) -> None:
        """Open the desk of those who report."""
        desk = CmcdDesk(
            self.transports,
            self.clock,
            self.random,
            self.filters,
            lambda: self.backend.stats.frames_dropped,
        )
        object.__setattr__(self, "reports", desk)

    def fetcher(self) -> Fetcher:
        """Return a fetcher for the network."""
        return self._fetcher(self.transports, (self.filters,))

    def _fetcher(self, transports: Sequence[Transport], filters: Sequence[Filters]) -> Fetcher:
        network = self.settings().network
        return Fetcher(transports, network, self.clock, random=self.random, filters=filters)

    async def open(
        self,
        wanted: Wanted,
        emit: Callable[[Event], None],
        on_state: Callable[[PlayerState], None],
        *,
        is_inserted: bool = False,
    ) -> Playback:
        """Fetch the manifest and make ready to play; nothing plays yet.

        Args:
            wanted: The title.
            emit: Takes the playback's events.
            on_state: Hears of its state.
            is_inserted: It is played within another title, by servers that may not know CMCD.

        Raises:
            PlayerError: If the manifest can't be had or read, or nothing in it can be played; TOTAL_TIMEOUT
                if that takes longer than a viewer may be kept waiting.
        """
        limit_s = self.settings().recovery.stall_limit_s
        fetchers: list[Fetcher] = []
        try:
            async with asyncio.timeout(limit_s):
                return await self._reported(wanted, emit, on_state, fetchers.append, is_inserted=is_inserted)
        except TimeoutError as error:
            detail = f"the title's description was not there after {limit_s:g} s"
            cause = next((each.last_failure for each in fetchers), None)
            problem = make_problem(ErrorCode.NETWORK_TOTAL_TIMEOUT, detail, url=wanted.url, cause=cause)
            raise NetworkError(problem) from error

    async def _reported(
        self,
        wanted: Wanted,
        emit: Callable[[Event], None],
        on_state: Callable[[PlayerState], None],
        on_fetcher: Callable[[Fetcher], None],
        *,
        is_inserted: bool,
    ) -> Playback:
        """Open the title, with a reporter that hears first where servers are to be told."""
        settings = self._informed_settings()
        title = await open_title(self.shelf, wanted.url, self.transports, wanted.licence)
        if settings.cmcd is None or title.is_kept or is_inserted:
            filters = NO_FILTERS if title.is_kept else (self.filters,)
            return await self._open(title, wanted, settings, filters, emit, on_state, on_fetcher)
        is_wanted = isinstance(wanted, TitleRequest)
        reporter = self.reports.reporter(settings.cmcd, settings.network, title.url, is_wanted=is_wanted)
        filters = (reporter.filters, self.filters)

        def hear(event: Event) -> None:
            reporter.hear(event)
            emit(event)

        def enter(state: PlayerState) -> None:
            self.reports.plays(reporter)
            reporter.on_state(state)
            on_state(state)

        try:
            return await self._open(
                title, wanted, settings, filters, hear, enter, on_fetcher, reporter.attach
            )
        except PlayerError as error:
            reporter.could_not_begin(error.problem)
            raise

    async def _open(
        self,
        title: OpenedTitle,
        wanted: Wanted,
        settings: PlayerSettings,
        filters: Sequence[Filters],
        emit: Callable[[Event], None],
        on_state: Callable[[PlayerState], None],
        on_fetcher: Callable[[Fetcher], None],
        attach: Callable[[Playback], None] | None = None,
    ) -> Playback:
        started_s = self.clock.now_s()
        fetcher = self._fetcher(title.transports, filters)
        on_fetcher(fetcher)
        source = title.narrowed(await fetch_source(fetcher, title.url, self.clock))
        presentation = source.presentation
        emit(PresentationLoaded(self.clock.now_s(), presentation))
        mail = LicenceMail(
            title.licence, fetcher, title.transports, settings.network, self.clock, self.random, filters
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
        if not title.is_kept:
            playback.meter.on_estimate = self.throughput.remember
        if attach is not None:
            attach(playback)
        await playback.prepare(wanted.start_s if wanted.start_s is not None else presentation.start_hint_s)
        return playback

    def _informed_settings(self) -> PlayerSettings:
        """Return the settings, with what the line carried the last time instead of what anybody assumes."""
        settings, known_bps = self.settings(), self.throughput.recall()
        abr = settings.abr
        if known_bps is None or abr.remembered_share <= 0:
            return replace(settings, abr=replace(abr, start_patience_s=0.0))
        first_bps = abr.remembered_share * known_bps
        return replace(settings, abr=replace(abr, initial_throughput_bps=first_bps))
