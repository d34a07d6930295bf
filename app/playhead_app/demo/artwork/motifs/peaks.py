"""One great mountain in facets of light and shade, and something very small below it."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Cut, Stage, add_glow, lay, lay_silhouette, screen
from playhead_app.demo.scenery.paint import Array, Stops, hex_rgb, mix, smooth_noise, vertical_gradient
from playhead_app.demo.scenery.paper import ridge_line
from playhead_app.demo.scenery.shapes import Mask

__all__ = ["peaks"]


@dataclass(frozen=True, slots=True)
class _Look:
    sky: Stops
    lit: tuple[str, str]
    shade: tuple[str, str]
    near: str
    subject: str


_LOOKS: dict[str, _Look] = {
    "alpenglow": _Look(
        ((0, "#1c2450"), (0.45, "#5a4a86"), (0.75, "#d08a9a"), (1, "#ffc8a0")),
        ("#ffd0a8", "#e0785a"),
        ("#6a5a90", "#3a3468"),
        "#161a38",
        "tents",
    ),
    "cobalt": _Look(
        ((0, "#05112c"), (0.5, "#123a7a"), (0.8, "#4f8ac8"), (1, "#a8d0f0")),
        ("#f0f8ff", "#9fc4ea"),
        ("#2a5aa0", "#12306a"),
        "#06142e",
        "climbers",
    ),
    "meadow": _Look(
        ((0, "#7fc0d8"), (0.5, "#c4e4dc"), (0.8, "#f4f0c8"), (1, "#fbe8a8")),
        ("#fffdf0", "#c8c8a8"),
        ("#8fa0a8", "#5f8a78"),
        "#3f7a44",
        "goats",
    ),
}


def peaks(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a mountain."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.sky)
    if palette != "meadow":
        light = np.zeros((height, width), dtype=np.float32)
        light[rng.integers(0, int(height * 0.45), 120), rng.integers(0, width, 120)] = rng.uniform(
            0.2, 0.9, 120
        )
        screen(picture, light[:, :, None])
    add_glow(picture, (stage.focus_x - stage.unit * 40, height * 0.7), stage.unit * 30, look.lit[0], 0.35)
    _distance(picture, stage, look, rng)
    top = height * (0.27 if stage.cut is Cut.POSTER else 0.13)
    _mountain(picture, stage, (stage.focus_x + stage.unit * 3, top), look, rng)
    _mist(picture, stage, look)
    _foreground(picture, stage, look, rng)
    _SUBJECTS[look.subject](picture, stage, look)
    return picture


def _distance(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    width, height = stage.size
    y = np.arange(height, dtype=np.float32)[:, None]
    for base, high, share in ((0.74, 30, 0.66), (0.8, 24, 0.42)):
        line = height * base - ridge_line(width, high * stage.unit, 34 * stage.unit, rng, sharp=0.9)
        tone = mix(hex_rgb(look.shade[1]), hex_rgb(look.sky[-1][1]), share)
        lay(picture, tone, np.clip(y - line[None, :], 0, 1), 0, 0)


def _mountain(
    picture: Array, stage: Stage, top: tuple[float, float], look: _Look, rng: np.random.Generator
) -> None:
    """Draw the mountain: its spine wanders down; left of it lies light, right of it shade, both in facets."""
    width, height = stage.size
    y = np.arange(height, dtype=np.float32)[:, None]
    x = np.arange(width, dtype=np.float32)[None, :]
    down = np.maximum(y - top[1], 0)
    rough = (
        smooth_noise(height, stage.unit * 4, rng)[:, None] * stage.unit * 2.4
        + smooth_noise(height, stage.unit * 1.1, rng)[:, None] * stage.unit * 0.7
    )
    left = top[0] - down * 0.78 - rough * np.minimum(down / (stage.unit * 8), 1)
    right = top[0] + down * 0.66 + np.roll(rough, 37, axis=0) * np.minimum(down / (stage.unit * 8), 1)
    body = np.clip(np.minimum(x - left, right - x) + 0.5, 0, 1) * (y > top[1])
    wander = (
        smooth_noise(height, stage.unit * 9, rng)[:, None] * stage.unit * 5
        + smooth_noise(height, stage.unit * 2.4, rng)[:, None] * stage.unit * 1.5
    )
    spine = top[0] + down * 0.07 + wander * np.minimum(down / (stage.unit * 10), 1)
    shade = np.clip((x - spine) / 1.5 + 0.5, 0, 1)
    facets = np.zeros((height, width), dtype=np.float32)
    for index in range(7):
        slope = rng.uniform(-1.1, 1.1)
        offset = smooth_noise(height, stage.unit * 6, rng)[:, None] * stage.unit * 4
        facets += (
            np.sign((x - top[0]) * 1.0 - down * slope - offset - rng.normal() * stage.unit * 16)
            * 0.055
            * (1 if index % 2 else -1)
        )
    share = np.clip(down / (height * 0.62), 0, 1)
    lit = mix(hex_rgb(look.lit[0]), hex_rgb(look.lit[1]), share[:, :, None] ** 0.8)
    dark = mix(hex_rgb(look.shade[0]), hex_rgb(look.shade[1]), share[:, :, None] ** 0.8)
    colour = mix(lit, dark, shade[:, :, None]) * (1 + facets * (0.6 + 0.6 * shade))[:, :, None]
    lay(picture, np.clip(colour, 0, 1), body, 0, 0)


def _mist(picture: Array, stage: Stage, look: _Look) -> None:
    height = stage.height
    y = np.arange(height, dtype=np.float32)[:, None]
    band = np.exp(-(((y - height * 0.79) / (stage.unit * 8)) ** 2)) * 0.6
    lay(picture, hex_rgb(look.sky[-1][1]), np.broadcast_to(band, (height, stage.width)), 0, 0)


def _foreground(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    width, height = stage.size
    y = np.arange(height, dtype=np.float32)[:, None]
    line = (
        height * 0.86
        + smooth_noise(width, stage.unit * 36, rng) * stage.unit * 4
        + smooth_noise(width, stage.unit * 5, rng) * stage.unit * 0.7
    )
    depth = np.clip((y - line[None, :]) / (stage.unit * 30), 0, 1)
    tone = mix(hex_rgb(look.near), hex_rgb(look.near) * 0.55, depth[:, :, None])
    lay(picture, tone, np.clip(y - line[None, :], 0, 1), 0, 0)


def _tents(picture: Array, stage: Stage, look: _Look) -> None:
    base = stage.height * 0.86
    for dx, size in ((-16, 5.5), (-6, 7), (9, 6), (20, 4.6)):
        sheet = Mask(*stage.size, stage.unit * size / 6, (stage.focus_x + dx * stage.unit, base))
        sheet.polygon([(-6, 1), (0, -6), (6, 1)])
        add_glow(
            picture,
            (stage.focus_x + dx * stage.unit, base - size * 0.3 * stage.unit),
            stage.unit * size * 0.8,
            "#ffb45c",
            0.6,
        )
        lay_silhouette(picture, sheet.values(), "#ffc46a", 0, 0)
        door = Mask(*stage.size, stage.unit * size / 6, (stage.focus_x + dx * stage.unit, base))
        door.polygon([(-1.6, 1), (0, -3.4), (1.6, 1)])
        lay_silhouette(picture, door.values(), "#7a3a2a", 0, 0)
    smoke = Mask(*stage.size, stage.unit, (stage.focus_x + 14 * stage.unit, base - 4 * stage.unit))
    smoke.stroke([(0, 0), (1.5, -8), (-1, -16), (2, -26), (0.5, -36)], 0.9)
    lay_silhouette(picture, smoke.values(), "#ffffff", 0, 0, 0.28)


def _climbers(picture: Array, stage: Stage, look: _Look) -> None:
    sheet = Mask(*stage.size, stage.unit, (stage.focus_x - 14 * stage.unit, stage.height * 0.868))
    for x, y in ((0, 0), (21, -1.5)):
        sheet.blob([(x - 0.9, y - 4), (x + 0.9, y - 4), (x + 1.1, y - 1.6), (x - 1.1, y - 1.6)])
        sheet.ellipse((x + 0.3, y - 5), 0.75)
        sheet.blob([(x - 1.9, y - 4.2), (x - 0.8, y - 4.2), (x - 0.8, y - 2), (x - 1.9, y - 2.2)])
        sheet.stroke([(x - 0.4, y - 2), (x - 1.2, y + 0.4)], 0.6)
        sheet.stroke([(x + 0.4, y - 2), (x + 1.2, y + 0.2)], 0.6)
        sheet.stroke([(x + 0.6, y - 3.4), (x + 2.2, y - 2.6)], 0.4)
        sheet.stroke([(x + 2.2, y - 3.6), (x + 2.5, y + 0.4)], 0.2)
    sheet.stroke([(0.6, -2.6), (7, -0.6), (14, -1.4), (20.4, -4)], 0.16)
    lay_silhouette(picture, sheet.values(), look.near, 0, 0)


def _goats(picture: Array, stage: Stage, look: _Look) -> None:
    for dx, dy, size, side in ((-17, 0, 11, 1), (0, -1, 14, 1), (19, 1, 10, -1)):
        sheet = Mask(
            *stage.size,
            stage.unit * size / 10,
            (stage.focus_x + dx * stage.unit, stage.height * 0.875 + dy * stage.unit),
        )
        body = [
            (-4, -6),
            (-1, -6.6),
            (3, -6.2),
            (4.4, -7.6),
            (5.2, -9.2),
            (6.6, -9.4),
            (7.6, -8.4),
            (7.0, -7.6),
            (6.2, -7.6),
            (5.4, -5.6),
            (4.4, -3.8),
            (-3.6, -3.6),
            (-4.6, -4.8),
        ]
        sheet.blob([(side * x, y) for x, y in body])
        for leg in (-3.4, -2.4, 2.6, 3.7):
            sheet.stroke([(side * leg, -4.4), (side * leg, 0)], 0.62)
        for horn in (0.0, 0.5):
            sheet.stroke(
                [(side * (5.6 + horn), -9.3), (side * (5.0 + horn), -11.2), (side * (3.8 + horn), -12)], 0.42
            )
        sheet.stroke([(side * 6.6, -7.7), (side * 6.4, -6.4)], 0.4)
        sheet.stroke([(side * -4.4, -5.6), (side * -5.2, -6.6)], 0.5)
        lay_silhouette(picture, sheet.values(), "#fdf8ea" if size > 10 else "#4a3a30", 0, 0)


_SUBJECTS = {"tents": _tents, "climbers": _climbers, "goats": _goats}
