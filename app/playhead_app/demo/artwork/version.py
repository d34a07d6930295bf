"""Which edition of the drawings this is, and the titles' leading colours: known without drawing anything."""

import json
from functools import cache
from pathlib import Path

__all__ = ["ART_VERSION", "tint_of"]

ART_VERSION = 1
"""Raised when pictures come out differently: it is part of their addresses."""

_UNKNOWN = "#141923"
_TINTS = Path(__file__).with_name("tints.json")


@cache
def _tints() -> dict[str, str]:
    return json.loads(_TINTS.read_text(encoding="utf-8"))


def tint_of(subject: str) -> str:
    """Return the leading colour of a title's or an episode's pictures, dark enough for light text."""
    return _tints().get(subject.partition(".")[0], _UNKNOWN)
