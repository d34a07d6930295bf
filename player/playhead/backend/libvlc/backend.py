"""libVLC as a `Backend`: samples go in as one Matroska stream, pictures come out on a sink.

A start makes a `Stretch` (muxer, feed, clock) and plays its feed as a new medium; appended samples are muxed
at once on the loop's thread and read by libVLC's. What libVLC tells arrives through the `LoopBridge`; the
rest (the playhead passing a change, starvation, the end) is seen by a tick some forty times a second while a
stretch plays. libVLC itself tells of none of these: a picture that stands for want of data still counts as
playing, and the end is announced half a second late.
"""

import asyncio
import ctypes
import logging
import time
from collections.abc import Callable

from playhead.backend.libvlc.audio import AudioOutput, DeviceAudio, MemoryAudio, MemoryAudioOutput
from playhead.backend.libvlc.door import EventType
from playhead.backend.libvlc.instance import VlcInstance, process_instance
from playhead.backend.libvlc.loop_bridge import LoopBridge
from playhead.backend.libvlc.picture_output import PictureOutput, ShownNote
from playhead.backend.libvlc.sinks import MemorySink, PictureSink
from playhead.backend.libvlc.stretch import Stretch
from playhead.backend.libvlc.vlc_player import VlcPlayer
from playhead.backend.protocol import (
    BackendEvent,
    BackendEvents,
    BackendFailed,
    BackendStats,
    EndReached,
    FirstPicture,
    SampleBatch,
    Starved,
    StarvedEnded,
    VariantShown,
)
from playhead.containers.samples import Codec
from playhead.errors import ErrorCode, make_problem
from playhead.feed import StretchMuxer, VariantChange
from playhead.presentation import Kind

__all__ = ["LibVlcBackend"]

_LOGGER = logging.getLogger(__name__)

_TICK_S = 0.025
_STATS_EVERY_TICKS = 40
# The playhead is where samples end: within less than half a frame.
_AT_END_S = 0.015
_EVENT_TIME_OFFSET = 16  # libvlc_event_t: type, object, then the union; `new_time` is its first member


