"""Look at the first bytes of a body before any XML parser does.

What is no XML is told apart here, so that the error can say what it looks like. A DOCTYPE is refused here
too: it is where entity bombs and external entities live, and no MPD needs one. The text is brought to UTF-8
by us, since an exotic encoding (UTF-7) could hide a DOCTYPE from this look.
"""

import re
from typing import NoReturn

from playhead.dash.faults import manifest_error
from playhead.errors import ErrorCode, ManifestError

__all__ = ["checked_utf8", "utf8_without_declaration"]

_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "utf-16": "utf-16",
    "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "windows-1252": "windows-1252",
}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(rb"\A[ \t\r\n]*<\?xml\s[^>]{0,400}\?>")
_SPACE = b" \t\r\n"


def checked_utf8(body: bytes, url: str) -> bytes:
    """Return the body as UTF-8 without its declaration, if it looks like a document of XML.

    Raises:
        ManifestError: EMPTY, NOT_A_MANIFEST or MALFORMED.
    """
    text = utf8_without_declaration(body, url)
    if not text.strip(_SPACE):
        raise manifest_error(ErrorCode.MANIFEST_EMPTY, "the body is empty", url=url)
    root_at = _root_offset(text, url)
    if re.match(rb"<(?:html|head|body)[\s>]", text[root_at : root_at + 8], re.IGNORECASE):
        raise _not_a_manifest("an HTML page", url)
    return text


def utf8_without_declaration(body: bytes, url: str) -> bytes:
    """Return the body as UTF-8, its XML declaration blanked out so that lines and offsets stay.

    Raises:
        ManifestError: MALFORMED if it is no text of an encoding that we read.
    """
    return _DECLARATION.sub(_blank, _as_utf8(body, url), count=1)


def _blank(declaration: re.Match[bytes]) -> bytes:
    return re.sub(rb"[^\n]", b" ", declaration.group())


def _as_utf8(body: bytes, url: str) -> bytes:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _recode(body, "utf-16", url)
    if body.startswith(b"<\0"):
        return _recode(body, "utf-16-le", url)
    if body.startswith(b"\0<"):
        return _recode(body, "utf-16-be", url)
    body = body.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(body.lstrip(_SPACE))
    if declared is None:
        return body
    name = declared.group(1).decode("ascii").lower()
    encoding = _ENCODINGS.get(name)
    if encoding is None:
        raise manifest_error(ErrorCode.MANIFEST_MALFORMED, f"encoding {name} is not read", url=url, line=1)
    # Eight-bit text that calls itself UTF-16 is UTF-8 in practice: its declaration could be read at all.
    return body if encoding in ("utf-8", "utf-16") else _recode(body, encoding, url)


def _recode(body: bytes, encoding: str, url: str) -> bytes:
    try:
        return body.decode(encoding).removeprefix("\ufeff").encode("utf-8")
    except UnicodeError as error:
        reason = f"the text is not {encoding}"
        raise manifest_error(ErrorCode.MANIFEST_MALFORMED, reason, url=url) from error


def _root_offset(text: bytes, url: str) -> int:
    """Return where the root element starts, having passed declaration, comments and instructions."""
    at = 0
    while True:
        while text[at : at + 1] in (b" ", b"\t", b"\r", b"\n"):
            at += 1
        if text.startswith(b"<?", at):
            closing = b"?>"
        elif text.startswith(b"<!--", at):
            closing = b"-->"
        elif text[at : at + 9].upper() == b"<!DOCTYPE":
            _refuse_doctype(text, at, url)
        elif text.startswith(b"<", at):
            return at
        else:
            raise _not_a_manifest(_likeness(text[at:]), url)
        end = text.find(closing, at + 2)
        if end < 0:
            line = text.count(b"\n", 0, at) + 1
            raise manifest_error(ErrorCode.MANIFEST_MALFORMED, "the prolog does not end", url=url, line=line)
        at = end + len(closing)


def _refuse_doctype(text: bytes, at: int, url: str) -> NoReturn:
    if text[at + 9 : at + 40].strip().lower().startswith(b"html"):
        raise _not_a_manifest("an HTML page", url)
    line = text.count(b"\n", 0, at) + 1
    raise manifest_error(ErrorCode.MANIFEST_MALFORMED, "a DOCTYPE is not allowed", url=url, line=line)


def _likeness(text: bytes) -> str:
    if text.startswith(b"#EXTM3U"):
        return "an HLS playlist"
    if text.startswith((b"{", b"[")):
        return "JSON"
    if text[4:8] in (b"ftyp", b"styp", b"moov", b"moof", b"sidx"):
        return "an MP4 file"
    if text.startswith(b"\x1aE\xdf\xa3"):
        return "a Matroska or WebM file"
    if text.startswith(b"\x1f\x8b"):
        return "gzip data"
    return "no XML"


def _not_a_manifest(likeness: str, url: str) -> ManifestError:
    return manifest_error(ErrorCode.MANIFEST_NOT_A_MANIFEST, f"the body is {likeness}, not an MPD", url=url)
