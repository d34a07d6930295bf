"""A planet, its ring, its moons, and somebody very small."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Cut, Stage, add_glow, lay_silhouette, screen
from playhead_app.demo.scenery.paint import (
    Array,
    Stops,
    blur,
    hex_rgb,
    mix,
    ramp,
    smooth_noise,
    smoothstep,
    vertical_gradient,
)
from playhead_app.demo.scenery.shapes import Mask

__all__ = ["orbit"]


@dataclass(frozen=True, slots=True)
class _Look:
    space: Stops
    bands: Stops
    rim: str
    ring: str
    is_horizon: bool = False


_LOOKS: dict[str, _Look] = {
    "ember": _Look(
        ((0, "#0a0712"), (0.6, "#1e0f1e"), (1, "#3a1522")),
        ((0, "#ffd9a0"), (0.3, "#f0884a"), (0.6, "#b33a3a"), (1, "#4a1530")),
        "#ffb27a",
        "",
    ),
    "jade": _Look(
        ((0, "#04110f"), (0.6, "#0a2420"), (1, "#123c33")),
        ((0, "#e8f5d0"), (0.35, "#8fcf9f"), (0.7, "#2f7f6c"), (1, "#123f3c")),
        "#c9ffe0",
        "#9fe0b8",
    ),
    "dawn": _Look(
        ((0, "#02040c"), (0.5, "#050d24"), (1, "#0b2348")),
        ((0, "#3f7fb8"), (0.4, "#1f4f8a"), (0.75, "#0d2a55"), (1, "#050f24")),
        "#ffe2b0",
        "",
        True,
    ),
    "violet": _Look(
        ((0, "#07040f"), (0.6, "#170d2e"), (1, "#2c1650")),
        ((0, "#e0b8ff"), (0.35, "#9a6ae0"), (0.7, "#4a2f9a"), (1, "#1c1248")),
        "#f0d0ff",
        "",
    ),
    "saturn": _Look(
        ((0, "#060812"), (0.6, "#101a30"), (1, "#1d3048")),
        ((0, "#fbeccb"), (0.3, "#e8c890"), (0.55, "#cf9a62"), (0.8, "#9a6448"), (1, "#5c3838")),
        "#fff1cf",
        "#e8cf9f",
    ),
}


def orbit(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a planet in space."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.space)
    _stars(picture, stage, rng)
    if look.is_horizon:
        centre, radius = (stage.focus_x - stage.unit * 10, height + stage.unit * 92), stage.unit * 142
    else:
        is_poster = stage.cut is Cut.POSTER
        centre = (stage.focus_x + stage.unit * (0 if is_poster else 4), height * (0.56 if is_poster else 0.5))
        radius = stage.unit * (31 if is_poster else 29)
    add_glow(picture, centre, radius * 1.15, look.rim, 0.28)
    if look.ring:
        _ring(picture, stage, centre, radius, look, is_front=False)
    _planet(picture, centre, radius, look, rng)
    if look.ring:
        _ring(picture, stage, centre, radius, look, is_front=True)
    if look.is_horizon:
        add_glow(
            picture,
            (stage.focus_x + stage.unit * 14, height - stage.unit * 42),
            stage.unit * 15,
            "#ffe9c0",
            0.95,
        )
    _moons(picture, stage, centre, radius, look)
    _traveller(picture, stage, look)
    return picture


def _stars(picture: Array, stage: Stage, rng: np.random.Generator) -> None:
    height, width = picture.shape[:2]
    light = np.zeros((height, width), dtype=np.float32)
    for count, strength in ((420, 0.35), (110, 0.8)):
        light[rng.integers(0, height, count), rng.integers(0, width, count)] = strength
    for y, x in zip(rng.integers(0, height, 9), rng.integers(0, width, 9), strict=True):
        add_glow(picture, (float(x), float(y)), stage.unit * 0.4, "#ffffff", 0.8)
    screen(picture, light[:, :, None])


def _planet(
    picture: Array, centre: tuple[float, float], radius: float, look: _Look, rng: np.random.Generator
) -> None:
    height, width = picture.shape[:2]
    y = (np.arange(height, dtype=np.float32)[:, None] - centre[1]) / radius
    x = (np.arange(width, dtype=np.float32)[None, :] - centre[0]) / radius
    distance = np.hypot(x, y)
    inside = smoothstep(1 + 0.8 / radius, 1 - 0.8 / radius, distance)
    bulge = np.sqrt(np.clip(1 - distance**2, 0, 1))
    latitude = np.clip((y + 0.14 * x * (1 - bulge)) * 0.5 + 0.5, 0, 1)
    wander = smooth_noise(512, 22, rng) * 0.05 + smooth_noise(512, 6, rng) * 0.02
    bands = ramp(look.bands, np.clip(latitude + wander[(latitude * 511).astype(int)], 0, 1))
    streaks = 1 + 0.07 * smooth_noise(512, 5, rng)[(latitude * 511).astype(int)]
    # The sun stands to the upper left; the far side falls into night.
    facing = np.clip(-0.62 * x - 0.45 * y + 0.64 * bulge, 0, 1)
    lit = bands * streaks[:, :, None] * (0.1 + 0.98 * facing**0.85)[:, :, None]
    edge = np.clip(distance**12 * facing * 1.5, 0, 0.7) * inside
    lit = mix(lit, hex_rgb(look.rim), edge[:, :, None])
    picture[:] = mix(picture, np.clip(lit, 0, 1), inside[:, :, None])


def _ring(
    picture: Array, stage: Stage, centre: tuple[float, float], radius: float, look: _Look, *, is_front: bool
) -> None:
    height, width = picture.shape[:2]
    tilt = -0.32
    y = np.arange(height, dtype=np.float32)[:, None] - centre[1]
    x = np.arange(width, dtype=np.float32)[None, :] - centre[0]
    across = (x * np.cos(tilt) + y * np.sin(tilt)) / radius
    down = (-x * np.sin(tilt) + y * np.cos(tilt)) / radius / 0.2
    distance = np.hypot(across, down)
    body = smoothstep(1.28, 1.32, distance) * smoothstep(2.12, 2.05, distance)
    grooves = 0.6 + 0.4 * np.sin(distance * 46) * np.sin(distance * 17 + 1)
    gap = 1 - 0.85 * np.exp(-(((distance - 1.78) / 0.025) ** 2))
    half = (down > 0) if is_front else (down <= 0)
    # The planet's shadow lies across the far half.
    shadow = 1.0 if is_front else 1 - 0.85 * smoothstep(0.3, 0.95, across) * smoothstep(1.75, 1.25, across)
    strength = body * grooves * gap * half * shadow * 0.82
    picture[:] = mix(picture, hex_rgb(look.ring), strength[:, :, None])


def _moons(picture: Array, stage: Stage, centre: tuple[float, float], radius: float, look: _Look) -> None:
    for angle, reach, size in ((-2.35, 1.55, 3.4), (-0.75, 1.75, 1.9), (0.35, 1.62, 1.2)):
        small = stage.unit * size
        place = (
            centre[0] + radius * reach * np.cos(angle),
            centre[1] + radius * reach * 0.72 * np.sin(angle),
        )
        _ball(picture, place, small, look.rim)


def _ball(picture: Array, centre: tuple[float, float], radius: float, tint: str) -> None:
    size = int(radius * 2) + 5
    place = (np.arange(size, dtype=np.float32) - size / 2) / radius
    x, y = place[None, :], place[:, None]
    distance = np.hypot(x, y)
    inside = smoothstep(1 + 0.7 / radius, 1 - 0.7 / radius, distance)
    facing = np.clip(-0.62 * x - 0.45 * y + 0.6 * np.sqrt(np.clip(1 - distance**2, 0, 1)), 0, 1)
    colour = hex_rgb(tint) * (0.12 + 0.85 * facing)[:, :, None]
    from playhead_app.demo.artwork.stage import lay

    lay(picture, colour, inside, centre[0] - size / 2, centre[1] - size / 2)


def _traveller(picture: Array, stage: Stage, look: _Look) -> None:
    """A small ship, or on a still somebody on a tether."""
    size = stage.pixels(9)
    sheet, light = Mask(size * 2, size, size), Mask(size * 2, size, size)
    sheet.blob(
        [
            (0.5, 0.5),
            (0.75, 0.38),
            (1.25, 0.36),
            (1.55, 0.46),
            (1.6, 0.5),
            (1.55, 0.54),
            (1.25, 0.62),
            (0.75, 0.62),
        ]
    )
    sheet.polygon([(0.62, 0.44), (0.42, 0.2), (0.6, 0.2), (0.95, 0.42)])
    sheet.polygon([(0.62, 0.56), (0.42, 0.8), (0.6, 0.8), (0.95, 0.58)])
    light.polygon([(0.28, 0.5), (0.52, 0.46), (0.52, 0.54)])
    light.ellipse((1.34, 0.47), 0.04)
    x, y = stage.focus_x - stage.unit * 44, stage.height * (0.8 if stage.cut is Cut.POSTER else 0.72)
    lay_silhouette(picture, blur(light.values(), max(1, size // 16)), "#ffffff", x, y)
    lay_silhouette(picture, sheet.values(), "#e9ecf2", x, y, 0.92)
    lay_silhouette(picture, light.values(), look.rim, x, y)
