"""All that a decision may see, in one frozen record: no clock, no network, no hidden memory."""

from dataclasses import dataclass

__all__ = ["Conditions"]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The situation at the moment when the next segment is to be requested.

    Attributes:
        buffer_level_s: Seconds playable ahead of the playhead.
        buffer_goal_s: Seconds that the player wants to hold at most.
        segment_duration_s: Length of the segment to be requested.
        throughput_bps: What the network is believed to carry; None before any measurement.
        current: Rung of the segment before; None for the first.
        playback_rate: Seconds of media that a second of watching uses.
    """

    buffer_level_s: float
    buffer_goal_s: float
    segment_duration_s: float
    throughput_bps: float | None = None
    current: int | None = None
    playback_rate: float = 1.0
