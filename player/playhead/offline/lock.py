"""One process downloads a title at a time: a lock on a file, which the system lets go of when we die."""

import os
import sys
from pathlib import Path

__all__ = ["FileLock"]


class FileLock:
    """A lock that no crash can leave behind.

    Args:
        path: Of a file that exists for this only; its folder must exist.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock; False if somebody else has it.

        Raises:
            OSError: The file can't be made.
        """
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(file)
        except OSError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let go of it. Twice is no fault."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
