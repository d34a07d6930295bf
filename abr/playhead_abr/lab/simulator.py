"""Play a film over a recorded network, with the player's own algorithms, in microseconds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from playhead_abr.catalogue import CATALOGUE, MEMORY, number_of, parameters_of
from playhead_abr.errors import AbrError
from playhead_abr.lab import session
from playhead_abr.lab.batch import METRICS, OUTCOME, Batch, Room, run_batch
from playhead_abr.lab.belief import BELIEF, WINDOW
from playhead_abr.lab.kernels import compiled
from playhead_abr.lab.line import Line, line_of
from playhead_abr.lab.live import Edge
from playhead_abr.lab.movie import Movie
from playhead_abr.lab.replacement import Replacement
from playhead_abr.lab.session import COLUMNS, Outcome, Player
from playhead_abr.lab.session_log import AbandonedAttempts, Replacements, SessionLog
from playhead_abr.lab.session_metrics import SessionMetrics
from playhead_abr.lab.trace import Trace
from playhead_abr.steps import NO_RUNG, Rungs, Vector, logs_of

Floats = NDArray[np.float64]

__all__ = ["AlgorithmSpec", "Mode", "SimulatorSettings", "simulate", "simulate_many"]


# Pensieve's fixed environment: headers take 5% of the line, and a full buffer is slept on by half seconds.
_PENSIEVE_PAYLOAD = 0.95
_PENSIEVE_WAIT_MS = 500.0


class Mode(StrEnum):
    """Whose habits the simulator follows where simulators differ."""

    EXACT = "exact"
    SABRE = "sabre"
    PENSIEVE = "pensieve"


@dataclass(frozen=True, slots=True)
class AlgorithmSpec:
    """An algorithm by name, and the parameters that differ from its own defaults.

    Attributes:
        name: One of `playhead_abr.lab.ALGORITHMS`.
        parameters: By name, with the unit in the name (`gamma_p`, `safety_factor`, `horizon`, ...).
    """

    name: str
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True)
class SimulatorSettings:
    """The player around the algorithm.

    Attributes:
        mode: Whose habits.
        buffer_capacity_s: A request waits until its segment has room under this.
        allows_abandonment: Whether the algorithm's abandonment rule may break downloads off.
        startup_buffer_s: Buffer at which playback starts; 0: with the first segment.
        first_rung: Of the first segment; None: the algorithm decides.
        half_lives_s: Of the two throughput averages (the lower one is believed).
        window_segments: Average over so many last downloads instead, 32 at most; 0: use the half-lives.
        start_s: Where in the trace the session begins.
        seek_at_s, seek_to_s: When the segment to be requested starts at or after `seek_at_s` of media time,
            jump to `seek_to_s` once; None: never.
        part_duration_s: Low latency: segments appear part by part, at the speed of time; 0: all is there.
        live_offset_s: Low latency: how far behind the live edge playback shall be.
        catch_up: Low latency: how much faster or slower than usual playback may go to hold that, by LoL+'s
            control; 0: never, below 1.
        replacement: Which segments in the buffer are fetched again when a better rung is chosen than theirs.
        is_compiled: False runs the same code as plain Python, a thousand times slower.

    Raises:
        AbrError: If a number makes no sense.
    """

    mode: Mode = Mode.EXACT
    buffer_capacity_s: float = 25.0
    allows_abandonment: bool = True
    startup_buffer_s: float = 0.0
    first_rung: int | None = None
    half_lives_s: tuple[float, float] = (3.0, 8.0)
    window_segments: int = 0
    start_s: float = 0.0
    seek_at_s: float | None = None
    seek_to_s: float | None = None
    part_duration_s: float = 0.0
    live_offset_s: float = 3.0
    catch_up: float = 0.0
    replacement: Replacement = Replacement.NONE
    is_compiled: bool = True

    def __post_init__(self) -> None:
        if not self.buffer_capacity_s > 0 or not min(self.half_lives_s) > 0:
            raise AbrError("the buffer's capacity and the half-lives must be positive")
        if (self.seek_at_s is None) != (self.seek_to_s is None):
            raise AbrError("a seek needs both seek_at_s and seek_to_s")
        if min(self.start_s, self.startup_buffer_s, self.part_duration_s, self.live_offset_s) < 0:
            raise AbrError("times must not be negative")
        if not 0 <= self.catch_up < 1:
            raise AbrError(f"catch_up {self.catch_up} is not in [0, 1)")
        if self.replacement is not Replacement.NONE and self.part_duration_s > 0:
            raise AbrError("at the live edge, in parts, there is nothing to replace")
        if not 0 <= self.window_segments <= WINDOW:
            raise AbrError(f"window_segments {self.window_segments} is not in 0..{WINDOW}")


def sabre_settings(
    buffer_s: float = 25.0,
    *,
    allows_abandonment: bool = True,
    window_segments: int = 0,
    replacement: Replacement = Replacement.NONE,
) -> SimulatorSettings:
    """Return settings under which a session goes as in Sabre: `-b`, no `-noa`, `-ws`, `-r`."""
    return SimulatorSettings(
        mode=Mode.SABRE,
        buffer_capacity_s=buffer_s,
        first_rung=0,
        allows_abandonment=allows_abandonment,
        window_segments=window_segments,
        replacement=replacement,
    )


def simulate(movie: Movie, trace: Trace, algorithm: AlgorithmSpec, settings: SimulatorSettings) -> SessionLog:
    """Play the whole film once and return what happened.

    Raises:
        AbrError: If the algorithm or a parameter is unknown, or a setting makes no sense.
    """
    rows, outcome = run_rows(movie, trace, algorithm, settings)
    again = rows[:, session.BEHIND] > 0
    arrived = rows[~again & (rows[:, session.ABANDONED_TO] == NO_RUNG)]
    broken = rows[~again & (rows[:, session.ABANDONED_TO] != NO_RUNG)]
    # What an abandoned attempt or a replacement waited and stalled belongs to the segment that came next.
    owner = np.searchsorted(arrived[:, session.REQUEST_MS], rows[:, session.REQUEST_MS])
    stalls_ms, stalls, waits_ms = (
        np.bincount(owner, rows[:, columns].sum(axis=1), len(arrived))
        for columns in ([session.STALL_MS], [session.STALLS], [session.FULL_MS, session.PAUSE_MS])
    )
    believed_bps = arrived[:, session.BELIEVED_KBPS] * 1e3
    believed_bps[believed_bps <= 0] = np.nan
    return SessionLog(
        movie=movie.name,
        trace=trace.name,
        algorithm=algorithm.name,
        segment_duration_s=movie.segment_duration_s,
        segment=arrived[:, session.SEGMENT].astype(np.int64),
        quality=arrived[:, session.PLAYED].astype(np.int64),
        request_time_s=arrived[:, session.REQUEST_MS] / 1e3,
        wait_s=waits_ms / 1e3,
        latency_s=arrived[:, session.FIRST_BIT_MS] / 1e3,
        download_s=(arrived[:, session.ELAPSED_MS] - arrived[:, session.FIRST_BIT_MS]) / 1e3,
        size_bits=arrived[:, session.SIZE_BITS].copy(),
        stall_s=stalls_ms / 1e3,
        buffer_before_s=arrived[:, session.BEFORE_MS] / 1e3,
        buffer_after_s=arrived[:, session.AFTER_MS] / 1e3,
        throughput_bps=believed_bps,
        reason=arrived[:, session.REASON].astype(np.int64),
        stall_events=stalls.astype(np.int64),
        abandoned=_abandoned(broken),
        replacements=_replacements(rows[again]),
        startup_s=outcome.startup_ms / 1e3,
        total_s=outcome.total_ms / 1e3,
        final_buffer_s=outcome.final_buffer_ms / 1e3,
        discarded_s=outcome.discarded_ms / 1e3,
    )


def _abandoned(rows: NDArray[np.float64]) -> AbandonedAttempts:
    return AbandonedAttempts(
        segment=rows[:, session.SEGMENT].astype(np.int64),
        quality=rows[:, session.RUNG].astype(np.int64),
        request_time_s=rows[:, session.REQUEST_MS] / 1e3,
        elapsed_s=rows[:, session.ELAPSED_MS] / 1e3,
        received_bits=rows[:, session.RECEIVED_BITS].copy(),
    )


def _replacements(rows: NDArray[np.float64]) -> Replacements:
    return Replacements(
        segment=rows[:, session.SEGMENT].astype(np.int64),
        quality=rows[:, session.RUNG].astype(np.int64),
        request_time_s=rows[:, session.REQUEST_MS] / 1e3,
        elapsed_s=rows[:, session.ELAPSED_MS] / 1e3,
        received_bits=rows[:, session.RECEIVED_BITS].copy(),
        is_played=rows[:, session.ABANDONED_TO] == NO_RUNG,
    )


def run_rows(
    movie: Movie,
    trace: Trace,
    algorithm: AlgorithmSpec,
    settings: SimulatorSettings,
    news: NDArray[np.float64] | None = None,
) -> tuple[NDArray[np.float64], Outcome]:
    """Play the film once; return one row for each download (columns: see `playhead_abr.lab.session`).

    `news` takes the times of the trace's period changes, if it is given (see `Line`).
    """
    starts = np.array([settings.start_s])
    rows, outcomes, _ = _run(
        movie, [trace], algorithm, settings, starts, np.zeros(0) if news is None else news
    )
    first, *rest = outcomes[0]
    return rows[: int(first)], Outcome(int(first), *rest)


def simulate_many(
    movie: Movie,
    traces: Sequence[Trace],
    algorithm: AlgorithmSpec,
    settings: SimulatorSettings,
    starts_s: Sequence[float] | None = None,
) -> SessionMetrics:
    """Play the film over each trace and return the raw metrics of each session; compiled throughout.

    Args:
        starts_s: Where each session begins in its trace; None: all at `settings.start_s`.

    Raises:
        AbrError: As `simulate`; or if there are not as many starts as traces.
    """
    starts = np.full(len(traces), settings.start_s) if starts_s is None else np.array(starts_s, np.float64)
    if len(starts) != len(traces):
        raise AbrError(f"{len(starts)} starts for {len(traces)} traces")
    _, _, metrics = _run(movie, traces, algorithm, settings, starts, np.zeros(0))
    return SessionMetrics(**{field.name: metrics[:, i] for i, field in enumerate(fields(SessionMetrics))})


def _run(
    movie: Movie,
    traces: Sequence[Trace],
    algorithm: AlgorithmSpec,
    settings: SimulatorSettings,
    starts_s: Floats,
    news: Floats,
) -> tuple[Floats, Floats, Floats]:
    """Play every session; return the last one's rows, all outcomes and all metrics."""
    number, p = _parameters(algorithm)
    vmaf = movie.vmaf if movie.vmaf is not None else np.zeros((0, 0))
    player = _player_of(settings, movie)
    batch = Batch(rungs_of(movie), vmaf, player, *_packed(traces, settings), news, starts_s * 1e3)
    outcomes, metrics = np.zeros((len(traces), OUTCOME)), np.zeros((len(traces), METRICS))
    run = _kernel() if settings.is_compiled else run_batch
    done, count = 0, movie.segment_count
    while True:  # again, with more rows, from a session that broke off more downloads than fit
        count *= 2
        rows = np.zeros((count, COLUMNS))
        news[:] = 0
        shelf, tally = np.zeros(count), np.zeros(movie.rung_count)
        room = Room(np.zeros(MEMORY), np.zeros(BELIEF), rows, shelf, tally, outcomes, metrics)
        done = run(number, p, batch, done, room)
        if done == len(traces):
            return rows, outcomes, metrics


