"""What the author says about moments of the title."""

from playhead.faces.face import Face
from playhead.presentation import TimedEvent

__all__ = ["MomentsFace"]


class MomentsFace(Face):
    """Timed metadata of what is loaded; `TimedEventBegan` and `TimedEventEnded` tell when it is due."""

    @property
    def timed_events(self) -> tuple[TimedEvent, ...]:
        """What is known so far, by start: from the manifest, from playlists and from segments.

        MPD events, `emsg` boxes, date ranges and cue tags, ID3 tags and SCTE 35 messages. A live title's past
        ones are let go a minute after they left its window.
        """
        return self._playback.timed_events.known if self._playback else ()
