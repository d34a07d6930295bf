"""AV1: the frame size in the sequence header that an av1C record carries.

AV1 Bitstream & Decoding Process Specification §5.5, AV1 Codec ISO Media File Format Binding §2.3.
"""

from playhead.containers.bitstream.bits import BitReader

__all__ = ["coded_size", "find_sequence_header"]

_SEQUENCE_HEADER = 1
_RECORD_HEADER = 4


def find_sequence_header(obus: bytes) -> bytes | None:
    """Return the first sequence header OBU's payload in a temporal unit or a record's configOBUs."""
    at = 0
    while at < len(obus):
        kind, extension, has_size = obus[at] >> 3 & 15, obus[at] >> 2 & 1, obus[at] >> 1 & 1
        at += 1 + extension
        size, at = _leb128(obus, at) if has_size else (len(obus) - at, at)
        if kind == _SEQUENCE_HEADER:
            return obus[at : at + size]
        at += size
    return None


def _leb128(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index, byte in enumerate(data[at : at + 8]):
        value |= (byte & 0x7F) << 7 * index
        if not byte & 0x80:
            return value, at + index + 1
    return len(data), len(data)


def coded_size(record: bytes) -> tuple[int, int] | None:
    """Return max_frame_width and -height from an av1C record; None if it carries no sequence header.

    Raises:
        MediaError: If the sequence header ends too early.
    """
    header = find_sequence_header(record[_RECORD_HEADER:])
    if header is None:
        return None
    bits = BitReader(header[:256])
    bits.skip(4)  # seq_profile, still_picture
    if bits.flag():  # reduced_still_picture_header
        bits.skip(5)
    else:
        _operating_points(bits)
    width_bits, height_bits = bits.read(4) + 1, bits.read(4) + 1
    return bits.read(width_bits) + 1, bits.read(height_bits) + 1


def _operating_points(bits: BitReader) -> None:
    delay_bits = None
    if bits.flag():  # timing_info_present_flag
        bits.skip(64)
        if bits.flag():  # equal_picture_interval
            bits.unsigned_golomb()  # uvlc() is coded like ue(v)
        if bits.flag():  # decoder_model_info_present_flag
            delay_bits = bits.read(5) + 1
            bits.skip(42)
    has_display_delay = bits.flag()
    for _ in range(bits.read(5) + 1):
        bits.skip(12)
        if bits.read(5) > 7:  # seq_level_idx
            bits.skip(1)  # seq_tier
        if delay_bits is not None and bits.flag():
            bits.skip(2 * delay_bits + 1)
        if has_display_delay and bits.flag():
            bits.skip(4)
