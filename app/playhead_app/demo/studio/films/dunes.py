"""“The Long Dusk”: a caravan crosses the dunes from sunset to first light."""

import numpy as np

from playhead_app.demo.scenery.caravan import camel, walker
from playhead_app.demo.scenery.dunes import Dune, DunePalette, dune_crest, paint_dunes, scatter_dunes
from playhead_app.demo.scenery.heavens import Stars, disc_sky, milky_way
from playhead_app.demo.scenery.paint import (
    Array,
    Picture,
    Stops,
    hex_rgb,
    mix,
    smoothstep,
    to_bytes,
    vignette,
)
from playhead_app.demo.scenery.shapes import Mask
from playhead_app.demo.studio.films.dunes_words import SUBTITLES
from playhead_app.demo.studio.ladder import PICTURE_SIZE
from playhead_app.demo.studio.layers import Layer, Sprite, add_light
from playhead_app.demo.studio.progress import FILM_LENGTHS_S
from playhead_app.demo.studio.reel import Film, Mix, Sound
from playhead_app.demo.studio.sound import bells, master, noise_bed, pad, swell
from playhead_app.demo.studio.title_card import TitleCard

__all__ = ["FILM"]

_WIDTH, _HEIGHT = PICTURE_SIZE

_DUSK_SKY: Stops = (
    (0.0, "#171a38"), (0.25, "#3d2f5e"), (0.45, "#8c4768"), (0.60, "#df7a58"), (0.70, "#ffc27c"), (1.0,
    "#ffd79a"),
)  # fmt: skip
_DUSK_SAND = (
    DunePalette("#eaa074", "#dc8a68", "#a9646d", "#9a5a6a", "#ffd9a6"),
    DunePalette("#dd8450", "#b8583e", "#713b52", "#602f4b", "#ffcf92"),
    DunePalette("#b1502e", "#6d2d33", "#3a1d38", "#24132d", "#ffb26a"),
)
_NIGHT_SKY: Stops = ((0.0, "#060a1c"), (0.45, "#0d1a3a"), (0.72, "#23406a"), (1.0, "#4f7795"))
_NIGHT_SAND = (
    DunePalette("#3d587c", "#2f466b", "#1e3156", "#1a2a4c", "#86a9c8"),
    DunePalette("#2b4468", "#1d3053", "#13213f", "#0f1a35", "#6f97bd"),
    DunePalette("#1a2b4b", "#0f1a34", "#0a1228", "#070d1f", "#56799f"),
)
_DAWN_SKY: Stops = (
    (0.0, "#2f5573"), (0.3, "#6f93a3"), (0.5, "#d3bfae"), (0.64, "#f7c9a0"), (0.75, "#ffe0b3"), (1.0,
    "#ffe9c7"),
)  # fmt: skip
_DAWN_SAND = (
    DunePalette("#f3c7a4", "#e3b08f", "#b995a0", "#a98797", "#fff0d2"),
    DunePalette("#e3a274", "#c98360", "#8f6b84", "#7a5a78", "#ffe3b8"),
    DunePalette("#c67a4c", "#8d4c3f", "#5a3d5c", "#43304f", "#ffd09a"),
)


class _Desert:
    """A sky and three depths of dunes, which a slow pan moves at different speeds."""

    def __init__(self, sky: Array, sands: tuple[DunePalette, ...], seed: int) -> None:
        rng = np.random.default_rng(seed)
        shade = vignette(sky.shape[1], _HEIGHT, 0.3)
        self._sky = to_bytes(sky * shade, rng)
        self._layers = [
            _dune_layer(top, pan, count, sand, rng)
            for (top, pan, count), sand in zip(
                ((330, 60, 5), (385, 150, 3), (455, 320, 3)), sands, strict=True
            )
        ]

    def draw_sky(self, picture: Picture) -> None:
        np.copyto(picture, self._sky)

    def draw_dunes(self, picture: Picture, share: float) -> None:
        """Draw the dunes with the pan at `share` of its way."""
        for layer in self._layers:
            layer.draw(picture, share * (layer.width - _WIDTH - 2))


def _dune_layer(top: int, pan: int, count: int, sand: DunePalette, rng: np.random.Generator) -> Layer:
    size = (_WIDTH + pan, _HEIGHT - top)
    colour, cover = paint_dunes(size, scatter_dunes(*size, count, rng), sand, rng)
    return Layer(colour, cover, top)


