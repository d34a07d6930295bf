"""A folder of results: what was run, and Parquet that any tool reads.

    suite.json          what was run, and its fingerprint
    sessions.parquet    one row a session: its keys, raw metrics, scores
    optimum.parquet     one row a session and score: what was possible; only if the suite asked
    timelines.json      the best and the worst session of each algorithm, segment by segment
    parts/              jobs that are done, while the rest still runs

Each part is written under another name first, so that one that is there is whole. A run that was stopped
goes on with the parts that are missing; a finished one has nothing left to do. The same suite gives the same
bytes: rows are in the suite's order, and nothing in the files tells when or where they were made.
"""

import functools
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from playhead_abr.lab.errors import LabError
from playhead_abr.lab.sweep.jobs import Job, Table

__all__ = ["OPTIMA", "SESSIONS", "Keep", "Results"]

Keep = Callable[[int, Table], None]
"""Takes a job's number and its rows."""

SESSIONS = "sessions"
OPTIMA = "optimum"


class Results:
    """The folder.

    Args:
        folder: Need not exist for a new run.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._parts = folder / "parts"
        self._timelines = folder / "timelines.json"

    def begin(self, facts: Mapping[str, Any]) -> None:
        """Prepare for a run, or for going on with one.

        Args:
            facts: What is run, with its `fingerprint` and that of the `code`.

        Raises:
            LabError: If the folder holds the results of something else.
            OSError: If it can't be written.
        """
        told = self.folder / "suite.json"
        if told.is_file():
            before = self.facts()
            if any(before.get(name) != facts[name] for name in ("fingerprint", "code")):
                raise LabError(
                    f"{self.folder} holds the results of another suite, or its files or the algorithms have "
                    "changed since: choose another folder, or delete this one"
                )
        elif self.folder.is_dir() and any(self.folder.iterdir()):
            raise LabError(f"{self.folder} holds something, but no results")
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            told.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if not self.is_finished:
            self._parts.mkdir(exist_ok=True)

    def facts(self) -> Mapping[str, Any]:
        """Return what was run.

        Raises:
            LabError: If the folder holds no results.
        """
        told = self.folder / "suite.json"
        try:
            return json.loads(told.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise LabError(f"{self.folder} holds no results: {told.name} can't be read") from error

    @property
    def is_finished(self) -> bool:
        """Whether every job's rows are in place."""
        return self._table_file(SESSIONS).is_file()

    def missing(self, jobs: Sequence[Job]) -> list[Job]:
        """Return those whose rows are not there yet."""
        return [job for job in jobs if not _part_file(self._parts, job.number).is_file()]

    @property
    def keep(self) -> Keep:
        """What keeps a job's rows, in whatever process the folder can be reached from."""
        return _KeepPart(self._parts)

    def finish(self, jobs: Sequence[Job]) -> None:
        """Join the parts into the tables, in the suite's order, and let go of them."""
        for name in (OPTIMA, SESSIONS):
            kept = [job.number for job in jobs if job.is_optimum == (name == OPTIMA)]
            parts = [_part_file(self._parts, number) for number in kept]
            if not parts:
                continue
            table = self._table_file(name)
            unfinished = table.with_suffix(".unfinished")
            files = ", ".join(_quoted(part) for part in parts)
            with _database() as database:
                database.execute(
                    f"COPY (SELECT * FROM read_parquet([{files}])) TO {_quoted(unfinished)} "
                    "(FORMAT parquet, COMPRESSION zstd)"
                )
            unfinished.replace(table)
        shutil.rmtree(self._parts)

    def write_timelines(self, timelines: Sequence[Mapping[str, Any]]) -> None:
        """Keep the sessions that the report draws."""
        text = json.dumps(timelines, ensure_ascii=False, separators=(",", ":"))
        self._timelines.write_text(text + "\n", encoding="utf-8")

    @property
    def has_timelines(self) -> bool:
        """Whether the sessions that the report draws are kept."""
        return self._timelines.is_file()

    def timelines(self) -> list[Mapping[str, Any]]:
        """Return the sessions that the report draws; none if there is no such file."""
        return json.loads(self._timelines.read_text(encoding="utf-8")) if self.has_timelines else []

    def query(self, question: str) -> dict[str, Any]:
        """Ask in SQL, with `sessions` and `optimum` as tables; returns columns as arrays by name.

        Raises:
            LabError: If the folder holds no finished results.
        """
        if not self.is_finished:
            raise LabError(
                f"{self.folder} holds no finished results; `playhead lab run` again goes on with them"
            )
        with _database() as database:
            for name in (SESSIONS, OPTIMA):
                table = self._table_file(name)
                if table.is_file():
                    database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({_quoted(table)})")
            answer: Any = database.execute(question)
            return answer.fetchnumpy()

    @property
    def has_optimum(self) -> bool:
        """Whether what was possible was bounded too."""
        return self._table_file(OPTIMA).is_file()

    def _table_file(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"


@dataclass(frozen=True, slots=True)
class _KeepPart:
    folder: Path

    def __call__(self, number: int, rows: Table) -> None:
        part = _part_file(self.folder, number)
        unfinished = part.with_suffix(".unfinished")
        database = _parts_database()
        database.register("rows", dict(rows))
        database.execute(f"COPY (SELECT * FROM rows) TO {_quoted(unfinished)} (FORMAT parquet)")
        unfinished.replace(part)


def _part_file(folder: Path, number: int) -> Path:
    return folder / f"{number:06}.parquet"


@functools.cache
def _parts_database() -> duckdb.DuckDBPyConnection:
    """Return the process's own; opening one takes longer than writing a part."""
    return _database()


def _database() -> duckdb.DuckDBPyConnection:
    # One thread, so that rows and row groups come in one order on every machine.
    return duckdb.connect(config={"threads": 1})


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
