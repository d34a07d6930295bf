"""The S elements of a SegmentTimeline that `packing` left in the text, and the count of all."""

from collections.abc import Mapping, Sequence
from itertools import cycle, groupby, islice
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

_KNOWN = frozenset(("t", "d", "r", "p", "pE"))
_MAX_PATTERN = 1_000
# A day of two-second segments in one S.
_MAX_PATTERNED = 50_000


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
        prefix = node.tag.removesuffix("SegmentTimeline")
        wanted, patterns = f"{prefix}S", _patterns(node, prefix)
        for child in node:
            if child.tag != wanted:
                others.append(child)
                continue
            attributes = dict(child.items())
            found = self._entries(attributes, patterns, child)
            rest = {name: text for name, text in attributes.items() if name not in _KNOWN}
            if rest and found:
                details[len(entries)] = MappingProxyType(rest)
            for entry in found:
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

    def _entries(
        self, texts: dict[str, str], patterns: Mapping[str, Sequence[int]], node: "XmlNode"
    ) -> Sequence[TimelineEntry]:
        start = parse_unsigned(texts["t"]) if "t" in texts else None
        repeat = parse_signed(texts.get("r", "0"))
        if repeat is not None and (start is not None or "t" not in texts):
            if "p" in texts:
                pattern = patterns.get(texts["p"], ())
                # Written out below, each round of it: a document may ask for that only so often.
                self.count(min(max(repeat, 0), _MAX_PATTERNED), node.sourceline)
                found = _by_pattern(start, repeat, pattern, parse_unsigned(texts.get("pE", "0")))
            else:
                duration = parse_unsigned(texts.get("d", ""))
                found = [(start, duration, max(repeat, -1))] if duration else []
            if found:
                return found
        shown = " ".join(f'{name}="{text[:24]}"' for name, text in list(texts.items())[:4])
        self._notes.add("bad-timeline-entry", f"S {shown} is left out", line=node.sourceline, tag="S")
        return ()


def _patterns(node: "XmlNode", prefix: str) -> dict[str, Sequence[int]]:
    """Return the durations of each Pattern (ISO/IEC 23009-1 6th edition §5.3.9.6), repetitions included."""
    patterns: dict[str, Sequence[int]] = {}
    for child in node:
        if child.tag != f"{prefix}Pattern":
            continue
        durations: list[int] = []
        for each in child:
            texts = dict(each.items())
            duration, repeat = parse_unsigned(texts.get("d", "")), parse_unsigned(texts.get("r", "0"))
            if duration and repeat is not None and len(durations) + repeat < _MAX_PATTERN:
                durations += [duration] * (repeat + 1)
        patterns[dict(child.items()).get("id", "")] = durations
    return patterns


def _by_pattern(
    start: int | None, repeat: int, pattern: Sequence[int], first: int | None
) -> list[TimelineEntry]:
    """Return @r + 1 segments that go round a pattern from its entry @pE; none if that makes no sense.

    They are written out: equal durations seldom follow one another.
    """
    if first is None or first >= len(pattern) or not 0 <= repeat < _MAX_PATTERNED:
        return []
    durations = islice(cycle(pattern), first, first + repeat + 1)
    runs = ((duration, sum(1 for _ in alike)) for duration, alike in groupby(durations))
    return [(None if nth else start, duration, count - 1) for nth, (duration, count) in enumerate(runs)]
