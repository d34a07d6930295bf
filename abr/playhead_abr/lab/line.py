"""The network of one session: a place in a looping trace, moved on by waiting and by downloading.

Inside a session all times are milliseconds and all bandwidths bits per millisecond (kbit/s), and the
arithmetic keeps the order that Sabre's has: its printed results hang on the last bit of a sum here and there.
"""

from typing import NamedTuple

import numpy as np

from playhead_abr.lab.trace import Trace
from playhead_abr.steps import Memory, Vector, step

__all__ = ["Line", "Place", "following", "line_of", "move_on", "respond", "transfer", "within"]

_DIGITS = 9  # of milliseconds: takes back what dividing by a thousand did to round numbers


class Line(NamedTuple):
    """A trace for compiled code; every vector has shape (periods,).

    Attributes:
        news: Where to write when each next period began: their number, then the times; as far as there is room.
    """

    durations_ms: Vector
    bandwidths_kbps: Vector
    latencies_ms: Vector
    news: Memory


class Place(NamedTuple):
    """Where in the loop we are.

    Attributes:
        period: Index of the period.
        left_ms: Until its end.
        now_ms: The line's clock.
    """

    period: int
    left_ms: float
    now_ms: float


def line_of(trace: Trace, payload_share: float = 1.0) -> Line:
    """Return a trace in milliseconds; `payload_share` of each bandwidth carries segments, the rest is overhead."""
    return Line(
        np.round(trace.durations_s * 1e3, _DIGITS),
        np.round(trace.bandwidths_bps / 1e3, _DIGITS) * payload_share,
        np.round(trace.latencies_s * 1e3, _DIGITS),
        np.zeros(0),
    )


@step
def following(line: Line, place: Place) -> Place:
    """Return the beginning of the next period."""
    period = place.period + 1
    if period == len(line.durations_ms):
        period = 0
    now_ms = place.now_ms + place.left_ms
    if len(line.news) > 0:
        line.news[0] += 1.0
        if line.news[0] < len(line.news):
            line.news[int(line.news[0])] = now_ms
    return Place(period, line.durations_ms[period], now_ms)


@step
def within(place: Place, elapsed_ms: float) -> Place:
    """Return the place `elapsed_ms` later in the same period."""
    return Place(place.period, place.left_ms - elapsed_ms, place.now_ms + elapsed_ms)


@step
def move_on(line: Line, place: Place, elapsed_ms: float) -> Place:
    """Return the place `elapsed_ms` later."""
    while elapsed_ms > place.left_ms:
        elapsed_ms -= place.left_ms
        place = following(line, place)
    return within(place, elapsed_ms)


@step
def respond(line: Line, place: Place) -> tuple[Place, float]:
    """Return the place of a request's first bit, and the latency: each period contributes by its own pace."""
    share = 1.0
    waited_ms = 0.0
    while share > 0.0:
        latency_ms = line.latencies_ms[place.period]
        rest_ms = share * latency_ms
        if rest_ms <= place.left_ms:
            return within(place, rest_ms), waited_ms + rest_ms
        waited_ms += place.left_ms
        share -= place.left_ms / latency_ms
        place = following(line, place)
    return place, waited_ms


@step
def transfer(line: Line, place: Place, size_bits: float) -> tuple[Place, float]:
    """Return the place where the last of `size_bits` has arrived, and how long that took."""
    took_ms = 0.0
    while size_bits > 0.0:
        bandwidth_kbps = line.bandwidths_kbps[place.period]
        room_bits = place.left_ms * bandwidth_kbps
        if size_bits <= room_bits:
            rest_ms = size_bits / bandwidth_kbps
            return within(place, rest_ms), took_ms + rest_ms
        took_ms += place.left_ms
        size_bits -= room_bits
        place = following(line, place)
    return place, took_ms
