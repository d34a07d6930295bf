"""The door of the room: bytes of one caption file or segment in, cues out.

The format is told by the bytes, never by a name or a MIME type: MP4 by its boxes, WebVTT by its first word,
TTML by being XML, and what has times with commas is SubRip.
"""

from playhead.captions.document import CaptionDocument
from playhead.captions.in_mp4 import Mp4CaptionReader
from playhead.captions.srt import parse_srt
from playhead.captions.webvtt import parse_webvtt
from playhead.containers.sniff import sniff
from playhead.presentation import Container

__all__ = ["is_mp4", "parse_captions"]

_SNIFFED_BYTES = 64


def is_mp4(body: bytes) -> bool:
    """Tell whether captions come in MP4, where samples may be protected one by one."""
    return sniff(body[:_SNIFFED_BYTES]) is Container.FMP4


def parse_captions(body: bytes, *, init: bytes | None = None, url: str = "") -> CaptionDocument:
    """Read one whole file or segment.

    Args:
        body: As fetched.
        init: The init segment, for MP4.
        url: Where it came from, for the error.

    Raises:
        TextError: TEXT_MALFORMED or TEXT_UNSUPPORTED.
    """
    if is_mp4(body):
        return Mp4CaptionReader(init, url).read(body, url)
    head = body[:_SNIFFED_BYTES].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"WEBVTT") or not body.strip():
        # Packagers write empty files for segments without words.
        return parse_webvtt(body if body.strip() else b"WEBVTT", url)
    if head.startswith(b"<"):
        # Loaded when the first document comes: most titles have none, and lxml takes its time.
        from playhead.captions.ttml import parse_ttml

        return parse_ttml(body, url)
    return parse_srt(body, url)
