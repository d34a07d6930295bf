"""A suite cut into jobs: small enough for a progress bar, large enough to keep a core busy.

A job is plain data with its traces in it, so that it runs as well in another process or on another machine;
what it returns depends on nothing else.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playhead_abr.lab.movie import Movie
from playhead_abr.lab.optimum import bounds_of
from playhead_abr.lab.qoe import session_figures
from playhead_abr.lab.simulator import simulate_many
from playhead_abr.lab.sweep.players import Variant
from playhead_abr.lab.sweep.suite import Configuration, Suite
from playhead_abr.lab.trace import Trace

__all__ = ["Job", "Table", "plan_jobs", "run_job", "start_in_trace_s"]

Table = Mapping[str, NDArray[Any]]
"""Columns of equal length by name."""

_SESSIONS_A_JOB = 256
_OPTIMA_A_JOB = 16
_BOUNDED_SCORES = ("qoe_lin", "qoe_log")


@dataclass(frozen=True, slots=True)
class Job:
    """One algorithm, or the optimum, over a stretch of one trace set.

    Attributes:
        number: Its place in the results.
        configuration: None for the optimum.
    """

    number: int
    set_name: str
    traces: tuple[Trace, ...]
    movie: Movie
    player: Variant
    seed: int
    configuration: Configuration | None

    @property
    def is_optimum(self) -> bool:
        """Whether it bounds the optimum instead of simulating."""
        return self.configuration is None


def plan_jobs(suite: Suite) -> Sequence[Job]:
    """Return the suite's jobs; the same suite gives the same ones in the same order."""
    jobs: list[Job] = []
    configurations: tuple[Configuration | None, ...] = suite.configurations
    if suite.with_optimum:
        # First, because they take longest: a core that is left with one at the end would keep all waiting.
        configurations = (None, *configurations)
    for configuration in configurations:
        size = _OPTIMA_A_JOB if configuration is None else _SESSIONS_A_JOB
        for movie in suite.movies:
            for player in suite.players:
                for seed in suite.seeds:
                    for each in suite.sets:
                        for first in range(0, len(each.traces), size):
                            traces = each.traces[first : first + size]
                            jobs.append(Job(len(jobs), each.name, traces, movie, player, seed, configuration))
    return jobs


def start_in_trace_s(trace: Trace, seed: int) -> float:
    """Return where in a trace a session of that seed begins: anywhere, the same for every algorithm."""
    if seed == 0:
        return 0.0
    draw = np.random.default_rng([seed, zlib.crc32(trace.name.encode())]).random()
    return float(draw * trace.duration_s)


def run_job(job: Job) -> Table:
    """Run a job and return its rows, one a session (or one a session and score, for the optimum)."""
    starts_s = [start_in_trace_s(trace, job.seed) for trace in job.traces]
    if job.configuration is None:
        return _optimum_rows(job, starts_s)
    metrics = simulate_many(job.movie, job.traces, job.configuration.algorithm, job.player.settings, starts_s)
    keys = _keys(job, [trace.name for trace in job.traces])
    return {
        **keys,
        "algorithm": _same(job.configuration.label, len(job.traces)),
        **session_figures(metrics, job.movie),
    }


def _optimum_rows(job: Job, starts_s: Sequence[float]) -> Table:
    names: list[str] = []
    scores: list[str] = []
    bounds: list[tuple[float, float]] = []
    for trace, start_s in zip(job.traces, starts_s, strict=True):
        for score in _BOUNDED_SCORES:
            found = bounds_of(score, job.movie, trace, job.player.settings.buffer_capacity_s, start_s=start_s)
            names.append(trace.name)
            scores.append(score)
            bounds.append((found.achievable, found.bound))
    lower, upper = np.array(bounds).T
    return {**_keys(job, names), "score": np.array(scores, dtype=object), "achievable": lower, "bound": upper}


def _keys(job: Job, traces: Sequence[str]) -> Table:
    count = len(traces)
    return {
        "set": _same(job.set_name, count),
        "trace": np.array(traces, dtype=object),
        "movie": _same(job.movie.name, count),
        "player": _same(job.player.label, count),
        "seed": np.full(count, job.seed, dtype=np.int64),
    }


def _same(text: str, count: int) -> NDArray[Any]:
    return np.full(count, text, dtype=object)
