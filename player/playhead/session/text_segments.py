"""Fetch the chosen captions from the playhead on, as far ahead as the buffer's goal and no further.

Captions never stop the picture: there is no ladder here. What may come back is asked for again, ever more
patiently, while the playhead hasn't passed it; what is gone or broken is left out. Each fault is told once.

A segment is read as soon as it is there, but its cues can only be placed when the picture of the same
discontinuity has been (HLS); until then they wait.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from playhead.captions import CaptionDocument, Mp4CaptionReader, is_mp4, parse_captions
from playhead.errors import (
    ErrorCode,
    ErrorContext,
    PlayerError,
    Problem,
    Recovery,
    RequestType,
    Severity,
    make_problem,
    redact_url,
)
from playhead.events import ProblemRaised
from playhead.net.fetcher import Fetcher
from playhead.net.passage import Subject
from playhead.presentation import (
    InitSegment,
    Kind,
    Period,
    Representation,
    Resource,
    Segment,
    StreamingProtocol,
    Track,
)
from playhead.session.cue_board import CueBoard
from playhead.session.cue_clock import media_offset, placed
from playhead.session.stream_context import StreamContext

__all__ = ["TextSegments", "TextSource", "read_document"]

_ATTEMPTS = 2
_FIRST_WAIT_S, _LONGEST_WAIT_S = 1.0, 8.0
_MOST_FAILURES = 1_000
# A document as long as this takes tens of milliseconds to read: not on the loop's thread.
_LONG_BYTES = 32 * 1024
_MAY_COME_BACK = frozenset(
    {
        ErrorCode.NETWORK_UNREACHABLE,
        ErrorCode.NETWORK_CONNECT_TIMEOUT,
        ErrorCode.NETWORK_STALL_TIMEOUT,
        ErrorCode.NETWORK_TOTAL_TIMEOUT,
        ErrorCode.NETWORK_TRUNCATED_BODY,
    }
)
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
# Rounding must not make us ask for the segment that has just ended.
_TOLERANCE_S = 0.01


@dataclass(frozen=True, slots=True)
class TextSource:
    """What having captions at hand needs of the session.

    Attributes:
        context: What all streams share.
        origin_of: Gives the picture's origin in a discontinuity of a period, if it has been placed.
        choose: Gives the text track of a period; None for none.
    """

    context: StreamContext
    fetcher: Fetcher
    origin_of: Callable[[int, int], Fraction | None]
    choose: Callable[[int], Track | None]

    def tell(self, problem: Problem, recovery: Recovery) -> None:
        """Report a fault; the picture plays on."""
        if problem.code not in (ErrorCode.TEXT_MALFORMED, ErrorCode.TEXT_UNSUPPORTED):
            detail, url = problem.detail or problem.message, problem.context.url
            problem = make_problem(ErrorCode.TEXT_UNAVAILABLE, detail, cause=problem, url=url)
        told = problem.with_outcome(Severity.DEGRADED, recovery)
        self.context.emit(ProblemRaised(self.context.clock.now_s(), told))


class _Place(NamedTuple):
    """A segment of captions and where it belongs."""

    period: int
    representation: Representation
    segment: Segment

    @property
    def key(self) -> tuple[int, str, int]:
        return self.period, self.representation.id, self.segment.number


@dataclass(slots=True)
class _Failure:
    attempts: int
    again_s: float


class TextSegments:
    """The chosen text track's segments around the playhead."""

    def __init__(self, source: TextSource, board: CueBoard) -> None:
        self._source = source
        self._context = source.context
        self._board = board
        self._inits: dict[InitSegment, bytes] = {}
        self._unplaced: dict[tuple[int, str, int], tuple[_Place, CaptionDocument]] = {}
        self._ends_s: dict[tuple[int, str, int], float] = {}
        self._failures: dict[object, _Failure] = {}
        self._full_until_s: float | None = None

    @property
    def wait_s(self) -> float | None:
        """Seconds of media until there is room for more; None if there is nothing more."""
        if self._full_until_s is None:
            return None
        return max(
            self._full_until_s - self._context.settings.buffer.goal_s - self._context.position_s(), 0.0
        )

    @property
    def retry_s(self) -> float | None:
        """Seconds until something that failed is asked for again; None if nothing is."""
        now_s = self._context.clock.now_s()
        # What is due already is fetched by `advance` if it is still wanted; nobody waits for it.
        waits = [failure.again_s - now_s for failure in self._failures.values() if failure.again_s > now_s]
        return min((wait_s for wait_s in waits if wait_s < float("inf")), default=None)

    def forget(self) -> None:
        """Begin anew: other captions were chosen."""
        self._unplaced.clear()
        self._ends_s.clear()
        self._failures.clear()

    def settle(self) -> bool:
        """Place what has been waiting for its discontinuity's picture; True if anything was."""
        ready = [key for key, (place, _) in self._unplaced.items() if self._offset(place) is not None]
        for key in ready:
            self._put(*self._unplaced.pop(key))
        return bool(ready)

    async def advance(self) -> bool:
        """Fetch the next missing segment within the goal; False if there is none to fetch now."""
        self._drop_behind()
        missing = await self._next_missing()
        if missing is None:
            return False
        try:
            document = await self._load(missing)
        except PlayerError as error:
            self._note(missing.key, error.problem, self._end_s(missing))
            return True
        self._failures.pop(missing.key, None)
        self._ends_s[missing.key] = self._end_s(missing)
        self._put(missing, document)
        return True

    async def _next_missing(self) -> _Place | None:
        plan, at_s = self._context.plan, self._context.position_s()
        goal_s = at_s + self._context.settings.buffer.goal_s
        period = plan.period_at(at_s)
        self._full_until_s = None
        while at_s < goal_s:
            place = await self._place_at(period, at_s)
            if place is None:
                following = plan.after(period)
                if following is None:
                    return None
                period = following
                at_s = max(at_s, plan.start_s(period))
                continue
            if self._start_s(place) >= goal_s:
                break
            is_known = place.key in self._ends_s or place.key in self._unplaced or place.segment.is_gap
            if not is_known and self._is_due(place.key):
                return place
            at_s = max(self._end_s(place), at_s) + _TOLERANCE_S
        self._full_until_s = at_s
        return None

    async def _place_at(self, period: int, time_s: float) -> _Place | None:
        track = self._source.choose(period)
        if track is None:
            return None
        representation = next((r for r in track.representations if self._is_due(r.id)), None)
        if representation is None:
            return None
        try:
            index = await self._context.indices.reaching(representation, time_s, self._refresh_s)
        except PlayerError as error:
            self._note(representation.id, error.problem, float("inf"), is_list=True)
            return None
        segment = index.segment_at(time_s - self._context.plan.start_s(period))
        return None if segment is None else _Place(period, representation, segment)

    @property
    def _refresh_s(self) -> float:
        window = self._context.window()
        return window.step_s if window is not None else 0.0

    async def _load(self, place: _Place) -> CaptionDocument:
        segment, representation = place.segment, place.representation
        desk, protections = self._context.protection, segment.protection or representation.protection
        where = ErrorContext(
            url=redact_url(segment.url),
            request_type=RequestType.TEXT,
            representation=representation.id,
            segment=segment.number,
        )
        about = Subject(Kind.TEXT, representation)
        init = await self._init(segment.init, about, segment.number, where) if segment.init else None
        resource = Resource(segment.url, RequestType.TEXT, segment.byte_range)
        subject = Subject(Kind.TEXT, representation, segment)
        fetched = await self._source.fetcher.fetch(resource, attempts=_ATTEMPTS, subject=subject)
        if not protections:
            return await read_document(fetched.body, segment.url, init)
        body = await desk.open_body(fetched.body, protections, segment.number, where)
        if not is_mp4(body):
            return await read_document(body, segment.url, init)
        reader = Mp4CaptionReader(init, segment.url)
        samples = reader.samples(body, segment.url)
        for stream in samples.closed:
            samples.open(stream, await desk.open_samples(stream, protections, representation, where))
        return reader.cues(samples, segment.url)

    async def _init(self, init: InitSegment, subject: Subject, number: int, where: ErrorContext) -> bytes:
        known = self._inits.get(init)
        if known is None:
            resource = Resource(init.url, RequestType.INIT, init.byte_range)
            fetched = await self._source.fetcher.fetch(resource, attempts=_ATTEMPTS, subject=subject)
            known = await self._context.protection.open_body(fetched.body, init.protection, number, where)
            self._inits[init] = known
        return known

    def _put(self, place: _Place, document: CaptionDocument) -> None:
        offset = self._offset(place)
        if offset is None:
            self._unplaced[place.key] = (place, document)
            return
        plan = self._context.plan
        end = plan.end_of(place.period)
        cues = placed(
            document,
            place.segment,
            self._period(place),
            offset,
            is_hls=plan.presentation.protocol is StreamingProtocol.HLS,
            end_s=None if end is None else float(end),
        )
        self._board.put(place.key, cues)

    def _offset(self, place: _Place) -> Fraction | None:
        origin = self._source.origin_of(place.period, place.segment.discontinuity)
        return media_offset(self._period(place), place.representation, origin)

    def _period(self, place: _Place) -> Period:
        return self._context.plan.period(place.period)

    def _start_s(self, place: _Place) -> float:
        return float(self._period(place).start) + place.segment.start_s

    def _end_s(self, place: _Place) -> float:
        return float(self._period(place).start) + place.segment.end_s

    def _drop_behind(self) -> None:
        limit_s = self._context.position_s() - self._context.settings.buffer.behind_s
        gone = [key for key, end_s in self._ends_s.items() if end_s < limit_s]
        for key in gone:
            self._ends_s.pop(key)
            self._unplaced.pop(key, None)
        if gone:
            self._board.drop(gone)

    def _is_due(self, key: object) -> bool:
        failure = self._failures.get(key)
        return failure is None or failure.again_s <= self._context.clock.now_s()

    def _note(self, key: object, problem: Problem, end_s: float, *, is_list: bool = False) -> None:
        """Remember that something failed, and tell it the first time.

        Args:
            end_s: Until when it is of any use.
            is_list: It lists segments: of a live title, there will be another one.
        """
        failure = self._failures.get(key) or _Failure(0, 0.0)
        if len(self._failures) >= _MOST_FAILURES:
            self._failures.clear()  # of days ago, most of them: a live title never ends
        self._failures[key] = failure
        failure.attempts += 1
        wait_s = min(_FIRST_WAIT_S * 2 ** (failure.attempts - 1), _LONGEST_WAIT_S)
        may_come_back = _may_come_back(problem) or (is_list and self._context.plan.presentation.is_live)
        is_worth_it = may_come_back and self._context.position_s() + wait_s < end_s
        failure.again_s = self._context.clock.now_s() + wait_s if is_worth_it else float("inf")
        if failure.attempts == 1:
            self._source.tell(problem, Recovery.RETRY if is_worth_it else Recovery.SKIP_SEGMENT)


async def read_document(body: bytes, url: str, init: bytes | None = None) -> CaptionDocument:
    """Read captions, a long document off the loop's thread.

    Raises:
        TextError: As `parse_captions`.
    """
    if len(body) < _LONG_BYTES:
        return parse_captions(body, init=init, url=url)
    return await asyncio.to_thread(parse_captions, body, init=init, url=url)


def _may_come_back(problem: Problem) -> bool:
    return problem.code in _MAY_COME_BACK or problem.context.http_status in _BUSY
