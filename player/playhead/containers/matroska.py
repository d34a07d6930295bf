"""Write the one live Matroska stream that libVLC reads (RFC 9559).

The segment and its length are unknown for ever: a live stream never ends, it stops. Clusters know their size,
because libVLC is faster that way and we have all blocks at hand. What libVLC needs beyond the standard's
minimum: DefaultDuration in the video track (0.3 s instead of 1.9 s to the first picture).

A reader subtracts CodecDelay from every block time of its track (§5.1.4.1.24). Our samples are at their
presentation times already, so a caller that writes those sets `codec_delay_ns` to zero first.
"""

from collections.abc import Iterable, Sequence
from struct import Struct

from playhead.containers.samples import Codec, StreamFormat
from playhead.presentation import Kind

__all__ = ["Block", "BytesLike", "cluster", "header"]

BytesLike = bytes | bytearray | memoryview
Block = tuple[int, int, bool, tuple[BytesLike, ...]]

_CODEC_IDS = {
    Codec.H264: b"V_MPEG4/ISO/AVC",
    Codec.HEVC: b"V_MPEGH/ISO/HEVC",
    Codec.VP9: b"V_VP9",
    Codec.AV1: b"V_AV1",
    Codec.AAC: b"A_AAC",
    Codec.AC3: b"A_AC3",
    Codec.EAC3: b"A_EAC3",
    Codec.OPUS: b"A_OPUS",
    Codec.MP3: b"A_MPEG/L3",
}
# The vpcC payload is MP4's; Matroska gives VP9 no CodecPrivate that a decoder needs.
_WITHOUT_PRIVATE = frozenset({Codec.VP9})
_TRACK_TYPES = {Kind.VIDEO: 1, Kind.AUDIO: 2}
_APP_NAME = b"Playhead"
_NANOSECONDS = 1_000_000_000
_MILLISECOND_NS = 1_000_000
# libVLC refuses to start amid a stream (`:start-time`) that has no duration; this one outlasts every title.
_ENDLESS_MS = 1e12

_EBML, _EBML_VERSION, _EBML_READ_VERSION = 0x1A45DFA3, 0x4286, 0x42F7
_EBML_MAX_ID, _EBML_MAX_SIZE = 0x42F2, 0x42F3
_DOC_TYPE, _DOC_TYPE_VERSION, _DOC_TYPE_READ_VERSION = 0x4282, 0x4287, 0x4285
_UNKNOWN_SIZE_SEGMENT = bytes.fromhex("18538067 01ffffffffffffff")
_INFO, _TIMESTAMP_SCALE, _MUXING_APP, _WRITING_APP = 0x1549A966, 0x2AD7B1, 0x4D80, 0x5741
_DURATION = 0x4489
_TRACKS, _TRACK_ENTRY = 0x1654AE6B, 0xAE
_TRACK_NUMBER, _TRACK_UID, _TRACK_TYPE = 0xD7, 0x73C5, 0x83
_FLAG_LACING, _LANGUAGE, _LANGUAGE_BCP47 = 0x9C, 0x22B59C, 0x22B59D
_CODEC_ID, _CODEC_PRIVATE, _DEFAULT_DURATION = 0x86, 0x63A2, 0x23E383
_CODEC_DELAY, _SEEK_PREROLL = 0x56AA, 0x56BB
_VIDEO, _PIXEL_WIDTH, _PIXEL_HEIGHT = 0xE0, 0xB0, 0xBA
_AUDIO, _SAMPLING_FREQUENCY, _CHANNELS = 0xE1, 0xB5, 0x9F

_FLOAT = Struct(">d")
_CLUSTER_HEAD = Struct(">IQ")  # id, size in eight bytes
_CLUSTER_ID = 0x1F43B675
_EIGHT_BYTE_SIZE = 1 << 56
_CLUSTER_TIME = Struct(">BBQ")  # id 0xE7, size 8, milliseconds
# SimpleBlock's id, its size in four bytes, the track number, the time in the cluster, the flags.
_BLOCK_HEAD = Struct(">BIBhB")
_SIMPLE_BLOCK = 0xA3
_FOUR_BYTE_SIZE = 1 << 28
_BLOCK_FIELDS = 4
_TRACK_MARK = 0x80
_KEY_FRAME = 0x80


