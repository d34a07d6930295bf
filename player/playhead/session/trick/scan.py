"""Wind a title: its key frames at a steady pace, without sound, many times as fast and in either direction.

The title is suspended meanwhile, and what has the backend is a stretch of single pictures. Its clock is that
of the wall: after `t` seconds the playhead is at `start + rate × t`, and every tick shows the picture of that
moment, or the last one once more where it isn't there yet. So the pace is steady whatever the line does, and
the decoder never runs dry. Pictures are handed over a second early: some decoders hold a dozen of them back.

Where no picture can be had, the title itself is sought from place to place, standing on each.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from playhead.backend import Backend, BackendEvent, BackendFailed, FirstPicture, SampleBatch
from playhead.containers.samples import Sample, StreamFormat
from playhead.errors import (
    BackendError,
    ErrorCode,
    PlayerError,
    Problem,
    Recovery,
    Severity,
    StreamingError,
    make_problem,
)
from playhead.events import ProblemRaised
from playhead.presentation import Kind
from playhead.session.failures import raise_first
from playhead.session.playback import Playback
from playhead.session.trick.key_frames import KeyFrame, KeyFrames
from playhead.state import PlayerState

__all__ = ["Scan"]

_TICK_MS = 80
_TICKS_A_PICTURE = 2
_TICKS_AHEAD = 12
_PICTURES_WANTED = 20
# The first pictures come together, so that it moves from the start; but nobody waits long for that.
_FIRST_PICTURES, _FIRST_PATIENCE_S = 8, 0.5
_PATIENCE_S = 5.0
_SEEK_EVERY_S, _SEEK_PATIENCE_S = 1.0, 5.0
_TIMESCALE = 1000


class Scan:
    """One title being wound, in one direction and at one rate.

    Args:
        title: Suspended, with its downloads halted.
        backend: Free to be used.
        start_s: Where to begin.
        rate: Seconds of the title in a second; negative for back.
        on_state: Hears of BUFFERING and READY.

    Attributes:
        has_backend: Whether events of the backend are for the scan, and not for the title.
    """

    def __init__(
        self,
        title: Playback,
        backend: Backend,
        start_s: float,
        rate: float,
        on_state: Callable[[PlayerState], None],
    ) -> None:
        self._title = title
        self._context = title.context
        self._backend = backend
        self._start_s = start_s
        self.rate = rate
        self._on_state = on_state
        self.has_backend = False
        self._frames = KeyFrames(self._context, abs(rate), self._moments)
        self._formats: dict[StreamFormat, StreamFormat] = {}
        self._shown: KeyFrame | None = None
        self._ticks = 0
        self._has_begun = False
        self._failure: Problem | None = None
        self._sought_from: tuple[float, float] | None = None

    @property
    def position_s(self) -> float:
        """The playhead in seconds of the title."""
        if self._sought_from is not None:
            begun_s, start_s = self._sought_from
            return self._within(start_s + self.rate * (self._context.clock.now_s() - begun_s))
        return self._within(self._start_s + self.rate * self._elapsed_s)

    async def run(self) -> str:
        """Wind until an end of the title, or until cancelled.

        Returns:
            Which end: `start`, `end`, or `live-edge`.

        Raises:
            PlayerError: The title itself can't be played.
        """
        try:
            async with asyncio.TaskGroup() as group:
                supply = group.create_task(self._frames.run(), name="key frames")
                end = await self._show_pictures()
                supply.cancel()
            return end
        except BaseExceptionGroup as errors:
            try:
                raise_first(errors)
            except PlayerError as error:
                self._tell(error.problem)
        return await self._seek_along()

    def on_backend_event(self, event: BackendEvent) -> None:
        """Take an event of the backend, on the loop's thread."""
        if isinstance(event, FirstPicture):
            self._has_begun = True
            self._on_state(PlayerState.READY)
        elif isinstance(event, BackendFailed):
            self._failure = event.problem
        self._context.changed.notify()

    # --- pictures ------------------------------------------------------------------------------------------

    async def _show_pictures(self) -> str:
        if (end := self._end_reached()) is not None:
            return end
        self._on_state(PlayerState.BUFFERING)
        await self._have_first_pictures()
        self.has_backend = True
        await self._backend.start(0.0, frozenset({Kind.VIDEO}), is_paused=False)
        self._backend.set_rate(1.0)
        while (end := self._end_reached()) is None:
            if self._failure is not None:
                raise BackendError(self._failure)
            self._append_due()
            self._context.changed.notify()  # other pictures are wanted now
            due_s = (self._ticks - _TICKS_AHEAD) * _TICK_MS / 1000 - self._elapsed_s
            await self._context.changed.wait(due_s if self._has_begun else None)
        return end

    async def _have_first_pictures(self) -> None:
        """Wait for the first picture, and a little for those that follow it.

        Raises:
            StreamingError: STALLED: it doesn't come.
        """
        clock = self._context.clock
        begun_s = clock.now_s()
        while True:
            at_hand = [self._frames.has(moment_s) for moment_s in self._moments()[:_FIRST_PICTURES]]
            waited_s = clock.now_s() - begun_s
            if all(at_hand) or (any(at_hand) and waited_s >= _FIRST_PATIENCE_S):
                return
            if waited_s >= _PATIENCE_S:
                detail = f"no picture to wind through for {waited_s:.0f} s"
                raise StreamingError(make_problem(ErrorCode.STREAMING_STALLED, detail))
            left_s = (_FIRST_PATIENCE_S if any(at_hand) else _PATIENCE_S) - waited_s
            await self._context.changed.wait(left_s)

    def _append_due(self) -> None:
        due_ms = self._elapsed_s * 1000 + _TICKS_AHEAD * _TICK_MS
        while self._ticks * _TICK_MS < due_ms:
            if self._ticks % _TICKS_A_PICTURE == 0:
                self._shown = self._picture() or self._shown
            if self._shown is None:
                return  # something is at hand, or it wouldn't have begun
            self._append(self._shown)

    def _picture(self) -> KeyFrame | None:
        """Return the picture of the next tick; the first one that is at hand where it all begins."""
        ahead = self._moments()[: 1 if self._shown is not None else None]
        found = (self._frames.at(moment_s, is_back=self.rate < 0) for moment_s in ahead)
        return next((frame for frame in found if frame is not None), None)

    def _append(self, frame: KeyFrame) -> None:
        format = self._formats.get(frame.format)
        if format is None:
            format = replace(frame.format, timescale=_TIMESCALE, frame_duration=_TICK_MS)
            self._formats[frame.format] = format
        at_ms = self._ticks * _TICK_MS
        sample = Sample(at_ms, at_ms, _TICK_MS, is_key=True, data=frame.data)
        self._backend.append(SampleBatch(format, [sample], 0, frame.representation))
        self._ticks += 1

    def _moments(self) -> list[float]:
        """Return the moments whose pictures come next."""
        first = -(-self._ticks // _TICKS_A_PICTURE) * _TICKS_A_PICTURE
        ticks = range(first, first + _PICTURES_WANTED * _TICKS_A_PICTURE, _TICKS_A_PICTURE)
        return [self._moment_s(tick) for tick in ticks]

    def _moment_s(self, tick: int) -> float:
        return self._within(self._start_s + self.rate * tick * _TICK_MS / 1000)

    @property
    def _elapsed_s(self) -> float:
        return (self._backend.position_s or 0.0) if self._has_begun else 0.0

    # --- places --------------------------------------------------------------------------------------------

    def _within(self, position_s: float) -> float:
        return self._title.extent.clamp(position_s, stay_s=position_s if self.rate < 0 else 0.0)

    def _end_reached(self) -> str | None:
        extent = self._title.extent
        seekable = extent.seekable
        if seekable is None:
            return "start" if self.rate < 0 and self.position_s <= 0.0 else None
        if self.rate < 0:
            return "start" if self.position_s <= seekable[0] else None
        if self.position_s < extent.clamp(seekable[1], stay_s=0.0):
            return None
        return "live-edge" if extent.is_live else "end"

    async def _seek_along(self) -> str:
        """Seek the title, standing, to where the playhead is; again and again."""
        title, clock = self._title, self._context.clock
        self._sought_from = (clock.now_s(), self.position_s)
        self.has_backend = False
        title.set_paused(True)
        title.resume(self.position_s)
        while (end := self._end_reached()) is None:
            due_s = clock.now_s() + _SEEK_EVERY_S
            await asyncio.wait([title.seek(self.position_s)], timeout=_SEEK_PATIENCE_S)
            await asyncio.sleep(max(due_s - clock.now_s(), 0.0))
        return end

    def _tell(self, problem: Problem) -> None:
        outcome = problem.with_outcome(Severity.DEGRADED, Recovery.SWITCH_VARIANT)
        told = replace(outcome, detail=f"winding: {problem.detail}")
        self._context.emit(ProblemRaised(self._context.clock.now_s(), told))
