"""“The Paper Railway”: one small train, from morning to night, through a country cut from paper."""

import numpy as np

from playhead_app.demo.scenery.paint import (
    Array,
    Picture,
    hex_rgb,
    mix,
    to_bytes,
    vertical_gradient,
    vignette,
)
from playhead_app.demo.scenery.paper import (
    Sheet,
    balloon,
    cloud,
    cut,
    fir,
    house,
    ridge_line,
    viaduct,
)
from playhead_app.demo.scenery.shapes import Mask
from playhead_app.demo.studio.effects import Drift, Mirror, soft_disc
from playhead_app.demo.studio.films.railway_light import EVENING, MORNING, NIGHT, SNOWY, Light
from playhead_app.demo.studio.films.railway_train import Train, glued
from playhead_app.demo.studio.ladder import PICTURE_SIZE
from playhead_app.demo.studio.layers import Layer, Sprite
from playhead_app.demo.studio.progress import FILM_LENGTHS_S
from playhead_app.demo.studio.reel import Film, Mix, Packaging, Sound
from playhead_app.demo.studio.sound import bells, master, noise_bed, pad, pulse_train, swell
from playhead_app.demo.studio.title_card import TitleCard

__all__ = ["FILM"]

_WIDTH, _HEIGHT = PICTURE_SIZE


def _ridges(light: Light, pans: tuple[int, ...], seed: int, *, firs: bool = True) -> list[Layer]:
    """Return mountains from far to near as layers; on the nearest stand firs."""
    rng = np.random.default_rng(seed)
    shapes = ((150, 300, 330, 0.85), (230, 240, 260, 0.7), (330, 170, 300, 0.45), (440, 90, 380, 0.15))
    layers: list[Layer] = []
    for index, ((top, high, step, sharp), (upper, lower), pan) in enumerate(
        zip(shapes, light.ridges, pans, strict=True)
    ):
        size = (_HEIGHT - top, _WIDTH + pan)
        line: Array = high - ridge_line(size[1], high * 0.92, step, rng, sharp=sharp)
        y = np.arange(size[0], dtype=np.float32)[:, None]
        shape: Array = np.clip(y - line[None, :] + 0.5, 0, 1)
        if firs and index >= 2:
            count, tall = (26, 34) if index == 2 else (60, 62)
            _plant(shape, line, rng, count, tall)
        sheet = cut(shape, upper, lower, rng, shadow=12 + index * 3, depth=0.4)
        layers.append(Layer(sheet.colour, sheet.cover, top))
    return layers


def _plant(shape: Array, line: Array, rng: np.random.Generator, count: int, height: int) -> None:
    """Set firs onto a ridge, in place."""
    for _ in range(count):
        tree = fir(round(height * rng.uniform(0.6, 1.15)), rng.uniform(-0.03, 0.03))
        room: int = shape.shape[1] - tree.shape[1]
        x = int(rng.integers(0, room))
        middle = x + tree.shape[1] // 2
        foot: float = line.item(middle)
        y = int(foot) - tree.shape[0] + 5
        if y >= 0:
            part = shape[y : y + tree.shape[0], x : x + tree.shape[1]]
            np.maximum(part, tree[: part.shape[0]], out=part)


def _sun(light: Light, rng: np.random.Generator, radius: int) -> Sprite:
    """Return a disc of paper with two rings behind it."""
    size = radius * 4
    place = np.arange(size, dtype=np.float32) - size / 2
    distance = np.hypot(place[:, None], place[None, :])
    colour, cover = np.zeros((size, size, 3), dtype=np.float32), np.zeros((size, size), dtype=np.float32)
    for share, ink, strength in (
        (1.9, light.sun[1], 0.28),
        (1.42, light.sun[1], 0.5),
        (1.0, light.sun[0], 1.0),
    ):
        disc = np.clip(radius * share - distance, 0, 1)
        sheet = cut(disc, ink, ink, rng, shadow=8, depth=0.22 * strength, edge=0.2)
        body = sheet.cover * np.where(disc > 0, strength, 1.0)
        colour = mix(colour, sheet.colour, np.where(cover > 0, body, 1.0)[:, :, None])
        cover = np.maximum(cover, body)
    return Sprite(colour, cover.astype(np.float32), 2)


def _clouds(light: Light, rng: np.random.Generator, widths: tuple[int, ...]) -> list[Sprite]:
    tint = light.sky[1]
    sprites: list[Sprite] = []
    for width in widths:
        sheet = cut(np.pad(cloud(width), 14), tint, tint, rng, shadow=12, depth=0.25, edge=0.3)
        sprites.append(Sprite(sheet.colour, sheet.cover * 0.96, 2))
    return sprites


