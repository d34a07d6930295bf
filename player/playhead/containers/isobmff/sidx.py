"""The segment index box, `sidx` (ISO/IEC 14496-12 §8.16.3): which bytes hold which time.

DASH's SegmentBase and on-demand profile rest on it. A reference may point at another `sidx` instead of
media; those are flagged, and who asked decides whether to fetch them.
"""

from dataclasses import dataclass

from playhead.containers.faults import malformed
from playhead.containers.isobmff.boxes import Box, Fields, boxes
from playhead.presentation import ByteRange

__all__ = ["SegmentReference", "SegmentReferences", "parse_sidx"]

_REFERENCE_BYTES = 12
_REFERENCE = ">III"
_TOP_BIT = 0x8000_0000


@dataclass(frozen=True, slots=True)
class SegmentReference:
    """One stretch of the file.

    Attributes:
        start: Earliest presentation time, in ticks of the index's timescale.
        duration: In ticks.
        byte_range: Exact, in the file.
        is_index: It holds another `sidx` rather than media.
        starts_with_sap: A decoder can begin with it.
    """

    start: int
    duration: int
    byte_range: ByteRange
    is_index: bool
    starts_with_sap: bool


@dataclass(frozen=True, slots=True)
class SegmentReferences:
    """What one `sidx` box says; references are in time order, and byte ranges follow one another."""

    timescale: int
    earliest_time: int
    references: tuple[SegmentReference, ...]

    @property
    def has_indexes(self) -> bool:
        """True if some references lead to further `sidx` boxes."""
        return any(reference.is_index for reference in self.references)


def parse_sidx(data: bytes, *, offset: int) -> SegmentReferences:
    """Read the first `sidx` box in `data`.

    Args:
        data: Bytes of the file that hold the box, as fetched; boxes before it are passed over.
        offset: Where in the file `data` begins, so that byte ranges come out absolute.

    Raises:
        MediaError: If there is no such box, or it ends too early.
    """
    for box in boxes(data):  # lazily: a box that follows and is cut off is nobody's business
        if box.kind == b"sidx":
            return _read(data, box, offset)
    raise malformed("there is no sidx box in the index range", offset)


def _read(data: bytes, box: Box, offset: int) -> SegmentReferences:
    fields = Fields(data, box)
    version, _ = fields.version_and_flags()
    _reference_id, timescale = fields.take(">II")
    earliest, first_offset = fields.take(">QQ" if version else ">II")
    _reserved, count = fields.take(">HH")
    if not timescale:
        raise malformed("a sidx box has a timescale of zero", offset + box.start)
    if fields.left < count * _REFERENCE_BYTES:
        raise malformed(f"a sidx box ends before its {count} references", offset + box.start)
    at, time = offset + box.end + first_offset, earliest
    references: list[SegmentReference] = []
    for _ in range(count):
        sized, duration, access = fields.take(_REFERENCE)
        size = sized & ~_TOP_BIT
        if size:
            where = ByteRange(at, at + size - 1)
            is_index, starts_with_sap = bool(sized & _TOP_BIT), bool(access & _TOP_BIT)
            references.append(SegmentReference(time, duration, where, is_index, starts_with_sap))
        at, time = at + size, time + duration
    return SegmentReferences(timescale, earliest, tuple(references))
