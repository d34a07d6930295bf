"""A player with somewhere to put its pictures and its sound: all that is made once, at the first start."""

import ctypes
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playhead.backend.libvlc.audio import (
    SILENT_MODULE,
    AudioOutput,
    MemoryAudio,
    MemoryAudioOutput,
    has_sound_device,
)
from playhead.backend.libvlc.door import EventType
from playhead.backend.libvlc.instance import VlcInstance
from playhead.backend.libvlc.picture_output import PictureOutput, ShownNote
from playhead.backend.libvlc.sinks import PictureSink
from playhead.backend.libvlc.vlc_player import VlcPlayer
from playhead.backend.libvlc.window_output import NativeWindow, WindowOutput
from playhead.errors import ErrorCode, Problem, Severity, make_problem

__all__ = ["Listeners", "Outputs"]

_LOGGER = logging.getLogger(__name__)

_UNION_AT = 16  # libvlc_event_t: type, object, then the union; `new_time` and `new_count` are its beginning


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who hears what on libVLC's threads. They copy plain values and post; nothing else.

    Attributes:
        time: libVLC's time in milliseconds.
        picture: The picture that was awaited, or the first one of a new output.
        end: libVLC has nothing more to play.
        error: libVLC gave up.
        visible_size: Asked for the visible size of pictures with a given coded size.
    """

    time: Callable[[int], None]
    picture: Callable[[ShownNote], None]
    end: Callable[[], None]
    error: Callable[[], None]
    visible_size: Callable[[int, int], tuple[int, int]]


class Outputs:
    """One media player and its outputs.

    Args:
        instance: libVLC.
        sink: Takes the pictures while no window does.
        audio: Where sound goes.
        listeners: Who hears of it.
        now_s: A monotonic clock.

    Attributes:
        player: The media player.
        pictures: Where its pictures go; nowhere in particular before the first `show_in`.
        audio_problem: Why there is no sound; None if there is.
    """

    def __init__(
        self,
        instance: VlcInstance,
        sink: PictureSink,
        audio: AudioOutput,
        listeners: Listeners,
        now_s: Callable[[], float],
    ) -> None:
        self._instance = instance
        self._listeners = listeners
        self._now_s = now_s
        self.audio_problem: Problem | None = None
        events: dict[EventType, Callable[[int], None]] = {
            EventType.TIME_CHANGED: lambda event: listeners.time(_int64_of(event)),
            EventType.END_REACHED: lambda _event: listeners.end(),
            EventType.ENCOUNTERED_ERROR: lambda _event: listeners.error(),
            EventType.VOUT: self._vout,
        }
        self.player = VlcPlayer(instance, events)
        self._sink_output = PictureOutput(
            instance.door,
            self.player.handle,
            sink,
            visible_size=listeners.visible_size,
            on_awaited=listeners.picture,
            now_s=now_s,
        )
        self.pictures: PictureOutput | WindowOutput = self._sink_output
        self._connected: NativeWindow | Literal[False] | None = False
        self._audio_failures = instance.log.audio_failures
        self._memory_audio: MemoryAudioOutput | None = None
        self._connect_audio(audio)

    @property
    def sink_count(self) -> int:
        """New pictures that the sink was given so far."""
        return self._sink_output.count

    async def show_in(self, window: NativeWindow | None) -> None:
        """Have libVLC draw into a window, or give pictures to the sink; while it plays nothing."""
        if window == self._connected:
            return
        self._connected = window
        self.pictures = self._sink_output if window is None else self._output_in(window)
        await self.player.run(self.pictures.connect)

    def _output_in(self, window: NativeWindow) -> WindowOutput:
        door, player, heard = self._instance.door, self.player.handle, self._listeners
        return WindowOutput(door, player, window, on_awaited=heard.picture, now_s=self._now_s)

    def _connect_audio(self, audio: AudioOutput) -> None:
        if isinstance(audio, MemoryAudio) and audio.observer is not None:
            door, observer = self._instance.door, audio.observer
            self._memory_audio = MemoryAudioOutput(
                door, self.player.handle, observer, audio.sample_rate_hz, self._now_s
            )
        elif isinstance(audio, MemoryAudio):
            self.player.submit(self.player.set_audio_module, SILENT_MODULE)
        elif audio.module is not None:
            self.player.submit(self.player.set_audio_module, audio.module)
        elif not has_sound_device():
            self._go_silent()

    def watch_audio(self) -> None:
        """Give up on sound if libVLC has found no device for it since the last look."""
        failures = self._instance.log.audio_failures
        if failures > self._audio_failures and self.audio_problem is None:
            self._go_silent()
        self._audio_failures = failures

    def _go_silent(self) -> None:
        """Let sound go nowhere, in time, so that the picture plays on."""
        detail = "libVLC found no device for sound"
        code, severity = ErrorCode.OUTPUT_NO_AUDIO_DEVICE, Severity.DEGRADED
        self.audio_problem = make_problem(code, detail, severity=severity)
        _LOGGER.warning("%s: playing without", detail)
        self.player.submit(self.player.set_audio_module, SILENT_MODULE)

    def _vout(self, event: int) -> None:
        if isinstance(self.pictures, WindowOutput) and _int64_of(event) & 0xFFFFFFFF:
            self.pictures.output_opened()


def _int64_of(event: int) -> int:
    return ctypes.c_int64.from_address(event + _UNION_AT).value
