"""Changing a document: an MPD Patch and remote elements need a tree that can be edited.

`Element`s are frozen, so the tree is thawed, changed and frozen again. A SegmentTimeline stays packed until a
change reaches into it.
"""

from collections.abc import Iterator

from playhead.dash.document.element import Element, Timeline
from playhead.dash.document.serialize import entry_attributes
from playhead.dash.document.timeline import TimelineReader
from playhead.dash.faults import Notes

__all__ = ["Node", "freeze"]


class Node:
    """An element that can be changed. It has the face of an XML node for `TimelineReader`."""

    __slots__ = ("_children", "_timeline", "attributes", "name", "namespace", "sourceline", "tail", "text")

    def __init__(self, element: Element) -> None:
        self.name = element.name
        self.namespace = element.namespace
        self.attributes = dict(element.attributes)
        self.text: str | None = element.text
        self.tail: str | None = element.tail
        self.sourceline = element.line
        self._timeline = element.timeline
        self._children = [Node(child) for child in element.children]

    @property
    def tag(self) -> str:
        """The local name; names of other namespaces are told apart by them."""
        return f"{{{self.namespace}}}{self.name}" if self.namespace else self.name

    @property
    def packed_timeline(self) -> Timeline | None:
        """The timeline, as long as nobody has asked for its S elements."""
        return self._timeline

    @property
    def children(self) -> list["Node"]:
        """The children, the S elements of a timeline included; change the list at will."""
        if self._timeline is not None:
            timeline, self._timeline = self._timeline, None
            count = len(timeline.entries)
            entries = (Node(Element("S", attributes=entry_attributes(timeline, nth))) for nth in range(count))
            self._children[:0] = entries
        return self._children

    def items(self) -> list[tuple[str, str]]:
        """Attributes as pairs."""
        return list(self.attributes.items())

    def __iter__(self) -> Iterator["Node"]:
        """Yield the children as they are, a packed timeline left packed."""
        return iter(self._children)


def freeze(node: Node, url: str, notes: Notes) -> Element:
    """Return the tree as it is now.

    Raises:
        ManifestError: LIMIT_EXCEEDED if its timelines have grown too long.
    """
    return _frozen(node, TimelineReader(url, notes))


def _frozen(node: Node, timelines: TimelineReader) -> Element:
    timeline, others = node.packed_timeline, list(node)
    if node.tag == "SegmentTimeline" and timeline is None:
        timeline, found = timelines.read(node, node.sourceline)
        kept = {id(each) for each in found}
        others = [each for each in others if id(each) in kept]
    return Element(
        name=node.name,
        namespace=node.namespace,
        attributes=dict(node.attributes),
        children=tuple(_frozen(child, timelines) for child in others),
        text=node.text or "",
        tail=node.tail or "",
        line=node.sourceline,
        timeline=timeline,
    )