def rungs_of(movie: Movie) -> Rungs:
    """Return a film as algorithms see it."""
    kbps = np.round(movie.bitrates_bps / 1e3, 9)
    logs, utilities = logs_of(kbps)
    segment_ms = round(movie.segment_duration_s * 1e3, 9)
    return Rungs(kbps, np.array(logs), np.array(utilities), movie.sizes_bits, segment_ms)


def _parameters(algorithm: AlgorithmSpec) -> tuple[int, NDArray[np.float64]]:
    """Return an algorithm's number and its parameters, in milliseconds and kbit/s."""
    number = number_of(algorithm.name)
    values = parameters_of(algorithm.name, algorithm.parameters)
    names = [parameter.name for parameter in CATALOGUE[algorithm.name][1]]
    return number, np.array([value * _scale(name) for name, value in zip(names, values, strict=True)])


def _scale(name: str) -> float:
    """Return what a parameter is multiplied with to be in milliseconds and kbit/s."""
    if name.endswith("_bps_per_s"):
        return 1e-6
    if name.endswith("_bps"):
        return 1e-3
    if name.endswith("_per_s"):
        return 1e-3
    return 1e3 if name.endswith("_s") else 1.0


def _player_of(settings: SimulatorSettings, movie: Movie) -> Player:
    first = settings.first_rung
    if first is not None and not 0 <= first < movie.rung_count:
        raise AbrError(f"first_rung {first}: movie {movie.name} has {movie.rung_count} rungs")
    part_s = settings.part_duration_s
    is_pensieve = settings.mode is Mode.PENSIEVE
    segment_ms = round(movie.segment_duration_s * 1e3, 9)
    fast_ms, slow_ms = (each_s * 1e3 for each_s in settings.half_lives_s)
    return Player(
        segment_ms=segment_ms,
        capacity_ms=settings.buffer_capacity_s * 1e3,
        startup_ms=settings.startup_buffer_s * 1e3,
        abandons=int(settings.allows_abandonment),
        is_sabre=int(settings.mode is Mode.SABRE),
        wait_quantum_ms=_PENSIEVE_WAIT_MS if is_pensieve else 0.0,
        frozen_latency=int(is_pensieve),
        first_rung=NO_RUNG if first is None else first,
        half_lives_ms=(fast_ms, slow_ms),
        latency_shares=(1 - 0.5 ** (segment_ms / fast_ms), 1 - 0.5 ** (segment_ms / slow_ms)),
        window=settings.window_segments,
        seek_at_ms=-1.0 if settings.seek_at_s is None else settings.seek_at_s * 1e3,
        seek_to_ms=-1.0 if settings.seek_to_s is None else settings.seek_to_s * 1e3,
        parts=max(round(movie.segment_duration_s / part_s), 1) if part_s > 0 else 0,
        edge=Edge(settings.live_offset_s * 1e3, settings.catch_up),
        replaces=list(Replacement).index(settings.replacement),
    )


