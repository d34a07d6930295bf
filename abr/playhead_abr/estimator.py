"""Estimate throughput from finished downloads.

Two moving averages watch the same samples. The fast one sees a drop within a segment or two; the slow one
forgets it slowly. We believe whichever is lower, because a stall costs the viewer more than a minute of
softer picture. Samples weigh by the time they took, so a long download tells more than a short one. But each
weighs at least half a second: on a line that has become fast every download is short, and weighing by time
alone would take minutes to believe it. Tiny bodies that came at once tell nothing: they measure the round
trip, not the line.

Idle time between downloads never enters: only transfer time does. Two downloads that share the line at the
same moment each see half of it, so the caller reports the bytes of *all* transfers in a span of time, once
(`ThroughputMeter` in the player does that).
"""

from dataclasses import dataclass

__all__ = ["ThroughputEstimator", "ThroughputSample"]

_SMALLEST_WEIGHT_S = 0.5


@dataclass(frozen=True, slots=True)
class ThroughputSample:
    """Bytes that crossed the line in a span of busy time.

    Attributes:
        size_bytes: All bytes received in the span.
        elapsed_s: Length of the span.
    """

    size_bytes: int
    elapsed_s: float


class _Ewma:
    """Exponentially weighted mean whose memory halves every `half_life_s` of busy time, bias-corrected."""

    def __init__(self, half_life_s: float) -> None:
        self._decay_per_s = 0.5 ** (1.0 / half_life_s)
        self._sum = 0.0
        self._weight = 0.0

    def add(self, value: float, weight_s: float) -> None:
        keep = self._decay_per_s**weight_s
        self._sum = keep * self._sum + (1.0 - keep) * value
        self._weight = keep * self._weight + (1.0 - keep)

    @property
    def value(self) -> float:
        return self._sum / self._weight


class ThroughputEstimator:
    """Two averages, the lower believed.

    Args:
        fast_half_life_s: Of the quick average, in seconds of transfer.
        slow_half_life_s: Of the slow one.
        minimum_bytes, minimum_s: Samples that are both smaller and shorter are ignored.
    """

    def __init__(
        self,
        *,
        fast_half_life_s: float = 1.0,
        slow_half_life_s: float = 3.0,
        minimum_bytes: int = 16_384,
        minimum_s: float = 0.5,
    ) -> None:
        self._fast = _Ewma(fast_half_life_s)
        self._slow = _Ewma(slow_half_life_s)
        self._minimum_bytes = minimum_bytes
        self._minimum_s = minimum_s
        self._has_samples = False

    def add(self, sample: ThroughputSample) -> None:
        """Take one sample; useless ones (tiny, or without a duration) change nothing."""
        is_tiny = sample.size_bytes < self._minimum_bytes and sample.elapsed_s < self._minimum_s
        if is_tiny or sample.size_bytes <= 0 or sample.elapsed_s <= 0:
            return
        throughput_bps = sample.size_bytes * 8 / sample.elapsed_s
        weight_s = max(sample.elapsed_s, _SMALLEST_WEIGHT_S)
        self._fast.add(throughput_bps, weight_s)
        self._slow.add(throughput_bps, weight_s)
        self._has_samples = True

    @property
    def throughput_bps(self) -> float | None:
        """What the line is believed to carry; None before the first useful sample."""
        return min(self._fast.value, self._slow.value) if self._has_samples else None
