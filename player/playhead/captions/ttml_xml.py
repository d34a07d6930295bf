"""TTML's XML to a light tree, with the hardened part of lxml that this room uses.

A DOCTYPE is refused: that is where entity bombs and external entities live, and captions need none. Names
lose their namespace: TTML has had four of them, and the words mean the same in all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playhead.captions.faults import malformed, unsupported
from playhead.hardened_xml import hardened_parser, lxml

__all__ = ["Node", "read_tree"]

_MOST_NODES = 500_000
_DEEPEST = 100
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}"
# What else may stand in a document (metadata, SMPTE's images) is not ours to read.
_TTML = re.compile(r"http://www\.w3\.org/(?:ns/ttml|20[0-9]{2}/[0-9]{2}/ttaf1)(?:#(?:styling|parameter))?|")
_EXTENSIONS = re.compile(r"http://www\.w3\.org/ns/ttml/profile/imsc1#(?:styling|parameter)")


@dataclass(frozen=True, slots=True)
class Node:
    """An element of TTML's own.

    Attributes:
        attributes: By local name; `xml:id` and `xml:space` are `id` and `space`.
        content: Text and child elements in order.
    """

    name: str
    attributes: dict[str, str]
    content: tuple["str | Node", ...]

    @property
    def children(self) -> Iterator["Node"]:
        """The elements among the content."""
        return (part for part in self.content if isinstance(part, Node))

    def child(self, name: str) -> "Node | None":
        """Return the first child of that name."""
        return next((node for node in self.children if node.name == name), None)


def read_tree(body: bytes, url: str) -> Node:
    """Read a whole document.

    Raises:
        TextError: MALFORMED if it is no XML, deep or large beyond reason; UNSUPPORTED if it is no TTML.
    """
    if _DOCTYPE.search(body) or _DOCTYPE.search(body.replace(b"\0", b"")):
        raise malformed("captions may have no DOCTYPE", url)
    tree = _Builder(url).build(_parsed(body.strip(), url), 1)
    if tree is None or tree.name != "tt":
        raise unsupported("an XML document, but no TTML", url)
    return tree


def _parsed(body: bytes, url: str) -> Any:
    parser = hardened_parser()
    try:
        return lxml.fromstring(body, parser)
    except (SyntaxError, ValueError) as error:
        # A wrong or missing namespace costs nobody a word; anything else may hide some.
        if parser.error_log and all(entry.domain_name == "NAMESPACE" for entry in parser.error_log):
            root = lxml.fromstring(body, hardened_parser(is_lenient=True))
            if root is not None:
                return root
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise malformed(f"no well-formed XML: {error}", url, line) from error


class _Builder:
    def __init__(self, url: str) -> None:
        self._url = url
        self._count = 0

    def build(self, element: Any, depth: int) -> Node | None:
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST_NODES:
            raise malformed("too deep or too many elements", self._url, element.sourceline)
        namespace, name = _split(element.tag)
        if not _TTML.fullmatch(namespace):
            return None
        attributes: dict[str, str] = {}
        for key, value in element.items():
            space, local = _split(key)
            if _TTML.fullmatch(space) or _EXTENSIONS.fullmatch(space) or key.startswith(_PRESERVE):
                attributes[local] = value
        content: list[str | Node] = [element.text] if element.text else []
        for child in element:
            node = self.build(child, depth + 1) if isinstance(child.tag, str) else None
            if node is not None:
                content.append(node)
            if child.tail:
                content.append(child.tail)
        return Node(name, attributes, tuple(content))


def _split(tag: str) -> tuple[str, str]:
    if tag.startswith("{"):
        namespace, _, name = tag[1:].rpartition("}")
        return namespace, name
    return "", tag
