"""Read a trace, whatever it was recorded with; the content tells, never the file's name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from playhead_abr.errors import AbrError
from playhead_abr.lab.formats.faults import FormatError
from playhead_abr.lab.formats.json_text import elements_with_lines, number_of
from playhead_abr.lab.formats.text_file import read_text
from playhead_abr.lab.formats.trace_text import (
    Step,
    read_columns,
    read_cooked,
    read_mahimahi,
    read_pairs,
    text_format,
)
from playhead_abr.lab.trace import Trace

__all__ = ["TRACE_FORMATS", "read_trace"]


def _read_sabre(text: str, path: Path) -> Iterator[Step]:
    """Read a JSON array of `{duration_ms, bandwidth_kbps, latency_ms}` (github.com/UMass-LIDS/sabre)."""
    for line, row in elements_with_lines(text, path):
        yield Step(
            line,
            number_of(row, "duration_ms", path, line) / 1e3,
            number_of(row, "bandwidth_kbps", path, line) * 1e3,
            number_of(row, "latency_ms", path, line) / 1e3,
        )


_READERS: Mapping[str, Callable[[str, Path], Iterator[Step]]] = MappingProxyType(
    {
        "sabre": _read_sabre,
        "cooked": read_cooked,
        "pairs": read_pairs,
        "mahimahi": read_mahimahi,
        "columns": read_columns,
    }
)
TRACE_FORMATS = tuple(_READERS)
"""Names that `read_trace` knows."""


def read_trace(path: Path, *, trace_format: str | None = None, latency_s: float = 0.0) -> Trace:
    """Read a trace; its name is the file's.

    Args:
        path: The file.
        trace_format: One of `TRACE_FORMATS`; None: told by the content.
        latency_s: Request to first bit, for formats that say nothing of it.

    Raises:
        FormatError: If the file is no trace, or a row makes no sense.
        LabError: If the format's name is unknown.
        OSError: If the file can't be read.
    """
    text = read_text(path)
    if trace_format is None:
        trace_format = "sabre" if text.lstrip()[:1] in ("[", "{") else text_format(text, path)
    if trace_format not in _READERS:
        raise FormatError(
            path, None, f"no trace format {trace_format!r}; there are {', '.join(TRACE_FORMATS)}"
        )
    return _trace(_checked(_READERS[trace_format](text, path), path), path, latency_s)


def _checked(steps: Iterable[Step], path: Path) -> list[Step]:
    kept: list[Step] = []
    for step in steps:
        if step.duration_s <= 0:
            raise FormatError(path, step.line, "a stretch without a duration")
        if step.bandwidth_bps < 0:
            raise FormatError(path, step.line, "a bandwidth below zero")
        if step.latency_s is not None and step.latency_s < 0:
            raise FormatError(path, step.line, "a latency below zero")
        kept.append(step)
    if not kept:
        raise FormatError(path, None, "there is no stretch of time in it")
    return kept


def _trace(steps: list[Step], path: Path, latency_s: float) -> Trace:
    try:
        return Trace(
            path.name,
            np.array([step.duration_s for step in steps]),
            np.array([step.bandwidth_bps for step in steps]),
            np.array([latency_s if step.latency_s is None else step.latency_s for step in steps]),
        )
    except FormatError:
        raise
    except AbrError as error:
        raise FormatError(path, None, str(error)) from error
