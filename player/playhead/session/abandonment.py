"""Give up a running download that can't arrive in time, while there is still time for a smaller one.

A choice is made before the line drops; a big segment on a line that has become slow drains the buffer to the
last picture. So each piece that arrives is asked: at the pace of the last second, does the rest come before
the buffer is empty? If it doesn't, and the whole of a lower rung would come sooner than the rest of this one,
we start over with that (dash.js's AbandonRequestsRule asks the same of the pace since the request; what came
before the drop then hides it until the buffer is empty).
"""

from collections import deque
from collections.abc import Callable

from playhead.errors import ErrorCode, NetworkError, make_problem
from playhead.net.fetcher import Progress
from playhead.presentation import Representation

__all__ = ["AbandonedError", "Watch", "no_lower"]

# Before this much time and data, the pace is a guess.
_SETTLED_S = 0.5
_SETTLED_BYTES = 16_384
_RECENT_S = 1.0
# The rest must come with this much of the buffer left, or it is too late for the next segment.
_RESERVE_S = 0.5
_LONG_ENOUGH_S = 2.0
_FAR_TOO_LATE_S = 4.0
# Slower than this share of the media's own pace nothing plays, whatever the line: a request may just have got
# stuck at its server.
_CRAWL = 0.25


class AbandonedError(Exception):
    """A download was given up for a smaller one; no fault of anybody's.

    Attributes:
        received_bytes, elapsed_s: What had come by then, and how long after the request.
    """

    def __init__(self, received_bytes: int, elapsed_s: float, rest_s: float, level_s: float) -> None:
        self.received_bytes = received_bytes
        self.elapsed_s = elapsed_s
        pace_bps = received_bytes * 8 / elapsed_s
        super().__init__(
            f"given up: at {pace_bps / 1e6:.2f} Mbit/s the rest would take {rest_s:.1f} s "
            f"with {level_s:.1f} s left to play"
        )


class Watch:
    """Watches one segment's download.

    Args:
        representation: What is being downloaded.
        lower: The best rung below it; None if there is none.
        level_s: Gives what is left to play.
        duration_s: Of the media in it.
        patience_s: The rest may take so much even if nothing is left to play.
        has_other_place: There is another server that may be faster where nothing smaller is left.
    """

    def __init__(
        self,
        representation: Representation,
        lower: Representation | None,
        level_s: Callable[[], float],
        duration_s: float,
        *,
        patience_s: float = 0.0,
        has_other_place: bool = False,
    ) -> None:
        self._level_s = level_s
        self._duration_s = duration_s
        self._patience_s = patience_s
        self._has_other_place = has_other_place
        can_be_smaller = lower is not None and 0 < lower.bandwidth_bps < representation.bandwidth_bps
        self._marks: deque[tuple[float, int]] = deque([(0.0, 0)])
        self._share = lower.bandwidth_bps / representation.bandwidth_bps if lower and can_be_smaller else None

    def __call__(self, progress: Progress) -> None:
        """Look at the pace.

        Raises:
            AbandonedError: If the rest comes too late and a lower rung would come sooner.
            NetworkError: STALL_TIMEOUT, if there is no lower one and the rest comes far too late.
        """
        self._mark(progress)
        expected = progress.expected_bytes
        is_settled = progress.elapsed_s >= _SETTLED_S and progress.received_bytes >= _SETTLED_BYTES
        # A drip may never come to so many bytes.
        if expected is None or not (is_settled or progress.elapsed_s >= _LONG_ENOUGH_S):
            return
        pace_bps = self._pace_bps(progress)
        rest_s = (expected - progress.received_bytes) * 8 / pace_bps
        if self._share is None:
            since_start_bps = progress.received_bytes * 8 / progress.elapsed_s
            is_crawling = since_start_bps * self._duration_s < expected * 8 * _CRAWL
            self._consider_another_try(pace_bps, rest_s, may_leave=self._has_other_place or is_crawling)
            return
        instead_s = expected * self._share * 8 / pace_bps
        level_s = self._level_s()
        if rest_s > max(level_s - _RESERVE_S, self._patience_s) and instead_s < rest_s:
            raise AbandonedError(progress.received_bytes, progress.elapsed_s, rest_s, level_s)

    def _mark(self, progress: Progress) -> None:
        marks = self._marks
        if progress.elapsed_s < marks[-1][0]:
            marks.clear()  # it began anew
            marks.append((0.0, 0))
        marks.append((progress.elapsed_s, progress.received_bytes))
        while len(marks) > 2 and progress.elapsed_s - marks[1][0] >= _RECENT_S:
            marks.popleft()

    def _pace_bps(self, progress: Progress) -> float:
        """Return the pace of the last second or so; over all of it as long as it is young."""
        since_s, before = self._marks[0]
        if progress.elapsed_s - since_s < _SETTLED_S:
            since_s, before = 0.0, 0
        return max(progress.received_bytes - before, 1) * 8 / (progress.elapsed_s - since_s)

    def _consider_another_try(self, pace_bps: float, rest_s: float, *, may_leave: bool) -> None:
        if may_leave and rest_s > self._level_s() + _FAR_TOO_LATE_S:
            detail = f"at {pace_bps / 1e6:.3f} Mbit/s the rest would take {rest_s:.0f} s"
            raise NetworkError(make_problem(ErrorCode.NETWORK_STALL_TIMEOUT, detail))


def no_lower(representations: tuple[Representation, ...], given_up: Representation) -> set[str]:
    """Return the ids of those that would arrive no sooner than what was given up, itself included."""
    return {each.id for each in representations if each.bandwidth_bps >= given_up.bandwidth_bps}
