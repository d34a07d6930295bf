"""A caption as everybody downstream sees it, whatever format it came in.

The placement is WebVTT's box model (W3C WebVTT §3.1, §7.2), because TTML regions and the rows and columns of
CEA-608 fit into it and not the other way round. What a file leaves to the renderer is None here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

__all__ = ["Align", "Colour", "Cue", "Placement", "TextRun", "TextStyle", "Writing"]

Colour: TypeAlias = tuple[int, int, int, int]
"""Red, green, blue and opacity, each 0 to 255."""


class Align(StrEnum):
    """Which edge; START and END follow the text's direction, LEFT and RIGHT don't."""

    START = "start"
    CENTER = "center"
    END = "end"
    LEFT = "left"
    RIGHT = "right"


class Writing(StrEnum):
    """How lines run and stack."""

    HORIZONTAL = "horizontal"
    VERTICAL_RL = "vertical-rl"
    VERTICAL_LR = "vertical-lr"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How letters look; a colour of None is left to the renderer."""

    is_italic: bool = False
    is_bold: bool = False
    is_underlined: bool = False
    colour: Colour | None = None
    background: Colour | None = None


@dataclass(frozen=True, slots=True)
class TextRun:
    """Letters of one style; line breaks are `\\n`."""

    text: str
    style: TextStyle = TextStyle()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a cue's box stands, in percent of the picture.

    Attributes:
        line_percent: Distance of the box's `line_align` edge from the top (vertical writing: from the side on
            which lines begin); None if `line_row` says it or the renderer may choose.
        line_row: The same in rows of text: 0 is the first row from the top, -1 the last one.
        line_align: Which edge of the box the line is: START, CENTER or END.
        position_percent: Where the box stands along the line; None follows `text_align`.
        position_align: Which part of the box that is; None follows `text_align`.
        size_percent: Longest width of the box (vertical writing: height).
        region: Cues of one region stack instead of covering each other; empty for none.
    """

    line_percent: float | None = None
    line_row: int | None = None
    line_align: Align = Align.START
    position_percent: float | None = None
    position_align: Align | None = None
    size_percent: float = 100.0
    text_align: Align = Align.CENTER
    writing: Writing = Writing.HORIZONTAL
    region: str = ""

    @property
    def extent_percent(self) -> tuple[float, float]:
        """Start and width of the box along the line (WebVTT §7.2, steps 1 to 5)."""
        leading = self.text_align in (Align.START, Align.LEFT)
        trailing = self.text_align in (Align.END, Align.RIGHT)
        position = self.position_percent
        if position is None:
            position = 0.0 if leading else 100.0 if trailing else 50.0
        align = self.position_align
        if align is None:
            align = Align.START if leading else Align.END if trailing else Align.CENTER
        if align in (Align.START, Align.LEFT):
            width = min(self.size_percent, 100.0 - position)
            return position, width
        if align in (Align.END, Align.RIGHT):
            width = min(self.size_percent, position)
            return position - width, width
        width = min(self.size_percent, 2 * min(position, 100.0 - position))
        return position - width / 2, width


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption.

    Attributes:
        start_s, end_s: From first to last moment on the screen; whose clock that is says who gives it.
        runs: The text, in reading order.
        is_forced: To be shown even if the viewer wants no captions (foreign speech, signs).
        id: The author's name for it; may be empty.
    """

    start_s: float
    end_s: float
    runs: tuple[TextRun, ...]
    placement: Placement = Placement()
    is_forced: bool = False
    id: str = ""

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(run.text for run in self.runs)
