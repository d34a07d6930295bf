"""The installed command, libVLC and real films, from the outside."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from playhead.backend.libvlc import find_libvlc
from tests.media.clips import ClipStore
from tests.media.titles import dash_title

pytestmark = [
    pytest.mark.libvlc,
    pytest.mark.skipif(find_libvlc() is None, reason="libVLC is not installed"),
]


@pytest.fixture(scope="module")
def manifest(clips: ClipStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    title = dash_title(clips, duration_s=8)
    folder = tmp_path_factory.mktemp("title")
    for name, body in title.files.items():
        (folder / name).write_bytes(body)
    return folder / title.manifest


def start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "playhead_app.cli", "play", "--headless", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def serving(folder: Path) -> Generator[tuple[str, threading.Event], None, None]:
    """Serve a folder; the event is set when the first segment is asked for."""
    has_begun = threading.Event()

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            super().do_GET()
            if self.path.endswith("-1.m4s"):
                has_begun.set()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", has_begun
        server.shutdown()
        thread.join()


def test_every_frame_of_a_film_is_shown(manifest: Path, tmp_path: Path) -> None:
    child = start(str(manifest), "--report", str(tmp_path / "r.json"), "--page", str(tmp_path / "r.html"))
    out, err = child.communicate(timeout=60)
    assert child.returncode == 0, err
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["ended"] is True
    assert report["frames_shown"] >= 190
    assert "frames shown" in out
    assert (tmp_path / "r.html").stat().st_size > 1000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole consoles only")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_and_leaves_the_report(manifest: Path, tmp_path: Path, number: signal.Signals) -> None:
    with serving(manifest.parent) as (base_url, has_begun):
        child = start(f"{base_url}/{manifest.name}", "--report", str(tmp_path / "r.json"))
        assert has_begun.wait(30), "no segment was ever asked for"
        child.send_signal(number)
        _, err = child.communicate(timeout=10)
    assert child.returncode in (0, 1)
    assert "Traceback" not in err
    assert "decisions" in json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
