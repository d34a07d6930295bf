"""Recognise a container by its bytes.

File names and MIME types are advice at best: MP4 in `.ts`, ADTS in `video/mp4`, WebM in anything.
"""

from playhead.containers.bitstream.aac import parse_adts
from playhead.containers.bitstream.ac3 import parse_ac3_frame
from playhead.containers.bitstream.mp3 import parse_mp3
from playhead.presentation import Container

__all__ = ["PACKET_BYTES", "SYNC_BYTE", "sniff", "sync_offset"]

PACKET_BYTES = 188
SYNC_BYTE = 0x47
_BOX_TYPES = frozenset(
    b"ftyp styp moov moof sidx ssix emsg prft free skip mdat wide uuid pssh meta udta mfra".split()
)
_EBML_STARTS = (
    b"\x1a\x45\xdf\xa3",  # EBML
    b"\x18\x53\x80\x67",  # Segment
    b"\x1f\x43\xb6\x75",  # Cluster
    b"\x16\x54\xae\x6b",  # Tracks
    b"\x1c\x53\xbb\x6b",  # Cues
)
_SYNC_WINDOW = 4 * PACKET_BYTES


def sniff(data: bytes | bytearray) -> Container:
    """Return which container the bytes begin with; UNKNOWN if none that we read."""
    if bytes(data[4:8]) in _BOX_TYPES:
        return Container.FMP4
    if bytes(data[:4]) in _EBML_STARTS:
        return Container.WEBM
    if data[:3] == b"ID3" or _is_audio_frame(data):
        return Container.PACKED_AUDIO
    return Container.UNKNOWN if sync_offset(data) is None else Container.MPEG_TS


def _is_audio_frame(data: bytes | bytearray) -> bool:
    frame = parse_adts(data, 0) or parse_ac3_frame(data, 0) or parse_mp3(data, 0)
    return frame is not None


def sync_offset(data: bytes | bytearray, start: int = 0) -> int | None:
    """Return where transport packets begin at or after `start`; None if nowhere near.

    One sync byte proves nothing; as many as the data has room for, up to three, have to line up.
    """
    at = data.find(SYNC_BYTE, start, start + _SYNC_WINDOW)
    while at >= 0:
        following = range(at + PACKET_BYTES, min(at + 3 * PACKET_BYTES, len(data)), PACKET_BYTES)
        if at + PACKET_BYTES <= len(data) and all(data[place] == SYNC_BYTE for place in following):
            return at
        at = data.find(SYNC_BYTE, at + 1, start + _SYNC_WINDOW)
    return None
