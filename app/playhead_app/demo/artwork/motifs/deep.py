"""Below the surface: beams of light, jellyfish, a whale, a small submarine."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from playhead_app.demo.artwork.stage import Cut, Stage, add_glow, lay, lay_silhouette, screen
from playhead_app.demo.scenery.paint import Array, Stops, blur, hex_rgb, smoothstep, vertical_gradient
from playhead_app.demo.scenery.sea import fish, jellyfish, light_shafts, submarine, whale

__all__ = ["deep"]


@dataclass(frozen=True, slots=True)
class _Look:
    water: Stops
    beam: str
    jelly: tuple[str, str]
    shade: str
    subject: str


_LOOKS: dict[str, _Look] = {
    "lantern": _Look(
        ((0, "#2f9fb0"), (0.3, "#10627f"), (0.65, "#073150"), (1, "#021228")),
        "#c4fff0",
        ("#ff8fc8", "#b48bff"),
        "#0b4468",
        "whale",
    ),
    "abyss": _Look(
        ((0, "#4a3f8a"), (0.35, "#2a2462"), (0.7, "#14123c"), (1, "#06061a")),
        "#c8b8ff",
        ("#7fe8ff", "#8f9aff"),
        "#2a2870",
        "whale",
    ),
    "ink": _Look(
        ((0, "#16324f"), (0.4, "#0a1c38"), (1, "#02060f")),
        "#9fc4ff",
        ("#8fe3ff", "#6fa0ff"),
        "#030a18",
        "jelly",
    ),
    "reef": _Look(
        ((0, "#9fe8d8"), (0.3, "#3fb8b8"), (0.7, "#137a92"), (1, "#0a4668")),
        "#f4ffe0",
        ("#ffb38f", "#ff7fa8"),
        "#0a5a76",
        "fish",
    ),
    "rust": _Look(
        ((0, "#6f5a3c"), (0.35, "#4a3a34"), (0.7, "#241f2a"), (1, "#0a0a12")),
        "#ffdca0",
        ("#ffb26a", "#e0603a"),
        "#120f16",
        "wreck",
    ),
}


def deep(stage: Stage, palette: str, rng: np.random.Generator) -> Array:
    """Compose a sea."""
    look = _LOOKS[palette]
    width, height = stage.size
    picture = vertical_gradient(width, height, look.water)
    small = light_shafts(
        (max(2, width // 4), max(2, height // 4)),
        (stage.focus_x / 4, -height * 0.06),
        float(rng.uniform(0, 40)),
    )
    beams = np.asarray(Image.fromarray(small).resize(stage.size, Image.Resampling.BILINEAR), dtype=np.float32)
    screen(picture, beams[:, :, None] * hex_rgb(look.beam) * 0.32)
    _SUBJECTS[look.subject](picture, stage, look, rng)
    _snow(picture, stage, rng, look.beam)
    return picture


def _whale(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    height = stage.height
    length = stage.pixels(92 if stage.cut is Cut.POSTER else 84)
    mask = whale(length, 0.15 + 0.2 * stage.variant)
    y = np.linspace(0, 1, mask.shape[0], dtype=np.float32)[:, None]
    rim = mask * (1 - smoothstep(0.5, 1.0, blur(mask, max(1, length // 90)))) * smoothstep(0.7, 0.2, y)
    x, top = stage.focus_x - length * 0.56, height * 0.33
    lay_silhouette(picture, mask, look.shade, x, top, 0.92)
    lay_silhouette(picture, rim, look.beam, x, top, 0.55)
    colour, cover, _, lamp = submarine(stage.pixels(12))
    left, up = stage.focus_x - stage.unit * 2, height * 0.66
    _lamp_light(picture, stage, left + colour.shape[1] * lamp[0], up + colour.shape[0] * lamp[1])
    lay(picture, colour, cover, left, up)
    add_glow(
        picture, (left + colour.shape[1] * 0.63, up + colour.shape[0] * 0.52), stage.unit * 3, "#ffd27a", 0.5
    )
    for index, (dx, dy, size) in enumerate(((-36, 30, 26), (-44, 64, 17), (30, 62, 20))):
        light, _ = jellyfish(stage.pixels(size), 0.2 + index * 0.3, *look.jelly, index)
        _add(picture, light, stage.focus_x + dx * stage.unit, height * 0.02 + dy * stage.unit)


def _lamp_light(picture: Array, stage: Stage, x: float, y: float) -> None:
    height, width = picture.shape[:2]
    across = np.arange(width, dtype=np.float32)[None, :] - x
    down = np.arange(height, dtype=np.float32)[:, None] - y
    reach = stage.unit * 44
    inside = smoothstep(0.3, 0.04, np.abs(down / np.maximum(across, 1) - 0.12)) * (across > 0)
    light = inside * np.clip(1 - across / reach, 0, 1) ** 1.4 * 0.6
    screen(picture, light[:, :, None] * hex_rgb("#ffe3a6"))


def _add(picture: Array, light: Array, x: float, y: float) -> None:
    strength = light.max(axis=2)
    sheet = np.zeros_like(picture)
    lay(sheet, light, (strength > 0).astype(np.float32), x, y)
    screen(picture, sheet)


def _jelly(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    height = stage.height
    crowd = ((0, 18, 84), (-38, 70, 40), (26, 78, 30), (-30, 14, 26), (34, 26, 36), (10, 6, 18))
    for index, (dx, dy, size) in enumerate(crowd):
        light, _ = jellyfish(stage.pixels(size), 0.1 + index * 0.27, *look.jelly, index + stage.variant)
        _add(
            picture,
            light,
            stage.focus_x + dx * stage.unit - light.shape[1] / 2,
            height * 0.0 + dy * stage.unit,
        )


def _fish(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    for _ in range(170):
        angle, reach = rng.uniform(0, 2 * np.pi), rng.normal(0, 1)
        x = stage.focus_x + stage.unit * (24 * np.cos(angle) + 9 * reach)
        y = stage.height * 0.5 + stage.unit * (26 * np.sin(angle) + 7 * rng.normal())
        mask = fish(stage.pixels(rng.uniform(3, 6.5)), rng.uniform(-1, 1))
        turned = Image.fromarray((np.pad(mask, ((mask.shape[1] // 3,) * 2, (0, 0))) * 255).astype(np.uint8))
        turned = turned.rotate(-np.degrees(angle) - 90, Image.Resampling.BICUBIC, expand=True)
        tone = "#fff3d8" if rng.random() < 0.3 else look.shade
        lay_silhouette(picture, np.asarray(turned, dtype=np.float32) / 255, tone, x, y, 0.9)


def _wreck(picture: Array, stage: Stage, look: _Look, rng: np.random.Generator) -> None:
    from playhead_app.demo.scenery.shapes import Mask

    width, height = stage.size
    sheet = Mask(width, height, stage.unit, (stage.focus_x, height * 0.86))
    sheet.polygon(
        [
            (-44, 2),
            (-36, -20),
            (-30, -24),
            (-8, -19),
            (16, -15),
            (40, -26),
            (46, -27),
            (40, -8),
            (26, 6),
            (-40, 10),
        ]
    )
    for x, top, lean in ((-14, -58, -6), (10, -48, 4)):
        sheet.stroke([(x, -14), (x + lean, top)], 1.3)
        sheet.stroke([(x + lean * 0.6 - 12, top * 0.68), (x + lean * 0.6 + 11, top * 0.74)], 0.8)
        sheet.stroke([(x + lean, top), (x + 24, -14)], 0.25)
        sheet.stroke([(x + lean, top), (x - 22, -16)], 0.25)
    lay_silhouette(picture, sheet.values(), look.shade, 0, 0, 0.94)
    floor = Mask(width, height)
    floor.blob(
        [
            (-width * 0.2, height * 1.2),
            (-width * 0.1, height * 0.86),
            (width * 0.3, height * 0.9),
            (width * 0.7, height * 0.87),
            (width * 1.1, height * 0.92),
            (width * 1.2, height * 1.2),
        ]
    )
    lay_silhouette(picture, floor.values(), "#07070c", 0, 0)
    colour, cover, _, lamp = submarine(stage.pixels(9))
    left, up = stage.focus_x - stage.unit * 42, height * 0.4
    _lamp_light(picture, stage, left + colour.shape[1] * lamp[0], up + colour.shape[0] * lamp[1])
    lay(picture, colour, cover, left, up)


_SUBJECTS = {"whale": _whale, "jelly": _jelly, "fish": _fish, "wreck": _wreck}


def _snow(picture: Array, stage: Stage, rng: np.random.Generator, tint: str) -> None:
    height, width = picture.shape[:2]
    light = np.zeros((height, width), dtype=np.float32)
    count = 160
    light[rng.integers(0, height, count), rng.integers(0, width, count)] = rng.uniform(0.3, 1, count)
    soft = blur(light, max(1, stage.pixels(0.3))) * (stage.pixels(0.3) * 2 + 1) ** 2 * 0.8
    screen(picture, np.clip(soft, 0, 0.8)[:, :, None] * hex_rgb(tint) * 0.6)
