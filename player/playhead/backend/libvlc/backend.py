"""libVLC as a `Backend`: samples go in as one Matroska stream, pictures come out on a sink.

A start makes a `Stretch` (muxer, feed, clock) and plays its feed as a new medium; appended samples are muxed
at once on the loop's thread and read by libVLC's. What libVLC tells comes over the `LoopBridge`; what it
doesn't tell the `Narrator` sees, whom a tick asks to look whenever something may be due.
"""

import asyncio
import logging
import os
import time
from collections.abc import Callable

from playhead.backend.libvlc.audio import AudioOutput, DeviceAudio
from playhead.backend.libvlc.instance import VlcInstance, process_instance
from playhead.backend.libvlc.loop_bridge import LoopBridge
from playhead.backend.libvlc.narrator import Narrator
from playhead.backend.libvlc.outputs import Listeners, Outputs
from playhead.backend.libvlc.picture_output import ShownNote
from playhead.backend.libvlc.sinks import MemorySink, PictureSink
from playhead.backend.libvlc.stretch import Stretch
from playhead.backend.libvlc.window_output import NativeWindow
from playhead.backend.protocol import BackendEvent, BackendEvents, BackendFailed, BackendStats, SampleBatch
from playhead.containers.samples import Codec
from playhead.errors import ErrorCode, Problem, make_problem
from playhead.feed import StretchMuxer
from playhead.presentation import Kind

__all__ = ["LibVlcBackend"]

_LOGGER = logging.getLogger(__name__)

_PAUSE_RETRY_S = 0.025
_COUNT_EVERY_S = 0.5
# The feed is Matroska: libVLC must not try its demuxers in turn, for some want more bytes to look at than the
# first seconds of a quiet voice have, and nothing more comes before something plays.
# Hardware decoding has to be asked for on each medium: picture callbacks turn it off on the player.
_MEDIUM_OPTIONS = (":demux=mkv", ":avcodec-hw=any")


