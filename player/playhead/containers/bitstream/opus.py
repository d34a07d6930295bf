"""Opus: the OpusHead that Matroska wants, from the dOps box that MP4 has; and how long a packet lasts.

Both hold the same fields: in little endian (RFC 7845 §5.1) and in big endian (Opus in ISOBMFF §4.3.2).
"""

from struct import Struct

from playhead.containers.faults import malformed

__all__ = ["RATE_HZ", "SEEK_PREROLL_NS", "channels", "head_from_dops", "packet_samples", "preskip"]

RATE_HZ = 48_000
SEEK_PREROLL_NS = 80_000_000  # RFC 7845 §4.6

_DOPS = Struct(">BBHIhB")
_HEAD = Struct("<8sBBHIhB")
# Samples at 48 kHz for the four durations of a TOC configuration (RFC 6716 §3.1).
_SILK, _HYBRID, _CELT = (480, 960, 1920, 2880), (480, 960), (120, 240, 480, 960)


def head_from_dops(box: bytes) -> bytes:
    """Return the OpusHead for a dOps box's payload.

    Raises:
        MediaError: If it ends too early.
    """
    if len(box) < _DOPS.size:
        raise malformed("a dOps box ends too early")
    _version, count, skip, rate, gain, family = _DOPS.unpack_from(box)
    mapping = box[_DOPS.size : _DOPS.size + 2 + count] if family else b""
    return _HEAD.pack(b"OpusHead", 1, count, skip, rate, gain, family) + mapping


def channels(head: bytes) -> int:
    """Return the output channel count of an OpusHead; 0 if it is too short to tell."""
    return head[9] if len(head) > 9 else 0


def preskip(head: bytes) -> int:
    """Return how many samples (at 48 kHz) a decoder drops at the start; 0 if it is too short to tell."""
    return int.from_bytes(head[10:12], "little")


def packet_samples(packet: bytes | memoryview) -> int:
    """Return a packet's duration in samples at 48 kHz, from its TOC byte; 0 for an empty packet."""
    if not packet:
        return 0
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = _SILK[config & 3]
    elif config < 16:
        frame = _HYBRID[config & 1]
    else:
        frame = _CELT[config & 3]
    count = (packet[1] & 0x3F if len(packet) > 1 else 0) if code == 3 else 1 if code == 0 else 2
    return frame * count
