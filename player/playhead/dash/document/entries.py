"""The S elements of a SegmentTimeline as three columns of 64-bit numbers.

A day of television is some hundred thousand of them: as columns they weigh 24 bytes each, as tuples five to
eight times that.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

__all__ = ["TimelineEntries", "TimelineEntry"]

TimelineEntry = tuple[int | None, int, int]
"""One S: start in ticks or None for "right after the one before", duration in ticks, repeat count (−1: to the
next S or the period's end)."""

_NO_START = -1


class TimelineEntries(Sequence[TimelineEntry]):
    """Grows while a document is read; nobody changes it afterwards."""

    __slots__ = ("_durations", "_repeats", "_starts")

    def __init__(self, entries: Iterable[TimelineEntry] = ()) -> None:
        self._starts = array("q")
        self._durations = array("q")
        self._repeats = array("q")
        for entry in entries:
            self.append(entry)

    def append(self, entry: TimelineEntry) -> None:
        """Add one entry, 0 ≤ start, 0 < duration, −1 ≤ repeat."""
        start, duration, repeat = entry
        self._starts.append(_NO_START if start is None else start)
        self._durations.append(duration)
        self._repeats.append(repeat)

    def extend_from_digits(self, rows: Iterable[tuple[bytes, bytes, bytes]]) -> None:
        """Add entries as they stand in a document, checked: start (may be empty), duration, repeat (too)."""
        for column, texts, default in zip(
            (self._starts, self._durations, self._repeats),
            zip(*rows, strict=True),
            (_NO_START, 0, 0),
            strict=True,
        ):
            distinct = set(texts)
            if len(distinct) > len(texts) // 4:
                column.extend(int(text) if text else default for text in texts)
                continue
            # The same few durations stand there thousands of times.
            number_of = {text: int(text) if text else default for text in distinct}
            column.extend(map(number_of.__getitem__, texts))

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> TimelineEntry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[TimelineEntry, ...]: ...
    def __getitem__(self, index: int | slice) -> TimelineEntry | tuple[TimelineEntry, ...]:
        if isinstance(index, slice):
            return tuple(self[nth] for nth in range(len(self))[index])
        start = self._starts[index]
        return None if start < 0 else start, self._durations[index], self._repeats[index]

    def __iter__(self) -> Iterator[TimelineEntry]:
        for start, duration, repeat in zip(self._starts, self._durations, self._repeats, strict=True):
            yield None if start < 0 else start, duration, repeat
