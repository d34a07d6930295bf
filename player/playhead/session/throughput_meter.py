"""Measure the line, not the request: concurrent downloads share it, so their bytes are counted together.

Time counts while at least one transfer flows. When the last one ends, all bytes since the last sample go into
one sample together with the busy time since then, unless that is too little to tell anything yet. While
another still flows, half a second must have passed: what is on its way to the other took its share of the
line already and counts only when it is here, so that of two short samples the first would tell of half of the
line and the second of several times of it.

What a transfer that was given up brought in a moment counts for nothing: its last piece was long on its way,
and as a sample of that moment it looked like thirteen times the line.

A transfer of something that is still being made waits for the encoder and not for the line. Whoever reads it
says so; that time counts for nothing, and neither do the bytes that end the wait, since nobody knows how long
they were on their way. Where all of it comes in one piece that would leave nothing to tell of: it counts as
having taken a few milliseconds, which is what a reader of sockets can tell apart.
"""

from collections.abc import Callable

from playhead.clock import Clock
from playhead_abr import ThroughputEstimator, ThroughputSample

__all__ = ["ThroughputMeter", "Transfer"]

_SMALLEST_SAMPLE_BYTES = 16_384
_SHORTEST_SAMPLE_S = 0.5
_LEAST_BURST_S = 0.004


class Transfer:
    """One running download; a context manager around it.

    Args:
        waits: It begins with a wait for what isn't made yet.
    """

    def __init__(self, meter: "ThroughputMeter", *, waits: bool = False) -> None:
        self._meter = meter
        self._counted_bytes = 0
        self._is_waiting = waits
        self._first_piece_bytes = 0

    def __enter__(self) -> "Transfer":
        if not self._is_waiting:
            self._meter.begin()
        return self

    def received(self, total_bytes: int) -> None:
        """Report all bytes of this transfer so far; fewer than before means that it began anew."""
        new_bytes = total_bytes - self._counted_bytes
        self._counted_bytes = total_bytes
        if new_bytes <= 0:
            return
        if self._is_waiting:
            self._is_waiting = False
            self._first_piece_bytes = new_bytes
            self._meter.begin()
            self._meter.pass_by(new_bytes)
        else:
            self._first_piece_bytes = 0
            self._meter.count(new_bytes)

    def waits(self) -> None:
        """All that has been made so far is here; what comes next isn't made yet."""
        if not self._is_waiting:
            self._is_waiting = True
            self._meter.end(self._first_piece_bytes)
            self._first_piece_bytes = 0

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if not self._is_waiting:
            self._meter.end(self._first_piece_bytes, is_given_up=error is not None)


class ThroughputMeter:
    """Feeds an estimator with what all transfers together received.

    Attributes:
        total_bytes: All that ever came.
        on_bytes: Hears of each growth of it.
        on_estimate: Hears of each new belief about the line, in bits/s.
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
        self.on_estimate: Callable[[float], None] | None = None

    @property
    def throughput_bps(self) -> float | None:
        """What the line is believed to carry; None before anything was measured."""
        return self._estimator.throughput_bps

    def transfer(self, *, waits: bool = False) -> Transfer:
        """Return a context for one download.

        Args:
            waits: What is asked for may not be made yet: time counts from its first bytes on.
        """
        return Transfer(self, waits=waits)

    def begin(self) -> None:
        """Note that one more transfer flows."""
        if self._running == 0:
            self._busy_since_s = self._clock.now_s()
        self._running += 1

    def count(self, size_bytes: int) -> None:
        """Note received bytes."""
        self._bytes += size_bytes
        self.total_bytes += size_bytes
        if self.on_bytes is not None:
            self.on_bytes(self.total_bytes)

    def pass_by(self, size_bytes: int) -> None:
        """Note received bytes of which nobody knows how long they took."""
        self.total_bytes += size_bytes

    def end(self, burst_bytes: int = 0, *, is_given_up: bool = False) -> None:
        """Note that a transfer stopped flowing, well or not.

        Args:
            burst_bytes: What came all at once after a wait, if nothing came since.
        """
        now_s = self._clock.now_s()
        self._busy_s += now_s - self._busy_since_s
        self._busy_since_s = now_s
        self._running -= 1
        if burst_bytes:
            self._bytes += burst_bytes
            self._busy_s += _LEAST_BURST_S
        is_void = is_given_up and self._busy_s < _SHORTEST_SAMPLE_S
        is_long = self._busy_s >= _SHORTEST_SAMPLE_S
        is_settled = self._running == 0 and self._bytes >= _SMALLEST_SAMPLE_BYTES
        if not is_void and (is_long or is_settled):
            self._estimator.add(ThroughputSample(self._bytes, self._busy_s))
            self._tell()
        if is_void or is_long or is_settled:
            self._bytes = 0
            self._busy_s = 0.0

    def _tell(self) -> None:
        throughput_bps = self.throughput_bps
        if self.on_estimate is not None and throughput_bps is not None:
            self.on_estimate(throughput_bps)
