"""From an address to a playback that could begin: manifest, licences, tracks and duration."""

import random as random_module
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from playhead.backend import Backend
from playhead.clock import Clock
from playhead.errors import PlayerError
from playhead.events import Event, PresentationLoaded
from playhead.licence import LicenceSource
from playhead.net.fetcher import Fetcher
from playhead.net.filters import NO_FILTERS, Filters
from playhead.net.transport import Transport
from playhead.session.cmcd.desk import CmcdDesk
from playhead.session.cmcd.reporter import TitleReporter
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
        settings: Gives what is set at the moment.
        filters: What requests to the network pass through; a kept title's don't, they go nowhere.
        reports: Makes who tells servers about a title.
        memory: Knows what the line carried before, and learns what it carries.
    """

    backend: Backend
    transports: Sequence[Transport]
    clock: Clock
    random: random_module.Random
    cdms: Sequence[Cdm]
    shelf: TitleShelf | None
    settings: Callable[[], PlayerSettings]
    filters: Filters
    reports: CmcdDesk
    memory: ThroughputMemory

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
            PlayerError: If the manifest can't be had or read, or nothing in it can be played.
        """
        settings = self.settings()
        title = await open_title(self.shelf, wanted.url, self.transports, wanted.licence)
        if settings.cmcd is None or title.is_kept or is_inserted:
            filters = NO_FILTERS if title.is_kept else (self.filters,)
            return await self._open(title, wanted, settings, filters, emit, on_state)
        is_wanted = isinstance(wanted, TitleRequest)
        reporter = self.reports.reporter(settings.cmcd, settings.network, title.url, is_wanted=is_wanted)
        filters = (reporter.filters, self.filters)
        emit, on_state = self._reported(reporter, emit, on_state)
        try:
            return await self._open(title, wanted, settings, filters, emit, on_state, reporter.attach)
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
        attach: Callable[[Playback], None] | None = None,
    ) -> Playback:
        started_s = self.clock.now_s()
        if not title.is_kept:
            settings = await self._with_first_guess(settings)
        fetcher = self._fetcher(title.transports, filters)
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
            playback.meter.on_sample = self.memory.hear
        if attach is not None:
            attach(playback)
        await playback.prepare(wanted.start_s if wanted.start_s is not None else presentation.start_hint_s)
        return playback

    async def _with_first_guess(self, settings: PlayerSettings) -> PlayerSettings:
        abr = settings.abr
        first_bps = await self.memory.first_bps(abr.remembered_share)
        if first_bps is None:
            return replace(settings, abr=replace(abr, start_patience_s=0.0))
        return replace(settings, abr=replace(abr, initial_throughput_bps=first_bps))

    def _reported(
        self,
        reporter: TitleReporter,
        emit: Callable[[Event], None],
        on_state: Callable[[PlayerState], None],
    ) -> tuple[Callable[[Event], None], Callable[[PlayerState], None]]:
        """Return the same two, with the reporter hearing first."""

        def hear(event: Event) -> None:
            reporter.hear(event)
            emit(event)

        def enter(state: PlayerState) -> None:
            self.reports.plays(reporter)
            reporter.on_state(state)
            on_state(state)

        return hear, enter
