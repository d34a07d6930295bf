"""Look into a manifest with the player's own eyes: the same parsers, the same warnings, the same errors."""

from playhead_app.probe.opening import Opened, Opener, Source
from playhead_app.probe.outline import outline
from playhead_app.probe.reading import Probed, probe

__all__ = ["Opened", "Opener", "Probed", "Source", "outline", "probe"]
