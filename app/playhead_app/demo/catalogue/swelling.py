"""A catalogue of any size, to try the app on: variations of the titles that there are.

Each variation plays its original's film and shows its pictures; its name, year and genres are its own. The
same size gives the same catalogue everywhere.
"""

import random
from collections.abc import Iterator
from typing import Any

from playhead_app.demo.catalogue.content import TitleText, read_titles

__all__ = ["original_of", "variations"]

_MARK = "~"
_FIRST = ("Quiet", "Northern", "Last", "Paper", "Glass", "Distant", "Second", "Hollow", "Golden", "Borrowed")
_ALSO_FIRST = (
    "Winter",
    "Salt",
    "Midnight",
    "Lesser",
    "Unsent",
    "Wandering",
    "Amber",
    "Slow",
    "Hidden",
    "Early",
)
_SECOND = ("Harbour", "Orchard", "Signal", "Meridian", "Letters", "Cartographer", "Tide", "Garden", "Station")
_ALSO_SECOND = (
    "Weather",
    "Lanterns",
    "Archive",
    "Ferry",
    "Observatory",
    "Valley",
    "Choir",
    "Bridge",
    "Almanac",
)


def original_of(subject: str) -> str:
    """Return whose pictures a title or an episode shows."""
    return subject.partition(_MARK)[0]


def variations(count: int) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]]:
    """Yield lines for the tables `title`, `tagging` and `credit`, one title at a time.

    Args:
        count: How many titles to make.
    """
    originals = [text for text in read_titles() if text.film]
    genres = sorted({genre for text in read_titles() for genre in text.genres})
    chance = random.Random(count)
    for number in range(count):
        text = originals[number % len(originals)]
        title_id = f"{text.id}{_MARK}{number}"
        chosen = chance.sample(genres, 2)
        tags = [{"title_id": title_id, "genre": genre, "place": place} for place, genre in enumerate(chosen)]
        cast = [{"title_id": title_id, "place": place, "name": name} for place, name in enumerate(text.cast)]
        yield _line(text, title_id, number, chance), tags, cast


def _line(text: TitleText, title_id: str, number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": title_id,
        "place": 1_000 + number,
        "name": f"{chance.choice(_FIRST + _ALSO_FIRST)} {chance.choice(_SECOND + _ALSO_SECOND)} {number + 1}",
        "year": chance.randint(1970, 2026),
        "rating": text.rating,
        "short": text.short,
        "long": text.long,
        "director": text.director,
        "film": text.film,
        "is_premium": False,
        "hero_place": None,
    }
