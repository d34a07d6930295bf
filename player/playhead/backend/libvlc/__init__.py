"""libVLC as the backend: our feed in, pictures and sound out. The only room that imports vlc."""

from playhead.backend.libvlc.sinks import MemorySink, PictureFormat, PictureLayout, PictureSink, ShownPicture

__all__ = ["MemorySink", "PictureFormat", "PictureLayout", "PictureSink", "ShownPicture"]
