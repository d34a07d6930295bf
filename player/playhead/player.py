"""The public face: one player, many titles, one after another.

    async with Player() as player:
        await player.load("https://example.com/title/master.m3u8")
        async for event in player.events():
            ...

Everything happens on the running asyncio loop; nothing here may be called from another thread
(`playhead.blocking` is the face for programs without a loop).
"""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable, Sequence
from types import TracebackType
from typing import Self
from uuid import uuid4

from playhead.backend import Backend, BackendEvent
from playhead.clock import Clock, LoopClock
from playhead.errors import (
    ErrorCode,
    PlayerError,
    PlayerStateError,
    Problem,
    Recovery,
    Severity,
    error_for,
    make_problem,
)
from playhead.events import Event, PlaybackEnded, ProblemRaised, StateChanged, TimedEventBegan
from playhead.faces import (
    ChoicesFace,
    FiltersFace,
    MomentsFace,
    OutputFace,
    ProgressFace,
    ScanningFace,
    SuccessionFace,
    TextFace,
    ThumbnailsFace,
)
from playhead.licence import LicenceSource
from playhead.net.filters import Filters
from playhead.net.transport import Transport
from playhead.net.transports.file import FileTransport
from playhead.net.transports.http import HttpTransport
from playhead.session.event_hub import EventHub
from playhead.session.interstitials import Interstitials
from playhead.session.metrics import PlayerStats, SessionRecorder, SessionReport
from playhead.session.opener import TitleOpener, TitleRequest, Wanted
from playhead.session.playback import Playback
from playhead.session.preload import Preload
from playhead.session.settings_check import check_settings
from playhead.session.shelf import TitleShelf
from playhead.session.stats import stats_of
from playhead.session.succession import Succession
from playhead.session.throughput_memory import LastThroughput, ThroughputMemory
from playhead.session.trick.scan import Scan
from playhead.settings import PlayerSettings
from playhead.state import PlayerState
from playhead_drm import Cdm

__all__ = ["Player", "PlayerStats"]

_log = logging.getLogger(__name__)

_BUFFER_SAMPLE_S = 1.0


