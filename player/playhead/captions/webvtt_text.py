"""A WebVTT cue's text to styled runs (W3C WebVTT §6.4, the tokenizer, and §5 for the default colours).

Timestamps inside a cue (karaoke) are read over: the whole cue shows at once. Ruby text follows its base in
brackets, as one writes it where there is no room above.
"""

import re
from dataclasses import replace
from html import unescape

from playhead.captions.colours import NAMED_COLOURS
from playhead.captions.runs import merged
from playhead.captions.webvtt_style import Span, StyleSheet
from playhead.presentation import TextRun, TextStyle

__all__ = ["cue_runs"]

_TOKEN = re.compile(r"<(/?)([^>]*)(?:>|$)|([^<]+)", re.S)
_TAG = re.compile(r"([a-z]*)((?:\.[^\s.]+)*)(?:\s+(.*))?", re.S)
_TAGS = frozenset({"c", "i", "b", "u", "v", "lang", "ruby", "rt"})
_CLASS_COLOURS = frozenset({"white", "lime", "cyan", "red", "yellow", "magenta", "blue", "black"})
_DEEPEST = 32


def cue_runs(text: str, styles: StyleSheet, identifier: str = "") -> tuple[TextRun, ...]:
    """Return the cue's runs; empty if it has no words."""
    stack: list[tuple[Span, TextStyle]] = [(Span(""), styles.root(identifier))]
    runs: list[TextRun] = []
    for token in _TOKEN.finditer(text):
        closing, tag, words = token.groups()
        style = stack[-1][1]
        if words:
            runs.append(TextRun(unescape(words), style))
        elif closing:
            _close(tag.strip(), stack, runs)
        else:
            span = _span(tag)
            if span is not None and len(stack) < _DEEPEST:
                stack.append((span, styles.apply(span, _own_style(span, style))))
                if span.tag == "rt":
                    runs.append(TextRun("(", stack[-1][1]))
    return merged(runs)


def _close(tag: str, stack: list[tuple[Span, TextStyle]], runs: list[TextRun]) -> None:
    """Leave the innermost span if it is of that name; `</ruby>` also leaves an open `rt` (§6.4)."""
    if tag == "ruby" and stack[-1][0].tag == "rt":
        _close("rt", stack, runs)
    if len(stack) > 1 and stack[-1][0].tag == tag:
        if tag == "rt":
            runs.append(TextRun(")", stack[-1][1]))
        stack.pop()


def _span(tag: str) -> Span | None:
    found = _TAG.fullmatch(tag)
    if found is None or found[1] not in _TAGS:
        return None
    classes = frozenset(filter(None, found[2].split(".")))
    return Span(found[1], classes, " ".join((found[3] or "").split()))


def _own_style(span: Span, style: TextStyle) -> TextStyle:
    """Return what the tag and the standard's colour classes ask for."""
    if span.tag == "i":
        style = replace(style, is_italic=True)
    elif span.tag == "b":
        style = replace(style, is_bold=True)
    elif span.tag == "u":
        style = replace(style, is_underlined=True)
    for name in span.classes:
        if name in _CLASS_COLOURS:
            style = replace(style, colour=NAMED_COLOURS[name])
        elif name.startswith("bg_") and name[3:] in _CLASS_COLOURS:
            style = replace(style, background=NAMED_COLOURS[name[3:]])
    return style
