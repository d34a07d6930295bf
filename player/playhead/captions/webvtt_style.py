"""The part of CSS that WebVTT STYLE blocks use (W3C WebVTT §8.2): `::cue` and a few properties.

Selectors are a tag, classes, an id and `[voice="…"]` or `[lang="…"]`; what is more is passed over with its
rule. A later rule wins over an earlier one, as far as specificity goes that is near enough for captions.
"""

import re
from dataclasses import dataclass, replace

from playhead.captions.colours import parse_colour
from playhead.presentation import TextStyle

__all__ = ["Span", "StyleSheet"]

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}", re.S)
_CUE = re.compile(r"::cue(?:\(\s*([^()\s]+)\s*\))?", re.S)
_SELECTOR = re.compile(
    r"([a-z]*)((?:\.(?:\\.|[\w-])+)*)(?:#((?:\\.|[\w-])+))?(?:\[(?:voice|lang)=[\"']?([^\"'\]]*)[\"']?\])?"
)
_ESCAPE = re.compile(r"\\(.)")
_MOST_RULES = 500


@dataclass(frozen=True, slots=True)
class Span:
    """An open tag: its name, classes, and annotation (who speaks, which language)."""

    tag: str
    classes: frozenset[str] = frozenset()
    annotation: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    tag: str
    classes: frozenset[str]
    id: str
    annotation: str | None
    declarations: tuple[tuple[str, str], ...]

    def fits(self, span: Span) -> bool:
        is_named = not self.tag or self.tag == span.tag
        is_said = self.annotation is None or self.annotation == span.annotation
        return is_named and is_said and self.classes <= span.classes


class StyleSheet:
    """All rules of one file."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        self._roots: list[_Rule] = []

    def add(self, css: str) -> None:
        """Take a STYLE block."""
        for selectors, body in _RULE.findall(_COMMENT.sub("", css)):
            declarations = tuple(
                (key.strip().lower(), value.strip().lower())
                for key, colon, value in (each.partition(":") for each in body.split(";"))
                if colon
            )
            for selector in selectors.split(","):
                self._add_rule(selector.strip(), declarations)

    def root(self, identifier: str) -> TextStyle:
        """Return the style that the cue of that id begins with."""
        style = TextStyle()
        for rule in self._roots:
            if not rule.id or rule.id == identifier:
                style = _declared(style, rule.declarations)
        return style

    def apply(self, span: Span, style: TextStyle) -> TextStyle:
        """Return the style inside a span that stands in text of `style`."""
        for rule in self._rules:
            if rule.fits(span):
                style = _declared(style, rule.declarations)
        return style

    def _add_rule(self, selector: str, declarations: tuple[tuple[str, str], ...]) -> None:
        cue = _CUE.fullmatch(selector)
        inner = _SELECTOR.fullmatch(cue[1] or "") if cue else None
        if cue is None or inner is None or len(self._rules) + len(self._roots) >= _MOST_RULES:
            return
        classes = frozenset(filter(None, _unescaped(inner[2]).split(".")))
        rule = _Rule(inner[1], classes, _unescaped(inner[3] or ""), inner[4], declarations)
        is_root = not cue[1] or (rule.id and not rule.tag and not classes)
        (self._roots if is_root else self._rules).append(rule)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def _declared(style: TextStyle, declarations: tuple[tuple[str, str], ...]) -> TextStyle:
    for key, value in declarations:
        if key == "color":
            style = replace(style, colour=parse_colour(value) or style.colour)
        elif key in ("background", "background-color"):
            style = replace(style, background=parse_colour(value) or style.background)
        elif key == "font-style":
            style = replace(style, is_italic=value in ("italic", "oblique"))
        elif key == "font-weight":
            style = replace(style, is_bold=value in ("bold", "bolder", "600", "700", "800", "900"))
        elif key in ("text-decoration", "text-decoration-line"):
            style = replace(style, is_underlined="underline" in value)
    return style
