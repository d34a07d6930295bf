"""SubRip files to cues: numbered blocks with comma times and a few HTML tags; there is no standard.

What is read is what VLC and the authoring tools agree on: `<i>`, `<b>`, `<u>`, `<font color>`, the same in
braces, and `{\\an8}` for the place. Files come in UTF-8, UTF-16 or a western eight-bit encoding.
"""

import re
from dataclasses import replace
from html import unescape
from itertools import islice, takewhile

from playhead.captions.colours import parse_colour
from playhead.captions.document import CaptionDocument
from playhead.captions.faults import MOST_CUES, malformed
from playhead.captions.runs import merged
from playhead.presentation import Align, Cue, Placement, TextRun, TextStyle

__all__ = ["parse_srt"]

_TIME = r"(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{1,2})[,.]([0-9]{1,3})"
_TIMINGS = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?", re.ASCII)
_TOKEN = re.compile(r"[<{](/?)([a-z]+)([^>}]*)[>}]|\{\\[^}]*\}", re.IGNORECASE)
_FONT_COLOUR = re.compile(r"color\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)
_PLACE = re.compile(r"\{\\an?([0-9]{1,2})[^}]*\}")
_DEEPEST = 32


def parse_srt(body: bytes, url: str = "") -> CaptionDocument:
    """Read a whole file; blocks without valid times are passed over.

    Args:
        body: As fetched.
        url: Where it came from, for the error.

    Raises:
        TextError: TEXT_MALFORMED if there is not a single cue in it, or absurdly many.
    """
    lines = _decoded(body).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    times = [(at, found) for at, line in enumerate(lines) if (found := _TIMINGS.fullmatch(line))]
    if not times:
        raise malformed("no time like 00:00:01,000 --> 00:00:02,000 in the file", url)
    if len(times) > MOST_CUES:
        raise malformed(f"more than {MOST_CUES} cues", url)
    cues: list[Cue] = []
    for at, found in times:
        start_s, end_s = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
        text = "\n".join(takewhile(str.strip, islice(lines, at + 1, None)))
        runs = _runs(text)
        if runs and end_s > start_s:
            cues.append(Cue(start_s, end_s, runs, _placement(text)))
    return CaptionDocument(tuple(sorted(cues, key=lambda cue: cue.start_s)))


def _decoded(body: bytes) -> str:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return hours * 3600 + minutes * 60 + seconds + int((parts[3] or "0").ljust(3, "0")) / 1000


def _runs(text: str) -> tuple[TextRun, ...]:
    stack: list[tuple[str, TextStyle]] = [("", TextStyle())]
    runs: list[TextRun] = []
    at = 0
    for token in _TOKEN.finditer(text):
        runs.append(TextRun(unescape(text[at : token.start()]), stack[-1][1]))
        at = token.end()
        tag = (token[2] or "").lower()
        if token[1]:
            if len(stack) > 1 and stack[-1][0] == tag:
                stack.pop()
        elif tag and len(stack) < _DEEPEST:
            stack.append((tag, _styled(tag, token[3], stack[-1][1])))
    runs.append(TextRun(unescape(text[at:]), stack[-1][1]))
    return merged(runs)


def _styled(tag: str, attributes: str, style: TextStyle) -> TextStyle:
    if tag == "i":
        return replace(style, is_italic=True)
    if tag == "b":
        return replace(style, is_bold=True)
    if tag == "u":
        return replace(style, is_underlined=True)
    colour = _FONT_COLOUR.search(attributes) if tag == "font" else None
    return replace(style, colour=parse_colour(colour[1]) or style.colour) if colour else style


def _placement(text: str) -> Placement:
    r"""Return where `{\an1}` to `{\an9}` say, as on a keypad; the bottom centre if nothing does."""
    found = _PLACE.search(text)
    key = int(found[1]) if found else 2
    if not 1 <= key <= 9 or key == 2:
        return Placement()
    row, column = divmod(key - 1, 3)
    line = {0: (None, Align.START), 1: (50.0, Align.CENTER), 2: (5.0, Align.START)}[row]
    return Placement(
        line_percent=line[0], line_align=line[1], text_align=(Align.LEFT, Align.CENTER, Align.RIGHT)[column]
    )
