"""Where sound goes: to a device, or into memory for tests and for machines without one."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass

from playhead.backend.libvlc.door import AudioDrain, AudioFlush, AudioPause, AudioPlay, AudioResume, Door
from playhead.backend.libvlc.guard import guarded

__all__ = ["AudioOutput", "DeviceAudio", "MemoryAudio", "MemoryAudioOutput"]

_CHANNELS = 2
_BYTES_A_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class DeviceAudio:
    """Sound goes to a real device.

    Attributes:
        module: libVLC's output module, such as `alsa` or `pulse`; None takes the best that works.
    """

    module: str | None = None


@dataclass(frozen=True, slots=True)
class MemoryAudio:
    """Sound goes nowhere, at the right time; whoever wants may listen.

    Attributes:
        observer: Called on libVLC's thread with interleaved signed 16-bit PCM, the number of samples a
            channel, and the moment they are due, in seconds of the monotonic clock.
        sample_rate_hz: What the observer gets.
    """

    observer: Callable[[bytes, int, float], None] | None = None
    sample_rate_hz: int = 48_000


AudioOutput = DeviceAudio | MemoryAudio


class MemoryAudioOutput:
    """Puts a player's sound into memory. Keep it for the life of the player: libVLC calls into it.

    Args:
        now_s: The monotonic clock in which due times are told.
    """

    def __init__(self, door: Door, player: int, settings: MemoryAudio, now_s: Callable[[], float]) -> None:
        self._door = door
        self._now_s = now_s
        self._observer = settings.observer
        self._callbacks = (
            AudioPlay(self._play),
            AudioPause(self._ignore),
            AudioResume(self._ignore),
            AudioFlush(self._ignore),
            AudioDrain(self._drain),
        )
        door.audio_set_callbacks(player, *self._callbacks, None)
        door.audio_set_format(player, b"S16N", settings.sample_rate_hz, _CHANNELS)

    @guarded(None)
    def _play(self, _opaque: int, samples: int, count: int, due_us: int) -> None:
        if self._observer is not None:
            delay_s = (due_us - self._door.clock()) / 1e6
            pcm = ctypes.string_at(samples, count * _CHANNELS * _BYTES_A_SAMPLE)
            self._observer(pcm, count, self._now_s() + delay_s)

    def _ignore(self, _opaque: int, _time_us: int) -> None:
        return None

    def _drain(self, _opaque: int) -> None:
        return None
