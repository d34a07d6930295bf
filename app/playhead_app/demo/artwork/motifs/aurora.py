"""A lit house under the northern lights."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Cut, Stage, add_glow, lay, lay_silhouette, screen
from playhead_app.demo.scenery.paint import (
    Array,
    Stops,
    hex_rgb,
    mix,
    smooth_noise,
    smoothstep,
    vertical_gradient,
)
from playhead_app.demo.scenery.paper import fir, ridge_line
from playhead_app.demo.scenery.shapes import Mask

__all__ = ["aurora"]


@dataclass(frozen=True, slots=True)
class _Look:
    sky: Stops
    curtains: tuple[str, str]
    snow: tuple[str, str]
    ink: str
    subject: str


_LOOKS: dict[str, _Look] = {
    "green": _Look(
        ((0, "#030914"), (0.5, "#0a2334"), (0.8, "#1c4a52"), (1, "#2c5a5c")),
        ("#7dffb0", "#3fd0c8"),
        ("#a8d0cc", "#2a4a5a"),
        "#07131c",
        "house",
    ),
    "rose": _Look(
        ((0, "#160a24"), (0.5, "#4a1f4a"), (0.8, "#a84f6a"), (1, "#e08a86")),
        ("#ffb0d0", "#ff7fa8"),
        ("#f4d0d0", "#7a4a6c"),
        "#1c0c20",
        "sled",
    ),
    "violet": _Look(
        ((0, "#070616"), (0.5, "#1b1848"), (0.8, "#3f3f8a"), (1, "#6a72b8")),
        ("#c09aff", "#7fa8ff"),
        ("#c4ccec", "#343a70"),
        "#0a0a20",
        "bus",
    ),
}


def aurora(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a winter night."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.sky)
    light = np.zeros((height, width), dtype=np.float32)
    light[rng.integers(0, int(height * 0.6), 170), rng.integers(0, width, 170)] = rng.uniform(0.3, 1, 170)
    screen(picture, light[:, :, None])
    for index in range(3):
        _curtain(picture, stage, look, rng, index)
    _hills(picture, stage, look, rng)
    ground_y = height * 0.8
    y = np.arange(height, dtype=np.float32)[:, None]
    line = ground_y + smooth_noise(width, stage.unit * 50, rng) * stage.unit * 2.2
    depth = np.clip((y - line[None, :]) / (height - ground_y), 0, 1)
    snow = mix(hex_rgb(look.snow[0]), hex_rgb(look.snow[1]), depth[:, :, None] ** 0.7)
    lay(picture, snow, np.clip(y - line[None, :], 0, 1), 0, 0)
    _SUBJECTS[look.subject](picture, stage, ground_y, look)
    _firs(picture, stage, look, rng)
    return picture


def _curtain(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator, index: int) -> None:
    """Draw one curtain: a wandering lower edge from which light rises in rays."""
    height, width = picture.shape[:2]
    base = height * (0.52 - 0.1 * index)
    edge = (
        base
        + smooth_noise(width, stage.unit * 34, rng) * height * 0.12
        + smooth_noise(width, stage.unit * 9, rng) * height * 0.025
    )
    rays = (
        0.5
        + 0.3 * smooth_noise(width, stage.unit * 2.2, rng)
        + 0.2 * smooth_noise(width, stage.unit * 0.8, rng)
    )
    fold = smoothstep(-0.5, 0.7, smooth_noise(width, stage.unit * 22, rng))
    y = np.arange(height, dtype=np.float32)[:, None]
    rise = (edge[None, :] - y) / (height * 0.42)
    body = smoothstep(-0.03, 0.05, rise) * np.exp(-np.clip(rise, 0, None) * 2.5)
    strength = np.clip(body * (rays * fold)[None, :], 0, 1)
    colour = mix(hex_rgb(look.curtains[0]), hex_rgb(look.curtains[1]), np.clip(rise * 1.6, 0, 1)[:, :, None])
    screen(picture, strength[:, :, None] * colour * (0.95 - 0.2 * index))


def _hills(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    width, height = stage.size
    y = np.arange(height, dtype=np.float32)[:, None]
    for base, high, share in ((0.78, 26, 0.45), (0.81, 14, 0.15)):
        line = height * base - ridge_line(width, high * stage.unit * 0.8, 38 * stage.unit, rng, sharp=0.6)
        tone = mix(hex_rgb(look.ink), hex_rgb(look.sky[-1][1]), share)
        cover = np.clip(y - line[None, :], 0, 1)
        rim = np.exp(-(((y - line[None, :]) / (stage.unit * 0.7)) ** 2)) * 0.3
        lay(picture, tone, cover, 0, 0)
        lay_silhouette(picture, rim.astype(np.float32), look.curtains[0], 0, 0)


def _house(picture: Array, stage: Stage, ground_y: float, look: _Look) -> None:
    high = stage.pixels(23)
    walls, roof, panes = (Mask(round(high * 1.7), high, high) for _ in range(3))
    walls.polygon([(0.25, 0.5), (1.4, 0.5), (1.4, 0.98), (0.25, 0.98)])
    roof.polygon([(0.12, 0.54), (0.5, 0.2), (1.2, 0.2), (1.54, 0.54)])
    roof.polygon([(1.02, 0.3), (1.02, 0.06), (1.14, 0.06), (1.14, 0.3)])
    for x, wide in ((0.36, 0.2), (0.66, 0.2), (1.1, 0.2)):
        panes.polygon([(x, 0.62), (x + wide, 0.62), (x + wide, 0.8), (x, 0.8)])
    x, y = stage.focus_x - high * 0.8, ground_y - high * 0.9
    add_glow(picture, (x + high * 0.8, y + high * 0.9), stage.unit * 16, "#ffb45c", 0.5)
    lay_silhouette(picture, walls.values(), look.ink, x, y)
    lay_silhouette(picture, roof.values(), look.snow[0], x, y, 0.95)
    lay_silhouette(picture, panes.values(), "#ffd68a", x, y)
    add_glow(picture, (x + high * 0.86, y + high * 0.72), stage.unit * 4, "#ffc874", 0.55)


def _sled(picture: Array, stage: Stage, ground_y: float, look: _Look) -> None:
    high = stage.pixels(11)
    sheet = Mask(high * 6, high, high)
    for index in range(4):
        x = 2.3 + index * 0.82
        sheet.blob(
            [
                (x, 0.5),
                (x + 0.2, 0.45),
                (x + 0.42, 0.46),
                (x + 0.5, 0.3),
                (x + 0.6, 0.27),
                (x + 0.68, 0.38),
                (x + 0.56, 0.5),
                (x + 0.46, 0.66),
                (x + 0.1, 0.68),
            ]
        )
        sheet.stroke([(x + 0.02, 0.52), (x - 0.12, 0.36)], 0.05)
        for leg, foot in ((0.08, -0.06), (0.16, 0.2), (0.4, 0.34), (0.46, 0.6)):
            sheet.stroke([(x + leg, 0.62), (x + foot, 0.96)], 0.05)
        sheet.stroke([(x - 0.4, 0.56), (x + 0.1, 0.52)], 0.014)
    sheet.stroke([(0.3, 0.92), (1.6, 0.92), (1.78, 0.8)], 0.04)
    sheet.polygon([(0.75, 0.88), (0.78, 0.5), (1.5, 0.56), (1.55, 0.88)])
    sheet.blob([(0.42, 0.2), (0.6, 0.2), (0.68, 0.9), (0.4, 0.9)])
    sheet.ellipse((0.53, 0.12), 0.1)
    lay_silhouette(picture, sheet.values(), look.ink, stage.focus_x - high * 3, ground_y - high * 0.78)


def _bus(picture: Array, stage: Stage, ground_y: float, look: _Look) -> None:
    high = stage.pixels(15)
    body, panes = Mask(high * 3, high, high), Mask(high * 3, high, high)
    body.blob([(0.12, 0.3), (0.3, 0.2), (2.3, 0.2), (2.55, 0.3), (2.62, 0.6), (2.6, 0.86), (0.12, 0.86)])
    for wheel in (0.6, 2.1):
        body.ellipse((wheel, 0.86), 0.13)
    for index in range(6):
        panes.polygon(
            [
                (0.3 + index * 0.34, 0.32),
                (0.56 + index * 0.34, 0.32),
                (0.56 + index * 0.34, 0.55),
                (0.3 + index * 0.34, 0.55),
            ]
        )
    x, y = stage.focus_x - high * 1.5, ground_y - high * 0.7
    _headlight(picture, stage, x + high * 2.6, y + high * 0.7)
    lay_silhouette(picture, body.values(), look.ink, x, y)
    lay_silhouette(picture, panes.values(), "#ffdf9a", x, y)
    add_glow(picture, (x + high * 2.6, y + high * 0.7), stage.unit * 2, "#fff3d0", 0.9)


def _headlight(picture: Array, stage: Stage, x: float, y: float) -> None:
    height, width = picture.shape[:2]
    across = np.arange(width, dtype=np.float32)[None, :] - x
    down = np.arange(height, dtype=np.float32)[:, None] - y
    light = smoothstep(0.2, 0.03, np.abs(down / np.maximum(across, 1) - 0.06)) * (across > 0)
    light = light * np.exp(-np.maximum(across, 0) / (stage.unit * 22)) * 0.7
    screen(picture, light[:, :, None] * hex_rgb("#ffe8b8"))


_SUBJECTS = {"house": _house, "sled": _sled, "bus": _bus}


def _firs(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    for _ in range(16):
        side = rng.choice([-1, 1])
        tree = fir(
            stage.pixels(rng.uniform(14, 40 if stage.cut is Cut.POSTER else 30)), rng.uniform(-0.02, 0.02)
        )
        x = stage.focus_x + side * stage.unit * rng.uniform(26, 80) - tree.shape[1] / 2
        y = stage.height * rng.uniform(0.84, 0.99) - tree.shape[0]
        lay_silhouette(picture, tree, look.ink, x, y)
