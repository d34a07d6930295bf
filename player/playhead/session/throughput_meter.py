"""Measure the line, not the request: concurrent downloads share it, so their bytes are counted together.

Time counts while at least one transfer is running. When a transfer ends, all bytes since the last sample go
into one sample together with the busy time since then, unless that is too little to tell anything yet.
"""

from collections.abc import Callable

from playhead.clock import Clock
from playhead_abr import ThroughputEstimator, ThroughputSample

__all__ = ["ThroughputMeter", "Transfer"]

_SMALLEST_SAMPLE_BYTES = 16_384
_SHORTEST_SAMPLE_S = 0.5


class Transfer:
    """One running download; a context manager around it."""

    def __init__(self, meter: "ThroughputMeter") -> None:
        self._meter = meter
        self._counted_bytes = 0

    def __enter__(self) -> "Transfer":
        self._meter.begin()
        return self

    def received(self, total_bytes: int) -> None:
        """Report all bytes of this transfer so far; fewer than before means that it began anew."""
        if total_bytes > self._counted_bytes:
            self._meter.count(total_bytes - self._counted_bytes)
        self._counted_bytes = total_bytes

    def __exit__(self, *_exception: object) -> None:
        self._meter.end()


class ThroughputMeter:
    """Feeds an estimator with what all transfers together received.

    Attributes:
        total_bytes: All that ever came.
        on_bytes: Hears of each growth of it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._estimator = ThroughputEstimator()
        self._running = 0
        self._busy_since_s = 0.0
        self._busy_s = 0.0
        self._bytes = 0
        self.total_bytes = 0
        self.on_bytes: Callable[[int], None] | None = None

    @property
    def throughput_bps(self) -> float | None:
        """What the line is believed to carry; None before anything was measured."""
        return self._estimator.throughput_bps

    def transfer(self) -> Transfer:
        """Return a context for one download."""
        return Transfer(self)

    def begin(self) -> None:
        """Note that one more transfer runs."""
        if self._running == 0:
            self._busy_since_s = self._clock.now_s()
        self._running += 1

    def count(self, size_bytes: int) -> None:
        """Note received bytes."""
        self._bytes += size_bytes
        self.total_bytes += size_bytes
        if self.on_bytes is not None:
            self.on_bytes(self.total_bytes)

    def end(self) -> None:
        """Note that a transfer ended, well or not."""
        now_s = self._clock.now_s()
        self._busy_s += now_s - self._busy_since_s
        self._busy_since_s = now_s
        self._running -= 1
        if self._bytes >= _SMALLEST_SAMPLE_BYTES or self._busy_s >= _SHORTEST_SAMPLE_S:
            self._estimator.add(ThroughputSample(self._bytes, self._busy_s))
            self._bytes = 0
            self._busy_s = 0.0
