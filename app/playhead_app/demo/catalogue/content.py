"""The catalogue's texts, read from the TOML files beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["ArtBrief", "EpisodeText", "RowText", "SeasonText", "TitleText", "read_heroes", "read_rows"]
__all__ += ["read_titles"]

_FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class ArtBrief:
    """How a title's pictures are drawn.

    Attributes:
        motif: What they show.
        palette: The motif's colours.
        seed: Makes this title's composition its own.
        face: The title's type: light, medium, semibold, heavy or black.
    """

    motif: str
    palette: str
    seed: int
    face: str


@dataclass(frozen=True, slots=True)
class EpisodeText:
    """One episode.

    Attributes:
        is_upcoming: It comes out while the service runs, when the service is told to; anew with each start.
    """

    name: str
    story: str
    film: str
    is_upcoming: bool = False


@dataclass(frozen=True, slots=True)
class SeasonText:
    """One season."""

    name: str
    episodes: tuple[EpisodeText, ...]


@dataclass(frozen=True, slots=True)
class TitleText:
    """One film or series.

    Attributes:
        film: The short film that plays; empty for a series.
        is_premium: Whether the demo's viewer is *not* entitled to it.
        seasons: Empty for a film.
    """

    id: str
    name: str
    year: int
    rating: str
    genres: tuple[str, ...]
    short: str
    long: str
    director: str
    cast: tuple[str, ...]
    film: str
    is_premium: bool
    art: ArtBrief
    seasons: tuple[SeasonText, ...]


@dataclass(frozen=True, slots=True)
class RowText:
    """One row of the home page; `shape` is `poster` or `still`."""

    id: str
    name: str
    shape: str
    titles: tuple[str, ...]


@cache
def read_titles() -> tuple[TitleText, ...]:
    """Return all titles, films first."""
    return tuple(_title(fields) for name in ("films", "series") for fields in _read(name)["title"])


@cache
def read_rows() -> tuple[RowText, ...]:
    """Return the home page's rows, from the top."""
    return tuple(
        RowText(fields["id"], fields["name"], fields["shape"], tuple(fields["titles"]))
        for fields in _read("rows")["row"]
    )


def read_heroes() -> tuple[str, ...]:
    """Return the titles that open the home page."""
    return tuple(_read("rows")["heroes"])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _title(fields: Mapping[str, Any]) -> TitleText:
    seasons = tuple(
        SeasonText(
            season["name"],
            tuple(
                EpisodeText(one["name"], one["story"], one["film"], one.get("is_upcoming", False))
                for one in season["episode"]
            ),
        )
        for season in fields.get("season", [])
    )
    return TitleText(
        id=fields["id"],
        name=fields["name"],
        year=fields["year"],
        rating=fields["rating"],
        genres=tuple(fields["genres"]),
        short=fields["short"],
        long=fields["long"],
        director=fields["director"],
        cast=tuple(fields["cast"]),
        film=fields.get("film", ""),
        is_premium=fields.get("is_premium", False),
        art=ArtBrief(**fields["art"]),
        seasons=seasons,
    )