class Player(
    ProgressFace,
    ScanningFace,
    SuccessionFace,
    ChoicesFace,
    TextFace,
    ThumbnailsFace,
    MomentsFace,
    FiltersFace,
    OutputFace,
):
    """Plays HLS and DASH on a backend.

    Args:
        backend: What decodes and shows; libVLC into memory if not given.
        transport: How bytes are fetched; HTTP and files if not given.
        settings: Everything that can be set.
        clock: Time; the loop's own if not given.
        cdms: Key systems of this device, best first; Clear Key is always there. They stay the caller's.
        offline: Titles kept on this device (`playhead.offline`), asked first; it stays the caller's.
        throughput, filters: Where what the line carries is kept; what requests pass through. May be shared.
        seed: Makes the jitter of retries repeatable.

    Raises:
        PlayerStateError: BAD_CONFIG if a setting makes no sense.
    """

    def __init__(
        self,
        *,
        backend: Backend | None = None,
        transport: Transport | None = None,
        settings: PlayerSettings | None = None,
        clock: Clock | None = None,
        cdms: Sequence[Cdm] = (),
        offline: TitleShelf | None = None,
        throughput: ThroughputMemory | None = None,
        filters: Filters | None = None,
        seed: int | None = None,
    ) -> None:
        self._settings = settings or PlayerSettings()
        check_settings(self._settings)
        self._clock = clock or LoopClock()
        self._transports: tuple[Transport, ...] = (
            (transport,) if transport is not None else (HttpTransport(), FileTransport())
        )
        self._filters = filters if filters is not None else Filters()
        self._backend = backend or _libvlc()
        self._backend.attach(self._on_backend_event)
        self._opener = TitleOpener(
            self._backend,
            self._transports,
            self._clock,
            random.Random(seed),
            tuple(cdms),
            offline,
            throughput or LastThroughput(),
            lambda: self._settings,
            self._filters,
        )
        self._hub = EventHub(self._clock)
        self._hub.listen(self._hear)
        self._hub.listen(self._opener.reports.hear)
        self._playback: Playback | None = None
        self._task: asyncio.Task[None] | None = None
        self._loading: asyncio.Task[None] | None = None
        self._recorder = SessionRecorder("", 0.0)
        self._advancing: asyncio.Task[None] | None = None
        self._interlude: asyncio.Task[None] | None = None
        self._interstitials = Interstitials(self._opener, self._hub.emit, self._set_state, uuid4().hex)
        self._scan: Scan | None = None
        self._scanning: asyncio.Task[None] | None = None
        self._succession = Succession(self._prepare, self._settings.preload, self._has_room)
        self._sampler: asyncio.TimerHandle | None = None
        self._state = PlayerState.IDLE
        self._is_paused = False
        self._is_closed = False
        self._rate = 1.0
        self._volume = 1.0
        self._is_muted = False
        self._duration_s: float | None = None
        self._problem: Problem | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        await self.close()

    # --- playing -------------------------------------------------------------------------------------------

    async def load(
        self, title: str | Preload, *, start_s: float | None = None, licence: LicenceSource | None = None
    ) -> None:
        """Load a title and begin to play it; returns when its tracks and duration are known.

        A title that is still loading or playing is let go first, and the queue is emptied. Playback starts by
        itself unless the player is paused.

        Args:
            title: URL of an HLS playlist or a DASH MPD; http, https or file; or of a title that `offline`
                keeps. Or what `preload` returned, which starts at once; the other arguments then don't count.
            start_s: Where to begin, from the end if negative. If not given: where the author wants it, else
                at the start, or where live playback is.
            licence: Where its licences come from, and keys that are known, if it is protected.

        Raises:
            PlayerError: If the manifest can't be had or read, or nothing in it can be played;
                LOAD_INTERRUPTED if `load`, `stop` or `close` was called meanwhile.
        """
        self._refuse_if_closed()
        handle = title if isinstance(title, Preload) else None
        await self._stop(keep=handle)
        await self._begin(handle or TitleRequest(str(title), start_s, licence or LicenceSource()))

    async def _begin(self, title: Preload | TitleRequest) -> None:
        """Load a title; the backend is free, or its last title has ended."""
        self._problem = None
        self._recorder = SessionRecorder(title.url, self._clock.now_s())
        if not isinstance(title, Preload) or not title.is_ready:
            self._set_state(PlayerState.LOADING)
        task = asyncio.create_task(self._load(title), name="load")
        self._loading = task
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled() and (current := asyncio.current_task()) and not current.cancelling():
                problem = make_problem(ErrorCode.PLAYER_LOAD_INTERRUPTED, url=title.url)
                raise PlayerStateError(problem) from None
            task.cancel()
            raise
        except PlayerError as error:
            self._fail(error.problem)
            raise
        finally:
            if self._loading is task:
                self._loading = None

    def play(self) -> None:
        """Go on after `pause`, or where `scan` has come to."""
        self._set_paused(False)
        self._end_scan("play")

    def pause(self) -> None:
        """Stand on the current picture."""
        self._set_paused(True)
        self._end_scan("pause")

    async def seek(self, position_s: float) -> None:
        """Go to another position; returns when its first picture shows, or the title failed or was let go.

        A later seek replaces one that is under way; both return when the later one is done.

        Args:
            position_s: Clamped to the title; for a live one, to `seekable`.

        Raises:
            PlayerStateError: WRONG_STATE if nothing is loaded, or an interstitial that may not be skipped is
                being played. One that may not be jumped over is played first, and the call returns at once.
        """
        playback = self._require_playback("seek")
        await self._leave_interlude("seek")
        if self._leave_scan("seek") is not None:
            playback.resume(None)
        barrier = self._interstitials.barrier(playback, position_s)
        if barrier is not None:
            self._insert(playback, [barrier], after_s=position_s)
            return
        self._interstitials.forget_from(position_s)
        done = playback.seek(position_s)
        await asyncio.wait([done])

    async def seek_to_live(self) -> None:
        """Go to where live playback is; to the end if the title isn't live any more.

        Raises:
            PlayerStateError: WRONG_STATE if nothing is loaded or the title never was live.
        """
        seekable = self.seekable
        if self._require_playback("seek_to_live").extent.live is None or seekable is None:
            raise error_for(make_problem(ErrorCode.PLAYER_WRONG_STATE, "seek_to_live: the title isn't live"))
        await self.seek(seekable[1])

    async def stop(self) -> None:
        """Let go of the title and of the queue; the player is IDLE and can load another."""
        await self._stop()

    async def _stop(self, keep: Preload | None = None) -> None:
        self._succession.clear_queue(keep)
        for task in (self._advancing, self._loading):
            if task is not None:
                task.cancel()
                await asyncio.wait([task])
        self._advancing = self._loading = None
        had_playback = self._playback is not None
        await self._let_go()
        if had_playback:
            await self._backend.stop()
        self._recorder.close(self._clock.now_s())
        self._set_state(PlayerState.IDLE)

    async def _let_go(self) -> None:
        """End what plays, but not the backend."""
        await self._drop_scan()
        await self._end_interlude()
        self._interstitials.reset()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None
        if self._sampler is not None:
            self._sampler.cancel()
            self._sampler = None
        if self._playback is not None:
            self._duration_s = self._playback.extent.duration_s
            self._playback = None
        self._hub.settle()

    async def close(self) -> None:
        """Let go of everything and end every thread. Safe to call twice."""
        if self._is_closed:
            return
        await self.stop()
        self._succession.close()
        self._is_closed = True
        await self._opener.reports.close()
        await self._backend.close()
        for transport in self._transports:
            await transport.close()
        self._hub.close()

    # --- facts ---------------------------------------------------------------------------------------------

    @property
    def state(self) -> PlayerState:
        """Where the player is with its title."""
        return self._state

    @property
    def is_paused(self) -> bool:
        """Whether the viewer wants it to stand."""
        return self._is_paused

    @property
    def problem(self) -> Problem | None:
        """Why the player is FAILED; None otherwise."""
        return self._problem

    @property
    def stats(self) -> PlayerStats:
        """A snapshot of how things stand."""
        return stats_of(self._state, self._playback, self._recorder, self._backend.stats, self.position_s)

    def report(self) -> SessionReport:
        """Return the record of the session since `load`; also after it failed or was stopped."""
        backend, closed_s = self._backend.stats, self._recorder.closed_s
        return self._recorder.report(
            closed_s if closed_s is not None else self._clock.now_s(),
            duration_s=self.duration_s if self._playback else self._duration_s,
            frames_shown=backend.frames_shown,
            frames_dropped=backend.frames_dropped,
            decoder=backend.decoder,
        )

    def events(self) -> AsyncIterator[Event]:
        """Yield all events from this call on; ends when the player closes."""
        return self._hub.subscribe()

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Call `listener` with every event from now on, on the loop's thread, before `events` yields it."""
        self._hub.listen(listener)

    # --- inside --------------------------------------------------------------------------------------------

    async def _load(self, title: Preload | TitleRequest) -> None:
        playback: Playback | None = None
        if isinstance(title, Preload):
            playback = await title.hand_over()
            self._succession.release(title)
            if playback is not None:
                title.outbox.open(self._hub.emit, self._clock.now_s())
        if playback is None:
            playback = await self._prepare(title, self._hub.emit)
        playback.started_s = self._recorder.started_s
        playback.is_paused = self._is_paused
        playback.rate = self._rate
        # It may have been set while the title was being prepared.
        playback.limit_quality(self._settings.abr.max_height, self._settings.abr.max_bandwidth_bps)
        self._playback = playback
        if before := self._interstitials.around(playback, is_end=False):
            playback.suspend()
            self._insert(playback, before)
        self._task = asyncio.create_task(self._run(playback), name="playback")
        self._sample_buffer()

    async def _prepare(self, title: Wanted, emit: Callable[[Event], None]) -> Playback:
        return await self._opener.open(title, emit, self._on_playback_state)

    def _on_playback_state(self, state: PlayerState) -> None:
        playback = self._playback
        has_more = self._succession.has_next or (
            playback is not None and bool(self._interstitials.around(playback, is_end=True))
        )
        if state is not PlayerState.ENDED or not has_more:
            self._set_state(state)

    def _on_last_picture(self) -> None:
        if self._succession.has_next:
            self._advance()
        else:
            self._set_state(PlayerState.ENDED)

    def _advance(self) -> None:
        if self._advancing is None or self._advancing.done():
            self._advancing = asyncio.create_task(self._go_on(), name="next title")

    async def _go_on(self) -> None:
        """Play the next title of the queue where the last one has ended."""
        following = self._succession.next()
        if following is None:
            return
        await self._let_go()
        self._recorder.close(self._clock.now_s())
        try:
            await self._begin(following)
        except PlayerError as error:
            _log.info("the next title failed: %s", error.problem.code.name)
        except Exception as error:  # noqa: BLE001 - the top of a task: reported, never lost
            _log.exception("the next title ended by an internal error")
            self._fail(make_problem(ErrorCode.PLAYER_INTERNAL, type(error).__name__))

    async def _run(self, playback: Playback) -> None:
        """Play until stopped; what fails for good ends here, as state and event."""
        try:
            await playback.run()
        except PlayerError as error:
            await self._backend.stop()
            self._fail(error.problem)
        except Exception as error:  # noqa: BLE001 - the top of a task: reported, never lost
            _log.exception("playback ended by an internal error")
            await self._backend.stop()
            self._fail(make_problem(ErrorCode.PLAYER_INTERNAL, f"{type(error).__name__}: {error}"))

    def _fail(self, problem: Problem) -> None:
        recovery = problem.recovery if problem.recovery is not Recovery.NONE else Recovery.STOP
        self._leave_scan("failed")
        self._problem = problem.with_outcome(Severity.FATAL, recovery)
        self._hub.emit(ProblemRaised(self._clock.now_s(), self._problem))
        self._recorder.close(self._clock.now_s())
        self._set_state(PlayerState.FAILED)

    def _on_backend_event(self, event: BackendEvent) -> None:
        if self._scan is not None and self._scan.has_backend:
            self._scan.on_backend_event(event)
            return
        playback = self._interstitials.inserted or self._playback
        if playback is not None:
            playback.on_backend_event(event)

    def _hear(self, event: Event) -> None:
        self._recorder.hear(event)
        playback = self._playback
        if isinstance(event, TimedEventBegan) and playback is not None:
            if self._interstitials.is_due(event.event, event.position_s):
                self._insert(playback, [event.event])
        elif isinstance(event, PlaybackEnded) and playback is not None:
            after = self._interstitials.around(playback, is_end=True)
            if after:
                self._insert(playback, after)
            elif self._succession.has_next:
                self._advance()

    def _sample_buffer(self) -> None:
        """Note the buffer level, now and once a second."""
        if self._playback is None:
            return
        now_s = self._clock.now_s()
        self._recorder.sample_buffer(now_s, self._playback.buffer_level_s)
        self._interstitials.look_ahead(self._playback)
        live = self._playback.extent.live
        if live is not None and self._recorder.live is not None and (offset_s := live.offset_s) is not None:
            self._recorder.live.sample(offset_s, live.skew_s)
        if self._state not in (PlayerState.ENDED, PlayerState.FAILED):
            loop = asyncio.get_running_loop()
            self._sampler = loop.call_later(_BUFFER_SAMPLE_S, self._sample_buffer)

    def _has_room(self) -> bool:
        """Say whether what plays can spare the line; nothing is spared while a title is being loaded."""
        if self._loading is not None or self._scan is not None or self._interstitials.current is not None:
            return False
        return self._playback is None or self._playback.has_room

    def _set_paused(self, is_paused: bool) -> None:
        self._refuse_if_closed()
        if is_paused == self._is_paused:
            return
        self._is_paused = is_paused
        if self._playback is not None:
            self._playback.set_paused(is_paused)
        self._interstitials.set_paused(is_paused)
        self._hub.emit(StateChanged(self._clock.now_s(), self._state, self._state, is_paused))

    def _set_state(self, state: PlayerState) -> None:
        if state is self._state:
            return
        previous, self._state = self._state, state
        self._hub.emit(StateChanged(self._clock.now_s(), state, previous, self._is_paused))

    def _require_playback(self, call: str) -> Playback:
        self._refuse_if_closed()
        if self._playback is None:
            raise error_for(make_problem(ErrorCode.PLAYER_WRONG_STATE, f"{call}: nothing is loaded"))
        return self._playback

    def _refuse_if_closed(self) -> None:
        if self._is_closed:
            raise error_for(make_problem(ErrorCode.PLAYER_CLOSED))


def _libvlc() -> Backend:
    # Imported here, so that an embedder with a decoder of their own never loads libVLC's part.
    from playhead.backend.libvlc import LibVlcBackend

    return LibVlcBackend()
