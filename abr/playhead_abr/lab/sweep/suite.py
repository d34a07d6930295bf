"""A suite says what to run: a TOML file beside its traces and movies.

    seeds = [0, 1]          # optional; 0 begins every trace at its start, others anywhere in it
    optimum = true          # optional; also bound what was possible on each trace

    [player]                # optional; lists make one player for each combination
    buffer_s = [10, 25]
    abandonment = true
    replacement = ["none", "left"]   # optional; segments in the buffer that are fetched again
    mode = "sabre"          # optional; whose habits: "exact", "sabre", "pensieve"
    part_s = 0.5            # optional; low latency: at the live edge, in parts
    live_offset_s = 3.0     # how far behind the edge, then
    catch_up = 0.5          # how much faster or slower playback may go to hold that

    [[traces]]
    path = "traces/3g/*.json"
    set = "3G"              # optional; else the folder's name
    latency_ms = 80         # for formats that say nothing of it
    format = "cooked"       # optional; else told by the content

    [[movies]]
    path = "movies/bbb.json"

    [[algorithms]]
    name = "bola"
    label = "bola"          # optional; for reports
    gamma_p = [4, 5, 6]     # a parameter; lists make one configuration for each combination

Paths are relative to the file. What is unknown is an error, not ignored.
"""

import hashlib
import itertools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from playhead_abr.lab.errors import LabError
from playhead_abr.lab.formats import FormatError, read_described_movie, read_movie, read_trace
from playhead_abr.lab.formats.json_text import number_of
from playhead_abr.lab.formats.text_file import read_text
from playhead_abr.lab.movie import Movie
from playhead_abr.lab.simulator import AlgorithmSpec
from playhead_abr.lab.sweep.players import PlayerChoice, Variant, variant_of
from playhead_abr.lab.trace import Trace

__all__ = ["Configuration", "Suite", "TraceSet", "read_suite"]


@dataclass(frozen=True, slots=True)
class TraceSet:
    """Traces that are reported together."""

    name: str
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Configuration:
    """An algorithm with its parameters, under the name that reports call it by."""

    label: str
    algorithm: AlgorithmSpec


@dataclass(frozen=True, slots=True)
class Suite:
    """Everything to run, read and checked.

    Attributes:
        seeds: Each decides where in its trace a session begins; 0: at its start.
        with_optimum: Whether to bound the best that was possible.
    """

    sets: tuple[TraceSet, ...]
    movies: tuple[Movie, ...]
    configurations: tuple[Configuration, ...]
    players: tuple[Variant, ...] = (variant_of(PlayerChoice()),)
    seeds: tuple[int, ...] = (0,)
    with_optimum: bool = False

    @property
    def session_count(self) -> int:
        """How many sessions it is."""
        traces = sum(len(each.traces) for each in self.sets)
        return traces * len(self.movies) * len(self.configurations) * len(self.players) * len(self.seeds)

    def fingerprint(self) -> str:
        """Return a digest of all that the results depend on, the files' contents included."""
        digest = hashlib.sha256()
        for each in self.sets:
            for trace in each.traces:
                digest.update(f"{each.name}/{trace.name}".encode())
                for array in (trace.durations_s, trace.bandwidths_bps, trace.latencies_s):
                    digest.update(array.tobytes())
        for movie in self.movies:
            digest.update(f"{movie.name} {movie.segment_duration_s}".encode())
            for array in (movie.bitrates_bps, movie.sizes_bits, movie.vmaf):
                digest.update(b"" if array is None else array.tobytes())
        for each in self.configurations:
            parameters = sorted(each.algorithm.parameters.items())
            digest.update(f"{each.label} {each.algorithm.name} {parameters}".encode())
        digest.update(f"{self.players} {self.seeds} {self.with_optimum}".encode())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes keys out of tables, so that what is left over is what nobody knows."""

    path: Path

    def fault(self, reason: str) -> FormatError:
        return FormatError(self.path, None, reason)

    def tables(self, content: dict[str, Any], name: str) -> list[dict[str, Any]]:
        found: Any = content.pop(name, None)
        if not isinstance(found, list) or not found:
            raise self.fault(f"there is no [[{name}]]")
        tables = cast("list[Any]", found)
        if not all(isinstance(each, dict) for each in tables):
            raise self.fault(f"[[{name}]] is no table")
        return [dict(cast("Mapping[str, Any]", each)) for each in tables]

    def text(self, table: dict[str, Any], name: str, where: str) -> str | None:
        value: Any = table.pop(name, None)
        if value is not None and not isinstance(value, str):
            raise self.fault(f"{where}: {name} is no text")
        return value

    def words(self, table: dict[str, Any], name: str, where: str, default: str) -> list[str]:
        value: Any = table.pop(name, default)
        words = cast("list[Any]", value) if isinstance(value, list) else [value]
        if not words or not all(isinstance(each, str) for each in words):
            raise self.fault(f"{where}: {name} is no text")
        return words

    def truth(self, table: dict[str, Any], name: str, where: str, *, default: bool) -> bool:
        value: Any = table.pop(name, default)
        if not isinstance(value, bool):
            raise self.fault(f"{where}: {name} is neither true nor false")
        return value

    def number(self, table: dict[str, Any], name: str, default: float) -> float:
        return number_of({name: table.pop(name, default)}, name, self.path, None)

    def grid(self, table: dict[str, Any]) -> Iterator[dict[str, float]]:
        """Yield every combination of a table's numbers and lists of numbers."""
        choices: list[list[tuple[str, float]]] = []
        for name, value in table.items():
            values = cast("list[Any]", value) if isinstance(value, list) else [value]
            if not values:
                raise self.fault(f"{name} is an empty list")
            choices.append([(name, number_of({name: each}, name, self.path, None)) for each in values])
        for combination in itertools.product(*choices):
            yield dict(combination)

    def nothing_left(self, table: Mapping[str, Any], where: str) -> None:
        if table:
            raise self.fault(f"{where}: nobody knows {', '.join(sorted(table))}")


