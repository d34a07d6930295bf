"""A country cut from paper: mountains, clouds, firs, houses, a viaduct and a little train.

Paper has a fibre, a cut edge that catches light, and it throws a soft shadow on the sheet behind. Those three
make flat shapes look like things on a table.
"""

import math
from dataclasses import dataclass

import numpy as np

from playhead_app.demo.scenery.paint import Array, blur, hex_rgb, mix, smooth_noise
from playhead_app.demo.scenery.shapes import Mask, Point

__all__ = [
    "Sheet",
    "balloon",
    "cloud",
    "cut",
    "fir",
    "house",
    "locomotive",
    "ridge_line",
    "viaduct",
    "wagon",
]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A cut sheet with its shadow, ready to be laid over a picture.

    Attributes:
        colour: Shape (height, width, 3).
        cover: Shape (height, width).
    """

    colour: Array
    cover: Array


def fibre(height: int, width: int, rng: np.random.Generator, strength: float = 0.03) -> Array:
    """Return the texture of paper around 0: short fibres lying every way."""
    noise = rng.normal(0, 1, (height, width)).astype(np.float32)
    across = np.sum([np.roll(noise, shift, 1) for shift in range(5)], axis=0) / 2.2
    down = np.sum([np.roll(noise, shift, 0) for shift in range(5)], axis=0) / 2.2
    return ((across + down) * 0.5 * strength).astype(np.float32)


def cut(
    shape: Array,
    top: str,
    foot: str,
    rng: np.random.Generator,
    *,
    shadow: int = 10,
    depth: float = 0.45,
    edge: float = 0.35,
) -> Sheet:
    """Turn a shape into a cut sheet: graded colour, fibre, a light edge, and its shadow around it.

    Args:
        shape: Where the paper is; shape (height, width).
        top: Colour above.
        foot: Colour below.
        rng: For the fibre.
        shadow: How far the shadow reaches, in pixels; 0 for none.
        depth: How dark it is.
        edge: How much light the cut edge catches.
    """
    height, width = shape.shape
    share = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    colour = mix(hex_rgb(top), hex_rgb(foot), np.broadcast_to(share, (height, width, 1)))
    colour = colour * (1 + fibre(height, width, rng))[:, :, None]
    above = np.vstack([np.zeros((1, width), dtype=np.float32), shape[:-1]])
    lit = np.clip(shape - above, 0, 1)
    colour = np.clip(mix(colour, np.ones(3, dtype=np.float32), (lit * edge)[:, :, None]), 0, 1)
    if not shadow:
        return Sheet(colour, shape)
    dark = blur(_moved(shape, -(shadow // 3), shadow // 3), max(1, shadow // 2)) * depth * (1 - shape)
    union = shape + dark
    ink = hex_rgb("#1a1026")
    mixed = np.divide(
        colour * shape[:, :, None] + ink * dark[:, :, None],
        union[:, :, None],
        out=np.broadcast_to(ink, colour.shape).copy(),
        where=union[:, :, None] > 1e-4,
    )
    return Sheet(mixed.astype(np.float32), np.clip(union, 0, 1).astype(np.float32))


def _moved(shape: Array, down: int, across: int) -> Array:
    """Return the shape moved; what comes in at the edges continues what stood there."""
    padded = np.pad(shape, abs(down) + abs(across), mode="edge")
    margin = abs(down) + abs(across)
    rows, columns = margin - down, margin - across
    return padded[rows : rows + shape.shape[0], columns : columns + shape.shape[1]]


def ridge_line(
    width: int, height: float, step: float, rng: np.random.Generator, *, sharp: float = 0.5
) -> Array:
    """Return a mountain ridge: heights along a width, 0 to `height`; `sharp` makes its peaks pointed."""
    knots = int(width / step) + 4
    peaks = rng.uniform(0.25, 1.0, knots)
    peaks[::2] *= 0.42
    places = np.cumsum(rng.uniform(0.7, 1.3, knots))
    places = (places - places[1]) / (places[-2] - places[1]) * width
    straight = np.interp(np.arange(width), places, peaks)
    kernel = np.hanning(81)
    soft: Array = np.convolve(np.pad(straight, 40, mode="edge"), kernel / kernel.sum(), mode="valid").real
    rough = smooth_noise(width, step / 9, rng) * 0.035 + smooth_noise(width, step / 26, rng) * 0.014
    return np.clip(straight * sharp + soft * (1 - sharp) + rough, 0, 1.2) * height


def cloud(width: int) -> Array:
    """Return a cloud of paper discs with a flat foot, as a mask."""
    high = round(width * 0.4)
    sheet = Mask(width, high, width)
    for x, y, radius in (
        (0.2, 0.26, 0.11),
        (0.36, 0.19, 0.15),
        (0.56, 0.16, 0.14),
        (0.72, 0.23, 0.12),
        (0.84, 0.28, 0.08),
    ):
        sheet.ellipse((x, y), radius)
    sheet.polygon([(0.1, 0.28), (0.91, 0.28), (0.91, 0.35), (0.1, 0.35)])
    sheet.ellipse((0.1, 0.315), 0.035)
    sheet.ellipse((0.91, 0.315), 0.035)
    return sheet.values()


def fir(height: int, lean: float = 0.0) -> Array:
    """Return a fir of three cut triangles, as a mask."""
    sheet = Mask(round(height * 0.62), height, height)
    middle = 0.31
    sheet.polygon(
        [(middle - 0.03, 0.99), (middle - 0.022, 0.8), (middle + 0.022, 0.8), (middle + 0.03, 0.99)]
    )
    for top, foot, half in ((0.0, 0.42, 0.16), (0.2, 0.66, 0.225), (0.42, 0.9, 0.29)):
        tip = middle + lean * (1 - top)
        teeth = [
            (middle - half + 2 * half * step / 8, foot - (0.03 if step % 2 else 0.0)) for step in range(9)
        ]
        sheet.polygon([(tip, top), *reversed(teeth)])
    return sheet.values()


def house(height: int, kind: int) -> tuple[Array, Array, Array]:
    """Return a house's walls, roof and windows as masks; `kind` 0 to 2, 2 is a church."""
    width = round(height * 1.1)
    walls, roof, windows = (Mask(width, height, height) for _ in range(3))
    if kind == 2:
        walls.polygon([(0.36, 0.4), (0.56, 0.4), (0.56, 1), (0.36, 1)])
        walls.polygon([(0.5, 0.66), (0.94, 0.66), (0.94, 1), (0.5, 1)])
        roof.polygon([(0.32, 0.42), (0.46, 0.02), (0.6, 0.42)])
        roof.polygon([(0.5, 0.68), (0.6, 0.5), (0.9, 0.5), (1.0, 0.68)])
        windows.polygon([(0.43, 0.5), (0.49, 0.5), (0.49, 0.62), (0.43, 0.62)])
        for x in (0.64, 0.76):
            windows.polygon([(x, 0.76), (x + 0.06, 0.76), (x + 0.06, 0.9), (x, 0.9)])
        return walls.values(), roof.values(), windows.values()
    left, right, eaves = (0.14, 0.94, 0.6) if kind else (0.2, 0.8, 0.52)
    walls.polygon([(left, eaves), (right, eaves), (right, 1), (left, 1)])
    if kind:
        roof.polygon(
            [(left - 0.08, eaves + 0.02), (left + 0.1, 0.3), (right - 0.1, 0.3), (right + 0.08, eaves + 0.02)]
        )
    else:
        roof.polygon([(left - 0.07, eaves + 0.04), ((left + right) / 2, 0.16), (right + 0.07, eaves + 0.04)])
    roof.polygon([(left + 0.12, 0.4), (left + 0.12, 0.2), (left + 0.22, 0.2), (left + 0.22, 0.4)])
    for x in np.linspace(left + 0.1, right - 0.22, 3 if kind else 2):
        windows.polygon(
            [(x, eaves + 0.12), (x + 0.12, eaves + 0.12), (x + 0.12, eaves + 0.28), (x, eaves + 0.28)]
        )
    return walls.values(), roof.values(), windows.values()


