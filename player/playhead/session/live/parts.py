"""What is different about a segment that comes in parts: where it may be entered, left and continued.

A part may lean on the part before, so within a segment everything stays as it is: another representation
begins with another segment, and what is lost costs the rest of its segment. A hint is a request for something
that doesn't exist yet; the playlist has the last word on what it will be.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping

from playhead.containers.samples import ElementaryStream
from playhead.presentation import Kind, Segment, SegmentIndex
from playhead.session.buffer import BufferedSegment
from playhead.session.loading import LoadedSegment
from playhead.session.signal import Signal

__all__ = ["arrived", "entrance", "fitted", "goes_on", "is_contradicted"]

# Renditions cut their parts a little differently.
_ALIGNMENT_TOLERANCE_S = 0.1


def goes_on(previous: Segment, index: SegmentIndex) -> bool:
    """Return whether the segment that a part belongs to isn't over with it."""
    following = index.after(previous) if previous.part is not None else None
    return following is not None and following.number == previous.number


def entrance(segment: Segment | None, index: SegmentIndex, time_s: float, kind: Kind) -> Segment | None:
    """Return the first piece, from `segment` on, that can be entered at a time or later; None if none can.

    Args:
        time_s: Up to where there is something already, in the period.
        kind: Sound can be entered anywhere.
    """
    while segment is not None:
        is_open = segment.is_independent or kind is not Kind.VIDEO
        if is_open and segment.start_s >= time_s - _ALIGNMENT_TOLERANCE_S:
            return segment
        segment = index.after(segment)
    return None


def is_contradicted(hinted: Segment, previous: Segment | None, index: SegmentIndex) -> bool:
    """Return whether the playlist, by now, says that something else follows than what was hinted at."""
    following = index.after(previous) if previous is not None else index.segment_at(hinted.start_s)
    if following is None:
        return True
    return (following.url, following.byte_range) != (hinted.url, hinted.byte_range)


async def arrived(
    load: Coroutine[None, None, LoadedSegment], changed: Signal, is_wrong: Callable[[], bool]
) -> LoadedSegment | None:
    """Return what a hint stands for when it is there; None if it turns out to be wrong before.

    Raises:
        PlayerError: As `load` does.
    """
    task = asyncio.ensure_future(load)
    task.add_done_callback(lambda _: changed.notify())
    try:
        while not task.done():
            if is_wrong():
                return None
            await changed.wait()
        return task.result()
    finally:
        task.cancel()


def fitted(
    start_s: float,
    segment: Segment,
    loaded: LoadedSegment,
    kind: Kind,
    previous: Segment | None,
    before: BufferedSegment | None,
) -> tuple[float, float, Mapping[Kind, ElementaryStream]]:
    """Return where what was loaded begins, how long it lasts, and its samples.

    Args:
        start_s: Where it is said to begin.
        kind: Which samples tell how long a hinted part is: its hint could only guess.
        previous: What came before it.
        before: The same, buffered. A whole segment whose first parts are there is left with the rest.
    """
    if segment.is_hinted:
        stream = loaded.streams.get(kind) or next(iter(loaded.streams.values()))
        duration_s = sum(sample.duration for sample in stream.samples) / stream.format.timescale
        return start_s, duration_s, loaded.streams
    end_s = start_s + segment.duration_s
    is_rest = segment.part is None and previous is not None and previous.number == segment.number
    if is_rest and before is not None and start_s < before.end_s < end_s:
        return before.end_s, end_s - before.end_s, _rest_of(loaded.streams, before)
    return start_s, segment.duration_s, loaded.streams


def _rest_of(
    streams: Mapping[Kind, ElementaryStream], before: BufferedSegment
) -> dict[Kind, ElementaryStream]:
    rest: dict[Kind, ElementaryStream] = {}
    for kind, stream in streams.items():
        had = before.streams.get(kind)
        last = had.samples[-1].dts if had is not None else None
        samples = [sample for sample in stream.samples if last is None or sample.dts > last]
        rest[kind] = ElementaryStream(stream.format, samples)
    return rest
