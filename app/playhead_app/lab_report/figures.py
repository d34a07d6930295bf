"""What the page tells, asked of the results: nothing is drawn here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playhead_abr.lab.compare import Interval, interval_of_mean
from playhead_abr.lab.sweep import Results

__all__ = ["Cell", "Gap", "Point", "Sessions", "read_gaps", "read_sessions"]

_KEYS = ("algorithm", "set", "trace", "movie", "player", "seed")


@dataclass(frozen=True, slots=True)
class Point:
    """An algorithm's two most watched means."""

    algorithm: str
    rebuffer: Interval
    bitrate: Interval


@dataclass(frozen=True, slots=True)
class Cell:
    """What an algorithm lost on each trace; both of shape (traces,), the slowest trace first."""

    algorithm: str
    traces: Sequence[str]
    losses: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gap:
    """How near an algorithm came to what was possible, in means a segment.

    Attributes:
        achievable: What a plan with full knowledge reached.
        bound: What nothing could pass.
    """

    algorithm: str
    set_name: str
    movie: str
    score: float
    achievable: float
    bound: float


@dataclass(frozen=True, slots=True, eq=False)
class Sessions:
    """Columns of the results, each of shape (sessions,)."""

    columns: Mapping[str, NDArray[Any]]

    def names(self, column: str) -> list[str]:
        """Return what stands in a column, each once, in the order of the results."""
        return list(dict.fromkeys(str(each) for each in self.columns[column]))

    def where(self, **wanted: str) -> "Sessions":
        """Return the sessions whose columns say that."""
        mask = np.ones(len(self), dtype=bool)
        for name, value in wanted.items():
            mask &= self.columns[name] == value
        return Sessions({name: column[mask] for name, column in self.columns.items()})

    def __len__(self) -> int:
        return len(self.columns["trace"])

    def mean(self, metric: str) -> float:
        """Return a metric's mean."""
        return float(self.columns[metric].mean())

    def interval(self, metric: str) -> Interval:
        """Return a metric's mean with its confidence; traces are the sample."""
        clusters = [f"{s}/{t}" for s, t in zip(self.columns["set"], self.columns["trace"], strict=True)]
        return interval_of_mean(self.columns[metric].astype(np.float64), clusters)

    def points(self) -> list[Point]:
        """Return each algorithm's place on the plane of bitrate and rebuffering."""
        split = {name: self.where(algorithm=name) for name in self.names("algorithm")}
        return [
            Point(name, each.interval("rebuffer_ratio"), each.interval("bitrate_mbps"))
            for name, each in split.items()
        ]

    def losses(self, metric: str) -> list[Cell]:
        """Return what each algorithm lost on each trace against the best one there."""
        traces = self.names("trace")
        place = {name: index for index, name in enumerate(traces)}
        algorithms = self.names("algorithm")
        means = np.empty((len(algorithms), len(traces)))
        speeds = np.zeros(len(traces))
        for row, name in enumerate(algorithms):
            mine = self.where(algorithm=name)
            where = np.array([place[str(each)] for each in mine.columns["trace"]])
            counts = np.bincount(where, minlength=len(traces))
            means[row] = np.bincount(where, mine.columns[metric], len(traces)) / np.maximum(counts, 1)
            speeds += np.bincount(where, mine.columns["bitrate_mbps"], len(traces))
        order = np.argsort(speeds, kind="stable")
        losses = (means.max(axis=0) - means)[:, order]
        named = [traces[int(index)] for index in order]
        return [Cell(name, named, losses[row]) for row, name in enumerate(algorithms)]


def read_sessions(results: Results, metrics: Sequence[str]) -> Sessions:
    """Read the keys and some metrics of every session.

    Raises:
        LabError: If the folder holds no finished results.
    """
    wanted = ", ".join(f'"{name}"' for name in (*_KEYS, *metrics))
    return Sessions(
        {name: np.asarray(column) for name, column in results.query(f"SELECT {wanted} FROM sessions").items()}
    )


def read_gaps(results: Results, score: str) -> list[Gap]:
    """Return each algorithm's distance to what was possible; nothing if the suite did not ask for it."""
    if not results.has_optimum:
        return []
    columns = results.query(
        f"""
        SELECT s.algorithm, s."set", s.movie, avg(s.{score}) AS score,
            avg(o.achievable) AS achievable, avg(o.bound) AS bound
        FROM sessions s JOIN optimum o USING ("set", trace, movie, player, seed)
        WHERE o.score = '{score}' GROUP BY ALL ORDER BY s."set", s.movie, score DESC
        """
    )
    rows = zip(*(columns[name].tolist() for name in columns), strict=True)
    return [Gap(*row) for row in rows]
