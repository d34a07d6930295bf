"""The page as a whole: the figures first, then the charts, then the reasons."""

from collections.abc import Mapping
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from playhead.errors import redact_url
from playhead_app.report.axis import clock_text, rate_text, size_text
from playhead_app.report.charts import buffer_chart, download_chart, quality_chart
from playhead_app.report.record import Record, read_record
from playhead_app.report.tables import decision_table, problem_table, stall_table, switch_table

__all__ = ["render_page", "write_page"]


def write_page(report: Mapping[str, Any], path: Path) -> None:
    """Write the page of a session report.

    Args:
        report: `SessionReport.as_dict()`, or the JSON that it became.
        path: Where to; the folder must exist.

    Raises:
        OSError: If the file can't be written.
    """
    path.write_text(render_page(report), encoding="utf-8")


def render_page(report: Mapping[str, Any]) -> str:
    """Return the page as HTML: self-contained, without scripts, under 300 kB however long the session was."""
    record = read_record(report)
    style = resources.files("playhead_app.report").joinpath("style.css").read_text(encoding="utf-8")
    title = escape(_name(record))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title} – Playhead</title><style>{style}</style></head><body>"
        f'<h1>{title}</h1><p class="lead">{escape(_lead(record))}</p>'
        f"{_facts(record)}"
        "<h2>Quality on the screen</h2>"
        f"{_key(('amber', 'shown'), ('third', 'decided'), ('live', 'stood still'))}"
        f"{quality_chart(record)}"
        f"<h2>Buffer</h2>{_key(('good', 'seconds playable ahead'))}"
        f"{buffer_chart(record)}"
        "<h2>Network</h2>"
        f"{_key(('amber', 'video'), ('second', 'audio'), ('text', 'believed throughput'))}"
        f"{download_chart(record)}"
        f"<h2>Switches</h2>{switch_table(record)}"
        f"<h2>Stalls</h2>{stall_table(record)}"
        f"<h2>Problems</h2>{problem_table(record)}"
        f"<h2>Why each quality was chosen</h2>{decision_table(record)}"
        "</body></html>\n"
    )


def _name(record: Record) -> str:
    return redact_url(record.url) if record.url else "A session without an address"


def _lead(record: Record) -> str:
    how = "played to its end" if record.is_ended else "stopped before its end"
    return f"{clock_text(record.watched_s)} watched, {how}."


def _facts(record: Record) -> str:
    stalled_s = sum(row.duration_s for row in record.stalls)
    shown_s = sum(row.to_s - row.from_s for row in record.shown)
    mean_bps = (
        sum(row.bandwidth_bps * (row.to_s - row.from_s) for row in record.shown) / shown_s
        if shown_s
        else None
    )
    held_s = max((row.picture_held_s for row in record.switches), default=0.0)
    facts = (
        ("first picture", "–" if record.startup_s is None else f"{record.startup_s:.2f} s", False),
        ("mean quality", rate_text(mean_bps), False),
        (
            "stalls",
            f"{len(record.stalls)} · {stalled_s:.1f} s" if record.stalls else "none",
            bool(record.stalls),
        ),
        ("switches", str(len(record.switches)), False),
        ("longest hold", f"{held_s * 1000:.0f} ms" if record.switches else "–", held_s > 0.2),
        ("frames", f"{record.frames_shown:,}", False),
        ("dropped", f"{record.frames_dropped:,}", record.frames_dropped > record.frames_shown / 100),
        *_live_fact(record),
        ("downloaded", size_text(sum(row.size_bytes for row in record.downloads)), False),
    )
    cells = (
        f"<div{' class=bad' if is_bad else ''}><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value, is_bad in facts
    )
    return f'<dl class="facts">{"".join(cells)}</dl>'


def _live_fact(record: Record) -> tuple[tuple[str, str, bool], ...]:
    if record.live_offset_s is None:
        return ()
    return (("behind live", f"{record.live_offset_s:.1f} s", False),)


def _key(*keys: tuple[str, str]) -> str:
    swatches = "".join(
        f'<span class="key" style="background:var(--{colour})"></span>{escape(name)}' for colour, name in keys
    )
    return f'<p class="axis">{swatches}</p>'
