"""What a caption file or segment says, before anybody places it on a timeline."""

from dataclasses import dataclass

from playhead.presentation import Cue

__all__ = ["CaptionDocument", "TimestampMap"]


@dataclass(frozen=True, slots=True)
class TimestampMap:
    """X-TIMESTAMP-MAP: one moment on two clocks (RFC 8216 §3.5).

    Attributes:
        mpegts_ticks: On the media's 90 kHz clock, which wraps after 33 bits.
        local_s: On the file's own clock.
    """

    mpegts_ticks: int = 0
    local_s: float = 0.0

    @property
    def shift_s(self) -> float:
        """What to add to the file's times to get the media's."""
        return self.mpegts_ticks / 90_000 - self.local_s


@dataclass(frozen=True, slots=True)
class CaptionDocument:
    """The cues of one file or segment, by start.

    Attributes:
        cues: On the file's own clock, or the media's.
        timestamp_map: How a file's clock goes with the media's; None if nothing is said.
        is_on_media_clock: True if the cues came in samples, whose times are the media's.
    """

    cues: tuple[Cue, ...]
    timestamp_map: TimestampMap | None = None
    is_on_media_clock: bool = False