def read_suite(path: Path) -> Suite:
    """Read a suite and everything that it names.

    Raises:
        FormatError: If the suite, a trace or a movie makes no sense.
        OSError: If a file can't be read.
    """
    reader = _Reader(path)
    try:
        content = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise reader.fault(f"this is no TOML: {error}") from error
    suite = Suite(
        tuple(_trace_set(reader, table) for table in reader.tables(content, "traces")),
        tuple(_movie(reader, table) for table in reader.tables(content, "movies")),
        tuple(
            each for table in reader.tables(content, "algorithms") for each in _configurations(reader, table)
        ),
        tuple(_players(reader, content.pop("player", {}))),
        _seeds(reader, content.pop("seeds", [0])),
        reader.truth(content, "optimum", "the suite", default=False),
    )
    reader.nothing_left(content, "the suite")
    _check_unique(reader, suite)
    if suite.with_optimum and any(each.settings.part_duration_s > 0 for each in suite.players):
        raise reader.fault("at the live edge the optimum can't be bounded: leave out part_s or optimum")
    return suite


def _trace_set(reader: _Reader, table: dict[str, Any]) -> TraceSet:
    pattern = reader.text(table, "path", "[[traces]]")
    if not pattern:
        raise reader.fault("[[traces]] has no path")
    name = reader.text(table, "set", pattern)
    trace_format = reader.text(table, "format", pattern)
    latency_s = reader.number(table, "latency_ms", 0.0) / 1e3
    reader.nothing_left(table, f"[[traces]] {pattern}")
    base = Path(pattern).anchor or reader.path.parent
    files = sorted(each for each in Path(base).glob(str(Path(pattern).relative_to(Path(pattern).anchor))))
    if len(files) == 1 and files[0].is_dir():
        files = sorted(files[0].iterdir())
    files = [each for each in files if each.is_file() and not each.name.startswith(".")]
    if not files:
        raise reader.fault(f"no trace at {pattern}")
    traces = tuple(read_trace(each, trace_format=trace_format, latency_s=latency_s) for each in files)
    return TraceSet(name or files[0].parent.name, traces)


def _movie(reader: _Reader, table: dict[str, Any]) -> Movie:
    path = reader.text(table, "path", "[[movies]]")
    if path is None:
        return read_described_movie(table, reader.path)
    reader.nothing_left(table, f"[[movies]] {path}")
    return read_movie(reader.path.parent / path)


def _configurations(reader: _Reader, table: dict[str, Any]) -> Iterator[Configuration]:
    name = reader.text(table, "name", "[[algorithms]]")
    if not name:
        raise reader.fault("[[algorithms]] has no name")
    label = reader.text(table, "label", name) or name
    swept = [key for key, value in table.items() if isinstance(value, list)]
    for parameters in reader.grid(table):
        told = " ".join(f"{key}={parameters[key]:g}" for key in swept)
        yield Configuration(f"{label} {told}".rstrip(), AlgorithmSpec(name, parameters))


def _players(reader: _Reader, table: object) -> Iterator[Variant]:
    if not isinstance(table, dict):
        raise reader.fault("[player] is no table")
    rest = dict(cast("Mapping[str, Any]", table))
    abandons = reader.truth(rest, "abandonment", "[player]", default=True)
    usual = PlayerChoice()
    buffers: Any = rest.pop("buffer_s", usual.buffer_s)
    replacements = reader.words(rest, "replacement", "[player]", usual.replacement)
    choice = PlayerChoice(
        startup_s=reader.number(rest, "startup_s", 0.0),
        allows_abandonment=abandons,
        mode=reader.text(rest, "mode", "[player]") or usual.mode,
        part_s=reader.number(rest, "part_s", usual.part_s),
        live_offset_s=reader.number(rest, "live_offset_s", usual.live_offset_s),
        catch_up=reader.number(rest, "catch_up", usual.catch_up),
    )
    reader.nothing_left(rest, "[player]")
    try:
        for numbers in reader.grid({"buffer_s": buffers}):
            for word in replacements:
                yield variant_of(replace(choice, buffer_s=numbers["buffer_s"], replacement=word))
    except FormatError:
        raise
    except LabError as error:
        raise reader.fault(f"[player]: {error}") from error


def _seeds(reader: _Reader, values: object) -> tuple[int, ...]:
    seeds = cast("list[Any]", values) if isinstance(values, list) else []
    if not seeds or not all(type(each) is int and each >= 0 for each in seeds):
        raise reader.fault("seeds is no list of whole numbers")
    return tuple(seeds)


def _check_unique(reader: _Reader, suite: Suite) -> None:
    for what, names in (
        ("set", [each.name for each in suite.sets]),
        ("movie", [each.name for each in suite.movies]),
        ("algorithm", [each.label for each in suite.configurations]),
        ("seed", [str(each) for each in suite.seeds]),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise reader.fault(
                f"two of one name, {what} {', '.join(twice)}: results could not tell them apart"
            )
