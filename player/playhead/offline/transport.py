"""Answer a title's addresses with what was kept of it; to this transport there is no network.

Each body is checked against its length and hash when it is read: what a disk has lost or changed must not
reach a demuxer. It is then noted as damaged, so that resuming the download fetches it anew.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playhead.errors import ErrorCode, StorageError, make_problem
from playhead.net.transport import TransportRequest
from playhead.offline.disk import Disk, resource_name
from playhead.offline.ledger import FileLine
from playhead.presentation import ByteRange

__all__ = ["StoredTransport"]

_PIECE_BYTES = 1024 * 1024


class StoredTransport:
    """Opens the http and https addresses of one kept title.

    Args:
        title: Its id.
        origin: Its server, as its address has it.
        files: What was kept of it, by name.
        read_key: Returns a key out of the vault by its file's name; None if it isn't there.
        on_damage: Hears the name of a file that is no longer what it was.
    """

    def __init__(
        self,
        disk: Disk,
        title: str,
        origin: str,
        files: Mapping[str, FileLine],
        read_key: Callable[[str], bytes | None],
        on_damage: Callable[[str], None],
    ) -> None:
        self._disk = disk
        self._title = title
        self._origin = origin
        self._files = files
        self._read_key = read_key
        self._on_damage = on_damage
        # Where an address led somewhere else, that is asked for next, with the same range.
        self._moved: dict[str, list[FileLine]] = {}
        for line in files.values():
            if line.location:
                self._moved.setdefault(line.location, []).append(line)

    @property
    def schemes(self) -> frozenset[str]:
        """`http` and `https`; `file` too, for titles that came from a disk."""
        return frozenset({"http", "https", "file"})

    @asynccontextmanager
    async def open(self, request: TransportRequest) -> AsyncGenerator["StoredExchange", None]:
        """Answer with 200 or 206, with 302 where the address led elsewhere, with 404 what was not kept.

        Raises:
            StorageError: DAMAGED.
        """
        yield await self._answer(request)

    async def close(self) -> None:
        """Nothing is kept between requests."""

    async def _answer(self, request: TransportRequest) -> "StoredExchange":
        line = self._files.get(resource_name(request.url, request.byte_range, self._origin))
        if line is not None and line.location:
            return StoredExchange(302, {"location": line.location, "content-length": "0"})
        line = line or self._moved_to(request)
        if line is None:
            return StoredExchange(404, {"content-length": "0"})
        body = await self._read(line)
        if body is None:
            self._on_damage(line.name)
            detail = "a file is lost, cut short or changed"
            raise StorageError(make_problem(ErrorCode.STORAGE_DAMAGED, detail, url=request.url))
        headers = {"content-length": str(len(body)), "content-type": line.content_type}
        status = 200
        if request.byte_range is not None:
            status, headers["content-range"] = 206, _content_range(request.byte_range, len(body))
        return StoredExchange(status, headers, b"" if request.method == "HEAD" else body)

    def _moved_to(self, request: TransportRequest) -> FileLine | None:
        lines = self._moved.get(request.url, ())
        wanted, origin = request.byte_range, self._origin
        # The title may have moved since: by its own server or by this one, the name is the same.
        return next((each for each in lines if each.name == resource_name(each.whole, wanted, origin)), None)

    async def _read(self, line: FileLine) -> bytes | None:
        if line.is_key:
            return await asyncio.to_thread(self._read_key, line.name)
        return await asyncio.to_thread(self._disk.read, self._title, line.name, line.size_bytes, line.sha256)


def _content_range(wanted: ByteRange, size_bytes: int) -> str:
    # A part that ends before its range does was cut short by the end of the whole, whose length that tells.
    last = wanted.first + size_bytes - 1
    total = "*" if wanted.last == last else str(last + 1)
    return f"bytes {wanted.first}-{last}/{total}"


@dataclass(slots=True)
class StoredExchange:
    """An answer out of the store."""

    status: int
    headers: Mapping[str, str]
    content: bytes = field(default=b"", repr=False)
    peer: str | None = None

    async def body(self) -> AsyncIterator[bytes]:
        """Yield the body."""
        for first in range(0, len(self.content), _PIECE_BYTES):
            yield self.content[first : first + _PIECE_BYTES]
