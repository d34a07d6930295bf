"""One session, step by step: wait for room, decide, fetch, play. Pure Python that numba compiles as it is.

Times are in milliseconds in here and bandwidths in kbit/s, for the algorithms too (see
`playhead_abr.lab.line` and `playhead_abr.steps`).
"""

from math import ceil
from typing import NamedTuple, Protocol

from playhead_abr.catalogue import arrived, choose, paused, sought
from playhead_abr.lab.belief import LATENCY_MS, THROUGHPUT_KBPS, believe, believe_last, believe_slowly
from playhead_abr.lab.buffer import Buffer, level_of, play, play_at
from playhead_abr.lab.fetching import Fetched, Request, fetch, fetch_parts, fetch_watched
from playhead_abr.lab.line import Line, Place, move_on
from playhead_abr.lab.live import Edge, behind_edge, rate_at
from playhead_abr.lab.replacement import NONE, is_in_time, replaceable
from playhead_abr.reasons import FIXED, REPLACED
from playhead_abr.steps import NO_RUNG, NOTHING, Arrival, Memory, Now, Rungs, Vector, step

__all__ = ["COLUMNS", "Outcome", "Player", "Rows", "run_session"]

(
    SEGMENT,
    RUNG,
    REQUEST_MS,
    FULL_MS,
    PAUSE_MS,
    FIRST_BIT_MS,
    ELAPSED_MS,
    SIZE_BITS,
    RECEIVED_BITS,
    STALL_MS,
    STALLS,
    BEFORE_MS,
    AFTER_MS,
    BELIEVED_KBPS,
    REASON,
    ABANDONED_TO,
    NEWS_FULL,
    NEWS_REQUEST,
    NEWS_END,
    BEHIND,
    PLAYED,
    WASTED_BITS,
    OFFSET_MS,
) = range(23)
COLUMNS = 23
"""One row for each download, in the order of their ends. `ELAPSED_MS` is from the request on; the `NEWS_…`
count the line's news (see `Line`) until the end of the waiting for room, of the pause and of the download.
`BEHIND` is above 0 for a segment that is fetched again: how many segments it lies before the next one.
`PLAYED` is the rung in which the segment will be played, in the row in which it arrived first. `OFFSET_MS` is
how far behind the live edge playback was at the request."""


class Rows(Protocol):
    """Where a session writes."""

    def __getitem__(self, index: int, /) -> Memory: ...
    def __len__(self) -> int: ...


class Player(NamedTuple):
    """`SimulatorSettings` in numbers; negative where there is none.

    Attributes:
        is_sabre: 1: as Sabre does it. A download that was broken off is followed by whatever the algorithm
            chooses when asked again, not by the rung it was broken off for; sums keep their order.
        wait_quantum_ms: A full buffer is waited for in multiples of this; 0: exactly.
        frozen_latency: 1: a request's latency passes without the network moving on.
        first_rung: Of the first segment; negative: the algorithm decides.
        latency_shares: As in `believe`.
        replaces: Which segments are fetched again, as in `playhead_abr.lab.replacement`.
    """

    segment_ms: float
    capacity_ms: float
    startup_ms: float
    abandons: int
    is_sabre: int
    wait_quantum_ms: float
    frozen_latency: int
    first_rung: int
    half_lives_ms: tuple[float, float]
    latency_shares: tuple[float, float]
    window: int
    seek_at_ms: float
    seek_to_ms: float
    parts: int
    edge: Edge
    replaces: int


class Outcome(NamedTuple):
    """What a session's rows don't say.

    Attributes:
        rows: How many rows were written, or -1 if there were too few.
        stall_ms, stalls: While the last of the buffer was played: what rounding leaves, which Sabre counts.
    """

    rows: int
    startup_ms: float
    total_ms: float
    final_buffer_ms: float
    discarded_ms: float
    stall_ms: float
    stalls: float


