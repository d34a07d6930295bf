"""One presentation being played: the conductor of streams, renderer and backend.

A single coroutine, `run`, plays stretch after stretch. Seeks, track changes and quality limits are requests
that it picks up between two steps, so there is never more than one thing that starts the backend. The streams
download beside it in the same task group: if one of them fails for good, everything ends together.
"""

import asyncio
from collections.abc import Callable

from playhead.backend import (
    Backend,
    BackendEvent,
    BackendFailed,
    EndReached,
    FirstPicture,
    Starved,
    StarvedEnded,
    VariantShown,
)
from playhead.clock import Clock
from playhead.errors import (
    BackendError,
    ErrorCode,
    Problem,
    StreamingError,
    make_problem,
)
from playhead.events import (
    Event,
    FirstPictureShown,
    PlaybackEnded,
    ProblemRaised,
    QualityShown,
    TracksChanged,
)
from playhead.net.fetcher import Fetcher
from playhead.presentation import Kind, Track
from playhead.session.captions import Captions
from playhead.session.downloads import Downloads
from playhead.session.extent import Extent
from playhead.session.failures import raise_first
from playhead.session.indices import Indices
from playhead.session.live.latency import EdgeBond
from playhead.session.live.session import LiveContext
from playhead.session.loading import SegmentLoader
from playhead.session.pathways.pathways import Pathways
from playhead.session.pathways.steering import steering_client
from playhead.session.plan import PlaybackPlan
from playhead.session.protection import ProtectionDesk
from playhead.session.quality import QualityChooser
from playhead.session.renderer import Renderer
from playhead.session.room import has_room
from playhead.session.seeks import PendingSeeks
from playhead.session.signal import Signal
from playhead.session.source import Source
from playhead.session.stalls import Stalls
from playhead.session.stream_context import StreamContext
from playhead.session.throughput_meter import ThroughputMeter
from playhead.session.thumbnails import Thumbnails
from playhead.session.timed_events import TimedEvents
from playhead.settings import PlayerSettings
from playhead.state import PlayerState

__all__ = ["Playback"]

_CHOSEN = (Kind.VIDEO, Kind.AUDIO)


