"""One stretch of headless playback, from a `start` to the next: pure arithmetic, told what time it is.

While it moves, the playhead is a line through an anchor; standing, it is the anchor. The line ends where the
appended samples of the slowest kind end. What is due at a given moment, and when the next thing will be due,
follows from that line and two short queues; no loop and no clock are needed to test it.
"""

import math
from collections import deque
from dataclasses import dataclass

from playhead.backend.protocol import (
    BackendEvent,
    EndReached,
    FirstPicture,
    SampleBatch,
    Starved,
    StarvedEnded,
    VariantShown,
)
from playhead.containers.samples import StreamFormat
from playhead.errors import ErrorCode, Problem, make_problem
from playhead.presentation import Kind

__all__ = ["Stretch"]

# Positions are floats: what is due within this time is due now.
_TOLERANCE_S = 1e-6
# H.264 and HEVC reorder at most sixteen pictures: the earliest and the latest are among so many at either
# end.
_REORDER_SAMPLES = 17


@dataclass(frozen=True, slots=True)
class _Span:
    """What is kept of a batch: its time on the presentation's timeline, not its samples."""

    start_s: float
    end_s: float
    frames: int
    variant: str
    width: int
    height: int

    @property
    def frame_s(self) -> float:
        return (self.end_s - self.start_s) / self.frames

    def frame_at(self, position_s: float) -> int:
        """Return which frame is on the screen at the position, from 0."""
        if position_s >= self.end_s - _TOLERANCE_S:
            return self.frames - 1
        return max(0, int((position_s - self.start_s + _TOLERANCE_S) / self.frame_s))


