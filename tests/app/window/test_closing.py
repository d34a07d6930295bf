"""Closing the window at any moment ends the process soon, with no thread and no child left."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.gui, pytest.mark.libvlc, pytest.mark.slow]
SCRIPT = Path(__file__).with_name("close_at.py")
LIMIT_S = 2.0


def _close_at(moment: str, url: str, folder: Path) -> dict[str, object]:
    ended = subprocess.run(
        [sys.executable, str(SCRIPT), moment, url],
        capture_output=True,
        text=True,
        timeout=90,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PLAYHEAD_CACHE_DIR": str(folder / "cache"),
            "PLAYHEAD_DATA_DIR": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        },
        check=False,
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    assert ended.stdout, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


@pytest.mark.parametrize("moment", ["starting", "making", "loading", "playing", "failed"])
def test_closing_the_window_ends_everything(moment: str, film_url: str, tmp_path: Path) -> None:
    url = film_url if moment != "failed" else (tmp_path / "nothing.m3u8").as_uri()
    left = _close_at(moment, url, tmp_path)
    assert left["threads"] == []
    # A thread that still imports the demo's libraries can't be hurried; it starts nothing once it has.
    assert left["daemons"] in ([], ["demo-start"])
    assert left["children"] == []
    took_s = left["took_s"]
    assert isinstance(took_s, float)
    assert took_s < LIMIT_S
