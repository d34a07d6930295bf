"""Fixtures that every room's tests may use.

The repository's root goes on the path so that tests can say `from tests.media.clips import …`; pytest's
importlib mode doesn't put it there.
"""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.media.clips import ClipStore  # noqa: E402  # only importable once the root is on the path


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
