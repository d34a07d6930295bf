"""`playhead download`: keep, list, delete; and `playhead play` of what was kept."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from playhead.backend.libvlc import find_libvlc
from playhead_app.cli import app
from tests.media.clips import ClipStore
from tests.media.titles import dash_title


@pytest.fixture
def film(clips: ClipStore, tmp_path: Path) -> Path:
    title = dash_title(clips, (0, 1), duration_s=8)
    folder = tmp_path / "film"
    folder.mkdir()
    for name, body in title.files.items():
        (folder / name).write_bytes(body)
    return folder / title.manifest


@pytest.fixture
def playhead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Command":
    monkeypatch.setenv("PLAYHEAD_DOWNLOADS_DIR", str(tmp_path / "downloads"))
    monkeypatch.setenv("COLUMNS", "200")
    return Command()


class Command:
    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(app, list(words))


def test_a_title_is_kept_listed_and_deleted(film: Path, playhead: Command) -> None:
    kept = playhead("download", str(film), "--name", "Small film", "--max-height", "240")
    assert kept.exit_code == 0, kept.output
    assert "All of it is here in 240p" in kept.output
    listed = playhead("download", "--list")
    assert "Small film" in listed.output
    assert "240p" in listed.output
    assert "playhead play offline://" in listed.output
    again = playhead("download", str(film), "--name", "Small film", "--max-height", "240")
    assert again.exit_code == 0
    assert playhead("download", "--remove", "Small film").exit_code == 0
    assert "Nothing is downloaded." in playhead("download", "--list").output


def test_what_cant_be_kept_is_said_in_a_sentence(film: Path, playhead: Command) -> None:
    too_small = playhead("download", str(film), "--max-total", "0.1")
    assert too_small.exit_code == 1
    assert "STORAGE_LIMIT" in too_small.output
    unknown = playhead("download", "--remove", "Another film")
    assert unknown.exit_code == 1
    assert "STORAGE_NOT_FOUND" in unknown.output
    gone = playhead("download", (film.parent / "none.mpd").as_uri())
    assert gone.exit_code == 1
    assert "Traceback" not in gone.output
    assert playhead("download").exit_code == 2


@pytest.mark.libvlc
@pytest.mark.skipif(find_libvlc() is None, reason="libVLC is not installed")
def test_what_was_kept_plays_when_its_source_is_gone(film: Path, playhead: Command, tmp_path: Path) -> None:
    assert playhead("download", str(film), "--max-height", "240").exit_code == 0
    shutil.rmtree(film.parent)
    (kept,) = (each.name for each in (tmp_path / "downloads").iterdir() if each.is_dir())
    report = tmp_path / "report.json"
    played = playhead("play", f"offline://{kept}/", "--headless", "--rate", "4", "--report", str(report))
    assert played.exit_code == 0, played.output
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["ended"] is True
    assert told["frames_shown"] >= 50
    assert playhead("play", "offline://0123/", "--headless").exit_code == 1
