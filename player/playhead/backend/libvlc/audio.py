"""Where sound goes: to a device, or into memory for tests and for machines without one."""

import ctypes
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playhead.backend.libvlc.door import AudioDrain, AudioFlush, AudioPause, AudioPlay, AudioResume, Door
from playhead.backend.libvlc.guard import guarded

__all__ = [
    "SILENT_MODULE",
    "AudioOutput",
    "DeviceAudio",
    "MemoryAudio",
    "MemoryAudioOutput",
    "has_sound_device",
]

_CHANNELS = 2
_BYTES_A_SAMPLE = 2


AudioObserver = Callable[[bytes, int, float], None]


@dataclass(frozen=True, slots=True)
class DeviceAudio:
    """Sound goes to a real device.

    Attributes:
        module: libVLC's output module, such as `alsa` or `pulse`; None takes the best that works, and silence
            where there is no device.
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

    observer: AudioObserver | None = None
    sample_rate_hz: int = 48_000


AudioOutput = DeviceAudio | MemoryAudio


SILENT_MODULE = "adummy"
"""libVLC's output that takes sound in time and drops it."""


def has_sound_device() -> bool:
    """Return whether there may be a device to put sound out. When in doubt: True.

    libVLC asks for a device again with every packet, and ALSA complains on the standard error each time: so
    don't let it ask where there is none. On macOS and Windows it asks quietly.
    """
    if sys.platform != "linux":
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    servers = (runtime / "pulse" / "native", runtime / "pipewire-0", Path("/run/pulse/native"))
    configured = (Path.home() / ".asoundrc", Path("/etc/asound.conf"))
    if os.environ.get("PULSE_SERVER") or any(path.exists() for path in (*servers, *configured)):
        return True
    try:
        cards = Path("/proc/asound/cards").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return "no soundcards" not in cards and bool(cards.strip())


class MemoryAudioOutput:
    """Puts a player's sound into memory. Keep it for the life of the player: libVLC calls into it.

    Args:
        observer, sample_rate_hz: As in `MemoryAudio`.
        now_s: The monotonic clock in which due times are told.
    """

    def __init__(
        self,
        door: Door,
        player: int,
        observer: AudioObserver,
        sample_rate_hz: int,
        now_s: Callable[[], float],
    ) -> None:
        self._door = door
        self._now_s = now_s
        self._observer = observer
        self._callbacks = (
            AudioPlay(self._play),
            AudioPause(self._ignore),
            AudioResume(self._ignore),
            AudioFlush(self._ignore),
            AudioDrain(self._drain),
        )
        door.audio_set_callbacks(player, *self._callbacks, None)
        door.audio_set_format(player, b"S16N", sample_rate_hz, _CHANNELS)

    @guarded(None)
    def _play(self, _opaque: int, samples: int, count: int, due_us: int) -> None:
        delay_s = (due_us - self._door.clock()) / 1e6
        pcm = ctypes.string_at(samples, count * _CHANNELS * _BYTES_A_SAMPLE)
        self._observer(pcm, count, self._now_s() + delay_s)

    def _ignore(self, _opaque: int, _time_us: int) -> None:
        return None

    def _drain(self, _opaque: int) -> None:
        return None
