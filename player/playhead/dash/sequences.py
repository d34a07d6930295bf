"""Segment sequences: an S whose duration is divided among @k segments (ISO/IEC 23009-1 6th edition §5.3.9.7).

Each of them is a segment of its own here. $Number$ and $Time$ are those of the sequence; $SubNumber$ counts
within it, from 0 (§5.3.9.7.2; the fifth edition said 1, but what is deployed follows the sixth). A template
without $SubNumber$ addresses whole sequences, so @k means nothing to it.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from playhead.dash.document.addressing import Addressing
from playhead.dash.document.element import Timeline
from playhead.dash.faults import manifest_error
from playhead.dash.limits import MAX_INTEGER
from playhead.dash.runs import Run, Runs, gather, timeline_runs
from playhead.dash.template import Template
from playhead.dash.timing import Ticks, places_of
from playhead.dash.urls import resolve
from playhead.dash.values import parse_unsigned
from playhead.errors import ErrorCode
from playhead.presentation import ByteRange

__all__ = ["SequenceLocator", "SequencePlan", "plan_sequences"]

# A picture each, of an hour.
_MAX_PARTS = 2**18
# Ticks are made so much finer, at most, where a duration can't be divided.
_MAX_FINENESS = 10**6


@dataclass(frozen=True, slots=True)
class SequenceLocator:
    """Segments of sequences, addressed by the sequence and their place in it.

    Attributes:
        firsts: Of each run of sequences, which segment its first one is; ascending.
        runs: Of sequences, times in ticks since the period's start.
        parts: How many segments each sequence of a run has.
        offset: Ticks of media time at the period's start.
    """

    base: str
    media: Template
    start_number: int
    firsts: Sequence[int]
    runs: Sequence[Run]
    parts: Sequence[int]
    offset: int

    def locate(self, place: int, media_time: int) -> tuple[str, ByteRange | None]:
        """See `Locator`."""
        nth = bisect_right(self.firsts, place) - 1
        start, duration, _, first = self.runs[nth]
        sequence, part = divmod(place - self.firsts[nth], self.parts[nth])
        number, time = self.start_number + first + sequence, start + sequence * duration + self.offset
        return resolve(self.base, self.media.expand(number, time, part)), None


@dataclass(frozen=True, slots=True)
class SequencePlan:
    """What a representation of sequences consists of; `fineness` is how many of its ticks make one."""

    runs: Runs
    locator: SequenceLocator
    fineness: int


def plan_sequences(
    addressing: Addressing, ticks: Ticks, base: str, media: Template, most: int
) -> SequencePlan | None:
    """Plan the segments of a timeline of sequences; None if no S has @k.

    Args:
        addressing: A SegmentTemplate, inherited through all levels.
        ticks: Limits in its timescale.
        base: Where relative references lead.
        media: Its @media, with $SubNumber$.
        most: How many sequences the document lets it have.

    Raises:
        ManifestError: UNSUPPORTED if @k is beyond reason.
    """
    timeline = addressing.timeline or Timeline()
    parts = [_parts(timeline, nth) for nth in range(len(timeline.entries))]
    if max(parts, default=1) == 1:
        return None
    divisions = [
        part // math.gcd(part, entry[1]) for part, entry in zip(parts, timeline.entries, strict=True)
    ]
    fineness = math.lcm(*set(divisions))
    places = places_of(timeline, addressing)
    sequences = list(
        timeline_runs(timeline.entries, ticks.offset, ticks.limit, most=most, high=ticks.high, places=places)
    )
    if max(parts) > _MAX_PARTS or fineness > _MAX_FINENESS or _overflows(sequences, fineness):
        reason = "S@k is beyond reason"
        raise manifest_error(
            ErrorCode.MANIFEST_UNSUPPORTED, reason, line=addressing.element.line, tag="SegmentTimeline"
        )
    firsts: list[int] = []
    runs: list[Run] = []
    place = 0
    for (start, duration, count, _), part in zip(sequences, parts, strict=True):
        firsts.append(place)
        runs.append((start * fineness, duration * fineness // part, count * part, place))
        place += count * part
    limit = None if ticks.limit is None else ticks.limit * fineness
    first = 1 if addressing.start_number is None else addressing.start_number
    return SequencePlan(
        gather(runs, ticks.low * fineness, limit, is_cut=False),
        SequenceLocator(base, media, first, firsts, sequences, parts, ticks.offset),
        fineness,
    )


def _parts(timeline: Timeline, nth: int) -> int:
    details = timeline.details.get(nth)
    return (parse_unsigned(details.get("k", "")) or 1) if details else 1


def _overflows(sequences: Sequence[Run], fineness: int) -> bool:
    return any((abs(start) + duration) * fineness > MAX_INTEGER for start, duration, _, _ in sequences)
