"""Pictures that need no other one, of any moment of a title, fetched for a viewer who winds through it.

They come from the title's tracks of key frames where it has any (RFC 8216 §4.3.4.3 EXT-X-I-FRAME-STREAM-INF,
DASH-IF IOP part 5 §3.2.9 trick mode), else out of the segments of its lowest rung. Whoever winds needs the
pictures of the next moments in time, not every picture: what can't come in time is left out, and what is
shown meanwhile is the last one.
"""

import asyncio
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from playhead.containers.samples import ElementaryStream, StreamFormat
from playhead.errors import ErrorCode, PlayerError, StreamingError, make_problem
from playhead.presentation import Kind, Representation, Segment
from playhead.session.stream_context import StreamContext

__all__ = ["KeyFrame", "KeyFrames"]

_AT_ONCE = 3
_MOST_FAILURES = 3
_MOST_SEGMENTS = 64
# Of what the line carries, so much may go into pictures: the rest is for when playback goes on.
_LINE_SHARE = 0.5
# Times have been through floats.
_TOLERANCE_S = 0.001


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """One picture.

    Attributes:
        start_s, end_s: What of the presentation's timeline it stands for.
        data: One access unit.
    """

    start_s: float
    end_s: float
    format: StreamFormat
    data: bytes
    representation: str


class _Key(NamedTuple):
    representation: str
    period: int
    segment: int


class _Wanted(NamedTuple):
    key: _Key
    representation: Representation
    segment: Segment


