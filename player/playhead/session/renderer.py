"""Hand buffered segments to the backend, a few seconds ahead of the playhead and no more.

What the backend has can't be changed any more, so it gets little: a new quality, another audio track or a
seek then take effect soon. One *stretch* is what the backend plays without a new start. It ends where the
title ends, where the kinds of media change (sound only from here on), or where every kind has a hole: the
next stretch begins behind it.
"""

from collections.abc import Mapping
from fractions import Fraction

from playhead.backend import Backend, SampleBatch
from playhead.containers.samples import ElementaryStream, Sample
from playhead.presentation import Kind
from playhead.session.buffer import BufferedSegment
from playhead.session.plan import PlaybackPlan
from playhead.session.streams import TrackStream
from playhead.session.timeline import Timeline

__all__ = ["Renderer"]

_HOLE_S = 0.5


class Renderer:
    """Feeds one backend from the streams' buffers."""

    def __init__(self, backend: Backend, plan: PlaybackPlan, feed_ahead_s: float) -> None:
        self._backend = backend
        self._plan = plan
        self._timeline = Timeline()
        self._feed_ahead_s = feed_ahead_s
        self._streams: Mapping[Kind, TrackStream] = {}
        self._carriers: frozenset[Kind] = frozenset()
        self._wanted: dict[Kind, frozenset[Kind]] = {}
        self._next: dict[Kind, int] = {}
        self._fed_until_s: dict[Kind, float] = {}
        self._break_s: float | None = None
        self._is_finished = False

    @property
    def next_stretch_s(self) -> float | None:
        """Where the next stretch begins when this one has been played; None if the title ends with it."""
        return self._break_s

    @property
    def is_finished(self) -> bool:
        """True if the backend has all of this stretch."""
        return self._is_finished

    def fed_until_s(self, kind: Kind) -> float:
        """Return up to where the backend has the segments of this kind of stream."""
        return self._fed_until_s.get(kind, 0.0)

    def first_unfed(self, kind: Kind) -> int:
        """Return the buffer number of the first segment of this stream that the backend does not have."""
        return self._next.get(kind, 0)

    def origin(self, period: int, discontinuity: int) -> Fraction | None:
        """Return what is added to a discontinuity's timestamps; None if nothing of it was fed yet."""
        return self._timeline.origin(period, discontinuity)

    async def begin(
        self, streams: Mapping[Kind, TrackStream], position_s: float, *, is_paused: bool
    ) -> float:
        """Start a stretch at `position_s`, or where data begins if the moment itself is missing.

        Every stream must have buffered something at or after `position_s`.

        Returns:
            Where the stretch really begins.

        Raises:
            BackendError: If the backend can't put anything out.
        """
        first = {kind: self._segment_from(stream, position_s) for kind, stream in streams.items()}
        data_begins_s = max(segment.start_s for _, segment in first.values())
        if data_begins_s - position_s > _HOLE_S:
            position_s = data_begins_s
        self._streams = dict(streams)
        period = min(segment.period for _, segment in first.values())
        self._carriers = frozenset(self._plan.choice(period).carriers)
        self._wanted = {}
        for kind, (_, segment) in first.items():
            others = frozenset(other for other in first if other is not kind)
            self._wanted[kind] = frozenset(segment.streams) - others
        self._next = {kind: number for kind, (number, _) in first.items()}
        self._fed_until_s = {kind: segment.start_s for kind, (_, segment) in first.items()}
        self._break_s = None
        self._is_finished = False
        kinds = frozenset[Kind]().union(*self._wanted.values())
        await self._backend.start(position_s, kinds, is_paused=is_paused)
        return position_s

    def pump(self, position_s: float) -> float | None:
        """Feed what is due and return the playhead's time at which more will be; None to wait for data."""
        due_s: list[float] = []
        for kind in sorted(self._streams, key=lambda kind: kind is not Kind.VIDEO):
            next_s = self._pump_stream(kind, position_s)
            if next_s is not None:
                due_s.append(next_s - self._feed_ahead_s)
        if not self._is_finished and all(self._is_done(kind) for kind in self._streams):
            self._is_finished = True
            self._backend.finish()
        return min(due_s, default=None)

    @staticmethod
    def _segment_from(stream: TrackStream, position_s: float) -> tuple[int, BufferedSegment]:
        number = stream.buffer.number_from(position_s)
        segment = None if number is None else stream.buffer.get(number)
        assert number is not None, "a stretch begins where every stream has data"
        assert segment is not None
        return number, segment

    def _pump_stream(self, kind: Kind, position_s: float) -> float | None:
        """Feed one stream; return up to where the backend has it if that is enough for now."""
        while (segment := self._streams[kind].buffer.get(self._next[kind])) is not None:
            if self._break_s is not None and segment.start_s >= self._break_s - _HOLE_S / 2:
                return None
            is_jump = self._is_hole_everywhere(kind, segment)
            if is_jump is None:
                return None
            if is_jump or self._changes_kinds(kind, segment):
                self._break_s = segment.start_s
                return None
            if self._fed_until_s[kind] > position_s + self._feed_ahead_s:
                return self._fed_until_s[kind]
            if not self._feed(kind, segment):
                return None
            self._next[kind] += 1
            self._fed_until_s[kind] = segment.end_s
        return None

    def _is_done(self, kind: Kind) -> bool:
        segment = self._streams[kind].buffer.get(self._next[kind])
        if segment is None:
            return self._streams[kind].has_ended
        return self._break_s is not None and segment.start_s >= self._break_s - _HOLE_S / 2

    def _changes_kinds(self, kind: Kind, segment: BufferedSegment) -> bool:
        if self._plan.choice(segment.period).carriers.keys() != self._carriers:
            return True
        others = frozenset(other for other in self._streams if other is not kind)
        return frozenset(segment.streams) - others != self._wanted[kind]

    def _is_hole_everywhere(self, kind: Kind, segment: BufferedSegment) -> bool | None:
        """Say whether nothing at all plays before this segment; None if that can't be told yet."""
        hole_start_s = self._fed_until_s[kind]
        if segment.start_s - hole_start_s < _HOLE_S:
            return False
        for other, stream in self._streams.items():
            if other is kind:
                continue
            if self._fed_until_s[other] > hole_start_s + _HOLE_S:
                return False
            following = stream.buffer.get(self._next[other])
            if following is None and not stream.has_ended:
                return None
            if following is not None and following.start_s < segment.start_s - _HOLE_S:
                return False
        return True

    def _feed(self, kind: Kind, segment: BufferedSegment) -> bool:
        offset = self._timeline.offset(segment)
        if offset is None:
            if kind is not Kind.VIDEO and self._picture_will_anchor(segment):
                return False
            leading = segment.streams.get(Kind.VIDEO) or next(iter(segment.streams.values()))
            offset = self._timeline.anchor(segment, leading)
        for stream_kind in self._wanted[kind]:
            stream = segment.streams[stream_kind]
            ticks = round(offset * stream.format.timescale)
            samples = self._within_period(segment, stream, ticks)
            if samples:
                self._backend.append(SampleBatch(stream.format, samples, ticks, segment.representation.id))
        return True

    def _picture_will_anchor(self, segment: BufferedSegment) -> bool:
        """Say whether the picture's stream may still reach this discontinuity and set its origin."""
        video = self._streams.get(Kind.VIDEO)
        if video is None or (video.has_ended and video.buffer.get(self._next[Kind.VIDEO]) is None):
            return False
        return self._fed_until_s[Kind.VIDEO] < segment.end_s + self._feed_ahead_s

    def _within_period(self, segment: BufferedSegment, stream: ElementaryStream, ticks: int) -> list[Sample]:
        """Leave out what belongs to the neighbouring periods, but no picture that others refer to."""
        samples = stream.samples
        timescale = stream.format.timescale
        following = self._plan.after(segment.period)
        if following is not None:
            end = self._ticks(self._plan.period(following).start, timescale) - ticks
            if samples[-1].pts + samples[-1].duration > end:
                samples = [sample for sample in samples if sample.pts < end]
        if segment.period and stream.format.kind is Kind.AUDIO:
            start = self._ticks(self._plan.period(segment.period).start, timescale) - ticks
            if samples and samples[0].pts < start:
                samples = [sample for sample in samples if sample.pts >= start]
        return samples

    @staticmethod
    def _ticks(time: Fraction, timescale: int) -> int:
        return round(time * timescale)
