"""“Last Tram Home”: a wet night in the city, and a letter on a seat."""

import numpy as np

from playhead_app.demo.scenery.city import CityPalette, lamp_post, paint_skyline, tram, umbrella_figure
from playhead_app.demo.scenery.paint import (
    Array,
    Picture,
    Stops,
    blur,
    glow,
    hex_rgb,
    mix,
    smoothstep,
    to_bytes,
    vertical_gradient,
    vignette,
)
from playhead_app.demo.scenery.shapes import Mask
from playhead_app.demo.studio.effects import Mirror, Rain, soft_disc
from playhead_app.demo.studio.films.city_interior import Facade, TramWindow
from playhead_app.demo.studio.ladder import PICTURE_SIZE
from playhead_app.demo.studio.layers import Layer, Sprite
from playhead_app.demo.studio.progress import FILM_LENGTHS_S
from playhead_app.demo.studio.reel import Film, Mix, Packaging, Sound
from playhead_app.demo.studio.sound import bells, master, noise_bed, pad, pulse_train, swell
from playhead_app.demo.studio.title_card import TitleCard

__all__ = ["FILM"]

_WIDTH, _HEIGHT = PICTURE_SIZE
_LIGHTS = ("#ffc878", "#ffe6b0", "#ff9a5a", "#7fd8e8", "#ff5f86")
_NIGHT: Stops = (
    (0.0, "#060a15"), (0.34, "#0e2036"), (0.58, "#26445c"), (0.74, "#74476a"), (0.82, "#b3607a"), (1.0,
    "#b3607a"),
)  # fmt: skip
_DAWN: Stops = (
    (0.0, "#2b3a5c"), (0.35, "#6a6688"), (0.58, "#d08a8c"), (0.72, "#ffb98a"), (0.82, "#ffdfae"), (1.0,
    "#ffdfae"),
)  # fmt: skip
_NIGHT_DEPTHS = (
    CityPalette("#27465e", "#7d4c6c", _LIGHTS, "#4d7288"),
    CityPalette("#152a40", "#523656", _LIGHTS, "#3b6078"),
    CityPalette("#0a1524", "#241c33", _LIGHTS, "#2a4a62"),
)
_DAWN_DEPTHS = (
    CityPalette("#a97f90", "#f0ae90", ("#ffe9c0",), "#e8b5a5"),
    CityPalette("#6d5f7c", "#c98d85", ("#ffe0ae",), "#b58a92"),
    CityPalette("#3c3c58", "#70586a", ("#ffd79a",), "#8a7088"),
)
_GLASS, _BODY, _LAMP = "#ffdb96", "#080d15", "#fff8e4"


def _skylines(depths: tuple[CityPalette, ...], seed: int, pans: tuple[int, ...], lit: float) -> list[Layer]:
    """Return three depths of buildings, each a strip wider than the picture by its pan."""
    rng = np.random.default_rng(seed)
    shapes = (
        (110, 400, (26.0, 60.0), (0.22, 0.86), 6.0),
        (170, 360, (44.0, 96.0), (0.2, 0.78), 9.0),
        (250, 290, (70.0, 150.0), (0.1, 0.6), 13.0),
    )
    layers: list[Layer] = []
    for depth, pan, (top, high, width, height, pitch) in zip(depths, pans, shapes, strict=True):
        colour, cover = paint_skyline(
            (_WIDTH + pan, high), depth, rng, width=width, height=height, pitch=pitch, lit=lit
        )
        layers.append(Layer(colour, cover, top))
    return layers


def _pan(layer: Layer, share: float) -> float:
    return share * (layer.width - _WIDTH - 2)


