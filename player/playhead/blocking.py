"""The player for programs without an asyncio loop: the same player, on a loop in a thread of its own.

    with BlockingPlayer() as player:
        player.load("https://example.com/title/master.m3u8")
        player.wait_until_ended()

Every call hands over to the loop's thread and waits for the answer, so any thread may call.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from playhead.events import Event, StateChanged
from playhead.licence import LicenceSource
from playhead.player import Player, PlayerStats
from playhead.presentation import Thumbnail, Track
from playhead.session.metrics import SessionReport
from playhead.session.preload import Preload
from playhead.state import PlayerState

__all__ = ["BlockingPlayer"]

T = TypeVar("T")


class BlockingPlayer:
    """A thin face over `Player`; see there for what each call does and raises.

    Args:
        make_player: Builds the player, on the loop's thread.
        on_event: Hears every event, on the loop's thread: return quickly, and call nothing of this object.
    """

    def __init__(
        self,
        make_player: Callable[[], Player] = Player,
        *,
        on_event: Callable[[Event], None] | None = None,
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="playhead-loop", daemon=True)
        self._thread.start()
        self._settled = threading.Event()
        self._on_event = on_event
        self._is_closed = False
        try:
            self._player = self._ask(make_player)
        except BaseException:
            self._end_loop()
            raise
        self._listening = self._ask(lambda: asyncio.ensure_future(self._listen()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()

    def load(
        self, title: str | Preload, *, start_s: float | None = None, licence: LicenceSource | None = None
    ) -> None:
        """Load a title; playback begins by itself unless the player is paused."""
        self._settled.clear()
        self._run(self._player.load(title, start_s=start_s, licence=licence))

    def preload(
        self, url: str, *, start_s: float | None = None, licence: LicenceSource | None = None
    ) -> Preload:
        """Get a title ready while another one plays; the handle is for `load` and `queue` alone."""
        return self._ask(lambda: self._player.preload(url, start_s=start_s, licence=licence))

    def queue(
        self, title: str | Preload, *, start_s: float | None = None, licence: LicenceSource | None = None
    ) -> None:
        """Play a title when the one that plays has come to its end."""
        self._ask(lambda: self._player.queue(title, start_s=start_s, licence=licence))

    def play(self) -> None:
        """Go on after `pause`."""
        self._ask(self._player.play)

    def pause(self) -> None:
        """Stand on the current picture."""
        self._ask(self._player.pause)

    def seek(self, position_s: float) -> None:
        """Go to another position and wait for its first picture."""
        self._settled.clear()
        self._run(self._player.seek(position_s))

    def seek_to_live(self) -> None:
        """Go to where live playback is and wait for its first picture."""
        self._settled.clear()
        self._run(self._player.seek_to_live())

    def scan(self, rate: float) -> None:
        """Wind through the title, 2 to 64 times as fast, or -2 to -64; until `play`, `pause` or `seek`."""
        self._run(self._player.scan(rate))

    def stop(self) -> None:
        """Let go of the title."""
        self._run(self._player.stop())

    def close(self) -> None:
        """Let go of everything and end the loop's thread. Safe to call twice."""
        if self._is_closed:
            return
        self._is_closed = True
        self._run(self._player.close())
        self._run(self._finish_listening())
        self._end_loop()

    def wait_until_ended(self, timeout_s: float | None = None) -> bool:
        """Wait until the title ended or failed; False if the time ran out first."""
        return self._settled.wait(timeout_s)

    def select_audio(self, track_id: str) -> None:
        """Play another audio track from here on."""
        self._ask(lambda: self._player.select_audio(track_id))

    def select_text(self, track_id: str | None) -> None:
        """Show captions from here on; None for none."""
        self._ask(lambda: self._player.select_text(track_id))

    def add_text(self, url: str, *, language: str = "und", label: str = "", is_forced: bool = False) -> Track:
        """Offer a caption file for the title that is loaded."""
        return self._ask(
            lambda: self._player.add_text(url, language=language, label=label, is_forced=is_forced)
        )

    def thumbnail_at(self, position_s: float, *, width: int = 320) -> Thumbnail | None:
        """Return a small picture of a moment; None if there is none."""
        return self._run(self._player.thumbnail_at(position_s, width=width))

    def limit_quality(self, *, max_height: int | None = None, max_bandwidth_bps: int | None = None) -> None:
        """Limit the automatic choice of quality."""
        self._ask(
            lambda: self._player.limit_quality(max_height=max_height, max_bandwidth_bps=max_bandwidth_bps)
        )

    def set_buffer_goal(self, goal_s: float) -> None:
        """Download ahead until this much is playable, in seconds; counts for titles loaded from now on."""
        self._ask(lambda: self._player.set_buffer_goal(goal_s))

    @property
    def state(self) -> PlayerState:
        """Where the player is with its title."""
        return self._ask(lambda: self._player.state)

    @property
    def position_s(self) -> float:
        """The playhead in seconds."""
        return self._ask(lambda: self._player.position_s)

    @property
    def duration_s(self) -> float | None:
        """Length of the title in seconds."""
        return self._ask(lambda: self._player.duration_s)

    @property
    def is_live(self) -> bool:
        """True while the title goes on being made."""
        return self._ask(lambda: self._player.is_live)

    @property
    def seekable(self) -> tuple[float, float] | None:
        """From where to where one can seek, in seconds; None if that isn't known."""
        return self._ask(lambda: self._player.seekable)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks of the period that is playing."""
        return self._ask(lambda: self._player.tracks)

    @property
    def stats(self) -> PlayerStats:
        """A snapshot of how things stand."""
        return self._ask(lambda: self._player.stats)

    def report(self) -> SessionReport:
        """Return the record of the session since `load`."""
        return self._ask(self._player.report)

    def set_rate(self, rate: float) -> None:
        """Set the playback speed."""
        self._ask(lambda: setattr(self._player, "rate", rate))

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0.0 to 1.0."""
        self._ask(lambda: setattr(self._player, "volume", volume))

    def set_muted(self, is_muted: bool) -> None:
        """Silence or restore the sound."""
        self._ask(lambda: setattr(self._player, "is_muted", is_muted))

    async def _listen(self) -> None:
        async for event in self._player.events():
            if isinstance(event, StateChanged) and event.state in (PlayerState.ENDED, PlayerState.FAILED):
                self._settled.set()
            if self._on_event is not None:
                self._on_event(event)

    async def _finish_listening(self) -> None:
        await self._listening

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def _ask(self, question: Callable[[], T]) -> T:
        async def answer() -> T:
            return question()

        return self._run(answer())

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
