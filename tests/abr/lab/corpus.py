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


PENSIEVE_LATENCY_S = 0.08
PENSIEVE_BITRATES_BPS = np.array([300, 750, 1200, 1850, 2850, 4300]) * 1e3


@cache
def pensieve_trace(path: Path) -> Trace:
    """Read "time, Mbit/s" lines: each bandwidth holds since the line before, the first one only names the start."""
    times_s, mbps = np.loadtxt(path).T
    return Trace(path.name, np.diff(times_s), mbps[1:] * 1e6, np.full(len(mbps) - 1, PENSIEVE_LATENCY_S))


@cache
def pensieve_movie() -> Movie:
    sizes = [np.loadtxt(ROOT / "movies" / "envivio_pensieve" / f"video_size_{rung}") for rung in range(6)]
    return Movie("envivio", 4.0, PENSIEVE_BITRATES_BPS, np.array(sizes).T[:48] * 8)


def pensieve_log(algorithm: str, trace: str) -> np.ndarray:
    """Read a shipped log: a row for each chunk; kbit/s is column 1, the reward the last one."""
    return np.loadtxt(ROOT / "pensieve" / "reference_logs" / f"log_sim_{algorithm}_{trace}")
