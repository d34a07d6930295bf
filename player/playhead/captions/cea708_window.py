"""A CEA-708 window: rows of cells, a pen, a place, and how it looks as a cue (CTA-708-E §7, §8)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from playhead.captions.runs import merged
from playhead.presentation import Align, Cue, Placement, TextRun, TextStyle, Writing

__all__ = ["PLAIN", "Window", "WindowShape"]

# The grid of anchors fills the safe area: 80% of the picture, a tenth from each edge.
_EDGE_PERCENT, _GRID_PERCENT = 10.0, 80.0
_GRID_ROWS, _GRID_COLUMNS = 75, 210
_MOST_COLUMNS = 42
# Words that nobody takes off the screen go after this, as line 21's do.
_LONGEST_S = 16.0
_THIRDS = (Align.START, Align.CENTER, Align.END)
_JUSTIFY = (Align.LEFT, Align.RIGHT, Align.CENTER, Align.LEFT)
_TOP_TO_BOTTOM = 2


PLAIN = TextStyle(colour=(255, 255, 255, 255))


@dataclass(frozen=True, slots=True)
class WindowShape:
    """What DefineWindow says.

    Attributes:
        vertical, horizontal: The anchor: grid units, or percent if `is_relative`.
        anchor: Which point of the window lies there: 0 to 8, in rows from the upper left.
    """

    is_relative: bool
    vertical: int
    horizontal: int
    anchor: int
    rows: int
    columns: int

    @property
    def anchor_percent(self) -> tuple[float, float]:
        """Distance of the anchor from the picture's top and left."""
        high, wide = (100, 100) if self.is_relative else (_GRID_ROWS, _GRID_COLUMNS)
        vertical, horizontal = min(self.vertical / high, 1.0), min(self.horizontal / wide, 1.0)
        return _EDGE_PERCENT + vertical * _GRID_PERCENT, _EDGE_PERCENT + horizontal * _GRID_PERCENT


@dataclass(slots=True)
class Window:
    """One of a service's eight windows; `since_s` is when its look last changed."""

    shape: WindowShape
    is_visible: bool = False
    pen: TextStyle = PLAIN
    justify: int = 0
    print_direction: int = 0
    row: int = 0
    column: int = 0
    since_s: float = 0.0
    cells: dict[int, dict[int, tuple[str, TextStyle]]] = field(
        default_factory=dict[int, dict[int, tuple[str, TextStyle]]]
    )

    def write(self, character: str) -> None:
        """Write at the pen; what doesn't fit into the row any more is dropped (§7.1.4)."""
        if self.column < self.shape.columns:
            self.cells.setdefault(self.row, {})[self.column] = (character, self.pen)
            self.column += 1

    def backspace(self) -> None:
        """Erase the letter before the pen."""
        if self.column:
            self.column -= 1
            self.cells.get(self.row, {}).pop(self.column, None)

    def new_row(self) -> None:
        """Go to the next row's beginning; from the last one the words scroll up."""
        self.column = 0
        if self.row + 1 < self.shape.rows:
            self.row += 1
            return
        self.cells = {row - 1: cells for row, cells in self.cells.items() if row > 0}

    def erase_row(self) -> None:
        """Erase the pen's row, and go to its beginning."""
        self.cells.pop(self.row, None)
        self.column = 0

    def clear(self) -> None:
        """Erase all words and put the pen into the upper left."""
        self.cells.clear()
        self.row = self.column = 0

    def cues(self, now_s: float) -> Iterator[Cue]:
        """Yield what has stood in the window until now."""
        end_s = min(now_s, self.since_s + _LONGEST_S)
        if not self.is_visible or end_s <= self.since_s:
            return
        runs: list[TextRun] = []
        for _, cells in sorted(self.cells.items()):
            if not any(character.strip() for character, _ in cells.values()):
                continue
            if runs:
                runs.append(TextRun("\n", runs[-1].style))
            for column in range(min(cells), max(cells) + 1):
                character, style = cells.get(column, (" ", TextStyle()))
                runs.append(TextRun(character, style))
        tidy = merged(runs)
        if tidy:
            yield Cue(self.since_s, end_s, tidy, self._placement())

    def _placement(self) -> Placement:
        line, position = self.shape.anchor_percent
        row, column = divmod(min(self.shape.anchor, 8), 3)
        return Placement(
            line_percent=line,
            line_align=_THIRDS[row],
            position_percent=position,
            position_align=_THIRDS[column],
            size_percent=min(_GRID_PERCENT, self.shape.columns / _MOST_COLUMNS * _GRID_PERCENT),
            text_align=_JUSTIFY[self.justify],
            writing=Writing.VERTICAL_RL if self.print_direction >= _TOP_TO_BOTTOM else Writing.HORIZONTAL,
        )
