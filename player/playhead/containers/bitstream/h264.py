"""H.264: what its parameter sets tell, and the avcC record that carries them.

A decoder allocates by the *coded* size, in whole macroblocks; a viewer sees the cropped one. Both are in the
sequence parameter set (ITU-T H.264 §7.3.2.1.1), with the frame rate and the reorder depth if the encoder
cared to write its video usability information (annex E).
"""

from dataclasses import dataclass
from fractions import Fraction

from playhead.containers.bitstream.bits import BitReader
from playhead.containers.bitstream.nal import sized, unescape
from playhead.containers.faults import malformed

__all__ = ["H264Sps", "NalType", "build_avcc", "parse_avcc", "parse_sps"]

_LARGEST_SIDE = 16_384
_HIGH_PROFILES = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
_EXTENDED_SAR = 255
# chroma_format_idc → (SubWidthC, SubHeightC), ITU-T H.264 table 6-1.
_CHROMA_STEP = {0: (1, 1), 1: (2, 2), 2: (2, 1), 3: (1, 1)}


class NalType:
    """nal_unit_type values (ITU-T H.264 table 7-1)."""

    SLICE = 1
    IDR = 5
    SEI = 6
    SPS = 7
    PPS = 8
    AUD = 9
    END_OF_SEQUENCE = 10
    END_OF_STREAM = 11
    FILLER = 12
    SPS_EXTENSION = 13


@dataclass(frozen=True, slots=True)
class H264Sps:
    """A sequence parameter set, as far as a player cares.

    Attributes:
        coded_size: Luma size in whole macroblocks.
        visible_size: After cropping.
        frame_rate: Frames a second if the VUI tells a fixed one; None otherwise.
        max_reorder_frames: How far pictures are displayed out of decoding order; None if not told.
        frame_num_bits, separate_planes, frame_mbs_only: What it takes to read a slice header.
    """

    profile: int
    compatibility: int
    level: int
    chroma_format: int
    bit_depth_luma: int
    bit_depth_chroma: int
    coded_size: tuple[int, int]
    visible_size: tuple[int, int]
    frame_rate: Fraction | None
    max_reorder_frames: int | None
    frame_num_bits: int
    separate_planes: bool
    frame_mbs_only: bool


@dataclass(frozen=True, slots=True)
class _Chroma:
    format: int = 1
    separate_planes: bool = False
    depth_luma: int = 8
    depth_chroma: int = 8


def parse_sps(nal: bytes) -> H264Sps:
    """Read a sequence parameter set, NAL header included.

    Raises:
        MediaError: If it ends too early or tells an impossible size.
    """
    if len(nal) < 4:
        raise malformed("an H.264 sequence parameter set ends too early")
    bits = BitReader(unescape(nal)[4:])
    bits.unsigned_golomb()  # seq_parameter_set_id
    chroma = _chroma(bits) if nal[1] in _HIGH_PROFILES else _Chroma()
    frame_num_bits = bits.unsigned_golomb() + 4
    _picture_order_count(bits)
    bits.unsigned_golomb()  # max_num_ref_frames
    bits.skip(1)  # gaps_in_frame_num_value_allowed_flag
    width, map_units = (bits.unsigned_golomb() + 1) * 16, (bits.unsigned_golomb() + 1) * 16
    frame_mbs_only = bits.flag()
    height = map_units * (1 if frame_mbs_only else 2)
    if max(width, height) > _LARGEST_SIDE:
        raise malformed(f"an H.264 picture of {width}x{height}")
    bits.skip(1 if frame_mbs_only else 2)  # mb_adaptive_frame_field_flag, direct_8x8_inference_flag
    visible = _crop(bits, width, height, chroma, frame_mbs_only)
    frame_rate, reorder = _usability(bits) if bits.flag() else (None, None)
    return H264Sps(
        profile=nal[1],
        compatibility=nal[2],
        level=nal[3],
        chroma_format=chroma.format,
        bit_depth_luma=chroma.depth_luma,
        bit_depth_chroma=chroma.depth_chroma,
        coded_size=(width, height),
        visible_size=visible,
        frame_rate=frame_rate,
        max_reorder_frames=reorder,
        frame_num_bits=frame_num_bits,
        separate_planes=chroma.separate_planes,
        frame_mbs_only=frame_mbs_only,
    )


def _chroma(bits: BitReader) -> _Chroma:
    chroma_format = bits.unsigned_golomb()
    if chroma_format not in _CHROMA_STEP:
        raise malformed(f"H.264 chroma format {chroma_format}")
    separate_planes = chroma_format == 3 and bits.flag()
    depth_luma, depth_chroma = 8 + bits.unsigned_golomb(), 8 + bits.unsigned_golomb()
    if max(depth_luma, depth_chroma) > 14:
        raise malformed("an H.264 picture of more than 14 bits")
    bits.skip(1)  # qpprime_y_zero_transform_bypass_flag
    if bits.flag():
        for index in range(12 if chroma_format == 3 else 8):
            if bits.flag():
                _skip_scaling_list(bits, 16 if index < 6 else 64)
    return _Chroma(chroma_format, separate_planes, depth_luma, depth_chroma)


