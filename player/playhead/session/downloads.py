"""The streams of a presentation as a whole: where they stand, what they hold, and the tasks they run in."""

import asyncio

from playhead.errors import Problem
from playhead.presentation import Kind
from playhead.session.buffer import TrackBuffer
from playhead.session.quality import QualityChooser
from playhead.session.ranges import intersect
from playhead.session.recovery import RecoveryBudget
from playhead.session.stream_context import StreamContext
from playhead.session.streams import TrackStream

__all__ = ["Downloads"]


class Downloads:
    """All streams of one presentation; their tasks live in the task group of whoever plays it."""

    def __init__(self, context: StreamContext, choosers: dict[Kind, QualityChooser]) -> None:
        self._plan = context.plan
        self._indices = context.indices
        self._choosers = choosers
        self._position_s = context.position_s
        self._group: asyncio.TaskGroup | None = None
        self._tasks: dict[Kind, asyncio.Task[None]] = {}
        budget = RecoveryBudget(context.settings.recovery.budget_s, context.clock)
        self.streams = {
            kind: TrackStream(kind, context, chooser, budget)
            for kind, chooser in choosers.items()
            if self._plan.presentation.is_live
            or any(kind in self._plan.choice(number).carriers for number in self._plan.numbers)
        }

    def bind(self, group: asyncio.TaskGroup | None) -> None:
        """Run in this task group from now on; with None nothing runs until there is one."""
        self._group = group

    def at(self, time_s: float) -> dict[Kind, TrackStream]:
        """Return the streams that have something to play at that time."""
        carriers = self._plan.choice(self._plan.period_at(time_s)).carriers
        return {
            kind: stream
            for kind, stream in self.streams.items()
            if kind in carriers and not (stream.has_ended and stream.buffer.number_from(time_s) is None)
        }

    def active(self) -> list[TrackStream]:
        """Return the streams that play at the playhead."""
        return list(self.at(self._position_s()).values())

    @property
    def pictures(self) -> TrackBuffer | None:
        """What is there of the picture; None if the title has none of its own."""
        video = self.streams.get(Kind.VIDEO)
        return video.buffer if video is not None else None

    @property
    def buffered(self) -> tuple[tuple[float, float], ...]:
        """Stretches that all active streams hold, as (start_s, end_s)."""
        return intersect([stream.buffer.ranges() for stream in self.active()])

    @property
    def level_s(self) -> float:
        """Seconds that are playable ahead of the playhead."""
        return min((stream.level_s for stream in self.active()), default=0.0)

    @property
    def size_bytes(self) -> int:
        """What all streams hold."""
        return sum(stream.buffer.size_bytes for stream in self.streams.values())

    @property
    def trouble(self) -> Problem | None:
        """What a stream that can't go on has tried so far; None if all of them can."""
        return next((story for stream in self.active() if (story := stream.trouble) is not None), None)

    @property
    def have_nothing(self) -> bool:
        """True if every stream reached the end without a single segment."""
        return all(stream.has_ended and stream.buffer.last is None for stream in self.streams.values())

    def position(self, start_s: float) -> bool:
        """Point every stream at `start_s`; True if all that play there hold it already."""
        was_buffered = True
        carriers = self._plan.choice(self._plan.period_at(start_s)).carriers
        for kind, stream in self.streams.items():
            if stream.buffer.number_at(start_s) is None:
                was_buffered = was_buffered and kind not in carriers
                self._halt(kind)
                stream.buffer.clear()
                stream.reposition(start_s)
        self._start()
        return was_buffered

    def boundary_near(self, position_s: float) -> float:
        """Return the start or end of a segment that is nearest to a position; itself if none is known."""
        stream = self.streams.get(Kind.VIDEO) or next(iter(self.streams.values()), None)
        followed = stream.following if stream is not None else None
        index = self._indices.known(followed) if followed is not None else None
        period_s = self._plan.start_s(self._plan.period_at(position_s))
        segment = index.segment_at(position_s - period_s) if index is not None else None
        if segment is None:
            return position_s
        edges = (period_s + segment.start_s, period_s + segment.end_s)
        return min(edges, key=lambda edge_s: abs(edge_s - position_s))

    def halt(self) -> None:
        """Stop where everything is; what is buffered stays."""
        for kind in self.streams:
            self._halt(kind)

    def resume(self) -> None:
        """Go on after `halt`."""
        self._start()

    def clear(self) -> None:
        """Let go of everything: it belongs to a timeline that is no more."""
        for kind, stream in self.streams.items():
            self._halt(kind)
            stream.buffer.clear()

    def restart_audio(self) -> None:
        """Let go of all sound: another track was chosen."""
        audio = self.streams.get(Kind.AUDIO)
        if audio is not None:
            self._halt(Kind.AUDIO)
            audio.buffer.clear()
            audio.reposition(self._position_s())
            self._start()

    def drop_unwanted_video(self, first_unfed: int) -> None:
        """Let go of unfed pictures that may not be chosen any more, and go on from there."""
        video = self.streams.get(Kind.VIDEO)
        if video is None or video.is_amid_segment:
            return  # amid parts there is little to let go, and nothing else to go on with
        number = first_unfed
        while (segment := video.buffer.get(number)) is not None:
            if not self._choosers[Kind.VIDEO].allows(segment.representation):
                video.buffer.drop_from(number)
                break
            number += 1
        self._halt(Kind.VIDEO)
        if video.buffer.last is not None:
            video.rewind_to_buffer()
        else:
            video.reposition(self._position_s())
        self._start()

    def _start(self) -> None:
        if self._group is None:
            return
        for kind, stream in self.streams.items():
            task = self._tasks.get(kind)
            if (task is None or task.done()) and not stream.has_ended:
                self._tasks[kind] = self._group.create_task(stream.run(), name=f"{kind} stream")

    def _halt(self, kind: Kind) -> None:
        task = self._tasks.pop(kind, None)
        if task is not None:
            task.cancel()
