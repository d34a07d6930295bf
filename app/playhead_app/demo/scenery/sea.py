"""The deep sea: jellyfish, fish, a whale, a small submarine, light from above.

Animals here are silhouettes that carry their own light. A jellyfish is a bell that closes and opens, with
arms that follow it late; a whale is one long curve with a wave running through it.
"""

import math

import numpy as np

from playhead_app.demo.scenery.paint import Array, blur, hex_rgb, mix, smoothstep
from playhead_app.demo.scenery.shapes import Mask, Point

__all__ = ["fish", "jellyfish", "light_shafts", "submarine", "whale"]


def jellyfish(height: int, phase: float, core: str, rim: str, rng_seed: int = 0) -> tuple[Array, Array]:
    """Draw a glowing jellyfish at one moment of its stroke.

    Args:
        height: Of the sheet, in pixels; the bell takes the upper third.
        phase: 0 to 1 through one stroke.
        core: The bell's inner light.
        rim: The light of its edge and arms.
        rng_seed: Makes the arms this animal's own.

    Returns:
        Light to be added and a soft coverage that darkens what lies behind; shapes (height, width[, 3]).
    """
    rng = np.random.default_rng(rng_seed)
    width = round(height * 0.62)
    # The bell snaps shut and opens slowly.
    beat = math.sin(2 * math.pi * phase) * 0.5 + 0.5
    squeeze = 1 - 0.2 * beat**1.6
    half, tall = 0.235 * squeeze, 0.2 * (1 + 0.22 * (1 - squeeze) / 0.2)
    centre, base = 0.31, 0.1 + 0.205
    bell, edge, arms = (Mask(width, height, height) for _ in range(3))
    dome = [
        (centre + half * math.cos(angle), base - tall * math.sin(angle) ** 0.85)
        for angle in np.linspace(0, math.pi, 40)
    ]
    lip = [
        (centre - half + 2 * half * share, base + 0.018 * abs(math.sin(share * math.pi * 7)))
        for share in np.linspace(0, 1, 60)
    ]
    bell.polygon([*dome, *lip])
    edge.stroke(dome, 0.007)
    edge.stroke(lip, 0.006)
    for index in range(11):
        _arm(arms, index / 10, (centre, base, half), phase, rng, is_frill=3 <= index <= 7)
    body = bell.values()
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    inner = body * smoothstep(base + 0.02, base - tall, y)
    fade = smoothstep(0.98, 0.3, y)
    # Rounding the bell: brighter towards its outline than in its middle.
    thick = blur(body, max(1, height // 26))
    shell = body * (1 - smoothstep(0.45, 1.0, thick) * 0.75)
    light = hex_rgb(core) * (inner * 0.55)[:, :, None]
    light = (
        light + hex_rgb(rim) * (shell * 0.5 + edge.values() * 0.7 + arms.values() * fade * 0.55)[:, :, None]
    )
    halo = blur(np.maximum(body, arms.values() * 0.4), max(1, height // 14))
    # The halo must have faded where the sheet ends.
    border = np.minimum(smoothstep(0, 0.12, y), smoothstep(1, 0.88, y))
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    border = border * np.minimum(smoothstep(0, 0.2, x), smoothstep(1, 0.8, x))
    light = light + hex_rgb(rim) * (halo * border)[:, :, None] * 0.22
    return np.clip(light, 0, 1), body * 0.25


def _arm(
    sheet: Mask,
    share: float,
    bell: tuple[float, float, float],
    phase: float,
    rng: np.random.Generator,
    *,
    is_frill: bool,
) -> None:
    centre, base, half = bell
    length = rng.uniform(0.34, 0.46) if is_frill else rng.uniform(0.46, 0.64)
    lag, bend = rng.uniform(0, 1.2), rng.uniform(0.012, 0.03)
    start = centre + (share * 2 - 1) * half * (0.45 if is_frill else 0.95)
    points: list[Point] = []
    for step in np.linspace(0, 1, 22):
        # What the bell does travels down the arm as a wave.
        wave = math.sin(2 * math.pi * (phase - step * 0.85) + lag) * bend * (0.3 + step * 1.6)
        spread = (share - 0.5) * 0.16 * step * (1 + 0.4 * math.sin(2 * math.pi * (phase - 0.2)))
        points.append((start + wave + spread, base + 0.01 + step * length))
    sheet.stroke(points, 0.012 if is_frill else 0.0042, 170 if is_frill else 255)


def whale(length: int, phase: float) -> Array:
    """Draw a whale from the side, heading right, as a mask; `phase` 0 to 1 through one beat of its tail."""
    high = round(length * 0.42)
    sheet = Mask(length, high, length)

    def bent(x: float, y: float) -> Point:
        # The beat grows from the head, which hardly moves, to the tail, which moves most.
        reach = max(0.0, 0.62 - x) ** 1.5 * 0.34
        return x, y + reach * math.sin(2 * math.pi * phase + x * 3.2)

    top = [(0.08, 0.2), (0.2, 0.175), (0.33, 0.13), (0.42, 0.118), (0.44, 0.1), (0.475, 0.112), (0.6, 0.088),
           (0.74, 0.092), (0.86, 0.118), (0.945, 0.16), (0.982, 0.192)]  # fmt: skip
    under = [(0.975, 0.222), (0.92, 0.262), (0.8, 0.292), (0.66, 0.296), (0.52, 0.276), (0.38, 0.242),
             (0.22, 0.214),
             (0.08, 0.216)]  # fmt: skip
    sheet.blob([bent(*point) for point in (*top, *under)])
    fluke = [(0.13, 0.207), (0.085, 0.192), (0.05, 0.15), (0.004, 0.09), (0.012, 0.14), (0.038, 0.196),
             (0.03, 0.214),
             (0.004, 0.262), (0.0, 0.31), (0.05, 0.262), (0.09, 0.224)]  # fmt: skip
    sheet.blob([bent(*point) for point in fluke])
    swing = 0.035 * math.sin(2 * math.pi * phase - 1.0)
    sheet.blob(
        [(0.7, 0.27), (0.655, 0.345 + swing), (0.585, 0.392 + swing), (0.6, 0.34 + swing), (0.63, 0.28)]
    )
    return sheet.values()


def submarine(height: int) -> tuple[Array, Array, Array, Point]:
    """Draw a round little submarine, heading right.

    Returns:
        Colour, coverage, a mask of its lit porthole, and where its lamp is, as shares of width and height.
    """
    width = round(height * 1.55)
    hull, trim, glass = (Mask(width, height, height) for _ in range(3))
    hull.blob([(0.2, 0.56), (0.3, 0.34), (0.6, 0.24), (0.95, 0.28), (1.2, 0.44), (1.26, 0.6),
               (1.14, 0.78), (0.8, 0.88),
               (0.45, 0.82), (0.26, 0.7)])  # fmt: skip
    hull.polygon([(0.6, 0.28), (0.64, 0.1), (0.86, 0.1), (0.92, 0.28)])
    hull.stroke([(0.7, 0.12), (0.7, 0.02), (0.78, 0.02)], 0.03)
    hull.polygon(
        [(0.26, 0.5), (0.1, 0.36), (0.06, 0.42), (0.1, 0.6), (0.06, 0.76), (0.12, 0.8), (0.28, 0.68)]
    )
    hull.stroke([(0.5, 0.86), (0.44, 0.96), (1.02, 0.96), (0.96, 0.86)], 0.035)
    trim.stroke([(0.2, 0.6), (0.6, 0.66), (1.25, 0.6)], 0.035)
    trim.ellipse((0.98, 0.52), 0.165)
    glass.ellipse((0.98, 0.52), 0.125)
    glass.ellipse((0.56, 0.5), 0.062)
    glass.ellipse((1.24, 0.72), 0.05)
    body = hull.values()
    share = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    colour = mix(hex_rgb("#f2b23e"), hex_rgb("#8c4a22"), np.broadcast_to(share**1.1, (height, width, 3)))
    colour = mix(colour, hex_rgb("#5c2c1c"), trim.values()[:, :, None] * 0.85)
    colour = mix(colour, hex_rgb("#fff3c9"), glass.values()[:, :, None])
    return colour, np.maximum(body, glass.values()), glass.values(), (1.24 / 1.55, 0.72)


def fish(length: int, bend: float) -> Array:
    """Draw a small fish from the side, heading right, as a mask; `bend` swings its tail, -1 to 1."""
    high = max(4, round(length * 0.5))
    sheet = Mask(length, high, length)
    tail = 0.25 + 0.05 * bend
    sheet.blob([(0.22, 0.25), (0.45, 0.13), (0.75, 0.14), (0.98, 0.25), (0.75, 0.36), (0.45, 0.37)])
    sheet.polygon([(0.3, 0.25), (0.02, tail - 0.15), (0.08, tail), (0.02, tail + 0.15)])
    return sheet.values()


def light_shafts(size: tuple[int, int], source: Point, at_s: float, *, count: int = 9) -> Array:
    """Return slanting beams of light that waver with the surface far above; 0 to 1, shape (height, width)."""
    width, height = size
    y = np.arange(height, dtype=np.float32)[:, None] - source[1]
    x = np.arange(width, dtype=np.float32)[None, :] - source[0]
    angle = np.arctan2(x, np.maximum(y, 1.0))
    beams = np.zeros((height, width), dtype=np.float32)
    for index in range(count):
        pace = 0.14 + 0.05 * (index % 4)
        centre = (index - count / 2) * 0.13 + 0.05 * math.sin(at_s * pace + index * 2.1)
        breadth = 0.022 + 0.018 * math.sin(at_s * pace * 1.7 + index) ** 2
        weight = 0.55 + 0.45 * math.sin(at_s * pace * 2.3 + index * 1.3)
        beams += weight * np.exp(-(((angle - centre) / breadth) ** 2))
    return np.clip(beams * smoothstep(height * 0.95, 0, y), 0, 1).astype(np.float32)
