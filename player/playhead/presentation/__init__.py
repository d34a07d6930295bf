"""The neutral model that everything else speaks, and its arithmetic."""

from playhead.presentation.model import (
    ByteRange,
    Container,
    DeferredIndex,
    InitSegment,
    Kind,
    ManifestWarning,
    Period,
    Presentation,
    Protection,
    Representation,
    Resource,
    Segment,
    SegmentIndex,
    StreamingProtocol,
    Track,
)

__all__ = [
    "ByteRange",
    "Container",
    "DeferredIndex",
    "InitSegment",
    "Kind",
    "ManifestWarning",
    "Period",
    "Presentation",
    "Protection",
    "Representation",
    "Resource",
    "Segment",
    "SegmentIndex",
    "StreamingProtocol",
    "Track",
]
