"""The embedder's own code on the way of every request."""

from playhead.faces.face import Face
from playhead.net.filters import Filters

__all__ = ["FiltersFace"]


class FiltersFace(Face):
    """Request and response filters; they hold for all titles."""

    _filters: Filters

    @property
    def filters(self) -> Filters:
        """What every request of this player passes through: add filters and take them out at any time.

        Manifests and playlists, media, captions, thumbnails, keys and licences, steering, clocks, asset lists
        of interstitials, and titles that are got ready. A title that is kept on this device is asked of
        nobody, so nothing of it passes; what was kept had passed the filters of its `OfflineStore`.
        """
        return self._filters
