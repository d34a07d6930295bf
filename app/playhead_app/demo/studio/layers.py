"""Move drawn layers past the camera, a fraction of a pixel at a time.

A pan of ten pixels a second at 24 frames a second steps by whole pixels visibly. So every layer is kept in
four copies, each shifted by a quarter of a pixel, and a frame takes the nearest one: a move costs a copy,
not a resampling. Rows that hide everything behind them are copied; only the outline's rows are blended.
"""

import numpy as np

from playhead_app.demo.scenery.paint import Array, Picture, to_bytes

__all__ = ["Layer", "Sprite", "add_light", "blend"]

_PHASES = 4


def blend(target: Picture, colour: Picture, keep: Picture) -> None:
    """Lay premultiplied colour over the target, in place; `keep` is 255 where the target shows through."""
    mixed = np.multiply(target, keep, dtype=np.uint16)
    # Together a factor of `keep + 1` out of 256: what shows through entirely comes out exactly as it was.
    np.add(mixed, target, out=mixed)
    np.right_shift(mixed, 8, out=mixed)
    np.add(mixed, colour, out=target, casting="unsafe")


def add_light(target: Picture, light: Picture) -> None:
    """Add light to the target, in place, up to white."""
    np.minimum(target, 255 - light, out=target)
    np.add(target, light, out=target)


def _premultiplied(colour: Array, cover: Array) -> tuple[Picture, Picture]:
    body = cover[:, :, None]
    keep = np.round((1.0 - body) * 255)
    shade = np.minimum(np.round(colour * body * 255), 255 - (255 * (keep + 1)) // 256)
    return shade.astype(np.uint8), np.repeat(keep.astype(np.uint8), 3, axis=2)


def _shift(values: Array, share: float) -> Array:
    """Return the array moved left by a part of a pixel."""
    return values if share == 0 else values * (1 - share) + np.roll(values, -1, axis=1) * share


class Layer:
    """A drawn strip wider than the picture, which scrolls sideways.

    Args:
        colour: Shape (height, width, 3), 0 to 1.
        cover: Shape (height, width); None if it hides everything.
        top: The picture's row on which the strip begins.
    """

    def __init__(self, colour: Array, cover: Array | None, top: int = 0) -> None:
        self._top = top
        full = np.ones(colour.shape[:2], dtype=np.float32) if cover is None else cover
        solid = np.flatnonzero(full.min(axis=1) < 0.999)
        self._outline_rows = int(solid[-1]) + 1 if solid.size else 0
        self._colours: list[Picture] = []
        self._keeps: list[Picture] = []
        for phase in range(_PHASES):
            share = phase / _PHASES
            shaded, keep = _premultiplied(_shift(colour, share), _shift(full, share))
            self._colours.append(shaded)
            self._keeps.append(keep[: self._outline_rows].copy())
        self.width = colour.shape[1]

    def draw(self, picture: Picture, x: float) -> None:
        """Draw the part that begins at `x` pixels of the strip, in place."""
        steps = round(x * _PHASES)
        left, phase = divmod(steps, _PHASES)
        height, width = picture.shape[:2]
        left = min(max(left, 0), self.width - width)
        colour = self._colours[phase][:, left : left + width]
        keep = self._keeps[phase][:, left : left + width]
        rows = min(colour.shape[0], height - self._top)
        edge = min(self._outline_rows, rows)
        if edge > 0:
            blend(picture[self._top : self._top + edge], colour[:edge], keep[:edge])
        picture[self._top + edge : self._top + rows] = colour[edge:rows]


class Sprite:
    """A small drawn thing that may stand anywhere, partly outside too; in steps of a part of a pixel.

    Args:
        colour: Shape (height, width, 3), 0 to 1, or the light that is added.
        cover: Shape (height, width); None adds `colour` as light.
        phases: Steps within a pixel; each is a copy of its own, so large soft sprites take fewer.
    """

    def __init__(self, colour: Array, cover: Array | None, phases: int = _PHASES) -> None:
        self._steps = phases
        self._is_light = cover is None
        full = np.zeros(colour.shape[:2], dtype=np.float32) if cover is None else cover
        self._phases: dict[tuple[int, int], tuple[Picture, Picture]] = {}
        padded = np.pad(colour, ((1, 1), (1, 1), (0, 0)), mode="constant" if cover is None else "edge")
        # Kept as bytes: a shot may hold hundreds of sprites, most of which are shown at few phases.
        self._colour = to_bytes(padded)
        self._cover = np.round(np.pad(full, 1) * 255).astype(np.uint8)

    def draw(self, picture: Picture, x: float, y: float) -> None:
        """Draw with the upper left corner at `x`, `y`, in place."""
        left, phase_x = divmod(round(x * self._steps), self._steps)
        top, phase_y = divmod(round(y * self._steps), self._steps)
        colour, keep = self._phase(phase_x, phase_y)
        height, width = picture.shape[:2]
        rows = slice(max(0, -top), min(colour.shape[0], height - top))
        columns = slice(max(0, -left), min(colour.shape[1], width - left))
        if rows.start >= rows.stop or columns.start >= columns.stop:
            return
        target = picture[top + rows.start : top + rows.stop, left + columns.start : left + columns.stop]
        if self._is_light:
            add_light(target, colour[rows, columns])
        else:
            blend(target, colour[rows, columns], keep[rows, columns])

    def _phase(self, phase_x: int, phase_y: int) -> tuple[Picture, Picture]:
        key = (phase_x, phase_y)
        if key not in self._phases:
            colour = self._moved(self._colour.astype(np.float32) / 255, *key)
            cover = self._moved(self._cover.astype(np.float32) / 255, *key)
            if self._is_light:
                light = np.clip(colour * 255 + 0.5, 0, 255).astype(np.uint8)
                self._phases[key] = light, np.empty(0, np.uint8)
            else:
                self._phases[key] = _premultiplied(colour, cover)
        return self._phases[key]

    def _moved(self, values: Array, phase_x: int, phase_y: int) -> Array:
        across, down = phase_x / self._steps, phase_y / self._steps
        moved = values * (1 - across) + np.roll(values, 1, axis=1) * across
        return moved * (1 - down) + np.roll(moved, 1, axis=0) * down
