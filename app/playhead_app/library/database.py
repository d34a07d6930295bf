"""One SQLite file on a thread of its own.

Neither Qt's thread nor the loop's ever waits for a disk. The file survives a kill at any moment: write-ahead
logging, and each change in one transaction that is on the disk before it counts as done.

A file that SQLite finds damaged is set aside, not deleted, and a new one is begun: losing where a film was
left is a pity, an app that does not start any more is worse. A folder that can't be written gives a library
in memory. Either is told once.
"""

import asyncio
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from playhead_app.library.migrations import migrate

__all__ = ["Condition", "Database"]

_log = logging.getLogger(__name__)
T = TypeVar("T")
# Another window on the same file may be writing: its transactions take milliseconds.
_BUSY_S = 5.0


class Condition(StrEnum):
    """How the file was found."""

    SOUND = "sound"
    SET_ASIDE = "set-aside"
    IN_MEMORY = "in-memory"


class Database:
    """A file that is opened with the first question; `close` it.

    Args:
        path: Where it is; None keeps everything in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, "playhead-library")
        self._connection: sqlite3.Connection | None = None
        self._condition = Condition.SOUND
        self._is_closed = threading.Event()

    async def condition(self) -> Condition:
        """Return how the file was found; opens it."""
        await self.run(_nothing)
        return self._condition

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in one transaction on the library's thread: all of it happens, or nothing.

        Raises:
            sqlite3.Error: The disk is full or gone.
            asyncio.CancelledError: The library was closed.
        """
        if self._is_closed.is_set():
            raise asyncio.CancelledError("the library is closed")
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(self._run, work))

    async def close(self) -> None:
        """Finish what is under way, close the file and end the thread. Safe to call twice."""
        if not self._is_closed.is_set():
            self._is_closed.set()
            await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
            await asyncio.to_thread(self._thread.shutdown)

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._opened()
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            return work(connection)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            return _connect(":memory:")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(str(self._path))
        except sqlite3.OperationalError as error:
            return self._in_memory(error)
        except sqlite3.DatabaseError as error:
            _log.warning("the library is damaged (%s) and set aside", error)
        except OSError as error:
            return self._in_memory(error)
        try:
            _set_aside(self._path)
            self._condition = Condition.SET_ASIDE
            return _connect(str(self._path))
        except (OSError, sqlite3.Error) as error:
            return self._in_memory(error)

    def _in_memory(self, error: Exception) -> sqlite3.Connection:
        _log.warning("the library can't be opened: %s", error)
        self._condition = Condition.IN_MEMORY
        return _connect(":memory:")


def _connect(name: str) -> sqlite3.Connection:
    """Open a file, check it and bring it up to date.

    Raises:
        sqlite3.OperationalError: It can't be reached or written.
        sqlite3.DatabaseError: It is damaged, or no database.
    """
    # The executor has one thread, but which one that is is not sqlite3's business.
    connection = sqlite3.connect(name, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # With NORMAL, a power cut may take back what was committed since the last checkpoint.
        connection.execute("PRAGMA synchronous = FULL")
        with closing(connection.execute("PRAGMA quick_check(1)")) as found:
            (verdict,) = found.fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_aside(path: Path) -> None:
    """Rename a damaged file; what its log holds belongs to it and goes with it."""
    stamp = f"{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 1_000_000_000:09}"
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        with suppress(FileNotFoundError):
            part.rename(path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}{ending}"))


def _nothing(_: sqlite3.Connection) -> None:
    """Opening the file is all that is wanted."""