class _Dusk:
    """The sun stands behind the dunes; the title comes and goes."""

    length_s = 10.0

    def __init__(self) -> None:
        sky = disc_sky(
            PICTURE_SIZE, _DUSK_SKY, centre=(_WIDTH * 0.66, 352), radius=74, disc="#fff1cf", halo="#ff9c5c",
            halo_radius=190,
        )  # fmt: skip
        self._desert = _Desert(sky, _DUSK_SAND, 5)
        self._title = TitleCard("THE LONG DUSK", "#fff3dc", 190, (1.6, 7.2))

    def draw(self, picture: Picture, at_s: float) -> None:
        self._desert.draw_sky(picture)
        self._desert.draw_dunes(picture, at_s / self.length_s)
        self._title.draw(picture, at_s)

    def zoom(self, at_s: float) -> float:
        return 1.0 + 0.035 * at_s / self.length_s


class _Caravan:
    """Close to the crest: five camels and two walkers pass before a sun that fills the sky."""

    length_s = 10.0
    _PHASES = 24
    _STEP_S = 1.6

    def __init__(self) -> None:
        rng = np.random.default_rng(11)
        sky = disc_sky(
            PICTURE_SIZE, _DUSK_SKY, centre=(_WIDTH * 0.47, 330), radius=226, disc="#ffd894", halo="#ff8a4a",
            halo_radius=300,
        )  # fmt: skip
        # The sun's lower edge drowns in the haze, which makes it heavy and far.
        haze = smoothstep(330, 560, np.arange(_HEIGHT, dtype=np.float32))[:, None, None]
        self._sky = to_bytes(mix(sky, hex_rgb("#f2835a"), haze * 0.85) * vignette(*PICTURE_SIZE, 0.3), rng)
        crest = Dune(_WIDTH * 0.62, 30, 1500, 620, -40, 120)
        size = (_WIDTH + 60, 200)
        self._crest_top = _HEIGHT - size[1]
        self._crest = dune_crest(crest, *size)
        sand = DunePalette("#8c3b30", "#4a1d2c", "#391830", "#1d0d22", "#ffb978")
        colour, cover = paint_dunes(size, [crest], sand, rng)
        self._dune = Layer(colour, cover, self._crest_top)
        ink = hex_rgb("#2a1226")
        self._camels = [_silhouette(camel(118, phase / self._PHASES), ink) for phase in range(self._PHASES)]
        self._walkers = [_silhouette(walker(88, phase / self._PHASES), ink) for phase in range(self._PHASES)]

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        pan = at_s / self.length_s * 40
        self._dune.draw(picture, pan)
        for index in range(7):
            is_walker = index in (0, 4)
            sprites, height = (self._walkers, 88) if is_walker else (self._camels, 118)
            x = 620 + at_s * 23 - index * 142 + (40 if index == 4 else 0)
            ground = self._ground_at(x + pan + height * 0.5)
            phase = (at_s / self._STEP_S + index * 0.37) % 1
            sprites[int(phase * self._PHASES)].draw(picture, x, ground - height + 3)

    def _ground_at(self, x: float) -> float:
        index = min(max(int(x), 0), len(self._crest) - 1)
        return self._crest_top + float(self._crest[index])

    def zoom(self, at_s: float) -> float:
        return 1.0


def _silhouette(mask: Array, ink: Array) -> Sprite:
    return Sprite(np.broadcast_to(ink, (*mask.shape, 3)).astype(np.float32), mask)


