"""The paper train: an engine, its carriages, its smoke."""

import numpy as np

from playhead_app.demo.scenery.paint import Array, Picture, blur, hex_rgb, mix
from playhead_app.demo.scenery.paper import Sheet, cut, locomotive, wagon
from playhead_app.demo.studio.effects import soft_disc
from playhead_app.demo.studio.films.railway_light import Light
from playhead_app.demo.studio.layers import Sprite

__all__ = ["Train", "glued"]


def glued(
    masks: tuple[Array, Array, Array, Array], paint: tuple[str, str, str, str], rng: np.random.Generator
) -> Sheet:
    """Glue a train's parts together: body, trim, wheels, windows."""
    colour = np.zeros((*masks[0].shape, 3), dtype=np.float32)
    cover = np.zeros_like(masks[0])
    for mask, ink in zip(masks, paint, strict=True):
        colour = mix(colour, hex_rgb(ink), np.where(cover > 0, mask, 1.0)[:, :, None])
        cover = np.maximum(cover, mask)
    sheet = cut(cover, "#ffffff", "#ffffff", rng, shadow=6, depth=0.4, edge=0)
    body = cover[:, :, None]
    return Sheet(np.clip(mix(sheet.colour, colour, body), 0, 1), sheet.cover)


class Train:
    """An engine and its carriages, with turning wheels and paper smoke."""

    _PHASES = 12

    def __init__(self, height: int, wagons: int, light: Light, *, is_lit: bool = False) -> None:
        rng = np.random.default_rng(77)
        self._height, self._wagons = height, wagons
        margin = 10
        self._engines: list[Sprite] = []
        self._cars: list[Sprite] = []
        for phase in range(self._PHASES):
            turn = phase / self._PHASES * 0.8
            *parts, self._chimney = locomotive(height, turn)
            engine = glued(_padded((parts[0], parts[1], parts[2], parts[3]), margin), light.paint, rng)
            car = glued(_padded(wagon(height, turn), margin), light.paint, rng)
            self._engines.append(Sprite(engine.colour, engine.cover))
            self._cars.append(Sprite(car.colour, car.cover))
        self._margin = margin
        puff = "#fff7e8" if not is_lit else "#b9b4d0"
        self._puffs: list[Sprite] = []
        for radius in np.linspace(0.12, 0.62, 16) * height:
            disc = np.pad(soft_disc(float(radius), 0.04), 8)
            sheet = cut(np.clip(disc * 8, 0, 1), puff, puff, rng, shadow=6, depth=0.3, edge=0.1)
            fade = float(1 - (radius / (0.66 * height)) ** 2 * 0.55)
            self._puffs.append(Sprite(sheet.colour, sheet.cover * fade, 2))
        self._halo: Sprite | None = None
        if is_lit:
            panes = np.pad(wagon(height, 0)[3], height // 3)
            self._halo = Sprite(blur(panes, height // 8)[:, :, None] * hex_rgb("#ffb95e") * 0.7, None)

    def draw(self, picture: Picture, x: float, y: float, at_s: float, speed: float) -> None:
        """Draw the train with its engine's left edge at `x` and the rails at `y`."""
        rolled = x / self._height
        phase = int(rolled / 0.8 * self._PHASES) % self._PHASES
        top = y - self._height
        self._smoke(picture, x + self._chimney[0] * self._height, top, at_s, speed)
        for index in range(self._wagons):
            left = x - (index + 1) * self._height * 1.72
            if self._halo:
                self._halo.draw(picture, left - self._height // 3, top - self._height // 3)
            self._cars[phase].draw(picture, left - self._margin, top - self._margin)
        self._engines[phase].draw(picture, x - self._margin, top - self._margin)

    def _smoke(self, picture: Picture, x: float, top: float, at_s: float, speed: float) -> None:
        every_s, life_s = 0.42, 4.2
        first = at_s % every_s
        for index in range(int(life_s / every_s), -1, -1):
            age_s = first + index * every_s
            share = age_s / life_s
            if share >= 1:
                continue
            sprite = self._puffs[int(share * 15.9)]
            wobble = np.sin((at_s - age_s) * 37.0) * 0.16 * self._height * share
            place = x - speed * age_s * 0.82 - 6
            half = (0.12 + 0.5 * share) * self._height + 10
            sprite.draw(
                picture, place - half, top - self._height * (0.05 + 0.85 * share**0.7) + wobble - half
            )


def _padded(masks: tuple[Array, Array, Array, Array], margin: int) -> tuple[Array, Array, Array, Array]:
    first, second, third, fourth = (np.pad(mask, margin) for mask in masks)
    return first, second, third, fourth
