"""Raw metrics first, then the scores that the field compares by. Every score is a mean a segment.

With q the quality of a segment, Δ its difference to the one before, stall the seconds that playback stood and
startup those before the first picture:

    qoe_lin          Σ (q − |Δ|) − 4.3 (stall + startup), q in Mbit/s, over the segments.
                     Yin et al., "A Control-Theoretic Approach …", SIGCOMM 2015, eq. 5, with λ = 1 and
                     μ = μs; Mao et al., "Neural Adaptive Video Streaming with Pensieve", SIGCOMM 2017, §5.1.
    qoe_lin_settled  the same from the second segment on and without the start-up: how Pensieve's published
                     means are counted.
    qoe_log          q = ln(bitrate / lowest bitrate), 2.66 a second (Pensieve, §5.1, table 1).
    bola_score       time-average utility − γp · time-average rebuffering, γp = 5, utility as in qoe_log
                     (Spiteri et al., "From Theory to Practice", MMSys 2018; Sabre's "time average score").
                     The start counts as time, not as rebuffering.
    qoe_vmaf         q in VMAF points, 100 a second, 1 a point of change: the form of Yan et al., "Learning in
                     situ", NSDI 2020, eq. 1, with their λ and μ. Only where VMAF was measured.

Scores hide what they trade; that is why the raw metrics come first everywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from playhead_abr.lab.movie import Movie
from playhead_abr.lab.session_metrics import SessionMetrics

__all__ = [
    "HIGHER_IS_BETTER",
    "METRICS",
    "RAW_METRICS",
    "SCORES",
    "Weights",
    "score_weights",
    "session_figures",
]

Floats = NDArray[np.float64]

_LIN_STALL_PER_S = 4.3
_LOG_STALL_PER_S = 2.66
_VMAF_STALL_PER_S = 100.0
_BOLA_GAMMA_P = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A score as Σ (value − change · |Δ value|) − stall · (stall + startup), a segment.

    Attributes:
        values: Shape (segments, rungs): what each choice is worth.
        stall_per_s: What a second of standing still costs.
    """

    values: Floats
    stall_per_s: float
    change: float = 1.0


def score_weights(name: str, movie: Movie) -> Weights | None:
    """Return what a score values in a movie; None if it can't be written that way, or VMAF is missing."""
    shape = movie.sizes_bits.shape
    if name == "qoe_lin":
        return Weights(np.broadcast_to(movie.bitrates_bps / 1e6, shape), _LIN_STALL_PER_S)
    if name == "qoe_log":
        utilities = np.log(movie.bitrates_bps / movie.bitrates_bps[0])
        return Weights(np.broadcast_to(utilities, shape), _LOG_STALL_PER_S)
    if name == "qoe_vmaf" and movie.vmaf is not None:
        return Weights(movie.vmaf, _VMAF_STALL_PER_S)
    return None


def _qoe_lin(m: SessionMetrics, _: Movie) -> Floats:
    cost = m.switch_bps / 1e6 + _LIN_STALL_PER_S * (m.stall_s + m.startup_s)
    return (m.bitrate_sum_bps / 1e6 - cost) / m.segments


def _qoe_lin_settled(m: SessionMetrics, _: Movie) -> Floats:
    cost = m.switch_bps / 1e6 + _LIN_STALL_PER_S * m.stall_s
    return ((m.bitrate_sum_bps - m.first_bitrate_bps) / 1e6 - cost) / np.maximum(m.segments - 1, 1)


def _qoe_log(m: SessionMetrics, _: Movie) -> Floats:
    cost = m.switch_utility + _LOG_STALL_PER_S * (m.stall_s + m.startup_s)
    return (m.utility_sum - cost) / m.segments


def _bola_score(m: SessionMetrics, movie: Movie) -> Floats:
    return (m.utility_sum * movie.segment_duration_s - _BOLA_GAMMA_P * m.stall_s) / m.total_s


def _qoe_vmaf(m: SessionMetrics, _: Movie) -> Floats:
    return (m.vmaf_sum - m.vmaf_switch - _VMAF_STALL_PER_S * (m.stall_s + m.startup_s)) / m.segments


RAW_METRICS: Mapping[str, Callable[[SessionMetrics, Movie], Floats]] = MappingProxyType(
    {
        "startup_s": lambda m, _: m.startup_s,
        "rebuffer_ratio": lambda m, movie: m.stall_s / (m.stall_s + m.segments * movie.segment_duration_s),
        "rebuffer_s": lambda m, _: m.stall_s,
        "rebuffer_events": lambda m, _: m.stall_count,
        "bitrate_mbps": lambda m, _: m.bitrate_sum_bps / m.segments / 1e6,
        "bitrate_p5_mbps": lambda m, _: m.bitrate_p5_bps / 1e6,
        "switches": lambda m, _: m.switch_count,
        "switch_mbps": lambda m, _: m.switch_bps / np.maximum(m.switch_count, 1) / 1e6,
        "lowest_s": lambda m, movie: m.lowest_count * movie.segment_duration_s,
        "abandoned": lambda m, _: m.abandon_count,
        "replaced": lambda m, _: m.replaced_count,
        "live_offset_s": lambda m, _: m.live_offset_sum_s / m.segments,
        "wasted_mbit": lambda m, _: m.wasted_bits / 1e6,
    }
)
"""Metrics as they are, each from sums and the movie; their units are in their names."""

SCORES: Mapping[str, Callable[[SessionMetrics, Movie], Floats]] = MappingProxyType(
    {
        "qoe_lin": _qoe_lin,
        "qoe_lin_settled": _qoe_lin_settled,
        "qoe_log": _qoe_log,
        "bola_score": _bola_score,
        "qoe_vmaf": _qoe_vmaf,
    }
)
"""Scores; the module says how they are made. `qoe_vmaf` is NaN without VMAF."""

METRICS = (*RAW_METRICS, *SCORES)
HIGHER_IS_BETTER = frozenset({"bitrate_mbps", "bitrate_p5_mbps", *SCORES})


def session_figures(metrics: SessionMetrics, movie: Movie) -> dict[str, Floats]:
    """Return every metric by name, raw ones first; each of shape (sessions,)."""
    return {name: figure(metrics, movie) for name, figure in {**RAW_METRICS, **SCORES}.items()}
