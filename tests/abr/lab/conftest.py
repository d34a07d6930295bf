"""What the lab's tests share."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "traces"


@pytest.fixture(scope="session")
def traces_corpus() -> Path:
    """Real traces and movies; skips where there are none."""
    if not CORPUS.is_dir():
        pytest.skip("the shared corpus of traces is not here")
    return CORPUS