def _sky(light: Light, rng: np.random.Generator, shade: float = 0.22) -> Picture:
    sky = vertical_gradient(_WIDTH, _HEIGHT, ((0, light.sky[0]), (0.75, light.sky[1]), (1, light.sky[1])))
    noise = rng.normal(0, 0.012, (_HEIGHT, _WIDTH, 1))
    return to_bytes((sky * (1 + noise) * vignette(*PICTURE_SIZE, shade)).astype(np.float32), rng)


class _Crossing:
    """The train crosses a viaduct before the mountains; the title."""

    length_s = 13.5

    def __init__(self) -> None:
        rng = np.random.default_rng(1)
        light = MORNING
        self._sky = _sky(light, rng)
        self._sun = _sun(light, rng, 62)
        self._clouds = _clouds(light, rng, (190, 260, 140))
        self._ridges = _ridges(light, (40, 80, 140, 300), 2)
        mask = viaduct(_WIDTH + 190, 250, 118)
        sheet = cut(mask, *light.stone, rng, shadow=14)
        self._viaduct = Layer(sheet.colour, sheet.cover, 404)
        self._train = Train(44, 4, light)
        self._title = TitleCard(
            "THE PAPER RAILWAY", "#7a2f28", 112, (1.8, 8.0), face="InterDisplay-Black", size=60, tracking=0.16
        )

    def draw(self, picture: Picture, at_s: float) -> None:
        share = at_s / self.length_s
        np.copyto(picture, self._sky)
        self._sun.draw(picture, 830, 120)
        for index, sprite in enumerate(self._clouds):
            sprite.draw(picture, (120, 560, 1010)[index] + at_s * (5 + 2 * index), (150, 230, 90)[index])
        for layer in self._ridges[:3]:
            layer.draw(picture, share * (layer.width - _WIDTH - 2))
        self._train.draw(picture, -120 + at_s * 88, 407, at_s, 88)
        self._viaduct.draw(picture, share * 186)
        self._ridges[3].draw(picture, share * 296)
        self._title.draw(picture, at_s)

    def zoom(self, at_s: float) -> float:
        return 1.0


class _Beside:
    """We ride beside it: the wood flies past between us."""

    length_s = 12.0
    _SPEED = 210.0

    def __init__(self) -> None:
        rng = np.random.default_rng(2)
        light = MORNING
        self._sky = _sky(light, rng)
        self._clouds = _clouds(light, rng, (240, 170))
        self._ridges = _ridges(light, (160, 420, 1000, 60), 9)[:3]
        self._train = Train(128, 3, light)
        ground = np.ones((120, 64), dtype=np.float32)
        sheet = cut(ground, "#c58a5e", "#8f5844", rng, shadow=0)
        self._ground = np.tile(to_bytes(sheet.colour), (1, 21, 1))[:, :_WIDTH]
        self._sleeper = Sprite(
            np.broadcast_to(hex_rgb("#6b4236"), (9, 26, 3)).astype(np.float32),
            np.ones((9, 26), dtype=np.float32),
        )
        self._trees: list[tuple[Sprite, int]] = []
        for height in (420, 520, 610):
            tree = cut(np.pad(fir(height), ((0, 0), (16, 16))), *light.firs, rng, shadow=16, edge=0.15)
            self._trees.append((Sprite(tree.colour, tree.cover, 1), height))

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        for index, sprite in enumerate(self._clouds):
            sprite.draw(picture, (880, 240)[index] - at_s * 12, (70, 130)[index])
        share = at_s / self.length_s
        for layer in self._ridges:
            layer.draw(picture, share * (layer.width - _WIDTH - 2))
        picture[_HEIGHT - 120 :] = self._ground
        shift = at_s * self._SPEED * 1.6
        for index in range(24):
            self._sleeper.draw(picture, index * 56 - shift % 56 - 40, _HEIGHT - 116)
        sway = 1.2 * np.sin(at_s * 11)
        self._train.draw(picture, 700 + 40 * np.sin(at_s * 0.3), _HEIGHT - 112 + sway, at_s, self._SPEED)
        for index in range(9):
            sprite, height = self._trees[index % 3]
            period = 3400
            x = (index * 379 + index * index * 31 - shift * 2.3) % period - 420
            sprite.draw(picture, x, _HEIGHT - height + 70)

    def zoom(self, at_s: float) -> float:
        return 1.0 + 0.03 * at_s / self.length_s


