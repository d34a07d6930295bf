"""The embedded demo service: a small streaming service that lives on the viewer's own machine.

It makes its own films, draws its own posters, and serves both like a real service would: a GraphQL catalogue
and a media origin, over HTTP on 127.0.0.1.

The names are looked up when they are first used: the film studio runs from this package in a process of its
own, and must not wait for the server's libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playhead_app.demo.network_shape import UNLIMITED, NetworkShape, ShapeStep, parse_schedule
    from playhead_app.demo.service import DemoService
    from playhead_app.demo.studio.progress import Progress, Stage

__all__ = ["UNLIMITED", "DemoService", "NetworkShape", "Progress", "ShapeStep", "Stage", "parse_schedule"]

_HOMES = {
    "DemoService": "service",
    "NetworkShape": "network_shape",
    "Progress": "studio.progress",
    "ShapeStep": "network_shape",
    "Stage": "studio.progress",
    "UNLIMITED": "network_shape",
    "parse_schedule": "network_shape",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
