"""Where playback is, and what there is of the title."""

from playhead.faces.face import Face
from playhead.presentation import Presentation, Track

__all__ = ["ProgressFace"]


class ProgressFace(Face):
    """Position, extent, buffer and tracks of what is loaded."""

    @property
    def is_seeking(self) -> bool:
        """True from a seek's call to its first picture."""
        return self._playback is not None and self._playback.is_seeking

    @property
    def position_s(self) -> float:
        """The playhead in seconds of the title; the target while seeking."""
        if self._scan is not None:
            return self._scan.position_s
        return self._playback.position_s if self._playback else 0.0

    @property
    def duration_s(self) -> float | None:
        """Length of the title in seconds; None if nothing is loaded, or it is live."""
        return self._playback.extent.duration_s if self._playback else None

    @property
    def is_live(self) -> bool:
        """True while the title goes on being made; False once it has ended."""
        return self._playback is not None and self._playback.extent.is_live

    @property
    def seekable(self) -> tuple[float, float] | None:
        """From where to where one can seek, in seconds of the title; None if that isn't known.

        Of a live title it is the window that its server keeps, up to where live playback is.
        """
        return self._playback.extent.seekable if self._playback else None

    @property
    def live_offset_s(self) -> float | None:
        """How far the playhead is behind the live edge, in seconds; None if the title isn't live."""
        return self._playback.extent.live.offset_s if self._playback and self._playback.extent.live else None

    @property
    def buffered(self) -> tuple[tuple[float, float], ...]:
        """What could be played without the network: (start_s, end_s) stretches."""
        return self._playback.buffered if self._playback else ()

    @property
    def presentation(self) -> Presentation | None:
        """The title as its manifest tells it."""
        return self._playback.plan.presentation if self._playback else None

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks of the period that is playing."""
        return self._playback.tracks if self._playback else ()

    @property
    def audio_id(self) -> str | None:
        """Id of the audio track that is playing; None if there is no sound."""
        return self._playback.audio_id if self._playback else None
