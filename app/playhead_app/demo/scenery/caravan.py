"""Camels and walkers, as silhouettes in the phases of a slow walk."""

import math

from playhead_app.demo.scenery.paint import Array
from playhead_app.demo.scenery.shapes import Mask, Point

__all__ = ["camel", "walker"]

# Facing right, one unit high, feet at y = 1.
_CAMEL_BODY: tuple[Point, ...] = (
    (0.06, 0.46), (0.10, 0.37), (0.20, 0.335), (0.29, 0.27), (0.38, 0.165), (0.46, 0.16), (0.53, 0.25),
    (0.62, 0.345), (0.72, 0.40), (0.80, 0.375), (0.845, 0.27), (0.865, 0.15), (0.905, 0.085), (0.96, 0.085),
    (1.02, 0.135), (1.015, 0.175), (0.95, 0.185), (0.92, 0.22), (0.905, 0.33), (0.87, 0.47), (0.79, 0.545),
    (0.66, 0.575), (0.45, 0.56), (0.26, 0.56), (0.13, 0.57), (0.075, 0.52),
)  # fmt: skip
_HIPS: tuple[tuple[float, float], ...] = ((0.13, 0.0), (0.20, 2.4), (0.68, 3.6), (0.76, 0.9))


def camel(height: int, phase: float, *, load: bool = True) -> Array:
    """Return a camel's mask, facing right, `phase` 0 to 1 through one step; feet on the lower edge."""
    sheet = Mask(round(height * 1.2), height, height * 0.98, (height * 0.06, height * 0.01))
    for hip, offset in _HIPS:
        swing = math.sin(2 * math.pi * phase + offset)
        lift = max(0.0, math.cos(2 * math.pi * phase + offset)) * 0.035
        knee = (hip + 0.035 * swing + 0.012, 0.75)
        sheet.stroke([(hip, 0.5), knee], 0.062)
        sheet.stroke([knee, (hip + 0.085 * swing, 0.985 - lift)], 0.036)
    sheet.blob(_CAMEL_BODY)
    sheet.stroke([(0.07, 0.43), (0.035, 0.55), (0.05, 0.64)], 0.016)
    if load:
        sheet.blob([(0.20, 0.30), (0.33, 0.25), (0.36, 0.40), (0.34, 0.52), (0.2, 0.5)])
        sheet.blob([(0.52, 0.20), (0.63, 0.28), (0.62, 0.45), (0.5, 0.5), (0.47, 0.33)])
    return sheet.values()


def walker(height: int, phase: float, *, staff: bool = True) -> Array:
    """Return a walker in a long coat, facing right, `phase` 0 to 1 through one step."""
    sheet = Mask(round(height * 0.6), height, height * 0.98, (height * 0.16, height * 0.01))
    sway = 0.02 * math.sin(2 * math.pi * phase)
    stride = 0.07 * math.sin(2 * math.pi * phase)
    sheet.stroke([(0.13, 0.75), (0.13 + stride, 0.985)], 0.05)
    sheet.stroke([(0.13, 0.75), (0.13 - stride, 0.985)], 0.05)
    sheet.blob(
        [(0.13, 0.15), (0.20, 0.22), (0.22, 0.45), (0.255 + sway, 0.86), (0.12, 0.90), (0.0 + sway, 0.86),
         (0.045, 0.45), (0.06, 0.22)]
    )  # fmt: skip
    sheet.ellipse((0.145 + sway / 2, 0.095), 0.07, 0.085)
    sheet.blob([(0.05, 0.16), (0.09, 0.03), (0.18, 0.01), (0.22, 0.10), (0.13, 0.2), (0.03, 0.3)])
    if staff:
        sheet.stroke([(0.2, 0.36), (0.31, 0.42)], 0.04)
        sheet.stroke([(0.30 + sway, 0.18), (0.33 + sway + stride * 0.4, 0.985)], 0.018)
    return sheet.values()
