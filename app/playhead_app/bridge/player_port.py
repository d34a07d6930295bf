"""The player, as Qt may touch it: commands go over, snapshots and events come back.

The `Player` lives on the loop. This port keeps it for the app's whole life, takes a snapshot of it ten times
a second while somebody watches and at once after each event, and hands everything over as frozen data.
Each `load` has a number, its generation; what arrives with an older one belongs to a title already left.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from playhead import ErrorCode, PlayerError, PlayerState, Problem, Thumbnail
from playhead.errors import make_problem
from playhead.events import Event
from playhead.licence import LicenceSource
from playhead_app.bridge.remote import Call, Remote
from playhead_app.bridge.snapshot import PlaybackSnapshot, PlayerLike, take_snapshot
from playhead_app.bridge.thumbnails import data_url
from playhead_app.process import give_memory_back

__all__ = ["ControlledPlayer", "PlayerPort", "ReportLike"]

_log = logging.getLogger(__name__)
_TICK_S = 0.1
# A page that is left fades, and lets go of its pictures after that.
_GONE_AFTER_S = 0.8


class ReportLike(Protocol):
    """A session report."""

    def as_dict(self) -> dict[str, Any]: ...


class ControlledPlayer(PlayerLike, Protocol):
    """The face of `playhead.Player` that the app uses."""

    async def load(
        self, url: str, /, *, start_s: float | None = None, licence: LicenceSource | None = None
    ) -> None: ...
    def play(self) -> None: ...
    def pause(self) -> None: ...
    async def seek(self, position_s: float) -> None: ...
    async def seek_to_live(self) -> None: ...
    async def scan(self, rate: float) -> None: ...
    async def thumbnail_at(self, position_s: float) -> Thumbnail | None: ...
    async def stop(self) -> None: ...
    async def close(self) -> None: ...
    def select_audio(self, track_id: str) -> None: ...
    def select_text(self, track_id: str | None) -> None: ...
    def limit_quality(
        self, *, max_height: int | None = None, max_bandwidth_bps: int | None = None
    ) -> None: ...
    def set_quality(self, representation_id: str | None) -> None: ...
    def set_buffer_goal(self, goal_s: float) -> None: ...
    def events(self) -> AsyncIterator[Event]: ...
    def report(self) -> ReportLike: ...


class PlayerPort(QObject):
    """Commands to the one player, and what it tells. Used on Qt's thread."""

    snapshot_taken = Signal(object)
    event_told = Signal(object)
    load_failed = Signal(int, object)
    """Generation and `Problem`: the title can't be played."""
    command_failed = Signal(object)
    """A `Problem` of a command; playback goes on."""

    def __init__(
        self, remote: Remote, make_player: Callable[[], ControlledPlayer], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._make_player = make_player
        self._player: ControlledPlayer | None = None
        self._generation = 0
        self._loaded_generation = 0  # the loop's copy: written and read there only
        self._watch: Call | None = None
        self._load: Call | None = None
        self._limits: tuple[int | None, int | None, float | None] = (None, None, None)
        self._plan_height: int | None = None

    def load(
        self,
        url: str,
        *,
        start_s: float | None = None,
        max_height: int | None = None,
        licence: LicenceSource | None = None,
    ) -> int:
        """Load a title in place of the one before and return its generation.

        Args:
            url: Its manifest.
            start_s: Where to begin; None lets the title decide.
            max_height: Tallest picture to choose; None for no limit.
            licence: Where its licences come from; None if it isn't protected.
        """
        self._generation += 1
        generation = self._generation
        self._plan_height = max_height
        if self._watch is None:
            self._watch = self._remote.run(self._watch_player, then=_ignore, failed=self._on_command_error)
        if self._load is not None:
            self._load.drop()

        async def work() -> None:
            player = self._opened()
            self._loaded_generation = generation
            player.play()
            self._limit(player)
            await player.load(url, start_s=start_s, licence=licence)

        def failed(error: BaseException) -> None:
            problem = _problem_of(error)
            if problem.code is not ErrorCode.PLAYER_LOAD_INTERRUPTED:
                self.load_failed.emit(generation, problem)

        self._load = self._remote.run(work, then=_ignore, failed=failed)
        return generation

    def play(self) -> None:
        """Go on."""
        self._command(lambda player: player.play())

    def pause(self) -> None:
        """Stand on the picture that is shown."""
        self._command(lambda player: player.pause())

    def seek(self, position_s: float) -> None:
        """Go to another place; the answer is seen in the snapshots."""
        self._async_command(lambda player: player.seek(position_s))

    def seek_to_live(self) -> None:
        """Go to where live playback is."""
        self._async_command(lambda player: player.seek_to_live())

    def scan(self, rate: float) -> None:
        """Wind forward, or back if negative, until something else is wanted."""
        self._async_command(lambda player: player.scan(rate))

    def set_rate(self, rate: float) -> None:
        """Play faster or slower; 1 is normal."""

        def act(player: ControlledPlayer) -> None:
            player.rate = rate

        self._command(act)

    def thumbnail(self, position_s: float, then: Callable[[str], None]) -> Call:
        """Ask for a small picture of a place.

        Args:
            then: Gets an address that QML can show, on Qt's thread; empty if there is no picture.
        """

        async def work() -> str:
            found = await self._opened().thumbnail_at(position_s)
            return "" if found is None else await data_url(found)

        # Whether a picture can be had is told by its being there; the title itself is not harmed.
        return self._remote.run(work, then=then, failed=lambda _: then(""))

    def stop(self) -> None:
        """Let go of the title."""
        if self._load is not None:
            self._load.drop()
        self._generation += 1
        self._async_command(lambda player: player.stop())
        self._remote.run(self._tidy_up, then=_ignore, failed=self._on_command_error)

    def select_audio(self, track_id: str) -> None:
        """Choose another audio track."""
        self._command(lambda player: player.select_audio(track_id))

    def select_text(self, track_id: str | None) -> None:
        """Show captions, or none."""
        self._command(lambda player: player.select_text(track_id))

    def set_quality(self, representation_id: str | None) -> None:
        """Keep to one representation; None chooses by itself again."""
        self._command(lambda player: player.set_quality(representation_id))

    def keep_within(
        self, max_height: int | None, max_bandwidth_bps: int | None, ahead_s: float | None
    ) -> None:
        """Choose nothing above the viewer's own limits, in this title and all that follow.

        Args:
            max_height, max_bandwidth_bps: None for no limit; a title's own `max_height` holds as well.
            ahead_s: Download ahead until so much is playable, from the next title on; None as it comes.
        """
        self._limits = (max_height, max_bandwidth_bps, ahead_s)
        if self._watch is not None:
            self._command(self._limit)

    def _limit(self, player: ControlledPlayer) -> None:
        own_height, bandwidth_bps, ahead_s = self._limits
        heights = [height for height in (self._plan_height, own_height) if height is not None]
        player.limit_quality(max_height=min(heights, default=None), max_bandwidth_bps=bandwidth_bps)
        if ahead_s is not None:
            player.set_buffer_goal(ahead_s)

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0 to 1."""

        def act(player: ControlledPlayer) -> None:
            player.volume = volume

        self._command(act)

    def set_muted(self, is_muted: bool) -> None:
        """Silence or restore the sound."""

        def act(player: ControlledPlayer) -> None:
            player.is_muted = is_muted

        self._command(act)

    async def report(self) -> dict[str, Any] | None:
        """Return the session's report as plain data; None if nothing was ever loaded. Runs on the loop."""
        return None if self._player is None else self._player.report().as_dict()

    async def close(self) -> None:
        """Close the player for good. Runs on the loop; part of the app's shutdown."""
        player, self._player = self._player, None
        if player is not None:
            await player.close()

    async def _tidy_up(self) -> None:
        """Give a title's memory back once its page has gone too, unless another one plays by then."""
        await asyncio.sleep(_GONE_AFTER_S)
        if self._player is not None and self._player.state is PlayerState.IDLE:
            await asyncio.to_thread(give_memory_back)

    def _opened(self) -> ControlledPlayer:
        if self._player is None:
            self._player = self._make_player()
        return self._player

    def _command(self, act: Callable[[ControlledPlayer], object]) -> None:
        async def work() -> None:
            act(self._opened())
            self._publish()

        self._remote.run(work, then=_ignore, failed=self._on_command_error)

    def _async_command(self, act: Callable[[ControlledPlayer], Awaitable[object]]) -> None:
        async def work() -> None:
            await act(self._opened())
            self._publish()

        self._remote.run(work, then=_ignore, failed=self._on_command_error)

    def _on_command_error(self, error: BaseException) -> None:
        problem = _problem_of(error)
        if problem.code is not ErrorCode.PLAYER_LOAD_INTERRUPTED:
            self.command_failed.emit(problem)

    async def _watch_player(self) -> None:
        player = self._opened()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._forward_events(player))
            tasks.create_task(self._tick())

    async def _forward_events(self, player: ControlledPlayer) -> None:
        async for event in player.events():
            self._remote.post(self.event_told.emit, event)
            self._publish()

    async def _tick(self) -> None:
        while self._player is not None:
            if self._player.state not in (PlayerState.IDLE, PlayerState.FAILED):
                self._publish()
            await asyncio.sleep(_TICK_S)

    def _publish(self) -> None:
        if self._player is not None:
            snapshot: PlaybackSnapshot = take_snapshot(self._player, self._loaded_generation)
            self._remote.post(self.snapshot_taken.emit, snapshot)


def _problem_of(error: BaseException) -> Problem:
    """Return the error's own story, or one for what should never have happened: that is logged here."""
    if isinstance(error, PlayerError):
        return error.problem
    _log.error("the player failed unforeseen", exc_info=(type(error), error, error.__traceback__))
    return make_problem(ErrorCode.PLAYER_WRONG_STATE, f"{type(error).__name__}: {error}")


def _ignore(_: object) -> None:
    """A command's return says nothing; its effect is seen in the snapshots."""
