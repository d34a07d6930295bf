"""What containers give and decoders take: samples of one elementary stream, with their format.

Every demuxer gives the same shapes, so that nobody downstream asks which container a sample came from:

- H.264 and HEVC access units are length-prefixed with four bytes (`avc1`/`hvc1` style), without parameter
  sets of their own being needed: those are in the format. MPEG-TS's start codes are rewritten.
- AAC frames are raw, without ADTS headers; the AudioSpecificConfig is the format's `codec_private`.
- Edit lists are applied: a timestamp is the time to show or sound, so the first ones may be negative.
- Protected samples come out closed, with what is needed to open them; `Demuxer.open` makes ordinary ones of
  them once somebody has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from playhead.containers.messages import Message
from playhead.presentation import Kind
from playhead_drm import ProtectedSample, SampleProtection

__all__ = ["Codec", "ElementaryStream", "Sample", "StreamFormat", "StreamProtection"]


class Codec(StrEnum):
    """The elementary streams that we know."""

    H264 = "h264"
    HEVC = "hevc"
    VP9 = "vp9"
    AV1 = "av1"
    AAC = "aac"
    AC3 = "ac3"
    EAC3 = "eac3"
    OPUS = "opus"
    MP3 = "mp3"


@dataclass(frozen=True, slots=True)
class StreamFormat:
    """What a decoder must know before the first sample.

    Attributes:
        timescale: Ticks a second of this stream's samples.
        codec_private: In Matroska's shape (RFC 9559): avcC, hvcC, av1C or vpcC payload, AudioSpecificConfig,
            OpusHead; empty where the codec needs none.
        parameter_sets: H.264 SPS and PPS, HEVC VPS, SPS and PPS: bare NAL units, in order. Empty otherwise.
        width, height: Visible size in pixels; 0 for audio.
        coded_size: Luma size in the bitstream before cropping, e.g. (1920, 1088); equals the visible size
            where the codec doesn't tell. A decoder starts anew when it changes.
        frame_duration: Usual ticks a frame; 0 if not known.
        language: BCP 47, as the container tells; `und` if it does not.
        scheme: Protection scheme of the samples (`cenc`, `cbcs`, …); None if they are in the clear.
    """

    kind: Kind
    codec: Codec
    timescale: int
    codec_private: bytes = b""
    parameter_sets: tuple[bytes, ...] = ()
    width: int = 0
    height: int = 0
    coded_size: tuple[int, int] = (0, 0)
    frame_duration: int = 0
    channels: int = 0
    sample_rate_hz: int = 0
    codec_delay_ns: int = 0
    seek_preroll_ns: int = 0
    language: str = "und"
    scheme: str | None = None


@dataclass(slots=True)
class Sample:
    """One access unit, in the ticks of its `StreamFormat`. Not frozen only because there are so many.

    `data` may be a view into the segment it came from: keep the segment alive, copy nothing.
    """

    pts: int
    dts: int
    duration: int
    is_key: bool
    data: bytes | memoryview


@dataclass(frozen=True, slots=True)
class StreamProtection:
    """What opens the samples of one stream out of one segment.

    Attributes:
        samples: One for each sample, None for those in the clear.
        init_data: `pssh` boxes of the init segment and of this one, each whole.
        nal_length_size: Bytes of a NAL unit's length prefix in the closed samples; 0 where there are none.
        in_band: Parameter sets may come inside the samples.
    """

    samples: Sequence[SampleProtection | None]
    init_data: tuple[bytes, ...] = ()
    nal_length_size: int = 0
    in_band: bool = False

    @property
    def key_ids(self) -> frozenset[bytes]:
        """Every key that some sample needs."""
        return frozenset(each.key_id for each in self.samples if each)


@dataclass(frozen=True, slots=True)
class ElementaryStream:
    """The samples of one stream out of one segment, in decoding order.

    Attributes:
        protection: None if all samples are in the clear, or are protected (`format.scheme`) in a way that
            nobody here knows.
        messages: What else the segment carried; with the first of its streams.
    """

    format: StreamFormat
    samples: list[Sample]
    protection: StreamProtection | None = None
    messages: tuple[Message, ...] = ()

    @property
    def closed_samples(self) -> list[ProtectedSample]:
        """The samples that have to be decrypted, in order; `Demuxer.open` takes them back."""
        if self.protection is None:
            return []
        pairs = zip(self.samples, self.protection.samples, strict=True)
        return [ProtectedSample(sample.data, how) for sample, how in pairs if how]
