"""WebVTT files and segments to cues (W3C WebVTT, §4.1 syntax and §6.1 the parser algorithm).

A file is blocks between blank lines. What is no valid block is passed over, as the standard demands: a
broken cue costs itself alone. Only a file that does not begin with `WEBVTT` is refused.
"""

import re
from collections.abc import Iterator, Sequence

from playhead.captions.document import CaptionDocument, TimestampMap
from playhead.captions.faults import MOST_CUES, malformed
from playhead.captions.webvtt_placement import Regions, parse_placement
from playhead.captions.webvtt_style import StyleSheet
from playhead.captions.webvtt_text import cue_runs
from playhead.presentation import Cue

__all__ = ["WebVttCues", "parse_timestamp", "parse_webvtt"]

_ARROW = "-->"
_TIMESTAMP = re.compile(r"(?:([0-9]{1,6}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})", re.ASCII)
_TIMINGS = re.compile(r"\s*([0-9:.]+)\s*-->\s*([0-9:.]+)(?:\s+(.*))?", re.ASCII | re.S)
_MAP = re.compile(r"X-TIMESTAMP-MAP\s*[=:]\s*(.*)", re.ASCII)
_MPEGTS = re.compile(r"MPEGTS:\s*([0-9]{1,12})", re.ASCII)
_LOCAL = re.compile(r"LOCAL:\s*([0-9:.]+)", re.ASCII)
_HEADS = re.compile(r"(STYLE|REGION|NOTE)(?:\s|$)")


def parse_timestamp(text: str) -> float | None:
    """Return the seconds of `hh:mm:ss.ttt` or `mm:ss.ttt`; None if it is neither."""
    found = _TIMESTAMP.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return (hours * 3600 + minutes * 60 + seconds) + thousandths / 1000


def parse_webvtt(body: bytes, url: str = "") -> CaptionDocument:
    """Read a whole file or segment.

    Args:
        body: As fetched; UTF-8, with or without a byte order mark.
        url: Where it came from, for the error.

    Raises:
        TextError: TEXT_MALFORMED if it is no WebVTT or has absurdly many cues.
    """
    text = body.decode("utf-8", "replace").removeprefix("\ufeff").replace("\0", "\ufffd")
    lines = _lines(text)
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise malformed("a WebVTT file begins with WEBVTT", url, 1)
    header_end = next(
        (at for at, line in enumerate(lines) if (at and not line) or _ARROW in line), len(lines)
    )
    reader = _Reader(url)
    for block in _blocks(lines[header_end:]):
        reader.take(block)
    cues = sorted(reader.cues, key=lambda cue: cue.start_s)
    return CaptionDocument(tuple(cues), _timestamp_map(lines[1:header_end]))


class WebVttCues:
    """Cues whose times are told elsewhere (in MP4).

    Args:
        head: The file's header, with its styles and regions.
    """

    def __init__(self, head: str = "") -> None:
        self._reader = _Reader("")
        for block in _blocks(_lines(head)[1:]):
            if not any(_ARROW in line for line in block):
                self._reader.take(block)

    def cue(self, settings: str, text: str) -> Cue | None:
        """Return a cue of these settings and this text, its times from 0 to 1; None if it has no words."""
        self._reader.cues.clear()
        self._reader.take([f"00:00.000 --> 00:01.000 {' '.join(settings.split())}", *_lines(text)])
        return self._reader.cues[0] if self._reader.cues else None


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _timestamp_map(header: Sequence[str]) -> TimestampMap | None:
    for line in header:
        found = _MAP.match(line)
        if found:
            ticks, local = _MPEGTS.search(found[1]), _LOCAL.search(found[1])
            local_s = parse_timestamp(local[1]) if local else None
            return TimestampMap(int(ticks[1]) if ticks else 0, local_s or 0.0)
    return None


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield blocks of lines: a blank line ends one, and so does a second line with an arrow (§6.1)."""
    block: list[str] = []
    has_arrow = False
    for line in lines:
        is_arrow = _ARROW in line
        if not line or (is_arrow and has_arrow):
            if block:
                yield block
            block, has_arrow = [], False
        if line:
            block.append(line)
            has_arrow = has_arrow or is_arrow
    if block:
        yield block


class _Reader:
    """Takes block after block; styles and regions hold for the cues after them."""

    def __init__(self, url: str) -> None:
        self.cues: list[Cue] = []
        self._url = url
        self._regions = Regions()
        self._styles = StyleSheet()

    def take(self, block: list[str]) -> None:
        arrow = next((at for at, line in enumerate(block[:2]) if _ARROW in line), None)
        if arrow is not None:
            self._cue(block[0] if arrow else "", block[arrow], block[arrow + 1 :])
            return
        head = _HEADS.match(block[0])
        if head is None or self.cues:
            return
        if head[1] == "STYLE":
            self._styles.add("\n".join(block[1:]))
        elif head[1] == "REGION":
            self._regions.add(" ".join(block[1:]))

    def _cue(self, identifier: str, timing: str, text: list[str]) -> None:
        found = _TIMINGS.fullmatch(timing)
        start_s = parse_timestamp(found[1]) if found else None
        end_s = parse_timestamp(found[2]) if found else None
        if found is None or start_s is None or end_s is None or end_s <= start_s:
            return
        if len(self.cues) == MOST_CUES:
            raise malformed(f"more than {MOST_CUES} cues", self._url)
        runs = cue_runs("\n".join(text), self._styles, identifier)
        if runs:
            placement = parse_placement(found[3] or "", self._regions)
            self.cues.append(Cue(start_s, end_s, runs, placement, id=identifier))
