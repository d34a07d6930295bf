"""Dunes: long bodies of sand with a lit side, a shaded side and the sharp crest between.

One dune is an uneven bell: the wind climbs it gently and drops off steeply. From its top the crest line
comes down towards the viewer in an S; left of it the sand faces the light, right of it lies shade. Drawn
from far to near with the haze of distance, a handful of them make a desert.
"""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.scenery.paint import Array, hex_rgb, mix, smooth_noise, smoothstep

__all__ = ["Dune", "DunePalette", "dune_crest", "paint_dunes", "scatter_dunes"]


@dataclass(frozen=True, slots=True)
class DunePalette:
    """The colours of sand at one time of day.

    Attributes:
        lit: Sand that faces the light, at the crest.
        lit_low: The same, at the dune's foot.
        shade: Sand turned away, at the crest.
        shade_low: The same, at the foot.
        rim: The thin line of light along the crest.
    """

    lit: str
    lit_low: str
    shade: str
    shade_low: str
    rim: str


@dataclass(frozen=True, slots=True)
class Dune:
    """One dune, in pixels: where its top is, how far it reaches to both sides, and how its crest bends."""

    top_x: float
    top_y: float
    left: float
    right: float
    bend: float
    lean: float


def scatter_dunes(width: int, height: int, count: int, rng: np.random.Generator) -> list[Dune]:
    """Return dunes spread over a width, tops in the upper half of a strip `height` pixels high."""
    places = (np.arange(count) + rng.uniform(-0.28, 0.28, count)) / max(count - 1, 1)
    dunes = [
        Dune(
            top_x=float(place * width),
            top_y=float(height * rng.uniform(0.04, 0.42)),
            left=float(width / count * rng.uniform(1.0, 1.5)),
            right=float(width / count * rng.uniform(0.55, 0.9)),
            bend=float(height * rng.uniform(0.16, 0.34) * rng.choice([-1, 1])),
            lean=float(height * rng.uniform(-0.2, 0.7)),
        )
        for place in places
    ]
    # The highest ones stand farthest away, so that a near dune hides their feet.
    return sorted(dunes, key=lambda dune: dune.top_y)


def dune_crest(dune: Dune, width: int, height: int) -> Array:
    """Return the dune's outline: the y of its upper edge at each x."""
    x = np.arange(width, dtype=np.float32) - dune.top_x
    side = np.where(x < 0, -x / dune.left, x / dune.right)
    # A gentle windward side and a steep lee side that runs out flat.
    rise = np.where(x < 0, 1 / (1 + (side * 1.35) ** 2.2), np.exp(-((side * 1.15) ** 1.35)))
    return (height - (height - dune.top_y) * rise).astype(np.float32)


def paint_dunes(
    size: tuple[int, int], dunes: list[Dune], palette: DunePalette, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Draw dunes into a strip.

    Args:
        size: Width and height of the strip; the sand fills it to the lower edge.
        dunes: From far to near.
        palette: The sand's colours.
        rng: For ripples and grain.

    Returns:
        Colour, shape (height, width, 3), and coverage, shape (height, width).
    """
    width, height = size
    colour = np.zeros((height, width, 3), dtype=np.float32)
    cover = np.zeros((height, width), dtype=np.float32)
    ground = Dune(width * 0.5, height * 0.62, width * 9, width * 9, 0, 0)
    for dune in [ground, *dunes]:
        body = _coverage(dune, width, height)
        sand = _shaded_sand(dune, size, palette, rng)
        union = np.maximum(cover, body)
        # Over nothing, an edge pixel is all sand however thin its cover: else a dark fringe shows.
        share = np.divide(body, union, out=np.ones_like(body), where=union > 0)
        colour = mix(
            colour, sand, np.where(cover > 0, np.maximum(body, share * (cover < 1)), 1.0)[:, :, None]
        )
        cover = union
    return colour, cover


def _coverage(dune: Dune, width: int, height: int) -> Array:
    y = np.arange(height, dtype=np.float32)[:, None]
    return np.clip(y - dune_crest(dune, width, height)[None, :] + 0.5, 0, 1).astype(np.float32)


def _shaded_sand(dune: Dune, size: tuple[int, int], palette: DunePalette, rng: np.random.Generator) -> Array:
    width, height = size
    y = np.arange(height, dtype=np.float32)[:, None]
    x = np.arange(width, dtype=np.float32)[None, :]
    depth = np.clip((y - dune.top_y) / max(height - dune.top_y, 1), 0, 1)
    wander = smooth_noise(height, height / 5, rng)[:, None] * height * 0.012
    line = dune.top_x + dune.bend * np.sin(depth * 4.4) * depth**0.6 + dune.lean * depth**1.3 + wander
    softness = 0.8 + depth * height * 0.09
    shade = smoothstep(-1.0, 1.0, (x - line) / softness)
    lit = mix(hex_rgb(palette.lit), hex_rgb(palette.lit_low), depth[:, :, None] ** 0.8)
    dark = mix(hex_rgb(palette.shade), hex_rgb(palette.shade_low), depth[:, :, None] ** 0.7)
    sand = mix(lit, dark, shade[:, :, None])
    sand *= (1 + _ripples(size, rng) * (1 - shade) * (0.25 + depth) * 0.05)[:, :, None]
    below = y - dune_crest(dune, width, height)[None, :]
    rim = np.exp(-np.abs(below) / 1.4) * (1 - shade * 0.75)
    return mix(sand, hex_rgb(palette.rim), (rim * 0.75)[:, :, None])


def _ripples(size: tuple[int, int], rng: np.random.Generator) -> Array:
    """Return the fine parallel waves that wind leaves on sand, -1 to 1."""
    width, height = size
    y = np.arange(height, dtype=np.float32)[:, None]
    drift = smooth_noise(width, 90, rng)[None, :] * 9 + smooth_noise(width, 31, rng)[None, :] * 2
    spacing = 3.0 + 9.0 * y / height
    return np.sin((y + drift) * 2 * np.pi / spacing).astype(np.float32)
