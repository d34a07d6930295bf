"""The repertoire: one module a film."""

from playhead_app.demo.studio.films.dunes import DUNES
from playhead_app.demo.studio.reel import Film

__all__ = ["REPERTOIRE", "film_by_id"]

REPERTOIRE: tuple[Film, ...] = (DUNES,)
"""All films in the order in which they are made; the first is the shortest, so that something plays soon."""


def film_by_id(film_id: str) -> Film:
    """Return a film of the repertoire.

    Raises:
        KeyError: There is no such film.
    """
    return {film.id: film for film in REPERTOIRE}[film_id]
