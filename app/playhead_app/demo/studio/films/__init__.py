"""The repertoire: one module a film. A module is loaded only to make its film."""

from importlib import import_module

from playhead_app.demo.studio.reel import Film

__all__ = ["film_by_id"]

_MODULES = {
    "the-long-dusk": "dunes",
    "lanterns-below": "deep",
    "last-tram-home": "city",
    "the-paper-railway": "railway",
}


def film_by_id(film_id: str) -> Film:
    """Return a film of the repertoire.

    Raises:
        KeyError: There is no such film.
    """
    module = import_module(f"playhead_app.demo.studio.films.{_MODULES[film_id]}")
    film: Film = module.FILM
    return film