class State(NamedTuple):
    """Where a session stands between two downloads.

    Attributes:
        segment: To be fetched next.
        since_start: Segments fetched since the start or the seek.
        current: Rung of the segment before, or `NO_RUNG`.
        wanted: Rung that a download was broken off for, or `NO_RUNG`.
        startup_ms: When playback began; below 0: not yet.
        seek_at_ms: Media time of a seek still to come; below 0: none.
        stall_ms, stalls: In the pause before the next request.
    """

    segment: int
    since_start: int
    current: int
    wanted: int
    now_ms: float
    buffer: Buffer
    startup_ms: float
    seek_at_ms: float
    discarded_ms: float
    stall_ms: float
    stalls: float


@step
def run_session(
    number: int,
    p: Vector,
    rungs: Rungs,
    line: Line,
    player: Player,
    start_ms: float,
    memory: Memory,
    belief: Memory,
    rows: Rows,
    shelf: Memory,
) -> Outcome:
    """Play the film once.

    Args:
        number, p: Algorithm and parameters, of `playhead_abr.catalogue`.
        start_ms: Where in the trace the session begins.
        memory, belief: Zeros.
        rows: Where to write; shape (most rows, `COLUMNS`).
        shelf: Shape (segments,): takes the row in which each segment arrived.
    """
    place = move_on(line, Place(0, line.durations_ms[0], 0.0), start_ms)
    buffer = Buffer(0.0, 0.0, player.segment_ms / max(player.parts, 1))
    state = State(0, 0, NO_RUNG, NO_RUNG, 0.0, buffer, -1.0, player.seek_at_ms, 0.0, 0.0, 0.0)
    count = 0
    while state.segment < len(rungs.sizes_bits):
        if count == len(rows):
            return Outcome(-1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        if 0.0 <= state.seek_at_ms <= state.segment * player.segment_ms:
            sought(number, memory)
            state = _jumped(state, int(player.seek_to_ms // player.segment_ms))
        row = rows[count]
        state = _make_room(number, memory, player, state, row)
        rung = _decide(number, p, memory, belief, rungs, player, state, row)
        behind = _behind(player, state, rung, shelf, rows, row)
        state = _waited(player, state, row[PAUSE_MS])
        place = _wait_out(line, place, row)
        request = Request(
            rung,
            rungs.sizes_bits[state.segment - behind][rung],
            state.buffer,
            state.startup_ms >= 0.0,
            belief[THROUGHPUT_KBPS],
            belief[LATENCY_MS],
            player.segment_ms * behind,
        )
        fetched = _fetch(number, p, memory, rungs, line, place, player, state, request)
        place = fetched.place
        row[NEWS_END] = _news(line)
        _write(row, player, state, behind, request, fetched)
        _shelve(rungs, state.segment - behind, count, row, fetched, shelf, rows)
        state = _after(rungs, player, state, behind, row, fetched)
        row[AFTER_MS] = level_of(state.buffer)
        _report(number, p, memory, belief, rungs, player, behind > 0, rung, fetched, row[AFTER_MS])
        count += 1
    left_ms = level_of(state.buffer)
    end = play(state.buffer, left_ms)
    return Outcome(
        count, state.startup_ms, state.now_ms + left_ms, left_ms, state.discarded_ms, end.stall_ms, end.stalls
    )


@step
def _wait_out(line: Line, place: Place, row: Memory) -> Place:
    """Return the line's place at the request."""
    place = move_on(line, place, row[FULL_MS])
    row[NEWS_FULL] = _news(line)
    place = move_on(line, place, row[PAUSE_MS])
    row[NEWS_REQUEST] = _news(line)
    return place


@step
def _news(line: Line) -> float:
    return line.news[0] if len(line.news) > 0 else 0.0


@step
def _jumped(state: State, segment: int) -> State:
    return State(
        segment,
        0,
        state.current,
        NO_RUNG,
        state.now_ms,
        Buffer(0.0, 0.0, state.buffer.piece_ms),
        state.startup_ms,
        -1.0,
        state.discarded_ms + level_of(state.buffer),
        0.0,
        0.0,
    )


@step
def _make_room(number: int, memory: Memory, player: Player, state: State, row: Memory) -> State:
    """Wait until the buffer has room for another segment, and tell the algorithm."""
    row[FULL_MS] = 0.0
    excess_ms = level_of(state.buffer) + player.segment_ms - player.capacity_ms
    if excess_ms <= 0.0 or state.startup_ms < 0.0:
        return state
    if player.wait_quantum_ms > 0.0:
        excess_ms = ceil(excess_ms / player.wait_quantum_ms) * player.wait_quantum_ms
    row[FULL_MS] = excess_ms
    paused(number, memory, excess_ms)
    return _waited(player, state, excess_ms)


@step
def _rate(player: Player, state: State) -> float:
    """Return how fast playback goes: as usual, but for the live edge."""
    if player.parts == 0:
        return 1.0
    return rate_at(player.edge, state.buffer, state.segment * player.segment_ms, state.now_ms)


@step
def _waited(player: Player, state: State, wait_ms: float) -> State:
    if wait_ms <= 0.0:
        return state
    buffer, stall_ms, stalls = state.buffer, 0.0, 0.0
    if state.startup_ms >= 0.0:
        buffer, stall_ms, stalls = play_at(_rate(player, state), buffer, wait_ms)
    return State(
        state.segment,
        state.since_start,
        state.current,
        state.wanted,
        state.now_ms + wait_ms,
        buffer,
        state.startup_ms,
        state.seek_at_ms,
        state.discarded_ms,
        state.stall_ms + stall_ms,
        state.stalls + stalls,
    )


@step
def _decide(
    number: int,
    p: Vector,
    memory: Memory,
    belief: Memory,
    rungs: Rungs,
    player: Player,
    state: State,
    row: Memory,
) -> int:
    """Return the rung, as the algorithm wishes, and write down the pause before the request."""
    pause_ms = 0.0
    if state.segment == 0 and player.first_rung >= 0:
        rung = player.first_rung
        reason = FIXED
    elif state.wanted != NO_RUNG:
        rung = state.wanted
        reason = REPLACED
    else:
        rung, pause_ms, reason = choose(number, p, memory, rungs, _now(belief, rungs, player, state))
    if player.parts > 0:  # a segment can't be asked for before its first picture is taken
        pause_ms = max(pause_ms, state.segment * player.segment_ms - player.edge.offset_ms - state.now_ms)
    row[PAUSE_MS] = max(pause_ms, 0.0)
    row[REASON] = reason
    return rung


@step
def _behind(player: Player, state: State, rung: int, shelf: Memory, rows: Rows, row: Memory) -> int:
    """Return how far before the next segment the one lies that is fetched again instead; 0: none.

    It is fetched at once: there is room for it, whatever pause the algorithm wishes.
    """
    if player.replaces == NONE or state.startup_ms < 0.0 or state.wanted != NO_RUNG:
        return 0
    behind = replaceable(player.replaces, state.buffer, state.segment, rung, shelf, rows, PLAYED)
    if behind > 0:
        row[PAUSE_MS] = 0.0
    return behind


@step
def _now(belief: Memory, rungs: Rungs, player: Player, state: State) -> Now:
    return Now(
        state.segment,
        state.since_start,
        len(rungs.sizes_bits) - state.segment,
        level_of(state.buffer),
        player.capacity_ms,
        belief[THROUGHPUT_KBPS],
        belief[LATENCY_MS],
        state.current,
        _rate(player, state),
        _offset_ms(player, state),
    )


@step
def _offset_ms(player: Player, state: State) -> float:
    if player.parts == 0:
        return 0.0
    return behind_edge(player.edge, state.buffer, state.segment * player.segment_ms, state.now_ms)


@step
def _fetch(
    number: int,
    p: Vector,
    memory: Memory,
    rungs: Rungs,
    line: Line,
    place: Place,
    player: Player,
    state: State,
    request: Request,
) -> Fetched:
    if player.parts > 0:
        begin_ms = state.segment * player.segment_ms
        return fetch_parts(line, place, request, player.edge, state.now_ms, begin_ms, player.parts)
    if player.abandons == 1 and state.segment > 0:
        return fetch_watched(number, p, memory, rungs, line, place, request)
    return fetch(line, place, request, player.frozen_latency)


@step
def _write(
    row: Memory, player: Player, state: State, behind: int, request: Request, fetched: Fetched
) -> None:
    row[SEGMENT] = state.segment - behind
    row[BEHIND] = behind
    row[OFFSET_MS] = _offset_ms(player, state)
    row[RUNG] = request.rung
    row[REQUEST_MS] = state.now_ms
    row[FIRST_BIT_MS] = fetched.latency_ms
    row[ELAPSED_MS] = fetched.elapsed_ms
    row[SIZE_BITS] = request.size_bits
    row[RECEIVED_BITS] = fetched.received_bits
    row[STALL_MS] = state.stall_ms + fetched.stall_ms
    row[STALLS] = state.stalls + fetched.stalls
    row[BEFORE_MS] = level_of(request.buffer)
    row[BELIEVED_KBPS] = request.throughput_kbps
    row[ABANDONED_TO] = fetched.abandoned_to


@step
def _shelve(
    rungs: Rungs, segment: int, count: int, row: Memory, fetched: Fetched, shelf: Memory, rows: Rows
) -> None:
    """Put what came where it will be played from, and count the bits that came for nothing."""
    row[PLAYED] = row[RUNG]
    if row[BEHIND] > 0.0 and not is_in_time(fetched.buffer, int(row[BEHIND])):
        row[ABANDONED_TO] = NOTHING
    if row[ABANDONED_TO] != NO_RUNG:
        row[WASTED_BITS] = row[RECEIVED_BITS]
    elif row[BEHIND] > 0.0:
        first = rows[int(shelf[segment])]
        row[WASTED_BITS] = rungs.sizes_bits[segment][int(first[PLAYED])]
        first[PLAYED] = row[RUNG]
    else:
        row[WASTED_BITS] = 0.0
        shelf[segment] = count


@step
def _after(rungs: Rungs, player: Player, state: State, behind: int, row: Memory, fetched: Fetched) -> State:
    now_ms = state.now_ms + fetched.elapsed_ms
    has_arrived = row[ABANDONED_TO] == NO_RUNG and behind == 0
    buffer = fetched.buffer
    if has_arrived and player.parts == 0:
        buffer = Buffer(buffer.pieces + 1.0, buffer.into_ms, buffer.piece_ms)
    startup_ms = state.startup_ms
    if startup_ms < 0.0 and has_arrived:
        level_ms = level_of(buffer)
        is_last = state.segment == len(rungs.sizes_bits) - 1
        is_full = level_ms + player.segment_ms > player.capacity_ms
        if level_ms >= player.startup_ms or is_last or is_full:
            startup_ms = now_ms
    return State(
        state.segment + (1 if has_arrived else 0),
        state.since_start + (1 if has_arrived else 0),
        int(row[RUNG]) if row[ABANDONED_TO] == NO_RUNG and behind <= 1 else state.current,
        NO_RUNG if player.is_sabre == 1 or behind > 0 else fetched.abandoned_to,
        now_ms,
        buffer,
        startup_ms,
        state.seek_at_ms,
        state.discarded_ms,
        0.0,
        0.0,
    )


@step
def _report(
    number: int,
    p: Vector,
    memory: Memory,
    belief: Memory,
    rungs: Rungs,
    player: Player,
    is_replacement: bool,
    rung: int,
    fetched: Fetched,
    level_ms: float,
) -> None:
    """Tell the algorithm and the belief of a download that ended."""
    took_ms = fetched.elapsed_ms - fetched.latency_ms - fetched.idle_ms
    arrival = Arrival(
        rung,
        fetched.abandoned_to,
        fetched.received_bits,
        fetched.latency_ms,
        took_ms,
        level_ms,
        player.capacity_ms,
        is_replacement,
    )
    arrived(number, p, memory, rungs, arrival)
    if fetched.abandoned_to != NO_RUNG or took_ms <= 0.0:
        return
    kbps = fetched.received_bits / took_ms
    if player.window > 0:
        believe_last(belief, player.window, kbps, fetched.latency_ms)
    elif player.is_sabre == 1:
        believe_slowly(belief, player.half_lives_ms, player.segment_ms, kbps, took_ms, fetched.latency_ms)
    else:
        believe(belief, player.half_lives_ms, player.latency_shares, kbps, took_ms, fetched.latency_ms)
