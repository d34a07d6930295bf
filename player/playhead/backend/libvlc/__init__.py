"""libVLC as the backend: our feed in, pictures and sound out. The only room that imports vlc."""

from playhead.backend.libvlc.audio import AudioOutput, DeviceAudio, MemoryAudio
from playhead.backend.libvlc.backend import LibVlcBackend
from playhead.backend.libvlc.install import LibVlcInstallation, find_libvlc
from playhead.backend.libvlc.sinks import MemorySink, PictureFormat, PictureLayout, PictureSink, ShownPicture
from playhead.backend.libvlc.window_output import NativeWindow

__all__ = [
    "AudioOutput",
    "DeviceAudio",
    "LibVlcBackend",
    "LibVlcInstallation",
    "MemoryAudio",
    "MemorySink",
    "NativeWindow",
    "PictureFormat",
    "PictureLayout",
    "PictureSink",
    "ShownPicture",
    "find_libvlc",
]
