"""Two quiet shots of “Last Tram Home”: the window of the tram, and a house full of windows."""

import numpy as np

from playhead_app.demo.scenery.paint import (
    Array,
    Picture,
    blur,
    hex_rgb,
    mix,
    to_bytes,
    vertical_gradient,
    vignette,
)
from playhead_app.demo.scenery.shapes import Mask
from playhead_app.demo.studio.effects import Rain, soft_disc
from playhead_app.demo.studio.ladder import PICTURE_SIZE
from playhead_app.demo.studio.layers import Layer, Sprite

__all__ = ["Facade", "TramWindow"]

_WIDTH, _HEIGHT = PICTURE_SIZE


class TramWindow:
    """From inside: the city is nothing but lights out of focus, drops run down the glass, a letter waits."""

    length_s = 12.5
    _COLOURS = ("#ffb25c", "#ffd79a", "#ff6b6b", "#5fc9d8", "#ff8f4a", "#f7e3b8", "#6a8cff")

    def __init__(self) -> None:
        rng = np.random.default_rng(51)
        ground = vertical_gradient(_WIDTH, _HEIGHT, ((0, "#0a1424"), (0.6, "#1d2c44"), (1, "#2a2236")))
        self._ground = to_bytes(ground, rng)
        self._lights = [
            (
                Sprite(
                    soft_disc(radius := rng.uniform(14, 62), 0.12, rim=0.35)[:, :, None]
                    * hex_rgb(self._COLOURS[int(rng.integers(len(self._COLOURS)))])
                    * rng.uniform(0.16, 0.5),
                    None,
                ),
                rng.uniform(0, _WIDTH + 300),
                rng.normal(300, 90),
                20 + radius * 2.2,
            )
            for _ in range(46)
        ]
        self._drops = [self._drop(rng) for _ in range(170)]
        self._runners = [(rng.uniform(120, 1160), rng.uniform(0, 9), rng.uniform(40, 110)) for _ in range(14)]
        self._runner = Sprite(*_drop_of_water(8))
        self._frame = Layer(*_window_frame())

    def _drop(self, rng: np.random.Generator) -> tuple[Sprite, float, float]:
        radius = int(np.clip(rng.gamma(2.0, 1.3) + 1.5, 2, 9))
        return Sprite(*_drop_of_water(radius)), rng.uniform(90, 1190), rng.uniform(60, 560)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._ground)
        for sprite, x, y, speed in self._lights:
            sprite.draw(picture, (x - at_s * speed) % (_WIDTH + 300) - 150, y)
        for sprite, x, y in self._drops:
            sprite.draw(picture, x, y)
        for x, start_s, speed in self._runners:
            fallen = max(0.0, at_s + 4 - start_s)
            # A drop waits until it is heavy enough, then runs, then waits again.
            y = 40 + speed * (fallen + 0.8 * np.sin(fallen * 1.7))
            if y < 600:
                self._runner.draw(picture, x + 5 * np.sin(y * 0.02), y)
        self._frame.draw(picture, 1 + 1.2 * np.sin(at_s * 9.0) * (np.sin(at_s * 0.9) > 0.4))

    def zoom(self, at_s: float) -> float:
        return 1.02 + 0.05 * at_s / self.length_s


def _drop_of_water(radius: int) -> tuple[Array, Array]:
    """Return a drop on glass: a small lens, dark above and bright below."""
    size = radius * 2 + 2
    sheet = Mask(size, size)
    sheet.ellipse((size / 2, size / 2), radius * 0.8, radius)
    body = sheet.values()
    share = np.linspace(0, 1, size, dtype=np.float32)[:, None, None]
    colour = mix(hex_rgb("#0d1626"), hex_rgb("#ffe6be"), np.broadcast_to(share**2.2, (size, size, 3)))
    return colour, body * 0.62


def _window_frame() -> tuple[Array, Array]:
    width = _WIDTH + 8
    pane = Mask(width, _HEIGHT)
    left, top, right, bottom, bend = 96, 56, width - 96, 528, 54
    corners = [(right - bend, top + bend, -90), (right - bend, bottom - bend, 0),
               (left + bend, bottom - bend, 90),
               (left + bend, top + bend, 180)]  # fmt: skip
    outline = [
        (x + bend * float(np.cos(np.radians(angle))), y + bend * float(np.sin(np.radians(angle))))
        for x, y, first in corners
        for angle in range(first, first + 91, 10)
    ]
    pane.polygon(outline)
    opening = pane.values()
    share = np.linspace(0, 1, _HEIGHT, dtype=np.float32)[:, None, None]
    wall = mix(hex_rgb("#0b0d14"), hex_rgb("#171016"), np.broadcast_to(share, (_HEIGHT, width, 3)))
    # Light from outside lies on the rim of the window.
    rim = np.clip(blur(opening, 7) * (1 - opening) * 1.7, 0, 1)[:, :, None]
    wall = mix(wall, hex_rgb("#7a5a4a"), rim * 0.6)
    letter = Mask(width, _HEIGHT)
    letter.polygon([(560, 572), (690, 560), (706, 596), (574, 610)])
    flap = Mask(width, _HEIGHT)
    flap.polygon([(560, 572), (690, 560), (638, 588)])
    paper, fold = letter.values()[:, :, None], flap.values()[:, :, None]
    wall = mix(wall, hex_rgb("#e9d2a8"), paper)
    wall = mix(wall, hex_rgb("#bfa27a"), fold * 0.8)
    glow_of_letter = blur(letter.values(), 16)[:, :, None] * (1 - paper)
    wall = mix(wall, hex_rgb("#8a6a48"), glow_of_letter * 0.5)
    return wall, np.maximum(1 - opening, paper[:, :, 0])


