"""WebVTT cue settings and regions to a `Placement` (W3C WebVTT §6.2 and §6.3).

A region becomes a box that does not move: its anchor and height in rows give the line, its width the size.
Scrolling is left to whoever draws; cues of one region carry its name and stack.
"""

import re
from dataclasses import dataclass, replace

from playhead.presentation import Align, Placement, Writing

__all__ = ["Regions", "parse_placement"]

_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,12})?)%", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,4}(?:\.[0-9]{1,12})?", re.ASCII)
_ALIGNS = {align.value: align for align in Align} | {"middle": Align.CENTER}
_LINE_ALIGNS = {"start": Align.START, "center": Align.CENTER, "end": Align.END}
_POSITION_ALIGNS = {
    "line-left": Align.START,
    "center": Align.CENTER,
    "line-right": Align.END,
    # The words of older drafts, which packagers still write.
    "start": Align.START,
    "middle": Align.CENTER,
    "end": Align.END,
}
# A row is a line of text: 5.33% of the picture's height (§7.2, 5vh and the line's own leading).
_ROW_PERCENT = 5.33
_MOST_REGIONS = 256


@dataclass(frozen=True, slots=True)
class _Region:
    width: float = 100.0
    lines: int = 3
    region_anchor: tuple[float, float] = (0.0, 100.0)
    viewport_anchor: tuple[float, float] = (0.0, 100.0)


class Regions:
    """The regions of one file by name."""

    def __init__(self) -> None:
        self._regions: dict[str, _Region] = {}

    def add(self, definition: str) -> None:
        """Take a REGION block's settings; a later region of the same name wins."""
        region, name = _Region(), ""
        for key, value in _settings(definition):
            width, number = _percent(value), _NUMBER.fullmatch(value)
            anchor = tuple(_percent(part) for part in value.split(","))
            if key == "id":
                name = value
            elif key == "width" and width is not None:
                region = replace(region, width=width)
            elif key == "lines" and number:
                region = replace(region, lines=max(0, min(100, int(float(value)))))
            elif key in ("regionanchor", "viewportanchor") and len(anchor) == 2 and None not in anchor:
                field = "region_anchor" if key == "regionanchor" else "viewport_anchor"
                region = replace(region, **{field: anchor})
        if name and len(self._regions) < _MOST_REGIONS:
            self._regions[name] = region

    def placed(self, name: str, placement: Placement) -> Placement:
        """Return the placement of a cue in the region; as it was if there is no such region."""
        region = self._regions.get(name)
        if region is None:
            return placement
        left = region.viewport_anchor[0] - region.region_anchor[0] * region.width / 100
        height = region.lines * _ROW_PERCENT
        bottom = region.viewport_anchor[1] + height * (1 - region.region_anchor[1] / 100)
        start, width = placement.extent_percent
        return replace(
            placement,
            line_percent=max(0.0, min(100.0, bottom)),
            line_align=Align.END,
            position_percent=max(0.0, min(100.0, left + start * region.width / 100)),
            position_align=Align.START,
            size_percent=width * region.width / 100,
            region=name,
        )


def parse_placement(settings: str, regions: Regions) -> Placement:
    """Return where the cue goes; a setting that makes no sense is passed over."""
    placement, region = Placement(), ""
    for key, value in _settings(settings):
        first, _, second = value.partition(",")
        percent = _percent(first)
        if key == "vertical" and value in ("rl", "lr"):
            placement = replace(placement, writing=Writing(f"vertical-{value}"))
        elif key == "line" and (not second or second in _LINE_ALIGNS):
            placement = _with_line(placement, first, percent, _LINE_ALIGNS.get(second, Align.START))
        elif key == "position" and percent is not None and (not second or second in _POSITION_ALIGNS):
            align = _POSITION_ALIGNS.get(second)
            placement = replace(placement, position_percent=percent, position_align=align)
        elif key == "size" and (size := _percent(value)) is not None:
            placement = replace(placement, size_percent=size)
        elif key == "align" and value in _ALIGNS:
            placement = replace(placement, text_align=_ALIGNS[value])
        elif key == "region":
            region = value
    is_free = placement.line_percent is None and placement.line_row is None
    if region and is_free and placement.writing is Writing.HORIZONTAL:
        return regions.placed(region, placement)
    return placement


def _settings(text: str) -> list[tuple[str, str]]:
    pairs = (word.partition(":") for word in text.split())
    return [(key, value) for key, colon, value in pairs if key and colon and value]


def _percent(text: str) -> float | None:
    found = _PERCENT.fullmatch(text)
    value = float(found[1]) if found else 101.0
    return value if value <= 100 else None


def _with_line(placement: Placement, text: str, percent: float | None, align: Align) -> Placement:
    if percent is not None:
        return replace(placement, line_percent=percent, line_row=None, line_align=align)
    if _NUMBER.fullmatch(text):
        return replace(placement, line_row=round(float(text)), line_percent=None, line_align=align)
    return placement
