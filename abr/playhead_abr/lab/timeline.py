"""One session as plain data: what the network carried and what was decided, for people and for JSON."""

from typing import Any

import numpy as np

from playhead_abr.decision import REASONS
from playhead_abr.lab.session_log import SessionLog
from playhead_abr.lab.trace import Trace

__all__ = ["decisions_of", "network_of", "replacements_of"]

_MOST_POINTS = 400


def decisions_of(log: SessionLog) -> list[dict[str, Any]]:
    """Return a row for each segment that was played, in the order of fetching; figures rounded to read."""
    return [
        {
            "segment": int(log.segment[row]),
            "rung": int(log.quality[row]),
            "at_s": round(float(log.request_time_s[row]), 3),
            "arrived_s": round(float(log.request_time_s[row] + log.latency_s[row] + log.download_s[row]), 3),
            "buffer_s": round(float(log.buffer_before_s[row]), 3),
            "buffer_after_s": round(float(log.buffer_after_s[row]), 3),
            "throughput_bps": _figure(float(log.throughput_bps[row])),
            "size_bits": int(log.size_bits[row]),
            "stall_s": round(float(log.stall_s[row]), 3),
            "reason": REASONS[int(log.reason[row])].value,
        }
        for row in range(len(log.segment))
    ]


def replacements_of(log: SessionLog) -> list[dict[str, Any]]:
    """Return a row for each segment that was fetched again, in that order; figures rounded to read."""
    again = log.replacements
    return [
        {
            "segment": int(again.segment[row]),
            "rung": int(again.quality[row]),
            "at_s": round(float(again.request_time_s[row]), 3),
            "arrived_s": round(float(again.request_time_s[row] + again.elapsed_s[row]), 3),
            "received_bits": int(again.received_bits[row]),
            "is_played": bool(again.is_played[row]),
        }
        for row in range(len(again.segment))
    ]


def network_of(trace: Trace, start_s: float, duration_s: float) -> list[list[float]]:
    """Return [seconds, mean bits a second from then on] of a stretch of a looping trace."""
    count = min(_MOST_POINTS, max(1, int(duration_s)))
    edges_s = np.linspace(0.0, duration_s, count + 1)
    ends_s = np.concatenate(([0.0], np.cumsum(trace.durations_s)))
    ends_bits = np.concatenate(([0.0], np.cumsum(trace.durations_s * trace.bandwidths_bps)))
    turns, rests_s = np.divmod(edges_s + start_s, ends_s[-1])
    bits = turns * ends_bits[-1] + np.interp(rests_s, ends_s, ends_bits)
    rates_bps = np.diff(bits) / np.diff(edges_s)
    return [[round(float(at), 2), round(float(bps))] for at, bps in zip(edges_s[:-1], rates_bps, strict=True)]


def _figure(value: float) -> float | None:
    return round(value) if np.isfinite(value) else None
