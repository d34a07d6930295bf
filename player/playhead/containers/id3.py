"""ID3v2 tags, as far as streaming needs them: their size, their frames, and the timestamp of HLS in one.

A packed audio segment has no clock of its own; its first tag holds the MPEG-TS time of its first sample
(RFC 8216 §3.4). Layout: ID3 tag version 2.4.0, §3 and §4.27.
"""

from collections.abc import Iterator

from playhead.presentation import TagFrame

__all__ = ["tag_bytes", "tag_frames", "transport_timestamp"]

_HEADER_BYTES = 10
_FOOTER = 0x10
_SYNCHSAFE_FRAMES = 4
_TIMESTAMP_OWNER = b"com.apple.streaming.transportStreamTimestamp\0"
_TIMESTAMP_MASK = (1 << 33) - 1
# §4: what the first byte of a text says of the rest. UTF-16 has a byte order mark unless it is named.
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_MOST_FRAMES = 64


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


def tag_frames(data: bytes) -> tuple[TagFrame, ...]:
    """Return the frames of the tag that begins the data; empty if there is none."""
    found: list[TagFrame] = []
    for name, body in _frames(data, 0):
        found.append(_frame(name.decode("latin-1"), body))
        if len(found) == _MOST_FRAMES:
            break
    return tuple(found)


def _frame(name: str, body: bytes) -> TagFrame:
    if name in ("TXXX", "WXXX"):
        description, _, value = _text(body).partition("\0")
        return TagFrame(name, description, value.strip("\0"))
    if name.startswith("T"):
        return TagFrame(name, "", _text(body).strip("\0"))
    if name.startswith("W"):
        return TagFrame(name, "", body.decode("latin-1").strip("\0"))
    if name == "PRIV":
        owner, _, private = body.partition(b"\0")
        return TagFrame(name, owner.decode("latin-1"), private)
    return TagFrame(name, "", body)


def _text(body: bytes) -> str:
    encoding = _ENCODINGS[body[0]] if body[0] < len(_ENCODINGS) else "latin-1"
    return body[1:].decode(encoding, "replace").replace("\ufeff", "")
