"""The drawings of a report: plain SVG, drawn by hand, because a plotting library weighs more than the page.

All charts share one time axis, seconds since the title was asked for. So a look straight down tells what the
network did, what that did to the buffer, what was decided, and what the viewer saw of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TypeVar

from playhead_app.report.axis import Axis, clock_text, rate_text, size_text
from playhead_app.report.record import Download, Level, Record, Shown, Stall

__all__ = ["buffer_chart", "download_chart", "quality_chart"]

_Row = TypeVar("_Row")

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 1120, 88, 16, 12, 30
# What one chart may hold: beyond this the eye sees no more, and the page only grows.
_MAX_POINTS = 600
_MAX_BARS = 500


@dataclass(frozen=True, slots=True)
class _Paper:
    """A chart's frame: its axes, and the lines and figures behind the drawing."""

    x: Axis
    y: Axis
    height: int

    def frame(self, y_ticks: Iterable[tuple[float, str]]) -> list[str]:
        parts: list[str] = []
        for value, text in y_ticks:
            y = self.y.at(value)
            parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>')
            parts.append(
                f'<text class="tick" text-anchor="end" x="{_LEFT - 8}" y="{y + 4}">{escape(text)}</text>'
            )
        for value in self.x.ticks(10, is_time=True):
            x, y = self.x.at(value), self.height - 10
            parts.append(
                f'<text class="tick" text-anchor="middle" x="{x}" y="{y}">{clock_text(value)}</text>'
            )
        return parts


def quality_chart(record: Record) -> str:
    """Draw what was on the screen, what had been decided for it, and where playback stood still."""
    heights = sorted({row.height for row in record.shown} | {row.height for row in record.decisions} - {0})
    if not heights:
        return _nothing("No picture was shown.")
    # Rungs are evenly spaced: a ladder is read by its rungs, not by its pixels.
    rung = {height: index for index, height in enumerate(heights)}
    paper = _paper(230, record, (-0.5, len(heights) - 0.5))
    parts = paper.frame((index, f"{height}p" if height else "sound") for height, index in rung.items())
    parts += [_stall(paper, stall) for stall in record.stalls]
    decided = [(row.at_s, float(rung.get(row.height, 0))) for row in record.decisions if row.height]
    parts.append(_steps(paper, _thin(sorted(decided), _MAX_POINTS), "decided"))
    for row in _thin(_joined(record.shown), _MAX_BARS):
        y, x = paper.y.at(rung.get(row.height, 0)), paper.x.at(row.from_s)
        told = (
            f"{row.height}p, {rate_text(row.bandwidth_bps)}, {clock_text(row.from_s)}–{clock_text(row.to_s)}"
        )
        parts.append(f'<line class="shown" x1="{x}" x2="{paper.x.at(row.to_s)}" y1="{y}" y2="{y}">')
        parts.append(f"<title>{told}</title></line>")
    return _svg(paper.height, "Quality on the screen over time", parts)


def buffer_chart(record: Record) -> str:
    """Draw the seconds of playable media ahead of the playhead, over the session's clock."""
    if not record.levels:
        return _nothing("The buffer was not recorded.")
    paper = _paper(170, record, (0, max([1.0, *(row.level_s for row in record.levels)])))
    parts = paper.frame((value, f"{value:g} s") for value in paper.y.ticks(4))
    points = [(row.at_s, row.level_s) for row in _lowest(record.levels)]
    path = " ".join(f"{paper.x.at(x)},{paper.y.at(y)}" for x, y in points)
    floor = paper.y.at(0)
    edge = f"{paper.x.at(points[0][0])},{floor} {path} {paper.x.at(points[-1][0])},{floor}"
    parts.append(f'<polygon class="level" points="{edge}"/><polyline class="level-line" points="{path}"/>')
    return _svg(paper.height, "Buffer level over time", parts)


