"""The S elements of a SegmentTimeline that `packing` left in the text, and the count of all."""

from types import MappingProxyType
from typing import TYPE_CHECKING

from playhead.dash.document.element import Timeline
from playhead.dash.document.entries import TimelineEntries, TimelineEntry
from playhead.dash.faults import Notes, manifest_error
from playhead.dash.limits import MAX_TIMELINE_ENTRIES
from playhead.dash.values import parse_signed, parse_unsigned
from playhead.errors import ErrorCode

if TYPE_CHECKING:
    from playhead.dash.document.xml import XmlNode

__all__ = ["TimelineReader"]

_PLAIN = frozenset(("t", "d", "r"))


class TimelineReader:
    """Reads the timelines of one document, and counts their entries together."""

    def __init__(self, url: str, notes: Notes) -> None:
        self._url = url
        self._notes = notes
        self._count = 0

    def read(self, node: "XmlNode", line: int | None) -> "tuple[Timeline, list[XmlNode]]":
        """Return the timeline, and the children that are no S.

        An S that can't be used is left out and noted.

        Raises:
            ManifestError: LIMIT_EXCEEDED.
        """
        entries = TimelineEntries()
        details: dict[int, MappingProxyType[str, str]] = {}
        others: list[XmlNode] = []
        wanted = node.tag.removesuffix("SegmentTimeline") + "S"
        for child in node:
            if child.tag != wanted:
                others.append(child)
                continue
            attributes = child.items()
            entry = self._entry(dict(attributes), child)
            if entry is None:
                continue
            rest = {name: text for name, text in attributes if name not in _PLAIN}
            if rest:
                details[len(entries)] = MappingProxyType(rest)
            entries.append(entry)
        self.count(len(entries), line)
        return Timeline(entries, MappingProxyType(details)), others

    def count(self, entries: int, line: int | None = None) -> None:
        """Add to the entries of the document.

        Raises:
            ManifestError: LIMIT_EXCEEDED.
        """
        self._count += entries
        if self._count > MAX_TIMELINE_ENTRIES:
            what = f"more than {MAX_TIMELINE_ENTRIES} timeline entries"
            raise manifest_error(ErrorCode.MANIFEST_LIMIT_EXCEEDED, what, url=self._url, line=line)

    def _entry(self, texts: dict[str, str], node: "XmlNode") -> TimelineEntry | None:
        start = parse_unsigned(texts["t"]) if "t" in texts else None
        duration = parse_unsigned(texts.get("d", ""))
        repeat = parse_signed(texts.get("r", "0"))
        if not duration or repeat is None or (start is None and "t" in texts):
            shown = " ".join(f'{name}="{text[:24]}"' for name, text in list(texts.items())[:4])
            self._notes.add("bad-timeline-entry", f"S {shown} is left out", line=node.sourceline, tag="S")
            return None
        return start, duration, max(repeat, -1)
