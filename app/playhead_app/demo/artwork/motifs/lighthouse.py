"""A lighthouse on its rock, waves, and the beam."""

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
from playhead_app.demo.scenery.shapes import Mask

__all__ = ["lighthouse"]


@dataclass(frozen=True, slots=True)
class _Look:
    sky: Stops
    waves: tuple[str, str]
    foam: str
    rock: str
    tower: tuple[str, str]
    beam: str
    has_boat: bool = False


_LOOKS: dict[str, _Look] = {
    "storm": _Look(
        ((0, "#0a1220"), (0.45, "#1f344a"), (0.75, "#4f6f80"), (1, "#8fa8ac")),
        ("#3f6478", "#0a1a28"),
        "#cfe0e0",
        "#0a121c",
        ("#e6e2d8", "#a83a34"),
        "#ffe9b0",
    ),
    "peach": _Look(
        ((0, "#7aa8b8"), (0.4, "#f0c8b0"), (0.7, "#ffb08f"), (1, "#ffd9b8")),
        ("#d98f86", "#5a5a7c"),
        "#fff0e0",
        "#4a3a54",
        ("#fff6ea", "#e0675a"),
        "#fff4d8",
    ),
    "teal": _Look(
        ((0, "#06262c"), (0.5, "#137078"), (0.8, "#5fc0b0"), (1, "#cfeacb")),
        ("#2f9a98", "#073038"),
        "#e0fff0",
        "#04181e",
        ("#f0f0e0", "#2a5a66"),
        "#fff8d0",
        True,
    ),
}


