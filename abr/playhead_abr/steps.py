"""How every algorithm is written: a step over plain numbers, which Python runs and the lab compiles.

An algorithm is a few functions marked `@step`. They see sequences and numbers only, keep what they must
remember in a vector that the caller owns (`memory`, zeros at first), and read their parameters from another.
The player calls them as they are, with lists; the lab hands the very same functions to numba, with arrays.
So a step may use arithmetic, `math`, `len`, loops and the records below, and nothing else.

Names tell the player's units, seconds and bit/s. The lab's are milliseconds and kbit/s, which is why a step
holds no number that has a unit: those are parameters, and the lab converts them by the end of their names.
"""

from collections.abc import Callable
from math import log
from typing import NamedTuple, ParamSpec, Protocol, TypeVar

__all__ = [
    "NOTHING",
    "NO_RUNG",
    "STEPS",
    "Arrival",
    "Matrix",
    "Memory",
    "Now",
    "Parameter",
    "Progress",
    "Rungs",
    "Vector",
    "logs_of",
    "step",
]

P = ParamSpec("P")
R = TypeVar("R")

NO_RUNG = -1
"""Stands for "none" where a rung is expected: compiled code knows no None."""

NOTHING = -2
"""Stands for a download that was broken off with nothing to be fetched instead."""

STEPS: list[Callable[..., object]] = []
"""Every function that the lab compiles."""


def step(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function as one that the lab may compile; it stays as it is."""
    STEPS.append(function)
    return function


class Vector(Protocol):
    """Numbers to read: a tuple or list in the player, an array in the lab."""

    def __getitem__(self, index: int, /) -> float: ...
    def __len__(self) -> int: ...


class Memory(Vector, Protocol):
    """Numbers to read and write."""

    def __setitem__(self, index: int, value: float, /) -> None: ...


class Matrix(Protocol):
    """Rows of numbers."""

    def __getitem__(self, index: int, /) -> Vector: ...
    def __len__(self) -> int: ...


class Rungs(NamedTuple):
    """The ladder and what is known of the segments on it.

    Attributes:
        bitrates_bps: Shape (rungs,), ascending.
        logs: Shape (rungs,), log(bitrate).
        utilities: Shape (rungs,), log(bitrate / lowest bitrate).
        sizes_bits: Shape (segments, rungs). In the player: of the next few, row 0 being the next.
        segment_s: Length of a segment.
    """

    bitrates_bps: Vector
    logs: Vector
    utilities: Vector
    sizes_bits: Matrix
    segment_s: float


class Now(NamedTuple):
    """The moment when a segment is to be requested.

    Attributes:
        segment: Row of `Rungs.sizes_bits` that is to be requested.
        since_start: Segments fetched since the start or the last seek.
        remaining: Segments still to be fetched, this one included.
        buffer_s: Seconds playable ahead of the playhead.
        capacity_s: Most that the buffer may hold, the arriving segment included.
        throughput_bps: What the network is believed to carry; 0 before any measurement.
        latency_s: Request to first bit, believed.
        current: Rung of the segment before, or `NO_RUNG`.
        rate: Seconds of media that a second of watching uses.
        live_offset_s: How far behind the live edge playback is; 0 if it isn't live.
    """

    segment: int
    since_start: int
    remaining: int
    buffer_s: float
    capacity_s: float
    throughput_bps: float
    latency_s: float
    current: int
    rate: float
    live_offset_s: float


class Arrival(NamedTuple):
    """A download that ended, by arriving or by being broken off.

    Attributes:
        rung: What was fetched.
        abandoned_to: Rung to be fetched instead, or `NO_RUNG` if it arrived, or `NOTHING`.
        received_bits: Bits that arrived.
        latency_s: Request to first bit.
        download_s: First bit to last.
        buffer_s: Buffer level after it, the arrived segment included.
        capacity_s: As in `Now`.
        is_replacement: Whether it was for a segment that the buffer holds in a lower rung.
    """

    rung: int
    abandoned_to: int
    received_bits: float
    latency_s: float
    download_s: float
    buffer_s: float
    capacity_s: float
    is_replacement: bool = False


class Progress(NamedTuple):
    """A download that is under way.

    Attributes:
        rung: What is being fetched.
        size_bits: All of it.
        received_bits: What has arrived; more than 0, less than all.
        elapsed_s: Since the request.
        latency_s: Request to first bit.
        buffer_s: Seconds playable now.
        throughput_bps: What was believed at the request.
        estimated_latency_s: Believed latency of another request.
    """

    rung: int
    size_bits: float
    received_bits: float
    elapsed_s: float
    latency_s: float
    buffer_s: float
    throughput_bps: float
    estimated_latency_s: float


class Parameter(NamedTuple):
    """One number that tunes an algorithm.

    Attributes:
        name: With its unit at the end, if it has one.
        default: Its value unless told otherwise.
        meaning: In a few words.
    """

    name: str
    default: float
    meaning: str


def logs_of(bitrates_bps: Vector) -> tuple[list[float], list[float]]:
    """Return (logs, utilities) as `Rungs` has them."""
    logs = [log(bitrates_bps[index]) for index in range(len(bitrates_bps))]
    return logs, [each - logs[0] for each in logs]
