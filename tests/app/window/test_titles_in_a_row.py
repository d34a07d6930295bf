"""A short bout of `run.py bench titles_in_a_row`: titles come and go, and leave nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.gui, pytest.mark.libvlc, pytest.mark.slow]
BENCH = Path(__file__).parents[2] / "benchmarks" / "titles_in_a_row.py"
TITLES = 6


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="threads and handles are counted in /proc")
def test_no_thread_and_no_handle_is_left(film_url: str, tmp_path: Path) -> None:
    options = ["--titles", str(TITLES), "--seconds", "0.4", "--warm-after", "3"]
    done = subprocess.run(
        [sys.executable, str(BENCH), "--film", film_url, *options],
        capture_output=True,
        text=True,
        timeout=100,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PLAYHEAD_CACHE_DIR": str(tmp_path / "cache"),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
        },
        check=False,
    )
    assert done.stdout, done.stderr
    left = json.loads(done.stdout.splitlines()[-1])
    assert left["titles"] == TITLES
    assert left["frames"] > TITLES * 5
    assert left["errors"] == 0
    assert left["threads"] == {}
    assert left["handles"] == {}
