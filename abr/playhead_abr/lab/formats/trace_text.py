"""Traces in lines of text: cooked (Pensieve), pairs, Mahimahi, CSV with named columns.

A line of numbers does not say what they are. One number a line is Mahimahi. Two are cooked or pairs, and the
spacing of their times tells which: recorders sample every few seconds at most, so a spacing of 20 or more
can't be seconds and one below can't be milliseconds. A file for which that is wrong says its format in the
suite or on the command line.
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playhead_abr.lab.formats.faults import FormatError
from playhead_abr.lab.formats.text_file import read_text

__all__ = [
    "Step",
    "read_columns",
    "read_cooked",
    "read_mahimahi",
    "read_numbers",
    "read_pairs",
    "text_format",
]

_LEAST_MS_SPACING = 20
# Mahimahi's unit: a line is the moment at which one full Ethernet frame's payload may leave.
_PACKET_BITS = 1500 * 8


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of constant bandwidth, and where it stands in its file."""

    line: int
    duration_s: float
    bandwidth_bps: float
    latency_s: float | None = None


def text_format(text: str, path: Path) -> str:
    """Tell `columns`, `mahimahi`, `cooked` or `pairs` by what the text says.

    Raises:
        FormatError: If it looks like none of them.
    """
    first = next(_lines(text, path), None)
    if first is None:
        raise FormatError(path, None, "the file is empty")
    line, fields = first
    if "," in " ".join(fields) or not all(_is_number(each) for each in fields):
        return "columns"
    if len(fields) == 1:
        return "mahimahi"
    if len(fields) != 2:
        raise FormatError(path, line, f"{len(fields)} numbers: no trace format that we know")
    times = [row[0] for _, row in _rows(text, path, 2)]
    spacing = median(later - earlier for earlier, later in itertools.pairwise(times)) if times[1:] else 0
    return "pairs" if spacing >= _LEAST_MS_SPACING else "cooked"


def read_cooked(text: str, path: Path) -> Iterator[Step]:
    """Read `time_s Mbit/s` rows: each bandwidth holds from the row before until its own time.

    That is how Pensieve's environment walks through them (github.com/hongzimao/pensieve, sim/env.py); the
    first row only says when the trace begins.
    """
    rows = list(_rows(text, path, 2))
    for (_, (earlier_s, _)), (line, (time_s, mbps)) in itertools.pairwise(rows):
        yield Step(line, _advance(time_s - earlier_s, path, line), mbps * 1e6)


def read_pairs(text: str, path: Path) -> Iterator[Step]:
    """Read `t_ms kbps` rows: each bandwidth holds until the next row, the last as long as the one before."""
    rows = list(_rows(text, path, 2))
    yield from _held([(line, time_ms / 1e3, kbps * 1e3, None) for line, (time_ms, kbps) in rows], path)


def read_mahimahi(text: str, path: Path) -> Iterator[Step]:
    """Read one whole number a line: the millisecond at which one more packet of 1,500 bytes may pass.

    Packets of one moment are spread over the time since the moment before, so that at each moment of the
    file exactly as many bits have passed as it says. The trace repeats after its last moment (mahimahi(1)).
    """
    before_ms, packets, last_line = 0.0, 0, 0
    now_ms: float | None = None
    for line, (time_ms,) in _rows(text, path, 1):
        if time_ms != int(time_ms) or time_ms < (now_ms or 0.0):
            raise FormatError(path, line, "milliseconds are whole numbers that never go back")
        if now_ms is not None and time_ms > now_ms and now_ms > 0:
            yield Step(
                last_line, (now_ms - before_ms) / 1e3, packets * _PACKET_BITS * 1e3 / (now_ms - before_ms)
            )
            before_ms, packets = now_ms, 0
        now_ms, packets, last_line = time_ms, packets + 1, line
    if now_ms:
        yield Step(last_line, (now_ms - before_ms) / 1e3, packets * _PACKET_BITS * 1e3 / (now_ms - before_ms))


_TIME_S = {"time_s": 1.0, "time_ms": 1e-3, "t_s": 1.0, "t_ms": 1e-3}
_DURATION_S = {"duration_s": 1.0, "duration_ms": 1e-3}
_BANDWIDTH_BPS = {
    f"{name}_{unit}": factor
    for name in ("bandwidth", "throughput")
    for unit, factor in (("bps", 1.0), ("kbps", 1e3), ("mbps", 1e6))
}
_LATENCY_S = {
    f"{name}_{unit}": factor for name in ("latency", "rtt") for unit, factor in (("s", 1.0), ("ms", 1e-3))
}