def viaduct(width: int, height: int, span: float, *, deck: float = 10) -> Array:
    """Return a stone viaduct with round arches as a mask; its deck lies on the upper edge."""
    solid, openings = Mask(width, height), Mask(width, height)
    solid.polygon([(0, 0), (width, 0), (width, deck), (0, deck)])
    solid.polygon([(0, 2), (width, 2), (width, height), (0, height)])
    pier = span * 0.24
    for left in np.arange(-span * 0.4, width, span):
        opening, middle = span - pier, float(left) + span / 2
        radius = opening / 2
        arch = [
            (middle + radius * math.cos(angle), deck + 8 + radius - radius * math.sin(angle))
            for angle in np.linspace(0, math.pi, 30)
        ]
        openings.polygon([(middle + radius, height + 2), *arch, (middle - radius, height + 2)])
    return solid.values() * (1 - openings.values())


def _wheels(body: Mask, rims: Mask, places: tuple[tuple[float, float], ...], turn: float) -> None:
    for x, radius in places:
        body.ellipse((x, 1 - radius), radius)
        rims.ellipse((x, 1 - radius), radius * 0.72)
        for spoke in range(3):
            angle = turn / radius * 0.2 + spoke * math.pi / 3
            reach = radius * 0.7
            step = (reach * math.cos(angle), reach * math.sin(angle))
            body.stroke(
                [(x - step[0], 1 - radius - step[1]), (x + step[0], 1 - radius + step[1])], radius * 0.16
            )


