"""How far a title reaches: from where to where it can be sought, and whether it still grows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from playhead.errors import Problem
from playhead.net.fetcher import Fetcher
from playhead.presentation import Kind
from playhead.session.first_index import first_index
from playhead.session.live.opening import open_live
from playhead.session.live.session import LiveContext, LiveSession
from playhead.session.live.window import LiveWindow
from playhead.session.quality import QualityChooser
from playhead.session.source import Source
from playhead.session.stream_context import StreamContext
from playhead.session.streams import TrackStream

__all__ = ["Extent"]

# Seeking to the very end would show nothing: stay this far before it.
_BEFORE_END_S = 0.1


class Extent:
    """The extent of one title.

    Attributes:
        live: What is known of a title that is or was live when it was loaded; None for any other.
    """

    def __init__(self, context: StreamContext, source: Source, fetcher: Fetcher) -> None:
        self._context = context
        self._manifest = source.manifest
        self._fetcher = fetcher
        self._plan = context.plan
        self.live: LiveSession | None = None

    @property
    def duration_s(self) -> float | None:
        """Length of the title; None if it is live or it isn't known yet."""
        duration = self._plan.presentation.duration
        return None if duration is None else float(duration)

    @property
    def is_live(self) -> bool:
        """True while the title goes on being made."""
        return self._plan.presentation.is_live

    @property
    def window(self) -> LiveWindow | None:
        """What of a live title can be had now; None for any other."""
        return self.live.window if self.live is not None else None

    @property
    def seekable(self) -> tuple[float, float] | None:
        """From where to where it can be sought; None if that isn't known."""
        window, duration_s = self.window, self.duration_s
        if window is not None:
            return window.start_s, window.live_s if duration_s is None else duration_s
        return None if duration_s is None else (0.0, duration_s)

    def within_latency_s(self, usual_s: float) -> float:
        """Return how much to wait for: near a live edge there never is more than the distance to it."""
        window = self.window
        return usual_s if window is None else min(usual_s, window.offset_s / 2)

    def start_s(self, wanted_s: float | None) -> float:
        """Return where to begin: at the start, or where live playback is, unless something else is wanted.

        Args:
            wanted_s: From the end if negative (RFC 8216 §4.3.5.2).
        """
        window = self.window
        if wanted_s is None:
            return window.live_s if window is not None else 0.0
        if wanted_s < 0:
            return wanted_s + (window.end_s if window is not None else self.duration_s or 0.0)
        return wanted_s

    def clamp(self, position_s: float, stay_s: float) -> float:
        """Return the nearest position that can be played.

        Args:
            stay_s: Live playback may be a little nearer to the edge than its place: to stay there is no
                seek back.
        """
        if self.seekable is None:
            return max(position_s, 0.0)
        start_s, end_s = self.seekable
        latest_s = max(end_s, stay_s) if self.is_live else end_s - _BEFORE_END_S
        return max(start_s, min(position_s, latest_s))

    async def learn(
        self,
        choosers: Mapping[Kind, QualityChooser],
        streams: Mapping[Kind, TrackStream],
        live_context: Callable[[], LiveContext],
        tell: Callable[[Problem], None],
    ) -> None:
        """Learn how long the title is, or that it is live.

        Raises:
            PlayerError: If no list of segments can be had.
        """
        presentation, context = self._plan.presentation, self._context
        if presentation.duration is not None:
            return
        index = await first_index(self._plan, context.indices, choosers, context.settings.buffer.goal_s, tell)
        if index.is_complete and not presentation.is_live:
            duration = self._plan.period(self._plan.numbers[-1]).start + Fraction(index.end_s)
            self._plan.presentation = replace(presentation, duration=duration)
            return
        self.live = open_live(live_context(), self._fetcher, self._manifest, streams)
