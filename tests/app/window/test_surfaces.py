"""What really is on the screen: the small window, and libVLC's own with the app above it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.media.clips import ClipStore
from tests.media.titles import hls_title

pytestmark = [pytest.mark.gui, pytest.mark.libvlc, pytest.mark.slow]
SCRIPT = Path(__file__).with_name("surfaces.py")
WORDS = '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",NAME="English",LANGUAGE="en",URI="words.m3u8"'


@pytest.fixture(scope="module")
def subtitled_url(clips: ClipStore, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("subtitled")
    title = hls_title(clips, rungs=(0,), duration_s=60)
    for name, body in title.files.items():
        (folder / name).write_bytes(body)
    manifest = folder / title.manifest
    text = manifest.read_text().replace("#EXTM3U", f"#EXTM3U\n{WORDS}", 1)
    manifest.write_text(text.replace("#EXT-X-STREAM-INF:", '#EXT-X-STREAM-INF:SUBTITLES="words",'))
    head = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:60\n#EXT-X-PLAYLIST-TYPE:VOD\n"
    (folder / "words.m3u8").write_text(f"{head}#EXTINF:60,\nwords.vtt\n#EXT-X-ENDLIST\n")
    (folder / "words.vtt").write_text("WEBVTT\n\n00:00.000 --> 01:00.000\nWords above the picture\n")
    return manifest.as_uri()


@pytest.fixture
def blended(display: str) -> Iterator[str]:
    """The virtual screen with somebody who blends its windows."""
    program = shutil.which("xcompmgr")
    if program is None:
        pytest.skip("xcompmgr is not installed: nothing blends windows on the virtual screen")
    compositor = subprocess.Popen([program, "-n"], env={**os.environ, "DISPLAY": display})
    yield display
    compositor.terminate()
    compositor.wait()


def _look(url: str, display: str, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), url],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "PICTURES": str(folder)},
        check=False,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def _judge(seen: dict[str, Any], *, is_blended: bool) -> None:
    small, own = seen["small"], seen["own"]
    assert (small["corner"], small["moved_to"]) == ("bottom-right", "top-left")
    assert small["moves"]
    assert small["moves_there"]
    assert small["moves_large"]
    assert small["home_is_there"] > 100
    assert small["has_ring"] > 100
    # Nothing is started anew: no picture stays for longer than a busy machine makes it.
    assert small["longest_gap_s"] < 0.5
    assert own["is_blended"] is is_blended
    assert own["moves"]
    assert own["caption"] > 100
    assert own["overlay"] > 100
    assert own["moves_below_overlay"]
    assert own["moves_small"]
    assert own["moves_again"]
    assert own["moves_in_page"]
    assert seen["end"]["stalls"] == 0
    assert seen["ended"]
    assert seen["errors"] == 0


def test_the_picture_in_a_corner_and_in_a_window_of_its_own(
    subtitled_url: str, display: str, tmp_path: Path
) -> None:
    """Without a compositor, the window above is cut out along what is drawn in it."""
    _judge(_look(subtitled_url, display, tmp_path), is_blended=False)


def test_with_a_compositor_the_window_above_is_blended(
    subtitled_url: str, blended: str, tmp_path: Path
) -> None:
    _judge(_look(subtitled_url, blended, tmp_path), is_blended=True)
