"""One session, drawn: what the network carried, what was chosen, what was in the buffer, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from playhead_app.lab_report.svg import Frame, svg
from playhead_app.report.axis import clock_text, rate_text

__all__ = ["timeline"]

_WIDTH = 1120
_REASON_COLOURS = {
    "startup": "#A9B1C0",
    "throughput": "#59C2FF",
    "buffer": "#7BD88F",
    "fixed": "#7C8698",
    "only_choice": "#7C8698",
    "oscillation": "#E6C07B",
    "insufficient_buffer": "#FF7B72",
    "lookahead": "#D2A6FF",
    "safety": "#FF7B72",
    "replaced": "#FFB454",
    "learned": "#D2A6FF",
}
_OTHER_REASON = "#F2EFE8"


def timeline(session: Mapping[str, Any]) -> str:
    """Return a session's two charts with their heading and the count of its reasons."""
    decisions: Sequence[Mapping[str, Any]] = session["decisions"]
    heading = f"{session['algorithm']}, {session['place']}: {session['qoe_lin']:.3f}"
    where = " · ".join(
        (
            f"{session['set']}/{session['trace']}",
            session["movie"],
            session["player"],
            f"seed {session['seed']}",
            f"start-up {session['startup_s']:.2f} s",
            f"stood {session['stall_s']:.1f} s",
        )
    )
    return (
        f"<details><summary>{escape(heading)} <span class=small>{escape(where)}</span></summary>"
        f"{_network(session, decisions)}{_buffer(session, decisions)}{_reasons(decisions)}</details>"
    )


def _network(session: Mapping[str, Any], decisions: Sequence[Mapping[str, Any]]) -> str:
    rates: Sequence[float] = session["bitrates_bps"]
    network: Sequence[tuple[float, float]] = session["network"]
    total_s: float = session["total_s"]
    top = 1.25 * rates[-1]
    frame = Frame.of((0.0, total_s), (0.0, top), _WIDTH, 230)
    parts = frame.grid("network and chosen bitrate", y_text=_rate, x_text=clock_text, is_time=True)
    parts.append(f'<path class="line" d="{frame.steps(network, total_s)}"/>')
    believed: list[tuple[float, float]] = [
        (row["at_s"], row["throughput_bps"]) for row in decisions if row["throughput_bps"]
    ]
    if believed:
        parts.append(f'<path class="believed" d="{frame.line(believed)}"/>')
    for row in decisions:
        x, end, y = frame.x.at(row["at_s"]), frame.x.at(row["arrived_s"]), frame.y.at(rates[int(row["rung"])])
        colour = _REASON_COLOURS.get(row["reason"], _OTHER_REASON)
        parts.append(f'<path class="choice" stroke="{colour}" d="M{x:g} {y:g}H{max(end, x + 1.5):g}"/>')
    return svg("Network and chosen bitrate over time", _WIDTH, frame.height, parts)


def _buffer(session: Mapping[str, Any], decisions: Sequence[Mapping[str, Any]]) -> str:
    points: list[tuple[float, float]] = []
    for row in decisions:
        points.append((row["at_s"], row["buffer_s"]))
        if row["stall_s"] > 0:
            points += [(max(row["arrived_s"] - row["stall_s"], row["at_s"]), 0.0), (row["arrived_s"], 0.0)]
        points.append((row["arrived_s"], row["buffer_after_s"]))
    top = max(level for _, level in points)
    frame = Frame.of((0.0, session["total_s"]), (0.0, top), _WIDTH, 150)
    parts = frame.grid("buffer", y_text=lambda level: f"{level:g} s", x_text=clock_text, is_time=True)
    for row in decisions:
        if row["stall_s"] > 0:
            end = frame.x.at(row["arrived_s"])
            begin = frame.x.at(max(row["arrived_s"] - row["stall_s"], 0.0))
            told = f"stood {row['stall_s']:.1f} s before segment {row['segment']}"
            y, height, width = frame.y.at(top), frame.y.at(0) - frame.y.at(top), max(end - begin, 1.5)
            place = f'x="{begin:g}" y="{y:g}" width="{width:.1f}" height="{height:g}"'
            parts.append(f'<rect class="stall" {place}><title>{told}</title></rect>')
    parts.append(f'<path class="level-line" d="{frame.line(points)}"/>')
    return svg("Buffer level over time", _WIDTH, frame.height, parts)


def _reasons(decisions: Sequence[Mapping[str, Any]]) -> str:
    counted = Counter(str(row["reason"]) for row in decisions)
    keys = (
        f'<span class="key" style="background:{_REASON_COLOURS.get(reason, _OTHER_REASON)}"></span>'
        f"{escape(reason.replace('_', ' '))} {count}"
        for reason, count in counted.most_common()
    )
    return f'<p class="axis">{" ".join(keys)}</p>'


def _rate(bps: float) -> str:
    return rate_text(bps).replace(" Mbit/s", " M").replace(" kbit/s", " k").replace(" bit/s", "")
