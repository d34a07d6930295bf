"""How soon the picture followed the line, as Sabre counts it: a session played once more, event by event.

Sabre's habits, which are kept:

- The line's news (a better or worse period) come before the buffer is played down for a download, and after
  it is for a pause.
- A reaction is looked at when a segment ends while playing; not while the buffer is empty.
- A better line counts only if it is better than all that is in the buffer and all that is waited for.
- Reactions are cut at the buffer's capacity.
"""

from typing import NamedTuple

from playhead_abr.lab import session
from playhead_abr.lab.session import Rows
from playhead_abr.steps import NO_RUNG, Memory, Vector, step

__all__ = ["CLOCK", "Film", "replay"]

# what is waited for: when the line became better, how good, and when the picture was (below 0: not yet)
_SINCE_MS, _RUNG, _REACHED_MS = range(3)

CLOCK = 8
"""How many numbers a replay remembers."""
_LINE_MS, _HEARD, _PLAYED_MS, _PLAYING, _IN_SEGMENT_MS, _WAITING, _RAMPUP_MS, _REACTION_MS = range(CLOCK)


class Film(NamedTuple):
    """What stays the same during a replay.

    Attributes:
        news: Of the session's line.
        carried: Shape (periods,), the best rung that the line carries in each period of the trace.
    """

    news: Vector
    carried: Vector
    segment_ms: float
    capacity_ms: float


@step
def replay(film: Film, rows: Rows, clock: Memory, waiting: Rows, rungs: Memory) -> tuple[float, float]:
    """Return (ramp-up time, below 0: never; total reaction time), both in milliseconds.

    Args:
        rows: Of `run_session`.
        clock: `CLOCK` zeros.
        waiting: Zeros, shape (rungs + 2, 3).
        rungs: Zeros, shape (segments,): takes what has been fetched so far.
    """
    clock[_RAMPUP_MS] = -1.0
    fetched = 0
    for index in range(len(rows)):
        row = rows[index]
        download_ms = row[session.ELAPSED_MS]
        if row[session.FULL_MS] > 0.0:
            _play(film, clock, waiting, rungs, fetched, row[session.FULL_MS])
            _listen(film, clock, waiting, rungs, fetched, row[session.NEWS_FULL])
        if row[session.PAUSE_MS] > 0.0:
            _play(film, clock, waiting, rungs, fetched, row[session.PAUSE_MS])
            _listen(film, clock, waiting, rungs, fetched, row[session.NEWS_REQUEST])
        _listen(film, clock, waiting, rungs, fetched, row[session.NEWS_END])
        if index == 0:
            clock[_PLAYED_MS] = download_ms
        else:
            _play(film, clock, waiting, rungs, fetched, download_ms)
        if row[session.ABANDONED_TO] != NO_RUNG:
            continue
        if row[session.BEHIND] > 0.0:
            rungs[fetched - int(row[session.BEHIND])] = row[session.RUNG]
        else:
            rungs[fetched] = row[session.RUNG]
            fetched += 1
    left_ms = film.segment_ms * (fetched - clock[_PLAYING]) - clock[_IN_SEGMENT_MS]
    _play(film, clock, waiting, rungs, fetched, left_ms)
    return clock[_RAMPUP_MS], clock[_REACTION_MS]


@step
def _listen(film: Film, clock: Memory, waiting: Rows, rungs: Memory, fetched: int, count: float) -> None:
    """Hear the line's news, until `count` of them have been heard."""
    while clock[_HEARD] < count:
        before = film.carried[int(clock[_HEARD]) % len(film.carried)]
        clock[_HEARD] += 1.0
        clock[_LINE_MS] = film.news[int(clock[_HEARD])]
        carried = film.carried[int(clock[_HEARD]) % len(film.carried)]
        if carried != before:
            _settle(film, clock, waiting, clock[_LINE_MS])
            _hear(clock, waiting, rungs, fetched, carried, carried > before)


@step
def _hear(clock: Memory, waiting: Rows, rungs: Memory, fetched: int, carried: float, is_better: bool) -> None:
    count = int(clock[_WAITING])
    for i in range(count):
        if waiting[i][_REACHED_MS] < 0.0 and waiting[i][_RUNG] > carried:
            waiting[i][_REACHED_MS] = clock[_LINE_MS]
    is_news = is_better
    for index in range(int(clock[_PLAYING]), fetched):
        is_news = is_news and carried > rungs[index]
    for i in range(count):
        is_news = is_news and carried > waiting[i][_RUNG]
    if is_news:
        waiting[count][_SINCE_MS] = clock[_LINE_MS]
        waiting[count][_RUNG] = carried
        waiting[count][_REACHED_MS] = -1.0
        clock[_WAITING] += 1.0


@step
def _settle(film: Film, clock: Memory, waiting: Rows, now_ms: float) -> None:
    """Count what is older than a buffer's length."""
    while clock[_WAITING] > 0.0 and waiting[0][_SINCE_MS] < now_ms - film.capacity_ms:
        reaction_ms = film.capacity_ms
        if waiting[0][_REACHED_MS] >= 0.0:
            reaction_ms = min(reaction_ms, waiting[0][_REACHED_MS] - waiting[0][_SINCE_MS])
        clock[_REACTION_MS] += reaction_ms
        for i in range(1, int(clock[_WAITING])):
            for column in range(3):
                waiting[i - 1][column] = waiting[i][column]
        clock[_WAITING] -= 1.0


@step
def _play(film: Film, clock: Memory, waiting: Rows, rungs: Memory, fetched: int, elapsed_ms: float) -> None:
    """Play the buffer down."""
    if int(clock[_PLAYING]) == fetched:
        clock[_PLAYED_MS] += elapsed_ms
        return
    if clock[_IN_SEGMENT_MS] > 0.0:
        left_ms = film.segment_ms - clock[_IN_SEGMENT_MS]
        if elapsed_ms < left_ms:
            clock[_IN_SEGMENT_MS] += elapsed_ms
            clock[_PLAYED_MS] += elapsed_ms
            return
        elapsed_ms -= left_ms
        clock[_PLAYED_MS] += left_ms
        clock[_PLAYING] += 1.0
        clock[_IN_SEGMENT_MS] = 0.0
    while elapsed_ms > 0.0 and clock[_PLAYING] < fetched:
        _begin(film, clock, waiting, rungs[int(clock[_PLAYING])])
        played_ms = min(elapsed_ms, film.segment_ms)
        if elapsed_ms >= film.segment_ms:
            clock[_PLAYING] += 1.0
        else:
            clock[_IN_SEGMENT_MS] = elapsed_ms
        clock[_PLAYED_MS] += played_ms
        elapsed_ms -= played_ms
    clock[_PLAYED_MS] += elapsed_ms
    _settle(film, clock, waiting, clock[_PLAYED_MS])


@step
def _begin(film: Film, clock: Memory, waiting: Rows, rung: float) -> None:
    """Take note of a segment's first picture."""
    if clock[_RAMPUP_MS] < 0.0 and rung >= film.carried[int(clock[_HEARD]) % len(film.carried)]:
        clock[_RAMPUP_MS] = clock[_PLAYED_MS]
    for i in range(int(clock[_WAITING])):
        if waiting[i][_REACHED_MS] < 0.0 and rung >= waiting[i][_RUNG]:
            waiting[i][_REACHED_MS] = clock[_PLAYED_MS]
