"""The tables of a report: decisions with their reasons, switches, stalls, problems.

A film of two hours holds thousands of decisions, nearly all of them "the same again". Those are told once,
with the stretch that they cover, and the page stays small enough to read and to mail.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from playhead_app.report.axis import clock_text, rate_text
from playhead_app.report.record import Decision, Record

__all__ = ["decision_table", "problem_table", "stall_table", "switch_table"]

_MAX_ROWS = 250
_MAX_TEXT = 160


def decision_table(record: Record) -> str:
    """List each run of equal decisions with the reason of its first."""
    runs = [list(run) for _, run in groupby(record.decisions, key=_what_and_why)]
    head = ("position", "segments", "quality", "bandwidth", "buffer", "throughput", "why")
    return _table(head, (_decision_cells(run) for run in runs), len(runs), "Nothing was decided.")


def switch_table(record: Record) -> str:
    """List the changes of quality that were on the screen."""
    rows = (
        (
            clock_text(row.at_s),
            clock_text(row.position_s),
            f"{row.from_height}p → {row.to_height}p",
            f"{row.picture_held_s * 1000:.0f} ms",
        )
        for row in record.switches
    )
    head = ("time", "position", "quality", "last picture held")
    return _table(head, rows, len(record.switches), "The quality never changed.")


def stall_table(record: Record) -> str:
    """List where playback stood for want of data."""
    rows = (
        (clock_text(row.at_s), clock_text(row.position_s), f"{row.duration_s:.1f} s") for row in record.stalls
    )
    return _table(("time", "position", "stood for"), rows, len(record.stalls), "Playback never stood still.")


def problem_table(record: Record) -> str:
    """List everything that went wrong, recovered from or not."""
    rows = (
        (row.severity, row.message, f"{row.code} {row.name} {row.detail}".strip()) for row in record.problems
    )
    head = ("how bad", "what a viewer reads", "small print")
    return _table(head, rows, len(record.problems), "Nothing went wrong.")


def _what_and_why(row: Decision) -> tuple[str, str]:
    return row.representation, row.reason


def _decision_cells(run: Sequence[Decision]) -> tuple[str, ...]:
    first, last = run[0], run[-1]
    where = clock_text(first.position_s)
    return (
        where if first is last else f"{where} – {clock_text(last.position_s)}",
        str(len(run)),
        f"{first.height}p" if first.height else first.representation,
        rate_text(first.bandwidth_bps),
        f"{first.buffer_level_s:.1f} s",
        rate_text(first.throughput_bps),
        f"{first.reason}: {first.explanation}" if first.explanation else first.reason,
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], count: int, nothing: str) -> str:
    if not count:
        return f'<p class="none">{escape(nothing)}</p>'
    header = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(_row(cells) for cells, _ in zip(rows, range(_MAX_ROWS), strict=False))
    more = f'<p class="none">and {count - _MAX_ROWS} more</p>' if count > _MAX_ROWS else ""
    return f"<table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>{more}"


def _row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(_cells(cells)) + "</tr>"


def _cells(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        text = cell if len(cell) <= _MAX_TEXT else cell[: _MAX_TEXT - 1] + "…"
        yield f"<td>{escape(text)}</td>"
