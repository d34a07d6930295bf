"""A title that is got ready while another one plays: its manifest, its tracks, its first seconds.

It uses the line only while the title that plays has enough ahead, and stops at a number of bytes. What it
would tell is kept until it is played, so nobody takes it for news of what plays now. Whatever goes wrong with
it is kept as well: the title is then loaded as if nobody had thought of it before.

Two kinds of titles are only looked at: a live one, whose first seconds would be old by then, and a protected
one, whose licences may count as views or as devices.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias

from playhead.errors import ErrorCode, PlayerError, Problem, make_problem
from playhead.events import Event
from playhead.licence import LicenceSource
from playhead.presentation import Presentation
from playhead.session.playback import Playback
from playhead.session.warmup import WarmUp
from playhead.settings import PreloadSettings

__all__ = ["Outbox", "Preload", "Prepare"]

_log = logging.getLogger(__name__)

# Two titles share no signal; while one gets ready it looks after the other one so often.
_LOOK_EVERY_S = 0.5

Emit: TypeAlias = Callable[[Event], None]
Prepare: TypeAlias = Callable[["Preload", Emit], Awaitable[Playback]]
"""Fetches a title's manifest and makes a playback of it that hasn't begun."""


class Outbox:
    """Keeps events until somebody may hear them; then passes them on."""

    def __init__(self) -> None:
        self._kept: list[Event] = []
        self._emit: Emit | None = None

    def take(self, event: Event) -> None:
        """Keep the event, or pass it on."""
        if self._emit is None:
            self._kept.append(event)
        else:
            self._emit(event)

    def open(self, emit: Emit, now_s: float) -> None:
        """Pass on what was kept, as if it happened now, and everything from now on."""
        kept, self._kept, self._emit = self._kept, [], emit
        for event in kept:
            emit(replace(event, at_s=now_s))


class Preload:
    """One title being got ready; `Player.preload` makes them and `Player.load` plays them.

    Attributes:
        url, start_s, licence: As `Player.load` takes them.
        problem: Why it couldn't be got ready; None otherwise. It is no problem of the title that plays.
        is_cancelled: Whether it was let go.
    """

    def __init__(
        self,
        url: str,
        start_s: float | None,
        licence: LicenceSource,
        *,
        prepare: Prepare,
        settings: PreloadSettings,
        has_room: Callable[[], bool],
    ) -> None:
        self.url = url
        self.start_s = start_s
        self.licence = licence
        self.problem: Problem | None = None
        self.outbox = Outbox()
        self._prepare = prepare
        self._settings = settings
        self._has_room = has_room
        self._is_wanted = asyncio.Event()
        self.is_cancelled = False
        self._playback: Playback | None = None
        # Owned by the player, which cancels it at the latest when it closes.
        self._task = asyncio.create_task(self._run(), name="preload")

    @property
    def is_ready(self) -> bool:
        """True once playback could begin at once: all that was to be fetched is there."""
        return self._task.done() and self._playback is not None

    @property
    def is_over(self) -> bool:
        """True once nothing more is fetched, whether it is ready, failed or was cancelled."""
        return self._task.done()

    @property
    def loaded_bytes(self) -> int:
        """Media bytes that came so far."""
        return self._playback.meter.total_bytes if self._playback is not None else 0

    async def wait(self) -> bool:
        """Wait until nothing more is fetched; True if it is ready."""
        await asyncio.wait([self._task])
        return self.is_ready

    def cancel(self) -> None:
        """Let go of it; `Player.load` would then load it as any other title."""
        self.is_cancelled = True
        self._task.cancel()
        self._playback = None

    async def hand_over(self) -> Playback | None:
        """Return what is there, to be played now; None if there is nothing of use."""
        self._is_wanted.set()
        await asyncio.wait([self._task])
        playback, self._playback = self._playback, None
        return playback

    async def _run(self) -> None:
        try:
            await self._room()
            playback = await self._prepare(self, self.outbox.take)
            self._playback = playback
            presentation = playback.plan.presentation
            if presentation.is_live:
                self._playback = None  # its window will have moved on
            elif not _is_protected(presentation):
                await self._warm_up(playback)
        except PlayerError as error:
            self._playback = None
            self.problem = error.problem
        except Exception as error:  # noqa: BLE001 - the top of a task: the title that plays must not notice
            _log.exception("a preload ended by an internal error")
            self._playback = None
            self.problem = make_problem(ErrorCode.PLAYER_INTERNAL, f"preload: {type(error).__name__}")

    async def _warm_up(self, playback: Playback) -> None:
        task = WarmUp(
            playback.position_s,
            self._settings.ahead_s,
            self._settings.max_bytes,
            self._has_room,
            self._is_wanted.is_set,
            _LOOK_EVERY_S,
        )
        await task.run(playback.downloads, playback.meter, playback.changed)

    async def _room(self) -> None:
        while not self._has_room() and not self._is_wanted.is_set():
            try:
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._is_wanted.wait()
            except TimeoutError:
                continue


def _is_protected(presentation: Presentation) -> bool:
    if presentation.session_protection:
        return True
    return any(
        representation.protection
        for period in presentation.periods
        for track in period.tracks
        for representation in track.representations
    )
