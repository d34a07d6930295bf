"""What a reload need not read again.

A live player asks for its playlist every few seconds and gets the same ten thousand lines, two segments
fewer at the top and two more at the end. So a playlist that can grow keeps its text. The next one is laid
beside it, and as far as both read the same, plain segments are taken over as numbers. Lines that say anything
else (keys, maps, parts, date ranges, comments) are read again where they stand: what they mean may depend on
what the new playlist says above.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from playhead.hls.segment_table import SegmentTable
from playhead.hls.text import PlaylistText

__all__ = ["OtherLine", "SharedRows", "WrittenRows"]


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line that is no part of a plain segment.

    Attributes:
        row: How many segments stand before it.
    """

    row: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class SharedRows:
    """What two playlists have in common: rows `first` to `stop` (excluded) of the earlier one.

    Attributes:
        line_shift: To add to a line of the earlier playlist.
        offset, line: Where reading goes on in the new one: behind this many characters and lines.
    """

    table: SegmentTable
    first: int
    stop: int
    line_shift: int
    others: tuple[OtherLine, ...]
    offset: int
    line: int

    def stretches(self) -> Iterator[tuple[int, int, OtherLine | None]]:
        """Yield runs of plain rows, each with the line to be read behind it."""
        row = self.first
        for other in self.others:
            if self.first <= other.row < self.stop:
                yield row, other.row, other
                row = other.row
        yield row, self.stop, None


@dataclass(frozen=True, slots=True)
class WrittenRows:
    """A playlist as it was written, beside what was read from it; only of one that gave no warning.

    Attributes:
        url: Whether an address may be opened depends on where the playlist is.
    """

    url: str
    text: PlaylistText
    table: SegmentTable
    others: tuple[OtherLine, ...]

    def shared_with(self, text: PlaylistText, url: str, line: int, row: int) -> SharedRows | None:
        """Return what a newer playlist has in common with this one; None if that is nothing.

        Args:
            text: The newer one.
            url: Where it came from.
            line: The line of its first URI.
            row: Which row here that is, by the playlists' numbers.
        """
        lines = self.table.lines
        if 2 * sum(other.row > row for other in self.others) > len(lines) - row:
            return None  # reading so many lines again takes longer than reading all
        if not 0 <= row < len(lines) - 1 or urlsplit(url)[:2] != urlsplit(self.url)[:2]:
            return None
        start, new_start = self.text.offset_behind(lines[row]), text.offset_behind(line)
        common = text.common_length(new_start, self.text, start)
        last_line = lines[row] + self.text.count_lines(start, start + common)
        last_row = bisect_right(lines, last_line) - 1
        if last_row <= row:
            return None
        shift = line - lines[row]
        return SharedRows(
            self.table,
            row + 1,
            last_row + 1,
            shift,
            self.others,
            text.offset_before(new_start + common, last_line - lines[last_row]),
            lines[last_row] + shift,
        )
