"""Trunks in the fog, and one light among them."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Cut, Stage, add_glow, lay, lay_silhouette, screen
from playhead_app.demo.scenery.paint import (
    Array,
    Stops,
    blur,
    hex_rgb,
    mix,
    smooth_noise,
    smoothstep,
    vertical_gradient,
)
from playhead_app.demo.scenery.shapes import Mask

__all__ = ["forest"]


@dataclass(frozen=True, slots=True)
class _Look:
    air: Stops
    near: str
    far: str
    light: str
    subject: str


_LOOKS: dict[str, _Look] = {
    "lantern": _Look(
        ((0, "#0a1a22"), (0.5, "#15404a"), (0.8, "#2f6a66"), (1, "#0c2a2c")),
        "#04090c",
        "#2c6468",
        "#ffc46a",
        "lantern",
    ),
    "amber": _Look(
        ((0, "#3a1a10"), (0.5, "#a8552a"), (0.8, "#f0a860"), (1, "#5a2a1a")),
        "#1c0d0a",
        "#c27a48",
        "#ffe0a0",
        "fox",
    ),
    "mist": _Look(
        ((0, "#7d8c90"), (0.5, "#b8c2c0"), (0.8, "#dfe2da"), (1, "#8a9490")),
        "#1d2626",
        "#a4b0b0",
        "#f4f4ea",
        "people",
    ),
    "moss": _Look(
        ((0, "#16260f"), (0.45, "#3f6a2a"), (0.8, "#a8c860"), (1, "#2a4418")),
        "#0a1408",
        "#6a9a48",
        "#f4ffb8",
        "mushrooms",
    ),
}


def forest(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a forest."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.air)
    ground_y = height * 0.84
    add_glow(picture, (stage.focus_x, height * 0.56), stage.unit * 30, look.light, 0.62)
    depths = ((26, 1.6, 0.0), (17, 2.8, 0.4), (10, 5.0, 0.74), (5, 9.5, 1.0))
    for index, (count, girth, dark) in enumerate(depths):
        ink = mix(hex_rgb(look.far), hex_rgb(look.near), dark**0.8)
        base = ground_y + (index - 1.2) * stage.unit * 4
        mask = _trunks(stage, count, girth, base, rng, clearing=index >= 2)
        # Light from behind eats into the trunks.
        lay(picture, ink, mask * (0.62 + 0.38 * dark), 0, 0)
        if index == 1:
            _SUBJECTS[look.subject](picture, stage, ground_y, look)
        _floor(picture, stage, base, ink, rng)
    _beams(picture, stage, look, rng)
    return picture


def _trunks(
    stage: Stage, count: int, girth: float, base: float, rng: np.random.Generator, *, clearing: bool
) -> Array:
    width, height = stage.size
    sheet = Mask(width, height)
    for place in (np.arange(count) + rng.uniform(-0.4, 0.4, count)) / count * width * 1.1 - width * 0.05:
        if clearing and abs(place - stage.focus_x) < stage.unit * (17 + girth * 1.6):
            continue
        half = girth * stage.unit * rng.uniform(0.32, 0.62)
        lean = rng.normal(0, 1) * stage.unit * 2.4
        sheet.polygon(
            [
                (place - half * 1.5, base + half),
                (place - half, base - half * 3),
                (place + lean - half * 0.6, -4),
                (place + lean + half * 0.6, -4),
                (place + half, base - half * 3),
                (place + half * 1.5, base + half),
            ]
        )
        for _ in range(int(rng.integers(2, 5))):
            up = rng.uniform(0.05, 0.6) * height
            side = rng.choice([-1, 1])
            reach = stage.unit * rng.uniform(3, 9) * girth**0.5
            start = place + lean * (1 - up / base)
            sheet.stroke(
                [
                    (start, up),
                    (start + side * reach * 0.5, up - reach * 0.35),
                    (start + side * reach, up - reach * 0.5),
                ],
                half * 0.28,
            )
    return sheet.values()


def _floor(picture: Array, stage: Stage, base: float, ink: Array, rng: np.random.Generator) -> None:
    width, height = stage.size
    line = (
        base
        + smooth_noise(width, stage.unit * 16, rng) * stage.unit * 1.6
        + smooth_noise(width, stage.unit * 1.2, rng) * stage.unit * 0.5
    )
    y = np.arange(height, dtype=np.float32)[:, None]
    lay(picture, ink, np.clip(y - line[None, :], 0, 1).astype(np.float32), 0, 0)


def _lantern(picture: Array, stage: Stage, ground_y: float, look: _Look) -> None:
    high = stage.pixels(17)
    sheet = Mask(high, high, high)
    sheet.blob([(0.42, 0.3), (0.54, 0.3), (0.6, 0.55), (0.66, 0.92), (0.3, 0.92), (0.36, 0.55)])
    sheet.ellipse((0.48, 0.2), 0.085)
    sheet.blob([(0.36, 0.24), (0.42, 0.08), (0.5, 0.06), (0.58, 0.14), (0.56, 0.3), (0.4, 0.34)])
    for foot in (0.4, 0.55):
        sheet.stroke([(foot, 0.9), (foot, 0.985)], 0.06)
    sheet.stroke([(0.56, 0.42), (0.74, 0.46)], 0.045)
    sheet.stroke([(0.74, 0.46), (0.74, 0.56)], 0.012)
    x, y = stage.focus_x - high * 0.5, ground_y - high * 0.94
    add_glow(picture, (x + high * 0.74, y + high * 0.6), stage.unit * 13, look.light, 0.7)
    lay_silhouette(picture, sheet.values(), look.near, x, y)
    add_glow(picture, (x + high * 0.74, y + high * 0.6), stage.unit * 1.7, "#fff3d0", 1.0)


def _fox(picture: Array, stage: Stage, ground_y: float, look: _Look) -> None:
    high = stage.pixels(16)
    sheet = Mask(round(high * 1.9), high, high)
    sheet.blob(
        [
            (0.62, 0.5),
            (0.9, 0.46),
            (1.22, 0.46),
            (1.36, 0.4),
            (1.44, 0.5),
            (1.34, 0.66),
            (1.1, 0.7),
            (0.8, 0.7),
            (0.62, 0.66),
        ]
    )
    sheet.blob(
        [
            (0.66, 0.5),
            (0.46, 0.56),
            (0.28, 0.68),
            (0.1, 0.7),
            (0.02, 0.78),
            (0.2, 0.84),
            (0.44, 0.78),
            (0.66, 0.66),
        ]
    )
    sheet.polygon(
        [
            (1.3, 0.44),
            (1.36, 0.26),
            (1.4, 0.1),
            (1.47, 0.22),
            (1.54, 0.22),
            (1.6, 0.1),
            (1.63, 0.28),
            (1.62, 0.36),
            (1.78, 0.46),
            (1.6, 0.5),
            (1.44, 0.56),
        ]
    )
    for leg, foot in ((0.7, 0.66), (0.8, 0.86), (1.22, 1.16), (1.32, 1.38)):
        sheet.stroke([(leg, 0.64), ((leg + foot) / 2, 0.82), (foot, 0.97)], 0.065)
    lay_silhouette(picture, sheet.values(), "#2a0f08", stage.focus_x - high, ground_y - high * 0.97)


def _people(picture: Array, stage: Stage, ground_y: float, look: _Look) -> None:
    for index in range(9):
        high = stage.pixels(9.5 + (index * 7 % 3) * 0.7)
        sheet = Mask(high, high, high)
        sheet.blob([(0.4, 0.24), (0.6, 0.24), (0.66, 0.5), (0.6, 0.66), (0.4, 0.66), (0.34, 0.5)])
        sheet.ellipse((0.5, 0.13), 0.085, 0.1)
        sheet.blob([(0.34, 0.26), (0.3, 0.5), (0.38, 0.56), (0.42, 0.3)])
        for foot in (0.43, 0.57):
            sheet.stroke([(foot, 0.6), (foot + (0.03 if index % 2 else -0.02), 0.98)], 0.085)
        # The ninth has no shadow of a face and stands a little apart.
        strength = 0.9 if index < 8 else 0.4
        x = stage.focus_x + (index - 4) * stage.unit * 5.1 + (stage.unit * 4 if index == 8 else 0)
        lay_silhouette(picture, sheet.values(), look.near, x - high / 2, ground_y - high * 0.97, strength)


def _mushrooms(picture: Array, stage: Stage, ground_y: float, look: _Look) -> None:
    for dx, size, tint in (
        (-12, 22, "#d9483a"),
        (8, 30, "#e8643a"),
        (24, 15, "#c83a3a"),
        (-26, 12, "#e8643a"),
    ):
        high = stage.pixels(size)
        stem, cap, dots = (Mask(high, high, high) for _ in range(3))
        stem.blob([(0.44, 0.4), (0.56, 0.4), (0.6, 0.98), (0.4, 0.98)])
        dome = [(0.5 + 0.4 * np.cos(a), 0.46 - 0.36 * np.sin(a)) for a in np.linspace(0, np.pi, 30)]
        cap.polygon([*dome, (0.3, 0.52), (0.7, 0.52)])
        for x, y, r in (
            (0.36, 0.28, 0.05),
            (0.54, 0.2, 0.06),
            (0.68, 0.34, 0.045),
            (0.48, 0.38, 0.035),
            (0.24, 0.4, 0.03),
        ):
            dots.ellipse((x, y), r, r * 0.8)
        x, y = stage.focus_x + dx * stage.unit - high / 2, ground_y - high * 0.9
        lay_silhouette(picture, stem.values(), "#f4ead0", x, y)
        shade = cap.values()
        rows = np.linspace(1.05, 0.62, high, dtype=np.float32)[:, None, None]
        lay(picture, np.clip(hex_rgb(tint) * np.broadcast_to(rows, (*shade.shape, 1)), 0, 1), shade, x, y)
        lay_silhouette(picture, dots.values(), "#fff6e0", x, y)


_SUBJECTS = {"lantern": _lantern, "fox": _fox, "people": _people, "mushrooms": _mushrooms}


def _beams(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    """Let light fall through the crowns in slanting beams."""
    width, height = stage.size
    y = np.arange(height, dtype=np.float32)[:, None]
    x = np.arange(width, dtype=np.float32)[None, :] + y * 0.42
    noise = blur(
        np.repeat(smooth_noise(int(width * 1.5) + height, stage.unit * 4, rng)[None, :], 3, axis=0),
        stage.pixels(0.6),
    )[1]
    light = smoothstep(0.25, 0.85, noise[np.clip(x.astype(int), 0, len(noise) - 1)])
    light = (
        light
        * smoothstep(height * 0.8, 0, y)
        * np.exp(-(((x - y * 0.42 - stage.focus_x) / (stage.unit * 40)) ** 2))
    )
    screen(picture, light[:, :, None] * hex_rgb(look.light) * (0.12 if stage.cut is Cut.HERO else 0.16))
