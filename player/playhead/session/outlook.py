"""What is known of the segments to come: what they weigh at each rung, and how many there are.

A `sidx` or byte ranges tell exact sizes. The list of a representation that was never played is not fetched
for that: the scenes are the same, so its segments are taken to be like those of the nearest that is known,
in proportion to the bandwidths. Where no list tells sizes, a segment weighs what its bandwidth says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from playhead.presentation import Representation, Segment, SegmentIndex
from playhead.session.indices import Indices

__all__ = ["NOTHING_KNOWN", "Outlook", "look_ahead"]

# Farther than any algorithm looks at one segment's price: BBA's reservoir wants two buffers' worth.
_MOST_SEGMENTS = 16


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next segments.

    Attributes:
        sizes_bits: By representation, the next one first; all of one length.
        remaining: How many there are up to the title's end; None if nobody knows.
    """

    sizes_bits: Mapping[str, tuple[float, ...]] = field(default_factory=dict[str, tuple[float, ...]])
    remaining: int | None = None


NOTHING_KNOWN = Outlook()


def look_ahead(
    representations: Sequence[Representation], indices: Indices, time_s: float, *, is_last_period: bool
) -> Outlook:
    """Return what is known without a request.

    Args:
        representations: Those that the next segment is chosen from.
        time_s: Since the period's start; where the next segment plays.
        is_last_period: Whether the title ends with this period.
    """
    durations_s: list[float] = []
    remaining: int | None = None
    told: dict[int, list[float]] = {}
    for representation in representations:
        index = indices.known(representation)
        first = None if index is None else index.segment_at(time_s)
        if index is None or first is None:
            continue
        if not durations_s:
            durations_s = [segment.duration_s for segment in _from(index, first)]
            if index.is_complete and is_last_period:
                remaining = _count_from(index, first)
            else:  # more will come, and nobody knows yet what
                durations_s += durations_s[-1:] * (_MOST_SEGMENTS - len(durations_s))
        if _size_bits(first) is not None and representation.bandwidth_bps > 0:
            told[representation.bandwidth_bps] = [_size_bits(each) or 0.0 for each in _from(index, first)]
    declared = {each.id: _declared(each.bandwidth_bps, durations_s) for each in representations}
    sizes_bits = {each.id: _likened(each.bandwidth_bps, told, declared[each.id]) for each in representations}
    return Outlook(sizes_bits, remaining)


def _from(index: SegmentIndex, first: Segment) -> Iterator[Segment]:
    segment: Segment | None = first
    for _ in range(_MOST_SEGMENTS):
        if segment is None:
            return
        yield segment
        segment = index.after(segment)


def _count_from(index: SegmentIndex, first: Segment) -> int | None:
    very_first = index.segment_at(index.start_s)
    return None if very_first is None else index.count - (first.number - very_first.number)


def _size_bits(segment: Segment) -> float | None:
    length = None if segment.byte_range is None else segment.byte_range.length
    return None if length is None else length * 8.0


def _declared(bandwidth_bps: int, durations_s: Sequence[float]) -> tuple[float, ...]:
    return tuple(bandwidth_bps * duration_s for duration_s in durations_s)


def _likened(
    bandwidth_bps: int, told: Mapping[int, Sequence[float]], declared: tuple[float, ...]
) -> tuple[float, ...]:
    """Return a representation's own sizes, or those of the nearest that has some, in proportion."""
    if not told:
        return declared
    nearest_bps = min(told, key=lambda bps: abs(bps - bandwidth_bps))
    sizes = [size_bits * bandwidth_bps / nearest_bps for size_bits in told[nearest_bps]]
    return (*(size or bits for size, bits in zip(sizes, declared, strict=False)), *declared[len(sizes) :])
