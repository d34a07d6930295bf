"""A city at night: towers with lit windows, a tram, street lamps, somebody under an umbrella.

Buildings are flat and few-coloured; what makes them a city is their windows. Each building has its own habit:
how many of its windows are lit, and how warm. A little haze lies in front of every depth.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from playhead_app.demo.scenery.paint import Array, hex_rgb, mix
from playhead_app.demo.scenery.shapes import Mask

__all__ = ["CityPalette", "lamp_post", "paint_skyline", "tram", "umbrella_figure"]

_FINE = 2


@dataclass(frozen=True, slots=True)
class CityPalette:
    """The colours of one depth of the city.

    Attributes:
        wall: Of the buildings, at their tops.
        foot: Of the buildings, where they stand in the haze.
        lights: Of lit windows, the commonest first.
        edge: A thin line of reflected light on roofs and corners.
    """

    wall: str
    foot: str
    lights: tuple[str, ...]
    edge: str


@dataclass(frozen=True, slots=True)
class _Building:
    left: float
    right: float
    top: float
    roof: int
    pitch: float
    lit: float
    tone: float


def paint_skyline(
    size: tuple[int, int],
    palette: CityPalette,
    rng: np.random.Generator,
    *,
    width: tuple[float, float],
    height: tuple[float, float],
    pitch: float,
    lit: float = 0.3,
    gaps: float = 0.1,
) -> tuple[Array, Array]:
    """Draw one depth of buildings into a strip.

    Args:
        size: Width and height of the strip.
        palette: Colours.
        rng: Where chance comes from.
        width: Least and greatest width of a building, in pixels.
        height: Least and greatest height, as shares of the strip.
        pitch: Distance of windows in pixels.
        lit: Share of lit windows.
        gaps: Share of places left empty.

    Returns:
        Colour, shape (height, width, 3), and coverage, shape (height, width).
    """
    across, down = size
    lights = Image.new("RGB", (across * _FINE, down * _FINE))
    cover = Image.new("L", lights.size)
    glass, body = ImageDraw.Draw(lights), ImageDraw.Draw(cover)
    tones = np.ones((down, across), dtype=np.float32)
    left = -rng.uniform(0, width[1])
    while left < across:
        right = left + rng.uniform(*width)
        if rng.random() > gaps:
            one = _Building(
                left,
                right,
                down * (1 - rng.uniform(*height)),
                int(rng.integers(6)),
                pitch * rng.uniform(0.8, 1.35),
                lit * rng.uniform(0.25, 1.7),
                rng.uniform(0.82, 1.15),
            )
            _draw_body(body, glass, one, down)
            _draw_windows(glass, one, down, palette, rng)
            tones[:, max(0, round(left)) : max(0, round(right))] = one.tone
        left = right + (rng.uniform(0, width[0]) if rng.random() < gaps else 0)
    return _lit_walls(size, palette, tones, lights, cover)


def _lit_walls(
    size: tuple[int, int], palette: CityPalette, tones: Array, lights: Image.Image, cover: Image.Image
) -> tuple[Array, Array]:
    across, down = size
    share = np.linspace(0, 1, down, dtype=np.float32)[:, None, None] ** 1.4
    walls = mix(hex_rgb(palette.wall), hex_rgb(palette.foot), share) * tones[:, :, None]
    glass = np.asarray(lights.resize(size, Image.Resampling.BOX), dtype=np.float32) / 255
    body = np.asarray(cover.resize(size, Image.Resampling.BOX), dtype=np.float32) / 255
    above = np.vstack([np.zeros((1, across), dtype=np.float32), body[:-1]])
    rim = np.clip(body - above, 0, 1)[:, :, None]
    walls = mix(walls, hex_rgb(palette.edge), rim * 0.8)
    strength = glass.max(axis=2, keepdims=True)
    # Windows near the ground drown in the haze as the walls do.
    return np.clip(walls * (1 - strength) + glass * (1 - share * 0.35), 0, 1), body


def _draw_body(body: ImageDraw.ImageDraw, glass: ImageDraw.ImageDraw, one: _Building, down: int) -> None:
    left, right, top = one.left * _FINE, one.right * _FINE, one.top * _FINE
    wide = right - left
    for draw, ink in ((body, 255), (glass, (0, 0, 0))):
        draw.rectangle((left, top, right, down * _FINE), fill=ink)
    middle = (left + right) / 2
    if one.roof == 0:
        body.rectangle((left + wide * 0.2, top - wide * 0.18, right - wide * 0.2, top), fill=255)
    elif one.roof == 1:
        body.rectangle((middle - 1, top - wide * 0.7, middle + 1, top), fill=255)
        body.rectangle((left + wide * 0.35, top - wide * 0.1, right - wide * 0.35, top), fill=255)
    elif one.roof == 2:
        body.polygon([(left, top), (left + wide * 0.5, top - wide * 0.4), (right, top)], fill=255)
    elif one.roof == 3:
        # A water tank on legs, as on every old roof.
        tank = (left + wide * 0.58, top - wide * 0.34, left + wide * 0.86, top - wide * 0.1)
        body.rectangle(tank, fill=255)
        body.polygon(
            [(tank[0], tank[1]), ((tank[0] + tank[2]) / 2, tank[1] - wide * 0.1), (tank[2], tank[1])], 255
        )
        for leg in (tank[0] + 2, tank[2] - 3):
            body.rectangle((leg, tank[3], leg + 1, top), fill=255)


def _draw_windows(
    glass: ImageDraw.ImageDraw, one: _Building, down: int, palette: CityPalette, rng: np.random.Generator
) -> None:
    inset = one.pitch * 0.7
    columns = int((one.right - one.left - 2 * inset) / one.pitch)
    if columns < 1:
        return
    first = (one.left + one.right - columns * one.pitch) / 2 + one.pitch * 0.25
    rows = int((down - one.top - inset) / (one.pitch * 1.3))
    weights = 1 / np.arange(1, len(palette.lights) + 1) ** 1.6
    habit = rng.choice(len(palette.lights), p=weights / weights.sum())
    for row in range(rows):
        # Offices: a floor is lit as a whole, or it isn't.
        floor = rng.random() < 0.07
        for column in range(columns):
            if not (floor or rng.random() < one.lit):
                continue
            kind = habit if rng.random() < 0.8 else int(rng.integers(len(palette.lights)))
            light = hex_rgb(palette.lights[kind]) * (rng.uniform(0.45, 1.0) ** 1.3)
            x = (first + column * one.pitch) * _FINE
            y = (one.top + inset + row * one.pitch * 1.3) * _FINE
            box = (x, y, x + one.pitch * 0.5 * _FINE, y + one.pitch * 0.72 * _FINE)
            red, green, blue = (round(float(channel) * 255) for channel in light)
            glass.rectangle(box, fill=(red, green, blue))


def tram(height: int, cars: int = 2) -> tuple[Array, Array, Array]:
    """Draw a tram from the side, heading right, `height` pixels high.

    Returns:
        Body mask, window mask, lamp mask; each of shape (height, width).
    """
    length = 3.3
    width = round(height * (length * cars + 0.3))
    body, windows, lamp = (Mask(width, height, height) for _ in range(3))
    for car in range(cars):
        left = 0.1 + car * length
        right = left + length - 0.08
        is_head = car == cars - 1
        nose = 0.22 if is_head else 0.05
        body.polygon(
            [(left, 0.24), (left + 0.05, 0.2), (right - nose, 0.2), (right, 0.52), (right, 0.9), (left, 0.9)]
        )
        for wheel in (left + 0.55, left + 0.85, right - 0.95, right - 0.65):
            body.ellipse((wheel, 0.9), 0.085)
        panes = 8
        step = (right - nose - left - 0.16) / panes
        for pane in range(panes):
            x = left + 0.1 + pane * step
            is_door = pane in (2, 5)
            windows.polygon(
                [(x, 0.3), (x + step * 0.82, 0.3), (x + step * 0.82, 0.84 if is_door else 0.58),
                 (x, 0.84 if is_door else 0.58)]
            )  # fmt: skip
        if is_head:
            windows.polygon(
                [(right - 0.2, 0.3), (right - 0.16, 0.3), (right - 0.04, 0.52), (right - 0.2, 0.52)]
            )
            lamp.ellipse((right - 0.02, 0.74), 0.05)
        body.stroke([(left + 1.2, 0.2), (left + 1.5, 0.02), (left + 1.75, 0.1)], 0.025)
    return body.values(), windows.values(), lamp.values()


def lamp_post(height: int) -> tuple[Array, tuple[float, float]]:
    """Draw a street lamp; return its mask and where its light is, in pixels of the mask."""
    sheet = Mask(round(height * 0.4), height, height)
    sheet.stroke([(0.1, 0.99), (0.1, 0.12), (0.14, 0.05), (0.22, 0.03), (0.29, 0.06)], 0.014)
    sheet.polygon([(0.24, 0.055), (0.34, 0.055), (0.32, 0.085), (0.26, 0.085)])
    sheet.stroke([(0.1, 0.99), (0.1, 0.86)], 0.028)
    return sheet.values(), (0.29 * height, 0.09 * height)


def umbrella_figure(height: int, phase: float = 0.0) -> Array:
    """Draw somebody in a coat under an umbrella, seen from behind; `phase` sways them a little."""
    sheet = Mask(round(height * 0.8), height, height)
    lean = 0.008 * np.sin(2 * np.pi * phase)
    centre = 0.4 + lean
    sheet.blob(
        [
            (centre - 0.09, 0.44),
            (centre + 0.09, 0.44),
            (centre + 0.125, 0.84),
            (centre, 0.86),
            (centre - 0.125, 0.84),
        ]
    )
    sheet.ellipse((centre, 0.375), 0.045, 0.055)
    for foot in (-0.045, 0.045):
        sheet.stroke([(0.4 + foot, 0.84), (0.4 + foot, 0.97)], 0.042)
        sheet.stroke([(0.4 + foot, 0.975), (0.4 + foot * 1.6, 0.98)], 0.03)
    sheet.stroke([(centre + 0.1, 0.56), (centre + 0.055, 0.16)], 0.012)
    top, rim = (centre + 0.045, 0.14), 0.3
    dome = [
        (top[0] + rim * np.cos(angle), 0.31 + 0.2 * -np.sin(angle)) for angle in np.linspace(0, np.pi, 24)
    ]
    scallops = [
        (top[0] - rim + rim * 2 * share, 0.31 - 0.022 * abs(np.sin(share * np.pi * 4)))
        for share in np.linspace(0, 1, 40)
    ]
    sheet.polygon([*dome, *scallops])
    sheet.stroke([(top[0], 0.12), (top[0], 0.08)], 0.012)
    return sheet.values()
