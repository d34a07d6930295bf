"""NAL units: H.264's and HEVC's packets, in their two dresses.

MPEG-TS separates them with start codes (ITU-T H.264 annex B); MP4 and Matroska put a length before each
(ISO/IEC 14496-15). Both are read here without copying payload.
"""

from collections.abc import Iterator, Sequence
from struct import Struct

from playhead.containers.faults import malformed
from playhead.containers.limits import MOST_NAL_UNITS

__all__ = [
    "length_prefixed",
    "sized",
    "split_annex_b",
    "split_length_prefixed",
    "to_four_byte_lengths",
    "unescape",
]

_LENGTH = Struct(">I")
_START_CODE = b"\x00\x00\x01"


def unescape(nal: bytes, limit: int = 4096) -> bytes:
    """Return the payload without emulation prevention bytes (ITU-T H.264 §7.4.1), at most `limit` bytes."""
    return nal[:limit].replace(b"\x00\x00\x03", b"\x00\x00")


def split_annex_b(data: bytes | bytearray) -> list[tuple[int, int]]:
    """Return (first, end) of every NAL unit between start codes, trailing zeros left out.

    Bytes before the first start code belong to no NAL unit and are passed over.

    Raises:
        MediaError: If there are absurdly many.
    """
    find = data.find
    found: list[tuple[int, int]] = []
    start = find(_START_CODE)
    while start >= 0:
        start += 3
        following = find(_START_CODE, start)
        end = following if following >= 0 else len(data)
        if end > start and not data[end - 1]:
            end = start + len(data[start:end].rstrip(b"\0"))
        if end > start:
            found.append((start, end))
            if len(found) > MOST_NAL_UNITS:
                raise malformed(f"more than {MOST_NAL_UNITS} NAL units in one segment", start)
        start = following
    return found


def sized(nal: bytes) -> bytes:
    """Return a parameter set behind its two-byte length, as avcC and hvcC records hold it.

    Raises:
        MediaError: If it is longer than two bytes can tell.
    """
    if len(nal) > 0xFFFF:
        raise malformed(f"a parameter set of {len(nal)} bytes")
    return len(nal).to_bytes(2, "big") + nal


def length_prefixed(nals: Sequence[bytes | memoryview]) -> bytes:
    """Return the NAL units as one access unit, each behind its four-byte length."""
    pack = _LENGTH.pack
    parts: list[bytes | memoryview] = []
    for nal in nals:
        parts.append(pack(len(nal)))
        parts.append(nal)
    return b"".join(parts)


def split_length_prefixed(data: bytes | memoryview, length_size: int = 4) -> Iterator[memoryview]:
    """Yield the NAL units of one access unit.

    Raises:
        MediaError: If a length points past the end.
    """
    view = memoryview(data)
    at, end = 0, len(view)
    while at < end:
        first = at + length_size
        last = first + int.from_bytes(view[at:first], "big")
        if last > end or first > end:
            raise malformed("a NAL unit is longer than its sample")
        if last > first:
            yield view[first:last]
        at = last


def to_four_byte_lengths(data: bytes | memoryview, length_size: int) -> bytes:
    """Rewrite an access unit whose lengths have one, two or three bytes."""
    return length_prefixed(list(split_length_prefixed(data, length_size)))
