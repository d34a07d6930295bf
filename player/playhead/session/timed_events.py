"""Timed metadata: gathered from manifests, playlists and segments, told when the playhead gets there.

The media clock decides, so a pause, another speed and a stall are seen at once. Between two seeks the
playhead only moves forward: each event begins once in that time, however often its segment is loaded or its
playlist refreshed, and one that becomes known too late begins late. A seek ends what it leads out of and
begins what it leads into; moments that it jumps over are not told. Nothing in here can end playback.
"""

import logging
from collections.abc import Callable, Mapping
from fractions import Fraction

from playhead.containers.id3 import tag_frames
from playhead.containers.messages import ID3_SCHEME, Message
from playhead.containers.scte35 import parse_splice
from playhead.errors import ErrorCode, Recovery, Severity, make_problem
from playhead.events import ProblemRaised, TimedEventBegan, TimedEventEnded
from playhead.presentation import Kind, SegmentIndex, StreamingProtocol, TimedEvent
from playhead.presentation.promises import as_telling
from playhead.session.buffer import BufferedSegment, TrackBuffer
from playhead.session.event_board import EventBoard, EventKey
from playhead.session.stream_context import StreamContext

__all__ = ["TimedEvents"]

_log = logging.getLogger(__name__)

_ID3_SCHEMES = frozenset({ID3_SCHEME, "https://developer.apple.com/streaming/emsg-id3"})
_SPLICE_SCHEMES = ("urn:scte:scte35:2013:bin", "urn:scte:scte35:2014:bin")
_TURN_S = Fraction(2**33, 90_000)
# A restart of the backend at the same moment (another audio track) is no seek.
_SAME_PLACE_S = 0.3
_EDGE_S = 0.001
_KEPT_BEHIND_S = 60.0
_MOST_UNPLACED = 1_000