def lighthouse(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a coast."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.sky)
    sea = round(height * 0.66)
    _clouds(picture, stage, look, rng)
    tall = stage.pixels(56 if stage.cut is Cut.POSTER else 48)
    foot_y = height * 0.8
    x = stage.focus_x
    lamp = (x, foot_y - tall * 0.9)
    if not look.has_boat:
        _beam(picture, lamp, stage, look)
    for index in range(3):
        _wave(picture, stage, sea + index * stage.unit * 4.5, index / 6, look, rng)
    if look.has_boat:
        _boat(picture, stage, look)
    else:
        _rock(picture, stage, x, foot_y, look, rng)
        _tower(picture, x, foot_y, tall, look)
        add_glow(picture, lamp, stage.unit * 6, look.beam, 1.0)
    for index in range(3, 7):
        _wave(picture, stage, sea + index * stage.unit * 5.6, index / 6, look, rng)
    return picture


def _clouds(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    height, width = picture.shape[:2]
    y = np.arange(height, dtype=np.float32)[:, None]
    for index in range(6):
        base = height * (0.1 + 0.085 * index)
        line = (
            base
            + smooth_noise(width, stage.unit * 26, rng) * stage.unit * 7
            + smooth_noise(width, stage.unit * 7, rng) * stage.unit * 1.6
        )
        body = smoothstep(0, 1, (y - line[None, :]) / (stage.unit * 0.4)) * smoothstep(
            stage.unit * 17, 0, y - line[None, :]
        )
        tone = mix(hex_rgb(look.sky[0][1]), hex_rgb(look.sky[-1][1]), 0.25 + 0.11 * index)
        lay(picture, tone, body * 0.4, 0, 0)


def _beam(picture: Array, lamp: tuple[float, float], stage: Stage, look: _Look) -> None:
    height, width = picture.shape[:2]
    y = np.arange(height, dtype=np.float32)[:, None] - lamp[1]
    x = np.arange(width, dtype=np.float32)[None, :] - lamp[0]
    for side, reach in ((-1, 1.0), (1, 0.55)):
        along = np.maximum(side * x, 1)
        slope = np.abs(y / along + 0.07 * side)
        light = (
            smoothstep(0.13, 0.01, slope)
            * (side * x > 0)
            * np.exp(-along / (width * 0.62 * reach))
            * 0.85
            * reach
        )
        screen(picture, light[:, :, None] * hex_rgb(look.beam))


def _wave(
    picture: Array, stage: Stage, base: float, nearness: float, look: _Look, rng: np.random.Generator
) -> None:
    width, height = stage.size
    length = stage.unit * (9 + 22 * nearness)
    phase: Array = (
        np.arange(width) / length * 2 * np.pi
        + rng.uniform(0, 6.3)
        + smooth_noise(width, length * 2, rng) * 1.6
    )
    # Trochoids: broad troughs, pointed crests.
    shape = 1 - np.abs(np.sin(phase / 2)) ** 0.8
    line = (
        base - shape * stage.unit * (1.2 + 4.6 * nearness) + smooth_noise(width, length * 3, rng) * stage.unit
    )
    y = np.arange(height, dtype=np.float32)[:, None]
    depth = y - line[None, :]
    colour = mix(
        hex_rgb(look.waves[0]),
        hex_rgb(look.waves[1]),
        np.clip(nearness * 0.9 + depth / (stage.unit * 26), 0, 1)[:, :, None],
    )
    lay(picture, colour, np.clip(depth, 0, 1), 0, 0)
    crest = (
        np.exp(-((depth / (stage.unit * (0.18 + 0.3 * nearness))) ** 2))
        * (shape[None, :] ** 1.5)
        * (depth > -1)
    )
    lay_silhouette(picture, crest.astype(np.float32), look.foam, 0, 0, 0.35 + 0.5 * nearness)


def _rock(
    picture: Array, stage: Stage, x: float, foot_y: float, look: _Look, rng: np.random.Generator
) -> None:
    u = stage.unit
    for shift, tone in ((0.0, look.rock), (u * 1.6, look.rock)):
        sheet = Mask(*stage.size)
        points = [
            (-40, 22),
            (-32, 11),
            (-25, 12),
            (-18, 4),
            (-12, 4.6),
            (-8, 0),
            (9, 0),
            (14, 5),
            (20, 4),
            (27, 13),
            (34, 14),
            (42, 22),
        ]
        sheet.polygon(
            [(x + px * u + shift + rng.normal(0, 0.4) * u, foot_y + py * u + shift) for px, py in points]
        )
        lay_silhouette(picture, sheet.values(), tone, 0, 0, 0.96)


def _tower(picture: Array, x: float, foot_y: float, tall: int, look: _Look) -> None:
    width = round(tall * 0.5)
    body, stripes, metal, glass = (Mask(width, tall, tall, (width / 2, 0)) for _ in range(4))
    body.polygon([(-0.055, 0.16), (0.055, 0.16), (0.1, 1.0), (-0.1, 1.0)])
    for top in (0.26, 0.52, 0.78):
        upper, lower = 0.055 + 0.045 * (top - 0.16) / 0.84, 0.055 + 0.045 * (top - 0.03) / 0.84
        stripes.polygon([(-upper, top), (upper, top), (lower, top + 0.13), (-lower, top + 0.13)])
    metal.polygon([(-0.085, 0.145), (0.085, 0.145), (0.085, 0.17), (-0.085, 0.17)])
    metal.polygon([(-0.062, 0.068), (0, 0.015), (0.062, 0.068)])
    metal.stroke([(0, 0.02), (0, 0.0)], 0.008)
    glass.polygon([(-0.045, 0.07), (0.045, 0.07), (0.045, 0.145), (-0.045, 0.145)])
    left, top = x - width / 2, foot_y - tall
    share = np.linspace(1.0, 0.5, width, dtype=np.float32)[None, :, None]
    for mask, ink in ((body, look.tower[0]), (stripes, look.tower[1])):
        lay(
            picture,
            np.clip(hex_rgb(ink) * np.broadcast_to(share, (tall, width, 1)), 0, 1),
            mask.values(),
            left,
            top,
        )
    lay_silhouette(picture, metal.values(), "#1a1a22", left, top)
    lay_silhouette(picture, glass.values(), look.beam, left, top)


def _boat(picture: Array, stage: Stage, look: _Look) -> None:
    high = stage.pixels(44)
    hull, sail, jib = (Mask(high, high, high) for _ in range(3))
    hull.blob([(0.12, 0.84), (0.3, 0.87), (0.6, 0.87), (0.9, 0.82), (0.82, 0.94), (0.5, 0.97), (0.22, 0.94)])
    hull.stroke([(0.5, 0.86), (0.48, 0.04)], 0.012)
    sail.polygon([(0.465, 0.07), (0.46, 0.78), (0.14, 0.78), (0.2, 0.6), (0.34, 0.32)])
    jib.polygon([(0.5, 0.1), (0.515, 0.78), (0.86, 0.8), (0.74, 0.54)])
    x, y = stage.focus_x - high / 2, stage.height * 0.79 - high
    lay_silhouette(picture, sail.values(), "#fff6e4", x, y)
    lay_silhouette(picture, jib.values(), "#f4d9b0", x, y)
    lay_silhouette(picture, hull.values(), look.rock, x, y)
