"""Write files that appear whole or not at all, below one folder, under names that nobody outside chooses.

A file's name is a hash, so that nothing a manifest says can lead out of the folder. It is written under
another name, brought to the disk, and renamed: a crash at any moment leaves the old state or the new one.
"""

import errno
import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from playhead.errors import ErrorCode, StorageError, make_problem
from playhead.presentation import ByteRange

__all__ = ["Disk", "origin_of", "relative_to", "resource_name", "storage_error", "title_id"]

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PART: Final = ".part"
_ID_DIGITS: Final = 32


def title_id(key: str) -> str:
    """Return the name under which a title is kept: 32 hex digits."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address, as they are written there."""
    scheme, separator, rest = url.partition("://")
    return scheme + separator + rest.partition("/")[0] if separator else ""


def relative_to(origin: str, url: str) -> str:
    """Return what is left of an address when its title moves to another server: nothing of its own one."""
    return url[len(origin) :] if origin and url.startswith(origin + "/") else url


def resource_name(url: str, byte_range: ByteRange | None, origin: str = "") -> str:
    """Return the name under which a resource is kept: 64 hex digits.

    Args:
        origin: Of the title. What lies there keeps its name when the title moves to another server.
    """
    part = "" if byte_range is None else f"{byte_range.first}-{byte_range.last}"
    return hashlib.sha256(f"{part} {relative_to(origin, url)}".encode("utf-8", "surrogatepass")).hexdigest()


def storage_error(error: OSError) -> StorageError:
    """Return the player's error for the system's."""
    code = ErrorCode.STORAGE_FULL if error.errno in _FULL else ErrorCode.STORAGE_UNAVAILABLE
    return StorageError(make_problem(code, f"{type(error).__name__}: {error.strerror or 'no reason given'}"))


class Disk:
    """The files of all titles. Every call may block: use a worker thread.

    Args:
        folder: Made if it isn't there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, title: str, name: str) -> Path:
        """Return where a file is kept."""
        assert title.isalnum(), "ids are hashes"
        assert name.isalnum(), "names are hashes"
        # Folders with many thousand entries are slow on some systems.
        return self._folder / title / name[:2] / name

    def write(self, title: str, name: str, body: bytes) -> str:
        """Keep a file in place of an older one and return its SHA-256.

        Raises:
            StorageError: FULL or UNAVAILABLE; nothing is left of the file then.
        """
        target = self.path(title, name)
        part = target.with_name(name + _PART)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.put(part, body)
            part.replace(target)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise storage_error(error) from error
        return hashlib.sha256(body).hexdigest()

    def put(self, path: Path, body: bytes) -> None:
        """Write bytes and bring them to the disk; the one place where writing fails."""
        with path.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())

    def read(self, title: str, name: str, size_bytes: int, sha256: str) -> bytes | None:
        """Return a file, or None if it isn't what was kept: lost, cut short, changed."""
        try:
            body = self.path(title, name).read_bytes()
        except OSError:
            return None
        is_whole = len(body) == size_bytes and hashlib.sha256(body).hexdigest() == sha256
        return body if is_whole else None

    def delete(self, title: str, name: str) -> None:
        """Let go of a file; no fault if there is none."""
        with suppress(OSError):
            self.path(title, name).unlink(missing_ok=True)

    def delete_title(self, title: str) -> None:
        """Let go of all files of a title.

        Raises:
            StorageError: UNAVAILABLE if one of them stays.
        """
        assert title.isalnum(), "ids are hashes"
        try:
            shutil.rmtree(self._folder / title)
        except FileNotFoundError:
            return
        except OSError as error:
            raise storage_error(error) from error

    def sweep(self, title: str, names: frozenset[str]) -> None:
        """Delete what a crash left behind: everything of a title but the named files."""
        for path in (self._folder / title).glob("*/*"):
            if path.name not in names:
                with suppress(OSError):
                    path.unlink()

    def titles(self) -> frozenset[str]:
        """Return the ids of which there are files."""
        try:
            found = [each.name for each in self._folder.iterdir() if each.is_dir() and not each.is_symlink()]
        except OSError:
            return frozenset()
        return frozenset(each for each in found if len(each) == _ID_DIGITS and each.isalnum())

    def free_bytes(self) -> int:
        """Return how much the disk has left.

        Raises:
            StorageError: UNAVAILABLE.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return shutil.disk_usage(self._folder).free
        except OSError as error:
            raise storage_error(error) from error
