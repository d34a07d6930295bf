"""`file:` URLs, answered as a web server would answer: 200, 206, 403, 404, 416.

A title that was downloaded or that a developer has on disk then takes the same way through the player as one
from the network. Disks can be slow and network drives slower, so everything that touches one runs in a
thread. Only regular files are opened: a pipe or a device could block or never end.
"""

import asyncio
import os
import stat
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import FileIO
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from playhead.errors import ErrorCode, NetworkError, make_problem
from playhead.net.transport import TransportRequest
from playhead.presentation import ByteRange

__all__ = ["FileTransport"]

_PIECE_BYTES = 1024 * 1024
_TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".mpd": "application/dash+xml",
    ".m4s": "video/iso.segment",
    ".vtt": "text/vtt",
}


class FileTransport:
    """Reads local files."""

    @property
    def schemes(self) -> frozenset[str]:
        """Only `file`."""
        return frozenset({"file"})

    @asynccontextmanager
    async def open(self, request: TransportRequest) -> AsyncGenerator["FileExchange", None]:
        """Open the file; what can't be opened is a status, as it is with a web server.

        Raises:
            NetworkError: SCHEME if the URL names no local file; UNREACHABLE if the disk fails.
        """
        yield await asyncio.to_thread(_answer, _local_path(request.url), request.byte_range)

    async def close(self) -> None:
        """Nothing is kept between requests."""


@dataclass(slots=True)
class FileExchange:
    """The wanted part of a file, with its first piece read already."""

    status: int
    headers: Mapping[str, str]
    peer: str | None = None
    _part: "_Part | None" = None
    _first: bytes = b""

    async def body(self) -> AsyncIterator[bytes]:
        """Yield the wanted part.

        Raises:
            NetworkError: TRUNCATED_BODY if the file changed meanwhile, UNREACHABLE if the disk fails.
        """
        if self._part is None:
            return
        yield self._first
        done = len(self._first)
        while done < self._part.length:
            piece = await asyncio.to_thread(self._part.read, done)
            done += len(piece)
            yield piece


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a file. It is opened anew for each piece: a cancelled request can't leave one open."""

    path: Path
    identity: tuple[int, int]
    first: int
    length: int

    def read(self, done: int) -> bytes:
        """Return the piece that begins `done` bytes into the part."""
        try:
            with _open(self.path) as file:
                if _identity(os.fstat(file.fileno())) != self.identity:
                    raise NetworkError(
                        make_problem(ErrorCode.NETWORK_TRUNCATED_BODY, "another file took its place")
                    )
                file.seek(self.first + done)
                piece = file.read(min(self.length - done, _PIECE_BYTES))
        except OSError as error:
            raise NetworkError(
                make_problem(ErrorCode.NETWORK_UNREACHABLE, "the file can't be read")
            ) from error
        if not piece:
            raise NetworkError(make_problem(ErrorCode.NETWORK_TRUNCATED_BODY, "the file got shorter"))
        return piece


def _local_path(url: str) -> Path:
    parts = urlsplit(url)
    path = Path(url2pathname(parts.path))
    if parts.netloc not in ("", "localhost") or "\0" in str(path) or not path.is_absolute():
        raise NetworkError(make_problem(ErrorCode.NETWORK_SCHEME, "not a file on this machine", url=url))
    return path


def _open(path: Path) -> FileIO:
    return FileIO(path, "r", opener=_open_at_once)


def _open_at_once(path: str, flags: int) -> int:
    # Without O_NONBLOCK, opening a pipe that nobody writes to would block before it can be refused.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _identity(facts: os.stat_result) -> tuple[int, int]:
    return facts.st_dev, facts.st_ino


def _answer(path: Path, wanted: ByteRange | None) -> FileExchange:
    try:
        with _open(path) as file:
            facts = os.fstat(file.fileno())
    except PermissionError:
        return FileExchange(403, {})
    except (OSError, ValueError):
        return FileExchange(404, {})
    if not stat.S_ISREG(facts.st_mode):
        return FileExchange(403, {})
    size = facts.st_size
    if wanted is not None and wanted.first >= size:
        return FileExchange(416, {"content-range": f"bytes */{size}"})
    first = wanted.first if wanted else 0
    last = size - 1 if wanted is None or wanted.last is None else min(wanted.last, size - 1)
    part = _Part(path, _identity(facts), first, last - first + 1)
    content_type = _TYPES.get(path.suffix.lower()) or guess_type(path.name)[0] or "application/octet-stream"
    headers = {"content-length": str(part.length), "content-type": content_type}
    if wanted is not None:
        headers["content-range"] = f"bytes {first}-{last}/{size}"
    if not part.length:
        return FileExchange(200, headers)
    return FileExchange(206 if wanted else 200, headers, None, part, part.read(0))
