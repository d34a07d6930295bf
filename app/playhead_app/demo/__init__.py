"""The embedded demo service: a small streaming service that lives on the viewer's own machine.

It makes its own films, draws its own posters, and serves both like a real service would: a GraphQL catalogue
and a media origin, over HTTP on 127.0.0.1.
"""

from playhead_app.demo.network_shape import UNLIMITED, NetworkShape, ShapeStep, parse_schedule
from playhead_app.demo.service import DemoService, Progress, Stage

__all__ = ["UNLIMITED", "DemoService", "NetworkShape", "Progress", "ShapeStep", "Stage", "parse_schedule"]
