"""Set titles: into posters, and alone as title art.

A title is broken into lines of like length, set in its own face, and made as large as its place allows. On a
poster it stands where the picture is calm, on a veil that is just strong enough to read it.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from playhead_app.demo.catalogue.content import TitleText
from playhead_app.demo.fonts import load_font
from playhead_app.demo.scenery.lettering import line_mask, line_width, title_mask
from playhead_app.demo.scenery.paint import Array, blur, hex_rgb, mix, smoothstep

__all__ = ["set_poster_title", "set_title_art"]


@dataclass(frozen=True, slots=True)
class _Face:
    """How a title is set.

    Attributes:
        font: A bundled font.
        tracking: Extra space between letters, in ems.
        leading: Distance of baselines, in sizes.
        is_upper: Whether it is set in capitals.
        largest: The largest size, as a share of the poster's width.
    """

    font: str
    tracking: float
    leading: float
    is_upper: bool
    largest: float


_FACES: dict[str, _Face] = {
    "light": _Face("InterDisplay-ExtraLight", 0.26, 1.3, True, 0.105),
    "medium": _Face("InterDisplay-Medium", 0.06, 1.16, True, 0.108),
    "semibold": _Face("InterDisplay-SemiBold", -0.01, 1.04, False, 0.17),
    "heavy": _Face("InterDisplay-Black", -0.02, 0.98, False, 0.19),
    "black": _Face("InterDisplay-Black", 0.01, 0.96, True, 0.18),
}
# Where the motif is calm: above in a sky, or below on a dark ground.
_LOW = {"orbit", "garden", "balloons"}
_LIGHT_SKIES = {
    ("dunes", "bone"),
    ("railway", "morning"),
    ("railway", "garden"),
    ("railway", "snow"),
    ("railway", "harvest"),
    ("lighthouse", "peach"),
    ("birds", "straw"),
    ("peaks", "meadow"),
}
_INKS = {
    "bone": "#3a2e20",
    "morning": "#7a2f28",
    "garden": "#2c5a48",
    "snow": "#2c4a66",
    "harvest": "#6a2f1c",
    "peach": "#5a3450",
    "straw": "#33291a",
    "meadow": "#2c5a4c",
}


def set_poster_title(picture: Array, title: TitleText) -> Array:
    """Set a title and its director into a poster."""
    height, width = picture.shape[:2]
    face = _FACES[title.art.face]
    mask = _fitted(title.name, face, width * 0.84, width * face.largest)
    is_low = title.art.motif in _LOW
    is_dark_ink = (title.art.motif, title.art.palette) in _LIGHT_SKIES
    maker = "A film by" if title.film else "Created by"
    credit = line_mask(
        f"{maker} {title.director}".upper(), "Inter-Medium", max(7, round(width * 0.026)), 0.22
    )
    gap = round(width * 0.035)
    block = mask.shape[0] + gap + credit.shape[0]
    top = round(height * 0.945) - block if is_low else round(height * 0.065)
    ink = _INKS.get(title.art.palette, "#24242a") if is_dark_ink else "#fff8ea"
    if not is_dark_ink:
        picture = _veiled(picture, is_low=is_low, reach=block / height + 0.13)
    picture = _inked(picture, mask, top, ink, with_shadow=not is_dark_ink)
    return _inked(picture, credit * 0.86, top + mask.shape[0] + gap, ink, with_shadow=False)


def set_title_art(title: TitleText, width: int) -> Image.Image:
    """Return the title alone, left-aligned, light on transparency, `width` pixels wide at most."""
    face = _FACES[title.art.face]
    mask = _fitted(title.name, face, width * 0.94, width * min(face.largest, 0.16), is_centred=False)
    margin = max(4, round(width * 0.02))
    cover = np.pad(mask, margin)
    shadow = np.clip(blur(cover, max(2, margin // 2)) * 0.75, 0, 1)
    alpha = cover + shadow * (1 - cover)
    ink = np.array([255, 248, 234], dtype=np.float32)
    colour = ink * (cover / np.maximum(alpha, 1e-4))[:, :, None]
    pixels = np.dstack([colour, alpha * 255])
    return Image.fromarray(np.clip(pixels + 0.5, 0, 255).astype(np.uint8))


def _fitted(name: str, face: _Face, room: float, largest: float, *, is_centred: bool = True) -> Array:
    """Return the title as a mask: of all ways to break it, the one that allows the largest type."""
    text = name.upper() if face.is_upper else name
    probe = load_font(face.font, 100)
    best_size, best_widest, best_lines = 0.0, 0.0, [text]
    ways = _breaks(text.split(), most=3)
    widths = {line: line_width(line, probe, face.tracking) / 100 for lines in ways for line in lines}
    for lines in ways:
        widest = max(widths[line] for line in lines)
        size = min(room / widest, largest)
        # More lines look heavy: they must earn their place with clearly larger type.
        # Among as many lines, the even break wins.
        is_larger = size > best_size * (1.12 if len(lines) > len(best_lines) else 1.0)
        is_evener = size == best_size and len(lines) == len(best_lines) and widest < best_widest
        if is_larger or is_evener:
            best_size, best_widest, best_lines = size, widest, lines
    return title_mask(
        best_lines,
        face.font,
        max(8, int(best_size)),
        tracking=face.tracking,
        leading=face.leading,
        is_centred=is_centred,
    )


def _breaks(words: list[str], most: int) -> list[list[str]]:
    """Return every way to set words in up to `most` lines, fewer first; none leaves an article alone."""
    found = [[" ".join(words)]]
    if most >= 2:
        found += [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    if most >= 3:
        found += [
            [" ".join(words[:first]), " ".join(words[first:second]), " ".join(words[second:])]
            for first in range(1, len(words) - 1)
            for second in range(first + 1, len(words))
        ]
    return [lines for lines in found if len(lines) == 1 or all(len(line) > 1 for line in lines)]


def _veiled(picture: Array, *, is_low: bool, reach: float) -> Array:
    height = picture.shape[0]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    away = 1 - y if is_low else y
    share = smoothstep(reach * 1.5, reach * 0.3, away) * 0.62
    return mix(picture, picture * 0.16, share)


def _inked(picture: Array, mask: Array, top: int, ink: str, *, with_shadow: bool) -> Array:
    """Set a mask into the middle of a picture, in one colour."""
    height, width = mask.shape
    left = (picture.shape[1] - width) // 2
    sheet = np.zeros(picture.shape[:2], dtype=np.float32)
    rows = slice(max(0, top), min(picture.shape[0], top + height))
    columns = slice(max(0, left), min(picture.shape[1], left + width))
    part = mask[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    sheet[rows, columns] = part
    if with_shadow:
        soft = blur(sheet, max(1, picture.shape[1] // 90)) * 0.5
        picture = mix(picture, np.zeros(3, dtype=np.float32), soft[:, :, None])
    return mix(picture, hex_rgb(ink), sheet[:, :, None])
