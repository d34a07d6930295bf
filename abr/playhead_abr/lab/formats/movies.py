"""Read a movie: Sabre's JSON, or a description in TOML that leads to per-rung files.

Files with one size a line don't say how long a segment is, and their names don't say which rung they are. A
description beside them does:

    segment_s = 4
    sizes = "size"                                      # a folder with a file for each rung, in bytes
    vmaf = "vmaf"                                       # the same with a VMAF score a line; optional
    bitrates_kbps = [300, 750, 1200, 1850, 2850, 4300]  # optional: else each rung's mean

A suite may hold the same keys in place of a path. Rungs are put in order by what the files hold, lowest mean
first, so that it doesn't matter which end of the ladder the names begin at.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from playhead_abr.errors import AbrError
from playhead_abr.lab.formats.faults import FormatError
from playhead_abr.lab.formats.json_text import elements_with_lines, number_of, read_json
from playhead_abr.lab.formats.text_file import read_text
from playhead_abr.lab.formats.trace_text import read_numbers
from playhead_abr.lab.movie import Movie

__all__ = ["movie_text", "read_described_movie", "read_movie"]

_DESCRIPTION_KEYS = frozenset({"segment_s", "sizes", "vmaf", "bitrates_kbps", "name"})


def read_movie(path: Path) -> Movie:
    """Read a movie's JSON or description; its name is the file's, or what the description says.

    Raises:
        FormatError: If it is neither, or something in it makes no sense.
        OSError: If a file can't be read.
    """
    if path.is_dir():
        raise FormatError(path, None, "a folder of sizes needs a description (TOML: segment_s, sizes)")
    text = read_text(path)
    if text.lstrip()[:1] == "{":
        return _sabre_movie(text, path)
    try:
        description = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormatError(path, None, f"neither a movie's JSON nor a description: {error}") from error
    return read_described_movie(description, path)


def read_described_movie(description: Mapping[str, Any], path: Path) -> Movie:
    """Read the movie of a description that stands in `path`; what it leads to lies beside that file.

    Raises:
        FormatError: If a key is missing or unknown, or a file doesn't fit.
    """
    unknown = sorted(set(description) - _DESCRIPTION_KEYS)
    if unknown:
        raise FormatError(path, None, f"a movie has no {', '.join(unknown)}")
    segment_s = number_of(description, "segment_s", path, None)
    sizes = description.get("sizes")
    if not isinstance(sizes, str):
        raise FormatError(path, None, "sizes is missing: the folder with a file for each rung")
    sizes_bits = _rung_table(path.parent / sizes) * 8.0
    vmaf = description.get("vmaf")
    name = str(description.get("name", path.stem))
    bitrates: Any = description.get("bitrates_kbps")
    bitrates_bps = (
        sizes_bits.mean(axis=0) / max(segment_s, 1e-9) if bitrates is None else _kbps(bitrates, path)
    )
    return _movie(
        path,
        name,
        segment_s,
        bitrates_bps,
        sizes_bits,
        None if vmaf is None else _rung_table(path.parent / str(vmaf)),
    )


def movie_text(movie: Movie) -> str:
    """Return the movie as Sabre's JSON, one segment a line; VMAF goes under `segment_vmaf`."""
    fields = [
        f'"segment_duration_ms": {json.dumps(movie.segment_duration_s * 1e3)}',
        f'"bitrates_kbps": {json.dumps([bps / 1e3 for bps in movie.bitrates_bps.tolist()])}',
        f'"segment_sizes_bits": {_table_text(movie.sizes_bits)}',
    ]
    if movie.vmaf is not None:
        fields.append(f'"segment_vmaf": {_table_text(movie.vmaf)}')
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _table_text(table: NDArray[np.float64]) -> str:
    rows = ([int(value) if value.is_integer() else value for value in row] for row in table.tolist())
    return "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]"


def _sabre_movie(text: str, path: Path) -> Movie:
    content = read_json(text, path)
    segment_s = number_of(content, "segment_duration_ms", path, None) / 1e3
    bitrates_bps = _kbps(content.get("bitrates_kbps"), path)
    rungs = len(bitrates_bps)
    sizes = _segments(text, "segment_sizes_bits", rungs, path)
    vmaf = _segments(text, "segment_vmaf", rungs, path) if "segment_vmaf" in content else None
    return _movie(path, path.stem, segment_s, bitrates_bps, sizes, vmaf)


def _segments(text: str, name: str, rungs: int, path: Path) -> NDArray[np.float64]:
    begin = re.search(rf'"{name}"\s*:\s*', text)
    if begin is None:
        raise FormatError(path, None, f"{name} is missing")
    lines_before = text.count("\n", 0, begin.end())
    rows: list[list[float]] = []
    for at, row in elements_with_lines(text[begin.end() :], path, is_whole=False):
        line = lines_before + at
        if not isinstance(row, list) or len(cast("list[Any]", row)) != rungs:
            raise FormatError(path, line, f"{name}: a segment needs one value for each of {rungs} bitrates")
        rows.append([number_of({name: value}, name, path, line) for value in cast("list[Any]", row)])
    if not rows:
        raise FormatError(path, None, f"{name} is empty")
    return np.array(rows)


def _rung_table(folder: Path) -> NDArray[np.float64]:
    """Return shape (segments, rungs) of a folder with one file a rung, lowest mean first."""
    if not folder.is_dir():
        raise FormatError(folder, None, "there is no such folder")
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    columns: dict[Path, list[float]] = {path: read_numbers(path) for path in files}
    if not columns:
        raise FormatError(folder, None, "there is no file in it")
    count = len(columns[files[0]])
    for path, column in columns.items():
        if len(column) != count:
            raise FormatError(path, None, f"{len(column)} segments where {files[0].name} has {count}")
    table = np.array(list(columns.values())).T
    return table[:, np.argsort(table.mean(axis=0), kind="stable")]


def _kbps(values: object, path: Path) -> NDArray[np.float64]:
    if not isinstance(values, list) or not values:
        raise FormatError(path, None, "bitrates_kbps is no list of bitrates")
    rungs = cast("Sequence[Any]", values)
    return np.array(
        [number_of({"bitrates_kbps": value}, "bitrates_kbps", path, None) * 1e3 for value in rungs]
    )


def _movie(
    path: Path,
    name: str,
    segment_s: float,
    bitrates_bps: NDArray[np.float64],
    sizes_bits: NDArray[np.float64],
    vmaf: NDArray[np.float64] | None,
) -> Movie:
    try:
        return Movie(name, segment_s, bitrates_bps, sizes_bits, vmaf)
    except AbrError as error:
        raise FormatError(path, None, str(error)) from error
