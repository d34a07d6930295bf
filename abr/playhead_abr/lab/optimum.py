"""What was possible on a trace: a plan that can be carried out, and a bound that no algorithm can pass.

Somebody who knew the whole trace would still have to trade quality against standing still. With the start-up
counted as standing, playback stands in all for S = max over k of (arrival of segment k − k · segment length):
standing early is never lost, since all that follows becomes due later. So for a given S every segment has a
fixed time by which it must arrive, and the best quality W(S) is found by dynamic programming over arrival
times (`best_plan`): from above, and from below by a plan. The score is W(S) − μ S, and W only grows with S;
so over an interval from a to b it is at most W(b) − μ a. Intervals are cut where that bound is worst, until
it is near the best plan, or the effort is spent.

The bound holds for every algorithm that fetches segments in order, one at a time: abandoning wastes what it
fetched, and so does replacing (put in order, its fetches keep every deadline, if all requests take the same
latency). It does not hold for seeks and live streams. More bandwidth never makes the optimum worse, because
what can be fetched later may as well be fetched earlier and waited for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from playhead_abr.lab.errors import LabError
from playhead_abr.lab.kernels import compiled
from playhead_abr.lab.movie import Movie
from playhead_abr.lab.optimum_kernels import NEVER, Problem, Scratch, Sums, best_plan, play_plan, read_plan
from playhead_abr.lab.qoe import Weights, score_weights
from playhead_abr.lab.trace import Trace
from playhead_abr.steps import Memory, Vector

__all__ = ["Bounds", "bounds_of"]

# Cuts grow by this factor from the least stall on: near it the score falls fastest.
_GROWTH = 8.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the optimum lies, in the score's unit a segment.

    Attributes:
        achievable: What `plan` reaches.
        bound: No session can be above this.
        plan: Rung of each segment.
    """

    achievable: float
    bound: float
    plan: tuple[int, ...]


def bounds_of(
    score: str,
    movie: Movie,
    trace: Trace,
    buffer_capacity_s: float,
    *,
    start_s: float = 0.0,
    cells: int = 128,
    effort: int = 12,
    tolerance: float = 0.005,
    is_compiled: bool = True,
) -> Bounds:
    """Bound the best score that was possible.

    Args:
        score: One that `score_weights` knows: `qoe_lin`, `qoe_log`, `qoe_vmaf`.
        start_s: Where in the trace the session begins.
        cells: Stretches of arrival times that are told apart; more are slower and tighter.
        effort: Intervals of standing still that are looked into, at most.
        tolerance: Gap that is good enough, as a share of the score.
        is_compiled: False runs the same code as plain Python.

    Raises:
        LabError: If the score can't be bounded, or the movie has no VMAF for it.
    """
    weights = score_weights(score, movie)
    if weights is None:
        raise LabError(f"the optimum of {score} can't be bounded for {movie.name}")
    return _Search(movie, trace, weights, buffer_capacity_s, start_s, cells, is_compiled).run(
        effort, tolerance
    )


class _Kernels(NamedTuple):
    best_plan: Callable[[Problem, float, int, Scratch], float]
    read_plan: Callable[[int, Scratch, Memory], None]
    play_plan: Callable[[Problem, int, Vector], float]


_PLAIN = _Kernels(best_plan, read_plan, play_plan)


@cache
def _compiled_kernels() -> _Kernels:
    return _Kernels(compiled(best_plan), compiled(read_plan), compiled(play_plan))


class _Interval(NamedTuple):
    """Sessions that stand for `least_s` to `most_s`; sorts by its bound, the worst first."""

    negative_bound: float
    least_s: float
    most_s: float
    value: float


class _Search:
    """One movie on one trace, and the best plan found so far."""

    def __init__(
        self,
        movie: Movie,
        trace: Trace,
        weights: Weights,
        buffer_capacity_s: float,
        start_s: float,
        cells: int,
        is_compiled: bool,
    ) -> None:
        segments, rungs = movie.sizes_bits.shape
        segment_s = movie.segment_duration_s
        room_s = max(buffer_capacity_s - segment_s, 0.0)
        values = np.ascontiguousarray(weights.values)
        line = Sums(
            np.cumsum(trace.durations_s),
            np.cumsum(trace.durations_s * trace.bandwidths_bps),
            trace.bandwidths_bps,
            trace.latencies_s,
        )
        self._problem = Problem(
            line, start_s, movie.sizes_bits, values, weights.change, segment_s, room_s, 0.0
        )
        self._weights = weights
        self._values = values
        self._segments = segments
        self._scratch = Scratch(
            cells,
            np.empty((2, rungs, cells)),
            np.empty((2, rungs, cells)),
            np.empty((segments, rungs, cells), np.int32),
            np.empty(rungs),
        )
        self._kernels = _compiled_kernels() if is_compiled else _PLAIN
        self._plan = np.argmin(movie.sizes_bits, axis=1).astype(np.float64)
        self._problem = self._problem._replace(
            least_stall_s=self._kernels.play_plan(self._problem, 1, self._plan)
        )
        self._achievable = NEVER

    def run(self, effort: int, tolerance: float) -> Bounds:
        least_s = self._adopt(self._plan)
        scale = max(abs(self._achievable), 0.05 * self._segments)
        intervals = self._first_intervals(least_s, tolerance * scale)
        heapify(intervals)
        for _ in range(effort - len(intervals)):
            worst = intervals[0]
            if -worst.negative_bound <= self._achievable + tolerance * scale:
                break
            width_s = worst.most_s - worst.least_s
            if width_s * self._weights.stall_per_s <= tolerance * scale:
                break
            heappop(intervals)
            middle_s = worst.least_s + width_s / 2
            heappush(intervals, self._interval(worst.least_s, middle_s))
            heappush(intervals, self._rated(middle_s, worst.most_s, worst.value))
        bound = max(-intervals[0].negative_bound, self._achievable)
        plan = tuple(int(rung) for rung in self._plan)
        return Bounds(self._achievable / self._segments, bound / self._segments, plan)

    def _first_intervals(self, least_s: float, gap: float) -> list[_Interval]:
        """Cut from the least stall on, to where even the best quality is not worth standing so long."""
        most = float(self._values.max(axis=1).sum())
        intervals: list[_Interval] = []
        from_s = least_s
        width_s = gap / self._weights.stall_per_s
        while most - self._weights.stall_per_s * from_s > self._achievable or not intervals:
            intervals.append(self._interval(from_s, from_s + width_s))
            from_s += width_s
            width_s *= _GROWTH
        return intervals

    def _interval(self, least_s: float, most_s: float) -> _Interval:
        value = self._kernels.best_plan(self._problem, most_s, 1, self._scratch)
        if self._kernels.best_plan(self._problem, most_s, 0, self._scratch) > NEVER:
            plan = np.empty(self._segments)
            self._kernels.read_plan(self._segments, self._scratch, plan)
            self._adopt(plan)
        return self._rated(least_s, most_s, value)

    def _rated(self, least_s: float, most_s: float, value: float) -> _Interval:
        return _Interval(self._weights.stall_per_s * least_s - value, least_s, most_s, value)

    def _adopt(self, plan: NDArray[np.float64]) -> float:
        """Keep a plan if it is the best so far; return how long playback stands in it."""
        stood_s = self._kernels.play_plan(self._problem, self._segments, plan)
        values = self._values[np.arange(self._segments), plan.astype(np.int64)]
        worth = float(values.sum() - self._weights.change * np.abs(np.diff(values)).sum())
        worth -= self._weights.stall_per_s * stood_s
        if worth > self._achievable:
            self._achievable = worth
            self._plan = plan
        return stood_s
