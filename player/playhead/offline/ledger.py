"""What is kept, written down: one SQLite file beside the titles' folders.

A file's line is written after the file itself, and a title's state before anything is done about it. So what
the ledger says is there was there once; length and hash tell whether it still is. Write-ahead logging makes
a commit one append; what a power cut takes of it is a few lines about files, which are then fetched again.
"""

import json
import sqlite3
import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from playhead.errors import ErrorCode, StorageError, make_problem
from playhead.offline.disk import storage_error
from playhead.offline.model import DownloadState, DownloadWish

__all__ = ["FileLine", "Ledger", "TitleLine"]

_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE title (id TEXT PRIMARY KEY, place INTEGER NOT NULL, state TEXT NOT NULL, line TEXT NOT NULL);
CREATE TABLE file (
    title TEXT NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    media_s REAL NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (title, name)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One title.

    Attributes:
        kept: Ids of the representations that were chosen.
        sessions: Names of licences in the CDM's store.
        is_playable: It was complete once; what was damaged since can be mended while it plays.
        problem_code, problem_detail: Why it failed; 0 for not at all.
    """

    id: str
    key: str
    url: str
    name: str
    state: DownloadState
    created_utc_s: float
    wish: DownloadWish = field(default_factory=DownloadWish)
    expires_utc_s: float | None = None
    pictures: dict[str, str] = field(default_factory=dict[str, str])
    details: dict[str, str] = field(default_factory=dict[str, str])
    kept: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    duration_s: float | None = None
    height: int | None = None
    expected_bytes: int = 0
    is_playable: bool = False
    problem_code: int = 0
    problem_detail: str = ""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of a title.

    Attributes:
        media_s: Seconds of the title's picture that it brings; 0 for anything but picture.
        url: What was asked for.
        whole: The same without the title's own server; parts of one file share it.
        location: Where that led in the end; empty if nowhere else.
        version: See `Fetched.version`.
        is_key: It rests in the vault and not in a file.
        is_document: A manifest, playlist or index: what tells where the rest is.
    """

    name: str
    size_bytes: int
    sha256: str
    url: str
    whole: str
    media_s: float = 0.0
    location: str = ""
    content_type: str = ""
    version: str = ""
    is_key: bool = False
    is_document: bool = False
    picture: str = ""


class Ledger:
    """The SQLite file. Every call may block: use a worker thread. Calls from several threads wait for each
    other.

    Args:
        path: One that can't be read is put aside, and a new one begun.

    Raises:
        StorageError: FULL or UNAVAILABLE; so does every call.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = _opened(path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                for each in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
                    with suppress(FileNotFoundError):
                        each.replace(each.with_name(each.name + ".damaged"))
                self._connection = _opened(path)
        except OSError as error:
            raise storage_error(error) from error
        except sqlite3.Error as error:
            raise _translated(error) from error

    def close(self) -> None:
        """Close the file. Twice is no fault."""
        with self._lock:
            self._connection.close()

    def titles(self) -> list[TitleLine]:
        """Return all titles, the first that was asked for first."""
        with self._using() as connection:
            rows = connection.execute("SELECT line FROM title ORDER BY place").fetchall()
        return [_title_of(json.loads(text)) for (text,) in rows]

    def save_title(self, line: TitleLine) -> None:
        """Write down a title in place of what was said of it before."""
        with self._using() as connection:
            connection.execute(
                "INSERT INTO title VALUES (?, (SELECT coalesce(max(place), 0) + 1 FROM title), ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET state = excluded.state, line = excluded.line",
                (line.id, line.state.value, json.dumps(asdict(line))),
            )

    def remove_title(self, title: str) -> None:
        """Forget a title and its files."""
        with self._using() as connection:
            connection.execute("DELETE FROM title WHERE id = ?", (title,))

    def files(self, title: str) -> dict[str, FileLine]:
        """Return a title's files by name."""
        with self._using() as connection:
            rows = connection.execute("SELECT name, line FROM file WHERE title = ?", (title,)).fetchall()
        return {name: FileLine(**json.loads(text)) for name, text in rows}

    def sums(self) -> dict[str, tuple[int, float]]:
        """Return what there is of each title: bytes, and seconds of picture."""
        query = "SELECT title, sum(size_bytes), sum(media_s) FROM file GROUP BY title"
        with self._using() as connection:
            return {title: (size, media_s) for title, size, media_s in connection.execute(query).fetchall()}

    def add_file(self, title: str, line: FileLine) -> None:
        """Write down that a file is there."""
        with self._using() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
                (title, line.name, line.size_bytes, line.media_s, json.dumps(asdict(line))),
            )

    def drop_files(self, title: str, names: Iterable[str]) -> None:
        """Write down that files are no longer there."""
        with self._using() as connection:
            connection.executemany(
                "DELETE FROM file WHERE title = ? AND name = ?", [(title, name) for name in names]
            )

    @contextmanager
    def _using(self) -> Generator[sqlite3.Connection, None, None]:
        with self._lock:
            try:
                with self._connection as connection:
                    yield connection
            except sqlite3.Error as error:
                raise _translated(error) from error


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=10.0)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise sqlite3.OperationalError(f"the ledger is of version {version}, this program of {_VERSION}")
        if version < _VERSION:
            connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
    except BaseException:
        connection.close()
        raise
    path.chmod(0o600)  # addresses may hold tokens
    return connection


def _title_of(fields: dict[str, Any]) -> TitleLine:
    wish = fields.pop("wish")
    for name in ("audio_languages", "text_languages"):
        wish[name] = None if wish[name] is None else tuple(wish[name])
    fields["state"] = DownloadState(fields["state"])
    fields["wish"] = DownloadWish(**wish)
    fields["kept"], fields["sessions"] = tuple(fields["kept"]), tuple(fields["sessions"])
    return TitleLine(**fields)


def _translated(error: sqlite3.Error) -> StorageError:
    is_full = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
    code = ErrorCode.STORAGE_FULL if is_full else ErrorCode.STORAGE_UNAVAILABLE
    return StorageError(make_problem(code, f"the ledger: {error}"))
