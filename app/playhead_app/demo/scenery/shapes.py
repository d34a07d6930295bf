"""Silhouettes: polygons, strokes and smooth outlines as soft-edged masks.

Shapes are given in their own units, x to the right and y downwards, and drawn at four times their size, so
that an edge has sixteen shades between in and out.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw

from playhead_app.demo.scenery.paint import Array

__all__ = ["Mask", "Point", "smooth_outline"]

Point = tuple[float, float]
_FINE = 4


class Mask:
    """A sheet to draw a silhouette on.

    Args:
        width: In pixels.
        height: In pixels.
        scale: Pixels per unit of the shapes.
        origin: Where the shapes' (0, 0) lies, in pixels.
    """

    def __init__(self, width: int, height: int, scale: float = 1.0, origin: Point = (0.0, 0.0)) -> None:
        self._sheet = Image.new("L", (width * _FINE, height * _FINE), 0)
        self._draw = ImageDraw.Draw(self._sheet)
        self._scale, self._origin = scale * _FINE, (origin[0] * _FINE, origin[1] * _FINE)
        self._size = (width, height)

    def polygon(self, points: Iterable[Point], ink: int = 255) -> None:
        """Fill a polygon."""
        self._draw.polygon([self._at(point) for point in points], fill=ink)

    def blob(self, points: Sequence[Point], ink: int = 255) -> None:
        """Fill a smooth closed outline through the points."""
        self.polygon(smooth_outline(points), ink)

    def stroke(self, points: Sequence[Point], width: float, ink: int = 255) -> None:
        """Draw a line with round ends and joints."""
        places = [self._at(point) for point in points]
        thick = max(1, round(width * self._scale))
        self._draw.line(places, fill=ink, width=thick, joint="curve")
        for x, y in (places[0], places[-1]):
            half = thick / 2
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=ink)

    def ellipse(self, centre: Point, radius_x: float, radius_y: float | None = None, ink: int = 255) -> None:
        """Fill an ellipse."""
        x, y = self._at(centre)
        across, down = radius_x * self._scale, (radius_x if radius_y is None else radius_y) * self._scale
        self._draw.ellipse((x - across, y - down, x + across, y + down), fill=ink)

    def values(self) -> Array:
        """Return what was drawn: 0 to 1, shape (height, width)."""
        small = self._sheet.resize(self._size, Image.Resampling.BOX)
        return np.asarray(small, dtype=np.float32) / 255

    def _at(self, point: Point) -> Point:
        return point[0] * self._scale + self._origin[0], point[1] * self._scale + self._origin[1]


def smooth_outline(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """Return a closed curve through the points (Catmull-Rom), `steps` points for each given one."""
    places = np.array(points, dtype=np.float64)
    before, after, beyond = (np.roll(places, shift, axis=0) for shift in (1, -1, -2))
    slope = after - before
    bend = 2 * before - 5 * places + 4 * after - beyond
    turn = -before + 3 * places - 3 * after + beyond
    shares = (step / steps for step in range(steps))
    stages = [places + 0.5 * t * (slope + t * (bend + t * turn)) for t in shares]
    # One array a stage, one row a point: interleaved, the stages of a point follow each other.
    curve = np.stack(stages, axis=1).reshape(-1, 2)
    return [(float(x), float(y)) for x, y in curve]
