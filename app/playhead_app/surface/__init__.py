"""Pictures from the decoder to the screen."""

from playhead_app.surface.canvas import Canvas, has_native_windows
from playhead_app.surface.drop_watch import MOST_LOST, DropWatch
from playhead_app.surface.pictures import Pictures
from playhead_app.surface.see_through import CutOut, is_blended
from playhead_app.surface.video_surface import VideoSurface

__all__ = [
    "MOST_LOST",
    "Canvas",
    "CutOut",
    "DropWatch",
    "Pictures",
    "VideoSurface",
    "has_native_windows",
    "is_blended",
]