class TimedEvents:
    """The timed events of one presentation.

    Args:
        context: What all streams share.
        buffers: Gives what is buffered of each kind of media.
        origin_of: Gives the picture's origin in a discontinuity of a period, if it has been placed.
        screen_s: Gives the moment whose picture is on the screen; None while there is none.
        seeks: Gives how many seeks there have been.
    """

    def __init__(
        self,
        context: StreamContext,
        buffers: Callable[[], Mapping[Kind, TrackBuffer]],
        origin_of: Callable[[int, int], Fraction | None],
        *,
        screen_s: Callable[[], float | None],
        seeks: Callable[[], int],
    ) -> None:
        self._context = context
        self._buffers = buffers
        self._origin_of = origin_of
        self._screen_s = screen_s
        self._seeks = seeks
        self._board = EventBoard()
        self._seen_presentation: object = None
        self._seen_indices: tuple[SegmentIndex, ...] = ()
        self._seen_segments: dict[Kind, tuple[int, BufferedSegment]] = {}
        self._unplaced: list[tuple[BufferedSegment, Message]] = []
        self._told: set[EventKey] = set()
        self._active: set[EventKey] = set()
        self._ended: set[EventKey] = set()
        self._floor_s = 0.0
        self._last_s: float | None = None
        self._awaited_s: float | None = None
        self._seen_seeks = -1

    @property
    def known(self) -> tuple[TimedEvent, ...]:
        """All events that are known, by start."""
        self._gather()
        return self._board.all

    def settle(self) -> None:
        """Place what has been waiting for its discontinuity's picture."""
        if self._unplaced:
            waiting = len(self._unplaced)
            self._place()
            if len(self._unplaced) < waiting:
                self._context.changed.notify()

    async def run(self) -> None:
        """Gather events and tell of them, until cancelled."""
        try:
            while True:
                self._gather()
                await self._context.changed.wait(self._tell())
        except Exception as error:  # noqa: BLE001 - the top of a task: metadata must not end the picture
            _log.exception("timed events ended by an internal error")
            problem = make_problem(
                ErrorCode.PLAYER_INTERNAL,
                f"timed events: {type(error).__name__}",
                severity=Severity.DEGRADED,
                recovery=Recovery.STOP,
            )
            self._context.emit(ProblemRaised(self._context.clock.now_s(), problem))

    # --- gathering -----------------------------------------------------------------------------------------

    def _gather(self) -> None:
        context = self._context
        presentation = context.plan.presentation
        if presentation is not self._seen_presentation:
            self._seen_presentation = presentation
            self._learn(presentation.events)
        indices = context.indices.all_known
        for index in indices:
            telling = as_telling(index)
            if telling is not None and not any(index is each for each in self._seen_indices):
                self._learn(telling.events)
        self._seen_indices = indices
        for kind, buffer in self._buffers().items():
            self._read(kind, buffer)
        self._place()
        window = context.window()
        if window is not None:
            self._board.forget_before(min(window.start_s, context.position_s()) - _KEPT_BEHIND_S)

    def _learn(self, events: tuple[TimedEvent, ...]) -> None:
        for event in events:
            key = self._board.learn(event)
            # One that was a moment so far, and turns out to last.
            is_open = key in self._told and key not in self._ended
            if key is not None and is_open and event.end_s is not None:
                self._active.add(key)

    def _read(self, kind: Kind, buffer: TrackBuffer) -> None:
        """Read the messages of the segments that have come."""
        seen = self._seen_segments.get(kind)
        if seen is not None and buffer.get(seen[0]) is seen[1]:
            number = seen[0] + 1
        else:
            number = buffer.number_from(float("-inf")) or 0
        while (segment := buffer.get(number)) is not None:
            self._seen_segments[kind] = (number, segment)
            for stream in segment.streams.values():
                self._unplaced += [(segment, message) for message in stream.messages]
            number += 1

    def _place(self) -> None:
        """Put messages onto the title's timeline, as soon as the place of their segment is known."""
        waiting: list[tuple[BufferedSegment, Message]] = []
        for segment, message in self._unplaced:
            offset = segment.offset
            if offset is None:
                offset = self._origin_of(segment.period, segment.discontinuity)
            if offset is None:
                waiting.append((segment, message))
            else:
                self._learn_message(segment, message, message.time + offset)
        self._unplaced = waiting[-_MOST_UNPLACED:]

    def _learn_message(self, segment: BufferedSegment, message: Message, start: Fraction) -> None:
        plan = self._context.plan
        if plan.presentation.protocol is StreamingProtocol.HLS:
            # MPEG's clock starts anew every 26.5 hours; a message belongs near its segment.
            start -= round((start - Fraction(segment.start_s)) / _TURN_S) * _TURN_S
        end = plan.end_of(segment.period) if segment.period in plan.numbers else None
        if end is not None and start >= end:
            return  # behind its period's end it never happens (ISO/IEC 23009-1 §5.10.2.2)
        self._learn(
            (
                TimedEvent(
                    message.scheme,
                    message.value,
                    message.id,
                    start,
                    message.duration,
                    None,
                    message.data,
                    parse_splice(message.data) if message.scheme in _SPLICE_SCHEMES else None,
                    tag_frames(message.data) if message.scheme in _ID3_SCHEMES else (),
                ),
            )
        )

    # --- telling -------------------------------------------------------------------------------------------

    def _tell(self) -> float | None:
        """Tell what is due at the playhead, and return the seconds until something else will be."""
        position_s = self._screen_s()
        if position_s is None:
            self._awaited_s = self._context.position_s()
            return None
        if self._seeks() != self._seen_seeks:
            self._seen_seeks = self._seeks()
            self._jump(position_s)
        self._last_s = position_s = max(position_s, self._last_s or 0.0)
        self._begin_and_end(position_s)
        rate = self._context.rate()
        next_s = self._next_change_s(position_s)
        return None if next_s is None or rate <= 0 else max(next_s - position_s, 0.0) / rate

    def _jump(self, position_s: float) -> None:
        """Begin anew at a place that playback did not come to by itself."""
        if self._last_s is not None and 0 <= self._last_s - position_s < _SAME_PLACE_S:
            return
        awaited_s = position_s if self._awaited_s is None else self._awaited_s
        self._floor_s = min(awaited_s, position_s) - _EDGE_S
        self._last_s = None
        for key in sorted(self._active):
            event = self._board.get(key)
            start_s, end_s = (None, None) if event is None else (event.start_s, event.end_s)
            if start_s is not None and start_s <= position_s and (end_s is None or position_s < end_s):
                continue
            self._active.discard(key)
            if event is not None:
                self._emit(TimedEventEnded, position_s, event)
        self._told = set(self._active)
        self._ended.clear()

    def _begin_and_end(self, position_s: float) -> None:
        changes: list[tuple[float, int, EventKey, TimedEvent]] = []
        for key, event in self._board.until(position_s):
            start_s, end_s = event.start_s, event.end_s
            is_due = start_s is not None and (
                start_s >= self._floor_s or (end_s is not None and end_s > position_s)
            )
            if key not in self._told and is_due and start_s is not None:
                changes.append((start_s, 1, key, event))
                if end_s is not None and end_s > start_s:
                    self._active.add(key)
        for key in tuple(self._active):
            event = self._board.get(key)
            end_s = None if event is None else event.end_s
            if event is None or (end_s is not None and end_s <= position_s):
                self._active.discard(key)
                self._ended.add(key)
                if event is not None and end_s is not None:
                    changes.append((end_s, 0, key, event))
        for _, is_begin, key, event in sorted(changes, key=lambda change: change[:3]):
            self._told.add(key)
            self._emit(TimedEventBegan if is_begin else TimedEventEnded, position_s, event)

    def _next_change_s(self, position_s: float) -> float | None:
        ends = (event.end_s for key in self._active if (event := self._board.get(key)) is not None)
        times = [end_s for end_s in ends if end_s is not None]
        next_start_s = self._board.next_start_s(position_s)
        return min(times if next_start_s is None else [*times, next_start_s], default=None)

    def _emit(
        self, what: type[TimedEventBegan] | type[TimedEventEnded], position_s: float, event: TimedEvent
    ) -> None:
        self._context.emit(what(self._context.clock.now_s(), position_s, event))
