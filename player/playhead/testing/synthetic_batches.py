"""Sample batches without media: what a backend is given, for tests that need no picture."""

from functools import lru_cache

from playhead.backend.protocol import SampleBatch
from playhead.containers.samples import Codec, Sample, StreamFormat
from playhead.presentation import Kind
from playhead.testing.synthetic_codec import (
    AAC_FRAME_SAMPLES,
    audio_specific_config,
    avcc,
    filler_picture,
    h264_parameter_sets,
)

__all__ = ["make_audio_batch", "make_video_batch", "synthetic_audio_format", "synthetic_video_format"]

_VIDEO_TIMESCALE = 12_800
_SAMPLE_RATE_HZ = 48_000


@lru_cache(maxsize=64)
def synthetic_video_format(width: int, height: int, frame_rate: int = 25) -> StreamFormat:
    """Return the format of H.264 pictures of a size, the same object each time."""
    sps, pps = h264_parameter_sets(width, height)
    return StreamFormat(
        Kind.VIDEO,
        Codec.H264,
        _VIDEO_TIMESCALE,
        codec_private=avcc(sps, pps),
        parameter_sets=(sps, pps),
        width=width,
        height=height,
        coded_size=(-(-width // 16) * 16, -(-height // 16) * 16),
        frame_duration=_VIDEO_TIMESCALE // frame_rate,
    )


@lru_cache(maxsize=1)
def synthetic_audio_format() -> StreamFormat:
    """Return the format of 48 kHz stereo AAC, the same object each time."""
    return StreamFormat(
        Kind.AUDIO,
        Codec.AAC,
        _SAMPLE_RATE_HZ,
        codec_private=audio_specific_config(_SAMPLE_RATE_HZ, 2),
        frame_duration=AAC_FRAME_SAMPLES,
        channels=2,
        sample_rate_hz=_SAMPLE_RATE_HZ,
    )


def make_video_batch(
    start_s: float,
    seconds: float,
    *,
    variant: str = "v",
    width: int = 640,
    height: int = 360,
    offset: int = 0,
) -> SampleBatch:
    """Return pictures from `start_s` on, the first a key frame.

    Args:
        start_s, seconds: In presentation time; whole frames of 1/25 s.
        offset: Ticks of 1/12,800 s that the samples' own timestamps lie before presentation time.
    """
    format_ = synthetic_video_format(width, height)
    first = round(start_s * _VIDEO_TIMESCALE) - offset
    step = format_.frame_duration
    samples = [
        Sample(first + n * step, first + n * step, step, n == 0, filler_picture(64, n == 0))
        for n in range(round(seconds * _VIDEO_TIMESCALE / step))
    ]
    return SampleBatch(format_, samples, offset, variant)


def make_audio_batch(start_s: float, seconds: float, *, variant: str = "a", offset: int = 0) -> SampleBatch:
    """Return sound that covers the time: frames of 1,024 samples on their own grid from zero on.

    Args:
        offset: Ticks of 1/48,000 s that the samples' own timestamps lie before presentation time.
    """
    first = -(-round(start_s * _SAMPLE_RATE_HZ) // AAC_FRAME_SAMPLES)
    end = -(-round((start_s + seconds) * _SAMPLE_RATE_HZ) // AAC_FRAME_SAMPLES)
    ticks = [n * AAC_FRAME_SAMPLES - offset for n in range(first, end)]
    samples = [Sample(tick, tick, AAC_FRAME_SAMPLES, True, b"\xff" * 64) for tick in ticks]
    return SampleBatch(synthetic_audio_format(), samples, offset, variant)
