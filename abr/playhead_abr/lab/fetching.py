"""Fetch one segment: at once, watched by an abandonment rule, or part by part as a live encoder makes it."""

from typing import NamedTuple

from playhead_abr.catalogue import abandon
from playhead_abr.lab.buffer import Buffer, level_of, play, play_at
from playhead_abr.lab.line import Line, Place, following, move_on, respond, transfer, within
from playhead_abr.lab.live import Edge, rate_at
from playhead_abr.steps import NO_RUNG, NOTHING, Memory, Progress, Rungs, Vector, step

__all__ = ["Fetched", "Request", "fetch", "fetch_parts", "fetch_watched"]

# How often an abandonment rule is asked: after so much has arrived, and so much time has passed.
_LEAST_BITS = 12_000.0
_LEAST_MS = 50.0


class Request(NamedTuple):
    """What is to be fetched, and what is known then.

    Attributes:
        behind_ms: How far its beginning lies before the buffer's end, if it is fetched again; 0: it is not.
    """

    rung: int
    size_bits: float
    buffer: Buffer
    is_playing: bool
    throughput_kbps: float
    latency_ms: float
    behind_ms: float


class Fetched(NamedTuple):
    """How it ended.

    Attributes:
        latency_ms: Request to first bit.
        elapsed_ms: Request to last bit, or to breaking off.
        idle_ms: Part of it in which there was nothing to send yet.
        abandoned_to: Rung to fetch instead, or `NO_RUNG` if all has arrived, or `NOTHING`.
        buffer: What is left of it, and what has come in parts.
        stall_ms, stalls: How long playback stood still meanwhile, and how often it ran dry.
    """

    place: Place
    latency_ms: float
    elapsed_ms: float
    idle_ms: float
    received_bits: float
    abandoned_to: int
    buffer: Buffer
    stall_ms: float
    stalls: float


@step
def _ended(
    place: Place,
    latency_ms: float,
    elapsed_ms: float,
    received_bits: float,
    abandoned_to: int,
    request: Request,
) -> Fetched:
    buffer, stall_ms, stalls = request.buffer, 0.0, 0.0
    if request.is_playing:
        buffer, stall_ms, stalls = play(buffer, elapsed_ms)
    return Fetched(place, latency_ms, elapsed_ms, 0.0, received_bits, abandoned_to, buffer, stall_ms, stalls)


@step
def fetch(line: Line, place: Place, request: Request, frozen_latency: int) -> Fetched:
    """Fetch everything; with `frozen_latency` the network stands still until the first bit."""
    after, latency_ms = respond(line, place)
    if frozen_latency == 1:
        after = place
    after, took_ms = transfer(line, after, request.size_bits)
    return _ended(after, latency_ms, latency_ms + took_ms, request.size_bits, NO_RUNG, request)


@step
def fetch_watched(
    number: int, p: Vector, memory: Memory, rungs: Rungs, line: Line, place: Place, request: Request
) -> Fetched:
    """Fetch, asking the algorithm's abandonment rule as the bits arrive.

    What is fetched again is broken off when playback reaches it, and then only.
    """
    place, latency_ms = respond(line, place)
    elapsed_ms = latency_ms
    received_bits = 0.0
    wait_ms = _LEAST_MS - latency_ms
    level_ms = level_of(request.buffer)
    while received_bits < request.size_bits:
        place, bits, took_ms = _some(line, place, request.size_bits - received_bits, wait_ms)
        received_bits += bits
        elapsed_ms += took_ms
        wait_ms = _LEAST_MS
        if received_bits < request.size_bits:
            progress = Progress(
                request.rung,
                request.size_bits,
                received_bits,
                elapsed_ms,
                latency_ms,
                max(level_ms - elapsed_ms, 0.0),
                request.throughput_kbps,
                request.latency_ms,
            )
            if request.behind_ms == 0.0:
                rung = abandon(number, p, memory, rungs, progress)
            else:
                rung = NOTHING if progress.buffer_s - request.behind_ms <= 0.0 else NO_RUNG
            if rung != NO_RUNG:
                return _ended(place, latency_ms, elapsed_ms, received_bits, rung, request)
    return _ended(place, latency_ms, elapsed_ms, received_bits, NO_RUNG, request)


@step
def _some(line: Line, place: Place, left_bits: float, wait_ms: float) -> tuple[Place, float, float]:
    """Return (place, bits, time) when `_LEAST_BITS` have come and `wait_ms` has passed, or all has come."""
    least_bits = _LEAST_BITS
    bits = 0.0
    took_ms = 0.0
    while left_bits > 0.0 and (least_bits > 0.0 or wait_ms > 0.0):
        kbps = line.bandwidths_kbps[place.period]
        room_bits = place.left_ms * kbps
        need_bits = min(max(least_bits, wait_ms * kbps), left_bits)
        if kbps > 0.0 and need_bits <= room_bits:
            need_ms = need_bits / kbps
            return within(place, need_ms), bits + need_bits, took_ms + need_ms
        if kbps == 0.0 and least_bits <= 0.0 and wait_ms <= place.left_ms:
            return within(place, wait_ms), bits, took_ms + wait_ms
        bits += room_bits
        took_ms += place.left_ms
        left_bits -= room_bits
        least_bits -= room_bits
        wait_ms -= place.left_ms
        place = following(line, place)
    return place, bits, took_ms


@step
def fetch_parts(
    line: Line, place: Place, request: Request, edge: Edge, now_ms: float, begin_ms: float, parts: int
) -> Fetched:
    """Fetch a segment while it is being made: each part as soon as it is there.

    Args:
        now_ms: The session's time at the request.
        begin_ms: Media time at which the segment begins.
    """
    place, latency_ms = respond(line, place)
    elapsed_ms = latency_ms
    idle_ms = 0.0
    buffer, stall_ms, stalls = request.buffer, 0.0, 0.0
    part_ms = buffer.piece_ms
    played_ms = 0.0
    for part in range(parts):
        end_ms = begin_ms + (part + 1) * part_ms
        wait_ms = max(end_ms - edge.offset_ms - (now_ms + elapsed_ms), 0.0)
        place, took_ms = transfer(line, move_on(line, place, wait_ms), request.size_bits / parts)
        elapsed_ms += wait_ms + took_ms
        idle_ms += wait_ms
        if request.is_playing:
            rate = rate_at(edge, buffer, end_ms - part_ms, now_ms + played_ms)
            buffer, stood_ms, dry = play_at(rate, buffer, elapsed_ms - played_ms)
            stall_ms += stood_ms
            stalls += dry
        played_ms = elapsed_ms
        buffer = Buffer(buffer.pieces + 1.0, buffer.into_ms, part_ms)
    return Fetched(
        place, latency_ms, elapsed_ms, idle_ms, request.size_bits, NO_RUNG, buffer, stall_ms, stalls
    )
