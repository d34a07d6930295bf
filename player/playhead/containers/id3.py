"""ID3v2 tags, as far as streaming needs them: their size, and the timestamp that HLS puts into one.

A packed audio segment has no clock of its own; its first tag holds the MPEG-TS time of its first sample
(RFC 8216 §3.4). Layout: ID3 tag version 2.4.0, §3 and §4.27.
"""

from collections.abc import Iterator

__all__ = ["tag_bytes", "transport_timestamp"]

_HEADER_BYTES = 10
_FOOTER = 0x10
_SYNCHSAFE_FRAMES = 4
_TIMESTAMP_OWNER = b"com.apple.streaming.transportStreamTimestamp\0"
_TIMESTAMP_MASK = (1 << 33) - 1


def tag_bytes(data: bytes | bytearray, at: int) -> int:
    """Return the length of the tag at `at`, header and footer included; 0 if there is none."""
    if data[at : at + 3] != b"ID3" or at + _HEADER_BYTES > len(data):
        return 0
    footer = _HEADER_BYTES if data[at + 5] & _FOOTER else 0
    return _HEADER_BYTES + _synchsafe(data[at + 6 : at + 10]) + footer


def _synchsafe(digits: bytes | bytearray) -> int:
    value = 0
    for digit in digits:
        value = value << 7 | digit & 0x7F
    return value


def transport_timestamp(data: bytes | bytearray, at: int) -> int | None:
    """Return the 33-bit timestamp in the tag at `at`; None if it holds none."""
    for name, body in _frames(data, at):
        if name == b"PRIV" and body.startswith(_TIMESTAMP_OWNER):
            clock = body[len(_TIMESTAMP_OWNER) :][:8]
            if len(clock) == 8:
                return int.from_bytes(clock, "big") & _TIMESTAMP_MASK
    return None


def _frames(data: bytes | bytearray, at: int) -> Iterator[tuple[bytes, bytes]]:
    end = min(at + tag_bytes(data, at), len(data))
    is_synchsafe = end > at and data[at + 3] >= _SYNCHSAFE_FRAMES
    at += _HEADER_BYTES
    while at + _HEADER_BYTES <= end:
        digits = data[at + 4 : at + 8]
        size = _synchsafe(digits) if is_synchsafe else int.from_bytes(digits, "big")
        body = at + _HEADER_BYTES
        if not size or body + size > end:
            return
        yield bytes(data[at : at + 4]), bytes(data[body : body + size])
        at = body + size
