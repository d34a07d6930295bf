"""Pictures from the decoder to the screen."""

from playhead_app.surface.pictures import Pictures
from playhead_app.surface.video_surface import VideoSurface

__all__ = ["Pictures", "VideoSurface"]
