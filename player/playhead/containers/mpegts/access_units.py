"""Find pictures in a run of NAL units (ITU-T H.264 §7.4.1.2.3, H.265 §7.4.2.4.4).

Access unit delimiters mark them in most streams, but not in all; so does "the first slice of a picture". Both
fields of an interlaced frame belong in one sample, as Matroska and MP4 have it, though each is a picture of
its own. Delimiters, fillers and end-of-sequence marks are left out: the first two say nothing, and the last
would stop a decoder that plays on.
"""

from dataclasses import dataclass, field

from playhead.containers.bitstream.bits import BitReader
from playhead.containers.bitstream.h264 import H264Sps, NalType
from playhead.containers.bitstream.h264 import parse_sps as parse_h264_sps
from playhead.containers.bitstream.hevc import HevcNalType
from playhead.containers.bitstream.nal import split_annex_b, unescape
from playhead.errors import MediaError

__all__ = ["AccessUnit", "h264_access_units", "hevc_access_units"]

_H264_DROPPED = frozenset({NalType.AUD, NalType.END_OF_SEQUENCE, NalType.END_OF_STREAM, NalType.FILLER})
_H264_LEADING = frozenset({NalType.SEI, NalType.SPS, NalType.PPS, NalType.AUD, 14, 15, 16, 17, 18})
_HEVC_DROPPED = frozenset(
    {HevcNalType.AUD, HevcNalType.END_OF_SEQUENCE, HevcNalType.END_OF_BITSTREAM, HevcNalType.FILLER}
)
_HEVC_LEADING = frozenset({32, 33, 34, 35, 39, 41, 42, 43, 44, 48, 49, 50, 51, 52, 53, 54, 55})
_FIRST_SLICE = 0x80
_RECOVERY_POINT = 6
_SLICE_HEADER_BYTES = 32

Range = tuple[int, int]


@dataclass(slots=True)
class AccessUnit:
    """One picture, or both fields of one.

    Attributes:
        start: Offset of its first NAL unit's start code.
        nals: Where its NAL units are, delimiters left out.
        parameter_sets: Those of them that are SPS, PPS or VPS.
        field: (frame number, is bottom) if it is a single field.
    """

    start: int
    nals: list[Range] = field(default_factory=list[Range])
    parameter_sets: list[Range] = field(default_factory=list[Range])
    has_picture: bool = False
    is_key: bool = False
    field: tuple[int, bool] | None = None


def h264_access_units(data: bytes) -> list[AccessUnit]:
    """Cut an H.264 byte stream (annex B) into access units; what precedes the first picture joins it."""
    units: list[AccessUnit] = []
    sps: H264Sps | None = None
    unit = AccessUnit(0)
    for nal in split_annex_b(data):
        first = nal[0]
        kind = data[first] & 0x1F
        is_slice = kind in (NalType.SLICE, NalType.IDR, 2)
        starts_picture = is_slice and first + 1 < nal[1] and data[first + 1] & _FIRST_SLICE != 0
        if not unit.nals and not units:
            unit.start = first - 3
        if unit.has_picture and (kind in _H264_LEADING or starts_picture):
            _keep(units, unit)
            unit = AccessUnit(first - 3)
        if kind in _H264_DROPPED:
            continue
        unit.nals.append(nal)
        if is_slice:
            if starts_picture and sps is not None and not sps.frame_mbs_only:
                unit.field = _read_field(data, nal, kind, sps)
            unit.has_picture = True
            unit.is_key = unit.is_key or kind == NalType.IDR
        elif kind == NalType.SEI:
            unit.is_key = unit.is_key or _has_recovery_point(data[first + 1 : nal[1]])
        elif kind in (NalType.SPS, NalType.PPS):
            unit.parameter_sets.append(nal)
            sps = _try_sps(data[first : nal[1]]) if kind == NalType.SPS else sps
    if unit.has_picture:
        _keep(units, unit)
    return units


def _keep(units: list[AccessUnit], unit: AccessUnit) -> None:
    before = units[-1].field if units else None
    if before and unit.field and before[0] == unit.field[0] and before[1] != unit.field[1]:
        units[-1].nals += unit.nals
        units[-1].field = None
    else:
        units.append(unit)


def _try_sps(nal: bytes) -> H264Sps | None:
    try:
        return parse_h264_sps(nal)
    except MediaError:
        return None  # the stream's format is made elsewhere, and complains there


def _read_field(data: bytes, nal: Range, kind: int, sps: H264Sps) -> tuple[int, bool] | None:
    """Return (frame number, is bottom) from a slice header of an interlaced stream; None for a frame."""
    try:
        bits = BitReader(unescape(data[nal[0] + 1 : min(nal[1], nal[0] + _SLICE_HEADER_BYTES)]))
        for _ in range(3):
            bits.unsigned_golomb()  # first_mb_in_slice, slice_type, pic_parameter_set_id
        bits.skip(2 if sps.separate_planes else 0)
        frame_number = bits.read(sps.frame_num_bits)
        return (frame_number, bits.flag()) if bits.flag() else None
    except MediaError:
        return None


def _has_recovery_point(sei: bytes) -> bool:
    at = 0
    while at + 2 < len(sei):
        kind, at = _sei_number(sei, at)
        size, at = _sei_number(sei, at)
        if kind == _RECOVERY_POINT:
            return True
        at += size
    return False


def _sei_number(sei: bytes, at: int) -> tuple[int, int]:
    value = 0
    while at < len(sei) and sei[at] == 0xFF:
        value, at = value + 255, at + 1
    return value + (sei[at] if at < len(sei) else 0), at + 1


def hevc_access_units(data: bytes) -> list[AccessUnit]:
    """Cut an HEVC byte stream into access units; what precedes the first picture joins it."""
    units: list[AccessUnit] = []
    unit = AccessUnit(0)
    for nal in split_annex_b(data):
        first = nal[0]
        kind = data[first] >> 1 & 0x3F
        is_slice = kind <= HevcNalType.LAST_VCL
        starts_picture = is_slice and first + 2 < nal[1] and data[first + 2] & _FIRST_SLICE != 0
        if not unit.nals and not units:
            unit.start = first - 3
        if unit.has_picture and (kind in _HEVC_LEADING or starts_picture):
            units.append(unit)
            unit = AccessUnit(first - 3)
        if kind in _HEVC_DROPPED:
            continue
        unit.nals.append(nal)
        if is_slice:
            unit.has_picture = True
            random_access = HevcNalType.FIRST_RANDOM_ACCESS <= kind <= HevcNalType.LAST_RANDOM_ACCESS
            unit.is_key = unit.is_key or random_access
        elif HevcNalType.VPS <= kind <= HevcNalType.PPS:
            unit.parameter_sets.append(nal)
    if unit.has_picture:
        units.append(unit)
    return units