def locomotive(height: int, turn: float) -> tuple[Array, Array, Array, Array, Point]:
    """Draw a steam engine, heading right; `turn` is the distance rolled, in heights.

    Returns:
        Body, trim, wheel and lit window masks, and where the chimney's mouth is, in heights.
    """
    width = round(height * 1.75)
    body, trim, dark, windows = (Mask(width, height, height) for _ in range(4))
    body.polygon([(0.06, 0.2), (0.56, 0.2), (0.56, 0.8), (0.06, 0.8)])
    body.polygon([(0.5, 0.42), (1.42, 0.42), (1.5, 0.5), (1.5, 0.68), (1.42, 0.76), (0.5, 0.76)])
    trim.polygon([(0.0, 0.14), (0.62, 0.14), (0.62, 0.21), (0.0, 0.21)])
    trim.polygon([(1.2, 0.43), (1.22, 0.16), (1.16, 0.08), (1.42, 0.08), (1.36, 0.16), (1.38, 0.43)])
    trim.ellipse((0.94, 0.42), 0.1, 0.12)
    for band in (0.72, 1.08, 1.44):
        trim.polygon([(band, 0.42), (band + 0.03, 0.42), (band + 0.03, 0.76), (band, 0.76)])
    dark.polygon([(0.0, 0.76), (1.56, 0.76), (1.56, 0.83), (0.0, 0.83)])
    dark.polygon([(1.5, 0.78), (1.68, 0.97), (1.46, 0.97)])
    rims = Mask(width, height, height)
    _wheels(dark, rims, ((0.24, 0.15), (0.6, 0.15), (0.96, 0.11), (1.26, 0.11)), turn)
    crank = 0.06 * math.cos(turn * 8)
    trim.stroke([(0.24 + crank, 0.86), (0.6 + crank, 0.86)], 0.035)
    windows.polygon([(0.14, 0.29), (0.3, 0.29), (0.3, 0.5), (0.14, 0.5)])
    windows.polygon([(0.36, 0.29), (0.5, 0.29), (0.5, 0.5), (0.36, 0.5)])
    windows.ellipse((1.5, 0.52), 0.055)
    return body.values(), trim.values(), dark.values(), windows.values(), (1.29, 0.06)


def wagon(height: int, turn: float) -> tuple[Array, Array, Array, Array]:
    """Draw a carriage; return body, trim, wheel and window masks."""
    width = round(height * 1.7)
    body, trim, dark, windows = (Mask(width, height, height) for _ in range(4))
    body.polygon([(0.06, 0.3), (1.62, 0.3), (1.62, 0.8), (0.06, 0.8)])
    trim.polygon([(0.0, 0.3), (0.08, 0.2), (1.6, 0.2), (1.68, 0.3)])
    trim.polygon([(0.06, 0.62), (1.62, 0.62), (1.62, 0.66), (0.06, 0.66)])
    dark.polygon([(-0.02, 0.78), (1.72, 0.78), (1.72, 0.84), (-0.02, 0.84)])
    _wheels(dark, Mask(4, 4), ((0.32, 0.12), (0.6, 0.12), (1.1, 0.12), (1.38, 0.12)), turn)
    for pane in range(5):
        x = 0.17 + pane * 0.29
        windows.polygon([(x, 0.37), (x + 0.2, 0.37), (x + 0.2, 0.57), (x, 0.57)])
    return body.values(), trim.values(), dark.values(), windows.values()


def balloon(height: int, stripes: int = 7) -> tuple[Array, Array, Array]:
    """Return a hot-air balloon's envelope, its stripes and its basket as masks."""
    width = round(height * 0.74)
    skin, bands, basket = (Mask(width, height, height) for _ in range(3))
    centre, middle, radius = 0.37, 0.36, 0.34

    def outline(share: float) -> list[Point]:
        upper = [
            (centre + radius * share * math.sin(angle), middle - radius * math.cos(angle))
            for angle in np.linspace(0, math.pi * 0.62, 24)
        ]
        return [*upper, (centre + 0.075 * share, 0.78)]

    full = outline(1.0)
    skin.polygon([*full, *[(2 * centre - x, y) for x, y in reversed(full)]])
    edges = np.sin(np.linspace(-math.pi / 2, math.pi / 2, stripes + 1))
    for index in range(0, stripes, 2):
        right, left = outline(float(edges[index + 1])), outline(float(edges[index]))
        bands.polygon([*right, *reversed(left)])
    basket.polygon([(centre - 0.06, 0.9), (centre + 0.06, 0.9), (centre + 0.05, 0.99), (centre - 0.05, 0.99)])
    for side in (-1, 1):
        basket.stroke([(centre + side * 0.07, 0.78), (centre + side * 0.055, 0.9)], 0.006)
        basket.stroke([(centre + side * 0.025, 0.78), (centre + side * 0.02, 0.9)], 0.005)
    return skin.values(), bands.values(), basket.values()
