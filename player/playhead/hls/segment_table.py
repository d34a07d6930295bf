"""The segments of a media playlist as columns.

A three-hour playlist has thousands of segments and most differ only in their URI and a few digits. So a
segment is a row over parallel columns: durations and starts are 64-bit numbers in arrays, what persists over
many segments (map, keys, date) is stored where it changes, and what is rare (gaps, titles) is stored where it
is. docs/decisions/0003 has the figures against one object per segment.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from playhead.hls.low_latency import PartTag
from playhead.hls.tags import KeyTag
from playhead.presentation import ByteRange

__all__ = ["Changes", "MapTag", "SegmentTable", "TilesTag"]

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class MapTag:
    """EXT-X-MAP (RFC 8216 §4.3.2.5): the initialization section of the segments that follow.

    Attributes:
        keys: In force where the tag stands: they protect the section too.
    """

    line: int
    attributes: Mapping[str, str]
    uri: str
    byte_range: ByteRange | None = None
    keys: tuple[KeyTag, ...] = ()


@dataclass(frozen=True, slots=True)
class TilesTag:
    """EXT-X-TILES: how thumbnails lie in the pictures that follow (Roku's extension of image playlists).

    Attributes:
        resolution: Width and height of one thumbnail in pixels.
        columns, rows: Of thumbnails in a picture.
        duration: Of one thumbnail, microseconds.
    """

    line: int
    attributes: Mapping[str, str]
    resolution: tuple[int, int]
    columns: int
    rows: int
    duration: int


class Changes(Generic[_Value]):
    """A value that holds from the position where it was set until it is set again."""

    __slots__ = ("_positions", "_values")

    def __init__(self) -> None:
        self._positions = array("q")
        self._values: list[_Value] = []

    def __len__(self) -> int:
        return len(self._values)

    def set(self, position: int, value: _Value) -> None:
        """Let the value hold from this position on; positions come in ascending order."""
        if self._positions and self._positions[-1] == position:
            self._values[-1] = value
        else:
            self._positions.append(position)
            self._values.append(value)

    @property
    def last(self) -> _Value | None:
        """The value that holds at the end; None if none was ever set."""
        return self._values[-1] if self._values else None

    def take(self, other: "Changes[_Value]", first: int, stop: int) -> None:
        """Take over what held from `first` up to `stop` elsewhere, with `first` as the new position 0."""
        held = bisect_right(other._positions, first) - 1
        if held >= 0 and stop > first:
            self.set(0, other._values[held])
        for position, value in other.between(first + 1, stop):
            self.set(position - first, value)

    def extend(self, other: "Changes[_Value]", first: int, stop: int, shift: int) -> None:
        """Add the changes made from `first` up to `stop` elsewhere, `shift` positions further on."""
        low, high = bisect_left(other._positions, first), bisect_left(other._positions, stop)
        self._positions.extend(array("q", [position + shift for position in other._positions[low:high]]))
        self._values.extend(other._values[low:high])

    def between(self, first: int, stop: int) -> Iterator[tuple[int, _Value]]:
        """Yield the changes from one position up to another, the latter excluded."""
        for change in range(bisect_left(self._positions, first), bisect_left(self._positions, stop)):
            yield self._positions[change], self._values[change]

    def at(self, position: int) -> _Value | None:
        """Return the value that holds at a position; None if none was set up to there."""
        change = bisect_right(self._positions, position) - 1
        return self._values[change] if change >= 0 else None

    def since(self, position: int) -> tuple[int, _Value] | None:
        """Return the change that holds at a position and where it was made; before the first, the first."""
        if not self._values:
            return None
        change = max(bisect_right(self._positions, position) - 1, 0)
        return self._positions[change], self._values[change]


@dataclass(frozen=True, slots=True)
class SegmentTable:
    """Rows of a media playlist, counted from 0; times in microseconds from the first row's start.

    Attributes:
        uris: As written, variables replaced; empty if the address was refused.
        lines: Where each URI stands; 0 for a row that was taken over from the playlist before.
        starts: One more than there are rows: the last is the end of the last.
        range_firsts, range_lasts: Byte ranges, both ends included; -1 where the whole resource is meant.
            Empty if no row has one.
        discontinuities: Rows that EXT-X-DISCONTINUITY stands before; a row twice if the tag is there twice.
        dates_us: EXT-X-PROGRAM-DATE-TIME, microseconds since 1970 UTC, at the rows that have one.
        bitrates_kbps: EXT-X-BITRATE from the row where it was set.
        gaps: Rows that can't be had: EXT-X-GAP or a refused address.
        parts: EXT-X-PART by row; the row after the last is the segment that is not complete yet.
    """

    uris: Sequence[str]
    lines: Sequence[int]
    starts: Sequence[int]
    range_firsts: Sequence[int] = ()
    range_lasts: Sequence[int] = ()
    discontinuities: Sequence[int] = ()
    maps: Changes[MapTag | None] = field(default_factory=Changes["MapTag | None"])
    keys: Changes[tuple[KeyTag, ...]] = field(default_factory=Changes[tuple[KeyTag, ...]])
    dates_us: Changes[int] = field(default_factory=Changes[int])
    bitrates_kbps: Changes[int] = field(default_factory=Changes[int])
    tiles: Changes[TilesTag] = field(default_factory=Changes[TilesTag])
    gaps: frozenset[int] = frozenset()
    titles: Mapping[int, str] = field(default_factory=dict[int, str])
    parts: Mapping[int, tuple[PartTag, ...]] = field(default_factory=dict[int, tuple[PartTag, ...]])

    def __len__(self) -> int:
        return len(self.uris)

    @property
    def duration(self) -> int:
        """Microseconds from the first row's start to the last row's end."""
        return self.starts[-1]

    def byte_range(self, row: int) -> ByteRange | None:
        """Return the part of the resource that the row is; None for all of it."""
        if not self.range_firsts or self.range_firsts[row] < 0:
            return None
        return ByteRange(self.range_firsts[row], self.range_lasts[row])

    def discontinuity(self, row: int) -> int:
        """Return how many EXT-X-DISCONTINUITY tags stand before the row."""
        return bisect_right(self.discontinuities, row)

    def date_us(self, row: int) -> int | None:
        """Return the wall-clock time of the row's start, microseconds since 1970 UTC; None if none is known.

        Extrapolated by durations from the nearest date before, or else after (RFC 8216 §6.3.3).
        """
        found = self.dates_us.since(row)
        return None if found is None else found[1] + self.starts[row] - self.starts[found[0]]
