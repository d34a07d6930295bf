"""Bytes to `Element`s, with the one part of lxml that this room uses.

The parser is hardened: no DOCTYPE (see `prolog`), no entities, no network, libxml2's own limits on. It is
strict, with two mercies: an undeclared namespace prefix, which generators forget often, is read as the
namespace that it usually stands for, and an & of a query string stands for itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from playhead.dash.document.element import NO_ATTRIBUTES, Element, Timeline
from playhead.dash.document.entries import TimelineEntries
from playhead.dash.document.packing import PACKED, pack
from playhead.dash.document.prolog import checked_utf8
from playhead.dash.document.timeline import TimelineReader
from playhead.dash.faults import Notes, manifest_error
from playhead.dash.limits import MAX_BODY_BYTES, MAX_DEPTH, MAX_ELEMENTS
from playhead.errors import ErrorCode
from playhead.hardened_xml import hardened_parser, lxml

__all__ = ["MPD_NAMESPACE", "XmlNode", "read_xml"]

MPD_NAMESPACE = "urn:mpeg:dash:schema:mpd:2011"

# Prefixes as everybody writes them, for documents that forgot to declare them.
_USUAL_PREFIXES = {
    "cenc": "urn:mpeg:cenc:2013",
    "clearkey": "http://dashif.org/guidelines/clearKey",
    "dashif": "https://dashif.org/CPS",
    "dvb": "urn:dvb:dash:dash-extensions:2014-1",
    "mspr": "urn:microsoft:playready",
    "xlink": "http://www.w3.org/1999/xlink",
}
_LAST_TRUE_LINE = 65_534
# Query strings in addresses, written by those who forgot that XML wants their & escaped.
_BARE_AMPERSAND = re.compile(rb"&(?!#?[A-Za-z0-9_.:-]{1,64};)")


class XmlNode(Protocol):
    """The part of an lxml element that we use; lxml has no types."""

    @property
    def tag(self) -> str:
        """`{namespace}name`."""
        ...

    @property
    def text(self) -> str | None:
        """Character data before the first child."""
        ...

    @property
    def tail(self) -> str | None:
        """Character data after the element."""
        ...

    @property
    def sourceline(self) -> int | None:
        """Counted from 1."""
        ...

    def items(self) -> list[tuple[str, str]]:
        """Attributes as pairs."""
        ...

    def __iter__(self) -> "Iterator[XmlNode]": ...


def read_xml(body: bytes, url: str, notes: Notes) -> Element:
    """Read a whole document.

    Args:
        body: As fetched; any size.
        url: Where it came from, for the error.
        notes: Gets what is odd.

    Raises:
        ManifestError: EMPTY, NOT_A_MANIFEST if it is no XML, MALFORMED with the line, LIMIT_EXCEEDED.
    """
    if len(body) > MAX_BODY_BYTES:
        reason = f"{len(body)} bytes, more than {MAX_BODY_BYTES}"
        raise manifest_error(ErrorCode.MANIFEST_LIMIT_EXCEEDED, reason, url=url)
    timelines = TimelineReader(url, notes)
    packed = pack(checked_utf8(body, url), timelines.count)
    root = _parse(packed.text, url, notes)
    return _Builder(root, url, timelines, packed.timelines).build(root, 1)


def _parse(text: bytes, url: str, notes: Notes) -> XmlNode:
    try:
        return lxml.fromstring(text, hardened_parser(encoding="utf-8"))
    except SyntaxError as error:
        mended = _BARE_AMPERSAND.sub(b"&amp;", text)
        if len(mended) == len(text):
            return _parse_leniently(text, url, notes)
        notes.add("bare-ampersand", "an & stands for itself: it should be &amp;", line=error.lineno)
        return _parse_leniently(mended, url, notes)


def _parse_leniently(text: bytes, url: str, notes: Notes) -> XmlNode:
    parser = hardened_parser(encoding="utf-8")
    try:
        return lxml.fromstring(text, parser)
    except SyntaxError as error:
        # The exception's own log holds the whole thread's errors; the parser's holds this document's.
        if any(entry.domain_name != "NAMESPACE" for entry in parser.error_log):
            line, message = error.lineno or None, error.msg
            raise manifest_error(ErrorCode.MANIFEST_MALFORMED, message, url=url, line=line) from error
        notes.add("undeclared-prefix", error.msg, line=error.lineno)
        return lxml.fromstring(text, hardened_parser(encoding="utf-8", is_lenient=True))


class _Builder:
    """Turns one lxml tree into `Element`s, counting as it goes."""

    def __init__(
        self, root: XmlNode, url: str, timelines: TimelineReader, packed: Sequence[TimelineEntries]
    ) -> None:
        self._own_namespaces = frozenset(("", MPD_NAMESPACE, _split(root.tag)[0]))
        self._url = url
        self._elements = 0
        self._timelines = timelines
        self._packed = packed

    def build(self, node: XmlNode, depth: int) -> Element:
        self._elements += 1
        line = _line(node)
        if depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            what = (
                f"more than {MAX_DEPTH} levels" if depth > MAX_DEPTH else f"more than {MAX_ELEMENTS} elements"
            )
            raise manifest_error(ErrorCode.MANIFEST_LIMIT_EXCEEDED, what, url=self._url, line=line)
        namespace, name = _split(node.tag)
        if namespace in self._own_namespaces:
            namespace = ""
        attributes, timeline, children = _attributes(node), None, iter(node)
        if self._packed and PACKED in attributes:
            timeline = Timeline(self._packed[int(attributes[PACKED])])
            attributes = NO_ATTRIBUTES
        elif name == "SegmentTimeline" and not namespace:
            timeline, others = self._timelines.read(node, line)
            children = iter(others)
        return Element(
            name=name,
            namespace=namespace,
            attributes=attributes,
            children=tuple([self.build(child, depth + 1) for child in children]),
            text=(node.text or "").strip(),
            tail=(node.tail or "").strip(),
            line=line,
            timeline=timeline,
        )


def _attributes(node: XmlNode) -> Mapping[str, str]:
    items = node.items()
    if not items:
        return NO_ATTRIBUTES
    return {_attribute_name(name): value for name, value in items}


def _attribute_name(name: str) -> str:
    namespace, local = _split(name)
    return f"{{{namespace}}}{local}" if namespace else local


def _split(tag: str) -> tuple[str, str]:
    """Return namespace and local name of `{uri}name`, or of `prefix:name` with an undeclared prefix."""
    if tag.startswith("{"):
        namespace, _, name = tag[1:].rpartition("}")
        return namespace, name
    prefix, colon, name = tag.rpartition(":")
    return (_USUAL_PREFIXES.get(prefix, prefix), name) if colon else ("", tag)


def _line(node: XmlNode) -> int | None:
    line = node.sourceline
    return line if line is not None and line <= _LAST_TRUE_LINE else None
