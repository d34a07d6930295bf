"""The reserved keys: which header carries each, and where each may be sent.

Version 1 is CTA-5004 (September 2020), version 2 CTA-5004-B (April 2026), Table 1.
"""

from typing import Final

__all__ = ["EVENTS", "EVENT_KEYS", "HEADERS", "REQUEST_KEYS", "SHY_KEYS", "header_of"]

HEADERS: Final = ("cmcd-request", "cmcd-object", "cmcd-status", "cmcd-session")
_REQUEST, _OBJECT, _STATUS, _SESSION = HEADERS

_V1: Final = {
    **dict.fromkeys(("bl", "dl", "mtp", "nor", "nrr", "su"), _REQUEST),
    **dict.fromkeys(("br", "d", "ot", "tb"), _OBJECT),
    **dict.fromkeys(("bs", "rtp"), _STATUS),
    **dict.fromkeys(("cid", "pr", "sf", "sid", "st", "v"), _SESSION),
}
_V2: Final = {
    **dict.fromkeys(("bl", "dfa", "dl", "ltc", "mtp", "nor", "pb", "sn", "sta", "su", "tbl"), _REQUEST),
    **dict.fromkeys(("br", "d", "lb", "ot", "tb", "tpb"), _OBJECT),
    **dict.fromkeys(("bs", "bsa", "bsd", "bsda", "ec", "pr", "pt", "rtp"), _STATUS),
    **dict.fromkeys(("cid", "msd", "sf", "sid", "st", "v"), _SESSION),
}
REQUEST_KEYS: Final = {1: frozenset(_V1), 2: frozenset(_V2)}
"""Keys that we can send with a request, by version."""

# Of a response that was received, and of an event as such: they go to collectors alone.
_ONLY_IN_EVENTS: Final = ("cmsdd", "cmsds", "e", "h", "rc", "ts", "ttfb", "ttfbb", "ttlb", "url")
EVENT_KEYS: Final = frozenset((*_V2, *_ONLY_IN_EVENTS))
"""Keys that we can send to a collector."""

SHY_KEYS: Final = frozenset({"tpb"})
"""Keys that tell devices apart, and are only sent where they are named."""

EVENTS: Final = frozenset({"abe", "abs", "bc", "e", "h", "ps", "rr", "sk", "t"})
"""Events that we can tell."""


def header_of(key: str, version: int) -> str:
    """Return the header that carries a key; a custom one doesn't change while a session lasts."""
    return (_V1 if version == 1 else _V2).get(key, _SESSION)
