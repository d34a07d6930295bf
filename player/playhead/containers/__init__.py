"""Containers: bytes become samples (MP4, MPEG-TS, packed audio, WebM), samples become Matroska.

No I/O, no clock, no manifest: a segment's bytes in, elementary streams out.
"""

from playhead.containers.demux import Demuxer, demux
from playhead.containers.isobmff.sidx import SegmentReference, SegmentReferences, parse_sidx
from playhead.containers.samples import Codec, ElementaryStream, Sample, StreamFormat

__all__ = [
    "Codec",
    "Demuxer",
    "ElementaryStream",
    "Sample",
    "SegmentReference",
    "SegmentReferences",
    "StreamFormat",
    "demux",
    "parse_sidx",
]