class Playback:
    """Plays one presentation on one backend.

    Args:
        on_state: Called when `state` has changed.
        emit: Takes events.
        started_s: Loop time at which its start was asked for.

    Attributes:
        downloads: What is there of it, and on its way.
        changed: Notified when anything has changed that somebody may wait for.
        context: What all its parts share.
    """

    is_paused = False
    rate = 1.0
    _live_rate = 1.0
    _target_s: float | None = None
    _request = 0
    _last_position_s = 0.0
    _is_suspended = _has_shown_anything = _is_playing_stretch = _end_reached = False
    _failure: Problem | None = None

    def __init__(
        self,
        source: Source,
        backend: Backend,
        fetcher: Fetcher,
        protection: ProtectionDesk,
        settings: PlayerSettings,
        clock: Clock,
        *,
        emit: Callable[[Event], None],
        on_state: Callable[[PlayerState], None],
        started_s: float,
    ) -> None:
        self._backend = backend
        self._protection = protection
        self._clock = clock
        self._settings = settings
        self._emit = emit
        self._on_state = on_state
        self.started_s = started_s
        self.changed = Signal()
        self.meter = ThroughputMeter(clock)
        self.plan = PlaybackPlan(source.presentation, backend.codecs, settings.audio)
        self.pathways = Pathways(settings.recovery, clock, emit)
        self._indices = Indices(fetcher, clock, self.pathways)
        self._loader = SegmentLoader(fetcher, self.meter, backend.codecs, protection)
        self._choosers = {kind: QualityChooser(settings.abr, protection.bars) for kind in _CHOSEN}
        self._renderer = Renderer(backend, self.plan, settings.buffer.feed_ahead_s)
        self.context = context = self._context()
        self._steering = steering_client(context, fetcher)
        self.extent = Extent(context, source, fetcher)
        self.downloads = Downloads(context, self._choosers)
        self.captions = Captions(
            context,
            fetcher,
            self._renderer.origin,
            self.downloads.pictures,
            screen_s=self._screen_s,
            on_tracks=self._tell_tracks,
        )
        self.timed_events = TimedEvents(
            context,
            lambda: {kind: stream.buffer for kind, stream in self.downloads.streams.items()},
            self._renderer.origin,
            screen_s=self._screen_s,
            seeks=lambda: self._request,
        )
        self.thumbnails = Thumbnails(context, fetcher, self.downloads.active)
        self._seeks = PendingSeeks()
        self._bond = EdgeBond()
        self._stalls = Stalls(clock, emit, settings.recovery.stall_limit_s, lambda: self.downloads.trouble)

    @property
    def position_s(self) -> float:
        """The playhead; the target while a seek is under way."""
        if self._target_s is not None:
            return self._target_s
        if self._is_playing_stretch:
            position_s = self._backend.position_s
            if position_s is not None:
                self._last_position_s = position_s
        return self._last_position_s

    @property
    def is_seeking(self) -> bool:
        """True from a seek's call to its first picture."""
        return bool(self._seeks)

    @property
    def buffered(self) -> tuple[tuple[float, float], ...]:
        """Stretches that could be played without the network, as (start_s, end_s)."""
        return self.downloads.buffered

    @property
    def buffer_level_s(self) -> float:
        """Seconds that are playable ahead of the playhead."""
        return self.downloads.level_s

    @property
    def tracks(self) -> tuple[Track, ...]:
        """Tracks of the period that is playing."""
        return self.captions.all_tracks_of(self._current_period())

    @property
    def audio_id(self) -> str | None:
        """The audio track that is playing."""
        audio = self.plan.choice(self._current_period()).audio
        return audio.id if audio else None

    async def prepare(self, start_s: float | None) -> None:
        """Choose tracks and learn the duration; nothing plays yet.

        Args:
            start_s: Where to begin; from the end if negative (RFC 8216 §4.3.5.2). None: at the start, or
                where live playback is.

        Raises:
            PlayerError: If nothing can be played, or the first segment list can't be had.
        """
        if self._steering is not None:
            await self._steering.prepare()
        await self.extent.learn(self._choosers, self.downloads.streams, self._live_context, self._tell)
        self._last_position_s = self._target_s = self._clamp(self.extent.start_s(start_s))
        if self.extent.window is not None:
            self._bond.sought(self._last_position_s, self.extent.window.live_s)
        self._tell_tracks()

    @property
    def has_room(self) -> bool:
        """Whether the line may be used for something else without this title missing anything."""
        return has_room(self.context, self.downloads.active())

    def seek(self, position_s: float) -> asyncio.Future[None]:
        """Ask for another position; the future is done when its first picture shows."""
        done = self._seeks.add(self._clock.now_s())
        self._target_s = self._clamp(position_s)
        if self.extent.window is not None:
            self._bond.sought(position_s, self.extent.window.live_s)
        self._request += 1
        self.changed.notify()
        return done

    def suspend(self) -> None:
        """Leave the backend to something else; downloads go on."""
        self._last_position_s = self.position_s
        self._is_suspended = True
        if self._is_playing_stretch:
            self._backend.set_paused(True)  # or it would play what it has got
        self._stalls.end(self._last_position_s)
        self.changed.notify()

    def resume(self, position_s: float | None) -> None:
        """Take the backend back, and go on at a position; None where it was or was about to begin."""
        self._is_suspended = False
        if position_s is not None or self._target_s is None:
            self._target_s = self._clamp(self._last_position_s if position_s is None else position_s)
        self._request += 1
        self.changed.notify()

    def stand(self) -> None:
        """Go on with nothing: the title has ended."""
        self._is_suspended = False

    def set_paused(self, is_paused: bool) -> None:
        """Stand or go on."""
        self.is_paused = is_paused
        self._bond.has_paused = self._bond.has_paused or is_paused
        if not self._is_suspended:
            self._backend.set_paused(is_paused)
        self.changed.notify()

    def set_rate(self, rate: float) -> None:
        """Play faster or slower."""
        self.rate = rate
        self._backend.set_rate(rate * self._live_rate)
        self.changed.notify()

    def _set_live_rate(self, rate: float) -> None:
        self._live_rate = rate
        self.set_rate(self.rate)

    def select_audio(self, track_id: str) -> bool:
        """Play another audio track from the playhead on; False if there is none of that id."""
        if not self.plan.wish_audio(self._current_period(), track_id):
            return False
        self.downloads.restart_audio()
        self._tell_tracks()
        self.seek(self.position_s)
        return True

    def limit_quality(self, max_height: int | None, max_bandwidth_bps: int | None) -> None:
        """Limit the automatic choice; what is buffered beyond the limit is let go."""
        self._choosers[Kind.VIDEO].limit(max_height, max_bandwidth_bps)
        self._drop_unwanted_video()

    def pin_quality(self, representation_id: str | None) -> bool:
        """Play this representation only; None leaves it to the algorithm. False if there is no such one."""
        if representation_id is not None and self.plan.find(representation_id) is None:
            return False
        self._choosers[Kind.VIDEO].pin(representation_id)
        self._drop_unwanted_video()
        return True

    async def run(self) -> None:
        """Play until cancelled.

        Raises:
            PlayerError: FATAL: playback can't go on.
        """
        try:
            async with asyncio.TaskGroup() as group:
                self.downloads.bind(group)
                group.create_task(self.captions.run(), name="captions")
                if self._steering is not None:
                    group.create_task(self._steering.run(), name="steering")
                group.create_task(self.timed_events.run(), name="timed events")
                if self.extent.live is not None:
                    group.create_task(self.extent.live.run(), name="live")
                self._protection.begin(
                    self.plan.presentation,
                    group,
                    on_verdict=self.changed.notify,
                    on_barred=self._drop_unwanted_video,
                )
                await self._conduct()
        except BaseExceptionGroup as errors:
            raise_first(errors)
        finally:
            self._seeks.cancel()
            self.thumbnails.close()
            await self._protection.close()

    async def _conduct(self) -> None:
        while True:
            while self._target_s is None or self._is_suspended:
                await self.changed.wait()
            await self._play_stretch(self._target_s)

    async def _play_stretch(self, start_s: float) -> None:
        """Play from `start_s` to the stretch's end, or until another position is wanted."""
        request = self._request
        self._stalls.end(start_s)
        self._end_reached = False
        self._on_state(PlayerState.BUFFERING)
        self._seeks.was_buffered = self.downloads.position(start_s)
        if not await self._wait_until_startable(start_s, request):
            return
        streams = self.downloads.at(start_s)
        self._last_position_s = await self._renderer.begin(streams, start_s, is_paused=self.is_paused)
        if self._request != request:
            return
        self._target_s = None
        self._is_playing_stretch = True
        try:
            await self._pump()
        finally:
            self._is_playing_stretch = False
        if self._protection.is_over:
            await self._backend.stop()
            self._target_s = None
            self._end()
            return
        if self._is_suspended:
            return
        if self._target_s is None:
            self._target_s = self._renderer.next_stretch_s
        if self._target_s is None:
            self._end()

    async def _pump(self) -> None:
        while self._target_s is None and not (
            self._end_reached or self._is_suspended or self._protection.is_over
        ):
            self._protection.check()
            if self._failure is not None:
                raise BackendError(self._failure)
            if self._stalls.is_starved and not self._may_resume():
                await self._stalls.wait(self.changed, is_paused=self.is_paused)
                continue
            position_s = self.position_s
            due_s = self._renderer.pump(position_s)
            self.captions.settle()
            self.timed_events.settle()
            rate = self._media_rate()
            delay_s = (due_s - position_s) / rate if due_s is not None and rate > 0 else None
            await self.changed.wait(delay_s)

    def _may_resume(self) -> bool:
        resume_s = self.extent.within_latency_s(self._settings.buffer.resume_s)
        return all(s.has_ended or s.level_s >= resume_s for s in self.downloads.active())

    async def _wait_until_startable(self, start_s: float, request: int) -> bool:
        """Wait for enough data; False if another position is wanted meanwhile."""
        begun_s = self._clock.now_s()
        wanted_s = self.extent.within_latency_s(self._settings.buffer.start_s)
        while self._request == request and not self._is_suspended:
            self._protection.check()
            streams = self.downloads.at(start_s).values()
            ready = [s.buffer.last is not None and (s.has_ended or s.level_s >= wanted_s) for s in streams]
            if ready and all(ready):
                return True
            if self.downloads.have_nothing:
                detail = "no segment could be loaded"
                raise StreamingError(make_problem(ErrorCode.STREAMING_SEGMENT_GONE, detail))
            await self._stalls.wait(self.changed, is_paused=self.is_paused, since_s=begun_s)
        return False

    def on_backend_event(self, event: BackendEvent) -> None:
        """Take an event of the backend, on the loop's thread."""
        match event:
            case FirstPicture():
                self._on_first_picture(event.position_s)
            case VariantShown():
                self._on_variant_shown(event)
            case Starved():
                self._on_starved(event.position_s)
            case StarvedEnded():
                if self._stalls.end(event.position_s):
                    self._on_state(PlayerState.READY)
            case EndReached():
                self._end_reached = self._renderer.is_finished
                self._last_position_s = max(self._last_position_s, event.position_s)
            case BackendFailed():
                self._failure = event.problem
        self.changed.notify()

    def _on_first_picture(self, position_s: float) -> None:
        now_s = self._clock.now_s()
        if not self._has_shown_anything:
            self._has_shown_anything = True
            self._emit(FirstPictureShown(now_s, position_s, now_s - self.started_s))
        if self._target_s is None:
            if self._seeks:
                self._emit(self._seeks.resolve(now_s, position_s))
            self._on_state(PlayerState.READY)

    def _on_variant_shown(self, event: VariantShown) -> None:
        representation = self.plan.find(event.variant)
        if representation is None:
            return
        self._emit(
            QualityShown(
                self._clock.now_s(),
                event.position_s,
                representation.id,
                representation.bandwidth_bps,
                event.width,
                event.height,
                event.picture_held_s,
            )
        )

    def _on_starved(self, position_s: float) -> None:
        if self._renderer.is_finished or self._stalls.is_starved or not self._is_playing_stretch:
            return
        self._stalls.begin(position_s)
        self._on_state(PlayerState.BUFFERING)

    def _context(self) -> StreamContext:
        return StreamContext(
            plan=self.plan,
            loader=self._loader,
            protection=self._protection,
            indices=self._indices,
            pathways=self.pathways,
            meter=self.meter,
            settings=self._settings,
            clock=self._clock,
            changed=self.changed,
            position_s=lambda: self.position_s,
            rate=self._media_rate,
            is_starved=lambda: self._stalls.is_starved,
            buffered_bytes=lambda: self.downloads.size_bytes,
            window=lambda: self.extent.window,
            emit=self._emit,
        )

    def _screen_s(self) -> float | None:
        """Return the moment whose picture is on the screen; None while there is none."""
        return self.position_s if self._is_playing_stretch and not self._seeks else None

    def _media_rate(self) -> float:
        is_moving = self._is_playing_stretch and not self.is_paused and not self._stalls.is_starved
        return self.rate * self._live_rate if is_moving else 0.0

    def _current_period(self) -> int:
        return self.plan.period_at(self.position_s)

    def _clamp(self, position_s: float) -> float:
        return self.extent.clamp(position_s, stay_s=self._last_position_s)

    def _live_context(self) -> LiveContext:
        return LiveContext(
            self.context,
            is_waiting=lambda: not self.is_paused and self._media_rate() == 0,
            kinds=lambda: tuple(self.downloads.streams),
            begin_anew=self._begin_anew,
            go_live=self._go_live,
            bond=self._bond,
            level_s=lambda: self.downloads.level_s,
            set_live_rate=self._set_live_rate,
            may_hold=lambda: self._media_rate() > 0 and self.rate == 1.0 and not self._seeks,
        )

    def _begin_anew(self) -> None:
        """Go to the live edge of a timeline that has nothing to do with the one before."""
        self.downloads.clear()
        self._go_live()

    def _go_live(self) -> None:
        """Go to where live playback is."""
        seekable = self.extent.seekable
        self.seek(seekable[1] if seekable is not None else self.position_s)

    def _end(self) -> None:
        self._on_state(PlayerState.ENDED)
        self._emit(PlaybackEnded(self._clock.now_s(), self._last_position_s))

    def _drop_unwanted_video(self) -> None:
        """Let go of unfed pictures that may not be chosen any more."""
        self.downloads.drop_unwanted_video(self._renderer.first_unfed(Kind.VIDEO))
        self.changed.notify()

    def _tell(self, problem: Problem) -> None:
        self._emit(ProblemRaised(self._clock.now_s(), problem))

    def _tell_tracks(self) -> None:
        self._emit(TracksChanged(self._clock.now_s(), self.tracks, self.audio_id, self.captions.text_id))
