"""A flock over a field; a barn, a mast, a bare tree."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Stage, add_glow, lay, lay_silhouette
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

__all__ = ["birds"]


@dataclass(frozen=True, slots=True)
class _Look:
    sky: Stops
    field: tuple[str, str]
    ink: str
    sun: str
    subject: str
    flock: int


_LOOKS: dict[str, _Look] = {
    "straw": _Look(
        ((0, "#8fa8a8"), (0.45, "#d9d0b0"), (0.75, "#f6dfa6"), (1, "#ffd488")),
        ("#d9a850", "#6a4a20"),
        "#2c2a28",
        "#fff6d8",
        "none",
        1500,
    ),
    "barn": _Look(
        ((0, "#3f6f8a"), (0.4, "#8fb8b0"), (0.7, "#f4d9a0"), (1, "#ffb870")),
        ("#c8853a", "#4a2c18"),
        "#3a1c16",
        "#fff0c0",
        "barn",
        60,
    ),
    "blood": _Look(
        ((0, "#1c0508"), (0.45, "#6a0f14"), (0.78, "#c8281f"), (1, "#f06a3a")),
        ("#2c080a", "#0a0204"),
        "#080204",
        "#ffb08a",
        "tree",
        70,
    ),
}


def birds(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a sky full of wings."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.sky)
    sun = (stage.focus_x, height * (0.6 if look.subject != "tree" else 0.42))
    add_glow(picture, sun, stage.unit * 20, look.sun, 0.7)
    radius = stage.unit * (11 if look.subject != "tree" else 23)
    y = np.arange(height, dtype=np.float32)[:, None]
    x = np.arange(width, dtype=np.float32)[None, :]
    disc = smoothstep(radius + 0.8, radius - 0.8, np.hypot(x - sun[0], y - sun[1]))
    lay_silhouette(picture, disc, look.sun, 0, 0, 0.85)
    _SUBJECTS[look.subject](picture, stage, look, rng)
    horizon = height * 0.76
    line = horizon + smooth_noise(width, stage.unit * 60, rng) * stage.unit * 1.4
    depth = np.clip((y - line[None, :]) / (height - horizon), 0, 1)
    rows = 0.5 + 0.5 * np.sin(depth**0.45 * 60 + smooth_noise(width, stage.unit * 30, rng)[None, :] * 2)
    tone = mix(
        hex_rgb(look.field[0]), hex_rgb(look.field[1]), np.clip(depth + 0.14 * (rows - 0.5), 0, 1)[:, :, None]
    )
    lay(picture, tone, np.clip(y - line[None, :], 0, 1), 0, 0)
    _grass(picture, stage, look, rng)
    _flock(picture, stage, look, rng)
    return picture


def _flock(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    """Draw the flock: a ribbon that folds back on itself, denser where it turns; or a few crows."""
    width, height = stage.size
    sheet = Mask(width, height)
    is_ribbon = look.flock > 500
    for _ in range(look.flock):
        if is_ribbon:
            t = rng.uniform(0, 1)
            bend = np.sin(t * np.pi * 2.2 + 0.4)
            spread = 1.5 + 9 * np.sin(t * np.pi) ** 2 * (0.5 + 0.5 * np.cos(t * 9))
            x = stage.focus_x + stage.unit * (-44 + 88 * t + 10 * bend) + rng.normal() * stage.unit * spread
            y = (
                height * 0.32
                + stage.unit * (17 * bend - 8 * np.cos(t * 6))
                + rng.normal() * stage.unit * spread * 0.6
            )
            size = stage.unit * rng.uniform(0.35, 0.85)
        else:
            x = stage.focus_x + rng.normal() * stage.unit * 34
            y = height * 0.3 + rng.normal() * stage.unit * 17
            size = stage.unit * rng.uniform(0.7, 2.6)
        if not (0 < y < height * 0.74):
            continue
        lift, turn = rng.uniform(-0.5, 0.9), rng.uniform(-0.5, 0.5)
        wing = [(-1.0, -lift), (-0.4, -0.1 - lift * 0.2), (0, 0.12), (0.4, -0.1 - lift * 0.2), (1.0, -lift)]
        turned = [
            (
                x + size * (px * np.cos(turn) - py * np.sin(turn)),
                y + size * (px * np.sin(turn) + py * np.cos(turn)),
            )
            for px, py in wing
        ]
        sheet.stroke(turned, max(0.8, size * 0.24))
    lay_silhouette(picture, sheet.values(), look.ink, 0, 0, 0.9)


def _grass(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    width, height = stage.size
    sheet = Mask(width, height)
    for _ in range(150):
        x, tall = rng.uniform(0, width), stage.unit * rng.uniform(6, 17)
        lean = stage.unit * rng.uniform(-1, 4)
        sheet.stroke(
            [(x, height + 4), (x + lean * 0.4, height - tall * 0.6), (x + lean, height - tall)],
            stage.unit * 0.24,
        )
        sheet.ellipse((x + lean, height - tall), stage.unit * 0.35, stage.unit * 1.0)
    lay_silhouette(picture, sheet.values(), look.field[1], 0, 0, 0.92)


def _none(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    """The flock is enough."""


def _barn(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    base = stage.height * 0.775
    sheet, roof, mast, window = (Mask(*stage.size, stage.unit, (stage.focus_x, base)) for _ in range(4))
    sheet.polygon([(-14, 0), (-14, -13), (-8, -20), (0, -23), (8, -20), (14, -13), (14, 0)])
    roof.polygon(
        [
            (-16, -12),
            (-9.4, -20.6),
            (0, -24.6),
            (9.4, -20.6),
            (16, -12),
            (14, -12.4),
            (8, -19),
            (0, -22.4),
            (-8, -19),
            (-14, -12.4),
        ]
    )
    window.polygon([(-2.4, -15), (2.4, -15), (2.4, -10.4), (-2.4, -10.4)])
    mast.stroke([(25, 0), (27, -46)], 0.5)
    mast.stroke([(29, 0), (27, -46)], 0.5)
    for up in range(4, 44, 5):
        mast.stroke([(25 + up / 23, -up), (29 - (up + 3) / 23, -up - 3)], 0.28)
    for ring in (3.2, 5.6, 8.0):
        for side in (-1, 1):
            arc = [(27 + side * ring * np.cos(a), -46 + ring * np.sin(a)) for a in np.linspace(-0.7, 0.7, 12)]
            mast.stroke(arc, 0.42)
    lay_silhouette(picture, sheet.values(), "#a8342a", 0, 0)
    lay_silhouette(picture, roof.values(), look.ink, 0, 0)
    lay_silhouette(picture, window.values(), "#ffe0a0", 0, 0)
    lay_silhouette(picture, mast.values(), look.ink, 0, 0)


def _tree(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    sheet = Mask(*stage.size)

    def grow(x: float, y: float, angle: float, length: float, girth: float) -> None:
        bend = rng.normal(0, 0.12)
        middle = (x + np.cos(angle + bend) * length * 0.5, y - np.sin(angle + bend) * length * 0.5)
        end = (middle[0] + np.cos(angle) * length * 0.5, middle[1] - np.sin(angle) * length * 0.5)
        sheet.stroke([(x, y), middle, end], max(0.6, girth))
        if length > stage.unit * 2.2:
            for _ in range(2 if rng.random() < 0.75 else 3):
                grow(*end, angle + rng.normal(0, 0.5), length * rng.uniform(0.62, 0.84), girth * 0.66)

    grow(stage.focus_x, stage.height * 0.79, np.pi / 2, stage.unit * 17, stage.unit * 2.4)
    lay_silhouette(picture, sheet.values(), look.ink, 0, 0)


_SUBJECTS = {"none": _none, "barn": _barn, "tree": _tree}
