"""A session report read back from plain data, typed, with every odd value made harmless.

A page must come out of any report: one of an older version, one cut short by a crash, one with a `null` in
it. So a missing or unusable figure becomes None or 0 here, and the drawing code never asks again.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

__all__ = ["Decision", "Download", "Level", "Problem", "Record", "Shown", "Stall", "Switch", "read_record"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of the session shown in one quality."""

    from_s: float
    to_s: float
    height: int
    bandwidth_bps: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A quality chosen for the segment at `position_s` of the title."""

    at_s: float
    position_s: float
    height: int
    bandwidth_bps: int
    representation: str
    reason: str
    explanation: str
    buffer_level_s: float
    throughput_bps: float | None


@dataclass(frozen=True, slots=True)
class Download:
    """A finished download; `at_s` is its end."""

    at_s: float
    kind: str
    representation: str
    size_bytes: int
    elapsed_s: float

    @property
    def throughput_bps(self) -> float:
        """Mean throughput of this download alone."""
        return self.size_bytes * 8 / self.elapsed_s if self.elapsed_s > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Level:
    """Seconds playable ahead of the playhead."""

    at_s: float
    level_s: float


@dataclass(frozen=True, slots=True)
class Switch:
    """A change of the quality on the screen."""

    at_s: float
    position_s: float
    from_height: int
    to_height: int
    picture_held_s: float


@dataclass(frozen=True, slots=True)
class Stall:
    """Playback stood at `position_s` for want of data, from `at_s` on."""

    at_s: float
    position_s: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class Problem:
    """What a viewer was told, and the small print."""

    name: str
    code: int
    severity: str
    message: str
    detail: str


@dataclass(frozen=True, slots=True)
class Record:
    """A whole session. All times but `position_s` are seconds since the title was asked for.

    Attributes:
        live_offset_s: How far behind the edge a live title was played, on average; None for any other.
    """

    url: str
    is_ended: bool
    startup_s: float | None
    watched_s: float
    frames_shown: int
    frames_dropped: int
    shown: tuple[Shown, ...]
    decisions: tuple[Decision, ...]
    downloads: tuple[Download, ...]
    levels: tuple[Level, ...]
    switches: tuple[Switch, ...]
    stalls: tuple[Stall, ...]
    problems: tuple[Problem, ...]
    live_offset_s: float | None = None


def read_record(report: Mapping[str, Any]) -> Record:
    """Read `SessionReport.as_dict()`, or the JSON that it became."""
    return Record(
        url=_text(report, "url"),
        is_ended=report.get("ended") is True,
        startup_s=_figure(report, "startup_s"),
        watched_s=_number(report, "watched_s"),
        frames_shown=int(_number(report, "frames_shown")),
        frames_dropped=int(_number(report, "frames_dropped")),
        shown=tuple(
            Shown(
                _number(row, "from_s"),
                max(_number(row, "from_s"), _number(row, "to_s")),
                int(_number(row, "height")),
                int(_number(row, "bandwidth_bps")),
            )
            for row in _rows(report, "displayed")
        ),
        decisions=tuple(_decision(row) for row in _rows(report, "decisions")),
        downloads=tuple(
            Download(
                _number(row, "at_s"),
                _text(row, "kind"),
                _text(row, "representation"),
                int(_number(row, "size_bytes")),
                _number(row, "elapsed_s"),
            )
            for row in _rows(report, "downloads")
        ),
        levels=tuple(Level(_number(row, "at_s"), _number(row, "level_s")) for row in _rows(report, "buffer")),
        switches=tuple(
            Switch(
                _number(row, "at_s"),
                _number(row, "position_s"),
                int(_number(row, "from_height")),
                int(_number(row, "to_height")),
                _number(row, "picture_held_s"),
            )
            for row in _rows(report, "switches")
        ),
        stalls=tuple(
            Stall(_number(row, "at_s"), _number(row, "position_s"), _number(row, "duration_s"))
            for row in _rows(report, "stalls")
        ),
        problems=tuple(
            Problem(
                _text(row, "name"),
                int(_number(row, "code")),
                _text(row, "severity"),
                _text(row, "message"),
                _text(row, "detail"),
            )
            for row in _rows(report, "problems")
        ),
        live_offset_s=_figure(_table(_table(report, "live"), "offset_s"), "mean"),
    )


def _decision(row: Mapping[str, Any]) -> Decision:
    return Decision(
        _number(row, "at_s"),
        _number(row, "position_s"),
        int(_number(row, "height")),
        int(_number(row, "bandwidth_bps")),
        _text(row, "representation"),
        _text(row, "reason"),
        _text(row, "explanation"),
        _number(row, "buffer_level_s"),
        _figure(row, "throughput_bps"),
    )


def _rows(report: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows: Any = report.get(name)
    if not isinstance(rows, list | tuple):
        return []
    return [row for row in cast("Sequence[Any]", rows) if isinstance(row, Mapping)]


def _table(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value: Any = row.get(name)
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def _figure(row: Mapping[str, Any], name: str) -> float | None:
    value: Any = row.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _number(row: Mapping[str, Any], name: str) -> float:
    return _figure(row, name) or 0.0


def _text(row: Mapping[str, Any], name: str) -> str:
    value: Any = row.get(name)
    return "" if value is None else str(value)
