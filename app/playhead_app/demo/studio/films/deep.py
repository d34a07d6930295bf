"""“Lanterns Below”: a small submarine looks for a whale."""

import numpy as np
from PIL import Image

from playhead_app.demo.scenery.paint import (
    Array,
    Picture,
    Stops,
    blur,
    hex_rgb,
    mix,
    smooth_noise,
    smoothstep,
    to_bytes,
    vertical_gradient,
    vignette,
)
from playhead_app.demo.scenery.sea import fish, jellyfish, light_shafts, submarine, whale
from playhead_app.demo.studio.effects import Drift, soft_disc
from playhead_app.demo.studio.ladder import PICTURE_SIZE
from playhead_app.demo.studio.layers import Layer, Sprite, add_light
from playhead_app.demo.studio.progress import FILM_LENGTHS_S
from playhead_app.demo.studio.reel import Film, Mix, Sound
from playhead_app.demo.studio.sound import bells, master, noise_bed, pad, swell
from playhead_app.demo.studio.title_card import TitleCard

__all__ = ["FILM"]

_WIDTH, _HEIGHT = PICTURE_SIZE
_TWILIGHT: Stops = ((0.0, "#0f5573"), (0.4, "#0a3558"), (0.75, "#051d3c"), (1.0, "#020c20"))
_MIDNIGHT: Stops = ((0.0, "#04142c"), (0.6, "#030d20"), (1.0, "#010610"))
_SNOW = ("#9fd8e0", "#cfeef0")


def _snow(count: int, rng: np.random.Generator, *, strength: float, fall: float = 14) -> Drift:
    """Return marine snow: what sinks, and catches light."""
    sprites = [
        Sprite(soft_disc(radius, 1.0)[:, :, None] * hex_rgb(tint) * strength, None)
        for radius, tint in zip((1.6, 2.2, 3.4, 6.5), (*_SNOW, *_SNOW), strict=True)
    ]
    return Drift(PICTURE_SIZE, sprites, count, (6, fall), 9, rng)


class _Shafts:
    """Light from above, computed small: beams have no sharp edges."""

    _SMALL = (160, 80)

    def __init__(self, source_x: float, tint: str, strength: float) -> None:
        self._source = (source_x / 8, -22.0)
        self._tint = hex_rgb(tint) * strength * 255

    def draw(self, picture: Picture, at_s: float) -> None:
        small = light_shafts(self._SMALL, self._source, at_s)
        lit = (small[:, :, None] * self._tint).astype(np.uint8)
        add_light(picture, np.asarray(Image.fromarray(lit).resize(PICTURE_SIZE, Image.Resampling.BILINEAR)))