class _Tram:
    """The tram with the light that it throws."""

    def __init__(self, height: int, cars: int = 2) -> None:
        body, windows, lamp = tram(height, cars)
        colour = mix(np.broadcast_to(hex_rgb(_BODY), (*body.shape, 3)), hex_rgb(_GLASS), windows[:, :, None])
        colour = mix(colour, hex_rgb(_LAMP), lamp[:, :, None])
        self.width = body.shape[1]
        self._sprite = Sprite(colour, np.maximum(body, np.maximum(windows, lamp)))
        halo = np.pad(windows, height // 2)
        self._margin = height // 2
        self._halo = Sprite(blur(halo, height // 6)[:, :, None] * hex_rgb("#ff9d4a") * 0.55, None)
        self._beam = Sprite(soft_disc(height * 0.8, 1.0)[:, :, None] ** 2 * hex_rgb("#ffe2ae") * 0.8, None)
        self._height = height

    def draw(self, picture: Picture, x: float, y: float) -> None:
        self._halo.draw(picture, x - self._margin, y - self._margin)
        self._sprite.draw(picture, x, y)
        self._beam.draw(picture, x + self.width - self._height * 0.9, y - self._height * 0.1)


class _Skyline:
    """The whole city in the rain, with the river below; the title."""

    length_s = 13.0

    def __init__(self) -> None:
        rng = np.random.default_rng(1)
        self._sky = to_bytes(vertical_gradient(_WIDTH, _HEIGHT, _NIGHT) * vignette(*PICTURE_SIZE, 0.35), rng)
        self._layers = _skylines(_NIGHT_DEPTHS, 3, (50, 110, 230), 0.24)
        self._rain = Rain(PICTURE_SIZE, "#9fc4d8", rng, strength=0.26)
        self._mirror = Mirror(528, 112, (0.62, 0.66, 0.78), 5.0, 1.2)
        self._beacon = Sprite(soft_disc(13, 1.0)[:, :, None] ** 2 * hex_rgb("#ff4a5e"), None)
        self._title = TitleCard(
            "LAST TRAM HOME", "#ffe9c9", 128, (1.8, 7.6), face="InterDisplay-Black", tracking=0.2
        )

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        share = at_s / self.length_s
        for layer in self._layers:
            layer.draw(picture, _pan(layer, share))
        for x, y, phase in ((332, 130, 0.0), (903, 118, 0.9), (1130, 150, 1.7)):
            if np.sin(at_s * 2.2 + phase) > 0.2:
                self._beacon.draw(picture, x - _pan(self._layers[0], share), y)
        self._mirror.draw(picture, at_s)
        self._rain.draw(picture, at_s)
        self._title.draw(picture, at_s)

    def zoom(self, at_s: float) -> float:
        return 1.0


class _Viaduct:
    """The tram crosses the river on a bridge; its windows run over the water."""

    length_s = 12.5

    def __init__(self) -> None:
        rng = np.random.default_rng(2)
        self._sky = to_bytes(vertical_gradient(_WIDTH, _HEIGHT, _NIGHT) * vignette(*PICTURE_SIZE, 0.35), rng)
        self._layers = _skylines(_NIGHT_DEPTHS, 17, (30, 60, 90), 0.2)[:2]
        colour, cover = _bridge(_WIDTH + 120)
        self._bridge = Layer(colour, cover, 392)
        self._tram = _Tram(52, 3)
        self._mirror = Mirror(484, 156, (0.6, 0.64, 0.76), 6.0, 1.0)
        self._rain = Rain(PICTURE_SIZE, "#9fc4d8", rng, strength=0.24)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        share = at_s / self.length_s
        for layer in self._layers:
            layer.draw(picture, _pan(layer, share))
        self._tram.draw(picture, -560 + at_s * 150, 346)
        self._bridge.draw(picture, _pan(self._bridge, share))
        self._mirror.draw(picture, at_s)
        self._rain.draw(picture, at_s + 3)

    def zoom(self, at_s: float) -> float:
        return 1.0 + 0.03 * at_s / self.length_s


def _bridge(width: int) -> tuple[Array, Array]:
    """Return a bridge of flat arches, its deck on the upper edge."""
    deck, openings = Mask(width, 150), Mask(width, 150)
    deck.polygon([(0, 4), (width, 4), (width, 150), (0, 150)])
    span = 232
    for left in range(-60, width, span):
        arch = [
            (left + span * share, 92 - 62 * np.sin(np.pi * share) ** 0.7)
            for share in np.linspace(0.07, 0.93, 30)
        ]
        openings.polygon([(left + span * 0.07, 150), *arch, (left + span * 0.93, 150)])
    cover = deck.values() * (1 - openings.values())
    rows = np.linspace(0, 1, 150, dtype=np.float32)[:, None]
    colour = mix(hex_rgb("#16243a"), hex_rgb("#0a1120"), np.broadcast_to(rows, cover.shape)[:, :, None])
    colour[4:6] = hex_rgb("#48607c")
    return colour, cover


class _Stop:
    """Somebody waits under a lamp; far down the street, one light is coming."""

    length_s = 13.0

    def __init__(self) -> None:
        rng = np.random.default_rng(4)
        sky = vertical_gradient(_WIDTH, _HEIGHT, _NIGHT)
        self._lamp_at = (812.0, 196.0)
        cone = _light_cone(self._lamp_at)
        light = glow(_WIDTH, _HEIGHT, self._lamp_at, 120, fall=1.5)
        self._layers = _skylines(_NIGHT_DEPTHS, 29, (20, 50, 110), 0.2)
        self._sky = to_bytes(sky * vignette(*PICTURE_SIZE, 0.4), rng)
        self._light = to_bytes((light * 0.55 + cone * 0.22)[:, :, None] * hex_rgb("#ffc987"))
        post, origin = lamp_post(400)
        ink = hex_rgb("#03060c")
        self._post = Sprite(np.broadcast_to(ink, (*post.shape, 3)).astype(np.float32), post)
        self._post_at = (self._lamp_at[0] - origin[0], self._lamp_at[1] - origin[1])
        figures = [umbrella_figure(246, phase / 12) for phase in range(12)]
        self._figures = [
            Sprite(np.broadcast_to(ink, (*one.shape, 3)).astype(np.float32), one) for one in figures
        ]
        self._rain = Rain(PICTURE_SIZE, "#ffd9a8", rng, strength=0.34, slant=0.2)
        self._mirror = Mirror(538, 102, (0.66, 0.6, 0.66), 7.0, 2.0)
        self._eye = [
            Sprite(soft_disc(radius, 1.0)[:, :, None] ** 1.6 * hex_rgb("#ffe7bd"), None)
            for radius in np.linspace(6, 44, 24)
        ]

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        share = at_s / self.length_s
        for layer in self._layers:
            layer.draw(picture, _pan(layer, share * 0.6))
        nearness = min(max((at_s - 2) / 10, 0.0), 1.0) ** 2
        eye = self._eye[int(nearness * 23)]
        radius = 6 + 38 * nearness
        eye.draw(picture, 262 - 110 * nearness - radius, 536 - 34 * nearness - radius)
        self._mirror.draw(picture, at_s)
        self._post.draw(picture, *self._post_at)
        self._figures[int(at_s * 1.1) % 12].draw(picture, 610, 370)
        np.minimum(picture, 255 - self._light, out=picture)
        np.add(picture, self._light, out=picture)
        self._rain.draw(picture, at_s + 7)

    def zoom(self, at_s: float) -> float:
        return 1.0 + 0.05 * at_s / self.length_s


def _light_cone(source: tuple[float, float]) -> Array:
    y = np.arange(_HEIGHT, dtype=np.float32)[:, None] - source[1]
    x = np.arange(_WIDTH, dtype=np.float32)[None, :] - source[0]
    reach = np.maximum(y, 1)
    inside = smoothstep(0.62, 0.1, np.abs(x) / reach)
    return inside * smoothstep(0, 30, y) * smoothstep(520, 120, y)


class _Morning:
    """The rain is over. One lit tram leaves for the light."""

    length_s = 12.25

    def __init__(self) -> None:
        rng = np.random.default_rng(6)
        sky = vertical_gradient(_WIDTH, _HEIGHT, _DAWN)
        sun = glow(_WIDTH, _HEIGHT, (_WIDTH * 0.68, 470), 200, fall=1.3)[:, :, None]
        sky = 1 - (1 - sky) * (1 - sun * hex_rgb("#ffb070") * 0.7)
        self._sky = to_bytes(sky * vignette(*PICTURE_SIZE, 0.25), rng)
        self._layers = _skylines(_DAWN_DEPTHS, 3, (50, 110, 230), 0.05)
        self._mirror = Mirror(528, 112, (0.86, 0.82, 0.86), 4.0, 1.2)
        self._tram = _Tram(40, 2)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        share = 1 - at_s / self.length_s
        for layer in self._layers[:2]:
            layer.draw(picture, _pan(layer, share))
        self._tram.draw(picture, 120 + at_s * 62, 489)
        self._mirror.draw(picture, at_s)

    def zoom(self, at_s: float) -> float:
        return 1.04 - 0.04 * at_s / self.length_s


def _score(length_s: float) -> Sound:
    rng = np.random.default_rng(81)
    chords = (
        ("E2", "B2", "G3", "D4"),
        ("C2", "G2", "E3", "B3"),
        ("A1", "E2", "C3", "G3"),
        ("B1", "F#2", "D3", "A3"),
    )
    music = pad(length_s, (*chords, chords[0], chords[1], chords[0]), rng, warmth=1.7)
    rain = noise_bed(length_s, 500, 4200, rng, tilt=0.9) * swell(length_s, 8, 0.55, rng)
    keys = bells(length_s, ("E4", "G4", "B4", "D5", "F#4"), 3.4, rng, decay_s=1.8)
    wheels = pulse_train(length_s, (0.0, 0.16, 0.9, 1.06), 2.0, rng) * swell(length_s, 14, 0.0, rng)
    return master(music + rain * 0.34 + keys * 0.5 + wheels * 0.12)


FILM = Film(
    number=2,
    id="last-tram-home",
    name="Last Tram Home",
    shots=(_Skyline, _Viaduct, TramWindow, _Stop, Facade, _Morning),
    length_s=FILM_LENGTHS_S["last-tram-home"],
    mixes=(Mix("en", "Original score", _score),),
    packaging=Packaging.MPEG_TS,
    finer=2,
)
