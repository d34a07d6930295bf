"""A film as a folder of files, and a screen with GL."""

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.media.clips import ClipStore
from tests.media.titles import hls_title


@pytest.fixture(scope="session")
def film_url(clips: ClipStore, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("film")
    title = hls_title(clips, rungs=(0, 1))
    for name, body in title.files.items():
        (folder / name).write_bytes(body)
    return (folder / title.manifest).as_uri()


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A virtual screen of our own; Qt's offscreen platform draws no video."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed: no screen to look at")
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    yield f":{number}"
    screen.terminate()
    screen.wait()
