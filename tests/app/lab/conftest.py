"""A small lab on disk: two lines, a film, a suite; and the commands that work on it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from playhead_abr.lab import Movie
from playhead_abr.lab.formats import movie_text
from playhead_app.cli import app

SUITE = """
optimum = true
[player]
buffer_s = 10
[[traces]]
path = "lines/*.csv"
set = "bus"
[[movies]]
path = "film.json"
[[algorithms]]
name = "bola"
[[algorithms]]
name = "throughput"
safety_factor = 0.9
"""


@pytest.fixture
def lab_folder(tmp_path: Path) -> Path:
    (tmp_path / "lines").mkdir()
    for name, speeds in (("quick.csv", (3000, 2500, 4000)), ("poor <b>.csv", (700, 90, 900))):
        rows = "\n".join(f"5,{kbps},60" for kbps in speeds)
        text = f"duration_s,bandwidth_kbps,latency_ms\n{rows}\n"
        (tmp_path / "lines" / name).write_text(text, encoding="utf-8")
    draw = np.random.default_rng(1)
    bitrates_bps = np.array([3e5, 8e5, 2e6])
    movie = Movie("film", 2.0, bitrates_bps, draw.uniform(0.7, 1.3, (15, 3)) * bitrates_bps * 2)
    (tmp_path / "film.json").write_text(movie_text(movie), encoding="utf-8")
    (tmp_path / "suite.toml").write_text(SUITE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def lab() -> Callable[..., Result]:
    def call(*arguments: object) -> Result:
        return CliRunner().invoke(app, ["lab", *map(str, arguments)])

    return call


CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "traces"


@pytest.fixture(scope="session")
def traces_corpus() -> Path:
    """Real traces; skips where there are none."""
    if not CORPUS.is_dir():
        pytest.skip("the shared corpus of traces is not here")
    return CORPUS
