"""The typed door to libVLC: every call that the backend makes, and every callback that it hands over.

python-vlc loads the library. Its own prototypes are not used: they are untyped, and its format callback can't
set the chroma. Handles are plain integers here; who holds one lets go of it.

Signatures are those of libVLC 3.0's public headers.
"""

import ctypes
from collections.abc import Sequence
from ctypes import CFUNCTYPE, POINTER, c_char, c_char_p, c_int, c_int64, c_uint, c_uint64, c_void_p
from enum import IntEnum
from typing import Any

from playhead.backend.libvlc.install import find_libvlc, install_hint
from playhead.errors import ErrorCode, error_for, make_problem

__all__ = [
    "AudioDrain",
    "AudioFlush",
    "AudioPause",
    "AudioPlay",
    "AudioResume",
    "Door",
    "EventCallback",
    "EventType",
    "LogCallback",
    "MediaClose",
    "MediaOpen",
    "MediaRead",
    "MediaSeek",
    "MediaStats",
    "VideoCleanup",
    "VideoDisplay",
    "VideoFormat",
    "VideoLock",
    "VideoUnlock",
    "open_door",
]

MediaOpen = CFUNCTYPE(c_int, c_void_p, POINTER(c_void_p), POINTER(c_uint64))
MediaRead = CFUNCTYPE(ctypes.c_ssize_t, c_void_p, c_void_p, ctypes.c_size_t)
MediaSeek = CFUNCTYPE(c_int, c_void_p, c_uint64)
MediaClose = CFUNCTYPE(None, c_void_p)
VideoLock = CFUNCTYPE(c_void_p, c_void_p, POINTER(c_void_p))
VideoUnlock = CFUNCTYPE(None, c_void_p, c_void_p, POINTER(c_void_p))
VideoDisplay = CFUNCTYPE(None, c_void_p, c_void_p)
VideoFormat = CFUNCTYPE(
    c_uint,
    POINTER(c_void_p),
    POINTER(c_char),
    POINTER(c_uint),
    POINTER(c_uint),
    POINTER(c_uint),
    POINTER(c_uint),
)
VideoCleanup = CFUNCTYPE(None, c_void_p)
AudioPlay = CFUNCTYPE(None, c_void_p, c_void_p, c_uint, c_int64)
AudioPause = CFUNCTYPE(None, c_void_p, c_int64)
AudioResume = CFUNCTYPE(None, c_void_p, c_int64)
AudioFlush = CFUNCTYPE(None, c_void_p, c_int64)
AudioDrain = CFUNCTYPE(None, c_void_p)
EventCallback = CFUNCTYPE(None, c_void_p, c_void_p)
LogCallback = CFUNCTYPE(None, c_void_p, c_int, c_void_p, c_char_p, c_void_p)


class EventType(IntEnum):
    """`libvlc_event_e`, as far as we listen."""

    PLAYING = 0x104
    PAUSED = 0x105
    END_REACHED = 0x109
    ENCOUNTERED_ERROR = 0x10A
    TIME_CHANGED = 0x10B
    VOUT = 0x112


class MediaStats(ctypes.Structure):
    """`libvlc_media_stats_t`."""

    _fields_ = (
        ("read_bytes", c_int),
        ("input_bitrate", ctypes.c_float),
        ("demux_read_bytes", c_int),
        ("demux_bitrate", ctypes.c_float),
        ("demux_corrupted", c_int),
        ("demux_discontinuity", c_int),
        ("decoded_video", c_int),
        ("decoded_audio", c_int),
        ("displayed_pictures", c_int),
        ("lost_pictures", c_int),
        ("played_abuffers", c_int),
        ("lost_abuffers", c_int),
        ("sent_packets", c_int),
        ("sent_bytes", c_int),
        ("send_bitrate", ctypes.c_float),
    )


