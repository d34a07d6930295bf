"""The S elements of a SegmentTimeline, read into tuples: the hot loop of a large MPD."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING

from playhead.dash.document.element import Timeline, TimelineEntry
from playhead.dash.faults import Notes, manifest_error
from playhead.dash.limits import MAX_TIMELINE_ENTRIES
from playhead.dash.values import parse_signed, parse_unsigned
from playhead.errors import ErrorCode

if TYPE_CHECKING:
    from playhead.dash.document.xml import XmlNode

__all__ = ["TimelineReader"]


class TimelineReader:
    """Reads the timelines of one document, and counts their entries together."""

    def __init__(self, url: str, notes: Notes) -> None:
        self._url = url
        self._notes = notes
        self._count = 0
        # The same few durations stand in a timeline thousands of times.
        self._numbers: dict[str, int | None] = {}

    def read(self, node: "XmlNode", line: int | None) -> "tuple[Timeline, list[XmlNode]]":
        """Return the timeline, and the children that are no S.

        An S that can't be used is left out and noted.

        Raises:
            ManifestError: LIMIT_EXCEEDED.
        """
        entries: list[TimelineEntry] = []
        details: dict[int, MappingProxyType[str, str]] = {}
        others: list[XmlNode] = []
        for child in node:
            if not child.tag.endswith("S") or child.tag.rpartition("}")[2] != "S":
                others.append(child)
                continue
            entry, rest = self._entry(child.items())
            if entry is None:
                self._notes.add("bad-timeline-entry", f"S {rest} is left out", line=child.sourceline, tag="S")
                continue
            if rest:
                details[len(entries)] = MappingProxyType(rest)
            entries.append(entry)
        self._count += len(entries)
        if self._count > MAX_TIMELINE_ENTRIES:
            what = f"more than {MAX_TIMELINE_ENTRIES} timeline entries"
            raise manifest_error(ErrorCode.MANIFEST_LIMIT_EXCEEDED, what, url=self._url, line=line)
        return Timeline(tuple(entries), MappingProxyType(details)), others

    def _entry(self, items: Iterable[tuple[str, str]]) -> tuple[TimelineEntry | None, dict[str, str] | None]:
        """Return the entry and its other attributes; or None and all attributes if it makes no sense."""
        start, duration, repeat = None, None, 0
        rest: dict[str, str] | None = None
        numbers = self._numbers
        for name, text in items:
            if name == "d":
                duration = numbers[text] if text in numbers else self._remember(text)
            elif name == "t":
                start = parse_unsigned(text)
                if start is None:
                    return None, dict(items)
            elif name == "r":
                repeat = parse_signed(text)
                if repeat is None:
                    return None, dict(items)
            else:
                rest = rest or {}
                rest[name] = text
        if not duration:
            return None, dict(items)
        return (start, duration, max(repeat, -1)), rest

    def _remember(self, text: str) -> int | None:
        number = parse_unsigned(text)
        if len(self._numbers) < 65_536:
            self._numbers[text] = number
        return number
