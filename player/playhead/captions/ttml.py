"""TTML and IMSC text documents to cues (W3C TTML2, IMSC 1.1 text profile).

A paragraph is a cue; one whose spans have times of their own becomes a cue for each stretch in which the same
words stand. Times nest: a child's begin counts from its parent's (TTML2 §12.2), in a `seq` container from the
end of the one before. Images, animation (`set`) and what doesn't change words, place or basic style is left
out. An own reader because the whole subset is small and the well-kept one took tens of times as long
(docs/decisions).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from playhead.captions.document import CaptionDocument
from playhead.captions.faults import MOST_CUES, malformed
from playhead.captions.runs import merged
from playhead.captions.ttml_style import INHERITED, Lengths, StyleBook, placement_of, text_style
from playhead.captions.ttml_time import TimeBase
from playhead.captions.ttml_xml import Node, read_tree
from playhead.presentation import Cue, TextRun

__all__ = ["parse_ttml"]

_SPACES = re.compile(r"[ \t\r\n]+")
_AROUND_BREAKS = re.compile(r"[ \t]*\n[ \t]*")
# A document without any end shows its last words until something else is said.
_FOR_EVER = Fraction(360_000)
_BLOCKS = frozenset({"body", "div", "p", "span", "br"})


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element hands down."""

    begin: Fraction
    end: Fraction
    styles: dict[str, str]
    region: str
    is_space_kept: bool = False


@dataclass(frozen=True, slots=True)
class _Leaf:
    """Words, or a break, with the time in which they show."""

    begin: Fraction
    end: Fraction
    run: TextRun


def parse_ttml(body: bytes, url: str = "") -> CaptionDocument:
    """Read a whole document, or one sample of an `stpp` track.

    Args:
        body: As fetched; any encoding that XML declares.
        url: Where it came from, for the error.

    Raises:
        TextError: TEXT_MALFORMED if it is no well-formed XML, has a DOCTYPE or too much in it;
            TEXT_UNSUPPORTED if it is another document.
    """
    tree = read_tree(body, url)
    reader = _Reader(tree, url)
    found = tree.child("body")
    if found is not None:
        reader.read(found)
    cues = sorted(reader.cues, key=lambda cue: cue.start_s)
    return CaptionDocument(tuple(cues))


class _Reader:
    def __init__(self, tree: Node, url: str) -> None:
        self.cues: list[Cue] = []
        self._url = url
        self._times = TimeBase.of(tree.attributes)
        self._lengths = Lengths.of(tree)
        self._book = StyleBook(tree.child("head"))
        self._is_space_kept = tree.attributes.get("space") == "preserve"

    def read(self, body: Node) -> None:
        """Collect the cues of all paragraphs."""
        initial = {key: value for key, value in self._book.initial.items() if key in INHERITED}
        top = _Context(Fraction(0), _FOR_EVER, initial, "", self._is_space_kept)
        self._visit(body, self._entered(body, top, top.begin))

    def _visit(self, node: Node, context: _Context) -> None:
        if node.name == "p":
            self._paragraph(node, context)
            return
        previous_end = context.begin
        is_sequence = node.attributes.get("timeContainer") == "seq"
        for child in node.children:
            if child.name in _BLOCKS:
                inner = self._entered(child, context, previous_end if is_sequence else context.begin)
                self._visit(child, inner)
                previous_end = inner.end

    def _entered(self, node: Node, outer: _Context, origin: Fraction) -> _Context:
        attributes = node.attributes
        seconds = self._times.seconds
        begin = origin + (seconds(attributes.get("begin")) or 0)
        ends = [outer.end]
        if (end := seconds(attributes.get("end"))) is not None:
            ends.append(origin + end)
        if (duration := seconds(attributes.get("dur"))) is not None:
            ends.append(begin + duration)
        region = attributes.get("region", outer.region)
        inherited = {key: value for key, value in outer.styles.items() if key in INHERITED}
        if region and not outer.region:
            # Regions are the outermost ancestors: what they say is inherited like anything else.
            book = self._book.regions.get(region, {})
            inherited = {key: value for key, value in book.items() if key in INHERITED} | inherited
        space = attributes.get("space")
        is_kept = outer.is_space_kept if space is None else space == "preserve"
        return _Context(begin, min(ends), inherited | self._book.own(attributes), region, is_kept)

    def _paragraph(self, node: Node, context: _Context) -> None:
        leaves = [leaf for leaf in self._leaves(node, context) if leaf.end > leaf.begin]
        moments = sorted({leaf.begin for leaf in leaves} | {leaf.end for leaf in leaves})
        for begin, end in pairwise(moments):
            standing = [leaf.run for leaf in leaves if leaf.begin <= begin and leaf.end >= end]
            runs = merged(standing if context.is_space_kept else _collapsed(standing))
            if not runs:
                continue
            if len(self.cues) >= MOST_CUES:
                raise malformed(f"more than {MOST_CUES} cues", self._url)
            self.cues.append(self._cue(node, context, begin, end, runs))

    def _cue(
        self, node: Node, context: _Context, begin: Fraction, end: Fraction, runs: tuple[TextRun, ...]
    ) -> Cue:
        region = self._book.regions.get(context.region)
        return Cue(
            float(begin),
            float(end),
            runs,
            placement_of(region, context.styles, self._lengths, context.region),
            is_forced=context.styles.get("forcedDisplay") == "true",
            id=node.attributes.get("id", ""),
        )

    def _leaves(self, node: Node, context: _Context) -> Iterator[_Leaf]:
        is_hidden = context.styles.get("visibility") == "hidden" or context.styles.get("display") == "none"
        if is_hidden or node.attributes.get("ruby") == "delimiter":
            return
        style = text_style(context.styles)
        is_ruby_text = context.styles.get("ruby") == "text"
        if is_ruby_text:
            yield _Leaf(context.begin, context.end, TextRun("(", style))
        previous_end = context.begin
        is_sequence = node.attributes.get("timeContainer") == "seq"
        for part in node.content:
            if isinstance(part, str):
                text = part if context.is_space_kept else _SPACES.sub(" ", part)
                yield _Leaf(context.begin, context.end, TextRun(text, style))
            elif part.name == "br":
                yield _Leaf(context.begin, context.end, TextRun("\n", style))
            elif part.name == "span":
                inner = self._entered(part, context, previous_end if is_sequence else context.begin)
                if "backgroundColor" not in inner.styles and "backgroundColor" in context.styles:
                    # It is not inherited, but the box of the outer span lies behind the inner one.
                    own = context.styles["backgroundColor"]
                    inner = replace(inner, styles=inner.styles | {"backgroundColor": own})
                yield from self._leaves(part, inner)
                previous_end = inner.end
        if is_ruby_text:
            yield _Leaf(context.begin, context.end, TextRun(")", style))


def _collapsed(runs: list[TextRun]) -> list[TextRun]:
    """Collapse white space across runs: one blank between words, none around a break (TTML2 §8.2.4)."""
    found: list[TextRun] = []
    last = "\n"
    for run in runs:
        text = _AROUND_BREAKS.sub("\n", run.text)
        if last in (" ", "\n"):
            text = text.lstrip(" ")
        if text.startswith("\n") and found and found[-1].text.endswith(" "):
            found[-1] = TextRun(found[-1].text.rstrip(" "), found[-1].style)
        if text:
            found.append(TextRun(text, run.style))
            last = text[-1]
    return found
