"""From PES packets of H.264 or HEVC to samples in Matroska's dress.

Start codes become four-byte lengths, parameter sets move into the `StreamFormat`. Sets that differ from the
format's (a splice in the middle of a segment) stay in their sample: the decoder needs them there.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from playhead.containers.audio_frames import TICKS_A_SECOND
from playhead.containers.bitstream.nal import length_prefixed
from playhead.containers.mpegts.access_units import AccessUnit, h264_access_units, hevc_access_units
from playhead.containers.mpegts.pes import ElementaryBytes, PesMark
from playhead.containers.parameter_sets import with_frame_duration, with_parameter_sets
from playhead.containers.sample_aes import close_picture
from playhead.containers.samples import Codec, ElementaryStream, Sample, StreamFormat, StreamProtection
from playhead_drm import ManifestKey, SampleProtection

__all__ = ["video_stream"]

_LIKELY_FRAME_TICKS = TICKS_A_SECOND // 25


def video_stream(
    stream: ElementaryBytes, base: StreamFormat, key: ManifestKey | None = None
) -> ElementaryStream | None:
    """Return the samples of one segment.

    Args:
        stream: The bytes, with at least one timestamp.
        base: The format so far: the same object comes back if the segment tells nothing new.
        key: Of SAMPLE-AES samples; None for clear ones.

    Returns:
        None if there are no pictures, or no parameter sets, here or before.

    Raises:
        MediaError: If a parameter set is broken.
    """
    cut = h264_access_units if base.codec is Codec.H264 else hevc_access_units
    units = cut(stream.data)
    if not units:
        return None
    made = with_parameter_sets(base, _first_sets(stream.data, units))
    if not made.parameter_sets:
        return None
    samples, protections = _samples(stream, units, frozenset(made.parameter_sets), key)
    frame_ticks = _time(samples, made.frame_duration)
    if not made.frame_duration:
        made = with_frame_duration(made, frame_ticks)
    return ElementaryStream(made, samples, StreamProtection(protections, (), 4) if key else None)


def _first_sets(data: bytes, units: Sequence[AccessUnit]) -> tuple[bytes, ...]:
    for unit in units:
        if unit.parameter_sets:
            return tuple(dict.fromkeys(data[first:end] for first, end in unit.parameter_sets))
    return ()


def _samples(
    stream: ElementaryBytes, units: Sequence[AccessUnit], known: frozenset[bytes], key: ManifestKey | None
) -> tuple[list[Sample], list[SampleProtection | None]]:
    view = memoryview(stream.data)
    marks = stream.marks
    samples: list[Sample] = []
    protections: list[SampleProtection | None] = []
    last = len(marks) - 1
    index, used = 0, -1
    for unit in units:
        while index < last and marks[index + 1].offset <= unit.start:
            index += 1
        mark = marks[index]
        is_marked = index != used and mark.offset <= unit.start
        used = index if is_marked else used
        dropped = {nal for nal in unit.parameter_sets if bytes(view[nal[0] : nal[1]]) in known}
        nals = [view[first:end] for first, end in unit.nals if (first, end) not in dropped]
        is_key = unit.is_key or (is_marked and mark.is_random_access and bool(unit.parameter_sets))
        data, protection = close_picture(nals, key) if key else (length_prefixed(nals), None)
        samples.append(_sample(mark if is_marked else None, samples, is_key, data))
        protections.append(protection)
    return samples, protections


def _sample(mark: PesMark | None, before: Sequence[Sample], is_key: bool, data: bytes) -> Sample:
    if mark:
        return Sample(mark.pts, mark.dts, 0, is_key, data)
    previous = before[-1] if before else None
    dts = previous.dts + _LIKELY_FRAME_TICKS if previous else 0
    return Sample(dts, dts, 0, is_key, data)


def _time(samples: Sequence[Sample], known_ticks: int) -> int:
    """Set durations from decoding times, and return the usual one."""
    steps = [after.dts - sample.dts for sample, after in pairwise(samples)]
    forward = [step for step in steps if step > 0]
    usual = known_ticks or (median_low(forward) if forward else _LIKELY_FRAME_TICKS)
    for sample, step in zip(samples, [*steps, usual], strict=True):
        sample.duration = step if step > 0 else usual
    return usual
