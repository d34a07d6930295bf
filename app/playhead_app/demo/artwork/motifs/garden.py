"""Great leaves around something that glows: a glasshouse, a flower that opens at night."""

import math
from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Cut, Stage, add_glow, lay, lay_silhouette, screen
from playhead_app.demo.scenery.paint import Array, Stops, blur, hex_rgb, mix, smoothstep, vertical_gradient
from playhead_app.demo.scenery.shapes import Mask, Point

__all__ = ["garden"]


@dataclass(frozen=True, slots=True)
class _Look:
    air: Stops
    leaves: tuple[str, str, str]
    light: str
    subject: str


_LOOKS: dict[str, _Look] = {
    "emerald": _Look(
        ((0, "#04140f"), (0.5, "#0c3a2e"), (1, "#1c6a50")),
        ("#2f8a5c", "#14523c", "#06231c"),
        "#ffe8a0",
        "house",
    ),
    "plum": _Look(
        ((0, "#120818"), (0.5, "#3a1740"), (1, "#7a3560")),
        ("#6a3a6c", "#3c1c48", "#180a22"),
        "#ffd0e4",
        "flower",
    ),
}


def garden(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a garden at night."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.air)
    add_glow(picture, (stage.focus_x, height * 0.5), stage.unit * 32, look.light, 0.5)
    _wreath(picture, stage, 26, (40, 58), look.leaves[0], rng, 0.7)
    _SUBJECTS[look.subject](picture, stage, look, rng)
    _wreath(picture, stage, 22, (50, 70), look.leaves[1], rng, 0.95)
    _wreath(picture, stage, 16, (64, 92), look.leaves[2], rng, 1.0)
    _motes(picture, stage, look, rng)
    return picture


def _leaf(length: float, breadth: float, kind: int) -> list[list[Point]]:
    """Return a leaf's outlines around (0, 0), tip upwards: a blade, a fern or a split monstera."""
    if kind == 0:
        side = [(breadth * math.sin(math.pi * t**0.8), -length * t) for t in np.linspace(0, 1, 16)]
        return [[*side, *[(-x, y) for x, y in reversed(side)]]]
    if kind == 1:
        shapes: list[list[Point]] = [[(-0.02 * length, 0), (0.02 * length, 0), (0, -length)]]
        for t in np.linspace(0.12, 0.95, 13):
            reach = breadth * 1.7 * math.sin(math.pi * (0.12 + t * 0.86))
            for sign in (-1, 1):
                root = (0.0, -length * t)
                tip = (sign * reach, -length * t - reach * 0.5)
                shapes.append(
                    [
                        (root[0], root[1] + length * 0.024),
                        (tip[0] * 0.6, tip[1] * 0.35 + root[1] * 0.65 + length * 0.02),
                        tip,
                        (tip[0] * 0.5, tip[1] * 0.6 + root[1] * 0.4 - length * 0.02),
                        (root[0], root[1] - length * 0.02),
                    ]
                )
        return shapes
    lobes: list[Point] = []
    for t in np.linspace(0, 1, 57):
        wide = breadth * 1.55 * math.sin(math.pi * t**0.72)
        notch = 0.42 if (t * 7) % 1 > 0.78 and 0.12 < t < 0.92 else 1.0
        lobes.append((wide * notch, -length * t))
    return [[*lobes, *[(-x, y) for x, y in reversed(lobes)]]]


def _wreath(
    picture: Array,
    stage: Stage,
    count: int,
    reach: tuple[float, float],
    ink: str,
    rng: np.random.Generator,
    strength: float,
) -> None:
    """Set leaves all around, their tips towards the light; fewer above, where the title may stand."""
    width, height = stage.size
    body, veins = Mask(width, height), Mask(width, height)
    centre = (stage.focus_x, height * 0.52)
    stretch = 1.0 if stage.cut is Cut.POSTER else 1.15
    for _ in range(count):
        angle = rng.uniform(0, 2 * math.pi)
        away = rng.uniform(*reach) * stage.unit
        root = (
            centre[0] + math.cos(angle) * away * (0.86 if stage.cut is Cut.POSTER else 1.3),
            centre[1] + math.sin(angle) * away * stretch,
        )
        length = stage.unit * rng.uniform(24, 42)
        turn = math.atan2(centre[1] - root[1], centre[0] - root[0]) + math.pi / 2 + rng.normal(0, 0.45)
        cos, sin = math.cos(turn), math.sin(turn)
        for shape in _leaf(length, length * rng.uniform(0.13, 0.2), int(rng.integers(3))):
            body.polygon([(root[0] + x * cos - y * sin, root[1] + x * sin + y * cos) for x, y in shape])
        veins.stroke(
            [root, (root[0] + length * 0.9 * sin, root[1] - length * 0.9 * cos)], max(0.7, stage.unit * 0.16)
        )
    mask = body.values()
    y = np.arange(height, dtype=np.float32)[:, None] - centre[1]
    x = np.arange(width, dtype=np.float32)[None, :] - centre[0]
    near = np.exp(-((np.hypot(x, y) / (stage.unit * 46)) ** 2))
    tone = mix(hex_rgb(ink), hex_rgb("#ffffff"), (near * 0.16)[:, :, None])
    lay(picture, tone, mask * strength, 0, 0)
    rim = np.clip(mask - np.roll(mask, max(1, stage.pixels(0.25)), axis=0), 0, 1)
    lay_silhouette(picture, rim, "#ffffff", 0, 0, 0.12)
    lay(picture, mix(hex_rgb(ink), hex_rgb("#ffffff"), 0.2), veins.values() * mask * 0.5, 0, 0)


def _glasshouse(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    base = stage.height * 0.74
    glass, frame, trees = (Mask(*stage.size, stage.unit, (stage.focus_x, base)) for _ in range(3))
    arch = [(15 * math.cos(a), -20 - 15 * math.sin(a)) for a in np.linspace(0, math.pi, 40)]
    glass.polygon([(15, 0), *arch, (-15, 0)])
    for side in (-1, 1):
        wing = [(side * 15, -17), (side * 24, -15), (side * 29, -8), (side * 29, 0), (side * 15, 0)]
        glass.polygon(wing)
        frame.stroke(wing[:4], 0.45)
        for x in (19.5, 24.5):
            frame.stroke([(side * x, 0), (side * x, -15.5)], 0.26)
    frame.stroke([(15, 0), *arch, (-15, 0)], 0.6)
    for x in (-10, -5, 0, 5, 10):
        frame.stroke([(x, 0), (x, -20), (x * 0.9, -20 - 15 * math.sin(math.acos(x / 15)))], 0.26)
    for up in (-7, -14, -20, -27):
        half = 15 if up > -20 else 15 * math.cos(math.asin((-up - 20) / 15))
        frame.stroke([(-half, up), (half, up)], 0.26)
    frame.stroke([(0, -35), (0, -40)], 0.5)
    for x, high in ((-8, 17), (-2, 26), (5, 20), (10, 13), (-22, 9), (21, 10)):
        trees.stroke([(x, 0), (x, -high * 0.7)], 0.6)
        for _ in range(9):
            trees.ellipse(
                (x + rng.normal() * 2.3, -high * 0.7 - rng.uniform(0, high * 0.34)), rng.uniform(1.2, 2.6)
            )
    shape = glass.values()
    rows = np.linspace(0.75, 1.1, stage.height, dtype=np.float32)[:, None, None]
    lay(
        picture,
        np.clip(hex_rgb(look.light) * np.broadcast_to(rows, (stage.height, stage.width, 1)), 0, 1),
        shape * 0.9,
        0,
        0,
    )
    lay_silhouette(picture, trees.values() * shape, look.leaves[1], 0, 0, 0.86)
    lay_silhouette(picture, frame.values(), look.leaves[2], 0, 0)
    add_glow(picture, (stage.focus_x, base - stage.unit * 16), stage.unit * 20, look.light, 0.4)
    halo = blur(shape, stage.pixels(3))[:, :, None] * hex_rgb(look.light) * 0.25
    screen(picture, halo)


def _flower(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    centre = (stage.focus_x, stage.height * 0.54)
    add_glow(picture, (centre[0], stage.height * 0.26), stage.unit * 9, "#fff4fa", 0.6)
    stem = Mask(*stage.size)
    stem.stroke(
        [
            centre,
            (centre[0] - stage.unit * 4, centre[1] + stage.unit * 22),
            (centre[0] - stage.unit * 3, stage.height),
        ],
        stage.unit * 1.3,
    )
    lay_silhouette(picture, stem.values(), look.leaves[1], 0, 0)
    for ring, (count, length, tint) in enumerate(
        ((15, 25, "#c77aa8"), (13, 21, "#f0b8d4"), (11, 17, "#fff0f4"))
    ):
        for index in range(count):
            turn = 2 * math.pi * (index / count) + ring * 0.2
            _petal(picture, stage, centre, turn, length * stage.unit, tint)
    add_glow(picture, centre, stage.unit * 7, "#fff0b8", 0.9)


def _petal(picture: Array, stage: Stage, centre: Point, turn: float, length: float, tint: str) -> None:
    size = int(length * 2) + 6
    sheet = Mask(size, size, 1.0, (size / 2, size / 2))
    # Seen a little from above: petals towards the viewer look shorter.
    reach = length * (0.86 + 0.14 * abs(math.sin(turn)))
    side = [(reach * 0.15 * math.sin(math.pi * t**0.7), -reach * t) for t in np.linspace(0, 1, 20)]
    shape = [*side, *[(-x, y) for x, y in reversed(side)]]
    cos, sin = math.cos(turn), math.sin(turn)
    sheet.polygon([(x * cos - y * sin, (x * sin + y * cos) * 0.86) for x, y in shape])
    mask = sheet.values()
    place = np.arange(size, dtype=np.float32) - size / 2
    share = np.clip(np.hypot(place[:, None], place[None, :]) / length, 0, 1)
    colour = mix(hex_rgb(tint) * 0.66, hex_rgb(tint), smoothstep(0.0, 0.8, share)[:, :, None])
    lay_silhouette(picture, mask, "#1c0a24", centre[0] - size / 2 + 1.5, centre[1] - size / 2 + 2, 0.25)
    lay(picture, colour, mask, centre[0] - size / 2, centre[1] - size / 2)


_SUBJECTS = {"house": _glasshouse, "flower": _flower}


def _motes(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    for _ in range(16):
        x = stage.focus_x + rng.normal() * stage.unit * 26
        y = stage.height * 0.5 + rng.normal() * stage.unit * 28
        size = stage.pixels(2.4)
        place = (np.arange(size * 2 + 1, dtype=np.float32) - size) / size
        light = np.clip(1 - np.hypot(place[:, None], place[None, :]), 0, 1) ** 2
        lay_silhouette(picture, light, look.light, x - size, y - size, rng.uniform(0.4, 1))
