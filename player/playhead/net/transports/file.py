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
    async def open(self, request: TransportRequest) -> AsyncGenerator["FileExchange"]:
        """Open the file; what can't be opened is a status, as it is with a web server.

        Raises:
            NetworkError: SCHEME if the URL names no local file; UNREACHABLE if the disk fails.
        """
        path = _local_path(request.url)
        exchange = await asyncio.to_thread(_open, path, request.byte_range)
        try:
            yield exchange
        finally:
            exchange.close()

    async def close(self) -> None:
        """Nothing is kept between requests."""


@dataclass(slots=True)
class FileExchange:
    """A file that is open at the first byte wanted, with its first piece read already."""

    status: int
    headers: Mapping[str, str]
    peer: str | None = None
    _file: FileIO | None = None
    _first: bytes = b""
    _left_bytes: int = 0

    async def body(self) -> AsyncIterator[bytes]:
        """Yield the wanted part.

        Raises:
            NetworkError: TRUNCATED_BODY if the file got shorter, UNREACHABLE if the disk fails.
        """
        if self._first:
            yield self._first
        while self._left_bytes > 0 and self._file is not None:
            piece = await asyncio.to_thread(_read, self._file, min(self._left_bytes, _PIECE_BYTES))
            self._left_bytes -= len(piece)
            yield piece

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _local_path(url: str) -> Path:
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost") or "\0" in (text := url2pathname(parts.path)):
        raise NetworkError(make_problem(ErrorCode.NETWORK_SCHEME, "not a file on this machine", url=url))
    return Path(text)


def _open(path: Path, wanted: ByteRange | None) -> FileExchange:
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would block before it can be refused.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except PermissionError:
        return FileExchange(403, {})
    except (OSError, ValueError):
        return FileExchange(404, {})
    file = FileIO(descriptor, closefd=True)
    try:
        return _answer(file, path, wanted)
    except BaseException:
        file.close()
        raise


def _answer(file: FileIO, path: Path, wanted: ByteRange | None) -> FileExchange:
    facts = os.fstat(file.fileno())
    if not stat.S_ISREG(facts.st_mode):
        file.close()
        return FileExchange(403, {})
    size = facts.st_size
    if wanted is not None and wanted.first >= size:
        file.close()
        return FileExchange(416, {"content-range": f"bytes */{size}"})
    first = wanted.first if wanted else 0
    last = size - 1 if wanted is None or wanted.last is None else min(wanted.last, size - 1)
    length = last - first + 1
    content_type = _TYPES.get(path.suffix.lower()) or guess_type(path.name)[0] or "application/octet-stream"
    headers = {"content-length": str(length), "content-type": content_type}
    if wanted is not None:
        headers["content-range"] = f"bytes {first}-{last}/{size}"
    file.seek(first)
    piece = _read(file, min(length, _PIECE_BYTES)) if length else b""
    return FileExchange(206 if wanted else 200, headers, None, file, piece, length - len(piece))


def _read(file: FileIO, size: int) -> bytes:
    try:
        piece = file.read(size)
    except (OSError, ValueError) as error:  # ValueError: closed meanwhile by a cancelled request
        raise NetworkError(make_problem(ErrorCode.NETWORK_UNREACHABLE, "the file can't be read")) from error
    if not piece:
        raise NetworkError(make_problem(ErrorCode.NETWORK_TRUNCATED_BODY, "the file got shorter"))
    return piece
