"""The whole app by the remote's keys, on a virtual screen with real libVLC."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from playhead_app.demo import DemoService
from playhead_app.demo.studio.production import produce
from playhead_app.demo.studio.reel import Packaging
from tests.app.demo.conftest import short_film

# Of the series' first two episodes; long enough for an intro that can be skipped and for what comes after it.
FILMS = ("lanterns-below", "the-long-dusk")
LENGTH_S = 20.0
STATIONS = 25
LIMIT_S = 420
pytestmark = [pytest.mark.gui, pytest.mark.libvlc, pytest.mark.slow, pytest.mark.timeout(LIMIT_S)]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoService]:
    root = tmp_path_factory.mktemp("tour-films")
    film = short_film(Packaging.CMAF_SEGMENTS, FILMS[0])
    made = produce(dataclasses.replace(film, length_s=LENGTH_S), root, lambda _: None)
    # The second shows the same: that the titles differ is seen in what the app says of them.
    shutil.copytree(made, made.with_name(made.name.replace(*FILMS)))
    with DemoService(root, makes_films=False) as service:
        yield service


def test_the_whole_app_by_arrows_ok_and_back(service: DemoService, display: str, tmp_path: Path) -> None:
    wanted = [
        str(Path(sys.executable).with_name("playhead")),
        "demo-tour",
        "--whole",
        "--seconds",
        "3",
        "--pace",
        "0.4",
    ]
    done = subprocess.run(
        [*wanted, "--size", "1280x720", "--language", "de", "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "DISPLAY": display,
            "PLAYHEAD_CATALOGUE_URL": service.graphql_url,
            "PLAYHEAD_CACHE_DIR": str(tmp_path / "cache"),
        },
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pictures = sorted(tmp_path.glob("[0-9][0-9]-*.png"))
    assert len(pictures) == STATIONS, [picture.stem for picture in pictures]
    for picture in pictures:
        assert not is_one_colour(QImage(str(picture))), picture.stem
    sheet = QImage(str(tmp_path / "contact-sheet.png"))
    assert not sheet.isNull()
    proof = json.loads((tmp_path / "proof.json").read_text())
    assert proof["frames_shown"] >= 10 * proof["played_s"]


def is_one_colour(picture: QImage) -> bool:
    small = picture.scaled(64, 36)
    colours = {small.pixel(x, y) for x in range(64) for y in range(36)}
    return len(colours) < 2
