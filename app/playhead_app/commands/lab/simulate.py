"""Play one session and show every decision with its reason."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from playhead_abr.lab import AlgorithmSpec, Movie, simulate, simulate_many
from playhead_abr.lab.errors import LabError
from playhead_abr.lab.formats import read_movie, read_trace
from playhead_abr.lab.qoe import session_figures
from playhead_abr.lab.sweep.players import PlayerChoice, variant_of
from playhead_abr.lab.timeline import decisions_of, replacements_of
from playhead_app.commands.lab.faults import told_in_a_sentence
from playhead_app.report.axis import clock_text, rate_text

__all__ = ["Session", "simulate_one"]


@dataclass(frozen=True, slots=True)
class Session:
    """What a person asked to simulate.

    Attributes:
        parameters: `name=value` each.
        trace_format: None: told by the content.
        latency_s: For traces that say nothing of it.
    """

    trace: Path
    movie: Path
    algorithm: str
    player: PlayerChoice
    parameters: Sequence[str]
    trace_format: str | None
    latency_s: float


def simulate_one(session: Session, out: Console, err: Console, *, is_json: bool) -> int:
    """Play the session; returns 0."""
    with told_in_a_sentence(err):
        movie = read_movie(session.movie)
        trace = read_trace(session.trace, trace_format=session.trace_format, latency_s=session.latency_s)
        algorithm = AlgorithmSpec(session.algorithm, dict(_parameter(each) for each in session.parameters))
        settings = variant_of(session.player).settings
        log = simulate(movie, trace, algorithm, settings)
        decisions, replacements = decisions_of(log), replacements_of(log)
        figures = {
            name: float(values[0])
            for name, values in session_figures(
                simulate_many(movie, [trace], algorithm, settings), movie
            ).items()
        }
    if is_json:
        told = {
            "trace": trace.name,
            "movie": movie.name,
            "algorithm": session.algorithm,
            "metrics": {name: value for name, value in figures.items() if value == value},
            "decisions": decisions,
            "replacements": replacements,
        }
        out.file.write(json.dumps(told) + "\n")
        return 0
    out.print(_log(decisions, movie))
    if replacements:
        out.print(_fetched_again(replacements, movie))
    out.print(_metrics(figures))
    return 0


def _parameter(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise LabError(f"--set {text}: a parameter reads like safety_factor=0.9") from None


def _log(decisions: Sequence[Mapping[str, Any]], movie: Movie) -> Table:
    # Narrow enough for 80 columns.
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in ("#", "at", "buffer", "believed", "quality", "size", "took", "stood"):
        table.add_column(name, justify="right")
    table.add_column("reason", no_wrap=True)
    for row in decisions:
        table.add_row(
            str(row["segment"]),
            clock_text(row["at_s"]),
            f"{row['buffer_s']:.1f} s",
            rate_text(row["throughput_bps"]),
            rate_text(float(movie.bitrates_bps[row["rung"]])),
            f"{row['size_bits'] / 8e6:.2f} MB",
            f"{row['arrived_s'] - row['at_s']:.2f} s",
            f"{row['stall_s']:.2f} s" if row["stall_s"] else "",
            row["reason"],
        )
    return table


def _fetched_again(replacements: Sequence[Mapping[str, Any]], movie: Movie) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in ("fetched again", "at", "quality", "took"):
        table.add_column(name, justify="right")
    table.add_column("")
    for row in replacements:
        table.add_row(
            str(row["segment"]),
            clock_text(row["at_s"]),
            rate_text(float(movie.bitrates_bps[row["rung"]])),
            f"{row['arrived_s'] - row['at_s']:.2f} s",
            "" if row["is_played"] else "too late",
        )
    return table


def _metrics(figures: Mapping[str, float]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in figures.items():
        if value == value:  # a score that needs what the movie lacks is no number
            table.add_row(name, f"{value:.4f}")
    return table
