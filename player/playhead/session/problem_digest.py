"""Tell equal problems once, with their count: a listener that shows each one must not be flooded.

The first of its kind is told at once. What is like it is counted, and told as one each ten seconds for as
long as there is any, at the latest before the title's end or what it failed of. All counts together are the
faults that there were.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from playhead.clock import Clock
from playhead.errors import Problem, Severity
from playhead.events import Event, PlaybackEnded, ProblemRaised

__all__ = ["MERGED_WITHIN_S", "ProblemDigest"]

MERGED_WITHIN_S = 10.0


@dataclass(slots=True)
class _Kind:
    """Problems of one kind.

    Attributes:
        more: Those since it was last told, as one; None while there was no other.
    """

    first: Problem
    timer: asyncio.TimerHandle
    more: Problem | None = None


class ProblemDigest:
    """Passes events on, equal problems merged.

    Args:
        emit: Takes what is told.
    """

    def __init__(self, emit: Callable[[Event], None], clock: Clock) -> None:
        self._emit = emit
        self._clock = clock
        self._kinds: list[_Kind] = []

    def take(self, event: Event) -> None:
        """Pass the event on, now or merged with others like it."""
        if isinstance(event, ProblemRaised) and event.problem.severity is not Severity.FATAL:
            self._count(event)
            return
        if isinstance(event, ProblemRaised | PlaybackEnded):
            self.flush()
        self._emit(event)

    def flush(self) -> None:
        """Tell now what has been counted, and begin anew."""
        kinds, self._kinds = self._kinds, []
        for kind in kinds:
            kind.timer.cancel()
            self._tell(kind)

    def _count(self, event: ProblemRaised) -> None:
        problem = event.problem
        kind = next((each for each in self._kinds if each.first.is_like(problem)), None)
        if kind is not None:
            count = problem.count + (kind.more.count if kind.more is not None else 0)
            kind.more = replace(problem, count=count)
            return
        self._kinds.append(_Kind(problem, self._in_a_while(problem)))
        self._emit(event)

    def _in_a_while(self, first: Problem) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(MERGED_WITHIN_S, self._look, first)

    def _look(self, first: Problem) -> None:
        """Tell what came since the last time, and go on counting; forget it if nothing came."""
        kind = next((each for each in self._kinds if each.first is first), None)
        if kind is None:
            return
        if kind.more is None:
            self._kinds.remove(kind)
            return
        kind.timer = self._in_a_while(first)
        self._tell(kind)
        kind.more = None

    def _tell(self, kind: _Kind) -> None:
        if kind.more is not None:
            self._emit(ProblemRaised(self._clock.now_s(), kind.more))