class LibVlcBackend:
    """Plays through libVLC 3.

    Args:
        picture_sink: Takes the pictures; a `MemorySink` if not given.
        audio: Where sound goes; the best device if not given, and silence where there is none.
        window: Takes the pictures instead of a sink; `show_in` changes that.
        instance: libVLC; the process's own if not given.
        now_s: A monotonic clock.
    """

    def __init__(
        self,
        picture_sink: PictureSink | None = None,
        audio: AudioOutput | None = None,
        *,
        window: NativeWindow | None = None,
        instance: VlcInstance | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.picture_sink: PictureSink = picture_sink if picture_sink is not None else MemorySink()
        self._window = window
        self._audio = audio if audio is not None else DeviceAudio()
        self._instance = instance
        self._now_s = now_s
        self._listener: BackendEvents = _ignore
        self._narrator = Narrator(self._emit, lambda: self.position_s, self._longest_gap_s)
        self._bridge: LoopBridge | None = None
        self._outputs: Outputs | None = None
        self._stretch: Stretch | None = None
        self._tells_time_only = False
        self._tick_handle: asyncio.TimerHandle | None = None
        self._counted_at_s = 0.0
        self._changing = asyncio.Lock()
        self._is_paused = False
        self._is_pause_due = False
        self._is_closed = False
        self._rate, self._volume, self._is_muted = 1.0, 1.0, False
        self._latest_s: float | None = None
        self._dropped_before, self._dropped = 0, 0
        # Pictures in windows: libVLC counts them anew for each medium.
        self._drawn_before, self._drawn = 0, 0

    # What the protocol asks for.

    @property
    def codecs(self) -> frozenset[Codec]:
        """All that we can write into Matroska; libVLC decodes them all."""
        return frozenset(Codec)

    @property
    def position_s(self) -> float | None:
        """The playhead in presentation time."""
        playhead_s = self._stretch.playhead_s if self._stretch is not None else None
        if playhead_s is not None and (self._latest_s is None or playhead_s > self._latest_s):
            self._latest_s = playhead_s
        return self._latest_s

    @property
    def stats(self) -> BackendStats:
        """Frames and decoder so far."""
        decoder = self._instance.log.decoder if self._instance is not None else ""
        shown = self._drawn_before + self._drawn
        shown += self._outputs.sink_count if self._outputs is not None else 0
        return BackendStats(shown, self._dropped_before + self._dropped, decoder)

    @property
    def audio_problem(self) -> Problem | None:
        """Why there is no sound (there is no device); None if there is."""
        return self._outputs.audio_problem if self._outputs is not None else None

    def attach(self, listener: BackendEvents) -> None:
        """Set who hears events."""
        self._listener = listener

    def show_in(self, window: NativeWindow | None) -> None:
        """Have libVLC draw into a window from the next `start` on; None gives pictures to the sink again.

        The window must live until a `start`, `stop` or `close` after it was taken away.
        """
        self._window = window

    async def start(self, position_s: float, kinds: frozenset[Kind], *, is_paused: bool) -> None:
        """Begin a new stretch; see `Backend.start`."""
        self._leave()
        async with self._changing:
            outputs = await self._ready_outputs()
            await outputs.player.run(outputs.player.stop)
            window = self._window
            await outputs.show_in(window)
            self._leave()
            self._is_paused, self._is_pause_due = is_paused, False
            self._narrator.sees_outputs = window is None
            self._tells_time_only = Kind.VIDEO not in kinds or window is not None
            self._latest_s = None
            self._turn_to(Stretch(self._muxer(position_s, kinds), position_s, self._now_s))
            if is_paused:
                self._pause()

    def append(self, batch: SampleBatch) -> None:
        """Take the next samples."""
        if self._stretch is not None:
            self._stretch.append(batch.format, batch.samples, batch.offset, batch.variant)
            if self._stretch.is_cut_off:
                self._succeed(self._stretch, self.position_s or self._stretch.end_s)
            else:
                self._advance(self._stretch)

    def finish(self) -> None:
        """Say that nothing more follows."""
        if self._stretch is not None:
            self._stretch.muxer.finish()
            self._advance(self._stretch)

    def set_paused(self, is_paused: bool) -> None:
        """Stand or go on."""
        if is_paused == self._is_paused:
            return
        self._is_paused = is_paused
        if is_paused:
            self._pause()
        else:
            self._resume()

    def set_rate(self, rate: float) -> None:
        """Set playback speed."""
        self._rate = rate
        if self._stretch is not None:
            self._stretch.set_rate(rate)
            self._tick_in(0.0)
        if self._outputs is not None:
            self._outputs.player.submit(self._outputs.player.set_rate, rate)

    def set_volume(self, volume: float) -> None:
        """Set loudness."""
        self._volume = min(max(volume, 0.0), 1.0)
        if self._outputs is not None:
            self._outputs.player.submit(self._outputs.player.set_volume, round(self._volume * 100))

    def set_muted(self, is_muted: bool) -> None:
        """Silence or restore the sound."""
        self._is_muted = is_muted
        if self._outputs is not None:
            self._outputs.player.submit(self._outputs.player.set_muted, is_muted)

    async def stop(self) -> None:
        """Let go of the current stretch."""
        self._leave()
        async with self._changing:
            if self._outputs is not None and not self._is_closed:
                await self._outputs.player.run(self._outputs.player.stop)

    async def close(self) -> None:
        """Stop and end every thread."""
        self._leave()
        async with self._changing:
            if self._is_closed:
                return
            self._is_closed = True
            if self._bridge is not None:
                self._bridge.close()
            if self._outputs is not None:
                await self._outputs.player.close()

    # Making and leaving.

    async def _ready_outputs(self) -> Outputs:
        if self._outputs is None:
            self._bridge = LoopBridge(asyncio.get_running_loop())
            if self._instance is None:
                self._instance = await asyncio.to_thread(process_instance)
            self._outputs = Outputs(
                self._instance, self.picture_sink, self._audio, self._listeners(), self._now_s
            )
            player = self._outputs.player
            player.submit(player.set_volume, round(self._volume * 100))
            player.submit(player.set_muted, self._is_muted)
        return self._outputs

    def _listeners(self) -> Listeners:
        return Listeners(
            time=self._on_time,
            picture=self._on_picture,
            end=self._on_end,
            error=self._on_error,
            visible_size=self._visible_size,
        )

    def _muxer(self, position_s: float, kinds: frozenset[Kind]) -> StretchMuxer:
        threads = os.cpu_count() or 1
        return StretchMuxer(position_s, kinds, decoder_threads=threads, is_paused=self._is_paused)

    def _turn_to(self, stretch: Stretch) -> None:
        self._stretch = stretch
        stretch.set_rate(self._rate)
        self._narrator.begin(stretch)
        self._tick_in(0.0)

    def _leave(self) -> None:
        """Let go of the stretch at once, so that no reader blocks what follows."""
        stretch, self._stretch = self._stretch, None
        self._cancel_tick()
        if stretch is not None:
            self._abort(stretch)

    def _abort(self, stretch: Stretch) -> None:
        stretch.abort()
        if self._outputs is not None:
            self._outputs.pictures.block()
        self._dropped_before += self._dropped
        self._drawn_before += self._drawn
        self._dropped = self._drawn = 0

    # Feeding, pausing.

    def _advance(self, stretch: Stretch) -> None:
        if stretch.advance():
            self._play(stretch)

    def _play(self, stretch: Stretch) -> None:
        assert self._outputs is not None
        assert self._instance is not None
        player, pictures = self._outputs.player, self._outputs.pictures
        options = [*_MEDIUM_OPTIONS, *([":start-paused"] if self._is_paused else [])]
        source = stretch.open(self._instance.door, self._instance.handle, options)
        # In turn on the worker: pictures of the medium before must be over first.
        player.submit(pictures.await_picture, then_block=self._is_paused)
        player.submit(player.play, source, self._rate)

    def _pause(self) -> None:
        stretch = self._stretch
        if stretch is None:
            return
        # Right before a switch libVLC hears of a pause only when the switch is over, half a second later.
        self._is_pause_due = stretch.is_deaf
        if not self._is_pause_due:
            stretch.pause()
            if stretch.is_cut_off and self._outputs is not None:
                self._outputs.pictures.block()
            self._tell_paused(True)
        else:
            self._tick_in(_PAUSE_RETRY_S)

    def _resume(self) -> None:
        was_paused, self._is_pause_due = not self._is_pause_due, False
        if self._stretch is not None and was_paused:
            self._stretch.resume()
            self._tell_paused(False)
            self._tick_in(0.0)

    def _tell_paused(self, is_paused: bool) -> None:
        if self._outputs is None or self._stretch is None or not self._stretch.has_begun:
            return
        if not is_paused:
            self._outputs.player.submit(self._outputs.pictures.unblock)
        self._outputs.player.submit(self._outputs.player.set_paused, is_paused)

    # Called on libVLC's threads: plain values only, then over to the loop.

    def _on_time(self, time_ms: int) -> None:
        now_s = self._now_s()
        stretch = self._stretch
        if stretch is not None:
            stretch.clock.report(time_ms, now_s)
            if self._tells_time_only and self._bridge is not None:
                self._bridge.post(self._time_moves, stretch)

    def _on_picture(self, note: ShownNote) -> None:
        stretch = self._stretch
        if stretch is not None and self._bridge is not None:
            self._bridge.post(self._picture_is_out, stretch, note)

    def _on_end(self) -> None:
        stretch = self._stretch
        if stretch is not None and self._bridge is not None:
            self._bridge.post(self._vlc_ended, stretch)

    def _on_error(self) -> None:
        stretch = self._stretch
        if stretch is not None and self._bridge is not None:
            self._bridge.post(self._fail, stretch, "libVLC stopped with an error")

    def _visible_size(self, width: int, height: int) -> tuple[int, int]:
        stretch = self._stretch
        return stretch.visible_size(width, height) if stretch is not None else (width, height)

    # Back on the loop.

    def _emit(self, event: BackendEvent) -> None:
        self._listener(event)

    def _longest_gap_s(self, back_s: float) -> float:
        if self._outputs is None:
            return 0.0
        return self._outputs.pictures.longest_gap_s(self._now_s() - back_s)

    def _picture_is_out(self, stretch: Stretch, note: ShownNote) -> None:
        if stretch is self._stretch and stretch.has_begun:
            self._narrator.picture(stretch, note)

    def _time_moves(self, stretch: Stretch) -> None:
        if stretch is self._stretch and stretch.has_begun:
            self._narrator.time_moves(stretch)

    def _vlc_ended(self, stretch: Stretch) -> None:
        """libVLC has nothing more to play; the last pictures and sounds may still be on their way."""
        if stretch is not self._stretch or stretch.is_ended:
            return
        if not stretch.muxer.is_done:
            self._fail(stretch, "libVLC ended before the samples did")
        elif not stretch.is_shown:
            if self._tells_time_only:
                # Too short for libVLC to tell a time.
                self._narrator.time_moves(stretch)
                self._narrator.end(stretch)
                self._tick_in(0.0)
            else:
                self._fail(stretch, "libVLC could show none of the pictures")

    def _fail(self, stretch: Stretch, detail: str) -> None:
        if stretch is self._stretch:
            self._leave()
            self._emit(BackendFailed(make_problem(ErrorCode.OUTPUT_VLC_ERROR, detail)))

    def _tick_in(self, delay_s: float) -> None:
        self._cancel_tick()
        self._tick_handle = asyncio.get_running_loop().call_later(delay_s, self._tick)

    def _cancel_tick(self) -> None:
        if self._tick_handle is not None:
            self._tick_handle.cancel()
            self._tick_handle = None

    def _tick(self) -> None:
        stretch, outputs = self._stretch, self._outputs
        self._tick_handle = None
        if stretch is None or outputs is None:
            return
        now_s = self._now_s()
        if now_s >= self._counted_at_s + _COUNT_EVERY_S:
            self._counted_at_s = now_s
            outputs.player.submit(self._count_pictures, outputs, stretch)
        if self._is_pause_due:
            self._pause()
        outputs.watch_audio()
        self._narrator.tick(stretch)
        if stretch is not self._stretch:
            return
        if stretch.is_ended and stretch.muxer.break_s is not None:
            self._succeed(stretch, stretch.muxer.break_s)
        else:
            self._tick_in(_PAUSE_RETRY_S if self._is_pause_due else self._narrator.next_look_s(stretch))

    def _succeed(self, stretch: Stretch, at_s: float) -> None:
        """Go on with another stretch from where this one stands, without a start."""
        assert self._outputs is not None
        self._abort(stretch)
        successor = Stretch(stretch.muxer.successor(at_s), at_s, self._now_s, before=stretch)
        self._turn_to(successor)
        player = self._outputs.player
        player.submit(player.stop)
        self._advance(successor)

    def _count_pictures(self, outputs: Outputs, stretch: Stretch) -> None:
        """Runs on the player's worker."""
        shown, lost = outputs.player.pictures()
        if stretch is self._stretch:
            self._dropped = lost
            self._drawn = 0 if self._narrator.sees_outputs else shown


def _ignore(event: BackendEvent) -> None:
    _LOGGER.debug("nobody listens to %s", event)