class _Boat:
    """The submarine with its lamp."""

    def __init__(self, height: int, *, beam: int = 0) -> None:
        colour, cover, glass, lamp = submarine(height)
        self._hull = Sprite(colour * 0.92, cover)
        halo = blur(np.pad(glass, height // 3), max(2, height // 9))
        self._halo = Sprite(halo[:, :, None] * hex_rgb("#ffd27a") * 0.9, None)
        self._margin = height // 3
        self._lamp = (colour.shape[1] * lamp[0], height * lamp[1])
        self._beam = Sprite(_beam(beam)[:, :, None] * hex_rgb("#ffe3a6") * 0.62, None, 2) if beam else None
        self._beam_rise = round(beam * 0.42)
        self.size = (colour.shape[1], height)

    def draw(self, picture: Picture, x: float, y: float) -> None:
        self._hull.draw(picture, x, y)
        self._halo.draw(picture, x - self._margin, y - self._margin)
        if self._beam:
            self._beam.draw(picture, x + self._lamp[0], y + self._lamp[1] - self._beam_rise)


def _beam(length: int) -> Array:
    """Return a cone of lamp light to the right, its tip at the left, slightly downwards."""
    high = round(length * 0.84)
    x = np.arange(length, dtype=np.float32)[None, :] + 6
    y = np.arange(high, dtype=np.float32)[:, None] - length * 0.42
    slope = (y - x * 0.1) / x
    inside = smoothstep(0.3, 0.04, np.abs(slope))
    return inside * (1 - x / (length + 6)) ** 1.5 * smoothstep(0, 14, x)


class _Descent:
    """Down from the light; the title."""

    length_s = 13.0

    def __init__(self) -> None:
        rng = np.random.default_rng(1)
        water: Stops = (
            (0.0, "#4fb3bd"),
            (0.18, "#2290a6"),
            (0.45, "#0f5a7c"),
            (0.75, "#082f52"),
            (1.0, "#041a36"),
        )
        tall = vertical_gradient(_WIDTH, 1500, water)
        self._water = to_bytes(tall, rng)
        self._dark = to_bytes(1 - vignette(_WIDTH, _HEIGHT, 0.28)[:, :, [0, 0, 0]])
        self._shafts = _Shafts(560, "#c4fff0", 0.34)
        self._boat = _Boat(112)
        bubble = [Sprite(_bubble(radius)[:, :, None] * hex_rgb("#d5fbff"), None) for radius in (3, 4, 6, 9)]
        self._bubbles = Drift(PICTURE_SIZE, bubble, 36, (0, -120), 10, rng)
        self._school = _School(70, rng, (900, 420), (230, 90), "#0a4a66")
        self._title = TitleCard("LANTERNS BELOW", "#f0fffb", 150, (2.0, 8.0))

    def draw(self, picture: Picture, at_s: float) -> None:
        depth = int(min(at_s / self.length_s, 1) ** 1.15 * (1500 - _HEIGHT))
        np.copyto(picture, self._water[depth : depth + _HEIGHT])
        self._shafts.draw(picture, at_s)
        self._school.draw(picture, at_s)
        self._bubbles.draw(picture, at_s)
        self._boat.draw(picture, 360 + 26 * at_s, 200 + 9 * at_s + 8 * np.sin(at_s * 0.8))
        np.maximum(picture, self._dark, out=picture)
        np.subtract(picture, self._dark, out=picture)
        self._title.draw(picture, at_s)

    def zoom(self, at_s: float) -> float:
        return 1.0


def _bubble(radius: int) -> Array:
    place = np.arange(radius * 2 + 4, dtype=np.float32) - radius - 1.5
    distance = np.hypot(place[:, None], place[None, :])
    shine = np.exp(
        -((place[:, None] + radius * 0.4) ** 2 + (place[None, :] + radius * 0.35) ** 2) / (radius * 0.8)
    )
    return np.exp(-((distance - radius) ** 2) / 0.9) * 0.5 + shine * 0.5


class _School:
    """Small fish that turn as one."""

    _ANGLES, _BENDS = 32, 3

    def __init__(
        self,
        count: int,
        rng: np.random.Generator,
        centre: tuple[float, float],
        reach: tuple[float, float],
        tint: str,
    ) -> None:
        self._sprites = [
            [_turned_fish(26, bend - 1, angle / self._ANGLES, tint) for bend in range(self._BENDS)]
            for angle in range(self._ANGLES)
        ]
        self._centre, self._reach = centre, reach
        self._places = rng.normal(0, 0.42, (count, 2))
        self._lags = rng.uniform(0, 1.1, count) + self._places[:, 0] * 0.5

    def draw(self, picture: Picture, at_s: float) -> None:
        now, soon = self._positions(at_s), self._positions(at_s + 0.05)
        heading = np.arctan2(soon[:, 1] - now[:, 1], soon[:, 0] - now[:, 0])
        turns = np.round(heading / (2 * np.pi) * self._ANGLES).astype(int) % self._ANGLES
        bends = ((at_s * 7 + self._lags * 9) % self._BENDS).astype(int)
        for index, place in enumerate(now):
            sprite = self._sprites[int(turns[index])][int(bends[index])]
            sprite.draw(picture, float(place[0]) - 16, float(place[1]) - 16)

    def _positions(self, at_s: float) -> Array:
        time = at_s - self._lags
        swirl = self._places * (1 + 0.25 * np.sin(time * 0.6))[:, None]
        x = self._centre[0] + self._reach[0] * (1.5 * np.sin(time * 0.42) + swirl[:, 0] * np.cos(time * 0.5))
        y = self._centre[1] + self._reach[1] * (np.sin(time * 0.61 + 1) + swirl[:, 1] + 0.4 * swirl[:, 0])
        return np.stack([x, y], axis=1)


def _turned_fish(length: int, bend: float, turn: float, tint: str) -> Sprite:
    mask = fish(length, bend)
    sheet = Image.new("L", (length + 6, length + 6))
    sheet.paste(Image.fromarray((mask * 255).astype(np.uint8)), (3, (length + 6 - mask.shape[0]) // 2))
    cover = np.asarray(sheet.rotate(-turn * 360, Image.Resampling.BICUBIC), dtype=np.float32) / 255
    return Sprite(np.broadcast_to(hex_rgb(tint), (*cover.shape, 3)).astype(np.float32), cover, 2)


class _Jellyfish:
    """A slow crowd of lights."""

    length_s = 13.0
    _PHASES = 24
    _KINDS = ((430, "#ff8fc8", "#b48bff"), (270, "#ffb38f", "#ff7fa8"), (170, "#8fe3ff", "#6fa0ff"))

    def __init__(self) -> None:
        rng = np.random.default_rng(2)
        self._water = to_bytes(
            vertical_gradient(_WIDTH, _HEIGHT, _TWILIGHT) * vignette(*PICTURE_SIZE, 0.45), rng
        )
        self._shafts = _Shafts(820, "#7fe0e8", 0.14)
        self._kinds = [
            [
                Sprite(jellyfish(high, step / self._PHASES, core, rim, kind)[0], None, 2)
                for step in range(self._PHASES)
            ]
            for kind, (high, core, rim) in enumerate(self._KINDS)
        ]
        self._crowd = (
            (2, 120, 380, 0.1), (2, 520, 470, 0.5), (2, 1010, 300, 0.8), (2, 700, 140, 0.3), (1, 300, 300,
            0.0), (1, 860, 440, 0.6), (1, 1090, 120, 0.35), (0, 470, 190, 0.2), (0, -20, 330, 0.7),
        )  # fmt: skip
        self._snow = _snow(70, rng, strength=0.34)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._water)
        self._shafts.draw(picture, at_s + 20)
        for kind, x, y, offset in self._crowd:
            near = (1.0, 0.62, 0.4)[kind]
            stroke = at_s * (0.34 + 0.16 * (2 - near)) + offset
            # Each stroke is a push, then a glide.
            rise = 24 * near * (stroke + 0.16 * np.sin(2 * np.pi * stroke)) / 0.5
            phase = int(stroke % 1 * self._PHASES)
            self._kinds[kind][phase].draw(picture, x + 16 * near * np.sin(at_s * 0.35 + x), y + 60 - rise)
        self._snow.draw(picture, at_s)

    def zoom(self, at_s: float) -> float:
        return 1.0 + 0.06 * at_s / self.length_s


class _Canyon:
    """Below the last daylight: walls, and somebody's eyes."""

    length_s = 12.5

    def __init__(self) -> None:
        rng = np.random.default_rng(3)
        self._water = to_bytes(vertical_gradient(_WIDTH, _HEIGHT, _MIDNIGHT) * 1.1, rng)
        depths = (
            (60, "#15466b", "#0b2947", 330, 40),
            (170, "#0c2b4a", "#06182d", 300, 60),
            (380, "#05101f", "#01050c", 270, 74),
        )
        self._walls = [_wall(*depth, rng) for depth in depths]
        self._boat = _Boat(74, beam=560)
        self._snow = _snow(90, rng, strength=0.22)
        self._glints = [
            (
                Sprite(soft_disc(rng.uniform(1.5, 4), 1.0)[:, :, None] * hex_rgb(tint), None),
                rng.uniform(0, 1500),
                rng.uniform(330, 610),
                rng.uniform(0, 6),
            )
            for tint in ("#5ff0d0", "#6fb8ff", "#b58cff", "#5ff0d0") * 16
        ]
        self._eye = Sprite(soft_disc(5, 0.4)[:, :, None] * hex_rgb("#d8ffb0") * 0.9, None)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._water)
        share = at_s / self.length_s
        self._walls[0].draw(picture, share * 58)
        self._walls[1].draw(picture, share * 166)
        for sprite, x, y, phase in self._glints:
            if np.sin(at_s * 0.9 + phase) > -0.2:
                sprite.draw(picture, x - share * 166, y)
        self._snow.draw(picture, at_s)
        self._boat.draw(picture, 120 + at_s * 30, 250 + 10 * np.sin(at_s * 0.7))
        self._walls[2].draw(picture, share * 376)
        if 6.0 < at_s < 12 and not 8.6 < at_s < 8.85:
            for eye in (0, 26):
                self._eye.draw(picture, 1030 + eye - share * 40, 505)

    def zoom(self, at_s: float) -> float:
        return 1.0


def _wall(pan: int, top: str, foot: str, height: int, roughness: int, rng: np.random.Generator) -> Layer:
    """Return a rocky ground with chimneys and sea fans on it."""
    width = _WIDTH + pan
    relief = (smooth_noise(width, 210, rng) * roughness + smooth_noise(width, 64, rng) * roughness * 0.36
              + smooth_noise(width, 21, rng) * roughness * 0.1)  # fmt: skip
    y = np.arange(height, dtype=np.float32)[:, None]
    edge = height * 0.45 + relief[None, :]
    cover = np.clip(y - edge + 0.5, 0, 1).astype(np.float32)
    depth = np.clip((y - edge) / (height * 0.5), 0, 1)
    colour = mix(hex_rgb(top), hex_rgb(foot), depth[:, :, None])
    return Layer(colour, cover, _HEIGHT - height)


class _Whale:
    """It was there all along."""

    length_s = 13.5
    _PHASES = 20

    def __init__(self) -> None:
        rng = np.random.default_rng(4)
        self._water = to_bytes(
            vertical_gradient(_WIDTH, _HEIGHT, ((0, "#0a3654"), (0.55, "#062340"), (1, "#020d20")))
            * vignette(*PICTURE_SIZE, 0.5),
            rng,
        )
        self._shafts = _Shafts(640, "#8fe6ea", 0.13)
        self._whale = [_painted_whale(980, step / self._PHASES) for step in range(self._PHASES)]
        self._boat = _Boat(58, beam=360)
        self._snow = _snow(80, rng, strength=0.3)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._water)
        self._shafts.draw(picture, at_s + 40)
        phase = at_s * 0.16
        x = -860 + at_s * 92
        self._whale[int(phase % 1 * self._PHASES)].draw(picture, x, 90 + 14 * np.sin(at_s * 0.4))
        self._boat.draw(picture, 690 + at_s * 16, 470 + 7 * np.sin(at_s * 0.9))
        self._snow.draw(picture, at_s)

    def zoom(self, at_s: float) -> float:
        return 1.05 - 0.05 * at_s / self.length_s


def _painted_whale(length: int, phase: float) -> Sprite:
    mask = whale(length, phase)
    high = mask.shape[0]
    y = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    x = np.linspace(0, 1, length, dtype=np.float32)[None, :]
    back = mix(
        hex_rgb("#1d5a78"),
        hex_rgb("#0b2a48"),
        np.broadcast_to(smoothstep(0.2, 0.62, y), mask.shape)[:, :, None],
    )
    belly = smoothstep(0.52, 0.66, y + 0.1 * (1 - x)) * smoothstep(0.5, 0.75, x)
    grooves = 0.5 + 0.5 * np.sin((y * 96 + x * 9) * 2.4)
    colour = mix(back, hex_rgb("#6fa4b4"), (belly * (0.32 + 0.3 * grooves))[:, :, None])
    light = blur(mask, 9)
    rim = mask * (1 - smoothstep(0.55, 1.0, light)) * smoothstep(0.6, 0.25, y)
    colour = mix(colour, hex_rgb("#8fd8e0"), (rim * 0.6)[:, :, None])
    eye = np.exp(-(((x - 0.9) * length) ** 2 + ((y - 0.52) * high) ** 2) / 14)
    colour = mix(colour, hex_rgb("#04101e"), np.clip(eye * 1.6, 0, 1)[:, :, None])
    return Sprite(colour, mask * 0.96, 1)


class _Together:
    """Up again, through lights like stars, not alone."""

    length_s = 11.5

    def __init__(self) -> None:
        rng = np.random.default_rng(5)
        self._water = to_bytes(
            vertical_gradient(
                _WIDTH, _HEIGHT, ((0, "#2a8ca0"), (0.2, "#125a78"), (0.6, "#08304f"), (1, "#031a33"))
            )
            * vignette(*PICTURE_SIZE, 0.45),
            rng,
        )
        self._shafts = _Shafts(760, "#b8fff0", 0.3)
        ink = hex_rgb("#062238")
        self._whale: list[Sprite] = []
        for step in range(20):
            mask = whale(430, step / 20)
            turned = Image.fromarray((mask * 255).astype(np.uint8)).rotate(
                16, Image.Resampling.BICUBIC, expand=True
            )
            cover = np.asarray(turned, dtype=np.float32) / 255
            self._whale.append(
                Sprite(np.broadcast_to(ink, (*cover.shape, 3)).astype(np.float32), cover * 0.94, 2)
            )
        self._boat = _Boat(40)
        spark = [
            Sprite(soft_disc(radius, 1.0)[:, :, None] * hex_rgb("#9ffff0") * 0.8, None)
            for radius in (1.5, 2.2, 3.2, 5)
        ]
        self._sparks = Drift(PICTURE_SIZE, spark, 150, (-8, 26), 14, rng)

    def draw(self, picture: Picture, at_s: float) -> None:
        np.copyto(picture, self._water)
        self._shafts.draw(picture, at_s + 60)
        self._whale[int(at_s * 0.26 % 1 * 20)].draw(picture, 380 + at_s * 24, 330 - at_s * 15)
        self._boat.draw(picture, 560 + at_s * 25, 560 - at_s * 17 + 5 * np.sin(at_s))
        self._sparks.draw(picture, at_s)

    def zoom(self, at_s: float) -> float:
        return 1.0 + 0.04 * at_s / self.length_s


def _score(length_s: float) -> Sound:
    rng = np.random.default_rng(91)
    chords = (
        ("C2", "G2", "E3", "B3"),
        ("A1", "E2", "C3", "G3"),
        ("F1", "C2", "A2", "E3"),
        ("G1", "D2", "B2", "F#3"),
    )
    music = pad(length_s, (*chords, *chords[:2], chords[0]), rng, warmth=2.0)
    sea = noise_bed(length_s, 40, 300, rng, tilt=1.4) * swell(length_s, 7, 0.3, rng)
    drops = bells(length_s, ("C5", "E5", "G4", "B4", "D5"), 3.0, rng, decay_s=3.2)
    return master(music + sea * 0.5 + drops * 0.45 + _whale_song(length_s, rng) * 0.4)


def _whale_song(length_s: float, rng: np.random.Generator) -> Sound:
    """Return long gliding calls, far away, with their echo."""
    count = round(length_s * 48_000)
    song = np.zeros((2, count), dtype=np.float32)
    start_s = 6.0
    while start_s < length_s - 6:
        call_s = rng.uniform(1.6, 3.2)
        time = np.arange(round(call_s * 48_000)) / 48_000
        share = time / call_s
        hertz = rng.uniform(110, 190) * (1 + rng.uniform(-0.3, 0.5) * share + 0.05 * np.sin(time * 5))
        tone = np.sin(2 * np.pi * np.cumsum(hertz) / 48_000) * np.hanning(len(time)) * 0.5
        for side, (delay_s, level) in enumerate(((0.0, 1.0), (0.35, 0.6))):
            begin = round((start_s + delay_s) * 48_000)
            end = min(count, begin + len(tone))
            song[side, begin:end] += (tone * level)[: end - begin]
        start_s += rng.uniform(5, 10)
    return song


def _sea_only(length_s: float) -> Sound:
    rng = np.random.default_rng(92)
    sea = noise_bed(length_s, 40, 320, rng, tilt=1.3) * swell(length_s, 7, 0.25, rng)
    return master(sea * 0.7 + _whale_song(length_s, rng) * 0.6, level=0.26)


FILM = Film(
    number=1,
    id="lanterns-below",
    name="Lanterns Below",
    shots=(_Descent, _Jellyfish, _Canyon, _Whale, _Together),
    length_s=FILM_LENGTHS_S["lanterns-below"],
    mixes=(Mix("en", "Original score", _score), Mix("fr", "The sea alone", _sea_only)),
    finer=2,
)
