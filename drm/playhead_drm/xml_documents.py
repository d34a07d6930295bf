"""Bytes from anywhere to an XML tree, with the one part of lxml that this room uses.

Key documents are small and come from packagers, licence servers and films: hostile until read. No DOCTYPE, so
no entities; no network; and a cap on their size. lxml is imported with the first one: most titles have none.
"""

from collections.abc import Iterable
from typing import Any, Protocol, cast

from playhead_drm.errors import InitDataError

__all__ = ["XmlNode", "children", "name_of", "parse_xml"]

_MOST_BYTES = 1024 * 1024


class XmlNode(Protocol):
    """The part of an lxml element that we use; lxml has no types."""

    @property
    def tag(self) -> Any: ...
    @property
    def text(self) -> str | None: ...
    @property
    def sourceline(self) -> int | None: ...
    def get(self, name: str, default: str | None = None) -> str | None: ...
    def iter(self) -> "Iterable[XmlNode]": ...


def parse_xml(data: bytes, what: str) -> XmlNode:
    """Return the root of a document.

    Args:
        data: UTF-8, or what its declaration says.
        what: Names the document in errors.

    Raises:
        InitDataError: If it is too large, has a DOCTYPE, or is no XML.
    """
    if len(data) > _MOST_BYTES:
        raise InitDataError(what, f"{len(data)} bytes are too many")
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]

    lxml = cast("Any", etree)  # it has no types: what we use of it is described by `XmlNode`
    parser = lxml.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = lxml.fromstring(data, parser)
    except (lxml.XMLSyntaxError, ValueError) as error:
        # lxml's own sentence may quote the document, and the document may hold keys.
        raise InitDataError(what, "it is no well-formed XML", line=getattr(error, "lineno", None)) from None
    if root.getroottree().docinfo.doctype:
        raise InitDataError(what, "a DOCTYPE is not allowed")
    return root


def name_of(node: XmlNode) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: XmlNode, name: str) -> list[XmlNode]:
    """Return the elements of that name anywhere below a node, in document order."""
    return [each for each in node.iter() if each is not node and name_of(each) == name]