def read_columns(text: str, path: Path) -> Iterator[Step]:
    """Read CSV whose first line names its columns, with their units; other columns are left alone.

    One of `duration_s`, `duration_ms`, `time_s`, `time_ms` (`t_s`, `t_ms`), one of `bandwidth_bps`, `_kbps`,
    `_mbps` (or `throughput_…`), and perhaps `latency_s`, `latency_ms` (or `rtt_…`). With times a bandwidth
    holds until the next row, the last as long as the one before.
    """
    lines = _lines(text, path)
    header_line, header = next(lines)
    names = [name.strip().lower() for name in ",".join(header).split(",")]
    bandwidth = _column(names, _BANDWIDTH_BPS, path, header_line)
    latency = _column(names, _LATENCY_S, path, header_line)
    duration = _column(names, _DURATION_S, path, header_line)
    time = _column(names, _TIME_S, path, header_line)
    if bandwidth is None or (duration is None and time is None):
        raise FormatError(
            path, header_line, "the columns name no duration or time, or no bandwidth, with its unit"
        )
    rows: list[tuple[int, float, float, float | None]] = []
    for line, fields in lines:
        values = ",".join(fields).split(",")
        if len(values) != len(names):
            raise FormatError(path, line, f"{len(values)} fields where the first line names {len(names)}")
        latency_s = None if latency is None else _value(values, latency, path, line)
        when = _value(values, duration or time or (0, 1.0), path, line)
        rows.append((line, when, _value(values, bandwidth, path, line), latency_s))
    if duration is None:
        yield from _held(rows, path)
    for line, duration_s, bandwidth_bps, latency_s in rows if duration is not None else ():
        yield Step(line, _advance(duration_s, path, line), bandwidth_bps, latency_s)


def read_numbers(path: Path) -> list[float]:
    """Read a file with one number a line: the sizes or scores of one rung.

    Raises:
        FormatError: If a line holds anything else.
    """
    return [value for _, (value,) in _rows(read_text(path), path, 1)]


def _held(rows: Sequence[tuple[int, float, float, float | None]], path: Path) -> Iterator[Step]:
    if len(rows) < 2:
        raise FormatError(path, None, "at least two rows are needed to know how long one lasts")
    duration_s = 0.0
    for index, (line, time_s, bandwidth_bps, latency_s) in enumerate(rows):
        if index + 1 < len(rows):
            duration_s = _advance(rows[index + 1][1] - time_s, path, rows[index + 1][0])
        yield Step(line, duration_s, bandwidth_bps, latency_s)


def _column(
    names: Sequence[str], known: Mapping[str, float], path: Path, line: int
) -> tuple[int, float] | None:
    found = [(index, known[name]) for index, name in enumerate(names) if name in known]
    if len(found) > 1:
        told = ", ".join(names[index] for index, _ in found)
        raise FormatError(path, line, f"two columns for one thing: {told}")
    return found[0] if found else None


def _value(values: Sequence[str], column: tuple[int, float], path: Path, line: int) -> float:
    index, factor = column
    return _number(values[index].strip(), path, line) * factor


def _advance(duration_s: float, path: Path, line: int) -> float:
    if duration_s <= 0:
        raise FormatError(path, line, "time does not go on")
    return duration_s


def _rows(text: str, path: Path, width: int) -> Iterator[tuple[int, list[float]]]:
    for line, fields in _lines(text, path):
        if len(fields) != width:
            raise FormatError(path, line, f"{len(fields)} fields instead of {width}")
        yield line, [_number(each, path, line) for each in fields]


def _lines(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    for line, content in enumerate(text.splitlines(), 1):
        fields = content.split()
        if fields:
            yield line, fields


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _number(text: str, path: Path, line: int) -> float:
    try:
        value = float(text)
    except ValueError:
        raise FormatError(path, line, f"{text[:40]!r} is no number") from None
    if not math.isfinite(value) or value < 0:
        raise FormatError(path, line, f"{text[:40]} is no time and no bandwidth")
    return value
