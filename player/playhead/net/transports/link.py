"""One line that all downloads share, computed instead of ticked.

The line's bandwidth follows a trace that repeats: (duration, bandwidth) steps. Downloads that are under way
at the same time get equal shares (egalitarian processor sharing), which is what TCP comes to on a home line.

How it is exact with few events: let V be the bytes that each active download has been served since the line
was made. A download that begins at V = v and has its piece end after b bytes gets that piece when V = v + b,
whoever comes or goes meanwhile; only the speed of V changes. So one heap of targets in V and one timer for
the lowest are enough. When V reaches it follows from the trace's running sum of bits by a binary search, so
steps of the trace, zero ones included, are no events at all.
"""

import asyncio
import heapq
import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from playhead.errors import ErrorCode, PlayerStateError, make_problem

__all__ = ["HEARTBEAT_S", "BandwidthTrace", "Download", "SharedLink"]

HEARTBEAT_S = 1.0
"""A reader hears of arriving bytes at least this often."""


class BandwidthTrace:
    """Bandwidth over time, repeating for ever.

    Args:
        steps: (duration in s, bandwidth in bits/s); zero bandwidth is silence.

    Raises:
        PlayerStateError: BAD_CONFIG, if a duration isn't positive or a bandwidth is negative or not finite.
    """

    def __init__(self, steps: Sequence[tuple[float, float]]) -> None:
        for duration_s, bandwidth_bps in steps:
            if not (0 < duration_s < math.inf and 0 <= bandwidth_bps < math.inf):
                detail = f"a trace step of {duration_s} s at {bandwidth_bps} bit/s"
                raise PlayerStateError(make_problem(ErrorCode.PLAYER_BAD_CONFIG, detail))
        if not steps:
            raise PlayerStateError(make_problem(ErrorCode.PLAYER_BAD_CONFIG, "a trace without steps"))
        self._bandwidths_bps = [float(bandwidth_bps) for _, bandwidth_bps in steps]
        # Running sums at the start of each step, and at the end of the last.
        self._times_s = list(accumulate((duration_s for duration_s, _ in steps), initial=0.0))
        self._bits = list(
            accumulate((duration_s * bandwidth_bps for duration_s, bandwidth_bps in steps), initial=0.0)
        )

    def bits_until(self, time_s: float) -> float:
        """Return how many bits the line carries from its beginning to `time_s`."""
        rounds, rest_s = divmod(time_s, self._times_s[-1])
        step = bisect_right(self._times_s, rest_s, hi=len(self._bandwidths_bps)) - 1
        return (
            rounds * self._bits[-1]
            + self._bits[step]
            + (rest_s - self._times_s[step]) * self._bandwidths_bps[step]
        )

    def time_of(self, bits: float) -> float:
        """Return the first moment at which the line has carried so many bits; infinite if it never will."""
        if bits <= 0:
            return 0.0
        if self._bits[-1] == 0:
            return math.inf
        # A round's last bit belongs to that round: a pause at its end must not delay it.
        rounds = math.ceil(bits / self._bits[-1]) - 1
        rest = bits - rounds * self._bits[-1]
        step = max(0, bisect_left(self._bits, rest) - 1)
        step = min(step, len(self._bandwidths_bps) - 1)
        bandwidth_bps = self._bandwidths_bps[step]
        into_s = (rest - self._bits[step]) / bandwidth_bps if bandwidth_bps > 0 else 0.0
        return rounds * self._times_s[-1] + self._times_s[step] + into_s