class LibVlcBackend:
    """Plays through libVLC 3.

    Args:
        picture_sink: Takes the pictures; a `MemorySink` if not given.
        audio: Where sound goes.
        instance: libVLC; the process's own if not given.
    """

    def __init__(
        self,
        picture_sink: PictureSink | None = None,
        audio: AudioOutput | None = None,
        *,
        instance: VlcInstance | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.picture_sink = picture_sink if picture_sink is not None else MemorySink()
        self._audio = audio if audio is not None else DeviceAudio()
        self._instance = instance
        self._now_s = now_s
        self._listener: BackendEvents = _ignore
        self._bridge: LoopBridge | None = None
        self._player: VlcPlayer | None = None
        self._pictures: PictureOutput | None = None
        self._memory_audio: MemoryAudioOutput | None = None
        self._stretch: Stretch | None = None
        self._tick_handle: asyncio.TimerHandle | None = None
        self._ticks = 0
        self._changing = asyncio.Lock()
        self._is_paused = False
        self._is_finished = False
        self._is_closed = False
        self._rate = 1.0
        self._latest_s: float | None = None
        self._dropped_before = 0
        self._dropped = 0
        self._outputs_seen = 0
        self._variant: str | None = None

    # What the protocol asks for.

    @property
    def codecs(self) -> frozenset[Codec]:
        """All that we can write into Matroska; libVLC decodes them all."""
        return frozenset(Codec)

    @property
    def position_s(self) -> float | None:
        """The playhead in presentation time."""
        if self._stretch is not None:
            playhead_s = self._stretch.playhead_s
            if playhead_s is not None and (self._latest_s is None or playhead_s > self._latest_s):
                self._latest_s = playhead_s
        return self._latest_s

    @property
    def stats(self) -> BackendStats:
        """Frames and decoder so far."""
        decoder = self._instance.log.decoder if self._instance is not None else ""
        shown = self._pictures.count if self._pictures is not None else 0
        return BackendStats(shown, self._dropped_before + self._dropped, decoder)

    def attach(self, listener: BackendEvents) -> None:
        """Set who hears events."""
        self._listener = listener

    async def start(self, position_s: float, kinds: frozenset[Kind], *, is_paused: bool) -> None:
        """Begin a new stretch; see `Backend.start`."""
        self._leave()
        async with self._changing:
            player = await self._ready_player()
            await player.run(player.stop)
            self._is_paused = is_paused
            self._is_finished = False
            self._latest_s = None
            self._variant = None
            self._stretch = Stretch(StretchMuxer(position_s, kinds), position_s, self._now_s)
            self._schedule_tick()

    def append(self, batch: SampleBatch) -> None:
        """Take the next samples."""
        stretch = self._stretch
        if stretch is not None:
            stretch.append(batch.format, batch.samples, batch.offset, batch.variant)
            self._advance(stretch)

    def finish(self) -> None:
        """Say that nothing more follows."""
        self._is_finished = True
        if self._stretch is not None:
            self._stretch.muxer.finish()
            self._advance(self._stretch)

    def set_paused(self, is_paused: bool) -> None:
        """Stand or go on."""
        if is_paused == self._is_paused:
            return
        self._is_paused = is_paused
        stretch, player = self._stretch, self._player
        if stretch is None or player is None:
            return
        if is_paused:
            stretch.clock.stand(self._now_s())
        elif not stretch.is_starved:
            stretch.clock.run(self._now_s())
        if stretch.has_begun:
            player.submit(player.set_paused, is_paused)

    def set_rate(self, rate: float) -> None:
        """Set playback speed."""
        self._rate = rate
        if self._stretch is not None:
            self._stretch.clock.set_rate(rate, self._now_s())
        if self._player is not None:
            self._player.submit(self._player.set_rate, rate)

    def set_volume(self, volume: float) -> None:
        """Set loudness."""
        self._volume = volume
        if self._player is not None:
            self._player.submit(self._player.set_volume, round(volume * 100))

    def set_muted(self, is_muted: bool) -> None:
        """Silence or restore the sound."""
        self._is_muted = is_muted
        if self._player is not None:
            self._player.submit(self._player.set_muted, is_muted)

    async def stop(self) -> None:
        """Let go of the current stretch."""
        self._leave()
        async with self._changing:
            if self._player is not None:
                await self._player.run(self._player.stop)

    async def close(self) -> None:
        """Stop and end every thread."""
        self._leave()
        async with self._changing:
            if self._is_closed:
                return
            self._is_closed = True
            if self._bridge is not None:
                self._bridge.close()
            if self._player is not None:
                await self._player.close()

    _volume = 1.0
    _is_muted = False

    # Making and leaving.

    async def _ready_player(self) -> VlcPlayer:
        if self._player is None:
            self._bridge = LoopBridge(asyncio.get_running_loop())
            if self._instance is None:
                self._instance = await asyncio.to_thread(process_instance)
            self._player = self._make_player(self._instance)
        return self._player

    def _make_player(self, instance: VlcInstance) -> VlcPlayer:
        listeners = {
            EventType.TIME_CHANGED: self._on_time,
            EventType.END_REACHED: self._on_end,
            EventType.ENCOUNTERED_ERROR: self._on_error,
        }
        player = VlcPlayer(instance, listeners)
        self._pictures = PictureOutput(
            instance.door,
            player.handle,
            self.picture_sink,
            visible_size=self._visible_size,
            on_first=self._on_first_picture,
            now_s=self._now_s,
        )
        if isinstance(self._audio, MemoryAudio):
            self._memory_audio = MemoryAudioOutput(instance.door, player.handle, self._audio, self._now_s)
        elif self._audio.module is not None:
            instance.door.audio_output_set(player.handle, self._audio.module.encode())
        player.submit(player.set_volume, round(self._volume * 100))
        player.submit(player.set_muted, self._is_muted)
        return player

    def _leave(self) -> None:
        """Let go of the stretch at once, so that no reader blocks what follows."""
        stretch, self._stretch = self._stretch, None
        if self._tick_handle is not None:
            self._tick_handle.cancel()
            self._tick_handle = None
        if stretch is not None:
            stretch.abort()
        self._dropped_before += self._dropped
        self._dropped = 0

    # Feeding.

    def _advance(self, stretch: Stretch) -> None:
        had_begun = stretch.has_begun
        stretch.advance()
        if stretch.has_begun and not had_begun:
            self._play(stretch)

    def _play(self, stretch: Stretch) -> None:
        assert self._player is not None
        assert self._instance is not None
        assert self._pictures is not None
        options = [":avcodec-hw=any"]
        if self._is_paused:
            options.append(":start-paused")
            stretch.clock.stand(self._now_s())
        source = stretch.open(self._instance.door, self._instance.handle, options)
        stretch.clock.set_rate(self._rate, self._now_s())
        self._pictures.arm()
        self._player.submit(self._player.play, source, self._rate)

    # Called on libVLC's threads: plain values only, then over to the loop.

    def _on_time(self, event: int) -> None:
        now_s = self._now_s()
        time_ms = ctypes.c_int64.from_address(event + _EVENT_TIME_OFFSET).value
        stretch = self._stretch
        if stretch is not None:
            stretch.clock.report(time_ms, now_s)

    def _on_first_picture(self, note: ShownNote) -> None:
        if self._bridge is not None:
            self._bridge.post(self._picture_shown, note)

    def _on_end(self, _event: int) -> None:
        if self._bridge is not None:
            self._bridge.post(self._end, self._stretch)

    def _on_error(self, _event: int) -> None:
        if self._bridge is not None:
            self._bridge.post(self._fail, self._stretch)

    def _visible_size(self, width: int, height: int) -> tuple[int, int]:
        stretch = self._stretch
        known = list(stretch.visible_sizes.items()) if stretch is not None else []
        # libVLC adds a few lines and columns of its own to the coded size.
        near = [
            (width - coded[0] + height - coded[1], visible)
            for coded, visible in known
            if 0 <= width - coded[0] <= 32 and 0 <= height - coded[1] <= 32
        ]
        return min(near)[1] if near else (width, height)

    # Back on the loop.

    def _emit(self, event: BackendEvent) -> None:
        self._listener(event)

    def _picture_shown(self, note: ShownNote) -> None:
        stretch = self._stretch
        if stretch is None or not stretch.has_begun:
            return
        if not stretch.is_shown:
            stretch.is_shown = True
            self._outputs_seen = note.outputs
            position_s = stretch.presentation_s(stretch.muxer.preroll_ms)
            if self._is_paused:
                stretch.clock.stand(self._now_s(), stretch.muxer.preroll_ms)
            self._emit(FirstPicture(position_s))
            change = stretch.next_change()
            if change is not None:
                stretch.take_change()
                self._tell_variant(stretch, change, note.size, held_s=0.0, position_s=position_s)
        elif note.outputs != self._outputs_seen:
            self._outputs_seen = note.outputs
            self._tell_restart(stretch, note)
        if stretch.is_starved:
            self._end_starvation(stretch)

    def _tell_restart(self, stretch: Stretch, note: ShownNote) -> None:
        while (change := stretch.next_change()) is not None:
            stretch.take_change()
            held_s = note.held_s if change.restarts_output else 0.0
            self._tell_variant(stretch, change, note.size, held_s=held_s)
            if change.restarts_output:
                return

    def _tell_variant(
        self,
        stretch: Stretch,
        change: VariantChange,
        size: tuple[int, int],
        *,
        held_s: float,
        position_s: float | None = None,
    ) -> None:
        if change.variant == self._variant:
            return
        self._variant = change.variant
        at_s = stretch.presentation_s(change.time_ms) if position_s is None else position_s
        self._emit(VariantShown(change.variant, at_s, *size, picture_held_s=held_s))

    def _end(self, stretch: Stretch | None) -> None:
        if stretch is None or stretch is not self._stretch or stretch.is_ended:
            return
        if not stretch.muxer.is_done:
            self._fail(stretch)
            return
        stretch.is_ended = True
        end_s = stretch.presentation_s(stretch.end_ms)
        stretch.clock.stand(self._now_s(), stretch.end_ms)
        self._emit(EndReached(end_s))

    def _fail(self, stretch: Stretch | None) -> None:
        if stretch is not None and stretch is self._stretch:
            self._leave()
            self._emit(
                BackendFailed(make_problem(ErrorCode.OUTPUT_VLC_ERROR, "libVLC stopped with an error"))
            )

    # The tick.

    def _schedule_tick(self) -> None:
        self._tick_handle = asyncio.get_running_loop().call_later(_TICK_S, self._tick)

    def _tick(self) -> None:
        stretch = self._stretch
        if stretch is None:
            return
        self._schedule_tick()
        self._ticks += 1
        if self._ticks % _STATS_EVERY_TICKS == 0 and self._player is not None:
            self._player.submit(self._count_dropped, stretch)
        playhead_s = self.position_s
        if playhead_s is None or not stretch.is_shown:
            return
        self._tell_seamless(stretch, playhead_s)
        at_end = playhead_s >= stretch.presentation_s(stretch.end_ms) - _AT_END_S
        state = stretch.feed_state
        if state.is_drained and at_end:
            self._end(stretch)
        elif state.is_hungry and at_end and not stretch.is_starved:
            stretch.is_starved = True
            stretch.clock.stand(self._now_s())
            self._emit(Starved(self.position_s or playhead_s))
        elif stretch.is_starved and not state.is_hungry:
            self._end_starvation(stretch)

    def _end_starvation(self, stretch: Stretch) -> None:
        stretch.is_starved = False
        if not self._is_paused:
            stretch.clock.run(self._now_s())
        self._emit(StarvedEnded(self.position_s or stretch.position_s))

    def _tell_seamless(self, stretch: Stretch, playhead_s: float) -> None:
        change = stretch.next_change()
        if change is None or change.restarts_output:
            return
        if playhead_s >= stretch.presentation_s(change.time_ms):
            stretch.take_change()
            assert self._pictures is not None
            held_s = self._pictures.longest_gap_s(self._now_s() - 0.25)
            self._tell_variant(stretch, change, (change.width, change.height), held_s=held_s)

    def _count_dropped(self, stretch: Stretch) -> None:
        assert self._player is not None
        if stretch is self._stretch:
            self._dropped = self._player.lost_pictures()


def _ignore(event: BackendEvent) -> None:
    _LOGGER.debug("nobody listens to %s", event)
