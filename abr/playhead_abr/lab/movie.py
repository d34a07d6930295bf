"""A film as the lab sees it: how many bits each segment has at each quality."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playhead_abr.errors import AbrError
from playhead_abr.lab.trace import frozen_array

__all__ = ["Movie"]


@dataclass(frozen=True, slots=True, eq=False)
class Movie:
    """Segments of equal length at several qualities, read-only once made.

    Attributes:
        name: For reports.
        segment_duration_s: Seconds of media in each segment.
        bitrates_bps: Shape (rungs,), float64, ascending: what is declared, and what QoE counts.
        sizes_bits: Shape (segments, rungs), float64: what is really sent.
        vmaf: Shape (segments, rungs), 0 to 100, or None if it was not measured.

    Raises:
        AbrError: If the shapes don't fit or a number makes no sense.
    """

    name: str
    segment_duration_s: float
    bitrates_bps: NDArray[np.float64]
    sizes_bits: NDArray[np.float64]
    vmaf: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        place = f"movie {self.name}"
        for field in ("bitrates_bps", "sizes_bits", "vmaf"):
            if getattr(self, field) is not None:
                object.__setattr__(self, field, frozen_array(getattr(self, field), f"{place}: {field}"))
        if not self.segment_duration_s > 0:
            raise AbrError(f"{place}: segments of {self.segment_duration_s} s")
        rungs = self.bitrates_bps.size
        if self.bitrates_bps.ndim != 1 or rungs == 0 or not self.bitrates_bps[0] > 0:
            raise AbrError(f"{place} needs at least one positive bitrate")
        if not (np.diff(self.bitrates_bps) > 0).all():
            raise AbrError(f"{place}: bitrates must ascend")
        if self.sizes_bits.ndim != 2 or self.sizes_bits.shape[1] != rungs or not self.sizes_bits.size:
            raise AbrError(f"{place}: sizes of shape {self.sizes_bits.shape} for {rungs} bitrates")
        if not (self.sizes_bits > 0).all():
            raise AbrError(f"{place}: a segment has no size")
        if self.vmaf is not None and self.vmaf.shape != self.sizes_bits.shape:
            raise AbrError(f"{place}: VMAF of shape {self.vmaf.shape}, sizes {self.sizes_bits.shape}")

    @property
    def segment_count(self) -> int:
        """How many segments there are."""
        return int(self.sizes_bits.shape[0])

    @property
    def rung_count(self) -> int:
        """How many qualities there are."""
        return int(self.bitrates_bps.size)

    @property
    def duration_s(self) -> float:
        """Seconds of media."""
        return self.segment_count * self.segment_duration_s

    def looped(self, duration_s: float) -> "Movie":
        """Return the film repeated and cut to the fewest segments that last `duration_s`."""
        count = max(int(np.ceil(duration_s / self.segment_duration_s)), 1)
        rows = np.arange(count) % self.segment_count
        vmaf = None if self.vmaf is None else self.vmaf[rows]
        return Movie(self.name, self.segment_duration_s, self.bitrates_bps, self.sizes_bits[rows], vmaf)