def download_chart(record: Record) -> str:
    """Draw each download as long as it took and as high as it was fast, and what the player believed."""
    if not record.downloads:
        return _nothing("Nothing was downloaded.")
    believed = [(row.at_s, row.throughput_bps) for row in record.decisions if row.throughput_bps]
    highest = sorted(row.throughput_bps for row in record.downloads)[int(len(record.downloads) * 0.98)]
    top_bps = max([1e5, 1.1 * highest, *(bps for _, bps in believed)])
    paper = _paper(220, record, (0, top_bps))
    parts = paper.frame((value, rate_text(value) if value else "0") for value in paper.y.ticks(6))
    parts += [_bar(paper, row) for row in _thin(record.downloads, _MAX_BARS)]
    parts.append(_steps(paper, _thin(believed, _MAX_POINTS), "believed"))
    return _svg(paper.height, "Downloads and throughput over time", parts)


def _stall(paper: _Paper, row: Stall) -> str:
    x, y = paper.x.at(row.at_s), paper.y.at(paper.y.high)
    width = max(2.0, round(paper.x.at(row.at_s + row.duration_s) - x, 1))
    told = f"stood for {row.duration_s:.1f} s at {clock_text(row.position_s)} of the title"
    place = f'x="{x}" y="{y}" width="{width}" height="{paper.y.at(paper.y.low) - y}"'
    return f'<rect class="stall" {place}><title>{told}</title></rect>'


def _bar(paper: _Paper, row: Download) -> str:
    x, y = paper.x.at(row.at_s - row.elapsed_s), paper.y.at(row.throughput_bps)
    width = max(1.5, round(paper.x.at(row.at_s) - x, 1))
    told = f"{row.kind} {row.representation}: {size_text(row.size_bytes)} in {row.elapsed_s:.2f} s"
    kind = "audio" if row.kind == "audio" else "video"
    rest = round(paper.y.at(0) - y, 1)
    place = f'x="{x}" y="{y}" width="{width}" height="{rest}"'
    return f'<rect class="{kind}" {place}><title>{escape(told)}</title></rect>'


def _paper(height: int, record: Record, y: tuple[float, float]) -> _Paper:
    rows = (*record.downloads, *record.levels, *record.decisions)
    end_s = max([1.0, record.watched_s, *(row.at_s for row in rows), *(row.to_s for row in record.shown)])
    return _Paper(Axis(0.0, end_s, _LEFT, _WIDTH - _RIGHT), Axis(*y, height - _BOTTOM, _TOP), height)


def _steps(paper: _Paper, points: Sequence[tuple[float, float]], name: str) -> str:
    if not points:
        return ""
    path = f"M{paper.x.at(points[0][0])} {paper.y.at(points[0][1])}"
    path += "".join(f"H{paper.x.at(x)}V{paper.y.at(y)}" for x, y in points[1:])
    return f'<path class="{name}" d="{path}"/>'


def _thin(rows: Sequence[_Row], most: int) -> Sequence[_Row]:
    return rows[:: max(1, -(-len(rows) // most))]


def _joined(rows: Sequence[Shown]) -> list[Shown]:
    joined: list[Shown] = []
    for row in rows:
        if joined and joined[-1].height == row.height and abs(row.from_s - joined[-1].to_s) < 0.05:
            joined[-1] = replace(joined[-1], to_s=row.to_s)
        else:
            joined.append(row)
    return joined


def _lowest(levels: Sequence[Level]) -> list[Level]:
    # A dip is what one looks for, so each bundle of points is drawn by its lowest.
    step = max(1, -(-len(levels) // _MAX_POINTS))
    bundles = (levels[start : start + step] for start in range(0, len(levels), step))
    return [min(bundle, key=lambda level: level.level_s) for bundle in bundles]


def _svg(height: int, name: str, parts: Iterable[str]) -> str:
    head = f'<svg role="img" aria-label="{escape(name)}" viewBox="0 0 {_WIDTH} {height}">'
    return head + "".join(parts) + "</svg>"


def _nothing(text: str) -> str:
    return f'<p class="none">{escape(text)}</p>'
