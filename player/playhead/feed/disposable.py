"""Tell which pictures no other picture needs: those can be left out when nobody will see them.

After a seek everything before the position must be decoded and is not shown; leaving out the pictures that
nothing refers to makes that two to three times as fast with ordinary B-frame patterns.
"""

from collections.abc import Callable

from playhead.containers.samples import Codec, StreamFormat

__all__ = ["is_disposable"]

_LENGTH_BYTES = 4
_H264_SLICES = range(1, 6)
_HEVC_FIRST_NON_SLICE = 32
_HEVC_RESERVED_NON_REFERENCE = 14
_HVCC_LAYERS_AT = 21


def is_disposable(format: StreamFormat, data: bytes | memoryview) -> bool:
    """Return whether a length-prefixed access unit is certainly no reference. When in doubt: False."""
    if format.codec is Codec.H264:
        return _is_free(data, _h264_slice_is_reference)
    if format.codec is Codec.HEVC and _temporal_layers(format) == 1:
        return _is_free(data, _hevc_slice_is_reference)
    return False


def _temporal_layers(format: StreamFormat) -> int:
    """Return numTemporalLayers (ISO/IEC 14496-15 §8.3.3.1.2); 0 if it isn't known."""
    record = format.codec_private
    return record[_HVCC_LAYERS_AT] >> 3 & 0x07 if len(record) > _HVCC_LAYERS_AT else 0


def _h264_slice_is_reference(head: int) -> bool | None:
    # ITU-T H.264 §7.4.1: nal_ref_idc 0 means that nothing refers to the picture.
    return bool(head & 0x60) if head & 0x1F in _H264_SLICES else None


def _hevc_slice_is_reference(head: int) -> bool | None:
    kind = head >> 1 & 0x3F
    if kind >= _HEVC_FIRST_NON_SLICE:
        return None
    # ITU-T H.265 table 7-1: even types up to RSV_VCL_N14 aren't referred to within their only sub-layer.
    return kind > _HEVC_RESERVED_NON_REFERENCE or kind % 2 == 1


def _is_free(data: bytes | memoryview, is_reference: Callable[[int], bool | None]) -> bool:
    at, has_slice = 0, False
    while at + _LENGTH_BYTES < len(data):
        answer = is_reference(data[at + _LENGTH_BYTES])
        if answer:
            return False
        has_slice = has_slice or answer is False
        at += _LENGTH_BYTES + int.from_bytes(data[at : at + _LENGTH_BYTES], "big")
    return has_slice
