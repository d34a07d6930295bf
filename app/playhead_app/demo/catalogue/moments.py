"""What lies where in a film: titles that can be skipped, the last image, chapters."""

import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import strawberry

__all__ = ["Chapter", "FilmMoments", "Marker", "MarkerKind", "read_moments"]

_FILE = Path(__file__).parent / "content" / "moments.toml"


@strawberry.enum(description="What a stretch of a title is.")
class MarkerKind(Enum):
    """What a stretch of a title is."""

    INTRO = strawberry.enum_value("intro", description="Its opening titles.")
    RECAP = strawberry.enum_value("recap", description="What happened before.")
    CREDITS = strawberry.enum_value("credits", description="From here on nothing happens any more.")


@strawberry.type(description="A stretch that a viewer may want to skip.")
class Marker:
    """A stretch that a viewer may want to skip."""

    kind: MarkerKind
    start_s: float
    end_s: float


@strawberry.type(description="A part of a title; it ends where the next one begins.")
class Chapter:
    """A part of a title."""

    name: str
    start_s: float


@dataclass(frozen=True, slots=True)
class FilmMoments:
    """A film's markers and chapters, both in order."""

    markers: tuple[Marker, ...] = ()
    chapters: tuple[Chapter, ...] = ()


@cache
def read_moments(film: str, length_s: float) -> FilmMoments:
    """Return what the texts tell of a film; nothing for one that they don't know."""
    fields = tomllib.loads(_FILE.read_text(encoding="utf-8")).get(film)
    if fields is None:
        return FilmMoments()
    intro_s, credits_s = fields["intro"], fields["credits_s"]
    markers = (
        Marker(kind=MarkerKind.INTRO, start_s=intro_s[0], end_s=min(intro_s[1], length_s)),
        Marker(kind=MarkerKind.CREDITS, start_s=credits_s, end_s=length_s),
    )
    # A film that was cut short has lost what lay behind its new end.
    return FilmMoments(
        tuple(marker for marker in markers if marker.start_s < length_s),
        tuple(
            Chapter(name=name, start_s=start_s) for start_s, name in fields["chapters"] if start_s < length_s
        ),
    )