class Facade:
    """Forty windows of one house; behind each, somebody; now and then a light goes out."""

    length_s = 12.5
    _COLUMNS, _ROWS, _STEP_X, _STEP_Y = 9, 4, 152, 150

    def __init__(self) -> None:
        rng = np.random.default_rng(61)
        self._wall = to_bytes(_brick_wall(rng) * vignette(*PICTURE_SIZE, 0.5), rng)
        self._windows = [
            (
                column * self._STEP_X + 40,
                row * self._STEP_Y + 34,
                _lit_window(rng),
                rng.uniform(1, 16),
                rng.random(),
            )
            for row in range(self._ROWS)
            for column in range(self._COLUMNS)
        ]
        self._dark = Sprite(*_dark_window())
        self._rain = Rain(PICTURE_SIZE, "#9fb6c8", rng, strength=0.22)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._wall)
        shift = at_s * 7
        for x, y, sprite, until_s, habit in self._windows:
            is_lit = habit < 0.62 and (habit > 0.4 or at_s < until_s)
            (sprite if is_lit else self._dark).draw(picture, x - shift, y)
        self._rain.draw(picture, at_s + 11)

    def zoom(self, at_s: float) -> float:
        return 1.08 - 0.06 * at_s / self.length_s


def _brick_wall(rng: np.random.Generator) -> Array:
    wall = vertical_gradient(_WIDTH, _HEIGHT, ((0, "#16202f"), (1, "#231c2b")))
    rows = np.arange(_HEIGHT) // 7
    joints = (np.arange(_HEIGHT) % 7 == 0)[:, None]
    columns = (np.arange(_WIDTH)[None, :] + (rows[:, None] % 2) * 9) % 18 == 0
    stone = rng.normal(0, 0.012, (_HEIGHT // 7 + 1, _WIDTH // 18 + 2))
    tone = stone[rows][:, np.arange(_WIDTH) // 18]
    return np.clip(wall + tone[:, :, None] - 0.02 * (joints | columns)[:, :, None], 0, 1)


_PANE = (84, 108)


def _lit_window(rng: np.random.Generator) -> Sprite:
    """Return a window with its room: warm light, curtains, and sometimes a plant, a cat or somebody."""
    wide, high = _PANE
    tints = ("#ffce85", "#ffdca6", "#ffb765", "#f2e2c0", "#9fd3dc")
    top = hex_rgb(tints[int(rng.integers(len(tints)))])
    share = np.linspace(1, 0.62, high, dtype=np.float32)[:, None, None]
    colour = np.broadcast_to(top, (high, wide, 3)) * share
    things = Mask(wide, high)
    kind = int(rng.integers(6))
    if kind == 0:
        x = rng.uniform(26, 58)
        things.ellipse((x, 52), 9, 11)
        things.blob([(x - 9, 62), (x + 9, 62), (x + 22, 108), (x - 22, 108)])
    elif kind == 1:
        things.polygon([(14, 108), (18, 90), (36, 90), (40, 108)])
        for lean in (-16, -7, 3, 12, 20):
            things.stroke([(27, 92), (27 + lean * 0.7, 72), (27 + lean, 60)], 3.2)
    elif kind == 2:
        things.blob([(52, 108), (50, 92), (58, 84), (66, 86), (72, 96), (73, 108)])
        things.ellipse((60, 80), 8)
        things.polygon([(53, 77), (53, 67), (60, 74)])
        things.polygon([(61, 74), (67, 67), (68, 78)])
    elif kind == 3:
        things.stroke([(42, 0), (42, 22)], 1.4)
        things.polygon([(30, 34), (36, 22), (48, 22), (54, 34)])
    colour = mix(colour, colour * 0.16, things.values()[:, :, None])
    curtain = np.zeros((high, wide), dtype=np.float32)
    fold = int(rng.uniform(6, 24))
    curtain[:, :fold] = curtain[:, wide - fold :] = 0.5
    colour = mix(colour, colour * hex_rgb("#c98f6a"), curtain[:, :, None])
    return Sprite(*_framed(colour))


def _dark_window() -> tuple[Array, Array]:
    wide, high = _PANE
    share = np.linspace(0, 1, high, dtype=np.float32)[:, None, None]
    return _framed(mix(hex_rgb("#101b2b"), hex_rgb("#070b13"), np.broadcast_to(share, (high, wide, 3))))


def _framed(pane: Array) -> tuple[Array, Array]:
    """Set a pane into a frame with a cross and a sill."""
    wide, high = _PANE
    colour = np.broadcast_to(hex_rgb("#0a0e16"), (high + 18, wide + 20, 3)).copy()
    colour[6 : 6 + high, 10 : 10 + wide] = pane
    colour[6 : 6 + high, 10 + wide // 2 - 1 : 10 + wide // 2 + 2] = hex_rgb("#0a0e16")
    colour[6 + high // 3 : 9 + high // 3, 10 : 10 + wide] = hex_rgb("#0a0e16")
    colour[high + 10 :] = hex_rgb("#2f3444")
    cover = np.ones(colour.shape[:2], dtype=np.float32)
    cover[: high + 10, :4] = cover[: high + 10, -4:] = 0
    return colour, cover
