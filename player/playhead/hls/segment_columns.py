"""A `SegmentTable` while it is being filled: by a scanner row by row, or from an earlier table in slices."""

import sys
from array import array

from playhead.hls.low_latency import PartTag
from playhead.hls.segment_table import Changes, MapTag, SegmentTable, TilesTag
from playhead.hls.tags import KeyTag

__all__ = ["SegmentColumns"]


class SegmentColumns:
    """Columns of equal length, and what is stored beside them by row; see `SegmentTable`.

    Attributes:
        starts: One more than there are rows: where the next one will start.
    """

    def __init__(self) -> None:
        self.uris: list[str] = []
        self.lines = array("L")
        self.starts = array("q", [0])
        self.range_firsts = array("q")
        self.range_lasts = array("q")
        self.discontinuities = array("q")
        self.maps = Changes[MapTag | None]()
        self.keys = Changes[tuple[KeyTag, ...]]()
        self.dates_us = Changes[int]()
        self.bitrates_kbps = Changes[int]()
        self.tiles = Changes[TilesTag]()
        self.gaps: set[int] = set()
        self.titles: dict[int, str] = {}
        self.parts: dict[int, list[PartTag]] = {}

    def __len__(self) -> int:
        return len(self.uris)

    def add(self, uri: str, line: int, duration: int) -> None:
        """Add a row."""
        self.uris.append(uri)
        self.lines.append(line)
        self.starts.append(self.starts[-1] + duration)

    def place_range(self, row: int, first: int, last: int) -> None:
        """Set the byte range of the newest row; -1 for the whole resource, as for rows that had none."""
        missing = row - len(self.range_firsts)
        if missing:
            self.range_firsts.extend([-1] * missing)
            self.range_lasts.extend([-1] * missing)
        self.range_firsts.append(first)
        self.range_lasts.append(last)

    def take_plain_rows(self, table: SegmentTable, first: int, stop: int, line_shift: int) -> None:
        """Add rows of an earlier table with what a plain segment has: no key, no map, no gap, no part.

        Args:
            table: The earlier one.
            first, stop: Its rows, the latter excluded.
            line_shift: To add to their lines.
        """
        shift = len(self) - first
        self.uris.extend(table.uris[first:stop])
        self.lines.extend(_shifted(array("L", table.lines[first:stop]), line_shift))
        self._take_ends(table, first, stop)
        if table.range_firsts:
            missing = first + shift - len(self.range_firsts)
            self.range_firsts.extend([-1] * missing)
            self.range_lasts.extend([-1] * missing)
            self.range_firsts.extend(table.range_firsts[first:stop])
            self.range_lasts.extend(table.range_lasts[first:stop])
        elif self.range_firsts:
            self.range_firsts.extend([-1] * (stop - first))
            self.range_lasts.extend([-1] * (stop - first))
        self.dates_us.extend(table.dates_us, first, stop, shift)
        if table.titles:
            rows = range(first, stop)
            self.titles.update((row + shift, table.titles[row]) for row in rows if row in table.titles)

    def copy_rows(self, table: SegmentTable, first: int, count: int, discontinuities: int) -> None:
        """Start with rows of an earlier table; what was in force there stays in force.

        Args:
            table: The earlier one.
            first: Its row that becomes row 0.
            count: How many rows to take.
            discontinuities: How many EXT-X-DISCONTINUITY tags stand before row 0.
        """
        assert not self.uris
        stop = first + count
        self.uris.extend(table.uris[first:stop])
        self.lines.extend([0] * count)
        self._take_ends(table, first, stop)
        if table.range_firsts:
            self.range_firsts.extend(table.range_firsts[first:stop])
            self.range_lasts.extend(table.range_lasts[first:stop])
        self.discontinuities.extend([0] * discontinuities)
        self.discontinuities.extend(row - first for row in table.discontinuities if first < row < stop)
        self.maps.take(table.maps, first, stop)
        self.keys.take(table.keys, first, stop)
        self.bitrates_kbps.take(table.bitrates_kbps, first, stop)
        self.tiles.take(table.tiles, first, stop)
        self._copy_dates(table, first, stop)
        self.gaps.update(row - first for row in table.gaps if first <= row < stop)
        self.titles.update((row - first, title) for row, title in table.titles.items() if first <= row < stop)
        # Parts are only listed near the end (RFC 8216bis §4.4.4.9), and what may be skipped lies before that.

    def _take_ends(self, table: SegmentTable, first: int, stop: int) -> None:
        later = self.starts[-1] - table.starts[first]
        self.starts.extend(_shifted(array("q", table.starts[first + 1 : stop + 1]), later))

    def _copy_dates(self, table: SegmentTable, first: int, stop: int) -> None:
        # A date belongs to the row it was set at, so the one that still holds is moved to row 0 by durations.
        date_us = table.date_us(first)
        if date_us is not None and stop > first:
            self.dates_us.set(0, date_us)
            for row, later_us in table.dates_us.between(first + 1, stop):
                self.dates_us.set(row - first, later_us)

    def table(self) -> SegmentTable:
        """Return the finished table."""
        return SegmentTable(
            self.uris,
            self.lines,
            self.starts,
            self.range_firsts,
            self.range_lasts,
            self.discontinuities,
            self.maps,
            self.keys,
            self.dates_us,
            self.bitrates_kbps,
            self.tiles,
            frozenset(self.gaps),
            self.titles,
            {row: tuple(each) for row, each in self.parts.items()},
        )


def _shifted(column: "array[int]", by: int) -> "array[int]":
    """Return the column with a number added to each of its values; none is or becomes negative.

    A live reload does this for ten thousand rows, so it is done for all rows at once: side by side they are
    one large number, and as no value leaves its place, adding the shift to each place is one addition.
    """
    if not by or not column:
        return column
    size = column.itemsize
    ones = int.from_bytes((1).to_bytes(size, sys.byteorder) * len(column), sys.byteorder)
    total = int.from_bytes(column.tobytes(), sys.byteorder) + ones * by
    return array(column.typecode, total.to_bytes(size * len(column), sys.byteorder))