class _Night:
    """The sky turns: stars draw their arcs about the pole while the dunes sleep."""

    length_s = 10.5
    _TURN_RATE = 0.045

    def __init__(self) -> None:
        rng = np.random.default_rng(23)
        sky = disc_sky(
            PICTURE_SIZE, _NIGHT_SKY, centre=(_WIDTH * 0.2, 470), radius=0, disc="#000000", halo="#31608c",
            halo_radius=260,
        )  # fmt: skip
        band = milky_way(_WIDTH, _HEIGHT, rng)[:, :, None]
        sky = 1 - (1 - sky) * (1 - band * hex_rgb("#5a6f9e") * 0.42)
        self._desert = _Desert(sky.astype(np.float32), _NIGHT_SAND, 8)
        self._stars = Stars.scattered(1500, 1150, (_WIDTH * 0.64, 150), rng)
        self._trails = np.zeros((470, _WIDTH), dtype=np.uint16)
        self._camp = Sprite(hex_rgb("#ff9b4a") * _flame_light(150)[:, :, None], None)
        self._tent = _silhouette(_tent(64, 34), hex_rgb("#0a1020"))

    def draw(self, picture: Picture, at_s: float) -> None:
        self._desert.draw_sky(picture)
        # In sixty-fourths of a luma step: a trail fades by a sixty-fourth with each frame.
        np.subtract(self._trails, self._trails >> 6, out=self._trails)
        self._stars.splat(self._trails, at_s * self._TURN_RATE, brightest=255 * 64)
        add_light(picture[: self._trails.shape[0]], (self._trails >> 6).astype(np.uint8)[:, :, None])
        self._desert.draw_dunes(picture, 0.1 + 0.5 * at_s / self.length_s)
        x = 395 - at_s * 9
        self._camp.draw(picture, x - 75, 470 - 80 + 1.5 * np.sin(at_s * 9))
        self._tent.draw(picture, x - 60, 470 - 14)

    def zoom(self, at_s: float) -> float:
        return 1.05 - 0.05 * at_s / self.length_s


def _flame_light(size: int) -> Array:
    place = np.linspace(-1, 1, size, dtype=np.float32)
    distance = np.hypot(place[:, None], place[None, :])
    return (np.clip(1 - distance, 0, 1) ** 2.6).astype(np.float32)


def _tent(width: int, height: int) -> Array:
    sheet = Mask(width, height)
    sheet.polygon([(0, height), (width * 0.36, 2), (width * 0.52, height * 0.3), (width, height)])
    sheet.stroke([(width * 0.36, 4), (width * 0.40, 0)], 1.2)
    return sheet.values()


class _Dawn:
    """First light: the caravan is a thread of dots on a far crest."""

    length_s = 7.75

    def __init__(self) -> None:
        sky = disc_sky(
            PICTURE_SIZE, _DAWN_SKY, centre=(_WIDTH * 0.3, 395), radius=46, disc="#fffbe9", halo="#ffdca0",
            halo_radius=230,
        )  # fmt: skip
        self._desert = _Desert(sky, _DAWN_SAND, 31)

    def draw(self, picture: Picture, at_s: float) -> None:
        self._desert.draw_sky(picture)
        self._desert.draw_dunes(picture, 1 - at_s / self.length_s)

    def zoom(self, at_s: float) -> float:
        return 1.0 + 0.03 * at_s / self.length_s


def _score(length_s: float) -> Sound:
    rng = np.random.default_rng(71)
    chords = (
        ("D2", "A2", "D3", "F3"),
        ("Bb1", "F2", "D3", "A3"),
        ("G2", "D3", "Bb3"),
        ("A1", "E2", "A2", "C#3"),
    )
    music = pad(length_s, (*chords, chords[0]), rng, warmth=1.8)
    wind = noise_bed(length_s, 180, 900, rng, tilt=1.4) * swell(length_s, 5, 0.15, rng)
    tones = bells(length_s, ("D4", "F4", "A4", "C5", "D5"), 4.5, rng)
    return master(music + wind * 0.28 + tones * 0.5)


def _night_score(length_s: float) -> Sound:
    rng = np.random.default_rng(72)
    wind = noise_bed(length_s, 120, 700, rng, tilt=1.2) * swell(length_s, 6, 0.1, rng)
    drone = pad(length_s, (("D2", "A2"), ("C2", "G2"), ("D2", "A2")), rng, warmth=2.2)
    return master(drone * 0.5 + wind * 0.6, level=0.26)


FILM = Film(
    number=0,
    id="the-long-dusk",
    name="The Long Dusk",
    shots=(_Dusk, _Caravan, _Night, _Dawn),
    length_s=FILM_LENGTHS_S["the-long-dusk"],
    mixes=(Mix("en", "Original score", _score), Mix("de", "Wind only", _night_score)),
    subtitles=SUBTITLES,
    # Somebody waits for this one. The fastest preset, given back what it drops at the cost of looks or bits:
    # a third less work than the next one for a fifth of a decibel.
    preset="ultrafast",
    tuning="cabac=1:no-deblock=0:aq-mode=1",
)
