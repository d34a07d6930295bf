"""Arithmetic between exact media time and the float seconds of decisions.

A boundary that went through float and back must fall on the same side as before: 6.006 s may come back as
6.005999…, and asking for the segment *there* must give the one that starts there. So seconds become the
nearest tick, never the tick below.
"""

from fractions import Fraction

__all__ = ["nearest_tick", "rescale"]


def nearest_tick(time_s: float | Fraction, timescale: int) -> int:
    """Return the tick nearest to a finite time in seconds."""
    return round(time_s * timescale)


def rescale(ticks: int, timescale: int, to_timescale: int) -> int:
    """Return `ticks` of one timescale in another, rounded to the nearest, halves upwards."""
    return (2 * ticks * to_timescale + timescale) // (2 * timescale)
