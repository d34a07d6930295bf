"""The captions on the picture, and the menu that chooses them.

A cue becomes a box: marked-up words, and a place in shares of the picture. Boxes without a place of their own
stack at the bottom, where viewers look for them; the others stand where the author put them.
"""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QObject, Signal

from playhead import Align, Cue, Placement, TextRun, Writing
from playhead_app.bridge import PlaybackSnapshot
from playhead_app.qt import qproperty, slot
from playhead_app.viewmodels.choices import Choices, text_choices

__all__ = ["Captions"]

# A row of WebVTT is a line of text; rows count from the top, or from the bottom if negative.
_ROW_SHARE = 0.0533
# Punctuation that stands otherwise in a column (Unicode's vertical forms).
_LEVEL = "、。ー…「」『』（）()〈〉《》【】—"
_UPRIGHT = dict(zip(_LEVEL, "︑︒｜︙﹁﹂﹃﹄︵︶︵︶︿﹀︽︾︻︼︱", strict=True))
_SIDES = {Align.START: "left", Align.LEFT: "left", Align.END: "right", Align.RIGHT: "right"}


class Captions(QObject):
    """What the caption layer and the subtitles menu show.

    Args:
        select: Asks the player for a track; None for none.
    """

    cues_changed = Signal()
    choices_changed = Signal()
    chosen = Signal(str)
    """The viewer's own choice: a track, or empty for none."""

    def __init__(self, select: Callable[[str | None], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._select = select
        self._choices = Choices(self)
        self._cues: tuple[Cue, ...] = ()

    @qproperty(QObject, notify=choices_changed)
    def choices(self) -> Choices:
        """Off, then every text track."""
        return self._choices

    @qproperty(bool, notify=choices_changed)
    def has_choices(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self._choices.records)

    @qproperty("QVariantList", notify=cues_changed)
    def stacked(self) -> list[dict[str, object]]:
        """Boxes at the bottom, from above: `words`, `markup`, `side`, `left` and `width`."""
        return [_box(cue) for cue in self._cues if _is_level(cue) and not _has_place(cue.placement)]

    @qproperty("QVariantList", notify=cues_changed)
    def placed(self) -> list[dict[str, object]]:
        """Boxes with a place: as above, and `line`, which `edge` says what of: `top`, `middle`, `bottom`."""
        places = [cue for cue in self._cues if _is_level(cue) and _has_place(cue.placement)]
        return [_box(cue) | _line(cue.placement) for cue in places]

    @qproperty("QVariantList", notify=cues_changed)
    def upright(self) -> list[dict[str, object]]:
        """Boxes in vertical writing: `words`, the letters of each of `lines`, `isFromRight`, and a place.

        The place is `top` and `height`, which `side` says how the words lie in, and `line` with its `edge`.
        """
        return [_columns(cue) for cue in self._cues if not _is_level(cue)]

    @slot(str)
    def choose(self, choice_id: str) -> None:
        """Show another track, because the viewer wants it; an empty choice is none."""
        self._select(choice_id or None)
        self.chosen.emit(choice_id)

    def select(self, track_id: str | None) -> None:
        """Show another track, or none."""
        self._select(track_id)

    def take(self, snapshot: PlaybackSnapshot | None) -> None:
        """Show what the player shows; None for nothing."""
        cues = snapshot.cues if snapshot is not None else ()
        if cues != self._cues:
            self._cues = cues
            self.cues_changed.emit()
        choices = text_choices(snapshot.tracks, snapshot.text_id) if snapshot is not None else []
        if choices != list(self._choices.records):
            self._choices.show(choices)
            self.choices_changed.emit()


def _is_level(cue: Cue) -> bool:
    return cue.placement.writing is Writing.HORIZONTAL


def _has_place(placement: Placement) -> bool:
    return placement.line_percent is not None or placement.line_row is not None


def _box(cue: Cue) -> dict[str, object]:
    placement = cue.placement
    start, width = placement.extent_percent
    return {
        "words": cue.text,
        "markup": "".join(_markup(run) for run in cue.runs),
        "side": _SIDES.get(placement.text_align, "center"),
        "left": start / 100,
        "width": width / 100,
    }


def _columns(cue: Cue) -> dict[str, object]:
    placement = cue.placement
    start, height = placement.extent_percent
    is_from_right = placement.writing is Writing.VERTICAL_RL
    lines: list[list[str]] = [[]]
    for run in cue.runs:
        for letter in run.text:
            if letter == "\n":
                lines.append([])
            else:
                lines[-1].append(_markup(TextRun(_UPRIGHT.get(letter, letter), run.style)))
    return {
        "words": cue.text,
        "lines": [line for line in lines if line],
        "isFromRight": is_from_right,
        "top": start / 100,
        "height": height / 100,
        "side": {"left": "top", "right": "bottom"}.get(_SIDES.get(placement.text_align, ""), "middle"),
        **_column_line(placement, is_from_right=is_from_right),
    }


def _column_line(placement: Placement, *, is_from_right: bool) -> dict[str, object]:
    """Return where the box stands, from the left; a line counts from the side on which lines begin."""
    share = placement.line_percent
    edge = {Align.CENTER: "middle", Align.END: "far"}.get(placement.line_align, "near")
    if share is None:
        row = placement.line_row or 0
        share, edge = (
            (100 * (row * _ROW_SHARE), "near") if row >= 0 else (100 * (1 + (row + 1) * _ROW_SHARE), "far")
        )
    near, far = ("right", "left") if is_from_right else ("left", "right")
    at = 1 - share / 100 if is_from_right else share / 100
    return {"line": min(max(at, 0.0), 1.0), "edge": {"near": near, "far": far}.get(edge, edge)}


def _line(placement: Placement) -> dict[str, object]:
    if placement.line_percent is not None:
        edge = {Align.CENTER: "middle", Align.END: "bottom"}.get(placement.line_align, "top")
        return {"line": placement.line_percent / 100, "edge": edge}
    row = placement.line_row or 0
    if row < 0:
        return {"line": max(0.0, 1 + (row + 1) * _ROW_SHARE), "edge": "bottom"}
    return {"line": min(row * _ROW_SHARE, 1.0), "edge": "top"}


def _markup(run: TextRun) -> str:
    """Return a run as Qt's rich text; nothing of the words is taken for markup."""
    style, rules = run.style, list[str]()
    if style.colour is not None:
        # Qt's rich text has no half-transparent letters.
        rules.append(f"color:#{bytes(style.colour[:3]).hex()}")
    if style.background is not None:
        rules.append(f"background-color:rgba{style.background}")
    if style.is_italic:
        rules.append("font-style:italic")
    if style.is_bold:
        rules.append("font-weight:700")
    if style.is_underlined:
        rules.append("text-decoration:underline")
    text = escape(run.text).replace("\n", "<br>")
    return f'<span style="{";".join(rules)}">{text}</span>' if rules else text
