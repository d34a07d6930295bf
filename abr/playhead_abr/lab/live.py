"""Playback at the live edge: how far behind it is, and how fast it therefore goes."""

from typing import NamedTuple

from playhead_abr.lab.buffer import Buffer, level_of
from playhead_abr.lol_plus import lol_plus_rate
from playhead_abr.steps import step

__all__ = ["Edge", "behind_edge", "rate_at"]

_SECOND_MS = 1000.0
_LEAST_BUFFER_MS = 500.0


class Edge(NamedTuple):
    """What a player at the live edge holds to.

    Attributes:
        offset_ms: How far behind the edge playback shall be. The session begins that long after the first
            picture was taken.
        catch_up: How much faster or slower than usual it may play; 0: never.
    """

    offset_ms: float
    catch_up: float


@step
def behind_edge(edge: Edge, buffer: Buffer, end_ms: float, now_ms: float) -> float:
    """Return how far playback is behind the live edge.

    Args:
        end_ms: Media time at which the buffer ends.
        now_ms: Since the session's start.
    """
    return max(now_ms + edge.offset_ms - end_ms + level_of(buffer), 0.0)


@step
def rate_at(edge: Edge, buffer: Buffer, end_ms: float, now_ms: float) -> float:
    """Return how fast to play, by LoL+'s control."""
    if edge.catch_up == 0.0:
        return 1.0
    behind_ms = behind_edge(edge, buffer, end_ms, now_ms)
    return lol_plus_rate(
        edge.catch_up, edge.offset_ms, _LEAST_BUFFER_MS, _SECOND_MS, level_of(buffer), behind_ms
    )
