"""HEVC: what its parameter sets tell, and the hvcC record that carries them.

Sizes come from the sequence parameter set (ITU-T H.265 §7.3.2.2.1), whose profile, tier and level bytes are
also what the hvcC record (ISO/IEC 14496-15 §8.3.3.1) repeats.
"""

from dataclasses import dataclass

from playhead.containers.bitstream.bits import BitReader
from playhead.containers.bitstream.nal import sized, unescape
from playhead.containers.faults import malformed

__all__ = ["HevcNalType", "HevcSps", "build_hvcc", "nal_type", "parse_hvcc", "parse_sps"]

_LARGEST_SIDE = 16_384
_HVCC_HEADER = 23
_CHROMA_STEP = {0: (1, 1), 1: (2, 2), 2: (2, 1), 3: (1, 1)}


class HevcNalType:
    """nal_unit_type values (ITU-T H.265 table 7-1)."""

    FIRST_RANDOM_ACCESS = 16
    LAST_RANDOM_ACCESS = 23
    LAST_VCL = 31
    VPS = 32
    SPS = 33
    PPS = 34
    AUD = 35
    END_OF_SEQUENCE = 36
    END_OF_BITSTREAM = 37
    FILLER = 38
    PREFIX_SEI = 39
    SUFFIX_SEI = 40


def nal_type(nal: bytes | memoryview) -> int:
    """Return a NAL unit's type: six bits after the first."""
    return nal[0] >> 1 & 0x3F


@dataclass(frozen=True, slots=True)
class HevcSps:
    """A sequence parameter set, as far as a player cares.

    Attributes:
        coded_size: Luma size in whole coding blocks.
        visible_size: Inside the conformance window.
        profile_bytes: Twelve bytes from general_profile_space to general_level_idc.
        temporal_layers: sps_max_sub_layers.
        is_nested: sps_temporal_id_nesting_flag.
        max_reorder_frames: Of the highest sub-layer.
    """

    profile_bytes: bytes
    temporal_layers: int
    is_nested: bool
    chroma_format: int
    bit_depth_luma: int
    bit_depth_chroma: int
    coded_size: tuple[int, int]
    visible_size: tuple[int, int]
    max_reorder_frames: int


def parse_sps(nal: bytes) -> HevcSps:
    """Read a sequence parameter set, NAL header included.

    Raises:
        MediaError: If it ends too early or tells an impossible size.
    """
    payload = unescape(nal)[2:]
    bits = BitReader(payload)
    bits.skip(4)  # sps_video_parameter_set_id
    extra_layers = bits.read(3)
    is_nested = bits.flag()
    _skip_profile_tier_level(bits, extra_layers)
    bits.unsigned_golomb()  # sps_seq_parameter_set_id
    chroma_format = bits.unsigned_golomb()
    if chroma_format not in _CHROMA_STEP:
        raise malformed(f"HEVC chroma format {chroma_format}")
    separate_planes = chroma_format == 3 and bits.flag()
    width, height = bits.unsigned_golomb(), bits.unsigned_golomb()
    if not (0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE):
        raise malformed(f"an HEVC picture of {width}x{height}")
    visible = _window(bits, width, height, (1, 1) if separate_planes else _CHROMA_STEP[chroma_format])
    depth_luma, depth_chroma = 8 + bits.unsigned_golomb(), 8 + bits.unsigned_golomb()
    if max(depth_luma, depth_chroma) > 16:
        raise malformed("an HEVC picture of more than 16 bits")
    return HevcSps(
        profile_bytes=payload[1:13],
        temporal_layers=extra_layers + 1,
        is_nested=is_nested,
        chroma_format=chroma_format,
        bit_depth_luma=depth_luma,
        bit_depth_chroma=depth_chroma,
        coded_size=(width, height),
        visible_size=visible,
        max_reorder_frames=_max_reorder_frames(bits, extra_layers),
    )


def _skip_profile_tier_level(bits: BitReader, extra_layers: int) -> None:
    bits.skip(96)
    present = [(bits.flag(), bits.flag()) for _ in range(extra_layers)]
    if extra_layers:
        bits.skip(2 * (8 - extra_layers))
    for has_profile, has_level in present:
        bits.skip(88 * has_profile + 8 * has_level)


def _window(bits: BitReader, width: int, height: int, step: tuple[int, int]) -> tuple[int, int]:
    if not bits.flag():
        return width, height
    left, right, top, bottom = (bits.unsigned_golomb() for _ in range(4))
    visible = width - (left + right) * step[0], height - (top + bottom) * step[1]
    if min(visible) <= 0:
        raise malformed("an HEVC picture is cropped to nothing")
    return visible


def _max_reorder_frames(bits: BitReader, extra_layers: int) -> int:
    bits.unsigned_golomb()  # log2_max_pic_order_cnt_lsb_minus4
    rounds = extra_layers + 1 if bits.flag() else 1
    reorder = 0
    for _ in range(rounds):
        bits.unsigned_golomb()  # sps_max_dec_pic_buffering_minus1
        reorder = bits.unsigned_golomb()
        bits.unsigned_golomb()  # sps_max_latency_increase_plus1
    return min(reorder, 16)


def parse_hvcc(record: bytes) -> tuple[tuple[bytes, ...], int]:
    """Return the VPS, SPS and PPS, and the size of NAL lengths, of an HEVCDecoderConfigurationRecord.

    Raises:
        MediaError: If it ends too early.
    """
    if len(record) < _HVCC_HEADER:
        raise malformed("an hvcC record ends too early")
    sets: list[tuple[int, bytes]] = []
    at = _HVCC_HEADER
    for _ in range(record[22]):
        kind = record[at] & 0x3F if at < len(record) else 0
        count = int.from_bytes(record[at + 1 : at + 3], "big")
        at += 3
        for _ in range(count):
            first = at + 2
            at = first + int.from_bytes(record[at:first], "big")
            if at > len(record) or first > len(record):
                raise malformed("an hvcC record's parameter set is longer than the record")
            if HevcNalType.VPS <= kind <= HevcNalType.PPS and at > first:
                sets.append((kind, record[first:at]))
    sets.sort(key=lambda entry: entry[0])
    return tuple(nal for _, nal in sets), (record[21] & 3) + 1


def build_hvcc(vps: list[bytes], sps: list[bytes], pps: list[bytes]) -> bytes:
    """Return the hvcC record, with four-byte lengths, for the parameter sets."""
    first = parse_sps(sps[0])
    head = bytes((1,)) + first.profile_bytes
    head += b"\xf0\x00"  # min_spatial_segmentation_idc: not told
    head += bytes((0xFC, 0xFC | first.chroma_format))  # parallelismType: not told
    head += bytes((0xF8 | first.bit_depth_luma - 8, 0xF8 | first.bit_depth_chroma - 8))
    head += b"\x00\x00"  # avgFrameRate: not told
    head += bytes((first.temporal_layers << 3 | first.is_nested << 2 | 3, 3))
    parts = [head]
    for kind, nals in ((HevcNalType.VPS, vps), (HevcNalType.SPS, sps), (HevcNalType.PPS, pps)):
        parts.append(bytes((0x80 | kind,)) + len(nals).to_bytes(2, "big"))
        parts += [sized(nal) for nal in nals]
    return b"".join(parts)
