"""What protected samples tell of themselves: an IV, and a map of clear and protected bytes.

They lie in a `senc` box, or wherever `saiz` (how long each is) and `saio` (where they are) point, or in both:
then `senc` is read, because it needs no offsets (ISO/IEC 23001-7 §7; ISO/IEC 14496-12 §8.7.8, §8.7.9).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from struct import Struct
from typing import NamedTuple

from playhead.containers.faults import malformed
from playhead.containers.isobmff.boxes import Box, Fields
from playhead.containers.limits import MOST_SUBSAMPLES

__all__ = ["SampleRecord", "Tables", "read_records"]

_HAS_SUBSAMPLES = 0x2
_HAS_TYPE = 0x1
_SUBSAMPLE = Struct(">HI")
_COUNT = Struct(">H")

Tables = Mapping[bytes, Sequence[Box]]


class SampleRecord(NamedTuple):
    """One sample's IV, empty where a constant one holds, and its (clear, protected) bytes in order."""

    iv: bytes
    subsamples: tuple[tuple[int, int], ...]


def read_records(
    data: bytes | bytearray,
    tables: Tables,
    iv_sizes: Sequence[int],
    run_sizes: Sequence[int],
    base: int,
) -> list[SampleRecord]:
    """Return each sample's record.

    Args:
        data: What holds the boxes, and whatever `saio` points at.
        tables: The boxes of one `traf`, or one `stbl`.
        iv_sizes: Bytes of each sample's own IV; 0 where there is a constant one, or no protection.
        run_sizes: Samples of each `trun`, in order.
        base: Offset that `saio` counts from.

    Raises:
        MediaError: If a box is broken, or tells of fewer samples than there are.
    """
    if b"senc" in tables:
        return list(_from_senc(data, tables[b"senc"][0], iv_sizes))
    if b"saiz" in tables and b"saio" in tables:
        return list(_from_anywhere(data, tables, iv_sizes, run_sizes, base))
    if any(iv_sizes):
        raise malformed("protected samples come without their IVs")
    return [SampleRecord(b"", ())] * len(iv_sizes)


class _Reading:
    """A cursor over records; it never passes `end`, and it counts subsamples."""

    def __init__(self, data: bytes | bytearray, at: int, end: int) -> None:
        self.data, self.at, self.end = data, at, end
        self.subsamples = 0

    def record(self, iv_bytes: int, has_map: bool) -> SampleRecord:
        iv = bytes(self.data[self.at : self._past(iv_bytes)])
        self.at += iv_bytes
        if not has_map:
            return SampleRecord(iv, ())
        after = self._past(_COUNT.size)
        (count,) = _COUNT.unpack_from(self.data, self.at)
        self.subsamples += count
        if self.subsamples > MOST_SUBSAMPLES:
            raise malformed(f"more than {MOST_SUBSAMPLES} subsamples in one fragment", self.at)
        self.at = after
        after = self._past(count * _SUBSAMPLE.size)
        subsamples = tuple(_SUBSAMPLE.iter_unpack(memoryview(self.data)[self.at : after]))
        self.at = after
        return SampleRecord(iv, subsamples)

    def _past(self, count: int) -> int:
        if self.at + count > self.end:
            raise malformed("information about protected samples ends too early", self.at)
        return self.at + count


def _from_senc(data: bytes | bytearray, box: Box, iv_sizes: Sequence[int]) -> Iterator[SampleRecord]:
    fields = Fields(data, box)
    _, flags = fields.version_and_flags()
    count = fields.number()
    if count < len(iv_sizes):
        raise malformed(f"a senc box knows {count} samples of {len(iv_sizes)}", box.start)
    reading = _Reading(data, fields.at, box.end)
    for iv_bytes in iv_sizes:
        yield reading.record(iv_bytes, bool(flags & _HAS_SUBSAMPLES))


def _from_anywhere(
    data: bytes | bytearray,
    tables: Tables,
    iv_sizes: Sequence[int],
    run_sizes: Sequence[int],
    base: int,
) -> Iterator[SampleRecord]:
    sizes = _sizes(data, tables[b"saiz"][0], len(iv_sizes))
    offsets = _offsets(data, tables[b"saio"][0])
    runs = run_sizes if len(offsets) == len(run_sizes) else (len(iv_sizes),)
    if len(offsets) != len(runs):
        raise malformed(
            "information about protected samples lies in too many places", tables[b"saio"][0].start
        )
    # Each run's records lie together; a place for the first of each run, none for the others.
    places = chain.from_iterable(
        (offset, *repeat(None, size - 1)) for offset, size in zip(offsets, runs, strict=True) if size
    )
    reading = _Reading(data, 0, len(data))
    for iv_bytes, size, place in zip(iv_sizes, sizes, places, strict=True):
        reading.at = reading.at if place is None else base + place
        after = reading.at + size
        yield reading.record(iv_bytes, size > iv_bytes)
        reading.at = after


def _sizes(data: bytes | bytearray, box: Box, count: int) -> Sequence[int]:
    fields = Fields(data, box)
    _, flags = fields.version_and_flags()
    fields.skip(8 if flags & _HAS_TYPE else 0)
    usual, told = fields.take(">BI")
    if told < count:
        raise malformed(f"a saiz box knows {told} samples of {count}", box.start)
    return (usual,) * count if usual else fields.take(f">{count}B")


def _offsets(data: bytes | bytearray, box: Box) -> Sequence[int]:
    fields = Fields(data, box)
    version, flags = fields.version_and_flags()
    fields.skip(8 if flags & _HAS_TYPE else 0)
    count = fields.number()
    if count * (8 if version else 4) > fields.left:
        raise malformed("a saio box ends before its places", box.start)
    return fields.take(f">{count}{'Q' if version else 'I'}")
