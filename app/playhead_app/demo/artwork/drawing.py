"""Draw a title's pictures: motif, grain, and for a poster the typography.

Everything follows from the title's brief, so that the same title looks the same on every machine and in
every size. A large picture is drawn at two thirds of its size and scaled up: its grain is fine again, and it
takes half the time.
"""

import hashlib
from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image

from playhead_app.demo.artwork.motifs import MOTIFS
from playhead_app.demo.artwork.stage import Cut, Stage
from playhead_app.demo.artwork.titling import set_poster_title, set_title_art
from playhead_app.demo.catalogue.content import TitleText, read_titles
from playhead_app.demo.scenery.paint import Array, to_bytes, vignette

__all__ = ["Subject", "draw_picture", "draw_title_art", "find_subject", "leading_colour"]

_RATIOS = {Cut.POSTER: 2 / 3, Cut.STILL: 16 / 9, Cut.HERO: 16 / 9}
# Wider than this, a picture is drawn smaller and scaled up.
_DRAWN_WIDTH = {Cut.POSTER: 600, Cut.STILL: 960, Cut.HERO: 1280}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is of: a title, or one of its episodes.

    Attributes:
        variant: 0 for the title itself; an episode's number within the series.
    """

    title: TitleText
    variant: int = 0


@cache
def _subjects() -> dict[str, Subject]:
    found = {title.id: Subject(title) for title in read_titles()}
    for title in read_titles():
        place = 0
        for season, one in enumerate(title.seasons, 1):
            for number in range(1, len(one.episodes) + 1):
                place += 1
                found[f"{title.id}.s{season}e{number}"] = Subject(title, place)
    return found


def find_subject(name: str) -> Subject | None:
    """Return what an identifier of the catalogue stands for."""
    return _subjects().get(name)


def draw_picture(subject: Subject, cut: Cut, width: int) -> Image.Image:
    """Draw a poster, a still or a hero, `width` pixels wide."""
    drawn_width = min(width, _DRAWN_WIDTH[cut])
    size = (drawn_width, round(drawn_width / _RATIOS[cut]))
    brief = subject.title.art
    stage = Stage(*size, cut, subject.variant)
    picture = MOTIFS[brief.motif](stage, brief.palette, _chance(subject, cut))
    picture = picture * vignette(*size, 0.3 if cut is not Cut.HERO else 0.2)
    if cut is Cut.HERO:
        picture = _calm_left(picture)
    if cut is Cut.POSTER:
        picture = set_poster_title(picture, subject.title)
    return _developed(picture, width, cut, _chance(subject, cut))


def draw_title_art(subject: Subject, width: int) -> Image.Image:
    """Set the title in its type on a transparent ground, `width` pixels wide."""
    return set_title_art(subject.title, width)


def leading_colour(subject: Subject) -> str:
    """Return a title's leading colour as `#rrggbb`, dark enough for light text."""
    brief = subject.title.art
    small = MOTIFS[brief.motif](
        Stage(48, 72, Cut.POSTER), brief.palette, _chance(Subject(subject.title), Cut.POSTER)
    )
    pixels = small.reshape(-1, 3)
    # The most colourful third says what a picture feels like; its average alone would be mud.
    colourful = pixels[np.argsort(np.ptp(pixels, axis=1))[-len(pixels) // 3 :]].mean(axis=0)
    dark = colourful * min(1.0, 0.3 / max(float(colourful @ np.array([0.2126, 0.7152, 0.0722])), 0.01))
    red, green, blue = (round(float(channel) * 255) for channel in np.clip(dark, 0, 1))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _chance(subject: Subject, cut: Cut) -> np.random.Generator:
    # The poster and the still of a title may differ in details, never from one day to the next.
    text = f"{subject.title.id}/{subject.title.art.seed}/{subject.variant}/{cut.value}"
    return np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))


def _calm_left(picture: Array) -> Array:
    """Darken the left third towards ink, where the hero's words stand, and the foot, where the rows begin."""
    height, width = picture.shape[:2]
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    veil = np.clip(1 - x / 0.62, 0, 1) ** 1.2 * 0.92
    foot = np.clip((y - 0.72) / 0.28, 0, 1) ** 1.6 * 0.75
    share = (1 - (1 - veil) * (1 - foot))[:, :, None]
    ink = np.array([11, 14, 20], dtype=np.float32) / 255
    return picture * (1 - share) + ink * share


def _developed(picture: Array, width: int, cut: Cut, rng: np.random.Generator) -> Image.Image:
    """Return the picture at its size, with the grain of film."""
    image = Image.fromarray(to_bytes(np.clip(picture, 0, 1), rng))
    if image.width != width:
        image = image.resize((width, round(width / _RATIOS[cut])), Image.Resampling.BICUBIC)
    pixels = np.asarray(image, dtype=np.int16)
    grain = rng.normal(0, 2.6, pixels.shape[:2]).astype(np.int16)
    return Image.fromarray(np.clip(pixels + grain[:, :, None], 0, 255).astype(np.uint8))
