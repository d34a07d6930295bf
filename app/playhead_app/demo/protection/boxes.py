"""Cut MP4 boxes open and put them together again (ISO/IEC 14496-12 §4.2), for files that the studio made."""

import struct
from collections.abc import Callable, Iterator
from typing import TypeAlias

__all__ = ["box", "children", "full_box", "rewritten"]

Change: TypeAlias = Callable[[bytes], bytes]
"""From a box's payload to what shall stand in its place, header and all."""


def children(data: bytes | memoryview, start: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, begin of the payload, end) of each box, from `start` on."""
    while start + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            head = 16
        size = size or len(data) - start
        yield name, start + head, start + size
        start += size


def box(name: bytes, *payload: bytes) -> bytes:
    """Return a box."""
    body = b"".join(payload)
    return struct.pack(">I4s", 8 + len(body), name) + body


def full_box(name: bytes, version: int, flags: int, *payload: bytes) -> bytes:
    """Return a box with version and flags."""
    return box(name, struct.pack(">I", version << 24 | flags), *payload)


def rewritten(data: bytes, path: tuple[bytes, ...], change: Change, *, skip: int = 0) -> bytes:
    """Return `data` with each box at the end of `path` replaced.

    Args:
        data: Boxes in a row, after `skip` bytes of something else.
        path: Names of boxes, each inside the one before; `stsd` may be on the way.
        change: Makes the replacement.
    """
    name, rest = path[0], path[1:]
    parts = [data[:skip]]
    for found, begin, end in children(data, skip):
        payload = data[begin:end]
        if found != name:
            parts.append(box(found, payload))
        elif not rest:
            parts.append(change(payload))
        else:
            # §8.5.2: a sample description's entries come after version, flags and their number.
            parts.append(box(found, rewritten(payload, rest, change, skip=8 if found == b"stsd" else 0)))
    return b"".join(parts)
