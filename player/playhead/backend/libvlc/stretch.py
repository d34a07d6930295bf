"""One stretch being played: its muxer, its feed, its clock, and which of its events are still to come."""

from collections.abc import Callable, Sequence

from playhead.backend.libvlc.door import Door
from playhead.backend.libvlc.media_source import MediaSource
from playhead.backend.libvlc.playhead_clock import PlayheadClock
from playhead.containers.samples import Sample, StreamFormat
from playhead.feed import ByteFeed, FeedState, StretchMuxer, VariantChange

__all__ = ["Stretch"]

_AHEAD_MS = 3000.0
# libVLC starts a picture early rather than late; half a millisecond keeps the one at the position itself.
_PREROLL_MARGIN_MS = 0.5


class Stretch:
    """Everything that lives from a `start` (or a change that a stream can't carry) to the next.

    Args:
        muxer: Fresh, or the successor of the one before.
        position_s: Where it begins, in presentation time.
        now_s: The monotonic clock.
    """

    def __init__(self, muxer: StretchMuxer, position_s: float, now_s: Callable[[], float]) -> None:
        self.muxer = muxer
        self.position_s = position_s
        self.clock = PlayheadClock()
        self._now_s = now_s
        self._feed: ByteFeed | None = None
        self._shown_changes = 0
        self.is_shown = False
        self.is_starved = False
        self.is_ended = False
        self.visible_sizes: dict[tuple[int, int], tuple[int, int]] = {}

    @property
    def has_begun(self) -> bool:
        """True once there is something to play."""
        return self._feed is not None

    @property
    def feed_state(self) -> FeedState:
        """What the feed holds."""
        return self._feed.state if self._feed is not None else FeedState(False, False, 0)

    def append(self, format: StreamFormat, samples: Sequence[Sample], offset: int, variant: str) -> None:
        """Take samples; `advance` writes them."""
        if format.width and format.height:
            self.visible_sizes[format.coded_size] = (format.width, format.height)
        self.muxer.append(format, samples, offset, variant)

    def advance(self) -> None:
        """Write what can be written."""
        chunks = self.muxer.drain()
        if self._feed is None:
            if not chunks:
                return
            preroll_ms = self.muxer.preroll_ms
            self.clock = PlayheadClock(preroll_ms)
            self._feed = ByteFeed(self._playhead_ms, ahead_ms=_AHEAD_MS, start_ms=preroll_ms)
        self._feed.put(chunks)
        self.clock.set_limit(self.end_ms)
        if self.muxer.is_done:
            self._feed.end()

    def open(self, door: Door, instance: int, options: Sequence[str]) -> MediaSource:
        """Return the medium to play."""
        assert self._feed is not None, "there is nothing to play yet"
        preroll_ms = self.muxer.preroll_ms
        start = f":start-time={(preroll_ms - _PREROLL_MARGIN_MS) / 1000:.4f}"
        return MediaSource(door, instance, self._feed, [*options, start])

    def abort(self) -> None:
        """Let no reader wait any longer."""
        if self._feed is not None:
            self._feed.abort()

    @property
    def end_ms(self) -> float:
        """Stream time up to which samples were appended."""
        zero_s, end_s = self.muxer.zero_s, self.muxer.end_s
        return 0.0 if zero_s is None or end_s is None else (end_s - zero_s) * 1000

    @property
    def playhead_s(self) -> float | None:
        """The playhead in presentation time; None until something plays."""
        playhead_ms = self._playhead_ms()
        return None if playhead_ms is None else self.presentation_s(playhead_ms)

    def presentation_s(self, stream_ms: float) -> float:
        """Return presentation time; never before the position that was asked for."""
        return max(self.position_s, (self.muxer.zero_s or 0.0) + stream_ms / 1000)

    def _playhead_ms(self) -> float | None:
        return self.clock.position_ms(self._now_s())

    def next_change(self) -> VariantChange | None:
        """Return the first change of variant that hasn't been told yet."""
        changes = self.muxer.changes
        return changes[self._shown_changes] if self._shown_changes < len(changes) else None

    def take_change(self) -> VariantChange:
        """Return that change and count it as told."""
        change = self.muxer.changes[self._shown_changes]
        self._shown_changes += 1
        return change