# name: (result, arguments). All handles are void pointers.
_PROTOTYPES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "libvlc_new": (c_void_p, (c_int, POINTER(c_char_p))),
    "libvlc_get_version": (c_char_p, ()),
    "libvlc_errmsg": (c_char_p, ()),
    "libvlc_log_set": (None, (c_void_p, LogCallback, c_void_p)),
    "libvlc_log_get_context": (
        None,
        (c_void_p, POINTER(c_char_p), POINTER(c_char_p), POINTER(c_uint)),
    ),
    "libvlc_media_new_callbacks": (
        c_void_p,
        (c_void_p, MediaOpen, MediaRead, MediaSeek, MediaClose, c_void_p),
    ),
    "libvlc_media_add_option": (None, (c_void_p, c_char_p)),
    "libvlc_media_release": (None, (c_void_p,)),
    "libvlc_media_get_stats": (c_int, (c_void_p, POINTER(MediaStats))),
    "libvlc_media_player_new": (c_void_p, (c_void_p,)),
    "libvlc_media_player_release": (None, (c_void_p,)),
    "libvlc_media_player_set_media": (None, (c_void_p, c_void_p)),
    "libvlc_media_player_play": (c_int, (c_void_p,)),
    "libvlc_media_player_stop": (None, (c_void_p,)),
    "libvlc_media_player_set_pause": (None, (c_void_p, c_int)),
    "libvlc_media_player_set_rate": (c_int, (c_void_p, ctypes.c_float)),
    "libvlc_media_player_event_manager": (c_void_p, (c_void_p,)),
    "libvlc_media_player_set_xwindow": (None, (c_void_p, ctypes.c_uint32)),
    "libvlc_media_player_set_hwnd": (None, (c_void_p, c_void_p)),
    "libvlc_media_player_set_nsobject": (None, (c_void_p, c_void_p)),
    "libvlc_event_attach": (c_int, (c_void_p, c_int, EventCallback, c_void_p)),
    "libvlc_event_detach": (None, (c_void_p, c_int, EventCallback, c_void_p)),
    "libvlc_video_set_key_input": (None, (c_void_p, c_uint)),
    "libvlc_video_set_mouse_input": (None, (c_void_p, c_uint)),
    "libvlc_video_set_callbacks": (None, (c_void_p, VideoLock, VideoUnlock, VideoDisplay, c_void_p)),
    "libvlc_video_set_format_callbacks": (None, (c_void_p, VideoFormat, VideoCleanup)),
    "libvlc_audio_set_callbacks": (
        None,
        (c_void_p, AudioPlay, AudioPause, AudioResume, AudioFlush, AudioDrain, c_void_p),
    ),
    "libvlc_audio_set_format": (None, (c_void_p, c_char_p, c_uint, c_uint)),
    "libvlc_audio_output_set": (c_int, (c_void_p, c_char_p)),
    "libvlc_audio_set_volume": (c_int, (c_void_p, c_int)),
    "libvlc_audio_set_mute": (None, (c_void_p, c_int)),
    "libvlc_clock": (c_int64, ()),
}


class Door:
    """libVLC's functions under their own names, without the prefix: `door.media_player_play(player)`."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._functions: dict[str, Any] = {}
        for name, (result, arguments) in _PROTOTYPES.items():
            prototype = CFUNCTYPE(result, *arguments)
            # A prototype of our own: python-vlc may have set others on the library's shared function objects.
            self._functions[name.removeprefix("libvlc_")] = prototype((name, library))

    def __getattr__(self, name: str) -> Any:
        try:
            return self._functions[name]
        except KeyError:
            raise AttributeError(name) from None

    def version(self) -> str:
        """Return libVLC's version, such as `3.0.24 Vetinari`."""
        return (self.get_version() or b"").decode("ascii", "replace")

    def make_instance(self, arguments: Sequence[str]) -> int | None:
        """Return a new instance; None if libVLC finds none of its plugins."""
        encoded = (c_char_p * len(arguments))(*(argument.encode() for argument in arguments))
        return self.new(len(arguments), encoded)

    def pictures(self, media: int) -> tuple[int, int]:
        """Return how many pictures of a medium were shown, and how many came too late to be."""
        stats = MediaStats()
        if not self.media_get_stats(media, ctypes.byref(stats)):
            return 0, 0
        return int(stats.displayed_pictures), int(stats.lost_pictures)


def open_door() -> Door:
    """Load libVLC.

    Raises:
        BackendError: OUTPUT_VLC_INIT if it isn't installed or is not version 3; the detail says what helps.
    """
    installation = find_libvlc()
    if installation is None:
        raise error_for(make_problem(ErrorCode.OUTPUT_VLC_INIT, f"libVLC was not found; {install_hint()}"))
    try:
        installation.announce()
        import vlc
    except (ImportError, OSError, NotImplementedError, SystemExit) as error:
        # python-vlc leaves the process when a variable names a library that doesn't load.
        detail = f"libVLC can't be loaded ({type(error).__name__}); {install_hint()}"
        raise error_for(make_problem(ErrorCode.OUTPUT_VLC_INIT, detail)) from error
    library: Any = vlc.dll
    door = Door(library)
    if not door.version().startswith("3."):
        detail = f"libVLC {door.version()} is not supported: version 3 is needed"
        raise error_for(make_problem(ErrorCode.OUTPUT_VLC_INIT, detail))
    return door
