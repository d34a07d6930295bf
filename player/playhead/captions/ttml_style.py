"""TTML styles and regions: references resolved, lengths in percent of the picture (TTML2 §10, IMSC 1.1 §8).

A style is a plain dictionary of attributes until somebody asks for a `TextStyle` or a `Placement`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from playhead.captions.colours import parse_colour
from playhead.captions.ttml_xml import Node
from playhead.presentation import Align, Placement, TextStyle, Writing

__all__ = ["INHERITED", "Lengths", "StyleBook", "placement_of", "text_style"]

INHERITED = frozenset(
    {
        "color",
        "direction",
        "fontStyle",
        "fontWeight",
        "forcedDisplay",
        "textAlign",
        "textDecoration",
        "visibility",
    }
)
_NOT_STYLES = frozenset({"id", "style", "region", "begin", "end", "dur", "timeContainer", "lang", "space"})
_LENGTH = re.compile(r"([+-]?[0-9]{1,6}(?:\.[0-9]{1,9})?)(%|px|c|em|rh|rw)", re.ASCII)
_PAIR = re.compile(r"([0-9]{1,5})(?:px)?\s+([0-9]{1,5})(?:px)?", re.ASCII)
_ALIGNS = {align.value: align for align in Align} | {"justify": Align.START}
_WRITINGS = {"tbrl": Writing.VERTICAL_RL, "tb": Writing.VERTICAL_RL, "tblr": Writing.VERTICAL_LR}
_LONGEST_CHAIN = 16

Styles = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lengths:
    """What lengths refer to.

    Attributes:
        extent_px: Of the root container, if it has one in pixels.
        cells: Columns and rows.
    """

    extent_px: tuple[int, int] | None = None
    cells: tuple[int, int] = (32, 15)

    @staticmethod
    def of(root: Node) -> "Lengths":
        """Return what the root element says."""
        extent = _PAIR.fullmatch(root.attributes.get("extent", "").strip())
        cells = _PAIR.fullmatch(root.attributes.get("cellResolution", "").strip())
        return Lengths(_sizes(extent), _sizes(cells) or (32, 15))

    def pair(self, text: str) -> tuple[float, float] | None:
        """Return two lengths in percent of the width and height; None if they are none."""
        parts = text.split()
        if len(parts) != 2:
            return None
        across, down = self._percent(parts[0], 0), self._percent(parts[1], 1)
        return None if across is None or down is None else (across, down)

    def _percent(self, text: str, axis: int) -> float | None:
        found = _LENGTH.fullmatch(text)
        if found is None:
            return None
        value, unit = float(found[1]), found[2]
        if unit == "c":
            return value * 100 / self.cells[axis]
        if unit == "px":
            return value * 100 / self.extent_px[axis] if self.extent_px else None
        return None if unit == "em" else value


def _sizes(found: re.Match[str] | None) -> tuple[int, int] | None:
    sizes = (int(found[1]), int(found[2])) if found else (0, 0)
    return sizes if all(sizes) else None


class StyleBook:
    """The document's named styles and regions, and its initial values."""

    def __init__(self, head: Node | None) -> None:
        styling = head.child("styling") if head else None
        layout = head.child("layout") if head else None
        nodes = list(styling.children) if styling else []
        self._named = {
            node.attributes.get("id", ""): node.attributes for node in nodes if node.name == "style"
        }
        self.initial: dict[str, str] = {}
        for node in nodes:
            if node.name == "initial":
                self.initial |= node.attributes
        regions = [node for node in layout.children if node.name == "region"] if layout else []
        self.regions = {node.attributes.get("id", ""): self._region(node) for node in regions}

    def own(self, attributes: Styles) -> dict[str, str]:
        """Return an element's own styles: those that it refers to, in order, below those that it has."""
        return self._resolved(attributes, 0)

    def _resolved(self, attributes: Styles, depth: int) -> dict[str, str]:
        found: dict[str, str] = {}
        if depth < _LONGEST_CHAIN:
            for name in attributes.get("style", "").split()[:_LONGEST_CHAIN]:
                if name in self._named:
                    found |= self._resolved(self._named[name], depth + 1)
        return found | {key: value for key, value in attributes.items() if key not in _NOT_STYLES}

    def _region(self, node: Node) -> dict[str, str]:
        found: dict[str, str] = {}
        for child in node.children:
            if child.name == "style":
                found |= self.own(child.attributes)
        # Referred styles lose against nested ones, and those against the region's own (TTML2 §10.4.4.2).
        referred = self.own({"style": node.attributes.get("style", "")})
        inline = self.own({key: value for key, value in node.attributes.items() if key != "style"})
        return referred | found | inline


def text_style(styles: Styles) -> TextStyle:
    """Return how letters of these computed styles look."""
    background = parse_colour(styles.get("backgroundColor", ""), is_alpha_a_byte=True)
    return TextStyle(
        is_italic=styles.get("fontStyle") in ("italic", "oblique"),
        is_bold=styles.get("fontWeight") == "bold",
        is_underlined="underline" in styles.get("textDecoration", "").split(),
        colour=parse_colour(styles.get("color", ""), is_alpha_a_byte=True),
        # "transparent" is the initial value and says nothing about the renderer's own box.
        background=background if background and background[3] else None,
    )


def placement_of(region: Styles | None, styles: Styles, lengths: Lengths, name: str) -> Placement:
    """Return where a paragraph stands: in its region, or where the renderer likes if it has none.

    The region's box becomes WebVTT's: its width is the size, and the edge that `displayAlign` names the line.
    """
    align = _ALIGNS.get(styles.get("textAlign", ""))
    if region is None:
        return Placement(text_align=align or Align.CENTER)
    left, top = lengths.pair(region.get("origin", "")) or (0.0, 0.0)
    width, height = lengths.pair(region.get("extent", "")) or (100.0 - left, 100.0 - top)
    left, top = _bounded(left), _bounded(top)
    width, height = min(_bounded(width), 100 - left), min(_bounded(height), 100 - top)
    writing = _WRITINGS.get(region.get("writingMode", styles.get("writingMode", "")), Writing.HORIZONTAL)
    placed = Placement(
        line_percent=top,
        position_percent=left,
        position_align=Align.START,
        size_percent=width,
        text_align=align or Align.START,
        writing=writing,
        region=name,
    )
    if writing is not Writing.HORIZONTAL:
        side = 100 - left - width if writing is Writing.VERTICAL_RL else left
        return replace(placed, line_percent=side, position_percent=top, size_percent=height)
    display = region.get("displayAlign", "before")
    if display == "after":
        return replace(placed, line_percent=top + height, line_align=Align.END)
    if display == "center":
        return replace(placed, line_percent=top + height / 2, line_align=Align.CENTER)
    return placed


def _bounded(percent: float) -> float:
    return max(0.0, min(100.0, percent))
