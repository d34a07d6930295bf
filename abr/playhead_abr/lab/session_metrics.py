"""Raw metrics of many sessions: plain sums, from which every QoE formula can be computed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["SessionMetrics"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SessionMetrics:
    """One value for each session; every array is float64 of shape (sessions,).

    Attributes:
        segments: How many segments were played.
        startup_s: First request to first picture.
        stall_s: Standing still after the start.
        stall_count: How often it stood still.
        total_s: First request to the last picture's end.
        bitrate_sum_bps: Sum of the played segments' declared bitrates; divided by `segments`, the mean.
        bitrate_p5_bps: 5th percentile of the played segments' bitrates (the lowest not undercut by 5%).
        utility_sum: Sum of log(bitrate / lowest bitrate) over the played segments, BOLA's utility.
        switch_count: Times that a segment differed in quality from the one before.
        switch_bps: Sum of the bitrate differences of neighbours.
        switch_utility: Sum of the absolute differences of their utilities.
        lowest_count: Segments on the lowest rung.
        vmaf_sum, vmaf_switch: Sum of VMAF, and of its absolute differences; NaN without VMAF.
        first_bitrate_bps, first_utility, first_vmaf: Of the first segment, for formulas that leave it out.
        wasted_bits: Received for nothing: of attempts that were broken off, and of what was replaced.
        abandon_count: Attempts that were broken off.
        replaced_count: Segments that were fetched again and played better.
        live_offset_sum_s: Sum of the distances to the live edge at each segment's request; 0 if not live.
    """

    segments: Floats
    startup_s: Floats
    stall_s: Floats
    stall_count: Floats
    total_s: Floats
    bitrate_sum_bps: Floats
    bitrate_p5_bps: Floats
    utility_sum: Floats
    switch_count: Floats
    switch_bps: Floats
    switch_utility: Floats
    lowest_count: Floats
    vmaf_sum: Floats
    vmaf_switch: Floats
    first_bitrate_bps: Floats
    first_utility: Floats
    first_vmaf: Floats
    wasted_bits: Floats
    abandon_count: Floats
    replaced_count: Floats
    live_offset_sum_s: Floats
