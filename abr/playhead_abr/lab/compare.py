"""Two results of the same sessions, side by side: what has changed, and how sure that is.

Sessions are paired by set, trace, movie, player, seed and algorithm. Traces are the sample: a trace that
happens to be in the suite stands for many that are not. So confidence intervals come from drawing traces
anew, with all their sessions (the cluster bootstrap: Efron and Tibshirani, "An Introduction to the
Bootstrap", 1993, chapter 8; percentile intervals, 95%), from a fixed seed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playhead_abr.lab.errors import LabError
from playhead_abr.lab.gate import Gate
from playhead_abr.lab.sweep.results import Results

__all__ = [
    "Change",
    "Interval",
    "Verdict",
    "compare_results",
    "interval_of_mean",
    "judge",
    "unpaired_sessions",
]

Floats = NDArray[np.float64]

_DRAWS = 2000
_SEED = 20_101
_KEYS = ("algorithm", "set", "trace", "movie", "player", "seed")


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate, and where it lies with 95% confidence."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """One metric of one algorithm on one set, before and after.

    Attributes:
        difference: After minus before, in the metric's unit.
        share: The difference as a share of before; infinite if that was 0 and is not any more.
        sessions: How many pairs it stands on.
    """

    algorithm: str
    set_name: str
    metric: str
    before: float
    after: Interval
    difference: Interval
    share: Interval
    sessions: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate put to one change.

    Attributes:
        has_failed: The estimate is past the limit.
        is_certain: So is the whole interval.
    """

    gate: Gate
    change: Change
    has_failed: bool
    is_certain: bool


def compare_results(after: Results, before: Results, metrics: Sequence[str]) -> list[Change]:
    """Return the change of each metric, for each algorithm and set that both have, in the order of `after`.

    Raises:
        LabError: If a folder holds no finished results, or no session is in both.
    """
    new, old = _sessions(after, metrics), _sessions(before, metrics)
    pairs = [(new[key], old[key], key) for key in new if key in old]
    if not pairs:
        raise LabError(f"{after.folder} and {before.folder} have no session in common")
    return [change for group in _grouped(pairs) for change in _changes(group, metrics)]


def unpaired_sessions(after: Results, before: Results) -> Mapping[tuple[str, str], int]:
    """Return how many sessions only one of two results has, by (algorithm, set): no gate sees them.

    Raises:
        LabError: If a folder holds no finished results.
    """
    new, old = _sessions(after, ()), _sessions(before, ())
    return Counter((str(key[0]), str(key[1])) for key in sorted(new.keys() ^ old.keys()))


def judge(gates: Sequence[Gate], changes: Sequence[Change]) -> list[Verdict]:
    """Put every gate to every change of its metric."""
    return [_verdict(gate, change) for gate in gates for change in changes if change.metric == gate.metric]


def interval_of_mean(values: Floats, clusters: Sequence[str]) -> Interval:
    """Return the mean of values and its interval; values of one cluster are drawn together."""
    draws = _Draws(clusters)
    return _interval(float(values.mean()), draws.means(values))


def _verdict(gate: Gate, change: Change) -> Verdict:
    found = change.after
    if gate.is_change:
        found = change.share if gate.is_relative else change.difference
    nearest = found.low if gate.is_above else found.high
    return Verdict(gate, change, gate.is_crossed_by(found.estimate), gate.is_crossed_by(nearest))


@lru_cache(maxsize=8)
def _weights(count: int) -> Floats:
    """Return how often each of so many clusters is drawn, shape (draws, clusters)."""
    draw = np.random.default_rng(_SEED)
    return draw.multinomial(count, np.full(count, 1.0 / count), size=_DRAWS).astype(np.float64)


class _Draws:
    """The same draws of traces for everything that is compared, so that noise in both cancels."""

    def __init__(self, clusters: Sequence[str]) -> None:
        names, self._cluster_of = np.unique(np.array(clusters), return_inverse=True)
        count = len(names)
        self._weights = _weights(count)
        self._sizes = np.bincount(self._cluster_of, minlength=count).astype(np.float64)

    def means(self, values: Floats) -> Floats:
        """Return the mean of each draw, shape (draws,)."""
        sums = np.bincount(self._cluster_of, weights=values, minlength=len(self._sizes))
        return (self._weights @ sums) / (self._weights @ self._sizes)


def _changes(group: "_Group", metrics: Sequence[str]) -> Iterator[Change]:
    draws = _Draws(group.traces)
    for index, metric in enumerate(metrics):
        before, after = group.before[:, index], group.after[:, index]
        if np.isnan(before).any() or np.isnan(after).any():
            continue
        old, new = float(before.mean()), float(after.mean())
        old_draws, new_draws = draws.means(before), draws.means(after)
        yield Change(
            group.algorithm,
            group.set_name,
            metric,
            old,
            _interval(new, new_draws),
            _interval(new - old, new_draws - old_draws),
            _interval(float(_shares(np.array([new]), np.array([old]))[0]), _shares(new_draws, old_draws)),
            len(before),
        )


def _shares(after: Floats, before: Floats) -> Floats:
    """Return (after − before) / |before|: 0 where both are 0, infinite where only `before` is."""
    difference = after - before
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = difference / np.abs(before)
    return np.where(difference == 0.0, 0.0, shares)


def _interval(estimate: float, draws: Floats) -> Interval:
    # Not interpolated: between two infinities there is nothing.
    low, high = np.quantile(draws, (0.025, 0.975), method="nearest")
    return Interval(estimate, float(low), float(high))


@dataclass(frozen=True, slots=True)
class _Group:
    """All pairs of one algorithm and set; `before` and `after` of shape (sessions, metrics)."""

    algorithm: str
    set_name: str
    traces: Sequence[str]
    before: Floats
    after: Floats


_Key = tuple[Any, ...]


def _grouped(pairs: Sequence[tuple[Floats, Floats, _Key]]) -> Iterator[_Group]:
    groups: dict[_Key, list[tuple[Floats, Floats, _Key]]] = {}
    for pair in pairs:
        groups.setdefault(pair[2][:2], []).append(pair)
    for (algorithm, set_name), members in groups.items():
        after, before, keys = zip(*members, strict=True)
        yield _Group(algorithm, set_name, [key[2] for key in keys], np.array(before), np.array(after))


def _sessions(results: Results, metrics: Sequence[str]) -> Mapping[_Key, Floats]:
    wanted = ", ".join(f'"{name}"' for name in (*_KEYS, *metrics))
    columns = results.query(f"SELECT {wanted} FROM sessions")
    keys = zip(*(columns[name].tolist() for name in _KEYS), strict=True)
    count = len(columns[_KEYS[0]])
    figures = np.array([columns[name] for name in metrics], dtype=np.float64).reshape(-1, count).T
    return dict(zip(keys, figures, strict=True))