def header(tracks: Sequence[StreamFormat]) -> bytes:
    """Return the stream's beginning; the track at index i gets the number i + 1.

    A track whose parameter sets change later stays valid: the new ones travel in the blocks.
    """
    ebml = _element(
        _EBML,
        _number(_EBML_VERSION, 1),
        _number(_EBML_READ_VERSION, 1),
        _number(_EBML_MAX_ID, 4),
        _number(_EBML_MAX_SIZE, 8),
        _element(_DOC_TYPE, b"matroska"),
        _number(_DOC_TYPE_VERSION, 4),
        _number(_DOC_TYPE_READ_VERSION, 2),
    )
    info = _element(
        _INFO,
        _number(_TIMESTAMP_SCALE, _MILLISECOND_NS),
        _element(_DURATION, _FLOAT.pack(_ENDLESS_MS)),
        _element(_MUXING_APP, _APP_NAME),
        _element(_WRITING_APP, _APP_NAME),
    )
    entries = [_track(number, track) for number, track in enumerate(tracks, 1)]
    return ebml + _UNKNOWN_SIZE_SEGMENT + info + _element(_TRACKS, *entries)


def _track(number: int, track: StreamFormat) -> bytes:
    parts = [
        _number(_TRACK_NUMBER, number),
        _number(_TRACK_UID, number),
        _number(_TRACK_TYPE, _TRACK_TYPES[track.kind]),
        _number(_FLAG_LACING, 0),
        _element(_LANGUAGE, track.language.encode() if len(track.language) == 3 else b"und"),
        _element(_LANGUAGE_BCP47, track.language.encode()),
        _element(_CODEC_ID, _CODEC_IDS[track.codec]),
    ]
    if track.codec_private and track.codec not in _WITHOUT_PRIVATE:
        parts.append(_element(_CODEC_PRIVATE, track.codec_private))
    if track.frame_duration:
        parts.append(_number(_DEFAULT_DURATION, track.frame_duration * _NANOSECONDS // track.timescale))
    if track.codec_delay_ns:
        parts.append(_number(_CODEC_DELAY, track.codec_delay_ns))
    if track.seek_preroll_ns:
        parts.append(_number(_SEEK_PREROLL, track.seek_preroll_ns))
    if track.kind is Kind.VIDEO:
        size = _number(_PIXEL_WIDTH, track.width), _number(_PIXEL_HEIGHT, track.height)
        parts.append(_element(_VIDEO, *size))
    else:
        rate = _element(_SAMPLING_FREQUENCY, _FLOAT.pack(track.sample_rate_hz))
        parts.append(_element(_AUDIO, rate, _number(_CHANNELS, max(track.channels, 1))))
    return _element(_TRACK_ENTRY, *parts)


def _element(identity: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = _EIGHT_BYTE_SIZE | len(body)
    return identity.to_bytes((identity.bit_length() + 7) // 8, "big") + size.to_bytes(8, "big") + body


def _number(identity: int, value: int) -> bytes:
    return _element(identity, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def cluster(start_ms: int, blocks: Iterable[Block]) -> bytes:
    """Return one cluster.

    Args:
        start_ms: Time that the cluster counts from; not negative.
        blocks: (track number from 1, time in ms, whether a key frame, parts of the frame in order). A time
            is absolute and may lie up to 32 s on either side of `start_ms`.
    """
    pack = _BLOCK_HEAD.pack
    parts: list[BytesLike] = [b"", _CLUSTER_TIME.pack(0xE7, 0x88, start_ms)]
    append = parts.append
    size = _CLUSTER_TIME.size
    for track, time_ms, is_key, data in blocks:
        length = _BLOCK_FIELDS
        for part in data:
            length += len(part)
        append(
            pack(
                _SIMPLE_BLOCK,
                _FOUR_BYTE_SIZE | length,
                _TRACK_MARK | track,
                time_ms - start_ms,
                _KEY_FRAME if is_key else 0,
            )
        )
        parts += data
        size += 5 + length
    parts[0] = _CLUSTER_HEAD.pack(_CLUSTER_ID, _EIGHT_BYTE_SIZE | size)
    return b"".join(parts)
