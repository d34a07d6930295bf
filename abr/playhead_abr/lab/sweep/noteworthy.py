"""The sessions worth looking at: the best and the worst of each algorithm, played again with a full log."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from playhead_abr.lab.session_log import SessionLog
from playhead_abr.lab.simulator import simulate
from playhead_abr.lab.sweep.jobs import start_in_trace_s
from playhead_abr.lab.sweep.results import Results
from playhead_abr.lab.sweep.suite import Suite
from playhead_abr.lab.timeline import decisions_of, network_of

__all__ = ["noteworthy_sessions"]

_MOST_ALGORITHMS = 16

_QUESTION = """
SELECT algorithm, "set", trace, movie, player, seed, qoe_lin, place FROM (
    SELECT *, 'best' AS place, row_number() OVER (
        PARTITION BY algorithm ORDER BY qoe_lin DESC, "set", trace, movie, player, seed) AS n FROM sessions
    UNION ALL
    SELECT *, 'worst' AS place, row_number() OVER (
        PARTITION BY algorithm ORDER BY qoe_lin, "set", trace, movie, player, seed) AS n FROM sessions
) WHERE n = 1 ORDER BY algorithm, place
"""


def noteworthy_sessions(suite: Suite, results: Results) -> list[Mapping[str, Any]]:
    """Return each algorithm's best and worst session by qoe_lin, as plain data for the report."""
    labels = [each.label for each in suite.configurations[:_MOST_ALGORITHMS]]
    rows = list(_rows(results.query(_QUESTION)))
    return [_session(suite, row) for label in labels for row in rows if row["algorithm"] == label]


def _rows(columns: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _session(suite: Suite, row: Mapping[str, Any]) -> Mapping[str, Any]:
    traces = next(each.traces for each in suite.sets if each.name == row["set"])
    trace = next(each for each in traces if each.name == row["trace"])
    movie = next(each for each in suite.movies if each.name == row["movie"])
    player = next(each for each in suite.players if each.label == row["player"])
    configuration = next(each for each in suite.configurations if each.label == row["algorithm"])
    start_s = start_in_trace_s(trace, int(row["seed"]))
    log: SessionLog = simulate(
        movie, trace, configuration.algorithm, replace(player.settings, start_s=start_s)
    )
    return {
        **{name: str(row[name]) for name in ("algorithm", "place", "set", "trace", "movie", "player")},
        "seed": int(row["seed"]),
        "qoe_lin": round(float(row["qoe_lin"]), 4),
        "startup_s": round(log.startup_s, 3),
        "stall_s": round(float(np.sum(log.stall_s)), 3),
        "total_s": round(log.total_s, 3),
        "bitrates_bps": movie.bitrates_bps.tolist(),
        "network": network_of(trace, start_s, log.total_s),
        "decisions": decisions_of(log),
    }
