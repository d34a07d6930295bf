"""What really is on the screen: libVLC's pictures, drawn by Qt with GL, grabbed from the window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.gui, pytest.mark.libvlc, pytest.mark.slow]
SCRIPT = Path(__file__).with_name("look_at.py")


def test_the_picture_moves_while_playing_and_stands_while_paused(
    film_url: str, display: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), film_url, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=90,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display},
        check=False,
    )
    assert done.stdout, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["playing"]["is_moving"]
    assert seen["playing"]["changes"] == 3
    assert seen["paused"]["changes"] == 0
    assert seen["frames"] > 25
    assert seen["errors"] == 0
