"""Bytes to lines, and the first question about any body: is this a playlist at all?

A wrong address answers with a web page more often than with an error, so a body that is no playlist is named
for what it looks like: that sentence saves the one who debugs it a trip to the network log.
"""

import re
from enum import StrEnum

from playhead.errors import ErrorCode, ManifestError, make_problem
from playhead.hls.warning_log import Oddity, WarningLog

__all__ = ["MAX_PLAYLIST_BYTES", "PlaylistKind", "kind_of", "playlist_lines"]

MAX_PLAYLIST_BYTES = 8 * 1024 * 1024
_MAX_LINES = 500_000
_BOM = b"\xef\xbb\xbf"
_MULTIVARIANT_TAGS = frozenset(
    {"EXT-X-STREAM-INF", "EXT-X-MEDIA", "EXT-X-I-FRAME-STREAM-INF", "EXT-X-IMAGE-STREAM-INF"}
)
# Not EXT-X-TARGETDURATION and the like: those do stray into multivariant playlists.
_MEDIA_TAGS = frozenset({"EXTINF", "EXT-X-BYTERANGE", "EXT-X-MAP", "EXT-X-PART", "EXT-X-SKIP"})
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.{0,500}?-->\s*)*<MPD\b", re.DOTALL), "a DASH manifest"),
    (re.compile(rb"\s*(<\?xml[^>]*>\s*)?<SmoothStreamingMedia\b"), "a Smooth Streaming manifest"),
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


def playlist_lines(body: bytes, url: str, log: WarningLog) -> list[str]:
    """Return the playlist's lines without surrounding blanks; line n is item n - 1.

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
    lines = [line.strip() for line in text.split("\n")]
    _check_header(lines, body, url, log)
    return lines


def kind_of(lines: list[str]) -> tuple[PlaylistKind, int]:
    """Return which kind the playlist is, and the line that tells.

    RFC 8216 §4.1 wants playlists that mix both kinds of tag refused. The ones that exist have a stray tag, so
    the first one decides, and the readers warn about each tag of the other kind.
    """
    for number, line in enumerate(lines, 1):
        if line.startswith("#EXT"):
            name = line[1:].partition(":")[0]
            if name in _MULTIVARIANT_TAGS:
                return PlaylistKind.MULTIVARIANT, number
            if name in _MEDIA_TAGS:
                return PlaylistKind.MEDIA, number
    return PlaylistKind.MEDIA, 1


def _check_header(lines: list[str], body: bytes, url: str, log: WarningLog) -> None:
    number, first = next(((n, line) for n, line in enumerate(lines, 1) if line), (1, ""))
    if first.startswith("#EXTM3U"):
        if number > 1:
            log.add(Oddity.HEADER, "#EXTM3U is not the first line (RFC 8216 §4.3.1.1)", number, "EXTM3U")
    elif any(line.startswith(("#EXTM3U", "#EXTINF", "#EXT-X-")) for line in lines[:50]):
        log.add(Oddity.HEADER, "does not start with #EXTM3U (RFC 8216 §4.3.1.1)", number, "EXTM3U")
    else:
        looks = next((name for pattern, name in _SIGNATURES if pattern.match(body)), "something else")
        detail = f"this is no HLS playlist; it looks like {looks}"
        raise ManifestError(make_problem(ErrorCode.MANIFEST_NOT_A_MANIFEST, detail, url=url, line=number))


def _too_large(detail: str, url: str) -> ManifestError:
    return ManifestError(make_problem(ErrorCode.MANIFEST_LIMIT_EXCEEDED, detail, url=url))
