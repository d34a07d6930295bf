"""The qualities to choose from, as an algorithm sees them: bits and pixels, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

from playhead_abr.errors import AbrError

__all__ = ["Ladder", "Quality"]


@dataclass(frozen=True, slots=True)
class Quality:
    """One rung.

    Attributes:
        id: The caller's name for it.
        bandwidth_bps: Declared bits per second of media.
        height: Of the picture in pixels; 0 for audio or if not known.
    """

    id: str
    bandwidth_bps: float
    height: int = 0


class Ladder:
    """Rungs sorted by bandwidth, lowest first; immutable.

    Args:
        qualities: At least one, in any order.

    Raises:
        AbrError: If there is none, or a bandwidth is not a positive number.
    """

    def __init__(self, qualities: Iterable[Quality]) -> None:
        self._qualities = tuple(sorted(qualities, key=lambda q: (q.bandwidth_bps, q.height, q.id)))
        if not self._qualities:
            raise AbrError("a ladder needs at least one quality")
        for quality in self._qualities:
            if not (isfinite(quality.bandwidth_bps) and quality.bandwidth_bps > 0):
                raise AbrError(f"quality {quality.id} has bandwidth {quality.bandwidth_bps}")

    def __len__(self) -> int:
        return len(self._qualities)

    def __getitem__(self, index: int) -> Quality:
        return self._qualities[index]

    @property
    def qualities(self) -> tuple[Quality, ...]:
        """Every rung, lowest first."""
        return self._qualities

    @cached_property
    def bandwidths_bps(self) -> tuple[float, ...]:
        """Every rung's bandwidth, lowest first: what step functions take."""
        return tuple(quality.bandwidth_bps for quality in self._qualities)

    def index_of(self, quality_id: str) -> int | None:
        """Return the rung of that name, or None if it is not on the ladder."""
        for index, quality in enumerate(self._qualities):
            if quality.id == quality_id:
                return index
        return None
