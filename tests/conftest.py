"""Fixtures that every room's tests may use.

The repository's root goes on the path so that tests can say `from tests.media.clips import …`; pytest's
importlib mode doesn't put it there.
"""

import sys
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
