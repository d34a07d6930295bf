"""A CEA-608 memory: fifteen rows of thirty-two cells, and how they look as a cue.

A decoder has two of these: what is shown, and what is being written for later (pop-on).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playhead.captions.runs import merged
from playhead.presentation import Align, Cue, Placement, TextRun, TextStyle

__all__ = ["COLUMNS", "ROWS", "Screen"]

ROWS, COLUMNS = 15, 32
# The grid fills the safe area: 80% of the picture, a tenth from each edge (47 CFR §15.119(d)).
_EDGE_PERCENT, _GRID_PERCENT = 10.0, 80.0


@dataclass(frozen=True, slots=True)
class _Cell:
    character: str
    style: TextStyle


class Screen:
    """One memory with its cursor and pen."""

    def __init__(self) -> None:
        self._cells: dict[int, dict[int, _Cell]] = {}
        self.row = ROWS - 1
        self.column = 0
        self.style = TextStyle()

    @property
    def is_empty(self) -> bool:
        """True if nothing is written on it."""
        return not self._cells

    def clear(self) -> None:
        """Erase what is written; the cursor stays."""
        self._cells.clear()

    def move(self, row: int, column: int) -> None:
        """Put the cursor somewhere."""
        self.row, self.column = row, column

    def write(self, character: str) -> None:
        """Write at the cursor; at the right edge the last cell is written again (§ 15.119(f)(1)(v))."""
        self._cells.setdefault(self.row, {})[self.column] = _Cell(character, self.style)
        self.column = min(self.column + 1, COLUMNS - 1)

    def replace_last(self, character: str) -> None:
        """Write over the character before the cursor: an extended one follows its plain stand-in."""
        self.backspace()
        self.write(character)

    def backspace(self) -> None:
        """Erase the character before the cursor."""
        self.column = max(self.column - 1, 0)
        self._erase(lambda column: column == self.column)

    def erase_to_end(self) -> None:
        """Erase from the cursor to the end of its row."""
        self._erase(lambda column: column >= self.column)

    def set_pen(self, style: TextStyle) -> None:
        """Write in this style from here on."""
        self.style = style

    def roll_up(self, height: int) -> None:
        """Move the window of that height one row up; its first row goes, its last is empty (CR)."""
        top = max(self.row - height + 1, 0)
        self._cells = {row - 1: cells for row, cells in self._cells.items() if top < row <= self.row}
        self.column = 0

    def rebase(self, row: int, height: int) -> None:
        """Move the window's words so that its last row is `row` (a preamble in roll-up)."""
        shift = row - self.row
        top = self.row - height + 1
        self._cells = {
            at + shift: cells
            for at, cells in self._cells.items()
            if top <= at <= self.row and 0 <= at + shift < ROWS
        }
        self.row = row

    def copy(self) -> "Screen":
        """Return another memory with the same words, pen and cursor."""
        other = Screen()
        other._cells = {row: dict(cells) for row, cells in self._cells.items()}
        other.row, other.column, other.style = self.row, self.column, self.style
        return other

    def cues(self, start_s: float, end_s: float) -> Iterator[Cue]:
        """Yield a cue for each block of rows that touch and begin near each other."""
        block: list[int] = []
        for row in [*sorted(row for row, cells in self._cells.items() if _is_written(cells)), ROWS + 1]:
            if block and row != block[-1] + 1:
                cue = self._cue(block, start_s, end_s)
                if cue is not None:
                    yield cue
                block = []
            block.append(row)

    def _cue(self, rows: list[int], start_s: float, end_s: float) -> Cue | None:
        left = min(min(self._cells[row]) for row in rows)
        runs: list[TextRun] = []
        for row in rows:
            if runs:
                runs.append(TextRun("\n", runs[-1].style))
            runs += self._row_runs(self._cells[row], left)
        tidy = merged(runs)
        if not tidy:
            return None
        placement = Placement(
            line_percent=_EDGE_PERCENT + (rows[-1] + 1) * _GRID_PERCENT / ROWS,
            line_align=Align.END,
            position_percent=_EDGE_PERCENT + left * _GRID_PERCENT / COLUMNS,
            position_align=Align.START,
            size_percent=100 - _EDGE_PERCENT - left * _GRID_PERCENT / COLUMNS,
            text_align=Align.LEFT,
        )
        return Cue(start_s, end_s, tidy, placement)

    @staticmethod
    def _row_runs(cells: dict[int, _Cell], left: int) -> Iterator[TextRun]:
        # A hard blank keeps its place: rows of one block line up as they do in the grid.
        if min(cells) > left:
            yield TextRun("\u00a0" * (min(cells) - left))
        for column in range(min(cells), max(cells) + 1):
            cell = cells.get(column)
            yield TextRun(" ") if cell is None else TextRun(cell.character, cell.style)

    def _erase(self, is_gone: Callable[[int], bool]) -> None:
        cells = self._cells.get(self.row, {})
        kept = {column: cell for column, cell in cells.items() if not is_gone(column)}
        if kept:
            self._cells[self.row] = kept
        else:
            self._cells.pop(self.row, None)


def _is_written(cells: dict[int, _Cell]) -> bool:
    return any(cell.character.strip() for cell in cells.values())
