"""MPD Patch: the changes since a version, instead of the whole document (ISO/IEC 23009-1 §5.15, RFC 5261).

A patch that does not fit is an error, never a guess: the whole document is fetched then.
"""

from typing import NoReturn

from playhead.dash.document.editing import Node, freeze
from playhead.dash.document.element import Element
from playhead.dash.document.mpd import Mpd
from playhead.dash.document.read import mpd_of
from playhead.dash.document.xml import read_xml
from playhead.dash.faults import Notes, manifest_error
from playhead.dash.selectors import Selection, parse_selector
from playhead.dash.values import parse_date_time
from playhead.errors import ErrorCode

__all__ = ["patched"]

_MAX_OPERATIONS = 5_000
# Looking for the thousandth S of a long timeline a thousand times adds up.
_MAX_VISITED = 5_000_000


def patched(mpd: Mpd, body: bytes, url: str, notes: Notes) -> Mpd:
    """Return the document with a patch applied.

    Args:
        mpd: The version that the patch was asked for.
        body: The patch, as fetched.
        url: Where the patch came from, for errors.
        notes: Gets what is odd about the new version.

    Raises:
        ManifestError: PATCH_FAILED if it is for another version or does not fit; MALFORMED, NOT_A_MANIFEST or
            LIMIT_EXCEEDED if it can't be read.
    """
    patch = read_xml(body, url, notes)
    _check(mpd, patch, url)
    root = Node(mpd.element)
    visited = 0
    for operation in patch.children[:_MAX_OPERATIONS]:
        visited += _Operation(operation, url).apply(root)
        if visited > _MAX_VISITED:
            break
    if visited > _MAX_VISITED or len(patch.children) > _MAX_OPERATIONS:
        raise manifest_error(ErrorCode.MANIFEST_LIMIT_EXCEEDED, "the patch changes too much", url=url)
    return mpd_of(freeze(root, url, notes), url, notes)


def _check(mpd: Mpd, patch: Element, url: str) -> None:
    if patch.name != "Patch":
        what = f"the root element is {patch.name[:40]}, not Patch"
        raise manifest_error(ErrorCode.MANIFEST_NOT_A_MANIFEST, what, url=url, line=patch.line)
    if patch.attributes.get("mpdId") != mpd.id:
        _fail("the patch is for another MPD", patch, url)
    original = parse_date_time(patch.attributes.get("originalPublishTime", ""))
    if original is None or original != mpd.publish_time:
        _fail("the patch is for another version", patch, url)


class _Operation:
    """One add, replace or remove."""

    def __init__(self, element: Element, url: str) -> None:
        self._element = element
        self._url = url

    def apply(self, root: Node) -> int:
        """Change the tree; return how many nodes were looked at."""
        selector = parse_selector(self._element.attributes.get("sel", ""))
        if selector is None:
            _fail("the selector is not understood", self._element, self._url)
        selection, visited = selector.find(root)
        if selection is None:
            _fail("the selector does not find exactly one place", self._element, self._url)
        change = {"add": self._add, "replace": self._replace, "remove": self._remove}.get(self._element.name)
        if change is None:
            _fail(f"{self._element.name[:40]} is no operation", self._element, self._url)
        change(selection)
        return visited

    def _add(self, selection: Selection) -> None:
        kind = self._element.attributes.get("type", "")
        if kind.startswith("@"):
            selection.node.attributes[kind[1:].rpartition(":")[2]] = self._element.text
            return
        added = [Node(child) for child in self._element.children]
        position = self._element.attributes.get("pos", "append")
        if position in ("before", "after"):
            siblings, at = self._siblings(selection)
            at += position == "after"
            siblings[at:at] = added
        elif position == "prepend":
            selection.node.children[:0] = added
        else:
            selection.node.children.extend(added)

    def _replace(self, selection: Selection) -> None:
        if selection.attribute is not None:
            if selection.attribute not in selection.node.attributes:
                _fail("there is no such attribute to replace", self._element, self._url)
            selection.node.attributes[selection.attribute] = self._element.text
        elif selection.is_text:
            selection.node.text = self._element.text
        elif len(self._element.children) != 1:
            _fail("an element is replaced by exactly one", self._element, self._url)
        else:
            siblings, at = self._siblings(selection)
            siblings[at] = Node(self._element.children[0])

    def _remove(self, selection: Selection) -> None:
        if selection.attribute is not None:
            if selection.node.attributes.pop(selection.attribute, None) is None:
                _fail("there is no such attribute to remove", self._element, self._url)
        elif selection.is_text:
            selection.node.text = ""
        else:
            siblings, at = self._siblings(selection)
            del siblings[at]

    def _siblings(self, selection: Selection) -> tuple[list[Node], int]:
        if selection.parent is None:
            _fail("the root can't be moved or replaced", self._element, self._url)
        siblings = selection.parent.children
        return siblings, next(at for at, each in enumerate(siblings) if each is selection.node)


def _fail(reason: str, element: Element, url: str) -> NoReturn:
    code = ErrorCode.MANIFEST_PATCH_FAILED
    raise manifest_error(code, reason, url=url, line=element.line, tag=element.name[:40])
