"""Where the demo keeps what it makes, and how something gets there whole or not at all."""

import errno
import os
import shutil
import time
from collections.abc import Collection, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from playhead_app.cache_folder import cache_folder

__all__ = ["demo_cache_dir", "discard_unfinished", "publish_folder", "storage_errors", "sweep_folder"]

_UNFINISHED = ".making-"
_ABANDONED_S = 180.0


def demo_cache_dir() -> Path:
    """Return the folder of the demo's films, pictures and catalogue."""
    return cache_folder() / "demo"


@contextmanager
def storage_errors() -> Generator[None]:
    """Turn an `OSError` of the block into a `StorageError` that says whether the disk is full."""
    try:
        yield
    except OSError as error:
        # Imported here: the studio's and the painters' processes are up a second earlier without the player.
        from playhead.errors import ErrorCode, StorageError, make_problem

        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        code = ErrorCode.STORAGE_FULL if is_full else ErrorCode.STORAGE_UNAVAILABLE
        raise StorageError(make_problem(code, f"{type(error).__name__}: {error.strerror}")) from error


@contextmanager
def publish_folder(target: Path, *, needed_bytes: int) -> Generator[Path]:
    """Fill a folder that appears under its name only when the block has ended without an error.

    Args:
        target: The folder's final place; an older one there is replaced.
        needed_bytes: What the block will write at most.

    Yields:
        An empty folder beside the final place.

    Raises:
        StorageError: The disk is full or can't be written.
    """
    with storage_errors():
        target.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(target.parent).free < needed_bytes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        making = target.parent / f"{_UNFINISHED}{target.name}-{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        try:
            yield making
            shutil.rmtree(target, ignore_errors=True)
            making.rename(target)
        finally:
            shutil.rmtree(making, ignore_errors=True)


def sweep_folder(folder: Path, keep: Collection[str]) -> None:
    """Remove old editions, and halves that nobody has written to for a while: their maker was killed.

    A half that is still growing belongs to another service on the same cache and is left alone.

    Args:
        folder: Where things are published.
        keep: The names that are of use.
    """
    for path in folder.iterdir() if folder.is_dir() else ():
        is_growing = path.name.startswith(_UNFINISHED) and time.time() - _touched_at(path) < _ABANDONED_S
        if path.name not in keep and not is_growing:
            shutil.rmtree(path, ignore_errors=True)


def discard_unfinished(folder: Path, process_id: int) -> None:
    """Remove what one process, which has ended, left unfinished."""
    for path in folder.glob(f"{_UNFINISHED}*-{process_id}"):
        shutil.rmtree(path, ignore_errors=True)


def _touched_at(folder: Path) -> float:
    """Return when anything in a folder was last written; files may vanish while we look."""
    newest = 0.0
    for path in (folder, *folder.rglob("*")):
        with suppress(FileNotFoundError):
            newest = max(newest, path.stat().st_mtime)
    return newest
