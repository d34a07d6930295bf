"""The S elements of a SegmentTimeline, read into tuples: the hot loop of a large MPD."""

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

_MAX_REMEMBERED = 65_536
_PLAIN = frozenset(("t", "d", "r"))

Attributes = tuple[tuple[str, str], ...]


class TimelineReader:
    """Reads the timelines of one document, and counts their entries together."""

    def __init__(self, url: str, notes: Notes) -> None:
        self._url = url
        self._notes = notes
        self._count = 0
        # The same few durations stand in a timeline thousands of times, and the same timeline in every
        # representation: equal S elements share one tuple, which saves most of the time and of the memory.
        self._known: dict[Attributes, TimelineEntry] = {}

    def read(self, node: "XmlNode", line: int | None) -> "tuple[Timeline, list[XmlNode]]":
        """Return the timeline, and the children that are no S.

        An S that can't be used is left out and noted.

        Raises:
            ManifestError: LIMIT_EXCEEDED.
        """
        entries: list[TimelineEntry] = []
        details: dict[int, MappingProxyType[str, str]] = {}
        others: list[XmlNode] = []
        wanted = node.tag.removesuffix("SegmentTimeline") + "S"
        known = self._known
        for child in node:
            if child.tag != wanted:
                others.append(child)
                continue
            attributes = tuple(child.items())
            entry = known.get(attributes)
            if entry is None:
                entry = self._entry(attributes, child)
                if entry is None:
                    continue
                if len(attributes) > 1 and not _PLAIN.issuperset(name for name, _ in attributes):
                    rest = {name: text for name, text in attributes if name not in _PLAIN}
                    details[len(entries)] = MappingProxyType(rest)
                elif entry[0] is None and len(known) < _MAX_REMEMBERED:
                    known[attributes] = entry
            entries.append(entry)
        self._count += len(entries)
        if self._count > MAX_TIMELINE_ENTRIES:
            what = f"more than {MAX_TIMELINE_ENTRIES} timeline entries"
            raise manifest_error(ErrorCode.MANIFEST_LIMIT_EXCEEDED, what, url=self._url, line=line)
        return Timeline(tuple(entries), MappingProxyType(details)), others

    def _entry(self, attributes: Attributes, node: "XmlNode") -> TimelineEntry | None:
        texts = dict(attributes)
        start = parse_unsigned(texts["t"]) if "t" in texts else None
        duration = parse_unsigned(texts.get("d", ""))
        repeat = parse_signed(texts.get("r", "0"))
        if not duration or repeat is None or (start is None and "t" in texts):
            shown = " ".join(f'{name}="{text[:24]}"' for name, text in attributes[:4])
            self._notes.add("bad-timeline-entry", f"S {shown} is left out", line=node.sourceline, tag="S")
            return None
        return start, duration, max(repeat, -1)
