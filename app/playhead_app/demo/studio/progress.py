"""What the service knows of the studio without loading it: which films there are, where, and how far.

The studio's own modules pull in the encoders; the app's process needs none of that.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = [
    "FILM_IDS",
    "FILM_LENGTHS_S",
    "PRODUCTION_VERSION",
    "FilmFacts",
    "Progress",
    "Stage",
    "film_folder",
    "read_film_facts",
]

FILM_LENGTHS_S: dict[str, float] = {
    "the-long-dusk": 36.0,
    "lanterns-below": 60.0,
    "last-tram-home": 72.0,
    "the-paper-railway": 72.0,
}
"""All films in the order in which they are made; the first is the shortest, so that something plays soon."""

FILM_IDS: tuple[str, ...] = tuple(FILM_LENGTHS_S)

PRODUCTION_VERSION = 3
"""Raised when films come out differently, so that a viewer's old ones are made anew."""


class Stage(StrEnum):
    """What the studio is doing with a film."""

    WAITING = "waiting"
    SHOOTING = "shooting"
    PACKAGING = "packaging"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a film is.

    Attributes:
        fraction: 0 to 1 over the whole production.
        problem_code: The number of the fault, where the stage is FAILED and it is known.
    """

    film: str
    fraction: float
    stage: Stage
    problem_code: int | None = None


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What a published film says of itself.

    Attributes:
        manifests: File name for each protocol, `hls` and perhaps `dash`.
        languages: Of its sound tracks.
    """

    id: str
    name: str
    length_s: float
    manifests: dict[str, str]
    languages: tuple[str, ...]
    size_bytes: int


def film_folder(root: Path, film_id: str) -> Path:
    """Return where a film is published within the demo's cache folder."""
    return root / "films" / f"{film_id}-{PRODUCTION_VERSION}"


def read_film_facts(root: Path, film_id: str) -> FilmFacts | None:
    """Return a published film's facts; None while there is no such film."""
    try:
        fields = json.loads((film_folder(root, film_id) / "film.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return FilmFacts(
        fields["id"],
        fields["name"],
        fields["length_s"],
        fields["manifests"],
        tuple(fields["languages"]),
        fields["size_bytes"],
    )
