"""One stretch being played: its muxer, its feed, and its clock, which stands while nothing can move."""

from collections.abc import Callable, Sequence

from playhead.backend.libvlc.door import Door
from playhead.backend.libvlc.media_source import MediaSource
from playhead.backend.libvlc.playhead_clock import PlayheadClock
from playhead.containers.samples import Sample, StreamFormat
from playhead.feed import ByteFeed, FeedState, StretchMuxer

__all__ = ["Stretch"]

_AHEAD_MS = 3000.0
# libVLC hides what is dated before its start time: half a millisecond less keeps the picture at the position.
_START_MARGIN_MS = 0.5
_DEAF_MS = 450.0
_NOT_FED = FeedState(is_hungry=False, held_until_ms=None, is_drained=False, queued_bytes=0)


class Stretch:
    """Everything that lives from a `start`, or from a change that a stream can't carry, to the next.

    Args:
        muxer: Fresh, or the successor of the one before.
        position_s: Where it begins, in presentation time.
        now_s: The monotonic clock.
        before: The stretch that this one goes on from without a start; None after a start.

    Attributes:
        rate: Its speed.
        is_paused: The viewer wants it to stand.
        is_shown: Its first picture (or sound) is out.
        is_starved: The picture stands for want of data.
        is_cut_off: libVLC has run dry. It doesn't recover from that: it throws away what its decoder holds,
            and shows garbage up to the next key frame. So another stretch goes on when there is more.
        follows_starved: It goes on from a starved one.
        is_ended: All of it has been shown.
    """

    def __init__(
        self,
        muxer: StretchMuxer,
        position_s: float,
        now_s: Callable[[], float],
        before: "Stretch | None" = None,
    ) -> None:
        self.muxer = muxer
        self.position_s = position_s
        self.clock = PlayheadClock()
        self.is_continued = before is not None
        self.rate = 1.0
        self.is_shown = False
        self.is_starved = False
        self.is_cut_off = False
        self.follows_starved = before is not None and before.is_starved
        self.is_ended = False
        self.is_paused = before is not None and before.is_paused
        self._visible_sizes: dict[tuple[int, int], tuple[int, int]] = {}
        if before is not None:
            self._visible_sizes.update(before._visible_sizes)
        self._now_s = now_s
        self._feed: ByteFeed | None = None

    def append(self, format: StreamFormat, samples: Sequence[Sample], offset: int, variant: str) -> None:
        """Take samples; `advance` writes them."""
        if format.width and format.height:
            self._visible_sizes[format.coded_size] = (format.width, format.height)
        self.muxer.append(format, samples, offset, variant)

    def advance(self) -> bool:
        """Write what can be written; return whether the stretch has something to play since now."""
        chunks = self.muxer.drain()
        is_first = self._feed is None and bool(chunks)
        if is_first:
            self.clock = PlayheadClock(self.muxer.preroll_ms)
            self.clock.set_rate(self.rate, self._now_s())
            self._feed = ByteFeed(self._playhead_ms, ahead_ms=_AHEAD_MS, start_ms=self.muxer.preroll_ms)
        if self._feed is None:
            return False
        self._feed.put(chunks)
        self.clock.set_limit(self.end_ms)
        if self.muxer.is_done:
            self._feed.end()
        return is_first

    def open(self, door: Door, instance: int, options: Sequence[str]) -> MediaSource:
        """Return the medium to play."""
        assert self._feed is not None, "there is nothing to play yet"
        start = f":start-time={(self.muxer.preroll_ms - _START_MARGIN_MS) / 1000:.4f}"
        return MediaSource(door, instance, self._feed, [*options, start])

    def abort(self) -> None:
        """Let no reader wait any longer."""
        if self._feed is not None:
            self._feed.abort()

    # What is true of it.

    @property
    def has_begun(self) -> bool:
        """True once there is something to play."""
        return self._feed is not None

    @property
    def feed_state(self) -> FeedState:
        """What the feed holds."""
        return self._feed.state if self._feed is not None else _NOT_FED

    @property
    def end_ms(self) -> float:
        """Stream time up to which samples were appended."""
        zero_s, end_s = self.muxer.zero_s, self.muxer.end_s
        return 0.0 if zero_s is None or end_s is None else (end_s - zero_s) * 1000

    @property
    def end_s(self) -> float:
        """The same in presentation time."""
        return max(self.position_s, self.muxer.end_s or self.position_s)

    @property
    def first_position_s(self) -> float:
        """Presentation time of the first picture that is shown."""
        return (self.muxer.zero_s or 0.0) + self.muxer.preroll_ms / 1000

    @property
    def playhead_s(self) -> float | None:
        """The playhead in presentation time; None until something plays."""
        playhead_ms = self._playhead_ms()
        if playhead_ms is None or self.muxer.zero_s is None:
            return None
        return max(self.position_s, self.muxer.zero_s + playhead_ms / 1000)

    @property
    def is_deaf(self) -> bool:
        """True while libVLC's demuxer waits for a hold to end, and can't hear of a pause.

        It reads 0.3 s ahead of the playhead, out of a buffer that is filled up to the hold.
        """
        held_ms = self.feed_state.held_until_ms
        return held_ms is not None and self._is_near(held_ms)

    def _is_near(self, time_ms: float) -> bool:
        playhead_ms = self._playhead_ms()
        return playhead_ms is not None and time_ms - playhead_ms < _DEAF_MS * self.rate

    def visible_size(self, width: int, height: int) -> tuple[int, int]:
        """Return the visible size of pictures that libVLC announces with this size; from any thread.

        libVLC announces the coded size, with a few lines and columns of its own.
        """
        near = [
            (width - coded_width + height - coded_height, visible)
            for (coded_width, coded_height), visible in tuple(self._visible_sizes.items())
            if 0 <= width - coded_width <= 32 and 0 <= height - coded_height <= 32
        ]
        return min(near)[1] if near else (width, height)

    def _playhead_ms(self) -> float | None:
        return self.clock.position_ms(self._now_s())

    # What happens to it.

    def begin_showing(self) -> None:
        """The first picture is out."""
        self.is_shown = True
        self.clock.stand(self._now_s(), self.muxer.preroll_ms)
        if not self.is_paused:
            self.clock.run(self._now_s())

    def set_rate(self, rate: float) -> None:
        """Go at another speed."""
        self.rate = rate
        self.clock.set_rate(rate, self._now_s())

    def pause(self) -> None:
        """Stand, on the viewer's wish.

        Near the end of what it has, libVLC doesn't hear of it and runs dry meanwhile: it is cut off then.
        """
        self.is_paused = True
        self.is_cut_off = self.is_cut_off or (self.feed_state.is_hungry and self._is_near(self.end_ms))
        self.clock.stand(self._now_s())

    def resume(self) -> None:
        """Go on, if there is anything to go on with."""
        self.is_paused = False
        if self.is_shown and not self.is_starved:
            self.clock.run(self._now_s())

    def starve(self) -> None:
        """Stand for want of data."""
        self.is_starved = True
        self.is_cut_off = True
        self.clock.stand(self._now_s())

    def end(self) -> None:
        """All of it has been shown."""
        self.is_ended = True
        self.clock.stand(self._now_s(), self.end_ms)
