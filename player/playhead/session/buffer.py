"""What has been downloaded and demuxed of one track, in order and without overlap.

Segments are numbered in the order of arrival and keep their number while older ones are let go, so that the
renderer can remember how far it has fed without looking again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from playhead.containers.messages import Message
from playhead.containers.samples import ElementaryStream
from playhead.presentation import Kind, Representation

__all__ = ["BufferedSegment", "TrackBuffer"]


@dataclass(frozen=True, slots=True)
class BufferedSegment:
    """One segment, demuxed, with its place on the presentation's timeline.

    Attributes:
        start_s, end_s: As the index declares them.
        period: Number of the period it belongs to.
        offset: Seconds to add to its timestamps, where the manifest says it (DASH); None where the first
            samples of the discontinuity decide (HLS). A live refresh may move a period's start and its
            media's together, so this is worked out when the segment is chosen.
        is_independent: It can be begun with; a part of a low-latency segment may need the one before.
    """

    start_s: float
    end_s: float
    period: int
    discontinuity: int
    representation: Representation
    streams: Mapping[Kind, ElementaryStream]
    size_bytes: int
    offset: Fraction | None = None
    is_independent: bool = True


class TrackBuffer:
    """A growing and shrinking run of segments."""

    def __init__(self) -> None:
        self._segments: list[BufferedSegment] = []
        self._first_number = 0
        self.size_bytes = 0

    def append(self, segment: BufferedSegment) -> None:
        """Add the segment that follows the last one."""
        self._segments.append(segment)
        self.size_bytes += segment.size_bytes

    def amend_last(self, end_s: float, messages: tuple[Message, ...] = ()) -> None:
        """Let the newest segment end elsewhere, and carry more: it came in chunks, and now all is known."""
        last = self._segments[-1]
        kind, stream = next(iter(last.streams.items()))
        streams = {**last.streams, kind: replace(stream, messages=(*stream.messages, *messages))}
        self._segments[-1] = replace(last, end_s=max(end_s, last.start_s), streams=streams)

    def get(self, number: int) -> BufferedSegment | None:
        """Return the segment of that number, or None if it hasn't come yet or is gone."""
        index = number - self._first_number
        return self._segments[index] if 0 <= index < len(self._segments) else None

    def number_at(self, time_s: float) -> int | None:
        """Return the number of the segment that plays at `time_s`; None if there is none."""
        for index, segment in enumerate(self._segments):
            if segment.start_s <= time_s < segment.end_s:
                return self._first_number + index
        return None

    def number_from(self, time_s: float) -> int | None:
        """Return where to begin to have what plays from `time_s` on; None if there is nothing."""
        for index, segment in enumerate(self._segments):
            if segment.end_s > time_s:
                return self._first_number + self._begin_of(index)
        return None

    def _begin_of(self, index: int) -> int:
        """Return the place of the nearest segment before, or at, a place that can be begun with."""
        before = index
        while before and not self._segments[before].is_independent:
            before -= 1
        return before

    @property
    def next_number(self) -> int:
        """The number that the next appended segment gets."""
        return self._first_number + len(self._segments)

    @property
    def end_s(self) -> float | None:
        """End of the last segment; None if empty."""
        return self._segments[-1].end_s if self._segments else None

    @property
    def last(self) -> BufferedSegment | None:
        """The newest segment."""
        return self._segments[-1] if self._segments else None

    def ranges(self) -> list[tuple[float, float]]:
        """Return the (start_s, end_s) stretches without a hole of more than a tenth of a second."""
        found: list[tuple[float, float]] = []
        for segment in self._segments:
            if found and segment.start_s - found[-1][1] < 0.1:
                found[-1] = (found[-1][0], segment.end_s)
            else:
                found.append((segment.start_s, segment.end_s))
        return found

    def drop_before(self, time_s: float) -> None:
        """Let go of segments that end before `time_s`, but for what a later one needs."""
        count = 0
        while count < len(self._segments) and self._segments[count].end_s < time_s:
            count += 1
        if 0 < count < len(self._segments):
            count = self._begin_of(count)
        if count:
            self.size_bytes -= sum(segment.size_bytes for segment in self._segments[:count])
            del self._segments[:count]
            self._first_number += count

    def drop_from(self, number: int) -> None:
        """Let go of the segment of that number and all after it; their numbers are used again."""
        index = max(number - self._first_number, 0)
        self.size_bytes -= sum(segment.size_bytes for segment in self._segments[index:])
        del self._segments[index:]

    def clear(self) -> None:
        """Let go of everything; numbering goes on."""
        self._first_number += len(self._segments)
        self._segments.clear()
        self.size_bytes = 0
