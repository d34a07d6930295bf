"""Tell what kind of still picture some bytes are, and how large: thumbnails come as JPEG, PNG or WebP.

Only the header is read. A server that answers with a page of HTML is found out here, before somebody hands
it to an image decoder.
"""

from dataclasses import dataclass

__all__ = ["PictureHeader", "picture_header"]

_PNG = b"\x89PNG\r\n\x1a\n"
# ITU-T T.81 table B.1: C4, C8 and CC are no frame headers.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """What a picture file says of itself; `width` and `height` in pixels."""

    media_type: str
    width: int
    height: int


def picture_header(data: bytes) -> PictureHeader | None:
    """Read the header; None if it is no picture that we know, or one without a size."""
    media_type, size = "", None
    if data[:2] == b"\xff\xd8":
        media_type, size = "image/jpeg", _jpeg_size(data)
    elif data[:8] == _PNG and data[12:16] == b"IHDR":
        media_type, size = (
            "image/png",
            (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")),
        )
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        media_type, size = "image/webp", _webp_size(data)
    if size is None or not all(size):
        return None
    return PictureHeader(media_type, *size)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return the size out of the first frame header (ITU-T T.81 §B.2.2)."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _JPEG_ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _JPEG_FRAMES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    """Return the size out of the first chunk (RFC 9649 §2)."""
    chunk = data[12:16]
    if chunk == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if chunk == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and data[23:26] == b"\x9d\x01\x2a" and len(data) >= 30:
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None
