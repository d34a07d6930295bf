"""What makes a decoder let go of its last pictures before it opens a new output.

When the coded size changes, the decoder throws away what it has decoded but not shown, and some pictures are
still inside it: in its frame threads and in its reorder buffer. Blocks behind them push them out beforehand.
Measured with libVLC 3.0: without them up to a dozen old frames are lost, with them none.

- H.264: end-of-sequence units. They cost nothing, so there are plenty.
- HEVC, VP9, AV1: copies of the last old key frame, dated a quarter of a second after the switch. They decode
  like any picture, and are still waiting for their time when the new output opens and throws them away. Dated
  at the switch itself they can flash up where the new key frame takes long to decode.

None of this may be sent when the size stays: four or more H.264 units stop the video for good then, and the
copies would be shown.
"""

from collections.abc import Sequence
from struct import Struct

from playhead.containers.samples import Codec

__all__ = [
    "DELIMITERS",
    "H264_END_OF_SEQUENCE",
    "HEVC_END_OF_SEQUENCE",
    "KEY_COPIES_AFTER_MS",
    "ending",
    "in_band",
]

_LENGTH = Struct(">I")

H264_END_OF_SEQUENCE = b"\x00\x00\x00\x01\x0a"
"""A length-prefixed NAL unit of type 10 (ITU-T H.264 §7.3.2.5). Each frees one picture."""

HEVC_END_OF_SEQUENCE = b"\x00\x00\x00\x02\x48\x01"
"""A length-prefixed NAL unit of type 36 (ITU-T H.265 §7.3.2.6)."""

KEY_COPIES_AFTER_MS = 250
"""How long after the switch the first copy of the old key frame is dated."""

DELIMITERS: dict[Codec, bytes] = {
    Codec.H264: b"\x00\x00\x00\x02\x09\xf0",  # access unit delimiter, any slice type (ITU-T H.264 §7.3.2.4)
    Codec.HEVC: b"\x00\x00\x00\x03\x46\x01\x50",  # the same (ITU-T H.265 §7.3.2.5)
}
"""A block that decodes to nothing: it only carries a time."""

# (threads − 1) + reordered frames are needed; more do no harm (24 were tried).
_H264_UNITS = 16
# libVLC 3 caps its frame threads at this, HEVC's being the highest.
_MOST_THREADS = 10
_REORDERED = 2


def ending(codec: Codec, threads: int) -> tuple[tuple[bytes, ...], int]:
    """Return the blocks for the last old picture's time, and how many copies of its key frame follow."""
    copies = min(max(threads, 1), _MOST_THREADS) + _REORDERED
    if codec is Codec.H264:
        return (H264_END_OF_SEQUENCE,) * _H264_UNITS, 0
    if codec is Codec.HEVC:
        return (HEVC_END_OF_SEQUENCE,), copies
    return (), copies


def in_band(parameter_sets: Sequence[bytes]) -> bytes:
    """Return parameter sets as they stand before a key frame: each with its length in four bytes."""
    return b"".join(_LENGTH.pack(len(nal)) + nal for nal in parameter_sets)
