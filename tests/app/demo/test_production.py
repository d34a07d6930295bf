import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from playhead.errors import ErrorCode, StorageError
from playhead_app.demo.cache import (
    demo_cache_dir,
    discard_unfinished,
    publish_folder,
    storage_errors,
    sweep_folder,
)
from playhead_app.demo.scenery.paint import Picture
from playhead_app.demo.studio.production import produce
from playhead_app.demo.studio.progress import Progress, Stage, film_folder, read_film_facts
from playhead_app.demo.studio.reel import Packaging
from tests.app.demo.conftest import MovingBars, short_film

Made = Callable[[Packaging], Path]


class TornFilmError(Exception):
    pass


class TearingShot(MovingBars):
    def draw(self, picture: Picture, at_s: float) -> None:
        if at_s > 0.5:
            raise TornFilmError
        super().draw(picture, at_s)


def test_progress_rises_from_shooting_to_ready(made_film: Made, reports: list[Progress]) -> None:
    made_film(Packaging.CMAF_SEGMENTS)
    first = next(index for index, report in enumerate(reports) if report.stage is Stage.READY)
    fractions = [report.fraction for report in reports[: first + 1]]
    assert fractions == sorted(fractions)
    assert reports[0] == Progress("the-long-dusk", 0.0, Stage.SHOOTING)
    assert reports[first] == Progress("the-long-dusk", 1.0, Stage.READY)


def test_a_published_film_tells_its_facts(made_film: Made) -> None:
    root = made_film(Packaging.CMAF_BYTE_RANGES).parents[1]
    facts = read_film_facts(root, "the-long-dusk")
    assert facts is not None
    assert facts.manifests == {"hls": "master.m3u8", "dash": "manifest.mpd"}
    assert (facts.length_s, facts.languages) == (4.0, ("en", "de"))


def test_a_film_that_is_not_made_has_no_facts(tmp_path: Path) -> None:
    assert read_film_facts(tmp_path, "the-long-dusk") is None


def test_half_a_film_is_never_published(tmp_path: Path) -> None:
    torn = replace(short_film(Packaging.CMAF_SEGMENTS), shots=(TearingShot,))
    with pytest.raises(TornFilmError):
        produce(torn, tmp_path, lambda _: None)
    assert not film_folder(tmp_path, torn.id).exists()
    assert list((tmp_path / "films").iterdir()) == []


def test_an_old_film_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "film"
    target.mkdir()
    (target / "old").touch()
    with pytest.raises(TornFilmError), publish_folder(target, needed_bytes=1):
        raise TornFilmError
    assert (target / "old").exists()
    with publish_folder(target, needed_bytes=1) as making:
        (making / "new").touch()
    assert [path.name for path in target.iterdir()] == ["new"]


def test_a_disk_without_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with (
        pytest.raises(StorageError) as caught,
        publish_folder(tmp_path / "films" / "film", needed_bytes=1 << 62),
    ):
        pass
    assert caught.value.problem.code is ErrorCode.STORAGE_FULL
    assert list((tmp_path / "films").iterdir()) == []


def test_a_disk_that_fills_up_meanwhile_is_told_as_full(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught, publish_folder(tmp_path / "film", needed_bytes=1):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.problem.code is ErrorCode.STORAGE_FULL


def test_a_folder_that_may_not_be_written_is_told_as_unavailable() -> None:
    with pytest.raises(StorageError) as caught, storage_errors():
        raise PermissionError(errno.EACCES, "Permission denied")
    assert caught.value.problem.code is ErrorCode.STORAGE_UNAVAILABLE


def test_abandoned_halves_and_old_editions_are_swept_away(tmp_path: Path) -> None:
    for name in (".making-film-2-17", "film-1", "film-2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "part.mp4").touch()
    for path in (tmp_path / ".making-film-2-17" / "part.mp4", tmp_path / ".making-film-2-17"):
        os.utime(path, (1, 1))
    sweep_folder(tmp_path, {"film-2"})
    assert [path.name for path in tmp_path.iterdir()] == ["film-2"]


def test_what_another_service_is_just_making_is_left_alone(tmp_path: Path) -> None:
    making = tmp_path / ".making-film-2-17"
    making.mkdir()
    (making / "part.mp4").touch()
    sweep_folder(tmp_path, {"film-2"})
    assert making.is_dir()


def test_only_the_halves_of_the_process_that_ended_are_discarded(tmp_path: Path) -> None:
    for process in (17, 117):
        (tmp_path / f".making-film-2-{process}").mkdir()
    discard_unfinished(tmp_path, 17)
    assert [path.name for path in tmp_path.iterdir()] == [".making-film-2-117"]


def test_sweeping_what_is_not_there_is_harmless(tmp_path: Path) -> None:
    sweep_folder(tmp_path / "nothing", set())


def test_the_environment_moves_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYHEAD_CACHE_DIR", str(tmp_path))
    assert demo_cache_dir() == tmp_path / "demo"
