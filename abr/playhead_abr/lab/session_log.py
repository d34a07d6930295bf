"""What happened in one simulated session, segment by segment."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["AbandonedAttempts", "Replacements", "SessionLog"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class AbandonedAttempts:
    """Downloads that were broken off, in order; every array has shape (attempts,).

    Attributes:
        segment: Which segment was being fetched.
        quality: At which rung.
        request_time_s: Since the session's start.
        elapsed_s: From the request to breaking off.
        received_bits: Bits that arrived for nothing.
    """

    segment: Ints
    quality: Ints
    request_time_s: Floats
    elapsed_s: Floats
    received_bits: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Replacements:
    """Segments that were fetched again while they lay in the buffer, in order; arrays of shape (downloads,).

    Attributes:
        segment: Which one.
        quality: The better rung.
        request_time_s: Since the session's start.
        elapsed_s: From the request to the last bit, or to breaking off.
        received_bits: Bits that arrived.
        is_played: Whether it came before playback reached the segment.
    """

    segment: Ints
    quality: Ints
    request_time_s: Floats
    elapsed_s: Floats
    received_bits: Floats
    is_played: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class SessionLog:
    """One session: per-segment arrays of shape (segments,), in the order of fetching, and a few totals.

    A session begins with the first request and ends when the last segment has been played. Time passes in
    three ways: waiting before a request (`wait_s`), downloading (`latency_s + download_s`, and what abandoned
    attempts and replacements took) and, at the end, playing what the buffer holds. Playback runs in parallel
    with all of them; where it stands still after its start, that is `stall_s`.

    Attributes:
        segment: Index in the film; ascending, with a gap where a seek skipped some.
        quality: Rung that was played, by what replaced it if anything did.
        request_time_s: When the attempt that first succeeded was requested, since the session's start.
        wait_s: Pause before the request: the buffer was full, or the algorithm wished it.
        latency_s: Request to first bit.
        download_s: First bit to last bit.
        size_bits: Bits of that attempt.
        stall_s: Playback stood still between the arrival of the segment before and of this one.
        buffer_before_s: Buffer level at the request.
        buffer_after_s: Buffer level just after arrival, this segment included.
        throughput_bps: What the estimator believed at the request; NaN before any measurement.
        reason: Code of what decided (`playhead_abr.decision.Reason`, by its order).
        stall_events: Times that playback ran dry while this segment was awaited.
        abandoned: Attempts that were broken off.
        replacements: Segments that were fetched again.
        startup_s: First request to first picture.
        total_s: First request to the last picture's end.
        final_buffer_s: What was still to be played when the last segment had arrived.
        discarded_s: Media that was fetched and thrown away by a seek.
    """

    movie: str
    trace: str
    algorithm: str
    segment_duration_s: float
    segment: Ints
    quality: Ints
    request_time_s: Floats
    wait_s: Floats
    latency_s: Floats
    download_s: Floats
    size_bits: Floats
    stall_s: Floats
    buffer_before_s: Floats
    buffer_after_s: Floats
    throughput_bps: Floats
    reason: Ints
    stall_events: Ints
    abandoned: AbandonedAttempts
    replacements: Replacements
    startup_s: float
    total_s: float
    final_buffer_s: float
    discarded_s: float
