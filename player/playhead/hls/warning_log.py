"""What a playlist has wrong with it, collected while it is read.

A playlist from the world is seldom clean and nearly always playable. Readers note what is odd here and go on;
only a playlist with nothing playable becomes an error. Messages quote at most a few characters and never a
URI, because URIs carry tokens.
"""

from enum import StrEnum

from playhead.presentation import ManifestWarning

__all__ = ["Oddity", "WarningLog", "quoted"]

_MAX_WARNINGS = 200
_MAX_QUOTE = 40


class Oddity(StrEnum):
    """The kinds of oddness; a linter filters by them."""

    ENCODING = "hls.encoding"
    HEADER = "hls.header"
    MIXED_PLAYLIST = "hls.mixed-playlist"
    ATTRIBUTE_SYNTAX = "hls.attribute-syntax"
    ATTRIBUTE_VALUE = "hls.attribute-value"
    ATTRIBUTE_MISSING = "hls.attribute-missing"
    TAG_VALUE = "hls.tag-value"
    TAG_MISPLACED = "hls.tag-misplaced"
    TAG_REPEATED = "hls.tag-repeated"
    DURATION = "hls.duration"
    BYTE_RANGE = "hls.byte-range"
    ADDRESS = "hls.address"
    GROUP_UNKNOWN = "hls.group-unknown"
    NOTHING_BEHIND = "hls.nothing-behind"
    LIMIT = "hls.limit"
    STALE = "hls.stale"


class WarningLog:
    """Collects warnings in the order in which they were found; a flood is cut off."""

    def __init__(self) -> None:
        self._warnings: list[ManifestWarning] = []

    def add(self, code: Oddity, message: str, line: int | None = None, tag: str | None = None) -> None:
        """Note one oddity; beyond the limit one last warning says that there were more."""
        if len(self._warnings) < _MAX_WARNINGS:
            self._warnings.append(ManifestWarning(code, message, line, tag))
        elif len(self._warnings) == _MAX_WARNINGS:
            self._warnings.append(
                ManifestWarning(Oddity.LIMIT, "there is more to warn about than this", line)
            )

    def as_tuple(self) -> tuple[ManifestWarning, ...]:
        """Return what was noted so far."""
        return tuple(self._warnings)


def quoted(value: str) -> str:
    """Return a value fit for a message: quoted and short. Not for URIs."""
    return repr(value if len(value) <= _MAX_QUOTE else value[:_MAX_QUOTE] + "…")
