"""Where the shared corpus lies, for the tests of the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus" / "manifests"


@pytest.fixture
def corpus_files() -> Callable[[str], list[Path]]:
    """Return a function from a suffix to the corpus's files with it."""
    if not CORPUS.is_dir():
        pytest.skip("the shared corpus is absent")
    return lambda suffix: sorted(CORPUS.rglob(f"*{suffix}"))
