"""The drawings over many sessions: distributions, the trade between bitrate and rebuffering, the heat map."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playhead_app.lab_report.figures import Cell, Point
from playhead_app.lab_report.svg import Frame, number_text, shortened, svg

__all__ = ["distribution", "heat_map", "plane"]

_QUANTILES = np.linspace(0.0, 1.0, 81)
_ROW_HEIGHT, _LABELS, _LABEL_LENGTH = 22, 190, 28


def distribution(title: str, values: Mapping[str, NDArray[Any]], colours: Mapping[str, str]) -> str:
    """Draw the share of sessions at or below each value, a line for each algorithm."""
    lines = {name: np.quantile(each, _QUANTILES) for name, each in values.items() if len(each)}
    low = min(float(each[0]) for each in lines.values())
    high = max(float(each[-1]) for each in lines.values())
    # A few sessions far out must not press all others into a corner.
    low = max(low, min(float(np.quantile(each, 0.02)) for each in values.values()))
    frame = Frame.of((low, high), (0.0, 1.0), 560, 300)
    parts = frame.grid(title, y_text=lambda share: f"{share:.0%}")
    for name, quantiles in lines.items():
        path = frame.line(zip(quantiles.tolist(), _QUANTILES.tolist(), strict=True))
        parts.append(
            f'<path class="cdf" stroke="{colours[name]}" d="{path}"><title>{escape(name)}</title></path>'
        )
    return svg(f"Distribution of {title}", frame.width, frame.height, parts)


def plane(title: str, points: Sequence[Point], colours: Mapping[str, str]) -> str:
    """Draw each algorithm at its rebuffering and its bitrate, with 95% confidence: up and left is better."""
    x_high = max(point.rebuffer.high for point in points)
    lows, highs = [point.bitrate.low for point in points], [point.bitrate.high for point in points]
    margin = 0.06 * (max(highs) - min(lows))
    frame = Frame.of((0.0, max(x_high * 1.05, 1e-3)), (min(lows) - margin, max(highs) + margin), 560, 320)
    parts = frame.grid(f"{title}: rebuffer ratio; upwards mean Mbit/s", x_text=lambda share: f"{share:.2%}")
    for point in points:
        colour = colours[point.algorithm]
        x, y = frame.x.at(point.rebuffer.estimate), frame.y.at(point.bitrate.estimate)
        told = (
            f"{point.algorithm}: {point.bitrate.estimate:.3f} Mbit/s, "
            f"rebuffer ratio {point.rebuffer.estimate:.3%}"
        )
        cross = (
            f"M{frame.x.at(point.rebuffer.low)} {y}H{frame.x.at(point.rebuffer.high)}"
            f"M{x} {frame.y.at(point.bitrate.low)}V{frame.y.at(point.bitrate.high)}"
        )
        parts.append(f'<path class="cross" stroke="{colour}" d="{cross}"/>')
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="6" fill="{colour}"><title>{escape(told)}</title></circle>'
        )
    return svg(f"Bitrate and rebuffering, {title}", frame.width, frame.height, parts)


def heat_map(title: str, cells: Sequence[Cell], most_columns: int) -> str:
    """Draw what each algorithm lost against the best of them, the slowest traces left."""
    columns = _columns(len(cells[0].losses), most_columns)
    width = 1120
    height = len(cells) * _ROW_HEIGHT + 24
    step = (width - _LABELS) / max(len(columns), 1)
    # Dark at nothing lost; the brightest for what all but a twentieth stay below.
    worst = max(float(np.quantile(np.concatenate([cell.losses for cell in cells]), 0.95)), 1e-9)
    parts: list[str] = []
    for row, cell in enumerate(cells):
        y = row * _ROW_HEIGHT
        label = escape(shortened(cell.algorithm, _LABEL_LENGTH))
        parts.append(f'<text class="tick" text-anchor="end" x="{_LABELS - 8}" y="{y + 15}">{label}</text>')
        for column, (first, end) in enumerate(columns):
            lost = float(cell.losses[first:end].mean())
            others = f" … {cell.traces[end - 1]}" if end - first > 1 else ""
            told = f"{cell.traces[first]}{others}: −{lost:.3f}"
            x = _LABELS + column * step
            place = f'x="{x:.1f}" y="{y}" width="{step + 0.3:.1f}" height="{_ROW_HEIGHT - 2}"'
            strength = f'opacity="{0.04 + 0.96 * min(lost / worst, 1.0):.2f}"'
            parts.append(f'<rect class="lost" {place} {strength}><title>{escape(told)}</title></rect>')
    scale = f"{title}: slow traces left, fast ones right; full red is {number_text(worst)} lost a segment"
    parts.append(f'<text class="tick" x="{_LABELS}" y="{height - 6}">{escape(scale)}</text>')
    return svg(f"Loss by trace, {title}", width, height, parts)


def _columns(traces: int, most: int) -> list[tuple[int, int]]:
    """Return first and end of each column's traces."""
    edges = np.linspace(0, traces, min(traces, most) + 1).astype(int).tolist()
    return list(pairwise(edges))
