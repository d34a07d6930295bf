"""The sheet that a motif is composed on: its size, its subject's place, and how things are laid onto it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from playhead_app.demo.scenery.paint import Array, hex_rgb, mix

__all__ = ["Cut", "Motif", "Stage", "add_glow", "ground", "lay", "lay_silhouette", "screen"]


class Cut(StrEnum):
    """How a picture is cut."""

    POSTER = "poster"
    STILL = "still"
    HERO = "hero"


@dataclass(frozen=True, slots=True)
class Stage:
    """A sheet to compose on.

    Attributes:
        width: In pixels.
        height: In pixels.
        cut: What the picture is for.
        variant: 0 for a title's own picture; an episode's still differs by it.
    """

    width: int
    height: int
    cut: Cut
    variant: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    @property
    def focus_x(self) -> float:
        """Where the subject stands, in pixels: right in a hero, whose left belongs to the words."""
        share = {Cut.POSTER: 0.5, Cut.STILL: 0.56, Cut.HERO: 0.69}[self.cut]
        # Episodes of one series move the camera a little.
        return self.width * (share + (0.0, -0.16, 0.1, -0.08, 0.16)[self.variant % 5])

    @property
    def unit(self) -> float:
        """One hundredth of the sheet's reach: things keep their size whatever the cut."""
        return (self.width * self.height) ** 0.5 / 100

    def pixels(self, units: float) -> int:
        """Return a length in pixels, at least one."""
        return max(1, round(units * self.unit))


class Motif(Protocol):
    """Draws a picture of a kind, in colours of its own that a palette names."""

    def __call__(self, stage: Stage, palette: str, rng: np.random.Generator) -> Array:
        """Return the picture; shape (height, width, 3), 0 to 1."""
        ...


def lay(picture: Array, colour: Array, cover: Array, x: float, y: float) -> None:
    """Lay a drawn thing onto the picture with its upper left corner at `x`, `y`; what sticks out is cut."""
    left, top = round(x), round(y)
    height, width = picture.shape[:2]
    # Most masks are empty for the most part: only what they hold is worth mixing.
    filled_rows, filled_columns = _extent(cover.max(axis=1)), _extent(cover.max(axis=0))
    rows = slice(max(filled_rows[0], -top), min(filled_rows[1], height - top))
    columns = slice(max(filled_columns[0], -left), min(filled_columns[1], width - left))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return
    part = picture[top + rows.start : top + rows.stop, left + columns.start : left + columns.stop]
    thing = colour[rows, columns] if colour.ndim == 3 and colour.shape[0] > 1 else colour
    part[:] = mix(part, thing, cover[rows, columns, None])


def _extent(values: Array) -> tuple[int, int]:
    filled = np.flatnonzero(values)
    return (int(filled[0]), int(filled[-1]) + 1) if filled.size else (0, 0)


def lay_silhouette(picture: Array, mask: Array, ink: str, x: float, y: float, strength: float = 1.0) -> None:
    """Lay a flat shape of one colour."""
    lay(picture, hex_rgb(ink), mask * strength, x, y)


def add_glow(picture: Array, centre: tuple[float, float], radius: float, tint: str, strength: float) -> None:
    """Add light that falls off around a point, in place."""
    height, width = picture.shape[:2]
    y = ((np.arange(height, dtype=np.float32) - centre[1]) / radius) ** 2
    x = ((np.arange(width, dtype=np.float32) - centre[0]) / radius) ** 2
    # A bright core and a wide faint skirt; a Gaussian is the product of its rows and columns.
    core = np.exp(-y / 2)[:, None] * np.exp(-x / 2)[None, :]
    skirt = np.float32(1.0) / (1 + y[:, None] + x[None, :])
    light = np.clip(core * np.float32(strength) + skirt * skirt * np.float32(0.35 * strength), 0, 1)
    screen(picture, light[:, :, None] * hex_rgb(tint))


def screen(picture: Array, light: Array) -> None:
    """Add light in place, as film does: never beyond white."""
    np.subtract(1, picture, out=picture)
    picture *= 1 - light
    np.subtract(1, picture, out=picture)


def ground(stage: Stage, share: float, top: str, foot: str) -> tuple[Array, int]:
    """Return a graded area for the sheet below a share of its height, and its first row."""
    first = round(stage.height * share)
    rows = np.linspace(0, 1, stage.height - first, dtype=np.float32)[:, None, None]
    area = mix(hex_rgb(top), hex_rgb(foot), np.broadcast_to(rows, (stage.height - first, stage.width, 1)))
    return area, first