class SharedLink:
    """The line.

    Args:
        trace: Its bandwidth; time zero is the first download's begin.
    """

    def __init__(self, trace: BandwidthTrace) -> None:
        self._trace = trace
        self._begin_s: float | None = None
        self._now_bits = 0.0
        self._served_bytes = 0.0  # V
        self._marks: list[tuple[float, int, Download, asyncio.Future[None] | None]] = []
        self._count = 0
        self._active = 0
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, size_bytes: int) -> "Download":
        """Put a body on the line."""
        self._advance()
        if self._active == 0:
            # Small numbers keep the arithmetic exact over long sessions.
            self._served_bytes = 0.0
            self._marks.clear()
        download = Download(self, size_bytes, self._served_bytes)
        self._active += 1
        self._mark(download, size_bytes, None)
        return download

    def end(self, download: "Download") -> None:
        """Take a download off the line, finished or not; the others share what it leaves."""
        if not download.is_over:
            self._advance()
            self._leave(download)
            self._arm()

    def arrived_bytes(self, download: "Download") -> int:
        """Return how much of a body has come."""
        if download.is_over:
            return download.size_bytes
        self._advance()
        # V is a float: a byte that is due within a millionth of a byte's time is there.
        return min(download.size_bytes, int(self._served_bytes - download.begin_bytes + 1e-6))

    def arrival(self, download: "Download", count_bytes: int) -> "asyncio.Future[None]":
        """Return what is done when so many bytes of the body have come."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._advance()
        self._mark(download, count_bytes, future)
        return future

    def close(self) -> None:
        """Stop; nothing arrives any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _mark(self, download: "Download", count_bytes: int, future: "asyncio.Future[None] | None") -> None:
        self._count += 1
        heapq.heappush(self._marks, (download.begin_bytes + count_bytes, self._count, download, future))
        self._arm()

    def _leave(self, download: "Download") -> None:
        download.is_over = True
        self._active -= 1

    def _now_s(self) -> float:
        loop_s = asyncio.get_running_loop().time()
        if self._begin_s is None:
            self._begin_s = loop_s
        return loop_s - self._begin_s

    def _advance(self) -> None:
        """Bring V up to now."""
        now_bits = self._trace.bits_until(self._now_s())
        if self._active:
            self._served_bytes += max(0.0, now_bits - self._now_bits) / 8 / self._active
        self._now_bits = now_bits

    def _arm(self) -> None:
        """Set the timer for the lowest mark that still matters."""
        self.close()
        while self._marks and _is_stale(self._marks[0][2], self._marks[0][3]):
            heapq.heappop(self._marks)
        if not self._marks:
            return
        missing_bytes = max(0.0, self._marks[0][0] - self._served_bytes)
        when_s = self._trace.time_of(self._now_bits + missing_bytes * 8 * self._active)
        if when_s < math.inf:
            assert self._begin_s is not None
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(max(loop.time(), self._begin_s + when_s), self._reach)

    def _reach(self) -> None:
        """Do what is due: at least the lowest mark, which the timer was set for."""
        self._timer = None
        self._advance()
        self._served_bytes = max(self._served_bytes, self._marks[0][0])
        while self._marks and self._marks[0][0] <= self._served_bytes:
            _, _, download, future = heapq.heappop(self._marks)
            if _is_stale(download, future):
                continue
            if future is None:
                self._leave(download)
            else:
                future.set_result(None)
        self._arm()


class Download:
    """One body on its way over the line; it keeps coming while nobody reads."""

    def __init__(self, link: SharedLink, size_bytes: int, begin_bytes: float) -> None:
        self.size_bytes = size_bytes
        self.begin_bytes = begin_bytes
        self.is_over = False
        self._link = link
        self._taken_bytes = 0

    async def next(self, piece_bytes: int) -> int:
        """Wait for the next piece and return its length.

        A piece comes when it is complete, but at least once in `HEARTBEAT_S` if anything comes at all: a slow
        line must not look like a silent one.
        """
        wanted = min(self.size_bytes, self._taken_bytes + piece_bytes)
        arrived = self._link.arrived_bytes(self)
        if arrived < wanted:
            arrived = await self._wait(wanted, arrived)
        length = min(arrived, wanted) - self._taken_bytes
        self._taken_bytes += length
        return length

    async def _wait(self, wanted: int, arrived: int) -> int:
        whole = self._link.arrival(self, wanted)
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                await whole
            return wanted
        except TimeoutError:
            arrived = self._link.arrived_bytes(self)
        if arrived <= self._taken_bytes:
            arrived = self._taken_bytes + 1
            await self._link.arrival(self, arrived)
        return arrived


def _is_stale(download: Download, future: "asyncio.Future[None] | None") -> bool:
    # A reader's mark outlives the download's end: both may be due at the same moment.
    return download.is_over if future is None else future.done()
