"""Is this media, or what a wrong key leaves? No decoder may be the one to find out.

A key id can match and the key still be wrong: a mistaken licence server, a swapped pair. AES then gives
noise, and nothing in AES tells. Media has rules that noise breaks: headers hold few values, and a NAL unit
never holds the bytes of a start code (ITU-T H.264 §7.4.1). Each sample gets a verdict, and their run decides.

Where a packager left the headers in the clear, only the second rule is left, and noise breaks it once in four
megabytes: such a key may be found out late. Statistics about the last bits of slices would find it sooner; we
left them out, because one encoder's good film looks to them like noise.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from playhead.containers.bitstream import aac, h264, hevc
from playhead.containers.bitstream.bits import BitReader
from playhead.containers.bitstream.nal import split_length_prefixed, unescape
from playhead.containers.samples import Codec, StreamFormat
from playhead.errors import MediaError

__all__ = ["complaint"]

_TOLERATED_SHARE = 0.1  # of samples: a broken picture in good film is for the decoder to conceal
_START_CODE_INSIDE = re.compile(rb"\0\0(?:[\x00-\x02]|\x03[^\x00-\x03])")
_SLICE_HEADER_BYTES = 24
_LARGEST_SLICE_TYPE, _LARGEST_PPS_ID, _LARGEST_HEVC_PPS_ID = 9, 255, 63
_FORBIDDEN_BIT = 0x80
_AAC_LC = 2
_SCE, _CPE = 0, 1
_FILLERS = frozenset({4, 5, 6})  # data, program configuration, fill
_VP9_FRAME_MARKER = 2
_AV1_MUST_BE_ZERO = 0x81

Sample = bytes | memoryview


def complaint(made: StreamFormat, nal_length_size: int, samples: Sequence[Sample]) -> str | None:
    """Return what shows that decrypted samples are noise; None if nothing does.

    Args:
        made: Their format.
        nal_length_size: Bytes of a NAL unit's length; 0 where there are none.
        samples: Those of one segment that were decrypted.
    """
    is_plausible = _judge_of(made, nal_length_size)
    if is_plausible is None:
        return None
    try:
        strange = sum(not is_plausible(sample) for sample in samples)
    except _StartCodeInsideError:
        return "a NAL unit holds a start code"
    if strange <= len(samples) * _TOLERATED_SHARE:
        return None
    return f"{strange} of {len(samples)} samples are no {made.codec.value}"


class _StartCodeInsideError(Exception):
    """No encoder writes that: one is proof enough."""


def _judge_of(made: StreamFormat, nal_length_size: int) -> Callable[[Sample], bool] | None:
    if made.codec is Codec.H264:
        return partial(_is_nal_units, nal_length_size, _is_h264_slice, _begins_h264_picture)
    if made.codec is Codec.HEVC:
        return partial(_is_nal_units, nal_length_size, _is_hevc_slice, _begins_hevc_picture)
    if made.codec is Codec.AAC:
        first = _aac_first_elements(made)
        return None if first is None else lambda sample: len(sample) > 0 and sample[0] >> 5 in first
    return _JUDGES.get(made.codec)


def _is_nal_units(
    length_size: int,
    is_slice: Callable[[Sample], bool],
    begins_picture: Callable[[BitReader, Sample], bool],
    sample: Sample,
) -> bool:
    try:
        nals = list(split_length_prefixed(sample, length_size))
        slices = [nal for nal in nals if is_slice(nal)]
        if any(nal[0] & _FORBIDDEN_BIT for nal in nals):
            return False
        for nal in slices:
            _refuse_start_code(nal)
        return not slices or begins_picture(_header(slices[0]), slices[0])
    except MediaError:
        return False


def _refuse_start_code(nal: memoryview) -> None:
    found = _START_CODE_INSIDE.search(nal)
    if found and bytes(nal[found.start() :]).strip(b"\0"):  # zeros behind a NAL unit are sloppy, and harmless
        raise _StartCodeInsideError


def _header(nal: memoryview) -> BitReader:
    return BitReader(unescape(bytes(nal[:_SLICE_HEADER_BYTES])))


def _is_h264_slice(nal: Sample) -> bool:
    return nal[0] & 0x1F in (h264.NalType.SLICE, h264.NalType.IDR)


def _begins_h264_picture(bits: BitReader, nal: Sample) -> bool:
    bits.skip(8)
    first_macroblock, slice_type, set_id = (bits.unsigned_golomb() for _ in range(3))  # §7.3.3
    return first_macroblock == 0 and slice_type <= _LARGEST_SLICE_TYPE and set_id <= _LARGEST_PPS_ID


def _is_hevc_slice(nal: Sample) -> bool:
    return nal[0] >> 1 & 0x3F <= hevc.HevcNalType.LAST_VCL


def _begins_hevc_picture(bits: BitReader, nal: Sample) -> bool:
    bits.skip(16)
    is_first = bits.flag()  # ITU-T H.265 §7.3.6.1
    kind = nal[0] >> 1 & 0x3F
    if hevc.HevcNalType.FIRST_RANDOM_ACCESS <= kind <= hevc.HevcNalType.LAST_RANDOM_ACCESS:
        bits.skip(1)
    return is_first and bits.unsigned_golomb() <= _LARGEST_HEVC_PPS_ID


def _aac_first_elements(made: StreamFormat) -> frozenset[int] | None:
    """Return what a frame may begin with (ISO/IEC 14496-3 §4.4.2.1); None for other kinds of AAC."""
    config = aac.parse_config(made.codec_private)
    if config.object_type != _AAC_LC:
        return None
    return _FILLERS | ({_CPE} if config.channels == 2 else {_SCE} if config.channels else {_SCE, _CPE})


_JUDGES: dict[Codec, Callable[[Sample], bool]] = {
    Codec.AC3: lambda sample: sample[:2] == b"\x0b\x77",
    Codec.EAC3: lambda sample: sample[:2] == b"\x0b\x77",
    Codec.MP3: lambda sample: len(sample) > 1 and sample[0] == 0xFF and sample[1] >= 0xE0,
    Codec.VP9: lambda sample: len(sample) > 0 and sample[0] >> 6 == _VP9_FRAME_MARKER,
    Codec.AV1: lambda sample: len(sample) > 0 and not sample[0] & _AV1_MUST_BE_ZERO,
}
