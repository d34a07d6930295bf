"""Fetch a segment again that lies in the buffer in a lower rung than would be chosen now.

The line has become better, and seconds of poor picture are still to come: one of them may be fetched again
instead of the next segment (Spiteri, Sitaraman, Sparacio: "From Theory to Practice", MMSys 2018, §5, "fast
switching"; dash.js's option of that name). What is about to be played stays: a replacement begins one and a
half segments ahead of the playhead at the earliest, and comes to nothing if the playhead reaches its segment
first.
"""

from enum import StrEnum
from math import ceil
from typing import Protocol

from playhead_abr.lab.buffer import Buffer, level_of
from playhead_abr.steps import Memory, step

__all__ = ["LEFT", "NONE", "RIGHT", "Replacement", "is_in_time", "replaceable"]


class Replacement(StrEnum):
    """Which of the segments that could be better is fetched again: none, the earliest, or the latest."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"


NONE, LEFT, RIGHT = range(3)
"""As compiled code knows them, in the order of `Replacement`."""

_AHEAD = 1.5  # segments, from the playhead on, that are left alone


class Rungs(Protocol):
    """What was fetched: a table and where each segment stands in it."""

    def __getitem__(self, index: int, /) -> Memory: ...


@step
def replaceable(
    strategy: int, buffer: Buffer, next_segment: int, rung: int, shelf: Memory, rows: Rungs, column: int
) -> int:
    """Return how many segments before `next_segment` the one lies that is fetched again at `rung`; 0: none.

    Args:
        buffer: Whole segments, the last of which is the one before `next_segment`.
        shelf: Shape (segments,), each segment's row in `rows`, whose `column` is the rung it would be
            played in.
    """
    count = int(buffer.pieces)
    first = ceil(_AHEAD + buffer.into_ms / buffer.piece_ms)
    found = 0
    for index in range(first, count):
        behind = count - index
        if rows[int(shelf[next_segment - behind])][column] < rung:
            found = behind
            if strategy == LEFT:
                break
    return found


@step
def is_in_time(buffer: Buffer, behind: int) -> bool:
    """Return whether playback hasn't begun with the segment that lies `behind` segments before the next."""
    return level_of(buffer) - buffer.piece_ms * behind >= 0.0
