"""xlink: elements of the document that stand elsewhere (ISO/IEC 23009-1 §5.5).

What is behind a link may be several elements of the kind that it stands on (an advertisement break is a row
of periods), or none. If it can't be had, the element stays as it is, without the link: §5.5.3.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playhead.dash.document.editing import Node, freeze
from playhead.dash.document.element import Element
from playhead.dash.document.fields import Fields
from playhead.dash.document.mpd import Mpd
from playhead.dash.document.prolog import utf8_without_declaration
from playhead.dash.document.read import mpd_of
from playhead.dash.document.service import RESOLVE_TO_ZERO, XLink
from playhead.dash.document.xml import MPD_NAMESPACE, read_xml
from playhead.dash.faults import Notes, manifest_error
from playhead.dash.urls import resolve
from playhead.errors import ErrorCode, ManifestError, RequestType
from playhead.presentation import Resource

__all__ = ["Link", "links_of", "with_links", "without_zero_links"]

_XLINK = "{http://www.w3.org/1999/xlink}"
# Elements that may be remote.
_LINKED = frozenset(
    {"Period", "AdaptationSet", "EventStream", "SegmentList", "InitializationSet", "Preselection"}
)
_MAX_LINKS = 200


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a document.

    Attributes:
        path: The element's place: positions among the children, from the root down.
        element: What kind of element it is.
        is_on_load: To be followed before playback; else when the element is needed.
    """

    path: tuple[int, ...]
    element: str
    resource: Resource
    is_on_load: bool
    line: int | None


def links_of(mpd: Mpd, url: str) -> tuple[Link, ...]:
    """Return the document's links that can be followed, in order, up to a sensible number.

    Args:
        url: Where the document came from; the base of relative references.
    """
    found: list[Link] = []
    for path, element in _places(mpd.element, ()):
        link = XLink.read(Fields(element, Notes()))
        if link is None or link.is_zero or len(found) == _MAX_LINKS:
            continue
        try:
            address = resolve(url, link.href, line=element.line, tag=element.name)
        except ManifestError:
            continue
        resource = Resource(address, RequestType.MANIFEST)
        found.append(Link(path, element.name, resource, link.is_on_load, element.line))
    return tuple(found)


def with_links(mpd: Mpd, url: str, answers: Mapping[Link, bytes | None], notes: Notes) -> Mpd:
    """Return the document with links replaced by what they lead to.

    Args:
        mpd: The document that the links were taken from.
        url: Where it came from, for errors.
        answers: What was fetched for each link; None if it could not be had.
        notes: Gets the answers that can't be used.

    Raises:
        ManifestError: LIMIT_EXCEEDED if the whole grows too large.
    """
    root = Node(mpd.element)
    # From the back to the front, so that the places of those before stay what they are.
    for link in sorted(answers, key=lambda link: link.path, reverse=True):
        parent = root
        for position in link.path[:-1]:
            parent = list(parent)[position]
        position = link.path[-1]
        replacement = _answer(link, answers[link], notes)
        if replacement is None:
            _unlink(parent.children[position])
        else:
            parent.children[position : position + 1] = replacement
    return mpd_of(freeze(root, url, notes), url, notes)


def without_zero_links(root: Element, url: str, notes: Notes) -> Element:
    """Return the document without the elements that are declared to lead to nothing."""
    node = Node(root)
    _drop_zeros(node)
    return freeze(node, url, notes)


def _places(element: Element, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Element]]:
    for position, child in enumerate(element.children):
        if child.namespace:
            continue
        if child.name in _LINKED:
            yield (*path, position), child
        yield from _places(child, (*path, position))


def _answer(link: Link, body: bytes | None, notes: Notes) -> list[Node] | None:
    if body is None:
        notes.add("link-failed", "what it leads to can't be had", line=link.line, tag=link.element)
        return None
    try:
        found = _fragment(body, link, notes)
    except ManifestError as error:
        notes.add_error("link-failed", error, line=link.line, tag=link.element)
        return None
    nodes = [Node(each) for each in found]
    for node in nodes:
        _unlink_all(node)
    return nodes


def _fragment(body: bytes, link: Link, notes: Notes) -> tuple[Element, ...]:
    url = link.resource.url
    text = utf8_without_declaration(body, url)
    wrapped = b'<remote xmlns="' + MPD_NAMESPACE.encode() + b'">' + text + b"</remote>"
    found = read_xml(wrapped, url, notes).children
    if any(each.name != link.element or each.namespace for each in found):
        reason = f"what it leads to is no {link.element}"
        raise manifest_error(ErrorCode.MANIFEST_XLINK, reason, url=url, line=link.line, tag=link.element)
    return found


def _unlink_all(node: Node) -> None:
    # §5.5.3: a remote element must not lead on; following it could go round in circles.
    _unlink(node)
    for child in node:
        _unlink_all(child)


def _unlink(node: Node) -> None:
    for name in [name for name in node.attributes if name.startswith(_XLINK)]:
        del node.attributes[name]


def _drop_zeros(node: Node) -> None:
    for child in list(node):
        if _is_zero(child):
            node.children.remove(child)
        else:
            _drop_zeros(child)


def _is_zero(node: Node) -> bool:
    return node.attributes.get(f"{_XLINK}href", "").strip() == RESOLVE_TO_ZERO
