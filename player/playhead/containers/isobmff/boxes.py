"""Walk boxes, trusting nothing: no size reaches past its parent, no walk is endless.

There is no recursion: whoever wants an inner box asks for its path, so the depth of hostile nesting never
matters. Fields are read with `Fields`, which turns a read past the end into a `MediaError` that names the
byte where the box began.
"""

from collections.abc import Iterator
from functools import lru_cache
from struct import Struct
from typing import NamedTuple

from playhead.containers.faults import malformed

__all__ = ["Box", "Fields", "boxes", "children", "find", "payload", "require"]

_HEADER = Struct(">I4s")
_LARGE_SIZE = Struct(">Q")
_MOST_BOXES = 100_000


class Box(NamedTuple):
    """A box's place in its buffer: where it starts, where its payload starts, where both end."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(data: bytes | bytearray, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Yield the boxes between two offsets; fewer than eight bytes at the end are padding.

    Raises:
        MediaError: If a box is smaller than its header or larger than its place, or there are too many.
    """
    limit = len(data) if end is None else end
    at = start
    for _ in range(_MOST_BOXES):
        if at + 8 > limit:
            return
        size, kind = _HEADER.unpack_from(data, at)
        body = at + 8
        if size == 1 and at + 16 <= limit:
            (size,) = _LARGE_SIZE.unpack_from(data, body)
            body += 8
        elif size == 0:
            size = limit - at  # it reaches to the end (§4.2)
        stop = at + size
        if stop < body or stop > limit:
            raise malformed(f"a {_printable(kind)} box of {size} bytes does not fit its place", at)
        yield Box(kind, at, body, stop)
        at = stop
    raise malformed(f"more than {_MOST_BOXES} boxes", start)


def _printable(kind: bytes) -> str:
    return kind.decode("latin-1") if kind.isalnum() else kind.hex()


def children(data: bytes | bytearray, parent: Box, header_bytes: int = 0) -> Iterator[Box]:
    """Yield a box's inner boxes, which begin after `header_bytes` of its own fields."""
    return boxes(data, parent.body + header_bytes, parent.end)


def find(data: bytes | bytearray, parent: Box, *path: bytes) -> Box | None:
    """Return the first box at a path of types below `parent`; None if there is none."""
    found: Box | None = parent
    for kind in path:
        found = next((box for box in children(data, found) if box.kind == kind), None) if found else None
    return found


def require(data: bytes | bytearray, parent: Box, *path: bytes) -> Box:
    """Return the box that `find` returns.

    Raises:
        MediaError: If there is none.
    """
    found = find(data, parent, *path)
    if found is None:
        raise malformed(f"there is no {'/'.join(_printable(kind) for kind in path)} box", parent.start)
    return found


def payload(data: bytes | bytearray, box: Box) -> bytes:
    """Return a copy of what is in a box."""
    return bytes(data[box.body : box.end])


@lru_cache(maxsize=64)
def _compiled(layout: str) -> Struct:
    return Struct(layout)


class Fields:
    """A cursor over the fields of one box; it never leaves the box."""

    __slots__ = ("_data", "at", "box")

    def __init__(self, data: bytes | bytearray, box: Box) -> None:
        self._data = data
        self.box = box
        self.at = box.body

    def take(self, layout: str) -> tuple[int, ...]:
        """Return the next fields, as `struct` spells them; begin with `>`.

        Raises:
            MediaError: If the box ends before.
        """
        fields = _compiled(layout)
        after = self.at + fields.size
        if after > self.box.end:
            raise malformed(f"a {_printable(self.box.kind)} box ends too early", self.box.start)
        values = fields.unpack_from(self._data, self.at)
        self.at = after
        return values

    def number(self, layout: str = ">I") -> int:
        """Return the next single field."""
        return self.take(layout)[0]

    def version_and_flags(self) -> tuple[int, int]:
        """Return the head of a full box (ISO/IEC 14496-12 §4.2)."""
        word = self.number()
        return word >> 24, word & 0xFFFFFF

    def skip(self, count: int) -> None:
        """Pass over bytes."""
        self.at += count

    @property
    def left(self) -> int:
        """Bytes of the box that are not read yet."""
        return self.box.end - self.at
