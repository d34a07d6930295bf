"""Cut a run of self-describing audio frames into samples: for MPEG-TS and for packed audio segments.

Timestamps come at marks (a PES packet's start, a segment's start) and belong to the first frame that begins
at or after the mark; frames in between are counted on in samples, so that 44.1 kHz doesn't drift in 90 kHz
ticks. Noise between frames is passed over, but not for ever.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from playhead.containers.bitstream.aac import parse_adts
from playhead.containers.bitstream.ac3 import parse_ac3_frame
from playhead.containers.bitstream.audio_frame import AudioFrame
from playhead.containers.bitstream.mp3 import parse_mp3
from playhead.containers.faults import malformed
from playhead.containers.id3 import tag_bytes
from playhead.containers.limits import MOST_SAMPLES
from playhead.containers.samples import Codec, ElementaryStream, Sample, StreamFormat
from playhead.presentation import Kind

__all__ = ["TICKS_A_SECOND", "Mark", "audio_stream", "parse_any_frame"]

TICKS_A_SECOND = 90_000

FrameParser = Callable[[bytes, int], AudioFrame | None]

_PARSERS: dict[Codec, FrameParser] = {
    Codec.AAC: parse_adts,
    Codec.AC3: parse_ac3_frame,
    Codec.EAC3: parse_ac3_frame,
    Codec.MP3: parse_mp3,
}
_SYNC_BYTES = {Codec.AAC: 0xFF, Codec.AC3: 0x0B, Codec.EAC3: 0x0B, Codec.MP3: 0xFF}
_MOST_FALSE_STARTS = 50_000


class Mark(NamedTuple):
    """A timestamp in 90 kHz ticks, for the first frame that begins at or after `offset`."""

    offset: int
    pts: int


def parse_any_frame(data: bytes, at: int) -> AudioFrame | None:
    """Read the frame header at `at`, of whichever codec; None if there is none."""
    return parse_adts(data, at) or parse_ac3_frame(data, at) or parse_mp3(data, at)


def audio_stream(
    data: bytes, codec: Codec, marks: Sequence[Mark], base: StreamFormat
) -> ElementaryStream | None:
    """Return the samples in a run of frames; None if there is not one whole frame.

    Args:
        data: Frames, one after another; a cut-off one at the end is left out.
        codec: What is expected; AC-3 and Enhanced AC-3 tell themselves apart.
        marks: In order, the first at or before the first frame.
        base: Language and scheme.

    Raises:
        MediaError: If there is far more noise than frames.
    """
    frames = _frames(data, codec)
    if not frames:
        return None
    samples = _samples(data, frames, marks)
    first = frames[0][1]
    made = StreamFormat(
        kind=Kind.AUDIO,
        codec=first.codec,
        timescale=TICKS_A_SECOND,
        codec_private=first.config,
        channels=first.channels,
        sample_rate_hz=first.sample_rate_hz,
        language=base.language,
        scheme=base.scheme,
    )
    return ElementaryStream(made, samples)


def _frames(data: bytes, codec: Codec) -> list[tuple[int, AudioFrame]]:
    parse, sync = _PARSERS[codec], _SYNC_BYTES[codec]
    found: list[tuple[int, AudioFrame]] = []
    at, end, false_starts = 0, len(data), 0
    while 0 <= at < end:
        frame = parse(data, at)
        if frame:
            if at + frame.frame_bytes <= end:
                found.append((at, frame))
                if len(found) > MOST_SAMPLES:
                    raise malformed(f"more than {MOST_SAMPLES} audio frames in one segment", at)
            at += frame.frame_bytes
            continue
        at = _next_start(data, at, sync)
        false_starts += 1
        if false_starts > _MOST_FALSE_STARTS:
            raise malformed("there is more noise than audio frames", max(at, 0))
    return found


def _next_start(data: bytes, at: int, sync: int) -> int:
    tag = tag_bytes(data, at)
    return at + tag if tag else data.find(sync, at + 1)


def _samples(data: bytes, frames: list[tuple[int, AudioFrame]], marks: Sequence[Mark]) -> list[Sample]:
    view = memoryview(data)
    samples: list[Sample] = []
    starts: list[int] = []
    pending = list(reversed(marks))
    base_pts, counted = pending[-1].pts if pending else 0, 0
    for at, frame in frames:
        if frame.extends and samples:
            begin = starts[-1]
            samples[-1].data = view[begin : at + frame.frame_bytes]
            continue
        while pending and pending[-1].offset <= at:
            base_pts, counted = pending.pop().pts, 0
        pts = base_pts + counted * TICKS_A_SECOND // frame.sample_rate_hz
        counted += frame.sample_count
        duration = base_pts + counted * TICKS_A_SECOND // frame.sample_rate_hz - pts
        begin = at + frame.header_bytes
        starts.append(begin)
        samples.append(Sample(pts, pts, duration, True, view[begin : at + frame.frame_bytes]))
    return samples
