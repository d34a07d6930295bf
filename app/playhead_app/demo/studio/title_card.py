"""Show a film's title over its first picture for a few seconds."""

import numpy as np

from playhead_app.demo.scenery.lettering import line_mask
from playhead_app.demo.scenery.paint import Picture, hex_rgb, smoothstep
from playhead_app.demo.studio.layers import blend

__all__ = ["TitleCard"]


class TitleCard:
    """A line of type that comes, stays and goes.

    Args:
        text: The title.
        colour: Of the letters.
        centre_y: Where its middle stands, in pixels of the picture.
        show_s: When it begins to come and when it is gone, seconds into the shot.
    """

    _EASE_S = 1.1

    def __init__(
        self,
        text: str,
        colour: str,
        centre_y: int,
        show_s: tuple[float, float],
        *,
        face: str = "InterDisplay-ExtraLight",
        size: int = 64,
        tracking: float = 0.42,
    ) -> None:
        self._mask = line_mask(text, face, size, tracking)
        self._colour = hex_rgb(colour)
        self._centre_y, self._show_s = centre_y, show_s

    def draw(self, picture: Picture, at_s: float) -> None:
        """Draw the title as it stands at a time, in place."""
        start_s, end_s = self._show_s
        if not start_s < at_s < end_s:
            return
        share = min(at_s - start_s, end_s - at_s) / self._EASE_S
        cover = self._mask * float(smoothstep(0, 1, np.array([share], dtype=np.float32))[0])
        height, width = cover.shape
        left = (picture.shape[1] - width) // 2
        top = self._centre_y - height // 2
        keep = np.repeat(np.round((1 - cover) * 255).astype(np.uint8)[:, :, None], 3, axis=2)
        ink = (cover[:, :, None] * self._colour * 253).astype(np.uint8)
        blend(picture[top : top + height, left : left + width], ink, keep)
