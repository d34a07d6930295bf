"""Segment URL templates: `$Number%05d$` and its kin (ISO/IEC 23009-1 §5.3.9.4.4)."""

import re
from dataclasses import dataclass

from playhead.dash.faults import manifest_error
from playhead.errors import ErrorCode, ManifestError

__all__ = ["Template", "compile_template"]

# Wide enough for any 64-bit number; a wider field would only serve to fill our memory.
_MAX_WIDTH = 32
_FIELD = re.compile(r"(Number|Time|Bandwidth|SubNumber)(?:%0?([0-9]{0,3})d)?")


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: literal text and fields in turn, the constant ones filled in already.

    Attributes:
        parts: Literal strings, and (`Number`, `Time` or `SubNumber`, width) pairs.
    """

    parts: tuple[str | tuple[str, int], ...]

    @property
    def has_number(self) -> bool:
        """True if addresses depend on the segment's number."""
        return self._has("Number")

    @property
    def has_time(self) -> bool:
        """True if addresses depend on the segment's start."""
        return self._has("Time")

    @property
    def has_sub_number(self) -> bool:
        """True if addresses depend on a segment's place within its sequence."""
        return self._has("SubNumber")

    def expand(self, number: int, time: int, sub_number: int = 0) -> str:
        """Return the reference of one segment.

        Args:
            number: Its number, counted from @startNumber; of its sequence, if it is one of a sequence.
            time: Its start, or its sequence's, in ticks of the media's own timeline.
            sub_number: Its place within its sequence.
        """
        values = {"Number": number, "Time": time, "SubNumber": sub_number}
        return "".join(
            part if isinstance(part, str) else f"{values[part[0]]:0{part[1]}d}" for part in self.parts
        )

    def _has(self, name: str) -> bool:
        return any(not isinstance(part, str) and part[0] == name for part in self.parts)


def compile_template(
    text: str, representation_id: str, bandwidth_bps: int | None, *, line: int | None = None
) -> Template:
    """Compile a template for one representation.

    Raises:
        ManifestError: MALFORMED for an unknown identifier, a dollar sign without its partner, a field width
            beyond reason, or $Bandwidth$ where none is declared.
    """
    pieces = text.split("$")
    if len(pieces) % 2 == 0:
        raise _malformed("a dollar sign has no partner", line)
    parts: list[str | tuple[str, int]] = [pieces[0]]
    for name, literal in zip(pieces[1::2], pieces[2::2], strict=True):
        parts.append(_field(name, representation_id, bandwidth_bps, line))
        parts.append(literal)
    return Template(_joined(parts))


def _field(
    name: str, representation_id: str, bandwidth_bps: int | None, line: int | None
) -> str | tuple[str, int]:
    if not name:
        return "$"
    if name == "RepresentationID":
        return representation_id
    found = _FIELD.fullmatch(name)
    if found is None:
        raise _malformed(f"the template has an unknown field ${name[:40]}$", line)
    width = int(found.group(2) or 1)
    if width > _MAX_WIDTH:
        raise _malformed(f"the template has a field {width} wide", line)
    if found.group(1) == "Bandwidth":
        if bandwidth_bps is None:
            raise _malformed("$Bandwidth$ stands where no bandwidth is declared", line)
        return f"{bandwidth_bps:0{width}d}"
    return found.group(1), width


def _joined(parts: list[str | tuple[str, int]]) -> tuple[str | tuple[str, int], ...]:
    """Merge neighbouring literals and leave out empty ones."""
    merged: list[str | tuple[str, int]] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part:
            merged.append(part)
    return tuple(merged)


def _malformed(reason: str, line: int | None) -> ManifestError:
    return manifest_error(ErrorCode.MANIFEST_MALFORMED, reason, line=line, tag="SegmentTemplate")
