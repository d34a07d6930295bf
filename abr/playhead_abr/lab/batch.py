"""Many sessions in one compiled loop, and the raw metrics of each."""

from math import inf
from typing import NamedTuple, Protocol

from playhead_abr.lab.line import Line
from playhead_abr.lab.session import (
    ABANDONED_TO,
    BEHIND,
    OFFSET_MS,
    PLAYED,
    SEGMENT,
    STALL_MS,
    STALLS,
    WASTED_BITS,
    Outcome,
    Player,
    Rows,
    run_session,
)
from playhead_abr.steps import NO_RUNG, Matrix, Memory, Rungs, Vector, step

__all__ = ["METRICS", "OUTCOME", "Batch", "Room", "run_batch"]

METRICS = 21
"""In the order of `SessionMetrics`."""

OUTCOME = 7
"""In the order of `Outcome`."""


class Cuts(Protocol):
    """An array that can be cut into views."""

    def __getitem__(self, cut: slice, /) -> Vector: ...


class Places(Protocol):
    """Indices."""

    def __getitem__(self, index: int, /) -> int: ...


class Batch(NamedTuple):
    """A film and many traces, one after the other in the same vectors.

    Attributes:
        vmaf: Shape (segments, rungs), or no rows.
        durations_ms, bandwidths_kbps, latencies_ms: As in `Line`, for each trace in turn.
        first, end: Shape (sessions,): where each session's trace begins and ends in them.
        news: As in `Line`.
        starts_ms: Shape (sessions,).
    """

    rungs: Rungs
    vmaf: Matrix
    player: Player
    durations_ms: Cuts
    bandwidths_kbps: Cuts
    latencies_ms: Cuts
    first: Places
    end: Places
    news: Memory
    starts_ms: Vector


class Room(NamedTuple):
    """Memory to work in and to write to.

    Attributes:
        memory, belief: Of one session.
        rows: Of one session; shape (most rows, `COLUMNS`). The last session's stay.
        shelf: Of one session; shape (segments,).
        tally: Shape (rungs,).
        outcomes: Shape (sessions, `OUTCOME`): each session's `Outcome`.
        metrics: Shape (sessions, `METRICS`).
    """

    memory: Memory
    belief: Memory
    rows: Rows
    shelf: Memory
    tally: Memory
    outcomes: Rows
    metrics: Rows


@step
def run_batch(number: int, p: Vector, batch: Batch, begin: int, room: Room) -> int:
    """Play session after session from `begin` on; return the first whose rows didn't fit, or their number."""
    for index in range(begin, len(batch.starts_ms)):
        cut = slice(batch.first[index], batch.end[index])
        line = Line(batch.durations_ms[cut], batch.bandwidths_kbps[cut], batch.latencies_ms[cut], batch.news)
        _clear(room.memory)
        _clear(room.belief)
        _clear(room.tally)
        _clear(room.metrics[index])
        outcome = run_session(
            number,
            p,
            batch.rungs,
            line,
            batch.player,
            batch.starts_ms[index],
            room.memory,
            room.belief,
            room.rows,
            room.shelf,
        )
        if outcome.rows < 0:
            return index
        _keep(outcome, room.outcomes[index])
        _measure(batch.rungs, batch.vmaf, room.rows, outcome, room.tally, room.metrics[index])
    return len(batch.starts_ms)


@step
def _keep(outcome: Outcome, out: Memory) -> None:
    out[0] = outcome.rows
    out[1] = outcome.startup_ms
    out[2] = outcome.total_ms
    out[3] = outcome.final_buffer_ms
    out[4] = outcome.discarded_ms
    out[5] = outcome.stall_ms
    out[6] = outcome.stalls


@step
def _clear(numbers: Memory) -> None:
    for i in range(len(numbers)):
        numbers[i] = 0.0


@step
def _measure(rungs: Rungs, vmaf: Matrix, rows: Rows, outcome: Outcome, tally: Memory, out: Memory) -> None:
    last = NO_RUNG
    segments = 0
    for index in range(outcome.rows):
        row = rows[index]
        out[2] += row[STALL_MS] / 1e3
        out[3] += row[STALLS]
        out[17] += row[WASTED_BITS]
        if row[BEHIND] > 0.0:
            out[19] += 1.0 if row[ABANDONED_TO] == NO_RUNG else 0.0
            continue
        if row[ABANDONED_TO] != NO_RUNG:
            out[18] += 1.0
            continue
        out[20] += row[OFFSET_MS] / 1e3
        rung = int(row[PLAYED])
        tally[rung] += 1.0
        _count(rungs, vmaf, int(row[SEGMENT]), rung, last, out)
        last = rung
        segments += 1
    out[0] = segments
    out[1] = outcome.startup_ms / 1e3
    out[4] = outcome.total_ms / 1e3
    out[11] = tally[0]
    below = 0.0
    for rung in range(len(tally)):
        below += tally[rung]
        if below > 0.05 * segments:
            out[6] = rungs.bitrates_bps[rung] * 1e3
            break


@step
def _count(rungs: Rungs, vmaf: Matrix, segment: int, rung: int, last: int, out: Memory) -> None:
    b = rungs.bitrates_bps  # in kbit/s here
    u = rungs.utilities
    seen = vmaf[segment][rung] if len(vmaf) > 0 else inf - inf
    out[5] += b[rung] * 1e3
    out[7] += u[rung]
    out[12] += seen
    if last == NO_RUNG:
        out[14] = b[rung] * 1e3
        out[15] = u[rung]
        out[16] = seen
        return
    if rung != last:
        out[8] += 1.0
        out[9] += abs(b[rung] - b[last]) * 1e3
        out[10] += abs(u[rung] - u[last])
    out[13] += abs(seen - vmaf[segment - 1][last]) if len(vmaf) > 0 else seen
