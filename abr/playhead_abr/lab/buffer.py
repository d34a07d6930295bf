"""What has been fetched and not yet played: whole pieces, and how far the first of them has been played."""

from typing import NamedTuple

from playhead_abr.steps import step

__all__ = ["Buffer", "Played", "level_of", "play", "play_at"]


class Buffer(NamedTuple):
    """Pieces of equal length: segments, or parts of them.

    Attributes:
        pieces: How many, the one being played included.
        into_ms: How much of that one has been played.
        piece_ms: Length of each.
    """

    pieces: float
    into_ms: float
    piece_ms: float


class Played(NamedTuple):
    """After playing for a while.

    Attributes:
        stall_ms: How long playback stood still for want of data.
        stalls: How often it ran dry: 0 or 1.
    """

    buffer: Buffer
    stall_ms: float
    stalls: float


@step
def level_of(buffer: Buffer) -> float:
    """Return how many milliseconds can be played."""
    return buffer.piece_ms * buffer.pieces - buffer.into_ms


@step
def play(buffer: Buffer, elapsed_ms: float) -> Played:
    """Play for `elapsed_ms`, or as long as there is something to play."""
    pieces, into_ms, piece_ms = buffer
    if pieces == 0.0:
        return Played(buffer, elapsed_ms, 0.0)
    if into_ms > 0.0:
        if elapsed_ms + into_ms < piece_ms:
            return Played(Buffer(pieces, into_ms + elapsed_ms, piece_ms), 0.0, 0.0)
        elapsed_ms -= piece_ms - into_ms
        pieces -= 1.0
    while elapsed_ms >= piece_ms and pieces > 0.0:
        elapsed_ms -= piece_ms
        pieces -= 1.0
    if elapsed_ms > 0.0 and pieces == 0.0:
        return Played(Buffer(0.0, 0.0, piece_ms), elapsed_ms, 1.0)
    return Played(Buffer(pieces, max(elapsed_ms, 0.0), piece_ms), 0.0, 0.0)


@step
def play_at(rate: float, buffer: Buffer, elapsed_ms: float) -> Played:
    """Play for `elapsed_ms` of watching, at a rate above 0."""
    after, stall_ms, stalls = play(buffer, elapsed_ms * rate)
    return Played(after, stall_ms / rate, stalls)
