"""The `esds` box: MPEG-4 descriptors (ISO/IEC 14496-1 §7.2.6) around an AudioSpecificConfig."""

from dataclasses import dataclass

from playhead.containers.faults import malformed

__all__ = ["DecoderConfig", "parse_esds"]

_ES_DESCRIPTOR, _DECODER_CONFIG, _DECODER_SPECIFIC = 3, 4, 5
_VERSION_AND_FLAGS = 4


@dataclass(frozen=True, slots=True)
class DecoderConfig:
    """objectTypeIndication, and the decoder's own configuration (empty if there is none)."""

    object_type: int
    specific: bytes


def parse_esds(box: bytes) -> DecoderConfig:
    """Read an `esds` box's payload.

    Raises:
        MediaError: If a descriptor is missing or too long.
    """
    stream = _descriptor(box[_VERSION_AND_FLAGS:], _ES_DESCRIPTOR)
    if len(stream) < 3:
        raise malformed("an ES descriptor ends too early")
    flags, at = stream[2], 3
    at += 2 if flags & 0x80 else 0  # dependsOn_ES_ID
    at += 1 + stream[at] if flags & 0x40 and at < len(stream) else 0  # URL
    at += 2 if flags & 0x20 else 0  # OCR_ES_ID
    config = _descriptor(stream[at:], _DECODER_CONFIG)
    if len(config) < 13:
        raise malformed("a decoder configuration descriptor ends too early")
    rest = config[13:]
    specific = _descriptor(rest, _DECODER_SPECIFIC) if rest[:1] == bytes((_DECODER_SPECIFIC,)) else b""
    return DecoderConfig(config[0], specific)


def _descriptor(data: bytes, tag: int) -> bytes:
    if not data or data[0] != tag:
        raise malformed(f"there is no descriptor {tag} in an esds box")
    size, at = 0, 1
    for byte in data[1:5]:
        size, at = size << 7 | byte & 0x7F, at + 1
        if not byte & 0x80:
            break
    if at + size > len(data):
        raise malformed(f"descriptor {tag} is longer than its esds box")
    return data[at : at + size]
