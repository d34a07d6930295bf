"""The optimum's inner loops. Time counts from the session's first request.

The simulator walks along a trace; here moments come in no order, so a trace is kept with its running sums.
"""

from typing import NamedTuple, Protocol

from playhead_abr.steps import Matrix, Memory, Vector, step

__all__ = ["NEVER", "Problem", "Scratch", "Sums", "best_plan", "play_plan", "read_plan"]

NEVER = -1e300
"""The value of what can't be reached."""

_SLACK_S = 1e-9


class Cube(Protocol):
    """Numbers in three dimensions, to read and write."""

    def __getitem__(self, index: tuple[int, int, int], /) -> float: ...
    def __setitem__(self, index: tuple[int, int, int], value: float, /) -> None: ...


class Sums(NamedTuple):
    """A looping trace; every vector has shape (periods,).

    Attributes:
        ends_s, ends_bits: Time and bits from the loop's beginning to each period's end.
        bandwidths_bps, latencies_s: As in the trace.
    """

    ends_s: Vector
    ends_bits: Vector
    bandwidths_bps: Vector
    latencies_s: Vector


class Problem(NamedTuple):
    """What is to be fetched, over what, and what it is worth.

    Attributes:
        start_s: Where in the trace the session begins.
        sizes_bits, values: Shape (segments, rungs).
        change: Cost of a difference in value to the segment before.
        room_s: A request waits until this much is buffered at most.
        least_stall_s: Playback can't begin earlier than this.
    """

    line: Sums
    start_s: float
    sizes_bits: Matrix
    values: Matrix
    change: float
    segment_s: float
    room_s: float
    least_stall_s: float


class Scratch(NamedTuple):
    """Room to work in.

    Attributes:
        cells: Stretches into which arrival times are sorted.
        states, times: Shape (2, rungs, cells): best value, and when it arrives.
        origins: Shape (segments, rungs, cells): rung · cells + cell of the state before.
        outdone: Shape (rungs,).
    """

    cells: int
    states: Cube
    times: Cube
    origins: Cube
    outdone: Memory


