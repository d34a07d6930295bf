import os
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import httpx
import pytest

from playhead.errors import PlayerStateError, StorageError
from playhead_app.demo import DemoService, NetworkShape, Progress, ShapeStep, Stage
from playhead_app.demo.studio.progress import FILM_IDS


@pytest.fixture
def service(tmp_path: Path) -> Iterator[DemoService]:
    with DemoService(tmp_path, makes_films=False) as service:
        yield service


def test_the_catalogue_answers_as_soon_as_the_service_has_started(service: DemoService) -> None:
    answer = httpx.post(service.graphql_url, json={"query": "{genres}"})
    assert "Quiet" in answer.json()["data"]["genres"]


def test_what_is_not_made_yet_does_not_exist(service: DemoService) -> None:
    assert httpx.get(f"{service.origin_url}/the-long-dusk/master.m3u8").status_code == 404


def test_a_picture_is_painted_by_a_process_of_its_own(service: DemoService) -> None:
    answer = httpx.get(f"{service.url}/artwork/1/salvage/poster-120.jpg", timeout=60)
    assert answer.status_code == 200
    assert answer.content[:3] == b"\xff\xd8\xff"


def test_every_film_waits_before_the_studio_opens(service: DemoService) -> None:
    assert [progress.film for progress in service.studio] == list(FILM_IDS)
    assert {progress.stage for progress in service.studio} == {Stage.WAITING}


def test_the_network_can_be_shaped_from_any_thread(service: DemoService) -> None:
    service.shape_network(NetworkShape((ShapeStep(900),), latency_ms=5))
    shape = httpx.get(f"{service.url}/control/network").json()
    assert shape == {"steps": [{"kbps": 900, "for_s": None}], "latency_ms": 5}


def test_a_stopped_service_leaves_no_thread_and_no_process(tmp_path: Path) -> None:
    before, others = set(threading.enumerate()), _children()
    service = DemoService(tmp_path)
    service.start()
    _wait_for(service, Stage.SHOOTING)
    children = [child for child in _children() if child not in others]
    assert children
    began_s = monotonic()
    service.stop()
    service.stop()
    assert monotonic() - began_s < 5
    assert set(threading.enumerate()) <= before
    assert not any(_is_alive(child) for child in children)


def test_a_film_whose_making_was_broken_off_leaves_nothing_behind(tmp_path: Path) -> None:
    with DemoService(tmp_path) as service:
        _wait_for(service, Stage.SHOOTING)
    assert list((tmp_path / "films").glob("*")) == []


def test_a_service_that_is_not_running_has_no_address(tmp_path: Path) -> None:
    with pytest.raises(PlayerStateError, match="isn't running"):
        _ = DemoService(tmp_path).url


def test_a_cache_that_can_not_be_made_is_told_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError):
        DemoService(tmp_path / "file" / "cache").start()


def test_a_taken_port_is_told_at_the_start(service: DemoService, tmp_path: Path) -> None:
    port = int(service.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        DemoService(tmp_path / "other", port).start()


def test_who_waits_for_the_first_title_is_let_go_when_time_is_up(service: DemoService) -> None:
    told: list[Progress] = []
    last = service.ensure_first_title(told.append, timeout_s=0.01)
    assert last == Progress(FILM_IDS[0], 0.0, Stage.WAITING)
    assert told == [last]


@pytest.mark.slow
def test_the_first_title_is_made_told_and_served(tmp_path: Path) -> None:
    told: list[Progress] = []
    with DemoService(tmp_path) as service:
        service.on_progress(told.append)
        last = service.ensure_first_title(timeout_s=110)
        assert last.stage is Stage.READY
        master = httpx.get(f"{service.origin_url}/{FILM_IDS[0]}/master.m3u8")
        assert master.text.startswith("#EXTM3U")
    assert told[-1].stage is Stage.READY or told[-1].film != FILM_IDS[0]


def _wait_for(service: DemoService, stage: Stage) -> None:
    reached = threading.Event()
    forget = service.on_progress(lambda one: reached.set() if one.stage is stage else None)
    if not any(progress.stage is stage for progress in service.studio):
        assert reached.wait(30)
    forget()


def _children() -> list[int]:
    """Return the processes that this one has started."""
    try:
        tasks = list(Path("/proc/self/task").iterdir())
    except FileNotFoundError:
        pytest.skip("the system doesn't list a process's children")
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
