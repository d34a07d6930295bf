"""A backend that plays on the clock and decodes nothing.

It keeps the same promises as one with a screen (the contract tests in `playhead.testing` say which), so the
session can't tell the difference: a picture appears, the playhead moves, data runs out, the end comes. On the
virtual loop it is exact to the microsecond and repeatable, which is what QA's runs at hundreds of times real
time stand on.

How it works: between two events the playhead is a straight line (an anchor and a rate), so `position_s` is a
formula and the next event's time can be computed (`Stretch`). One timer is set for it; nothing ticks. Of each
batch only its span and its number of samples are kept.

It is also strict where a real decoder would show rubbish: a stretch or a new format that doesn't begin with a
key frame, a codec it doesn't know and a batch that goes back in time end in `BackendFailed`, so that a run
without pictures still finds the mistake.
"""

import asyncio
import math

from playhead.backend.headless_stretch import Stretch
from playhead.backend.protocol import BackendEvent, BackendEvents, BackendFailed, BackendStats, SampleBatch
from playhead.clock import Clock
from playhead.containers.samples import Codec
from playhead.errors import ErrorCode, PlayerStateError, Problem, make_problem
from playhead.presentation import Kind

__all__ = ["HeadlessBackend"]


class HeadlessBackend:
    """Consumes batches in real or virtual time.

    Args:
        clock: Drives the playhead; `LoopClock` for the loop's own time, real or virtual.
        codecs: What to claim to decode; everything if not given.
    """

    def __init__(self, clock: Clock, codecs: frozenset[Codec] | None = None) -> None:
        self._clock = clock
        self._codecs = frozenset(Codec) if codecs is None else codecs
        self._listener: BackendEvents = _ignore
        self._timer: asyncio.TimerHandle | None = None
        self._rate = 1.0
        self._is_paused = False
        self._is_closed = False
        self._frames_shown = 0
        self._stretch: Stretch | None = None

    @property
    def codecs(self) -> frozenset[Codec]:
        """What it claims to decode."""
        return self._codecs

    @property
    def position_s(self) -> float | None:
        """The playhead in presentation seconds; None until something plays."""
        stretch = self._stretch
        return stretch.position_s(self._clock.now_s()) if stretch is not None and stretch.has_begun else None

    @property
    def stats(self) -> BackendStats:
        """Frames as they would have been shown; none is ever dropped."""
        position_s = self.position_s
        current = 0 if self._stretch is None or position_s is None else self._stretch.frames_until(position_s)
        return BackendStats(self._frames_shown + current, 0, "headless")

    def attach(self, listener: BackendEvents) -> None:
        """Set who hears events."""
        self._listener = listener

    async def start(self, position_s: float, kinds: frozenset[Kind], *, is_paused: bool) -> None:
        """Begin a new stretch; see `Backend.start`.

        Raises:
            PlayerStateError: CLOSED, after `close`; BAD_CONFIG for a position that is no number or no kinds.
        """
        if self._is_closed:
            raise PlayerStateError(make_problem(ErrorCode.PLAYER_CLOSED, "the backend is closed"))
        if not math.isfinite(position_s) or not kinds:
            detail = f"a start at {position_s} s with {len(kinds)} kinds"
            raise PlayerStateError(make_problem(ErrorCode.PLAYER_BAD_CONFIG, detail))
        self._let_go()
        self._is_paused = is_paused
        self._stretch = Stretch(position_s, kinds)

    def append(self, batch: SampleBatch) -> None:
        """Take the next samples; ignored after `stop` and for kinds that were not announced."""
        stretch = self._stretch
        if stretch is None or not batch.samples or batch.kind not in stretch.kinds or stretch.has_failed:
            return
        # A day of live television is one stretch: what has been shown is let go as the rest comes.
        stretch.frames_until(stretch.position_s(self._clock.now_s()))
        problem = self._unclaimed(batch) or stretch.take(batch)
        if problem is None:
            self._arm()
            return
        stretch.fail(self._clock.now_s())
        # Never from within the call: the caller is in the middle of something.
        asyncio.get_running_loop().call_soon(self._emit_of, stretch, BackendFailed(problem))

    def finish(self) -> None:
        """Say that nothing more follows."""
        if self._stretch is not None:
            self._stretch.finish()
            self._arm()

    def set_paused(self, is_paused: bool) -> None:
        """Stand or go on."""
        self._is_paused = is_paused
        if self._stretch is not None:
            if is_paused:
                self._stretch.stand(self._clock.now_s())
            self._arm()

    def set_rate(self, rate: float) -> None:
        """Set playback speed.

        Raises:
            PlayerStateError: BAD_CONFIG, if it isn't positive and finite.
        """
        if not 0 < rate < math.inf:
            raise PlayerStateError(make_problem(ErrorCode.PLAYER_BAD_CONFIG, f"a rate of {rate}"))
        if self._stretch is not None:
            self._stretch.stand(self._clock.now_s())
        self._rate = rate
        self._arm()

    def set_volume(self, volume: float) -> None:
        """Change nothing: there is no sound."""

    def set_muted(self, is_muted: bool) -> None:
        """Change nothing: there is no sound."""

    async def stop(self) -> None:
        """Let go of the current stretch."""
        self._let_go()

    async def close(self) -> None:
        """Let go of everything. Safe to call twice."""
        self._let_go()
        self._is_closed = True

    def _let_go(self) -> None:
        self._frames_shown = self.stats.frames_shown
        self._stretch = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _unclaimed(self, batch: SampleBatch) -> Problem | None:
        if batch.format.codec in self._codecs:
            return None
        detail = f"{batch.format.codec} was never claimed to be decodable"
        return make_problem(ErrorCode.MEDIA_CODEC_UNSUPPORTED, detail, representation=batch.variant)

    def _arm(self) -> None:
        """Set the one timer for the next event."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        stretch = self._stretch
        if stretch is None:
            return
        now_s = self._clock.now_s()
        if not self._is_paused:
            stretch.go(now_s, self._rate)
        wait_s = stretch.until_next_event_s(now_s, self._is_paused)
        if wait_s is not None:
            self._timer = asyncio.get_running_loop().call_later(wait_s, self._step)

    def _step(self) -> None:
        self._timer = None
        stretch = self._stretch
        if stretch is None:
            return
        for event in stretch.due_events(self._clock.now_s(), self._is_paused, self._rate):
            self._listener(event)
            if self._stretch is not stretch:
                return  # the listener began something else
        self._arm()

    def _emit_of(self, stretch: Stretch, event: BackendEvent) -> None:
        if self._stretch is stretch:
            self._listener(event)


def _ignore(_: BackendEvent) -> None:
    """Hear nothing, until somebody attaches."""
