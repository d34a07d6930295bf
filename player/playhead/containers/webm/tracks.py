"""The Tracks element: from TrackEntry to `StreamFormat` (RFC 9559 §5.1.4)."""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

from playhead.containers.bitstream import av1, h264, hevc
from playhead.containers.samples import Codec, StreamFormat
from playhead.containers.webm.ebml import Element, elements, floating, number, text
from playhead.presentation import Kind

__all__ = ["WebmTrack", "read_tracks"]

_CODECS = {
    "V_VP9": Codec.VP9,
    "V_AV1": Codec.AV1,
    "V_MPEG4/ISO/AVC": Codec.H264,
    "V_MPEGH/ISO/HEVC": Codec.HEVC,
    "A_OPUS": Codec.OPUS,
    "A_AAC": Codec.AAC,
    "A_AC3": Codec.AC3,
    "A_EAC3": Codec.EAC3,
    "A_MPEG/L3": Codec.MP3,
}
_KINDS = {1: Kind.VIDEO, 2: Kind.AUDIO}
_MOST_TRACKS = 64
_LARGEST_RATE_HZ = 1_000_000
_NANOSECONDS = 1_000_000_000

_TRACK_ENTRY, _TRACK_NUMBER, _TRACK_TYPE, _CODEC_ID, _CODEC_PRIVATE = 0xAE, 0xD7, 0x83, 0x86, 0x63A2
_DEFAULT_DURATION, _CODEC_DELAY, _SEEK_PREROLL = 0x23E383, 0x56AA, 0x56BB
_LANGUAGE, _LANGUAGE_BCP47 = 0x22B59C, 0x22B59D
_VIDEO, _PIXEL_WIDTH, _PIXEL_HEIGHT = 0xE0, 0xB0, 0xBA
_AUDIO, _SAMPLING_FREQUENCY, _CHANNELS = 0xE1, 0xB5, 0x9F
_CONTENT_ENCODINGS = 0x6D80
_INNER = frozenset({_VIDEO, _AUDIO})


@dataclass(frozen=True, slots=True)
class WebmTrack:
    """One track.

    Attributes:
        format: None if we can't play it; `name` is the codec id.
        nal_length_size: Bytes of a NAL unit's length prefix; 0 where there are none.
    """

    number: int
    name: str
    format: StreamFormat | None
    nal_length_size: int = 0


class _Entry(NamedTuple):
    numbers: dict[int, int]
    texts: dict[int, str]
    rate_hz: float
    private: bytes
    is_encoded: bool


def read_tracks(data: bytes | bytearray, tracks: Element, timescale: int) -> dict[int, WebmTrack]:
    """Return the tracks by number.

    Raises:
        MediaError: If an entry is broken.
    """
    found: dict[int, WebmTrack] = {}
    for element in elements(data, tracks.body, tracks.end or len(data)):
        if element.identity == _TRACK_ENTRY and len(found) < _MOST_TRACKS:
            track = _track(_read_entry(data, element), timescale)
            found[track.number] = track
    return found


def _read_entry(data: bytes | bytearray, entry: Element) -> _Entry:
    numbers: dict[int, int] = {}
    texts: dict[int, str] = {}
    rate_hz, private, is_encoded = 0.0, b"", False
    for element in elements(data, entry.body, entry.end or len(data), _INNER):
        if element.identity in (_CODEC_ID, _LANGUAGE, _LANGUAGE_BCP47):
            texts[element.identity] = text(data, element)
        elif element.identity == _CODEC_PRIVATE:
            private = bytes(data[element.body : element.end])
        elif element.identity == _SAMPLING_FREQUENCY:
            rate_hz = floating(data, element)
        elif element.identity == _CONTENT_ENCODINGS:
            is_encoded = True
        elif element.end is not None:
            numbers[element.identity] = number(data, element)
    return _Entry(numbers, texts, rate_hz, private, is_encoded)


def _track(entry: _Entry, timescale: int) -> WebmTrack:
    numbers, texts = entry.numbers, entry.texts
    identity, name = numbers.get(_TRACK_NUMBER, 0), texts.get(_CODEC_ID, "")
    codec, kind = _CODECS.get(name), _KINDS.get(numbers.get(_TRACK_TYPE, 0))
    if codec is None or kind is None or entry.is_encoded:
        return WebmTrack(identity, name + (" (encrypted or compressed)" if entry.is_encoded else ""), None)
    size = numbers.get(_PIXEL_WIDTH, 0), numbers.get(_PIXEL_HEIGHT, 0)
    is_rate = math.isfinite(entry.rate_hz) and 0 < entry.rate_hz <= _LARGEST_RATE_HZ
    made = StreamFormat(
        kind=kind,
        codec=codec,
        timescale=timescale,
        codec_private=b"" if codec is Codec.VP9 else entry.private,
        width=size[0],
        height=size[1],
        coded_size=size,
        frame_duration=numbers.get(_DEFAULT_DURATION, 0) * timescale // _NANOSECONDS
        if kind is Kind.VIDEO
        else 0,
        channels=numbers.get(_CHANNELS, 1) if kind is Kind.AUDIO else 0,
        sample_rate_hz=int(entry.rate_hz) if is_rate else 0,
        codec_delay_ns=numbers.get(_CODEC_DELAY, 0),
        seek_preroll_ns=numbers.get(_SEEK_PREROLL, 0),
        # Without the element it is English, says §5.1.4.1.19; nobody means that.
        language=texts.get(_LANGUAGE_BCP47) or texts.get(_LANGUAGE) or "und",
    )
    return _with_private(identity, name, made)


def _with_private(identity: int, name: str, made: StreamFormat) -> WebmTrack:
    record = made.codec_private
    if made.codec is Codec.H264:
        sets, length_size = h264.parse_avcc(record)
        coded = h264.parse_sps(sets[0]).coded_size if sets else made.coded_size
    elif made.codec is Codec.HEVC:
        sets, length_size = hevc.parse_hvcc(record)
        sequence = [nal for nal in sets if hevc.nal_type(nal) == hevc.HevcNalType.SPS]
        coded = hevc.parse_sps(sequence[0]).coded_size if sequence else made.coded_size
    else:
        sets, length_size = (), 0
        coded = (av1.coded_size(record) if made.codec is Codec.AV1 else None) or made.coded_size
    return WebmTrack(identity, name, replace(made, parameter_sets=sets, coded_size=coded), length_size)