def _line_of(trace: Trace, settings: SimulatorSettings) -> Line:
    return line_of(trace, _PENSIEVE_PAYLOAD if settings.mode is Mode.PENSIEVE else 1.0)


class _Packed(NamedTuple):
    durations_ms: NDArray[np.float64]
    bandwidths_kbps: NDArray[np.float64]
    latencies_ms: NDArray[np.float64]
    first: NDArray[np.int64]
    end: NDArray[np.int64]


def _packed(traces: Sequence[Trace], settings: SimulatorSettings) -> _Packed:
    """Return every trace once, one after the other, and where each session's begins and ends."""
    unique = {id(trace): trace for trace in traces}
    lines = {key: _line_of(trace, settings) for key, trace in unique.items()}
    ends = dict(zip(lines, np.cumsum([len(line.durations_ms) for line in lines.values()]), strict=True))
    end = np.array([ends[id(trace)] for trace in traces], np.int64)
    first = end - [len(trace.durations_s) for trace in traces]

    def row_up(vectors: Iterable[Vector]) -> Floats:
        return np.concatenate([np.asarray(vector) for vector in vectors] or [np.zeros(0)])

    return _Packed(
        row_up(line.durations_ms for line in lines.values()),
        row_up(line.bandwidths_kbps for line in lines.values()),
        row_up(line.latencies_ms for line in lines.values()),
        first,
        end,
    )


@cache
def _kernel() -> Callable[..., int]:
    return compiled(run_batch)
