"""All that a decision may see, in one frozen record: no clock, no network, no hidden memory."""

from dataclasses import dataclass

__all__ = ["Conditions", "Download"]


@dataclass(frozen=True, slots=True)
class Download:
    """The segment that arrived last, or the download that was given up.

    Attributes:
        index: Its rung on the ladder as it is now.
        size_bits: What has arrived of it.
        latency_s: Request to first bit.
        download_s: First bit to last.
        buffer_s: Buffer level just after it, the segment included.
        is_whole: False if it was given up.
    """

    index: int
    size_bits: float
    latency_s: float
    download_s: float
    buffer_s: float
    is_whole: bool = True


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
        sizes_bits: Shape (next segments, rungs): what they weigh, as far as is known; empty if it isn't.
        last: The download that ended last; None for the first, or if it was told of before.
        remaining: Segments still to be fetched, this one included; None if unknown, as it is live.
        live_offset_s: How far behind the live edge playback is; 0 if it isn't live.
    """

    buffer_level_s: float
    buffer_goal_s: float
    segment_duration_s: float
    throughput_bps: float | None = None
    current: int | None = None
    playback_rate: float = 1.0
    sizes_bits: tuple[tuple[float, ...], ...] = ()
    last: Download | None = None
    remaining: int | None = None
    live_offset_s: float = 0.0
