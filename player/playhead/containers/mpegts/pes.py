"""PES packets: timestamps and payload of one elementary stream (ISO/IEC 13818-1 §2.4.3.6)."""

from typing import NamedTuple

from playhead.containers.mpegts.packets import PidUnits, Unit

__all__ = ["ElementaryBytes", "PesMark", "join_packets", "unwrap"]

_HEADER_BYTES = 9
_START_CODE = b"\x00\x00\x01"
_HAS_PTS, _HAS_DTS = 0x80, 0x40
_WRAP = 1 << 33


class PesMark(NamedTuple):
    """A PES packet's timestamps, for the first access unit that begins at or after `offset`."""

    offset: int
    pts: int
    dts: int
    is_random_access: bool


class ElementaryBytes(NamedTuple):
    """A whole segment of one elementary stream, in one piece, and the timestamps along it."""

    data: bytes
    marks: list[PesMark]


def join_packets(stream: PidUnits) -> ElementaryBytes:
    """Put the payloads of a stream's PES packets together.

    One piece, because access units need not begin where packets do. Packets without a sound header are left
    out.
    """
    parts: list[bytes] = []
    marks: list[PesMark] = []
    offset = 0
    for unit in stream.units:
        head = unit.payloads[0]
        if len(head) < _HEADER_BYTES or len(head) < _HEADER_BYTES + head[8]:
            head = unit.join()
        if len(head) < _HEADER_BYTES or not head.startswith(_START_CODE) or head[6] >> 6 != 2:
            continue
        if head[7] & _HAS_PTS and len(head) >= 14:
            pts = _timestamp(head, 9)
            dts = _timestamp(head, 14) if head[7] & _HAS_DTS and len(head) >= 19 else pts
            marks.append(PesMark(offset, pts, dts, unit.is_random_access))
        payloads = _payloads(unit, head)
        parts += payloads
        offset += sum(map(len, payloads))
    return ElementaryBytes(b"".join(parts), marks)


def _payloads(unit: Unit, head: bytes) -> list[bytes]:
    """Return what follows a packet's header, and stops where the header says."""
    begin = _HEADER_BYTES + head[8]
    length = int.from_bytes(head[4:6], "big")
    if head is unit.payloads[0] and (not length or 6 + length >= sum(map(len, unit.payloads))):
        return [head[begin:], *unit.payloads[1:]]
    return [unit.join()[begin : 6 + length if length else None]]


def _timestamp(packet: bytes, at: int) -> int:
    return (
        (packet[at] & 0x0E) << 29
        | packet[at + 1] << 22
        | (packet[at + 2] & 0xFE) << 14
        | packet[at + 3] << 7
        | packet[at + 4] >> 1
    )


def unwrap(stream: ElementaryBytes, reference: int) -> ElementaryBytes:
    """Return the stream with timestamps as near to `reference` as 33 bits allow: within 13 hours."""
    half = _WRAP // 2
    marks = [
        mark._replace(
            pts=reference + (mark.pts - reference + half) % _WRAP - half,
            dts=reference + (mark.dts - reference + half) % _WRAP - half,
        )
        for mark in stream.marks
    ]
    return ElementaryBytes(stream.data, marks)
