"""Take secrets and persons out of a text that may leave this device.

Our own code puts no secret into a log; a foreign library's exception may. So whatever goes into a crash file
or onto the clipboard passes here, and it is better to lose a harmless word than to keep a key.
"""

import re
from collections.abc import Callable
from pathlib import Path

__all__ = ["redacted"]

_GONE = "…"
_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
# Names whose values are secrets, as headers, JSON members, arguments and query parameters have them.
_SECRET_NAME = (
    r"[\w-]*(?:token|secret|password|passwd|passphrase|api[_-]?key|authorization|cookie|signature"
    r"|credential|session[_-]?id|device[_-]?code|user[_-]?code|\bpin)[\w-]*"
)
_RULES: tuple[_Rule, ...] = (
    # An address keeps its path; tokens live in query, fragment and user info.
    (re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*://)[^\s/?#@'\"<>]*@", re.IGNORECASE), r"\g<scheme>"),
    (re.compile(r"(?P<head>[a-z][a-z0-9+.-]*://[^\s?#'\"<>]*)[?#][^\s'\"<>]*", re.IGNORECASE), r"\g<head>?…"),
    (re.compile(r"data:[^\s'\"<>]+", re.IGNORECASE), "data:…"),
    (re.compile(r"\b(bearer|basic|digest)\s+[\w.~+/=-]+", re.IGNORECASE), r"\1 …"),
    (
        re.compile(
            rf"(?P<name>{_SECRET_NAME})(?P<sign>['\"]?\s*[:=]\s*)(?P<value>'[^']*'|\"[^\"]*\"|[^\s,;)}}\]]+)",
            re.IGNORECASE,
        ),
        r"\g<name>\g<sign>…",
    ),
    # JSON Web Tokens, and keys as hex or Base64: long runs without a word in them.
    (re.compile(r"\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?"), _GONE),
    (re.compile(r"\b[0-9a-f]{32,}\b", re.IGNORECASE), _GONE),
    (re.compile(r"(?<![\w/+])(?=[\w+-]*\d)(?=[\w+-]*[A-Za-z])[A-Za-z0-9+_-]{40,}={0,2}"), _GONE),
    (re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b"), _GONE),
)


def redacted(text: str) -> str:
    """Return a text without addresses' queries, secrets, long keys, mail addresses and the viewer's name."""
    home = str(Path.home())
    if len(home) > 1:
        text = text.replace(home, "~")
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text
