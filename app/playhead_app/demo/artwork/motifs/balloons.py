"""Balloons and kites over a sea of clouds."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Cut, Stage, add_glow, lay, lay_silhouette
from playhead_app.demo.scenery.paint import Array, Stops, hex_rgb, mix, smooth_noise, vertical_gradient
from playhead_app.demo.scenery.paper import balloon
from playhead_app.demo.scenery.shapes import Mask

__all__ = ["balloons"]


@dataclass(frozen=True, slots=True)
class _Look:
    sky: Stops
    clouds: tuple[str, str]
    skins: tuple[tuple[str, str], ...]
    sun: str
    has_kites: bool = False


_LOOKS: dict[str, _Look] = {
    "morning": _Look(
        ((0, "#4f9fc0"), (0.45, "#a8dcd8"), (0.75, "#fbe8c0"), (1, "#ffd9a8")),
        ("#fffaf0", "#7fb8c8"),
        (("#e8543f", "#fbe3b0"), ("#2f6f8a", "#f4c86a"), ("#f0a040", "#fff3d8")),
        "#fff6d0",
    ),
    "dusk": _Look(
        ((0, "#1a1840"), (0.4, "#5a3a78"), (0.7, "#d0708a"), (1, "#ffb88a")),
        ("#f0a8a0", "#3a2a60"),
        (("#3a2a5c", "#ffc87a"), ("#7a3060", "#ff9f8a"), ("#2a2450", "#d88ab0")),
        "#ffd0a0",
    ),
    "spice": _Look(
        ((0, "#b8452a"), (0.45, "#e88a3a"), (0.8, "#fbd07a"), (1, "#fff0c0")),
        ("#fff4d8", "#c8602f"),
        (("#7a1f2a", "#fbd07a"), ("#2a5a5c", "#fff0c8"), ("#c8302a", "#ffe0a0")),
        "#fff8e0",
        True,
    ),
}


def balloons(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a sky."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.sky)
    add_glow(picture, (stage.focus_x - stage.unit * 22, height * 0.62), stage.unit * 24, look.sun, 0.75)
    _bank(picture, stage, 0.6, 0.3, look, rng)
    far = ((-34, 0.3, 15, 1), (40, 0.24, 11, 2), (28, 0.52, 9, 1))
    for dx, y, size, kind in far:
        _thing(picture, stage, stage.focus_x + dx * stage.unit, height * y, size, look, kind, 0.72)
    _bank(picture, stage, 0.72, 0.6, look, rng)
    _thing(
        picture,
        stage,
        stage.focus_x + stage.unit * 3,
        height * (0.26 if stage.cut is Cut.POSTER else 0.12),
        58 if stage.cut is Cut.POSTER else 52,
        look,
        0,
        1.0,
    )
    _bank(picture, stage, 0.84, 0.95, look, rng)
    return picture


def _bank(
    picture: Array, stage: Stage, share: float, nearness: float, look: _Look, rng: np.random.Generator
) -> None:
    """Draw a bank of clouds: a row of round heads, light above and shaded below."""
    width, height = stage.size
    sheet = Mask(width, height)
    base = height * share
    x = -stage.unit * 10
    while x < width + stage.unit * 10:
        radius = stage.unit * rng.uniform(3.5, 8.5) * (0.6 + nearness * 0.7)
        sheet.ellipse((x, base + rng.uniform(-0.2, 0.9) * radius), radius)
        x += radius * rng.uniform(0.7, 1.25)
    sheet.polygon([(0, base + stage.unit * 4), (width, base + stage.unit * 4), (width, height), (0, height)])
    cover = sheet.values()
    y = np.arange(height, dtype=np.float32)[:, None]
    line = base - stage.unit * 8 + smooth_noise(width, stage.unit * 14, rng) * stage.unit * 2
    depth = np.clip((y - line[None, :]) / (stage.unit * 40), 0, 1)
    top = mix(hex_rgb(look.sky[-1][1]), hex_rgb(look.clouds[0]), nearness)
    colour = mix(top, hex_rgb(look.clouds[1]), (depth * (0.35 + 0.55 * nearness))[:, :, None])
    lay(picture, colour, cover * (0.72 + 0.25 * nearness), 0, 0)


def _thing(
    picture: Array, stage: Stage, x: float, y: float, size: float, look: _Look, kind: int, strength: float
) -> None:
    high = stage.pixels(size)
    skin, stripe = look.skins[kind % len(look.skins)]
    if look.has_kites:
        _kite(picture, x, y, high * 0.62, skin, stripe, strength)
        return
    body, bands, basket = balloon(high)
    share = np.linspace(1.12, 0.62, body.shape[1], dtype=np.float32)[None, :, None]
    left = x - body.shape[1] / 2
    for mask, ink in ((body, skin), (bands, stripe)):
        colour = np.clip(hex_rgb(ink) * np.broadcast_to(share, (*body.shape, 1)), 0, 1)
        haze = mix(colour, hex_rgb(look.sky[-1][1]), (1 - strength) * 0.8)
        lay(picture, haze, mask, left, y)
    lay_silhouette(picture, basket, "#3a2418", left, y, strength)


def _kite(picture: Array, x: float, y: float, size: float, skin: str, stripe: str, strength: float) -> None:
    height, width = picture.shape[:2]
    first, second, line = (Mask(width, height, size, (x, y + size * 0.7)) for _ in range(3))
    top, right, foot, left = (0.12, -0.62), (0.5, -0.14), (-0.16, 0.7), (-0.44, -0.2)
    first.polygon([top, right, foot, left])
    second.polygon([top, (0.0, -0.15), left])
    second.polygon([(0.0, -0.15), right, foot])
    tail = [(foot[0] + 0.12 * np.sin(step * 1.3), foot[1] + step * 0.16) for step in range(9)]
    line.stroke(tail, 0.012)
    for place, (tail_x, tail_y) in enumerate(tail[1:]):
        if place % 2:
            line.polygon(
                [
                    (tail_x - 0.07, tail_y - 0.04),
                    (tail_x + 0.07, tail_y + 0.04),
                    (tail_x + 0.07, tail_y - 0.04),
                    (tail_x - 0.07, tail_y + 0.04),
                ]
            )
    line.stroke([(0.0, -0.15), (0.9, 1.2), (1.5, 2.8)], 0.006)
    lay_silhouette(picture, line.values(), stripe, 0, 0, strength)
    lay_silhouette(picture, first.values(), skin, 0, 0, strength)
    lay_silhouette(picture, second.values(), stripe, 0, 0, strength * 0.92)
