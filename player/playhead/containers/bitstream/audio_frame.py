"""What one frame header of a self-describing audio codec tells, whichever codec it is."""

from typing import NamedTuple

from playhead.containers.samples import Codec

__all__ = ["AudioFrame"]


class AudioFrame(NamedTuple):
    """One frame of ADTS AAC, AC-3, Enhanced AC-3 or MP3.

    Attributes:
        header_bytes: What a container's sample leaves out (ADTS); 0 where the header is part of it.
        frame_bytes: The whole frame with its header.
        sample_count: Samples a channel that it decodes to.
        config: The AudioSpecificConfig that says the same as the header; empty for other codecs.
        extends: It is a further substream that belongs to the same access unit as the frame before.
    """

    codec: Codec
    header_bytes: int
    frame_bytes: int
    sample_rate_hz: int
    channels: int
    sample_count: int
    config: bytes = b""
    extends: bool = False
