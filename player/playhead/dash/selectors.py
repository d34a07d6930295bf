"""The XPath subset of MPD Patch (RFC 5261 §4.1): `/MPD/Period[@id='1']/AdaptationSet[2]/…/@t`."""

import re
from dataclasses import dataclass

from playhead.dash.document.editing import Node

__all__ = ["Selection", "Selector", "parse_selector"]

_STEP = re.compile(r"/(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[/\[]|$)")
_PREDICATE = re.compile(r"""\[\s*(?:([1-9][0-9]{0,8})|@([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'))\s*\]""")
_ATTRIBUTE = re.compile(r"/@(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_MAX_LENGTH = 2_000
_MAX_STEPS = 32

Predicate = int | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a selector found.

    Attributes:
        parent: None for the root.
        attribute: The attribute of `node` that is meant; None if the node itself is.
        is_text: The node's text is meant.
    """

    node: Node
    parent: Node | None
    attribute: str | None = None
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Selector:
    """A path of element names, each with conditions; at the end perhaps an attribute or `text()`."""

    steps: tuple[tuple[str, tuple[Predicate, ...]], ...]
    attribute: str | None = None
    is_text: bool = False

    def find(self, root: Node) -> tuple[Selection | None, int]:
        """Return what is meant, None unless it is exactly one thing; and how many nodes were looked at."""
        visited = 1
        level: list[tuple[Node, Node | None]] = _kept([(root, None)], *self.steps[0])
        for step in self.steps[1:]:
            below: list[tuple[Node, Node | None]] = []
            for node, _ in level:
                visited += len(node.children)
                below += _kept([(child, node) for child in node.children], *step)
            level = below
        if len(level) != 1:
            return None, visited
        node, parent = level[0]
        return Selection(node, parent, self.attribute, self.is_text), visited


def parse_selector(text: str) -> Selector | None:
    """Read a selector; None if it is none of the subset."""
    if len(text) > _MAX_LENGTH:
        return None
    steps: list[tuple[str, tuple[Predicate, ...]]] = []
    at = 0
    while at < len(text):
        rest = _ATTRIBUTE.fullmatch(text, at)
        if steps and (rest is not None or text[at:] == "/text()"):
            return Selector(tuple(steps), rest.group(1) if rest else None, rest is None)
        step = _STEP.match(text, at)
        if step is None or len(steps) == _MAX_STEPS:
            return None
        predicates, at = _predicates(text, step.end())
        steps.append((step.group(1), predicates))
    return Selector(tuple(steps)) if steps else None


def _predicates(text: str, at: int) -> tuple[tuple[Predicate, ...], int]:
    """Return the conditions that stand at a place, and the place behind them."""
    predicates: list[Predicate] = []
    while found := _PREDICATE.match(text, at):
        position, name, double, single = found.groups()
        # An attribute's prefix is dropped: those that a selector asks for are the MPD's own.
        value = double if double is not None else single or ""
        predicates.append(int(position) if position else (name.rpartition(":")[2], value))
        at = found.end()
    return tuple(predicates), at


def _kept(
    nodes: list[tuple[Node, Node | None]], name: str, predicates: tuple[Predicate, ...]
) -> list[tuple[Node, Node | None]]:
    kept = [each for each in nodes if each[0].tag == name]
    for predicate in predicates:
        if isinstance(predicate, int):
            kept = kept[predicate - 1 : predicate]
        else:
            attribute, value = predicate
            kept = [each for each in kept if each[0].attributes.get(attribute) == value]
    return kept
