"""CMCD as a server reads it: keys and values out of headers, a query, or a line of a report."""

import re
from urllib.parse import parse_qs, urlsplit

from playhead.net.transport import TransportRequest

__all__ = ["arrived", "read"]

# RFC 8941: a key, then a string, an inner list, a token or a number, or nothing for a true claim.
_STRING = r'"(?:[^"\\]|\\["\\])*"'
_INNER = rf"\((?:{_STRING}|[^()\"])*\)"
_PAIR = re.compile(rf"([a-z*][a-z0-9_.*-]*)(?:=({_STRING}|{_INNER}|[A-Za-z0-9*._:/+-]+))?(?:,|$)")


def read(text: str) -> dict[str, str]:
    """Return the pairs of one text, values as they are written; refuses what is malformed or unsorted."""
    pairs, at = dict[str, str](), 0
    while at < len(text):
        match = _PAIR.match(text, at)
        assert match is not None, text[at:]
        pairs[match[1]] = match[2] or "true"
        at = match.end()
    assert list(pairs) == sorted(pairs), text
    return pairs


def arrived(request: TransportRequest) -> dict[str, str]:
    """Return what came with a request, by either way; empty if nothing did."""
    found: dict[str, str] = {}
    for name, value in request.headers.items():
        if name.startswith("cmcd-"):
            found |= read(value)
    for text in parse_qs(urlsplit(request.url).query).get("CMCD", []):
        assert not found, "one way or the other"
        found = read(text)
    return found