class KeyFrames:
    """The pictures of one presentation that are at hand, and those on their way.

    Args:
        context: What all streams of the presentation share.
        speed: How many seconds of the title pass in a second.
        moments: Gives the moments whose pictures are shown next, the nearest first.
    """

    def __init__(
        self,
        context: StreamContext,
        speed: float,
        moments: Callable[[], Sequence[float]],
    ) -> None:
        self._context = context
        self._speed = speed
        self._moments = moments
        self._has_tracks_of_its_own = True
        self._chosen: dict[int, str] = {}
        self._loading: set[_Key] = set()
        self._loaded: dict[_Key, tuple[KeyFrame, ...]] = {}
        self._useless: set[_Key] = set()
        self._failures = 0
        self._frames: list[KeyFrame] = []
        self._failure: PlayerError | None = None

    def at(self, time_s: float, *, is_back: bool) -> KeyFrame | None:
        """Return the picture to show for a moment, of those that are at hand; None if there is none.

        It is the moment's own, else the last one on the way there: never one that lies beyond.
        """
        place = bisect_right(self._frames, time_s + _TOLERANCE_S, key=lambda frame: frame.start_s) - 1
        if not is_back:
            return self._frames[place] if place >= 0 else None
        if place >= 0 and time_s < self._frames[place].end_s + _TOLERANCE_S:
            return self._frames[place]
        return self._frames[place + 1] if place + 1 < len(self._frames) else None

    def has(self, time_s: float) -> bool:
        """Return whether a moment's own picture is at hand."""
        frame = self.at(time_s, is_back=False)
        return frame is not None and time_s < frame.end_s + _TOLERANCE_S

    async def run(self) -> None:
        """Fetch what is wanted next until cancelled.

        Raises:
            PlayerError: Nothing of it can be had.
        """
        async with asyncio.TaskGroup() as group:
            while True:
                had_tracks = self._has_tracks_of_its_own
                wanted = await self._next_wanted()
                if self._failure is not None:
                    raise self._failure
                if wanted is not None:
                    self._loading.add(wanted.key)
                    group.create_task(self._load(wanted), name="key frame")
                elif had_tracks is self._has_tracks_of_its_own:
                    await self._context.changed.wait()

    async def _next_wanted(self) -> _Wanted | None:
        """Return the next segment to ask for; None if nothing is to be asked for now."""
        if len(self._loading) >= _AT_ONCE:
            return None
        for time_s in self._moments():
            try:
                wanted = await self._find(time_s)
            except PlayerError as error:
                # Lists are asked for with all patience already: without one there is no picture.
                self._leave_source(error)
                return None
            if wanted is not None and not (
                wanted.key in self._loaded or wanted.key in self._loading or wanted.key in self._useless
            ):
                return wanted
        return None

    async def _find(self, time_s: float) -> _Wanted | None:
        """Return the segment that has a moment's picture; None if there is none.

        Raises:
            PlayerError: If its list can't be had, or there is no picture to be had at all.
        """
        context = self._context
        period = context.plan.period_at(time_s)
        representation = self._representation(period)
        in_period_s = time_s - context.plan.start_s(period)
        window = context.window()
        oldest_s = window.step_s if window is not None else 0.0
        index = await context.indices.reaching(representation, in_period_s, oldest_s)
        segment = index.segment_at(in_period_s)
        if segment is None or segment.is_gap or segment.start_s > in_period_s + 1.0:
            return None
        return _Wanted(_Key(representation.id, period, segment.number), representation, segment)

    def _representation(self, period: int) -> Representation:
        """Return what a period's pictures come from; the same for as long as the period has it.

        Raises:
            StreamingError: There are no pictures.
        """
        ladder = self._ladder(period)
        known = self._chosen.get(period)
        found = next((each for each in ladder if each.id == known), None)
        if found is None:
            found = self._affordable(ladder)
            self._chosen[period] = found.id
        return found

    def _ladder(self, period: int) -> list[Representation]:
        context = self._context
        tracks = context.plan.period(period).trick_play if self._has_tracks_of_its_own else ()
        own = [each for track in tracks for each in track.representations if self._is_usable(each)]
        if own:
            return sorted(own, key=lambda each: each.bandwidth_bps)
        carriers = context.plan.choice(period).carriers
        ordinary = carriers[Kind.VIDEO][1] if Kind.VIDEO in carriers else ()
        lowest = [each for each in ordinary if self._is_usable(each)][:1]
        if not lowest:
            detail = "the title has no pictures that could be wound through"
            raise StreamingError(make_problem(ErrorCode.STREAMING_SEGMENT_GONE, detail))
        return lowest

    def _is_usable(self, representation: Representation) -> bool:
        return self._context.plan.can_play(representation) and not self._context.protection.bars(
            representation
        )

    def _affordable(self, ladder: Sequence[Representation]) -> Representation:
        line_bps = (self._context.meter.throughput_bps or 0.0) * _LINE_SHARE
        fitting = [each for each in ladder if each.bandwidth_bps * self._speed <= line_bps]
        return fitting[-1] if fitting else ladder[0]

    async def _load(self, wanted: _Wanted) -> None:
        try:
            loaded = await self._context.loader.load(wanted.representation, wanted.segment)
            video = loaded.streams.get(Kind.VIDEO)
            frames = tuple(self._cut(wanted, video)) if video is not None else ()
            if not frames:
                detail = "a segment without a key frame"
                raise StreamingError(make_problem(ErrorCode.STREAMING_SEGMENT_GONE, detail))
        except PlayerError as error:
            self._useless.add(wanted.key)
            self._load_failed(error)
        else:
            self._failures = 0
            self._keep(wanted.key, frames)
        finally:
            self._loading.discard(wanted.key)
            self._context.changed.notify()

    def _cut(self, wanted: _Wanted, video: ElementaryStream) -> Iterable[KeyFrame]:
        """Yield a segment's key frames; where they lie in it their own clock says."""
        begin_s = self._context.plan.start_s(wanted.key.period) + wanted.segment.start_s
        end_s = begin_s + wanted.segment.duration_s
        first = min(sample.pts for sample in video.samples)
        keys = [sample for sample in video.samples if sample.is_key]
        starts_s = [begin_s + (sample.pts - first) / video.format.timescale for sample in keys]
        for place, sample in enumerate(keys):
            until_s = starts_s[place + 1] if place + 1 < len(keys) else end_s
            yield KeyFrame(
                begin_s if place == 0 else starts_s[place],
                max(until_s, starts_s[place]),
                video.format,
                bytes(sample.data),  # the segment itself is let go
                wanted.representation.id,
            )

    def _keep(self, key: _Key, frames: tuple[KeyFrame, ...]) -> None:
        self._loaded[key] = frames
        if len(self._loaded) > _MOST_SEGMENTS:
            del self._loaded[next(iter(self._loaded))]
        self._frames = sorted(
            (frame for kept in self._loaded.values() for frame in kept), key=lambda frame: frame.start_s
        )

    def _load_failed(self, error: PlayerError) -> None:
        self._failures += 1
        if self._failures >= _MOST_FAILURES:
            self._leave_source(error)

    def _leave_source(self, error: PlayerError) -> None:
        """Go on with the ordinary pictures, or give up if it is those that can't be had."""
        periods = self._context.plan.periods
        has_other = self._has_tracks_of_its_own and any(period.trick_play for period in periods)
        if not has_other:
            self._failure = error
        self._has_tracks_of_its_own = False
        self._failures = 0
        self._chosen.clear()
