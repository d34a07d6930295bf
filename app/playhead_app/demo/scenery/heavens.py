"""Skies: sun and moon with their glow, and stars that turn about a pole."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playhead_app.demo.scenery.paint import (
    Array,
    Picture,
    Stops,
    glow,
    hex_rgb,
    mix,
    smoothstep,
    vertical_gradient,
)

__all__ = ["Stars", "disc_sky", "milky_way"]


def disc_sky(
    size: tuple[int, int],
    stops: Stops,
    *,
    centre: tuple[float, float],
    radius: float,
    disc: str,
    halo: str,
    halo_radius: float,
) -> Array:
    """Return a sky with a sun or moon: gradient, halo as added light, and the disc.

    Args:
        size: Width and height.
        stops: The gradient from top to bottom.
        centre: Of the disc, in pixels.
        radius: Of the disc, 0 for a halo alone.
        disc: The disc's colour.
        halo: The halo's colour.
        halo_radius: How far the halo reaches.
    """
    width, height = size
    sky = vertical_gradient(width, height, stops)
    light = hex_rgb(halo) * glow(width, height, centre, halo_radius, fall=1.3)[:, :, None]
    sky = 1 - (1 - sky) * (1 - light * 0.75)
    if radius <= 0:
        return sky.astype(np.float32)
    y = np.arange(height, dtype=np.float32)[:, None] - centre[1]
    x = np.arange(width, dtype=np.float32)[None, :] - centre[0]
    inside = smoothstep(radius + 0.8, radius - 0.8, np.hypot(x, y))
    return mix(sky.astype(np.float32), hex_rgb(disc), inside[:, :, None])


def milky_way(width: int, height: int, rng: np.random.Generator, *, slope: float = -0.55) -> Array:
    """Return a soft diagonal band of light, 0 to 1, with dark lanes in it; shape (height, width)."""
    y = np.arange(height, dtype=np.float32)[:, None] / height
    x = np.arange(width, dtype=np.float32)[None, :] / width
    across = y - 0.35 - (x - 0.5) * slope
    band = np.exp(-((across / 0.16) ** 2)).astype(np.float32)
    clouds = np.zeros((height, width), dtype=np.float32)
    for scale, weight in ((9, 0.5), (18, 0.3), (40, 0.2)):
        coarse = rng.uniform(0, 1, (scale // 2 + 2, scale + 2)).astype(np.float32)
        rows = np.interp(
            np.linspace(0, scale // 2 + 1, height), np.arange(scale // 2 + 2), np.arange(scale // 2 + 2)
        )
        columns = np.linspace(0, scale + 1, width)
        clouds += weight * _bilinear(coarse, rows.astype(np.float32), columns.astype(np.float32))
    return band * smoothstep(0.25, 0.75, clouds)


def _bilinear(grid: Array, rows: Array, columns: Array) -> Array:
    top, left = rows.astype(int), columns.astype(int)
    bottom, right = np.minimum(top + 1, grid.shape[0] - 1), np.minimum(left + 1, grid.shape[1] - 1)
    down = smoothstep(0, 1, rows - top)[:, None]
    across = smoothstep(0, 1, columns - left)[None, :]
    upper = mix(grid[np.ix_(top, left)], grid[np.ix_(top, right)], across)
    lower = mix(grid[np.ix_(bottom, left)], grid[np.ix_(bottom, right)], across)
    return mix(upper, lower, down)


@dataclass(frozen=True, slots=True)
class Stars:
    """Stars around a pole, which the night turns.

    Attributes:
        radius: Distance of each from the pole, in pixels.
        angle: Of each, in radians.
        light: Of each, 0 to 1; few are bright.
    """

    radius: NDArray[np.float64]
    angle: NDArray[np.float64]
    light: NDArray[np.float64]
    pole: tuple[float, float]

    @classmethod
    def scattered(
        cls, count: int, reach: float, pole: tuple[float, float], rng: np.random.Generator
    ) -> "Stars":
        """Return stars spread evenly over a disc of radius `reach` around the pole."""
        return cls(
            reach * np.sqrt(rng.uniform(0, 1, count)),
            rng.uniform(0, 2 * np.pi, count),
            0.18 + 0.82 * rng.uniform(0, 1, count) ** 5,
            pole,
        )

    def splat(
        self, light: NDArray[np.float32] | NDArray[np.uint16], turn: float, *, brightest: float = 255
    ) -> None:
        """Raise `light`, shape (height, width), to each star, turned by `turn` radians."""
        height, width = light.shape
        x = self.pole[0] + self.radius * np.cos(self.angle + turn)
        y = self.pole[1] + self.radius * np.sin(self.angle + turn)
        left, top = np.floor(x).astype(int), np.floor(y).astype(int)
        seen = (left >= 0) & (top >= 0) & (left < width - 1) & (top < height - 1)
        left, top = left[seen], top[seen]
        across, down = x[seen] - left, y[seen] - top
        value = self.light[seen] * brightest
        for step_x, step_y, share in (
            (0, 0, (1 - across) * (1 - down)),
            (1, 0, across * (1 - down)),
            (0, 1, (1 - across) * down),
            (1, 1, across * down),
        ):
            np.maximum.at(light, (top + step_y, left + step_x), (value * share).astype(light.dtype))

    def draw(self, picture: Picture, turn: float, tint: tuple[float, float, float]) -> None:
        """Add the stars to a picture, in place."""
        light = np.zeros(picture.shape[:2], dtype=np.float32)
        self.splat(light, turn)
        add = (light[:, :, None] * np.array(tint, dtype=np.float32)).astype(np.uint8)
        np.minimum(picture, 255 - add, out=picture)
        np.add(picture, add, out=picture)