class _Lake:
    """The line runs along a lake that keeps a second country upside down."""

    length_s = 12.0

    def __init__(self) -> None:
        rng = np.random.default_rng(3)
        light = EVENING
        self._sky = _sky(light, rng, 0.3)
        self._sun = _sun(light, rng, 84)
        self._ridges = _ridges(light, (30, 60, 110, 20), 21)[:3]
        bank = np.zeros((46, _WIDTH + 120), dtype=np.float32)
        bank[8:] = 1
        _plant(bank, np.full(_WIDTH + 120, 8.0), rng, 1, 10)
        sheet = cut(bank, "#43305c", "#2e2450", rng, shadow=8)
        self._bank = Layer(sheet.colour, sheet.cover, 428)
        self._train = Train(40, 5, light, is_lit=True)
        self._mirror = Mirror(470, 170, (0.82, 0.74, 0.86), 3.5, 1.25)
        reeds = [_reed(height, rng) for height in (120, 160, 200)]
        self._reeds = [(reeds[index % 3], index * 71 + rng.uniform(-30, 30)) for index in range(22)]

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        self._sun.draw(picture, 300, 200 + at_s * 3)
        share = at_s / self.length_s
        for layer in self._ridges:
            layer.draw(picture, share * (layer.width - _WIDTH - 2))
        self._train.draw(picture, 1180 - 620 + at_s * 46, 437, at_s, 46)
        self._bank.draw(picture, share * 116)
        self._mirror.draw(picture, at_s)
        for (sprite, height), x in self._reeds:
            sprite.draw(picture, x - share * 260 + 4 * np.sin(at_s * 0.9 + x), _HEIGHT - height + 40)

    def zoom(self, at_s: float) -> float:
        return 1.0


def _reed(height: int, rng: np.random.Generator) -> tuple[Sprite, int]:
    sheet = Mask(60, height)
    for _ in range(3):
        foot, tip = rng.uniform(22, 38), rng.uniform(8, 52)
        sheet.stroke(
            [(foot, height), ((foot + tip) / 2 + 3, height * 0.5), (tip, height * rng.uniform(0.02, 0.3))], 3
        )
    made = cut(sheet.values(), "#2a2048", "#1a1434", rng, shadow=5)
    return Sprite(made.colour, made.cover, 2), height


class _Pass:
    """Snow on the pass; the train comes out of one mountain and goes into the next."""

    length_s = 12.0

    def __init__(self) -> None:
        rng = np.random.default_rng(4)
        light = SNOWY
        self._sky = _sky(light, rng, 0.2)
        self._ridges = _ridges(light, (40, 80, 120, 260), 33)
        mask = viaduct(_WIDTH + 160, 300, 96)
        sheet = cut(mask, *light.stone, rng, shadow=14)
        self._viaduct = Layer(sheet.colour, sheet.cover, 380)
        self._train = Train(46, 4, light)
        hills = [_portal(side, rng) for side in (0, 1)]
        self._hills = [Sprite(one.colour, one.cover, 1) for one in hills]
        flake = [
            Sprite(np.ones((*disc.shape, 3), dtype=np.float32), disc * 0.95, 2)
            for disc in (soft_disc(radius, 0.3) for radius in (1.6, 2.4, 3.4, 5))
        ]
        self._snow = Drift(PICTURE_SIZE, flake, 170, (-42, 62), 22, rng)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        share = at_s / self.length_s
        for layer in self._ridges[:3]:
            layer.draw(picture, share * (layer.width - _WIDTH - 2))
        self._train.draw(picture, 60 + at_s * 108, 383, at_s, 108)
        self._viaduct.draw(picture, 10)
        self._hills[0].draw(picture, -60, 150)
        self._hills[1].draw(picture, 960, 120)
        self._ridges[3].draw(picture, share * 256)
        self._snow.draw(picture, at_s)

    def zoom(self, at_s: float) -> float:
        return 1.06 - 0.06 * at_s / self.length_s


def _portal(side: int, rng: np.random.Generator) -> Sheet:
    """Return a snowy mountain that hides the line's end."""
    width, height = 380, 520
    line = 40 + ridge_line(width, 60, 120, rng)
    x = np.linspace(0, 1, width, dtype=np.float32)
    slope = (1 - x if side else x) ** 1.6 * 420
    y = np.arange(height, dtype=np.float32)[:, None]
    shape = np.clip(y - (line + slope)[None, :] + 0.5, 0, 1)
    made = cut(shape, "#eef3f6", "#a9bfd0", rng, shadow=18)
    return made


