"""Look into a manifest with the player's own eyes: the same parsers, the same warnings, the same errors."""

from playhead_app.probe.outline import outline
from playhead_app.probe.reading import Probed, Prober, Source

__all__ = ["Probed", "Prober", "Source", "outline"]
