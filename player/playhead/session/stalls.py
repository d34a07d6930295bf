"""Whether playback stands for want of data, and since when; told when it begins and when it ends."""

from collections.abc import Callable

from playhead.clock import Clock
from playhead.errors import ErrorCode, Problem, StreamingError, make_problem
from playhead.events import Event, StallEnded, StallStarted
from playhead.session.signal import Signal

__all__ = ["Stalls"]


class Stalls:
    """The stalls of one title, one after another.

    Args:
        emit: Takes `StallStarted` and `StallEnded`.
        limit_s: How long the viewer may be kept waiting at a time.
        why: Gives what keeps the data away, as far as it is known.
    """

    def __init__(
        self,
        clock: Clock,
        emit: Callable[[Event], None],
        limit_s: float,
        why: Callable[[], Problem | None] = lambda: None,
    ) -> None:
        self._clock = clock
        self._emit = emit
        self._limit_s = limit_s
        self._why = why
        self._started_s: float | None = None

    @property
    def is_starved(self) -> bool:
        """Whether playback stands for want of data now."""
        return self._started_s is not None

    @property
    def waited_s(self) -> float:
        """How long it has been standing; 0 if it isn't."""
        return 0.0 if self._started_s is None else self._clock.now_s() - self._started_s

    async def wait(self, changed: Signal, *, is_paused: bool, since_s: float | None = None) -> None:
        """Wait for a change, but not for ever; a viewer who has paused waits for nothing.

        Args:
            changed: What may bring playback on.
            since_s: Loop time at which the wait began, where it is none for a stall: for the first picture.

        Raises:
            StreamingError: STALLED.
        """
        waited_s = self.waited_s if since_s is None else self._clock.now_s() - since_s
        if is_paused:
            await changed.wait()
        elif waited_s >= self._limit_s:
            detail = f"no data for {waited_s:.0f} s, {self._limit_s:.0f} allowed"
            raise StreamingError(make_problem(ErrorCode.STREAMING_STALLED, detail, cause=self._why()))
        else:
            await changed.wait(self._limit_s - waited_s)

    def begin(self, position_s: float) -> None:
        """Playback stands."""
        self._started_s = self._clock.now_s()
        self._emit(StallStarted(self._started_s, position_s))

    def end(self, position_s: float) -> bool:
        """Playback goes on, or goes on elsewhere; False if it wasn't standing."""
        if self._started_s is None:
            return False
        now_s, started_s = self._clock.now_s(), self._started_s
        self._started_s = None
        self._emit(StallEnded(now_s, position_s, now_s - started_s))
        return True
