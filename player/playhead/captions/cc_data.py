"""Closed caption bytes out of a picture's SEI messages (ATSC A/53 part 4 §6.2.3, ANSI/SCTE 128-1 §8.1).

The path is: NAL unit of type SEI, message `user_data_registered_itu_t_t35`, provider ATSC, identifier `GA94`,
type `cc_data`. There are up to 31 triplets in it: a type and two bytes.
"""

from collections.abc import Iterator

from playhead.containers.bitstream.nal import split_length_prefixed, unescape
from playhead.containers.samples import Codec
from playhead.errors import MediaError

__all__ = ["cc_pairs"]

_T35 = 4
_USA_ATSC_GA94_CC = b"\xb5\x00\x31GA94\x03"
_H264_SEI = 6
_HEVC_SEI = frozenset({39, 40})  # prefix and suffix (H.265 §7.4.2.2)
_HAS_DATA, _COUNT = 0x40, 0x1F


def cc_pairs(codec: Codec, data: bytes | memoryview) -> list[tuple[int, int, int]]:
    """Return (type, byte, byte) of every valid triplet in one access unit, in order.

    Types 0 and 1 are the two fields of line 21 (CEA-608); 2 and 3 are CEA-708's packets. What is broken is
    passed over: it belongs to a picture that plays all the same.

    Args:
        codec: H264 or HEVC; others carry no captions this way.
        data: Length-prefixed NAL units.
    """
    if codec not in (Codec.H264, Codec.HEVC):
        return []
    found: list[tuple[int, int, int]] = []
    try:
        for nal in split_length_prefixed(data):
            is_hevc = codec is Codec.HEVC
            kind = nal[0] >> 1 & 0x3F if is_hevc else nal[0] & 0x1F
            if kind in _HEVC_SEI if is_hevc else kind == _H264_SEI:
                for payload in _messages(unescape(bytes(nal[2 if is_hevc else 1 :]))):
                    found += _triplets(payload)
    except MediaError:
        pass  # a length that points nowhere: the decoder complains of it
    return found


def _messages(sei: bytes) -> Iterator[bytes]:
    """Yield the payloads of registered user data (H.264 §7.3.2.3.1)."""
    at = 0
    while at + 2 < len(sei):
        kind, at = _number(sei, at)
        size, at = _number(sei, at)
        if kind == _T35:
            yield sei[at : at + size]
        at += size


def _number(sei: bytes, at: int) -> tuple[int, int]:
    value = 0
    while at < len(sei) and sei[at] == 0xFF:
        value, at = value + 255, at + 1
    return value + (sei[at] if at < len(sei) else 0), at + 1


def _triplets(payload: bytes) -> Iterator[tuple[int, int, int]]:
    if not payload.startswith(_USA_ATSC_GA94_CC):
        return
    at = len(_USA_ATSC_GA94_CC)
    if at >= len(payload) or not payload[at] & _HAS_DATA:
        return
    count = payload[at] & _COUNT
    at += 2  # past em_data
    for start in range(at, min(at + 3 * count, len(payload) - 2), 3):
        head = payload[start]
        if head & 0x04:  # cc_valid
            yield head & 0x03, payload[start + 1], payload[start + 2]