def _skip_scaling_list(bits: BitReader, size: int) -> None:
    last, upcoming = 8, 8
    for _ in range(size):
        if upcoming:
            upcoming = (last + bits.signed_golomb()) & 0xFF
        last = upcoming or last


def _picture_order_count(bits: BitReader) -> None:
    kind = bits.unsigned_golomb()
    if kind == 0:
        bits.unsigned_golomb()  # log2_max_pic_order_cnt_lsb_minus4
    elif kind == 1:
        bits.skip(1)
        bits.signed_golomb()
        bits.signed_golomb()
        for _ in range(min(bits.unsigned_golomb(), 255)):
            bits.signed_golomb()


def _crop(bits: BitReader, width: int, height: int, chroma: _Chroma, frame_mbs_only: bool) -> tuple[int, int]:
    if not bits.flag():
        return width, height
    step_x, step_y = (1, 1) if chroma.separate_planes else _CHROMA_STEP[chroma.format]
    step_y *= 1 if frame_mbs_only else 2
    left, right, top, bottom = (bits.unsigned_golomb() for _ in range(4))
    visible = width - (left + right) * step_x, height - (top + bottom) * step_y
    if min(visible) <= 0:
        raise malformed("an H.264 picture is cropped to nothing")
    return visible


def _usability(bits: BitReader) -> tuple[Fraction | None, int | None]:
    if bits.flag() and bits.read(8) == _EXTENDED_SAR:
        bits.skip(32)
    if bits.flag():
        bits.skip(1)  # overscan_appropriate_flag
    if bits.flag():
        bits.skip(4)  # video_format, video_full_range_flag
        if bits.flag():
            bits.skip(24)
    if bits.flag():
        bits.unsigned_golomb()
        bits.unsigned_golomb()
    frame_rate = _frame_rate(bits) if bits.flag() else None
    has_nal_hrd = bits.flag()
    if has_nal_hrd:
        _skip_hypothetical_decoder(bits)
    has_vcl_hrd = bits.flag()
    if has_vcl_hrd:
        _skip_hypothetical_decoder(bits)
    bits.skip(1 + (has_nal_hrd or has_vcl_hrd))  # low_delay_hrd_flag, pic_struct_present_flag
    return frame_rate, _max_reorder_frames(bits) if bits.flag() else None


def _frame_rate(bits: BitReader) -> Fraction | None:
    units_in_tick, time_scale, is_fixed = bits.read(32), bits.read(32), bits.flag()
    if not (is_fixed and units_in_tick and time_scale):
        return None
    return Fraction(time_scale, 2 * units_in_tick)  # a tick is a field (§E.2.1)


def _skip_hypothetical_decoder(bits: BitReader) -> None:
    count = bits.unsigned_golomb() + 1
    if count > 32:
        raise malformed("H.264 HRD parameters with more than 32 schedules")
    bits.skip(8)
    for _ in range(count):
        bits.unsigned_golomb()
        bits.unsigned_golomb()
        bits.skip(1)
    bits.skip(20)


def _max_reorder_frames(bits: BitReader) -> int:
    bits.skip(1)
    for _ in range(4):
        bits.unsigned_golomb()
    return min(bits.unsigned_golomb(), 16)


def parse_avcc(record: bytes) -> tuple[tuple[bytes, ...], int]:
    """Return the parameter sets and the size of NAL lengths of an AVCDecoderConfigurationRecord.

    ISO/IEC 14496-15 §5.3.3.1.

    Raises:
        MediaError: If it ends too early.
    """
    if len(record) < 7:
        raise malformed("an avcC record ends too early")
    sets, at = _read_sets(record, 6, record[5] & 0x1F)
    if at >= len(record):
        raise malformed("an avcC record has no picture parameter sets")
    more, _ = _read_sets(record, at + 1, record[at])
    return (*sets, *more), (record[4] & 3) + 1


def _read_sets(record: bytes, at: int, count: int) -> tuple[list[bytes], int]:
    sets: list[bytes] = []
    for _ in range(count):
        first = at + 2
        at = first + int.from_bytes(record[at:first], "big")
        if at > len(record) or first > len(record):
            raise malformed("an avcC record's parameter set is longer than the record")
        if at > first:
            sets.append(record[first:at])
    return sets, at


def build_avcc(sps: list[bytes], pps: list[bytes]) -> bytes:
    """Return the avcC record, with four-byte lengths, for sequence and picture parameter sets."""
    first = parse_sps(sps[0])
    parts = [bytes((1, first.profile, first.compatibility, first.level, 0xFF, 0xE0 | len(sps)))]
    parts += [sized(nal) for nal in sps]
    parts.append(bytes((len(pps),)))
    parts += [sized(nal) for nal in pps]
    if first.profile in _HIGH_PROFILES:
        depths = (0xF8 | first.bit_depth_luma - 8, 0xF8 | first.bit_depth_chroma - 8)
        parts.append(bytes((0xFC | first.chroma_format, *depths, 0)))
    return b"".join(parts)
