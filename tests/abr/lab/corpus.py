"""The shared corpus's traces, movies and reference runs."""

import csv
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from playhead_abr.lab import Movie, Trace

ROOT = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "traces"
needs_corpus = pytest.mark.skipif(not ROOT.exists(), reason="the shared corpus is not beside this checkout")


@cache
def sabre_trace(folder: str, name: str) -> Trace:
    periods = json.loads((ROOT / "sabre" / folder / name).read_text())
    return Trace(
        name,
        [p["duration_ms"] / 1e3 for p in periods],
        [p["bandwidth_kbps"] * 1e3 for p in periods],
        [p["latency_ms"] / 1e3 for p in periods],
    )


@cache
def sabre_movie(name: str) -> Movie:
    movie = json.loads((ROOT / "movies" / "sabre" / f"{name}.json").read_text())
    return Movie(
        name,
        movie["segment_duration_ms"] / 1e3,
        np.array(movie["bitrates_kbps"]) * 1e3,
        np.array(movie["segment_sizes_bits"]),
    )


def sabre_runs() -> Iterator[dict[str, str]]:
    """Every reference run: its set, trace, configuration and printed metrics."""
    with (ROOT / "sabre" / "sabre_reference.csv").open(newline="") as file:
        yield from csv.DictReader(file)
