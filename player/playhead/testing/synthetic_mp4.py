"""Fragmented MP4 without media: init segments and segments whose samples are filler of the right size.

Boxes follow ISO/IEC 14496-12 (structure), -15 (avc1) and -14 (mp4a); a demuxer reads them as it reads any
packager's. A segment's body depends on its number only in two fields, sequence number and decode time, so
each size class is built once and then copied with those two patched.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from playhead.testing.synthetic_codec import (
    AAC_FRAME_SAMPLES,
    audio_specific_config,
    avcc,
    filler_picture,
    h264_parameter_sets,
)

__all__ = [
    "SegmentTemplate",
    "audio_init",
    "audio_template",
    "fragment_template",
    "video_init",
    "video_template",
]

_IDENTITY_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000)
# §8.8.3.1: a sync sample that depends on no other; a sample that depends on others and is no sync sample.
_SYNC, _NON_SYNC = 0x0200_0000, 0x0101_0000
_KEY_WEIGHT = 6.0
_SILENCE = b"\x21\x00\x49\x90\x02\x19\x00\x23\x80"


def video_init(width: int, height: int, timescale: int) -> bytes:
    """Return the init segment of an H.264 track of a size."""
    sps, pps = h264_parameter_sets(width, height)
    entry = (
        bytes(6)
        + struct.pack(">H16xHHIIIH", 1, width, height, 0x48_0000, 0x48_0000, 0, 1)
        + bytes(32)
        + struct.pack(">Hh", 24, -1)
        + _box(b"avcC", avcc(sps, pps))
    )
    media_header = _full_box(b"vmhd", 0, 1, bytes(8))
    return _init(_box(b"avc1", entry), b"vide", media_header, timescale, (width, height))


def audio_init(sample_rate_hz: int, channels: int) -> bytes:
    """Return the init segment of an AAC-LC track, in a timescale of its sampling rate."""
    config = audio_specific_config(sample_rate_hz, channels)
    # ISO/IEC 14496-1 §7.2.6: ES, DecoderConfig, DecoderSpecificInfo and SLConfig descriptors.
    decoder = b"\x40\x15" + bytes(11) + _descriptor(5, config)
    descriptors = _descriptor(3, b"\x00\x01\x00" + _descriptor(4, decoder) + _descriptor(6, b"\x02"))
    entry = (
        bytes(6)
        # The field is too small for 64 kHz and more; the AudioSpecificConfig tells then.
        + struct.pack(">H8xHHIHH", 1, channels, 16, 0, sample_rate_hz if sample_rate_hz < 0x1_0000 else 0, 0)
        + _full_box(b"esds", 0, 0, descriptors)
    )
    return _init(_box(b"mp4a", entry), b"soun", _full_box(b"smhd", 0, 0, bytes(4)), sample_rate_hz, (0, 0))


@dataclass(frozen=True, slots=True)
class SegmentTemplate:
    """A segment but for its place in time."""

    head: bytes
    media: bytes
    number_at: int
    decode_time_at: int

    @property
    def size_bytes(self) -> int:
        """Length of each segment made from it."""
        return len(self.head) + len(self.media)

    def segment(self, number: int, decode_time: int) -> bytes:
        """Return the segment.

        Args:
            number: For `mfhd`.
            decode_time: Of the first sample, in the track's timescale.
        """
        head = bytearray(self.head)
        struct.pack_into(">I", head, self.number_at, number & 0xFFFF_FFFF)
        struct.pack_into(">Q", head, self.decode_time_at, decode_time)
        return b"".join((head, self.media))


@lru_cache(maxsize=256)
def video_template(
    size_bytes: int, frames: int, frame_ticks: int, *, begins_with_key: bool = True
) -> SegmentTemplate:
    """Return a segment of about a size: a large key frame and small frames after it.

    Args:
        size_bytes: Of the whole segment; small ones come out as small as they can be.
        frame_ticks: Duration of a frame.
        begins_with_key: Whether the first frame is one; a part amid a segment has none.
    """
    media_bytes = size_bytes - 112 - 8 * frames
    unit = media_bytes / (frames - 1 + _KEY_WEIGHT)
    sizes = [max(6, int(unit * _KEY_WEIGHT)), *(max(6, int(unit)) for _ in range(frames - 1))]
    pictures = [filler_picture(size, begins_with_key and number == 0) for number, size in enumerate(sizes)]
    flags = [_SYNC if begins_with_key else _NON_SYNC, *(_NON_SYNC for _ in range(frames - 1))]
    return fragment_template(pictures, flags, frame_ticks)


@lru_cache(maxsize=256)
def audio_template(size_bytes: int, frames: int) -> SegmentTemplate:
    """Return a segment of about a size with so many AAC frames."""
    each = max(len(_SILENCE), (size_bytes - 112 - 8 * frames) // max(1, frames))
    frame = _SILENCE + bytes(each - len(_SILENCE))
    return fragment_template([frame] * frames, [_SYNC] * frames, AAC_FRAME_SAMPLES)


def fragment_template(samples: Sequence[bytes], flags: Sequence[int], duration: int) -> SegmentTemplate:
    """Return a fragment of these samples, all of one duration.

    Args:
        flags: Of each sample (ISO/IEC 14496-12 §8.8.3.1).
    """
    media = b"".join(samples)
    # tfhd: default-base-is-moof and a default duration; trun: data offset, size and flags of each sample.
    tfhd = _full_box(b"tfhd", 0, 0x02_0008, struct.pack(">II", 1, duration))
    tfdt = _full_box(b"tfdt", 1, 0, bytes(8))
    mfhd = _full_box(b"mfhd", 0, 0, bytes(4))
    table = b"".join(
        struct.pack(">II", len(sample), flag) for sample, flag in zip(samples, flags, strict=True)
    )
    trun_bytes = 12 + 8 + len(table)
    moof_bytes = 8 + len(mfhd) + 8 + len(tfhd) + len(tfdt) + trun_bytes
    trun = _full_box(b"trun", 0, 0x0601, struct.pack(">II", len(samples), moof_bytes + 8) + table)
    moof = _box(b"moof", mfhd + _box(b"traf", tfhd + tfdt + trun))
    head = moof + struct.pack(">I4s", 8 + len(media), b"mdat")
    return SegmentTemplate(head, media, 8 + 12, 8 + len(mfhd) + 8 + len(tfhd) + 12)


def _init(entry: bytes, handler: bytes, media_header: bytes, timescale: int, size: tuple[int, int]) -> bytes:
    width, height = size
    is_sound = handler == b"soun"
    mvhd = (
        struct.pack(">IIIIIH10x", 0, 0, 1000, 0, 0x1_0000, 0x100) + _IDENTITY_MATRIX + bytes(24) + b"\0\0\0\2"
    )
    tkhd = struct.pack(">IIIII8xHHH2x", 0, 0, 1, 0, 0, 0, 0, 0x100 * is_sound) + _IDENTITY_MATRIX
    tkhd += struct.pack(">II", width << 16, height << 16)
    hdlr = struct.pack(">I4s12x", 0, handler) + b"synthetic\0"
    dref = _full_box(b"dref", 0, 0, b"\0\0\0\1" + _full_box(b"url ", 0, 1, b""))
    stbl = _full_box(b"stsd", 0, 0, b"\0\0\0\1" + entry)
    stbl += b"".join(_full_box(name, 0, 0, bytes(4)) for name in (b"stts", b"stsc", b"stco"))
    stbl += _full_box(b"stsz", 0, 0, bytes(8))
    minf = media_header + _box(b"dinf", dref) + _box(b"stbl", stbl)
    mdhd = struct.pack(">IIIIHH", 0, 0, timescale, 0, 0x55C4, 0)  # language `und`
    mdia = _full_box(b"mdhd", 0, 0, mdhd) + _full_box(b"hdlr", 0, 0, hdlr) + _box(b"minf", minf)
    trak = _full_box(b"tkhd", 0, 3, tkhd) + _box(b"mdia", mdia)
    mvex = _full_box(b"trex", 0, 0, struct.pack(">IIIII", 1, 1, 0, 0, 0))
    moov = _full_box(b"mvhd", 0, 0, mvhd) + _box(b"trak", trak) + _box(b"mvex", mvex)
    return _box(b"ftyp", b"iso6\0\0\0\0iso6mp41") + _box(b"moov", moov)


def _box(name: bytes, payload: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(payload), name) + payload


def _full_box(name: bytes, version: int, flags: int, payload: bytes) -> bytes:
    return struct.pack(">I4sI", 12 + len(payload), name, version << 24 | flags) + payload


def _descriptor(tag: int, payload: bytes) -> bytes:
    return bytes((tag, len(payload))) + payload
