"""The paper country with its train."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Cut, Stage, lay, lay_silhouette
from playhead_app.demo.scenery.paint import Array, blur, hex_rgb, mix, vertical_gradient
from playhead_app.demo.scenery.paper import cloud, cut, fir, house, locomotive, ridge_line, viaduct, wagon

__all__ = ["railway"]

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Look:
    sky: _Pair
    ridges: tuple[_Pair, _Pair, _Pair, _Pair]
    stone: _Pair
    paint: tuple[str, str, str, str]
    sun: _Pair
    extra: str = ""


_LOOKS: dict[str, _Look] = {
    "morning": _Look(
        ("#f3d9b8", "#fbeeda"),
        (("#c9d6cf", "#dfe3d6"), ("#9dbdb8", "#b9cfc4"), ("#5f9692", "#7fb0a4"), ("#2f6a6c", "#245a5c")),
        ("#d9805f", "#b85c48"),
        ("#c8402f", "#f1c76a", "#2a2530", "#fbe8b4"),
        ("#f08a5d", "#f6b58a"),
    ),
    "night": _Look(
        ("#0f1738", "#2c3f78"),
        (("#35477f", "#41558c"), ("#263668", "#304378"), ("#192650", "#22315e"), ("#0e1736", "#0a1230")),
        ("#2c3868", "#1d2850"),
        ("#7e2c48", "#d9a94e", "#0a0e22", "#ffdf8c"),
        ("#f6efd2", "#6f7fb4"),
        "stars",
    ),
    "garden": _Look(
        ("#bfe0d8", "#f4f3dc"),
        (("#cfe3bf", "#dfeacb"), ("#a6cf9a", "#bcdcab"), ("#6fae76", "#8cc389"), ("#3c7f56", "#2c6848")),
        ("#e2a98a", "#c98468"),
        ("#d9566a", "#fbe3a8", "#3a3a44", "#fff3c8"),
        ("#f7d774", "#fbeab4"),
        "houses",
    ),
    "snow": _Look(
        ("#9fb8cc", "#e3ebef"),
        (("#c9d7e2", "#dbe5ec"), ("#a3bacd", "#c5d5e1"), ("#7594b0", "#9fb7cb"), ("#f2f5f6", "#d3dfe8")),
        ("#8a93a8", "#6a748c"),
        ("#c8402f", "#f1c76a", "#26283a", "#ffe9a8"),
        ("#ffffff", "#dfe9f0"),
        "flakes",
    ),
    "harvest": _Look(
        ("#f2b56e", "#fbe3b0"),
        (("#e8b26a", "#f0c888"), ("#d0894a", "#e0a562"), ("#a85c34", "#c47a44"), ("#6a3424", "#54281e")),
        ("#8a4a34", "#6a3628"),
        ("#2f6a6c", "#f4dfa6", "#2a1c1c", "#fff0c0"),
        ("#fff0c4", "#f8cf86"),
        "houses",
    ),
}


def railway(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a paper landscape."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, ((0, look.sky[0]), (0.7, look.sky[1]), (1, look.sky[1])))
    if look.extra == "stars":
        _stars(picture, rng)
    shadow = stage.pixels(2.2)
    _sun(picture, stage, look, rng)
    for dx, dy, size in ((-30, 17, 24), (24, 34, 17), (44, 12, 20)):
        if look.extra != "stars":
            sheet = cut(
                np.pad(cloud(stage.pixels(size)), shadow * 2),
                look.sky[1],
                look.sky[1],
                rng,
                shadow=shadow,
                depth=0.25,
            )
            lay(
                picture,
                sheet.colour,
                sheet.cover,
                stage.focus_x + dx * stage.unit,
                dy * stage.unit * (1.4 if stage.cut is Cut.POSTER else 1),
            )
    deck = height * (0.66 if stage.cut is Cut.POSTER else 0.67)
    shapes = ((0.52, 46, 46, 0.85), (0.62, 30, 34, 0.6), (0.7, 16, 30, 0.4))
    for (base, high, step, sharp), ink in zip(shapes, look.ridges[:3], strict=True):
        _ridge(picture, stage, height * base + high * stage.unit * 0.35, (high, step, sharp), ink, rng)
    _train(picture, stage, deck, look, rng)
    span = stage.unit * 19
    stone = cut(
        viaduct(width, round(height - deck), span, deck=stage.unit * 1.8), *look.stone, rng, shadow=shadow
    )
    lay(picture, stone.colour, stone.cover, 0, deck)
    line = _ridge(picture, stage, height * 0.86, (9, 40, 0.15), look.ridges[3], rng, firs=True)
    if look.extra == "houses":
        _village(picture, stage, line, look, rng)
    if look.extra == "flakes":
        _flakes(picture, stage, rng)
    return picture


def _sun(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    centre = (stage.focus_x + stage.unit * 6, stage.height * (0.3 if stage.cut is Cut.POSTER else 0.34))
    size = stage.pixels(54)
    place = np.arange(size, dtype=np.float32) - size / 2
    distance = np.hypot(place[:, None], place[None, :])
    for radius, ink, strength in ((23, look.sun[1], 0.3), (17.5, look.sun[1], 0.5), (12.5, look.sun[0], 1.0)):
        disc = np.clip(radius * stage.unit - distance, 0, 1)
        sheet = cut(disc, ink, ink, rng, shadow=stage.pixels(1.4), depth=0.25 * strength, edge=0.2)
        cover = sheet.cover * np.where(disc > 0, strength, 1.0)
        lay(picture, sheet.colour, cover, centre[0] - size / 2, centre[1] - size / 2)


def _ridge(
    picture: Array,
    stage: Stage,
    base: float,
    form: tuple[float, float, float],
    ink: _Pair,
    rng: np.random.Generator,
    *,
    firs: bool = False,
) -> Array:
    high, step, sharp = form
    width, height = stage.size
    line = base - ridge_line(width, high * stage.unit * 0.9, step * stage.unit, rng, sharp=sharp)
    y = np.arange(height, dtype=np.float32)[:, None]
    shape = np.clip(y - line[None, :] + 0.5, 0, 1)
    if firs:
        for _ in range(26):
            tree = fir(stage.pixels(rng.uniform(6, 13)), rng.uniform(-0.03, 0.03))
            x = int(rng.integers(0, max(1, width - tree.shape[1])))
            place = int(line[min(width - 1, x + tree.shape[1] // 2)]) - tree.shape[0] + stage.pixels(0.8)
            part = shape[max(0, place) : place + tree.shape[0], x : x + tree.shape[1]]
            np.maximum(part, tree[-part.shape[0] :, : part.shape[1]], out=part)
    first = max(0, int(line.min()) - stage.pixels(16))
    sheet = cut(shape[first:], *ink, rng, shadow=stage.pixels(2.6))
    lay(picture, sheet.colour, sheet.cover, 0, first)
    return line


def _train(picture: Array, stage: Stage, deck: float, look: _Look, rng: np.random.Generator) -> None:
    high = stage.pixels(8.2)
    *engine, chimney = locomotive(high, 0.3)
    x = stage.focus_x + stage.unit * (2 if stage.cut is Cut.POSTER else 8)
    smoke = stage.unit
    for index in range(9, -1, -1):
        share = index / 9
        radius = (1.0 + 4.2 * share) * smoke
        place = (
            x + chimney[0] * high - index * high * 0.42,
            deck - high * (1.02 + 0.9 * share**0.7) + rng.normal(0, 0.3) * smoke,
        )
        _puff(picture, place, radius, 1 - 0.45 * share, rng)
    car = wagon(high, 0.3)
    for index in range(4):
        _glue(picture, car, look.paint, x - (index + 1) * high * 1.72, deck - high + 1, rng)
    _glue(picture, (engine[0], engine[1], engine[2], engine[3]), look.paint, x, deck - high + 1, rng)
    if look.extra == "stars":
        panes = blur(np.pad(car[3], high), max(1, high // 4))
        for index in range(4):
            lay_silhouette(
                picture, panes, "#ffb95e", x - (index + 1) * high * 1.72 - high, deck - high * 2, 0.5
            )


def _puff(
    picture: Array, centre: tuple[float, float], radius: float, strength: float, rng: np.random.Generator
) -> None:
    size = int(radius * 2) + 10
    place = np.arange(size, dtype=np.float32) - size / 2
    disc = np.clip(radius - np.hypot(place[:, None], place[None, :]), 0, 1)
    sheet = cut(disc, "#fffaf0", "#efe6da", rng, shadow=max(1, int(radius * 0.4)), depth=0.3, edge=0.1)
    lay(picture, sheet.colour, sheet.cover * strength, centre[0] - size / 2, centre[1] - size / 2)


def _glue(
    picture: Array,
    masks: tuple[Array, Array, Array, Array],
    paint: tuple[str, str, str, str],
    x: float,
    y: float,
    rng: np.random.Generator,
) -> None:
    for mask, ink in zip(masks, paint, strict=True):
        lay_silhouette(picture, mask, ink, x, y)


def _village(picture: Array, stage: Stage, line: Array, look: _Look, rng: np.random.Generator) -> None:
    for dx, size, kind in ((-34, 10, 0), (-23, 8.5, 1), (-10, 17, 2), (10, 9, 1), (22, 11, 0)):
        walls, roof, windows = house(stage.pixels(size), kind)
        x = stage.focus_x + dx * stage.unit
        y = stage.height * 0.965 - walls.shape[0]
        colour = np.broadcast_to(hex_rgb("#fbf1dc"), (*walls.shape, 3))
        colour = mix(colour, hex_rgb(look.stone[0]), roof[:, :, None])
        colour = mix(colour, hex_rgb("#5a4038"), windows[:, :, None])
        lay(picture, colour, np.maximum(walls, roof), x, y)


def _stars(picture: Array, rng: np.random.Generator) -> None:
    height, width = picture.shape[:2]
    light = np.zeros((height, width), dtype=np.float32)
    light[rng.integers(0, int(height * 0.55), 90), rng.integers(0, width, 90)] = 1
    soft = np.clip(blur(light, 1) * 7, 0, 1)[:, :, None]
    picture[:] = mix(picture, hex_rgb("#fff3cf"), soft)


def _flakes(picture: Array, stage: Stage, rng: np.random.Generator) -> None:
    for _ in range(90):
        radius = stage.unit * rng.uniform(0.25, 0.8)
        size = int(radius * 2) + 3
        place = np.arange(size, dtype=np.float32) - (size - 1) / 2
        disc = np.clip(radius - np.hypot(place[:, None], place[None, :]), 0, 1)
        lay_silhouette(picture, disc, "#ffffff", rng.uniform(0, stage.width), rng.uniform(0, stage.height))
