"""A recorded network: how many bits a second it carried, and how long a request took to be answered.

A trace is a row of periods, each with a constant bandwidth and latency. It loops: after its last period comes
its first again, so that a short trace serves a long film.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playhead_abr.errors import AbrError

__all__ = ["Trace"]


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Periods of constant bandwidth, read-only once made.

    Attributes:
        name: For reports; usually the file's name.
        durations_s: Shape (periods,), float64; each period's length, above zero.
        bandwidths_bps: Shape (periods,), float64; bits per second, zero allowed, not everywhere.
        latencies_s: Shape (periods,), float64; request to first bit.

    Raises:
        AbrError: If the shapes differ, a number makes no sense, or the trace never carries anything.
    """

    name: str
    durations_s: NDArray[np.float64]
    bandwidths_bps: NDArray[np.float64]
    latencies_s: NDArray[np.float64]

    def __post_init__(self) -> None:
        for field in ("durations_s", "bandwidths_bps", "latencies_s"):
            object.__setattr__(self, field, frozen_array(getattr(self, field), f"trace {self.name}: {field}"))
        shape = self.durations_s.shape
        if len(shape) != 1 or shape[0] == 0:
            raise AbrError(f"trace {self.name} has no periods")
        if self.bandwidths_bps.shape != shape or self.latencies_s.shape != shape:
            raise AbrError(f"trace {self.name}: durations, bandwidths and latencies differ in number")
        if not (self.durations_s > 0).all():
            raise AbrError(f"trace {self.name}: period {int(np.argmin(self.durations_s))} has no duration")
        if not (self.bandwidths_bps >= 0).all() or not (self.latencies_s >= 0).all():
            raise AbrError(f"trace {self.name}: a bandwidth or a latency is negative")
        if not self.bandwidths_bps.any():
            raise AbrError(f"trace {self.name} never carries a bit")

    @property
    def duration_s(self) -> float:
        """Length of one turn of the loop."""
        return float(self.durations_s.sum())

    @property
    def mean_bps(self) -> float:
        """Bandwidth averaged over time."""
        return float(self.durations_s @ self.bandwidths_bps) / self.duration_s


def frozen_array(values: ArrayLike, what: str) -> NDArray[np.float64]:
    """Return a read-only, contiguous float64 copy of finite numbers.

    Raises:
        AbrError: If a value is no finite number; `what` names the array.
    """
    array = np.array(values, dtype=np.float64, order="C")
    if not np.isfinite(array).all():
        raise AbrError(f"{what} holds something that is not a finite number")
    array.setflags(write=False)
    return array
