"""An outline for people: one table of representations, then what is odd."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from playhead_app.report.axis import clock_text, rate_text

__all__ = ["show_outline"]

_COLUMNS = ("track", "language", "quality", "bandwidth", "codecs", "segments")


def show_outline(console: Console, source: str, told: dict[str, Any]) -> None:
    """Print what `outline` found about a source."""
    console.print(Text(source, "bold"), soft_wrap=True)
    how_long = "live" if told["live"] else "of unknown length"
    if told["duration_s"] is not None:
        how_long = clock_text(told["duration_s"])
    periods = told["periods"]
    count = f"{len(periods)} period" + ("" if len(periods) == 1 else "s")
    console.print(f"{told['protocol'].upper()}, {how_long}, {count}", highlight=False)
    for period in periods:
        table = Table(*_COLUMNS, box=None, header_style="dim", pad_edge=False)
        if len(periods) > 1:
            table.title = f"from {clock_text(period['start_s'])}"
            table.title_justify = "left"
        for track in period["tracks"]:
            for row in _rows(track):
                table.add_row(*(Text(cell) for cell in row))
        console.print(table)
    for each in told["protection"]:
        console.print(Text(f"protected: {each['scheme']}, {each['key_system']}"))
    for each in told["warnings"]:
        where = f"line {each['line']}: " if each["line"] is not None else ""
        console.print(Text(f"! {where}{each['message']}", "yellow"), soft_wrap=True)


def _rows(track: dict[str, Any]) -> list[tuple[str, ...]]:
    kind, language = track["kind"], track["language"]
    if not track["representations"]:
        return [(kind, language, "in the video's segments" if track["muxed"] else "–", "", "", "")]
    rows: list[tuple[str, ...]] = []
    for number, each in enumerate(track["representations"]):
        segments = each["segment_count"]
        rows.append(
            (
                "" if number else kind,
                "" if number else language,
                _quality(each),
                rate_text(each["bandwidth_bps"]) if each["bandwidth_bps"] else "–",
                ", ".join(each["codecs"]) or "–",
                "?" if segments is None else str(segments),
            )
        )
    return rows


def _quality(each: dict[str, Any]) -> str:
    if each["height"]:
        rate = f" {each['frame_rate']:g} fps" if each["frame_rate"] else ""
        return f"{each['width'] or '?'}×{each['height']}{rate}"
    return f"{each['channels']} channels" if each["channels"] else "–"
