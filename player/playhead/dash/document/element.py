"""One XML element of an MPD, frozen, with everything that it said.

The typed classes of this room name what the player uses; this one keeps the rest: unknown attributes, foreign
namespaces, elements of later editions. MPD Patch and xlink work on it as well.

A SegmentTimeline is the exception that makes large MPDs affordable: its S children are no elements but rows
of three numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from playhead.dash.document.entries import TimelineEntries

__all__ = ["NO_ATTRIBUTES", "Element", "Timeline", "walk"]

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Timeline:
    """The S elements of one SegmentTimeline (ISO/IEC 23009-1 §5.3.9.6).

    Attributes:
        entries: All S that can be used, in order.
        details: The other attributes (`n`, `k`, …) of those entries that have some, by index.
    """

    entries: TimelineEntries = field(default_factory=TimelineEntries)
    details: Mapping[int, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Element:
    """An element as it stood in the document.

    Attributes:
        name: Local name.
        namespace: Empty for the MPD's own, whatever URI the document gives that one; else the URI.
        attributes: By local name, or `{uri}name` for a foreign namespace.
        text: Character data before the first child, stripped of white space around it.
        tail: Character data after the element, stripped likewise: only events have mixed content.
        line: Counted from 1; None beyond 65,534, where libxml2 stops counting.
        timeline: The S children, on a SegmentTimeline only; they are not among `children`.
    """

    name: str
    namespace: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: NO_ATTRIBUTES)
    children: "tuple[Element, ...]" = ()
    text: str = ""
    tail: str = ""
    line: int | None = None
    timeline: Timeline | None = None

    def first(self, name: str) -> "Element | None":
        """Return the first child of this name in the MPD's namespace."""
        return next(self.all(name), None)

    def all(self, name: str, namespace: str = "") -> "Iterator[Element]":
        """Yield the children of this name, by default in the MPD's namespace."""
        return (child for child in self.children if child.name == name and child.namespace == namespace)


def walk(element: Element) -> Iterator[Element]:
    """Yield the element and all below it, in document order."""
    pending = [element]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(current.children))
