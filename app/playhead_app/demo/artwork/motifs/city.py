"""A city at night behind rain; a tram, a figure under an umbrella, or one lit window."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Cut, Stage, add_glow, lay, lay_silhouette, screen
from playhead_app.demo.scenery.city import CityPalette, lamp_post, paint_skyline, tram, umbrella_figure
from playhead_app.demo.scenery.paint import Array, Stops, blur, hex_rgb, mix, vertical_gradient

__all__ = ["city"]


@dataclass(frozen=True, slots=True)
class _Look:
    sky: Stops
    depths: tuple[CityPalette, CityPalette, CityPalette]
    subject: str
    warm: str
    lit: float = 0.26


_WARM = ("#ffc878", "#ffe6b0", "#ff9a5a", "#7fd8e8", "#ff5f86")
_LOOKS: dict[str, _Look] = {
    "rain": _Look(
        ((0, "#060a15"), (0.4, "#0e2036"), (0.62, "#26445c"), (0.78, "#74476a"), (1, "#b3607a")),
        (
            CityPalette("#27465e", "#7d4c6c", _WARM, "#4d7288"),
            CityPalette("#152a40", "#523656", _WARM, "#3b6078"),
            CityPalette("#0a1524", "#241c33", _WARM, "#2a4a62"),
        ),
        "tram",
        "#ffdb96",
    ),
    "amber": _Look(
        ((0, "#2a1408"), (0.45, "#7a3c14"), (0.75, "#e08a34"), (1, "#ffc877")),
        (
            CityPalette("#b0682c", "#e79a4c", ("#ffe9b8", "#fff4dc"), "#f0b060"),
            CityPalette("#6e3a18", "#b8702e", ("#ffe0a0", "#ffd080"), "#c98440"),
            CityPalette("#2e170b", "#5a2f14", ("#ffd98f", "#ffc266"), "#8a5022"),
        ),
        "umbrella",
        "#ffe0a0",
        0.18,
    ),
    "violet": _Look(
        ((0, "#0d0a20"), (0.5, "#2b1f52"), (0.8, "#6b3f86"), (1, "#b26a9a")),
        (
            CityPalette("#4a3a78", "#8a5a96", ("#ffd9a0", "#ffb7d0"), "#7a62a8"),
            CityPalette("#2c2354", "#5c3f7c", ("#ffd28f", "#ff9fbf", "#9fd0ff"), "#584888"),
            CityPalette("#130f2a", "#2c2048", ("#ffcf87", "#ffe7c0"), "#3c3066"),
        ),
        "windows",
        "#ffd28f",
        0.5,
    ),
    "teal": _Look(
        ((0, "#041416"), (0.5, "#0c3a3c"), (0.8, "#2f7a70"), (1, "#8fbfa0")),
        (
            CityPalette("#2c6c68", "#6ba492", ("#f2f0c0", "#ffe0a0"), "#62a094"),
            CityPalette("#164848", "#3a7a70", ("#f6efb0", "#ffd98f"), "#3a7c76"),
            CityPalette("#071f22", "#123a3a", ("#fff0b8", "#ffdf90"), "#22585a"),
        ),
        "lift",
        "#fff0b8",
        0.2,
    ),
    "press": _Look(
        ((0, "#0b0b0d"), (0.5, "#1d1a1c"), (0.8, "#4a2a26"), (1, "#8f3b2c")),
        (
            CityPalette("#3a3234", "#7a4238", ("#ffb08a", "#ffe0c8"), "#6a5450"),
            CityPalette("#221e20", "#4e2f2a", ("#ff9a6a", "#ffd2b0"), "#4a3e3c"),
            CityPalette("#0c0b0d", "#241a1a", ("#ff6a4a", "#ffcfa8"), "#332a2a"),
        ),
        "lamp",
        "#ff9a6a",
        0.14,
    ),
}


def city(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a city."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.sky)
    shore = round(height * (0.8 if stage.cut is Cut.POSTER else 0.83))
    unit = stage.unit
    shapes = (
        (0.2, (4, 8.5), (0.25, 0.9), 0.95),
        (0.3, (6.5, 14), (0.2, 0.82), 1.35),
        (0.42, (11, 21), (0.12, 0.66), 2.0),
    )
    for (top, wide, high, pitch), depth in zip(shapes, look.depths, strict=True):
        first = round(height * top)
        colour, cover = paint_skyline(
            (width, shore - first),
            depth,
            rng,
            width=(wide[0] * unit, wide[1] * unit),
            height=high,
            pitch=pitch * unit,
            lit=look.lit,
        )
        lay(picture, colour, cover, 0, first)
    add_glow(picture, (stage.focus_x, shore), unit * 34, look.warm, 0.2)
    if look.subject == "tram":
        _tram(picture, stage, shore, look.warm)
    _street(picture, shore, rng)
    _SUBJECTS[look.subject](picture, stage, shore, look.warm)
    _rain(picture, stage, rng, look.warm)
    return picture


def _street(picture: Array, shore: int, rng: np.random.Generator) -> None:
    """Mirror the city in a wet street."""
    rows: int = picture.shape[0] - shore
    width: int = picture.shape[1]
    above = picture[np.maximum(shore - 1 - (np.arange(rows) * 1.3).astype(int), 0)]
    depth = np.linspace(0.1, 1, rows, dtype=np.float32)
    noise = rng.normal(0, 0.25, rows)
    wave = np.sin(np.sqrt(depth) * 70) + 0.6 * np.sin(np.sqrt(depth) * 121 + 1) + noise
    shift = np.round(wave * depth * width * 0.006).astype(np.int64)
    columns = np.clip(np.arange(width)[None, :] + shift[:, None], 0, width - 1)
    picture[shore:] = above[np.arange(rows)[:, None], columns] * np.array(
        [0.62, 0.64, 0.74], dtype=np.float32
    )


def _tram(picture: Array, stage: Stage, shore: int, warm: str) -> None:
    high = stage.pixels(9.5)
    body, windows, lamp = tram(high, 2)
    colour = mix(np.broadcast_to(hex_rgb("#080d15"), (*body.shape, 3)), hex_rgb(warm), windows[:, :, None])
    colour = mix(colour, hex_rgb("#fff8e4"), lamp[:, :, None])
    x, y = stage.focus_x - body.shape[1] * 0.62, shore - high * 0.97
    halo = blur(np.pad(windows, high), high // 4)
    left, top = round(x) - high, round(y) - high
    lit = np.zeros((*picture.shape[:2], 1), dtype=np.float32)
    lay(lit, np.ones(1, dtype=np.float32), halo, left, top)
    screen(picture, lit * hex_rgb("#ff9d4a") * 0.7)
    lay(picture, colour, np.maximum(body, np.maximum(windows, lamp)), x, y)
    add_glow(picture, (x + body.shape[1] * 0.99, y + high * 0.74), high * 0.3, "#ffe2ae", 0.9)


def _under_lamp(picture: Array, stage: Stage, shore: int, warm: str) -> None:
    post, light = lamp_post(stage.pixels(62))
    x = stage.focus_x - light[0] + stage.unit * 6
    y = picture.shape[0] - post.shape[0] * 1.02
    lay_silhouette(picture, post, "#03060c", x, y)
    add_glow(picture, (x + light[0], y + light[1]), stage.unit * 9, warm, 0.85)
    _walker(picture, stage, shore, warm)


def _walker(picture: Array, stage: Stage, shore: int, warm: str) -> None:
    figure = umbrella_figure(stage.pixels(38))
    lay_silhouette(
        picture,
        figure,
        "#04060c",
        stage.focus_x - figure.shape[1] * 0.5,
        picture.shape[0] * 0.955 - figure.shape[0],
    )


def _big_moon(picture: Array, stage: Stage, shore: int, warm: str) -> None:
    add_glow(picture, (stage.focus_x, picture.shape[0] * 0.24), stage.unit * 14, warm, 0.35)


def _nothing(picture: Array, stage: Stage, shore: int, warm: str) -> None:
    """The city itself is the subject, or stands in the picture already."""


_SUBJECTS = {
    "tram": _nothing,
    "umbrella": _walker,
    "windows": _nothing,
    "lift": _big_moon,
    "lamp": _under_lamp,
}


def _rain(picture: Array, stage: Stage, rng: np.random.Generator, tint: str) -> None:
    height, width = picture.shape[:2]
    light = np.zeros((height, width), dtype=np.float32)
    length = stage.pixels(5)
    count = 240
    x, y = rng.uniform(0, width, count), rng.uniform(-length, height, count)
    strength = rng.uniform(0.04, 0.2, count)
    for step in range(length):
        rows, columns = (y + step).astype(int), (x + step * 0.14).astype(int)
        seen = (rows >= 0) & (rows < height) & (columns < width)
        np.maximum.at(light, (rows[seen], columns[seen]), (strength[seen] * step / length).astype(np.float32))
    screen(picture, light[:, :, None] * mix(hex_rgb(tint), hex_rgb("#bcd8e8"), 0.6))
