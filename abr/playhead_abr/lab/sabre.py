"""What Sabre prints of a session, from ours (https://github.com/UMass-LIDS/sabre)."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from playhead_abr.lab import session
from playhead_abr.lab.kernels import compiled
from playhead_abr.lab.line import line_of
from playhead_abr.lab.movie import Movie
from playhead_abr.lab.sabre_reactions import CLOCK, Film, replay
from playhead_abr.lab.simulator import AlgorithmSpec, SimulatorSettings, run_rows, rungs_of
from playhead_abr.lab.trace import Trace
from playhead_abr.steps import NO_RUNG

__all__ = ["sabre_metrics"]

Floats = NDArray[np.float64]

_GAMMA_P = 5.0


def sabre_metrics(
    movie: Movie,
    trace: Trace,
    algorithm: AlgorithmSpec,
    settings: SimulatorSettings,
    gamma_p: float = _GAMMA_P,
) -> dict[str, float]:
    """Run a session and return Sabre's metrics under Sabre's names, in its units (kbit/s, seconds).

    Args:
        settings: In `Mode.SABRE`, from `sabre_settings`.
        gamma_p: Weight of rebuffering in the score.
    """
    news = np.zeros(len(trace.durations_s))
    while True:  # until all of the line's news fit
        rows, outcome = run_rows(movie, trace, algorithm, settings, news)
        if news[0] < len(news):
            break
        news = np.zeros(int(news[0]) + 1)
    arrived = (rows[:, session.ABANDONED_TO] == NO_RUNG) & (rows[:, session.BEHIND] == 0)
    played = rows[arrived][:, session.PLAYED].astype(np.int64)
    utilities = np.asarray(rungs_of(movie).utilities)
    total_s = outcome.total_ms / 1e3
    segment_s = movie.segment_duration_s
    chunks = total_s / segment_s
    stall_s = (rows[:, session.STALL_MS].sum() + outcome.stall_ms) / 1e3
    stalls = rows[:, session.STALLS].sum() + outcome.stalls
    sums = {
        "played utility": utilities[played].sum(),
        "played bitrate": movie.bitrates_bps[played].sum() / 1e3,
        "rebuffer": stall_s,
        "rebuffer events": stalls,
        "bitrate change": np.abs(np.diff(movie.bitrates_bps[played])).sum() / 1e3,
        "log bitrate change": np.abs(np.diff(utilities[played])).sum(),
    }
    metrics = {f"total {name}": float(value) for name, value in sums.items()}
    metrics |= {f"time average {name}": float(value / chunks) for name, value in sums.items()}
    metrics |= {
        "buffer size": settings.buffer_capacity_s * 1e3,
        "total play time": total_s,
        "total play time chunks": chunks,
        "rebuffer ratio": float(stall_s / total_s),
        "time average score": float((sums["played utility"] - gamma_p * stall_s / segment_s) / chunks),
    }
    return metrics | _estimates(rows) | _reactions(movie, trace, settings, rows, news)


def _estimates(rows: Floats) -> dict[str, float]:
    """How far the believed throughput was off at each download but the first, in kbit/s."""
    later = rows[1:]
    seen_kbps = later[:, session.RECEIVED_BITS] / (
        later[:, session.ELAPSED_MS] - later[:, session.FIRST_BIT_MS]
    )
    error = later[:, session.BELIEVED_KBPS] - seen_kbps
    over, under = error[error > 0], -error[error <= 0]
    return {
        "over estimate count": len(over),
        "over estimate": float(over.mean()) if len(over) else 0.0,
        "leq estimate count": len(under),
        "leq estimate": float(under.mean()) if len(under) else 0.0,
        "estimate": float(error.mean()) if len(error) else 0.0,
    }


def _reactions(
    movie: Movie, trace: Trace, settings: SimulatorSettings, rows: Floats, news: Floats
) -> dict[str, float]:
    # A request takes its latency from every segment: that much of the line is not there for bits.
    line = line_of(trace)
    kbps, segment_ms = np.asarray(rungs_of(movie).bitrates_bps), rungs_of(movie).segment_s
    useful_kbps = np.asarray(line.bandwidths_kbps) * (1 - np.asarray(line.latencies_ms) / segment_ms)
    carried = np.maximum(np.searchsorted(kbps, useful_kbps, side="right") - 1, 0)
    capacity_ms = settings.buffer_capacity_s * 1e3
    film = Film(news, carried.astype(np.float64), segment_ms, capacity_ms)
    waiting, rungs = np.zeros((movie.rung_count + 2, 3)), np.zeros(len(rows))
    rampup_ms, reaction_ms = _kernel()(film, rows, np.zeros(CLOCK), waiting, rungs)
    rampup_s = rampup_ms / 1e3 if rampup_ms >= 0 else movie.duration_s
    return {"rampup time": rampup_s, "total reaction time": reaction_ms / 1e3}


@cache
def _kernel() -> Callable[..., tuple[float, float]]:
    return compiled(replay)
