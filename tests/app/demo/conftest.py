"""Short films that are made in a second or two, packaged in every way the demo knows."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from playhead_app.demo.scenery.paint import Picture
from playhead_app.demo.studio.production import produce
from playhead_app.demo.studio.progress import Progress
from playhead_app.demo.studio.reel import SAMPLE_RATE, Film, Line, Mix, Packaging, Sound, Subtitles


class MovingBars:
    """A picture that is quick to draw and not trivial to encode."""

    length_s = 60.0

    def __init__(self) -> None:
        shade = np.linspace(20, 220, 1280, dtype=np.uint8)
        self._bars = np.tile(shade[None, :, None], (640, 2, 3))

    def draw(self, picture: Picture, at_s: float) -> None:
        shift = int(at_s * 90) % 1280
        np.copyto(picture, self._bars[:, shift : shift + 1280])

    def zoom(self, at_s: float) -> float:
        return 1.0 + 0.01 * at_s


def hum(length_s: float) -> Sound:
    time = np.arange(round(length_s * SAMPLE_RATE)) / SAMPLE_RATE
    return np.tile((0.1 * np.sin(2 * np.pi * 220 * time)).astype(np.float32), (2, 1))


WORDS = (Line(0.5, 1.5, "Bars go by."), Line(2.0, 3.5, "<i>Still</i> they do."))


def short_film(packaging: Packaging, film_id: str = "the-long-dusk") -> Film:
    """A film of four seconds that goes by the name of a real one, so that an origin serves it."""
    mixes = (Mix("en", "Hum", hum), Mix("de", "Hum again", hum))
    return Film(
        number=7,
        id=film_id,
        name="Bars",
        shots=(MovingBars,),
        length_s=4.0,
        mixes=mixes if packaging is not Packaging.MPEG_TS else mixes[:1],
        subtitles=(Subtitles("en", "English", WORDS), Subtitles("de", "Deutsch", WORDS)),
        packaging=packaging,
        preset="ultrafast",
    )


@pytest.fixture(scope="session")
def reports() -> list[Progress]:
    """What the studio has told of all films made so far."""
    return []


@pytest.fixture(scope="session")
def made_film(
    tmp_path_factory: pytest.TempPathFactory, reports: list[Progress]
) -> Callable[[Packaging], Path]:
    """Give the published folder of a short film, made once for each packaging."""
    made: dict[Packaging, Path] = {}

    def make(packaging: Packaging) -> Path:
        if packaging not in made:
            root = tmp_path_factory.mktemp(packaging.value)
            made[packaging] = produce(short_film(packaging), root, reports.append)
        return made[packaging]

    return make
