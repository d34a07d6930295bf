"""PES packets: timestamps and payload of one elementary stream (ISO/IEC 13818-1 §2.4.3.6)."""

from typing import NamedTuple

from playhead.containers.mpegts.packets import PidUnits

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
        packet = unit.join()
        if len(packet) < _HEADER_BYTES or not packet.startswith(_START_CODE) or packet[6] >> 6 != 2:
            continue
        length = int.from_bytes(packet[4:6], "big")
        payload = packet[_HEADER_BYTES + packet[8] : 6 + length if length else None]
        if packet[7] & _HAS_PTS and len(packet) >= 14:
            pts = _timestamp(packet, 9)
            dts = _timestamp(packet, 14) if packet[7] & _HAS_DTS and len(packet) >= 19 else pts
            marks.append(PesMark(offset, pts, dts, unit.is_random_access))
        parts.append(payload)
        offset += len(payload)
    return ElementaryBytes(b"".join(parts), marks)


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
