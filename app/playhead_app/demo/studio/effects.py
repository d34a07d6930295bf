"""Weather and water: rain, drifting particles, mirrors. All are pure functions of time."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.scenery.paint import Array, Picture, hex_rgb
from playhead_app.demo.studio.layers import Sprite, add_light

__all__ = ["Drift", "Mirror", "Rain", "soft_disc"]


def soft_disc(radius: float, softness: float, *, rim: float = 0.0) -> Array:
    """Return a disc of light, 0 to 1, on a square sheet; `rim` brightens its edge, as a lens does."""
    size = int(np.ceil(radius * 2)) + 4
    place = np.arange(size, dtype=np.float32) - (size - 1) / 2
    distance = np.hypot(place[:, None], place[None, :]) / radius
    disc = np.clip((1 - distance) / max(softness, 1e-3), 0, 1)
    return (disc * (1 - rim + rim * np.clip(distance, 0, 1) ** 3)).astype(np.float32)


class Rain:
    """Falling streaks at two depths.

    Args:
        size: Of the picture.
        colour: Of the streaks.
        rng: Where chance comes from.
        strength: Of the nearer streaks, 0 to 1.
        slant: Pixels sideways for each pixel down.
    """

    def __init__(
        self,
        size: tuple[int, int],
        colour: str,
        rng: np.random.Generator,
        *,
        strength: float = 0.3,
        slant: float = 0.12,
    ) -> None:
        self._size, self._slant = size, slant
        depths = ((420, 16, strength * 0.45, 760), (150, 34, strength, 1180))
        self._sheets = [
            (self._sheet(count, length, light, colour, rng), speed) for count, length, light, speed in depths
        ]

    def _sheet(self, count: int, length: int, light: float, colour: str, rng: np.random.Generator) -> Picture:
        """Return streaks on a sheet that repeats downwards and sideways."""
        width, height = self._size
        glow = np.zeros((height, width), dtype=np.float32)
        for x, y, share in zip(
            rng.uniform(0, width, count),
            rng.integers(0, height, count),
            rng.uniform(0.4, 1, count),
            strict=True,
        ):
            for step in range(round(length * (0.6 + share * 0.4))):
                row = (int(y) + step) % height
                place = x + step * self._slant
                left, part = int(place), place - int(place)
                fade = light * share * step / length
                glow[row, left % width] += fade * (1 - part)
                glow[row, (left + 1) % width] += fade * part
        lit = np.clip(glow, 0, 1)[:, :, None] * hex_rgb(colour) * 255
        # Twice in both directions: any window of the picture's size lies within.
        return np.tile(lit.astype(np.uint8), (2, 2, 1))

    def draw(self, picture: Picture, at_s: float) -> None:
        """Add the rain of a moment, in place."""
        width, height = self._size
        for sheet, speed in self._sheets:
            fallen = at_s * speed
            up = height - 1 - int(fallen % height)
            left = width - 1 - int((fallen * self._slant) % width)
            add_light(picture, sheet[up : up + height, left : left + width])


@dataclass(frozen=True, slots=True)
class _Mote:
    x: float
    y: float
    speed_x: float
    speed_y: float
    sway: float
    phase: float
    kind: int


class Drift:
    """Things that float through the picture and come back at the other side: snow, dust, plankton, blossoms.

    Args:
        size: Of the picture.
        sprites: What floats; each mote is one of them.
        count: How many.
        speed: Sideways and downwards, pixels a second; nearer motes are faster.
        sway: How far they swing, in pixels.
        rng: Where chance comes from.
    """

    def __init__(
        self,
        size: tuple[int, int],
        sprites: list[Sprite],
        count: int,
        speed: tuple[float, float],
        sway: float,
        rng: np.random.Generator,
    ) -> None:
        self._size, self._sprites = size, sprites
        self._motes = [
            _Mote(
                rng.uniform(0, size[0]),
                rng.uniform(0, size[1]),
                speed[0] * (near := rng.uniform(0.4, 1.3)),
                speed[1] * near,
                sway * rng.uniform(0.3, 1),
                rng.uniform(0, 6.3),
                int(rng.integers(len(sprites))),
            )
            for _ in range(count)
        ]

    def draw(self, picture: Picture, at_s: float) -> None:
        """Draw all motes of a moment, in place."""
        width, height = self._size[0] + 80, self._size[1] + 80
        for mote in self._motes:
            x = (mote.x + mote.speed_x * at_s) % width - 40 + mote.sway * np.sin(at_s * 0.9 + mote.phase)
            y = (
                (mote.y + mote.speed_y * at_s) % height
                - 40
                + mote.sway * 0.4 * np.cos(at_s * 0.7 + mote.phase)
            )
            self._sprites[mote.kind].draw(picture, float(x), float(y))


class Mirror:
    """Water or a wet street: the rows above, upside down, rippled and darkened.

    Args:
        line: The row at which the mirror begins.
        rows: How many rows it has.
        tint: What the light is multiplied with, 0 to 1 for each channel.
        ripple: Greatest shift sideways, in pixels, at the lower edge.
        squeeze: How many rows above one mirrored row stands for.
    """

    def __init__(
        self, line: int, rows: int, tint: tuple[float, float, float], ripple: float, squeeze: float = 1.0
    ) -> None:
        self._line, self._rows, self._ripple = line, rows, ripple
        self._tint = np.round(np.array(tint) * 256).astype(np.uint16)
        depth = np.arange(rows)
        self._from = np.maximum(line - 1 - (depth * squeeze).astype(int), 0)
        self._depth = (depth + 4) / rows

    def draw(self, picture: Picture, at_s: float) -> None:
        """Draw the mirror over the rows below its line, in place."""
        rows = np.arange(self._rows)
        # Waves look shorter with distance: their phase runs with the root of the depth.
        phase = 26 * np.sqrt(self._depth) * 3.1
        wave = np.sin(phase + at_s * 2.1) + 0.6 * np.sin(phase * 1.73 - at_s * 3.3) + 0.3 * np.sin(rows * 2.4)
        shifts = np.round(wave * self._ripple * self._depth).astype(int)
        width = picture.shape[1]
        for row in range(self._rows):
            source, target = picture[self._from[row]], picture[self._line + row]
            shift = int(shifts[row])
            if shift > 0:
                target[shift:] = source[: width - shift]
                target[:shift] = source[0]
            elif shift < 0:
                target[:shift] = source[-shift:]
                target[shift:] = source[-1]
            else:
                target[:] = source
        band = picture[self._line : self._line + self._rows]
        band[:] = np.right_shift(np.multiply(band, self._tint, dtype=np.uint16), 8)
