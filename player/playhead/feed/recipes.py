"""The bytes that make a decoder let go of its last pictures before it opens a new output.

When the coded size changes, the decoder throws away what it has decoded but not shown, and some pictures are
still inside it: in its frame threads and in its reorder buffer. These blocks push them out beforehand.
Measured with libVLC 3.0: without them a dozen old frames are lost, with them none.

They must never be sent when the size stays: four or more of them stop the video for good.
"""

from collections.abc import Sequence
from struct import Struct

from playhead.containers.samples import Codec

__all__ = ["DELIMITERS", "ENDING_BLOCKS", "H264_END_OF_SEQUENCE", "HEVC_END_OF_SEQUENCE", "in_band"]

_LENGTH = Struct(">I")

H264_END_OF_SEQUENCE = b"\x00\x00\x00\x01\x0a"
"""A length-prefixed NAL unit of type 10 (ITU-T H.264 §7.3.2.5). Each frees one picture."""

HEVC_END_OF_SEQUENCE = b"\x00\x00\x00\x02\x48\x01"
"""A length-prefixed NAL unit of type 36 (ITU-T H.265 §7.3.2.6)."""

# (threads − 1) + reordered frames are needed; eight cover eight threads, and more do no harm.
_H264_BLOCKS = 8
# HEVC's end of sequence frees nothing by itself: key frames that follow do, and are thrown away themselves.
_HEVC_KEY_COPIES = 4

ENDING_BLOCKS: dict[Codec, tuple[tuple[bytes, ...], int]] = {
    Codec.H264: ((H264_END_OF_SEQUENCE,) * _H264_BLOCKS, 0),
    Codec.HEVC: ((HEVC_END_OF_SEQUENCE,), _HEVC_KEY_COPIES),
}
"""For each codec: blocks at the time of the last old picture, and copies of the old key frame after them."""

DELIMITERS: dict[Codec, bytes] = {
    Codec.H264: b"\x00\x00\x00\x02\x09\xf0",  # access unit delimiter, any slice type (ITU-T H.264 §7.3.2.4)
    Codec.HEVC: b"\x00\x00\x00\x03\x46\x01\x50",  # the same (ITU-T H.265 §7.3.2.5)
}
"""A block that decodes to nothing: it only carries a time."""


def in_band(parameter_sets: Sequence[bytes]) -> bytes:
    """Return parameter sets as they stand before a key frame: each with its length in four bytes."""
    return b"".join(_LENGTH.pack(len(nal)) + nal for nal in parameter_sets)
