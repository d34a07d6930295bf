"""One entry of `stsd`: from a box with a four-letter name to the `StreamFormat` of its samples.

Entries nest their codec's own record (avcC, hvcC, esds, dOps, …). A protected entry hides its real name in
`sinf/frma`, tells its scheme in `sinf/schm` and its usual key in `sinf/schi/tenc` (ISO/IEC 14496-12 §8.12).
What we can't play has no format.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from playhead.containers.bitstream import aac, ac3, av1, h264, hevc, opus
from playhead.containers.isobmff.boxes import Box, Fields, boxes, find, payload
from playhead.containers.isobmff.descriptors import parse_esds
from playhead.containers.isobmff.encryption import Encryption, read_encryption
from playhead.containers.samples import Codec, StreamFormat
from playhead.presentation import Kind

__all__ = ["SampleEntry", "parse_sample_entry"]

_VISUAL_FIELDS = 78
_AUDIO_FIELDS = 28
_QUICKTIME_AUDIO_EXTRA = {1: 16, 2: 36}
_AAC_OBJECT_TYPES = frozenset({0x40, 0x66, 0x67, 0x68})
_MP3_OBJECT_TYPES = frozenset({0x69, 0x6B})

_PROTECTED_TEXT = b"enct"
_ENTRY_BYTES = 8  # of every entry, before its own fields (§8.5.2)
_STPP_STRINGS = 3  # namespace, schema location, auxiliary MIME types (ISO/IEC 14496-30 §6.4)

Records = dict[bytes, bytes]


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """How samples of one description look.

    Attributes:
        name: The four letters, of the codec behind a protected entry.
        format: None if we can't play it.
        nal_length_size: Bytes of a NAL unit's length prefix; 0 where there are none.
        in_band: Parameter sets may (also) come inside the samples (`avc3`, `hev1`).
        encryption: None if the samples are in the clear, or protected with what isn't Common Encryption.
    """

    name: str
    format: StreamFormat | None = None
    nal_length_size: int = 0
    in_band: bool = False
    encryption: Encryption | None = None


def parse_sample_entry(data: bytes | bytearray, box: Box, handler: bytes, base: StreamFormat) -> SampleEntry:
    """Read one entry.

    Args:
        data: The buffer that holds the box.
        box: The entry.
        handler: The track's `hdlr` type.
        base: Timescale and language, which the track knows.

    Raises:
        MediaError: If the entry is broken.
    """
    if handler == b"vide":
        entry, sinf = _visual(data, box, base)
    elif handler == b"soun":
        entry, sinf = _audible(data, box, base)
    else:
        entry, sinf = _textual(data, box)
    return replace(entry, encryption=read_encryption(data, sinf)) if sinf else entry


def _textual(data: bytes | bytearray, box: Box) -> tuple[SampleEntry, Box | None]:
    """Read an entry of captions: its name, and what a protected one is behind (ISO/IEC 14496-12 §8.12)."""
    if box.kind != _PROTECTED_TEXT:
        return SampleEntry(_text(box.kind)), None
    inner = _inner(data, box, _boxes_of_text(data, box))
    return SampleEntry(inner.name), inner.sinf


def _boxes_of_text(data: bytes | bytearray, box: Box) -> int:
    """Return where the boxes of a protected text entry begin: `stpp` has three strings before them."""
    at = box.body + _ENTRY_BYTES
    if at + 8 <= box.end and int.from_bytes(data[at : at + 4], "big") <= box.end - at:
        return at
    for _ in range(_STPP_STRINGS):
        end = data.find(b"\0", at, box.end)
        at = box.end if end < 0 else end + 1
    return at


def _text(kind: bytes) -> str:
    return kind.decode("latin-1").strip()


class _Inner(NamedTuple):
    records: Records
    name: str
    scheme: str | None
    sinf: Box | None


def _inner(data: bytes | bytearray, box: Box, at: int) -> _Inner:
    records: Records = {}
    name, scheme, sinf = box.kind, None, None
    for child in boxes(data, at, box.end):
        records.setdefault(child.kind, payload(data, child))
        if child.kind == b"sinf" and sinf is None:
            sinf = child
            original, kind = find(data, child, b"frma"), find(data, child, b"schm")
            name = payload(data, original)[:4] if original else name
            scheme = _text(payload(data, kind)[4:8]) if kind else "cenc"
    return _Inner(records, _text(name), scheme, sinf)


def _visual(data: bytes | bytearray, box: Box, base: StreamFormat) -> tuple[SampleEntry, Box | None]:
    fields = Fields(data, box)
    fields.skip(24)
    width, height = fields.take(">HH")
    fields.skip(_VISUAL_FIELDS - 28)
    inner = _inner(data, box, fields.at)
    base = replace(
        base, kind=Kind.VIDEO, width=width, height=height, coded_size=(width, height), scheme=inner.scheme
    )
    return _visual_codec(inner.name, inner.records, base), inner.sinf


def _visual_codec(name: str, records: Records, base: StreamFormat) -> SampleEntry:
    if name in ("avc1", "avc3") and b"avcC" in records:
        return _h264(name, records[b"avcC"], base)
    if name in ("hvc1", "hev1") and b"hvcC" in records:
        return _hevc(name, records[b"hvcC"], base)
    if name == "vp09":
        return SampleEntry(name, replace(base, codec=Codec.VP9, codec_private=records.get(b"vpcC", b"")[4:]))
    if name == "av01" and b"av1C" in records:
        coded = av1.coded_size(records[b"av1C"]) or base.coded_size
        return SampleEntry(
            name, replace(base, codec=Codec.AV1, codec_private=records[b"av1C"], coded_size=coded)
        )
    return SampleEntry(name)


def _h264(name: str, record: bytes, base: StreamFormat) -> SampleEntry:
    sets, length_size = h264.parse_avcc(record)
    record = record[:4] + bytes((record[4] | 3,)) + record[5:]  # samples leave here with four-byte lengths
    made = replace(base, codec=Codec.H264, codec_private=record, parameter_sets=sets)
    sequence = next((nal for nal in sets if nal[0] & 0x1F == h264.NalType.SPS), None)
    if sequence:
        sps = h264.parse_sps(sequence)
        made = replace(made, coded_size=sps.coded_size)
    return SampleEntry(name, made, length_size, in_band=name == "avc3" or sequence is None)


def _hevc(name: str, record: bytes, base: StreamFormat) -> SampleEntry:
    sets, length_size = hevc.parse_hvcc(record)
    record = record[:21] + bytes((record[21] | 3,)) + record[22:]
    made = replace(base, codec=Codec.HEVC, codec_private=record, parameter_sets=sets)
    sequence = next((nal for nal in sets if hevc.nal_type(nal) == hevc.HevcNalType.SPS), None)
    if sequence:
        made = replace(made, coded_size=hevc.parse_sps(sequence).coded_size)
    return SampleEntry(name, made, length_size, in_band=name == "hev1" or sequence is None)


def _audible(data: bytes | bytearray, box: Box, base: StreamFormat) -> tuple[SampleEntry, Box | None]:
    fields = Fields(data, box)
    fields.skip(8)
    (version,) = fields.take(">H")
    fields.skip(6)
    channels, _sample_bits, _predefined, _reserved, rate = fields.take(">HHHHI")
    inner = _inner(data, box, fields.at + _quicktime_extra(data, box, version))
    base = replace(base, kind=Kind.AUDIO, channels=channels, sample_rate_hz=rate >> 16, scheme=inner.scheme)
    read = _AUDIO_READERS.get(inner.name)
    return SampleEntry(inner.name, read(inner.records, base) if read else None), inner.sinf


def _quicktime_extra(data: bytes | bytearray, box: Box, version: int) -> int:
    # ISO files may also say version 1 (AudioSampleEntryV1) without QuickTime's extra fields: look.
    extra = _QUICKTIME_AUDIO_EXTRA.get(version, 0)
    at = box.body + _AUDIO_FIELDS
    kind = bytes(data[at + 4 : at + 8])
    return 0 if kind in (b"esds", b"dOps", b"dac3", b"dec3", b"sinf", b"srat", b"chnl", b"btrt") else extra


def _aac_or_mp3(records: Records, base: StreamFormat) -> StreamFormat | None:
    esds = records.get(b"esds")
    if esds is None:
        return None
    config = parse_esds(esds)
    if config.object_type in _MP3_OBJECT_TYPES:
        return replace(base, codec=Codec.MP3)
    if config.object_type not in _AAC_OBJECT_TYPES or not config.specific:
        return None
    told = aac.parse_config(config.specific)
    return replace(
        base,
        codec=Codec.AAC,
        codec_private=config.specific,
        sample_rate_hz=told.sample_rate_hz,
        channels=told.channels or base.channels,
    )


def _mp3(records: Records, base: StreamFormat) -> StreamFormat:
    return replace(base, codec=Codec.MP3)


def _ac3(records: Records, base: StreamFormat) -> StreamFormat:
    rate, channels = ac3.parse_dac3(records[b"dac3"]) if b"dac3" in records else (0, 0)
    return _dolby(base, Codec.AC3, rate, channels)


def _eac3(records: Records, base: StreamFormat) -> StreamFormat:
    rate, channels = ac3.parse_dec3(records[b"dec3"]) if b"dec3" in records else (0, 0)
    return _dolby(base, Codec.EAC3, rate, channels)


def _dolby(base: StreamFormat, codec: Codec, rate: int, channels: int) -> StreamFormat:
    return replace(
        base, codec=codec, sample_rate_hz=rate or base.sample_rate_hz, channels=channels or base.channels
    )


def _opus(records: Records, base: StreamFormat) -> StreamFormat | None:
    if b"dOps" not in records:
        return None
    head = opus.head_from_dops(records[b"dOps"])
    return replace(
        base,
        codec=Codec.OPUS,
        codec_private=head,
        sample_rate_hz=opus.RATE_HZ,
        channels=opus.channels(head),
        codec_delay_ns=opus.preskip(head) * 1_000_000_000 // opus.RATE_HZ,
        seek_preroll_ns=opus.SEEK_PREROLL_NS,
    )


_AUDIO_READERS: dict[str, Callable[[Records, StreamFormat], StreamFormat | None]] = {
    "mp4a": _aac_or_mp3,
    ".mp3": _mp3,
    "ac-3": _ac3,
    "ec-3": _eac3,
    "Opus": _opus,
}
