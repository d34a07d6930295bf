"""Where a value lies on the paper, and which round figures to write beside it."""

import math
from dataclasses import dataclass

__all__ = ["Axis", "clock_text", "rate_text", "size_text"]


@dataclass(frozen=True, slots=True)
class Axis:
    """A straight line from values to paper, `low` to `start`, `high` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value; a value outside is drawn at the edge."""
        if self.high <= self.low:
            return self.start
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self, count: int, *, is_time: bool = False) -> list[float]:
        """Return about `count` round values between `low` and `high`: 1, 2, 5, … or 15, 30, 60 s, …"""
        span = self.high - self.low
        if span <= 0:
            return [self.low]
        step = _time_step(span / count) if is_time else _decimal_step(span / count)
        first = math.ceil(self.low / step)
        return [index * step for index in range(first, math.floor(self.high / step) + 1)]


def _decimal_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next((factor * power for factor in (1, 2, 5) if factor * power >= least), 10 * power)


def _time_step(least_s: float) -> float:
    if least_s < 1:
        return _decimal_step(least_s)
    steps_s = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
    return next((step_s for step_s in steps_s if step_s >= least_s), math.ceil(least_s / 14400) * 14400)


def clock_text(seconds: float) -> str:
    """Return `1:02:03`, `2:03`, or `0:03.5` where the half second matters."""
    sign = "−" if seconds < 0 else ""
    whole, tenths = divmod(round(abs(seconds) * 10), 10)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"{sign}{text}.{tenths}" if tenths else f"{sign}{text}"


def rate_text(bits_per_s: float | None) -> str:
    """Return `3.2 Mbit/s` or `640 kbit/s`; a dash for None."""
    if bits_per_s is None:
        return "–"
    if bits_per_s >= 99_950_000:
        return f"{bits_per_s / 1e6:.0f} Mbit/s"
    if bits_per_s >= 999_500:
        return f"{bits_per_s / 1e6:.1f} Mbit/s"
    return f"{bits_per_s / 1e3:.0f} kbit/s" if bits_per_s >= 999.5 else f"{bits_per_s:.0f} bit/s"


def size_text(size_bytes: float) -> str:
    """Return `12.4 MB` or `640 kB`."""
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 999_500 else f"{size_bytes / 1e3:.0f} kB"
