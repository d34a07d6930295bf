"""The handle by which a page offers its video sink to the decoder and takes it back."""

from PySide6.QtCore import QObject
from PySide6.QtMultimedia import QVideoSink

from playhead_app.qt import slot
from playhead_app.surface.video_surface import VideoSurface

__all__ = ["Pictures"]


class Pictures(QObject):
    """Given to QML: `attach` when the picture's page appears, `detach` before it dies."""

    def __init__(self, surface: VideoSurface, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._surface = surface

    @slot(QVideoSink)
    def attach(self, sink: QVideoSink) -> None:
        """Show pictures on this sink from now on."""
        self._surface.attach(sink)

    @slot(QVideoSink)
    def detach(self, sink: QVideoSink) -> None:
        """Show pictures there no more: the sink may die after this. Another one keeps them."""
        self._surface.detach(sink)
