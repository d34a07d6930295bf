"""The demo's service over short films that go by the real ones' names, and an eye for frame numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from playhead.backend.libvlc import ShownPicture
from playhead_app.demo import DemoService
from playhead_app.demo.framecode import read_frame_code
from playhead_app.demo.studio.production import produce
from playhead_app.demo.studio.reel import Film, Mix, Packaging
from tests.app.demo.conftest import MovingBars, hum

FILMS = {
    "the-long-dusk": (Packaging.CMAF_SEGMENTS, 12.0),
    "lanterns-below": (Packaging.CMAF_SEGMENTS, 8.0),
    "last-tram-home": (Packaging.MPEG_TS, 6.0),
}


@dataclass
class Screen:
    """The frame numbers that were shown."""

    frames: list[int] = field(default_factory=list[int])

    def see(self, shown: ShownPicture) -> None:
        pitch = shown.layout.pitches[0]
        luma = np.frombuffer(shown.planes[0], np.uint8).reshape(-1, pitch)
        code = read_frame_code(luma[: shown.format.height, : shown.format.width])
        self.frames.append(code.frame if code is not None else -1)


def make_films(root: Path) -> None:
    """Make the short films where a service looks for its own."""
    for number, (film_id, (packaging, length_s)) in enumerate(FILMS.items()):
        mixes = (Mix("en", "Hum", hum),)
        film = Film(
            number,
            film_id,
            "Bars",
            (MovingBars,),
            length_s,
            mixes,
            packaging=packaging,
            preset="ultrafast",
        )
        produce(film, root, lambda _: None)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoService]:
    """The demo's service over short films that go by the real ones' names."""
    root: Path = tmp_path_factory.mktemp("protected-demo")
    make_films(root)
    with DemoService(root, makes_films=False) as service:
        yield service
