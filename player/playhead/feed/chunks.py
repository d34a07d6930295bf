"""What the muxer hands to the feed: pieces of the byte stream, and notes on what they show.

All times are milliseconds of *stream time*: it starts at 0 with the first sample that is written, which is
the unit and the origin of the timestamps that the decoder sees.
"""

from dataclasses import dataclass

__all__ = ["Chunk", "VariantChange"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes that go out together: the header or one cluster.

    Attributes:
        time_ms: Earliest time in it: it may go out once the playhead is near enough.
        hold_until_ms: The playhead must have come this far first, however near it is; None: no hold.
    """

    data: bytes
    time_ms: int
    hold_until_ms: float | None = None


@dataclass(frozen=True, slots=True)
class VariantChange:
    """From `time_ms` on, the pictures are another variant's.

    Attributes:
        position_s: The same in presentation time.
        coded_size: Size in the bitstream, by which a decoder's new output can be recognised.
        restarts_output: The decoder opens a new output here; otherwise the change is seamless.
    """

    variant: str
    time_ms: int
    position_s: float
    width: int
    height: int
    coded_size: tuple[int, int]
    restarts_output: bool