class _Dusk:
    """A village lights its windows; a balloon comes home as well."""

    length_s = 12.5

    def __init__(self) -> None:
        rng = np.random.default_rng(5)
        light = EVENING
        self._sky = _sky(light, rng, 0.3)
        self._sun = _sun(light, rng, 70)
        self._ridges = _ridges(light, (30, 70, 130, 260), 44)
        self._train = Train(38, 4, light, is_lit=True)
        mask = viaduct(_WIDTH + 140, 150, 88)
        sheet = cut(mask, *light.stone, rng, shadow=12)
        self._viaduct = Layer(sheet.colour, sheet.cover, 430)
        self._village = [(_lit_house(height, kind, rng), x, height) for x, height, kind in (
            (60, 96, 0), (150, 84, 1), (246, 168, 2), (410, 92, 1), (512, 110, 0), (640, 84, 1), (736, 98,
            0))]  # fmt: skip
        skin, bands, basket = balloon(170)
        pad = 12
        made = glued((np.pad(skin, pad), np.pad(bands, pad), np.pad(basket, pad), np.pad(skin * 0, pad)),
                        ("#e8665a", "#f7d9a0", "#3a2344", "#000000"), rng)  # fmt: skip
        self._balloon = Sprite(made.colour, made.cover)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        self._sun.draw(picture, 780, 170 + at_s * 4)
        share = at_s / self.length_s
        for layer in self._ridges[:3]:
            layer.draw(picture, share * (layer.width - _WIDTH - 2))
        self._balloon.draw(picture, 250 + at_s * 11, 90 + 8 * np.sin(at_s * 0.5))
        self._train.draw(picture, 40 + at_s * 66, 433, at_s, 66)
        self._viaduct.draw(picture, share * 136)
        self._ridges[3].draw(picture, share * 256)
        for sprite, x, height in self._village:
            sprite.draw(picture, x - share * 256 + 330, 588 - height)

    def zoom(self, at_s: float) -> float:
        return 1.0 + 0.04 * at_s / self.length_s


def _lit_house(height: int, kind: int, rng: np.random.Generator) -> Sprite:
    walls, roof, windows = (np.pad(mask, 10) for mask in house(height, kind))
    made = glued((walls, roof, windows, windows * 0), ("#8a5a7c", "#4a2c56", "#ffdf8c", "#000000"), rng)
    return Sprite(made.colour, made.cover)


class _Night:
    """Stars are holes in the sky. The train is the last light in the valley."""

    length_s = 13.75

    def __init__(self) -> None:
        rng = np.random.default_rng(6)
        light = NIGHT
        self._sky = _sky(light, rng, 0.35)
        self._moon = _sun(light, rng, 54)
        self._ridges = _ridges(light, (40, 80, 150, 280), 2)
        self._stars = [
            (
                Sprite(soft_disc(radius, 0.5)[:, :, None] * hex_rgb("#fff3cf"), None),
                rng.uniform(0, _WIDTH),
                rng.uniform(0, 300),
                rng.uniform(0, 6.3),
            )
            for radius in (1.3, 1.3, 1.8, 2.6) * 30
        ]
        mask = viaduct(_WIDTH + 190, 250, 118)
        sheet = cut(mask, *light.stone, rng, shadow=14)
        self._viaduct = Layer(sheet.colour, sheet.cover, 404)
        self._train = Train(44, 4, light, is_lit=True)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._sky)
        for sprite, x, y, phase in self._stars:
            if np.sin(at_s * 1.4 + phase) > -0.8:
                sprite.draw(picture, x, y)
        self._moon.draw(picture, 170, 60)
        share = at_s / self.length_s
        for layer in self._ridges[:3]:
            layer.draw(picture, share * (layer.width - _WIDTH - 2))
        self._train.draw(picture, 330 + at_s * 64, 407, at_s, 64)
        self._viaduct.draw(picture, share * 186)
        self._ridges[3].draw(picture, share * 276)

    def zoom(self, at_s: float) -> float:
        return 1.05 - 0.05 * at_s / self.length_s


def _score(length_s: float) -> Sound:
    rng = np.random.default_rng(101)
    chords = (
        ("G2", "D3", "B3", "D4"),
        ("E2", "B2", "G3", "B3"),
        ("C2", "G2", "E3", "G3"),
        ("D2", "A2", "F#3", "A3"),
    )
    music = pad(length_s, (*chords, *chords, chords[0]), rng, warmth=1.6)
    wheels = pulse_train(length_s, (0.0, 0.13, 0.52, 0.65), 1.04, rng)
    steam = noise_bed(length_s, 400, 2600, rng, tilt=1.0) * swell(length_s, 2, 0.1, rng)
    toys = bells(length_s, ("G4", "A4", "B4", "D5", "E5", "G5"), 1.6, rng, decay_s=1.2)
    return master(music + wheels * 0.3 + steam * 0.1 + toys * 0.6)


FILM = Film(
    number=3,
    id="the-paper-railway",
    name="The Paper Railway",
    shots=(_Crossing, _Beside, _Lake, _Pass, _Dusk, _Night),
    length_s=FILM_LENGTHS_S["the-paper-railway"],
    mixes=(Mix("en", "Original score", _score),),
    packaging=Packaging.CMAF_BYTE_RANGES,
    finer=2,
)
