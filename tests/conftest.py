"""Fixtures that every room's tests may use.

The repository's root goes on the path so that tests can say `from tests.media.clips import …`; pytest's
importlib mode doesn't put it there.
"""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.media.clips import ClipStore  # noqa: E402  # only importable once the root is on the path

# How quickly examples are made says nothing on a busy machine. Where nobody watches, the same ones each time.
settings.register_profile(
    "playhead",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("playhead")


# Folders whose tests share films that take long to make: they stay on one process.
_TOGETHER = ("tests/end2end", "tests/app/demo", "tests/app/window")


class TogetherScheduling(LoadFileScheduling):
    """Gives a process whole files, and whole folders of those whose tests share what takes long to make."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return next((folder for folder in _TOGETHER if path.startswith(folder)), path)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TogetherScheduling:
    """Say how several processes share the tests."""
    return TogetherScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests of the real decoder try again.

    They claim that something is done in real time, which a machine shared with others now and then doesn't
    allow; what is broken fails three times out of three.
    """
    for item in items:
        if item.get_closest_marker("libvlc"):
            item.add_marker(pytest.mark.flaky(reruns=2, only_rerun=["AssertionError", "TimeoutError"]))


@pytest.fixture(scope="session")
def clips() -> ClipStore:
    """Small real clips with a frame number in each picture; encoded once, kept in `.cache/`."""
    return ClipStore(ROOT / ".cache" / "test-media")


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    """Undo what a command sets on the root logger: it would silence every test that comes after."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.setLevel(level)
    root.handlers[:] = handlers
