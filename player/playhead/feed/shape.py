"""Tell whether a decoder goes on with a new format, starts a new output, or can't follow within one stream.

Decoders compare the coded size, the chroma format and the bit depth: only if one of them changes do they ask
for a new output and throw away what they have decoded but not shown. The first two are in the format; the
others are read from the decoder configuration record, at fixed places.
"""

from enum import Enum

from playhead.containers.samples import Codec, StreamFormat
from playhead.presentation import Kind

__all__ = ["Transition", "transition"]

# Profiles whose avcC carries chroma format and bit depth (ISO/IEC 14496-15 §5.3.3.1.2).
_H264_HIGH_PROFILES = frozenset({100, 110, 122, 144, 244})
_USUAL = (1, 0, 0)  # 4:2:0, 8 bits


class Transition(Enum):
    """What a change of format means to the decoder."""

    SEAMLESS = "seamless"
    """It goes on with new parameter sets, or with nothing new at all."""
    NEW_OUTPUT = "new output"
    """It follows, but opens a new output."""
    NEW_STREAM = "new stream"
    """The stream's header can't say this: another stream must begin."""


def transition(before: StreamFormat, after: StreamFormat) -> Transition:
    """Return what the decoder of `before` does when samples of `after` follow."""
    if after.codec is not before.codec:
        return Transition.NEW_STREAM
    if after.kind is Kind.AUDIO:
        return Transition.SEAMLESS if _sound(before) == _sound(after) else Transition.NEW_STREAM
    is_same = before.coded_size == after.coded_size and _pixels(before) == _pixels(after)
    return Transition.SEAMLESS if is_same else Transition.NEW_OUTPUT


def _sound(format: StreamFormat) -> tuple[int, int, bytes]:
    private = format.codec_private
    if format.codec is Codec.OPUS:
        private = b""  # only the pre-skip differs between encodings of one sound
    return format.sample_rate_hz, format.channels, private


def _pixels(format: StreamFormat) -> tuple[int, int, int]:
    """Return chroma format and both bit depths less 8; 4:2:0 with 8 bits where the record doesn't tell."""
    record = format.codec_private
    if format.codec is Codec.HEVC and len(record) > 18:  # ISO/IEC 14496-15 §8.3.3.1.2
        return record[16] & 0x03, record[17] & 0x07, record[18] & 0x07
    if format.codec is Codec.AV1 and len(record) >= 4:  # AV1-ISOBMFF §2.3.3
        depth = 2 * (record[2] >> 6 & 1) + 2 * (record[2] >> 5 & 1)
        return 4 - (record[2] >> 2 & 0x03), depth, depth  # 3, both subsampled, is 4:2:0
    if format.codec is Codec.H264 and len(record) > 5 and record[1] in _H264_HIGH_PROFILES:
        return _h264_extension(record)
    return _USUAL


def _h264_extension(record: bytes) -> tuple[int, int, int]:
    at = 6
    for _ in range(record[5] & 0x1F):
        at = _after_set(record, at)
    at += 1
    for _ in range(record[at - 1] if at - 1 < len(record) else 0):
        at = _after_set(record, at)
    extension = record[at : at + 3]
    # Many muxers leave it out, and mean the usual.
    return (extension[0] & 0x03, extension[1] & 0x07, extension[2] & 0x07) if len(extension) == 3 else _USUAL


def _after_set(record: bytes, at: int) -> int:
    return at + 2 + int.from_bytes(record[at : at + 2], "big")
