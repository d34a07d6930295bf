"""Small pictures for whoever looks for a moment."""

from playhead.faces.face import Face
from playhead.presentation import Thumbnail

__all__ = ["ThumbnailsFace"]


class ThumbnailsFace(Face):
    """Thumbnails of what is loaded."""

    @property
    def has_thumbnails(self) -> bool:
        """Whether the title has thumbnails where it plays."""
        return self._playback is not None and self._playback.thumbnails.are_there

    async def thumbnail_at(self, position_s: float, *, width: int = 320) -> Thumbnail | None:
        """Return a small picture of a moment, from DASH tiles or an HLS image playlist.

        It waits its turn behind the segments of the picture, for ten seconds at most; of several calls at
        once the latest is served first. Cancel what isn't wanted any more.

        Args:
            position_s: In seconds of the title.
            width: How wide it will be shown, in pixels.

        Returns:
            None if the title has no thumbnail there, or it can't be had now.

        Raises:
            PlayerStateError: WRONG_STATE if nothing is loaded; CLOSED.
        """
        return await self._require_playback("thumbnail_at").thumbnails.at(position_s, width)
