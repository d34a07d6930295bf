"""Dunes under a low sun, or under the stars; a caravan on the crest."""

from dataclasses import dataclass

import numpy as np

from playhead_app.demo.artwork.stage import Cut, Stage, lay, lay_silhouette, screen
from playhead_app.demo.scenery.caravan import camel, walker
from playhead_app.demo.scenery.dunes import Dune, DunePalette, dune_crest, paint_dunes, scatter_dunes
from playhead_app.demo.scenery.heavens import Stars, disc_sky, milky_way
from playhead_app.demo.scenery.paint import Array, Stops, hex_rgb

__all__ = ["dunes"]


@dataclass(frozen=True, slots=True)
class _Look:
    sky: Stops
    disc: str
    halo: str
    sands: tuple[DunePalette, DunePalette, DunePalette]
    ink: str
    has_stars: bool = False
    walkers: int = 5
    sun: tuple[float, float, float] = (0.0, 0.5, 17)


_LOOKS: dict[str, _Look] = {
    "dusk": _Look(
        (
            (0.0, "#171a38"),
            (0.28, "#3d2f5e"),
            (0.48, "#8c4768"),
            (0.62, "#df7a58"),
            (0.74, "#ffc27c"),
            (1, "#ffd79a"),
        ),
        "#fff1cf",
        "#ff9c5c",
        (
            DunePalette("#eaa074", "#dc8a68", "#a9646d", "#9a5a6a", "#ffd9a6"),
            DunePalette("#dd8450", "#b8583e", "#713b52", "#602f4b", "#ffcf92"),
            DunePalette("#b1502e", "#6d2d33", "#3a1d38", "#24132d", "#ffb26a"),
        ),
        "#2a1226",
    ),
    "rose": _Look(
        ((0.0, "#5b2a4e"), (0.35, "#b1506a"), (0.6, "#f08f7c"), (0.78, "#ffc9a6"), (1, "#ffdcbc")),
        "#fff4e2",
        "#ff9f86",
        (
            DunePalette("#f2aa98", "#e59388", "#c0707f", "#ad6577", "#ffe0cc"),
            DunePalette("#d9737a", "#b2505f", "#7f3653", "#6a2b4a", "#ffc2ae"),
            DunePalette("#94355a", "#5c2145", "#3a1536", "#260d28", "#f08f92"),
        ),
        "#2a0d26",
        walkers=2,
        sun=(-12, 0.4, 25),
    ),
    "bone": _Look(
        ((0.0, "#c9c2b2"), (0.45, "#e4dac5"), (0.75, "#f5ecd8"), (1, "#f8f0de")),
        "#ffffff",
        "#fff6dc",
        (
            DunePalette("#efe3ca", "#e4d5b8", "#c7b697", "#bcab8d", "#fffaf0"),
            DunePalette("#dcc9a4", "#c5ae86", "#9d8768", "#8c775b", "#fff1d6"),
            DunePalette("#b89a6c", "#8f7550", "#68543c", "#55442f", "#f3dcb0"),
        ),
        "#3a2e20",
        walkers=1,
        sun=(16, 0.36, 10),
    ),
    "night": _Look(
        ((0.0, "#060a1c"), (0.45, "#0d1a3a"), (0.74, "#23406a"), (1, "#4f7795")),
        "#eaf2ff",
        "#3a6fa0",
        (
            DunePalette("#3d587c", "#2f466b", "#1e3156", "#1a2a4c", "#86a9c8"),
            DunePalette("#2b4468", "#1d3053", "#13213f", "#0f1a35", "#6f97bd"),
            DunePalette("#1a2b4b", "#0f1a34", "#0a1228", "#070d1f", "#56799f"),
        ),
        "#050a18",
        True,
    ),
}


def dunes(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a desert."""
    look = _LOOKS[palette]
    width, height = stage.size
    is_poster = stage.cut is Cut.POSTER
    aside, up, radius = (
        look.sun[0] * stage.unit,
        look.sun[1],
        look.sun[2] * stage.unit * (1 if is_poster else 0.78),
    )
    sun = (stage.focus_x + aside, height * (up if is_poster else up + 0.02))
    picture = disc_sky(
        stage.size,
        look.sky,
        centre=sun,
        radius=0 if look.has_stars else radius,
        disc=look.disc,
        halo=look.halo,
        halo_radius=radius * 2.2,
    )
    if look.has_stars:
        _add_stars(picture, stage, rng)
    tops = (0.58, 0.66, 0.74) if is_poster else (0.56, 0.65, 0.73)
    for index, (top, count, sand) in enumerate(zip(tops, (4, 3, 2), look.sands, strict=True)):
        first = round(height * top)
        strip = (width, height - first)
        dunes_here = scatter_dunes(*strip, count if is_poster else count + 1, rng)
        if index == 1:
            crest = Dune(
                stage.focus_x + stage.unit * 26,
                strip[1] * 0.04,
                stage.unit * 110,
                stage.unit * 46,
                -stage.unit * 6,
                stage.unit * 14,
            )
            dunes_here = [crest]
        colour, cover = paint_dunes(strip, dunes_here, sand, rng)
        if index == 1:
            line = dune_crest(dunes_here[0], *strip)
            _walk(picture, stage, line, first, look)
        lay(picture, colour, cover, 0, first)
    return picture


def _walk(picture: Array, stage: Stage, crest: Array, top: int, look: _Look) -> None:
    """Let the caravan walk up the crest towards the sun."""
    tall, small = stage.pixels(7.2), stage.pixels(5.4)
    step = stage.unit * 8.6
    for index in range(look.walkers):
        is_walker = index == 0
        mask = walker(small, 0.1) if is_walker else camel(tall, (index * 0.31) % 1)
        x = stage.focus_x + stage.unit * 17 - index * step
        place = int(np.clip(x + mask.shape[1] * 0.5, 0, len(crest) - 1))
        lay_silhouette(
            picture, mask, look.ink, x, top + float(crest[place]) - mask.shape[0] + stage.unit * 0.35
        )


def _add_stars(picture: Array, stage: Stage, rng: np.random.Generator) -> None:
    width, height = stage.size
    band = milky_way(width, height, rng)[:, :, None] * hex_rgb("#6a7fb0") * 0.5
    screen(picture, band)
    light = np.zeros((height, width), dtype=np.float32)
    stars = Stars.scattered(1400, (width**2 + height**2) ** 0.5, (stage.focus_x, height * 0.2), rng)
    stars.splat(light, 0.0)
    for turn in np.linspace(0, 0.13, 26):
        stars.splat(light, float(turn))
        light *= 0.985
    fade = np.linspace(1, 0, height, dtype=np.float32)[:, None] ** 0.5
    screen(picture, (light / 255 * fade)[:, :, None])
