"""H.264's and HEVC's parameter sets as they reach a `StreamFormat`.

Containers hand them over in three ways: in the init segment, in front of key frames (`avc3`, `hev1`), or
only in front of key frames (MPEG-TS). Whatever the way, they end up in the format.
"""

from collections.abc import Sequence
from dataclasses import replace

from playhead.containers.bitstream import h264, hevc
from playhead.containers.bitstream.nal import split_length_prefixed
from playhead.containers.samples import Codec, StreamFormat

__all__ = ["in_band_sets", "is_parameter_set", "with_frame_duration", "with_parameter_sets"]

_H264_SETS = frozenset({h264.NalType.SPS, h264.NalType.PPS})
_HEVC_SETS = frozenset({hevc.HevcNalType.VPS, hevc.HevcNalType.SPS, hevc.HevcNalType.PPS})


def is_parameter_set(codec: Codec, nal: bytes | bytearray | memoryview) -> bool:
    """Return whether a NAL unit is an SPS or a PPS, or HEVC's VPS."""
    if codec is Codec.H264:
        return nal[0] & 0x1F in _H264_SETS
    return nal[0] >> 1 & 0x3F in _HEVC_SETS


def in_band_sets(codec: Codec, access_unit: bytes | memoryview) -> tuple[bytes, ...]:
    """Return the parameter sets inside a length-prefixed access unit, each once, in order.

    Raises:
        MediaError: If a length points past the end.
    """
    nals = (bytes(nal) for nal in split_length_prefixed(access_unit) if is_parameter_set(codec, nal))
    return tuple(dict.fromkeys(nals))


def with_parameter_sets(base: StreamFormat, sets: Sequence[bytes]) -> StreamFormat:
    """Return the format described by these parameter sets; the same object if they tell nothing new.

    Raises:
        MediaError: If the sequence parameter set is broken.
    """
    sets = tuple(sets)
    if sets == base.parameter_sets:
        return base
    return _from_h264(base, sets) if base.codec is Codec.H264 else _from_hevc(base, sets)


def _from_h264(base: StreamFormat, sets: tuple[bytes, ...]) -> StreamFormat:
    sps = [nal for nal in sets if nal[0] & 0x1F == h264.NalType.SPS][:31]
    pps = [nal for nal in sets if nal[0] & 0x1F == h264.NalType.PPS][:255]
    if not sps or not pps:
        return base
    told = h264.parse_sps(sps[0])
    return replace(
        base,
        codec_private=h264.build_avcc(sps, pps),
        parameter_sets=(*sps, *pps),
        width=told.visible_size[0],
        height=told.visible_size[1],
        coded_size=told.coded_size,
    )


def _from_hevc(base: StreamFormat, sets: tuple[bytes, ...]) -> StreamFormat:
    by_type = {kind: [nal for nal in sets if hevc.nal_type(nal) == kind] for kind in sorted(_HEVC_SETS)}
    vps, sps, pps = by_type.values()
    if not sps or not pps:
        return base
    told = hevc.parse_sps(sps[0])
    return replace(
        base,
        codec_private=hevc.build_hvcc(vps, sps, pps),
        parameter_sets=(*vps, *sps, *pps),
        width=told.visible_size[0],
        height=told.visible_size[1],
        coded_size=told.coded_size,
    )


def with_frame_duration(base: StreamFormat, ticks: int) -> StreamFormat:
    """Return the format with its usual frame duration; VLC wants it before the first frame."""
    return replace(base, frame_duration=ticks)