@step
def _reach(ends: Vector, value: float, near: int) -> int:
    """Return the first period whose end reaches a value, looking near one first; the last if none does."""
    last = len(ends) - 1
    low, high, stride = 0, near, 1
    if ends[near] < value:
        low, high = near, min(near + 1, last)
        while ends[high] < value and high < last:
            low, stride = high, 2 * stride
            high = min(high + stride, last)
    elif near == 0 or ends[near - 1] < value:
        return near
    while low < high:
        middle = (low + high) // 2
        if ends[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


@step
def _first_bit(line: Sums, request_s: float) -> float:
    """Return when a request's first bit comes: each period contributes to the latency by its own pace."""
    last = len(line.ends_s) - 1
    at_s = request_s - line.ends_s[last] * (request_s // line.ends_s[last])
    period = _reach(line.ends_s, at_s, last // 2)
    share = 1.0
    waited_s = 0.0
    while share * line.latencies_s[period] > line.ends_s[period] - at_s:
        waited_s += line.ends_s[period] - at_s
        share -= (line.ends_s[period] - at_s) / line.latencies_s[period]
        at_s = line.ends_s[period]
        period += 1
        if period > last:
            period = 0
            at_s = 0.0
    return request_s + waited_s + share * line.latencies_s[period]


@step
def _bits_by(line: Sums, time_s: float) -> tuple[float, int]:
    """Return how many bits have passed by a moment, and in which period it is."""
    last = len(line.ends_s) - 1
    turns = time_s // line.ends_s[last]
    at_s = time_s - turns * line.ends_s[last]
    period = _reach(line.ends_s, at_s, last // 2)
    missing_s = max(line.ends_s[period] - at_s, 0.0)
    return turns * line.ends_bits[last] + line.ends_bits[period] - missing_s * line.bandwidths_bps[
        period
    ], period


@step
def _time_of(line: Sums, bits: float, near: int) -> tuple[float, int]:
    """Return the first moment by which so many bits have passed, and its period; looks near one first."""
    last = len(line.ends_s) - 1
    turns = bits // line.ends_bits[last]
    rest = bits - turns * line.ends_bits[last]
    if rest <= 0.0 and turns > 0.0:
        # A loop's last bit belongs to that loop: silence at its end delays nothing.
        turns -= 1.0
        rest = line.ends_bits[last]
    period = _reach(line.ends_bits, rest, near)
    missing_s = 0.0
    if line.bandwidths_bps[period] > 0.0:
        missing_s = (line.ends_bits[period] - rest) / line.bandwidths_bps[period]
    return turns * line.ends_s[last] + line.ends_s[period] - missing_s, period


@step
def best_plan(problem: Problem, most_stall_s: float, is_bound: int, scratch: Scratch) -> float:
    """Return the best value of a plan in which playback stands for `most_stall_s` at most, start-up included.

    Segment k must then have arrived by k · segment_s + most_stall_s. When it arrives before that does not
    matter, except that earlier is never worse. So what is kept for each rung and each cell of arrival times
    is one value: with `is_bound` the highest value and the earliest arrival of all that fall into the cell,
    together better than any of them, hence an upper bound; without, the best one with its own arrival, which
    is a plan that can be carried out (`read_plan`).
    """
    for rung in range(len(scratch.outdone)):
        for cell in range(scratch.cells):
            scratch.states[0, rung, cell] = NEVER
    scratch.states[0, 0, 0] = 0.0
    scratch.times[0, 0, 0] = 0.0
    for segment in range(len(problem.sizes_bits)):
        _extend(problem, segment, most_stall_s, is_bound, scratch)
    return _best(scratch, len(problem.sizes_bits) % 2)[0]


@step
def _extend(problem: Problem, segment: int, most_stall_s: float, is_bound: int, scratch: Scratch) -> None:
    """Fetch one more segment from every state that is not outdone."""
    old, new = segment % 2, (segment + 1) % 2
    rungs = len(scratch.outdone)
    for rung in range(rungs):
        scratch.outdone[rung] = NEVER
        for cell in range(scratch.cells):
            scratch.states[new, rung, cell] = NEVER
    # A pause of playback delays what waits for room; how long it has stood by now is between these two.
    stood_s = problem.least_stall_s if is_bound == 1 else most_stall_s
    release_s = segment * problem.segment_s - problem.room_s + stood_s if segment > 0 else 0.0
    for cell in range(scratch.cells if segment > 0 else 1):
        for before in range(rungs if segment > 0 else 1):
            value = scratch.states[old, before, cell]
            if value <= scratch.outdone[before]:
                continue
            if segment > 0:
                _outdo(problem, segment - 1, before, value, cell, scratch, old)
            request_s = max(scratch.times[old, before, cell], release_s)
            origin = before * scratch.cells + cell
            _fetch_all(problem, segment, before, origin, value, request_s, most_stall_s, is_bound, scratch)


@step
def _outdo(
    problem: Problem, segment: int, before: int, value: float, cell: int, scratch: Scratch, old: int
) -> None:
    """Note what this state outdoes: whatever arrives later and is not worth more, a change of rung paid."""
    own = problem.values[segment][before]
    arrived_s = scratch.times[old, before, cell]
    for other in range(len(scratch.outdone)):
        in_cell = scratch.states[old, other, cell]
        # Later cells arrive later; within one cell the times tell.
        if in_cell > NEVER and scratch.times[old, other, cell] < arrived_s:
            continue
        worth = value - problem.change * abs(own - problem.values[segment][other])
        if worth > scratch.outdone[other]:
            scratch.outdone[other] = worth


@step
def _fetch_all(
    problem: Problem,
    segment: int,
    before: int,
    origin: int,
    value: float,
    request_s: float,
    most_stall_s: float,
    is_bound: int,
    scratch: Scratch,
) -> None:
    new = (segment + 1) % 2
    first_s = -problem.room_s - problem.segment_s
    width_s = (most_stall_s - first_s) / scratch.cells
    due_s = segment * problem.segment_s
    begun_bits, period = _bits_by(problem.line, _first_bit(problem.line, problem.start_s + request_s))
    for rung in range(len(scratch.outdone)):
        end_bits = begun_bits + problem.sizes_bits[segment][rung]
        end_s, period = _time_of(problem.line, end_bits, period)
        at_s = end_s - problem.start_s
        if at_s > due_s + most_stall_s + _SLACK_S:
            continue
        worth = value + problem.values[segment][rung]
        if segment > 0:
            change = abs(problem.values[segment][rung] - problem.values[segment - 1][before])
            worth -= problem.change * change
        cell = min(max(int((at_s - due_s - first_s) / width_s), 0), scratch.cells - 1)
        held = scratch.states[new, rung, cell]
        earliest_s = at_s
        if held > NEVER and is_bound == 1:
            earliest_s = min(at_s, scratch.times[new, rung, cell])
            scratch.times[new, rung, cell] = earliest_s
        if worth > held or (worth == held and at_s < scratch.times[new, rung, cell]):
            scratch.states[new, rung, cell] = worth
            scratch.times[new, rung, cell] = earliest_s
            scratch.origins[segment, rung, cell] = origin


@step
def _best(scratch: Scratch, newest: int) -> tuple[float, int]:
    """Return the highest value among the newest states, and rung · cells + cell of it."""
    best, where = NEVER, 0
    for rung in range(len(scratch.outdone)):
        for cell in range(scratch.cells):
            if scratch.states[newest, rung, cell] > best:
                best, where = scratch.states[newest, rung, cell], rung * scratch.cells + cell
    return best, where


@step
def read_plan(segments: int, scratch: Scratch, plan: Memory) -> None:
    """Write the rungs of the plan that `best_plan` found into `plan`, shape (segments,)."""
    where = _best(scratch, segments % 2)[1]
    for back in range(segments):
        segment = segments - 1 - back
        rung = where // scratch.cells
        plan[segment] = rung
        where = int(scratch.origins[segment, rung, where - rung * scratch.cells])


@step
def play_plan(problem: Problem, segments: int, plan: Vector) -> float:
    """Return how long playback stands in all, start-up included, if a plan is fetched without idling."""
    now_s = 0.0
    stood_s = 0.0
    for segment in range(segments):
        if segment > 0:
            now_s = max(now_s, segment * problem.segment_s - problem.room_s + stood_s)
        begun_bits, period = _bits_by(problem.line, _first_bit(problem.line, problem.start_s + now_s))
        end_bits = begun_bits + problem.sizes_bits[segment][int(plan[segment])]
        now_s = _time_of(problem.line, end_bits, period)[0] - problem.start_s
        stood_s = max(stood_s, now_s - segment * problem.segment_s)
    return stood_s
