"""Bytes to lines, and the first question about any body: is this a playlist at all?

A wrong address answers with a web page more often than with an error, so a body that is no playlist is named
for what it looks like: that sentence saves the one who debugs it a trip to the network log.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice

from playhead.errors import ErrorCode, ManifestError, make_problem
from playhead.hls.warning_log import Oddity, WarningLog

__all__ = ["MAX_PLAYLIST_BYTES", "PlaylistKind", "PlaylistText", "kind_of", "playlist_text"]

MAX_PLAYLIST_BYTES = 8 * 1024 * 1024
_MAX_LINES = 500_000
_CHUNK = 64 * 1024
_HEADER_LINES = 50
_BOM = b"\xef\xbb\xbf"
_MULTIVARIANT_TAGS = frozenset(
    {"EXT-X-STREAM-INF", "EXT-X-MEDIA", "EXT-X-I-FRAME-STREAM-INF", "EXT-X-IMAGE-STREAM-INF"}
)
# Not EXT-X-TARGETDURATION and the like: those do stray into multivariant playlists.
_MEDIA_TAGS = frozenset({"EXTINF", "EXT-X-BYTERANGE", "EXT-X-MAP", "EXT-X-PART", "EXT-X-SKIP"})
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\s*<(?:.{0,4000}?<)?MPD\b", re.DOTALL), "a DASH manifest"),
    (re.compile(rb"\s*<(?:.{0,4000}?<)?SmoothStreamingMedia\b", re.DOTALL), "a Smooth Streaming manifest"),
    (re.compile(rb"\s*(<!doctype html|<html|<head|<body)", re.IGNORECASE), "a web page (HTML)"),
    (re.compile(rb"\s*<"), "XML or HTML"),
    (re.compile(rb"\s*[\[{]"), "JSON"),
    (re.compile(rb"\s*WEBVTT"), "WebVTT captions"),
    (re.compile(rb"\x1f\x8b"), "gzip data: the server compressed it without saying so"),
    (re.compile(rb"....(ftyp|styp|moov|moof|sidx)", re.DOTALL), "an MP4 file"),
    (re.compile(rb"\x47.{187}\x47", re.DOTALL), "an MPEG transport stream"),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "a Matroska or WebM file"),
    (re.compile(rb"ID3|\xff[\xf0-\xff]"), "an audio file"),
    (re.compile(rb"\s*$"), "an empty answer"),
)


class PlaylistKind(StrEnum):
    """The two kinds of playlist (RFC 8216 §4.1)."""

    MULTIVARIANT = "multivariant"
    MEDIA = "media"


class PlaylistText:
    """A playlist's lines, cut off one by one: a list of them all would outweigh what is read from them.

    Args:
        text: The whole text, lines ended by line feeds.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __iter__(self) -> Iterator[str]:
        """Yield the lines without surrounding blanks."""
        return self.lines_from(0)

    def lines_from(self, offset: int) -> Iterator[str]:
        """Yield the lines from an offset on, without surrounding blanks."""
        start, end = offset, len(self._text)
        while start < end:
            stop = self._text.find("\n", start + _CHUNK)
            stop = end if stop < 0 else stop
            # Not splitlines(), which also splits at U+2028 and its like: those may be in a title.
            yield from map(str.strip, self._text[start:stop].split("\n"))
            start = stop + 1

    def offset_behind(self, lines: int) -> int:
        """Return the offset behind this many lines."""
        offset = 0
        for _ in range(lines):
            offset = self._text.find("\n", offset) + 1
            if not offset:
                return len(self._text)
        return offset

    def offset_before(self, offset: int, lines: int) -> int:
        """Return where the line begins that is this many lines before the one at an offset."""
        for _ in range(lines + 1):
            offset = self._text.rfind("\n", 0, offset)
        return offset + 1

    def count_lines(self, start: int, stop: int) -> int:
        """Return how many lines end between two offsets."""
        return self._text.count("\n", start, stop)

    def common_length(self, start: int, other: "PlaylistText", other_start: int) -> int:
        """Return how many characters are the same here and in another text, each from its own offset on."""
        low, high = 0, min(len(self._text) - start, len(other._text) - other_start)
        # Comparing whole stretches is a hundred times as fast as looking at characters one by one.
        while low < high:
            middle = (low + high + 1) // 2
            if self._text.startswith(other._text[other_start + low : other_start + middle], start + low):
                low = middle
            else:
                high = middle - 1
        return low


def playlist_text(body: bytes, url: str, log: WarningLog) -> PlaylistText:
    """Return a playlist's lines.

    Args:
        body: The whole body.
        url: Where it came from, for the error.
        log: Where oddities go.

    Raises:
        ManifestError: MANIFEST_NOT_A_MANIFEST if it is something else, MANIFEST_LIMIT_EXCEEDED if it is too
            large.
    """
    if len(body) > MAX_PLAYLIST_BYTES:
        raise _too_large(f"the playlist has {len(body)} bytes; {MAX_PLAYLIST_BYTES} are the limit", url)
    if body.startswith(_BOM):
        log.add(Oddity.ENCODING, "starts with a byte order mark (RFC 8216 §4.1 forbids it)", 1)
        body = body[len(_BOM) :]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        log.add(Oddity.ENCODING, "is not UTF-8; the bytes that are not were replaced", line)
        text = body.decode("utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") >= _MAX_LINES:
        raise _too_large(f"the playlist has more than {_MAX_LINES} lines", url)
    lines = PlaylistText(text)
    _check_header(lines, body, url, log)
    return lines


def kind_of(lines: Iterable[str]) -> tuple[PlaylistKind, int, str]:
    """Return which kind the playlist is, and the line and tag that tell.

    RFC 8216 §4.1 wants playlists that mix both kinds of tag refused. The ones that exist have a stray tag, so
    the first one decides, and the readers warn about each tag of the other kind.
    """
    for number, line in enumerate(lines, 1):
        if line.startswith("#EXT"):
            name = line[1:].partition(":")[0]
            if name in _MULTIVARIANT_TAGS:
                return PlaylistKind.MULTIVARIANT, number, name
            if name in _MEDIA_TAGS:
                return PlaylistKind.MEDIA, number, name
    return PlaylistKind.MEDIA, 1, "EXTM3U"


def _check_header(lines: PlaylistText, body: bytes, url: str, log: WarningLog) -> None:
    number, first = next(((n, line) for n, line in enumerate(lines, 1) if line), (1, ""))
    if first.startswith("#EXTM3U"):
        if number > 1:
            log.add(Oddity.HEADER, "#EXTM3U is not the first line (RFC 8216 §4.3.1.1)", number, "EXTM3U")
    elif any(line.startswith(("#EXTM3U", "#EXTINF", "#EXT-X-")) for line in islice(lines, _HEADER_LINES)):
        log.add(Oddity.HEADER, "does not start with #EXTM3U (RFC 8216 §4.3.1.1)", number, "EXTM3U")
    else:
        looks = next((name for pattern, name in _SIGNATURES if pattern.match(body)), "something else")
        detail = f"this is no HLS playlist; it looks like {looks}"
        raise ManifestError(make_problem(ErrorCode.MANIFEST_NOT_A_MANIFEST, detail, url=url, line=number))


def _too_large(detail: str, url: str) -> ManifestError:
    return ManifestError(make_problem(ErrorCode.MANIFEST_LIMIT_EXCEEDED, detail, url=url))