class Stretch:
    """What was appended since `start`, and where in it the playhead is.

    Args:
        start_s: Where to begin, in presentation seconds.
        kinds: What to wait for.
    """

    def __init__(self, start_s: float, kinds: frozenset[Kind]) -> None:
        self.kinds = kinds
        self.has_begun = False
        self.has_failed = False
        self._anchor_s = start_s
        self._moving_since_s: float | None = None
        self._rate = 1.0
        self._is_finished = False
        self._has_ended = False
        self._starved_since_s: float | None = None
        self._stood: tuple[float, float] = (-math.inf, 0.0)  # where and how long it starved last
        self._ends_s: dict[Kind, float] = {}
        self._last: dict[Kind, tuple[StreamFormat, _Span]] = {}
        self._first_s: dict[Kind, float] = {}
        self._switches: deque[tuple[_Span, float]] = deque()  # with the old variant's frame duration
        self._spans: deque[_Span] = deque()
        self._frames_before = 0
        self._begin_s = start_s

    def position_s(self, now_s: float) -> float:
        """Return the playhead."""
        if self._moving_since_s is None:
            return self._anchor_s
        moved_s = (now_s - self._moving_since_s) * self._rate
        return max(self._anchor_s, min(self._anchor_s + moved_s, self._end_s()))

    def frames_until(self, position_s: float) -> int:
        """Return how many pictures have been shown with the playhead there; call with growing positions."""
        spans = self._spans
        while len(spans) > 1 and spans[1].start_s <= position_s + _TOLERANCE_S:
            self._frames_before += self._frames_of(spans.popleft(), math.inf)
        return self._frames_before + (self._frames_of(spans[0], position_s) if spans else 0)

    def take(self, batch: SampleBatch) -> Problem | None:
        """Take the next samples, or return what about them would break a real decoder."""
        kind, span = batch.kind, _span(batch)
        known = self._last.get(kind)
        is_new = known is None or (known[0] is not batch.format and known[0] != batch.format)
        if is_new and kind is Kind.VIDEO and not batch.samples[0].is_key:
            detail = "a stretch or a new format begins without a key frame"
            return make_problem(ErrorCode.MEDIA_DECODE, detail, representation=batch.variant)
        if known is not None and span.start_s < known[1].start_s - _TOLERANCE_S:
            detail = f"a batch at {span.start_s:.3f} s follows one at {known[1].start_s:.3f} s"
            return make_problem(ErrorCode.MEDIA_TIMESTAMP_MISMATCH, detail, representation=batch.variant)
        self._last[kind] = (batch.format, span)
        self._first_s.setdefault(kind, span.start_s)
        self._ends_s[kind] = max(span.end_s, self._ends_s.get(kind, -math.inf))
        if kind is Kind.VIDEO:
            self._spans.append(span)
            if known is None or known[1].variant != span.variant:
                self._switches.append((span, known[1].frame_s if known else 0.0))
        return None

    def fail(self, now_s: float) -> None:
        """Stop for good."""
        self.stand(now_s)
        self.has_failed = True

    def finish(self) -> None:
        """Take note that nothing more follows."""
        self._is_finished = True

    def stand(self, now_s: float) -> None:
        """Stop moving, where the playhead is now."""
        self._anchor_s = self.position_s(now_s)
        self._moving_since_s = None

    def go(self, now_s: float, rate: float) -> None:
        """Move from where the playhead stands, unless it moves already or there is nothing to play."""
        is_able = (
            self.has_begun and self._starved_since_s is None and not (self._has_ended or self.has_failed)
        )
        if is_able and self._moving_since_s is None:
            self._moving_since_s = now_s
            self._rate = rate

    def until_next_event_s(self, now_s: float, is_paused: bool) -> float | None:
        """Return how long it takes until something is due, in seconds of the clock; None if nothing is."""
        if self._has_ended or self.has_failed:
            return None
        if not self.has_begun:
            return 0.0 if self._can_begin() else None
        if is_paused:
            return None
        if self._starved_since_s is not None:
            return 0.0 if self._can_go_on() else None
        due_s = self._end_s()
        if self._switches:
            due_s = min(due_s, self._switches[0][0].start_s)
        return max(0.0, due_s - self.position_s(now_s)) / self._rate

    def due_events(self, now_s: float, is_paused: bool, rate: float) -> list[BackendEvent]:
        """Return what has come to be, in order, and take note of it."""
        events: list[BackendEvent] = []
        if self._has_ended or self.has_failed:
            return events
        if not self.has_begun:
            if not self._can_begin():
                return events
            events += self._begin()
        if is_paused:
            return events
        if self._starved_since_s is not None:
            if not self._can_go_on():
                return events
            events += self._go_on(now_s)
        self.go(now_s, rate)
        events += self._pass_switches(now_s)
        events += self._come_to_end(now_s)
        return events

    def _end_s(self) -> float:
        """Return how far it can play: to the end of what the slowest kind has, or of everything."""
        if self._is_finished:
            return max(self._ends_s.values(), default=self._anchor_s)
        return min(self._ends_s.get(kind, -math.inf) for kind in self.kinds)

    def _can_begin(self) -> bool:
        return self._is_finished or self._end_s() > self._anchor_s + _TOLERANCE_S

    def _can_go_on(self) -> bool:
        return self._is_finished or self._end_s() > self._anchor_s + _TOLERANCE_S

    def _begin(self) -> list[BackendEvent]:
        self.has_begun = True
        lead = Kind.VIDEO if Kind.VIDEO in self._first_s else Kind.AUDIO
        first_s = self._first_s.get(lead)
        if first_s is None:
            return []  # finished before anything came
        self._anchor_s = self._begin_s = min(max(self._anchor_s, first_s), self._end_s())
        events: list[BackendEvent] = [FirstPicture(self._anchor_s)]
        shown: _Span | None = None
        while self._switches and self._switches[0][0].start_s <= self._anchor_s + _TOLERANCE_S:
            shown = self._switches.popleft()[0]
        if shown is not None:
            events.append(VariantShown(shown.variant, self._anchor_s, shown.width, shown.height, 0.0))
        return events

    def _go_on(self, now_s: float) -> list[BackendEvent]:
        assert self._starved_since_s is not None
        self._stood = (self._anchor_s, now_s - self._starved_since_s)
        self._starved_since_s = None
        has_more = self._end_s() > self._anchor_s + _TOLERANCE_S
        return [StarvedEnded(self._anchor_s)] if has_more else []

    def _pass_switches(self, now_s: float) -> list[BackendEvent]:
        events: list[BackendEvent] = []
        position_s = self.position_s(now_s) + _TOLERANCE_S
        while self._switches and self._switches[0][0].start_s <= position_s:
            span, old_frame_s = self._switches.popleft()
            stood_at_s, stood_s = self._stood
            held_s = old_frame_s / self._rate
            if abs(span.start_s - stood_at_s) <= old_frame_s:
                held_s += stood_s
            events.append(VariantShown(span.variant, span.start_s, span.width, span.height, held_s))
        return events

    def _come_to_end(self, now_s: float) -> list[BackendEvent]:
        if self.position_s(now_s) < self._end_s() - _TOLERANCE_S:
            return []
        self._anchor_s = max(self._anchor_s, self._end_s())
        self._moving_since_s = None
        if self._is_finished:
            self._has_ended = True
            return [EndReached(self._anchor_s)]
        self._starved_since_s = now_s
        return [Starved(self._anchor_s)]

    def _frames_of(self, span: _Span, position_s: float) -> int:
        """Return how many of a span's pictures have been shown; those before the begin are only decoded."""
        if span.end_s <= self._begin_s + _TOLERANCE_S and self._spans and span is not self._spans[-1]:
            return 0
        first = span.frame_at(self._begin_s) if span.start_s < self._begin_s else 0
        return (
            max(0, span.frame_at(position_s) - first + 1) if position_s >= span.start_s - _TOLERANCE_S else 0
        )


def _span(batch: SampleBatch) -> _Span:
    samples, format_ = batch.samples, batch.format
    first = min(sample.pts for sample in samples[:_REORDER_SAMPLES])
    last = max(sample.pts + sample.duration for sample in samples[-_REORDER_SAMPLES:])
    start_s = (first + batch.offset) / format_.timescale
    # A last sample without a duration still covers some time.
    end_s = max((last + batch.offset) / format_.timescale, start_s + _TOLERANCE_S)
    return _Span(start_s, end_s, len(samples), batch.variant, format_.width, format_.height)
