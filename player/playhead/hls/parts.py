"""The live edge of a playlist with parts: the segment that is being made (RFC 8216bis §4.4.4.9).

Whole segments are rows of the table, and behind the edge they are what is fetched: one request instead of
ten. Only the row behind the last one, the segment that isn't complete yet, has to be had in parts, and what
was begun in parts goes on in parts, so that nothing is loaded twice. The part that follows the last one is
hinted at: it may be asked for before it exists (EXT-X-PRELOAD-HINT, §4.4.5.3).
"""

from dataclasses import dataclass

from playhead.hls.low_latency import PreloadHintTag
from playhead.hls.media import MediaPlaylist
from playhead.presentation import ByteRange

__all__ = ["LiveEdge", "Piece"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part, or the hint at one; times in microseconds from the table's first row.

    Attributes:
        row: Of its segment; one behind the last row while that is being made.
        number: Among its segment's parts, from 0.
    """

    row: int
    number: int
    start: int
    duration: int
    uri: str
    byte_range: ByteRange | None = None
    is_independent: bool = False
    is_gap: bool = False
    is_hinted: bool = False


class LiveEdge:
    """The parts of one playlist."""

    def __init__(self, playlist: MediaPlaylist) -> None:
        self._playlist = playlist
        self._table = playlist.segments
        self._hint = _hint(playlist)

    @property
    def end(self) -> int:
        """Where the last part ends, or the last row if no part follows it."""
        table = self._table
        return table.duration + sum(part.duration for part in table.parts.get(len(table), ()))

    def has_parts(self, row: int) -> bool:
        """Return whether the parts of a segment are still listed."""
        return row in self._table.parts

    def part(self, row: int, number: int) -> Piece | None:
        """Return a part; None if the segment has no such part, or not yet."""
        table = self._table
        if row > len(table):
            return None
        parts = table.parts.get(row, ())
        start = table.starts[row] + sum(part.duration for part in parts[:number])
        if number < len(parts):
            tag = parts[number]
            is_independent = tag.is_independent or number == 0
            return Piece(
                row, number, start, tag.duration, tag.uri, tag.byte_range, is_independent, tag.is_gap
            )
        if row < len(table) or number > len(parts) or self._hint is None:
            return None
        duration = self._playlist.part_target or 0
        hint = self._hint
        return Piece(row, number, start, duration, hint.uri, hint.byte_range, number == 0, is_hinted=True)

    def at(self, time: int) -> Piece | None:
        """Return where to begin in the unfinished segment to have what plays at a time; None beyond it."""
        row = len(self._table)
        pieces = [self.part(row, number) for number in range(len(self._table.parts.get(row, ())) + 1)]
        known = [piece for piece in pieces if piece is not None]
        if not known or time >= known[-1].start + known[-1].duration:
            return None
        begun = [piece for piece in known if piece.is_independent and piece.start <= time]
        return begun[-1] if begun else known[0]


def _hint(playlist: MediaPlaylist) -> PreloadHintTag | None:
    """Return the hint at the next part.

    One with an open end is a resource that goes on behind the part: its part is asked for when it is listed.
    """
    for hint in playlist.preload_hints:
        is_open = hint.byte_range is not None and hint.byte_range.last is None
        if hint.type == "PART" and not is_open:
            return hint
    return None
