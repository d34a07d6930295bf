"""Small pictures of any moment, for a viewer who scrubs; they never cost the picture that plays anything.

A sheet is fetched only while every stream has comfortably much ahead, one sheet at a time, the newest wish
first: whoever drags across a film asks for dozens of moments and wants to see the last one. Wishes for one
sheet share its request. Sheets that were seen stay for a while.

Nothing in here can end playback: what can't be had is no thumbnail. Key frames of a trick-play track are no
pictures as they are, and no backend decodes beside what it plays; titles with nothing else have none.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from playhead.containers.pictures import PictureHeader, picture_header
from playhead.errors import (
    ErrorCode,
    ErrorContext,
    MediaError,
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
from playhead.presentation import Kind, Period, Representation, Resource, Segment, Thumbnail, Tiles
from playhead.session.room import has_room
from playhead.session.stream_context import StreamContext
from playhead.session.streams import TrackStream

__all__ = ["Thumbnails"]

_MOST_BYTES = 16 * 1024 * 1024
_PATIENCE_S = 10.0
_AGAIN_AFTER_S = 15.0
_MOST_FAILURES = 256


@dataclass(frozen=True, slots=True)
class _Sheet:
    body: bytes
    header: PictureHeader


class Thumbnails:
    """The thumbnails of one presentation.

    Args:
        context: What all streams share.
        fetcher: Fetches sheets.
        streams: Gives the streams that play at the playhead.
    """

    def __init__(
        self, context: StreamContext, fetcher: Fetcher, streams: Callable[[], Sequence[TrackStream]]
    ) -> None:
        self._context = context
        self._fetcher = fetcher
        self._streams = streams
        self._sheets: OrderedDict[Resource, _Sheet] = OrderedDict()
        self._again_s: dict[object, float] = {}
        self._tickets = count()
        self._waiting: set[int] = set()
        self._is_fetching = False
        self._is_closed = False
        self._has_told = False

    @property
    def are_there(self) -> bool:
        """True if the period that plays has thumbnails."""
        return bool(_images(self._period_at(self._context.position_s())))

    async def at(self, position_s: float, width: int) -> Thumbnail | None:
        """Return the thumbnail of a moment; None if there is none, or it can't be had now.

        Args:
            position_s: On the presentation's timeline.
            width: In pixels; the smallest encoding that is at least so wide is taken, else the widest.
        """
        period = self._period_at(position_s)
        representation = _best(_images(period), width)
        if representation is None:
            return None
        deadline_s = self._context.clock.now_s() + _PATIENCE_S
        ticket = next(self._tickets)
        self._waiting.add(ticket)
        try:
            while (left_s := deadline_s - self._context.clock.now_s()) > 0 and not self._is_closed:
                kept = self._kept(period, representation, position_s)
                if kept is not None:
                    return kept
                if (
                    not self._is_fetching
                    and ticket == max(self._waiting)
                    and has_room(self._context, self._streams())
                ):
                    return await self._fetched(period, representation, position_s)
                await self._context.changed.wait(left_s)
        finally:
            self._waiting.discard(ticket)
            self._context.changed.notify()
        return None

    def close(self) -> None:
        """Answer everybody who still waits, with None."""
        self._is_closed = True
        self._context.changed.notify()

    def _period_at(self, position_s: float) -> Period:
        plan = self._context.plan
        return plan.period(plan.period_at(position_s))

    def _kept(self, period: Period, representation: Representation, position_s: float) -> Thumbnail | None:
        index = self._context.indices.known(representation)
        segment = None if index is None else index.segment_at(position_s - float(period.start))
        sheet = None if segment is None else self._sheets.get(_resource(segment))
        if segment is None or sheet is None:
            return None
        self._sheets.move_to_end(_resource(segment))
        return _cut(sheet, segment, period, position_s)

    async def _fetched(
        self, period: Period, representation: Representation, position_s: float
    ) -> Thumbnail | None:
        self._is_fetching = True
        time_s = position_s - float(period.start)
        key: object = representation.id
        try:
            if not self._is_due(key):
                return None
            window = self._context.window()
            oldest_s = window.step_s if window is not None else 0.0
            index = await self._context.indices.reaching(representation, time_s, oldest_s)
            segment = index.segment_at(time_s)
            if segment is None or segment.is_gap or segment.start_s > time_s + 1.0:
                return None
            key = _resource(segment)
            if not self._is_due(key):
                return None
            sheet = await self._load(representation, segment)
        except PlayerError as error:
            self._note(key, error.problem)
            return None
        finally:
            self._is_fetching = False
        self._keep(_resource(segment), sheet)
        return _cut(sheet, segment, period, position_s)

    async def _load(self, representation: Representation, segment: Segment) -> _Sheet:
        subject = Subject(Kind.IMAGE, representation, segment)
        fetched = await self._fetcher.fetch(_resource(segment), attempts=1, subject=subject)
        where = ErrorContext(
            url=redact_url(segment.url),
            request_type=RequestType.IMAGE,
            representation=representation.id,
            segment=segment.number,
        )
        protections = segment.protection or representation.protection
        body = await self._context.protection.open_body(fetched.body, protections, segment.number, where)
        header = picture_header(body)
        if header is None:
            detail = "a sheet of thumbnails is neither JPEG, nor PNG, nor WebP"
            raise MediaError(make_problem(ErrorCode.MEDIA_CONTAINER_UNSUPPORTED, detail, url=segment.url))
        return _Sheet(body, header)

    def _keep(self, resource: Resource, sheet: _Sheet) -> None:
        self._sheets[resource] = sheet
        held_bytes = sum(len(each.body) for each in self._sheets.values())
        while held_bytes > _MOST_BYTES and len(self._sheets) > 1:
            held_bytes -= len(self._sheets.popitem(last=False)[1].body)

    def _is_due(self, key: object) -> bool:
        return self._again_s.get(key, 0.0) <= self._context.clock.now_s()

    def _note(self, key: object, problem: Problem) -> None:
        """Remember that something failed; the first time, tell it."""
        now_s = self._context.clock.now_s()
        if len(self._again_s) >= _MOST_FAILURES:
            self._again_s.clear()
        self._again_s[key] = now_s + _AGAIN_AFTER_S
        if not self._has_told:
            self._has_told = True
            told = problem.with_outcome(Severity.DEGRADED, Recovery.NONE)
            self._context.emit(ProblemRaised(now_s, told))


def _images(period: Period) -> list[Representation]:
    tracks = period.tracks_of(Kind.IMAGE)
    return [representation for track in tracks for representation in track.representations]


def _best(representations: Sequence[Representation], width: int) -> Representation | None:
    by_width = sorted(representations, key=_width)
    wide_enough = (each for each in by_width if _width(each) >= width)
    return next(wide_enough, by_width[-1] if by_width else None)


def _width(representation: Representation) -> int:
    """Return how wide one thumbnail is; a tiled representation declares the whole sheet's size (DASH)."""
    columns = representation.tile_grid[0] if representation.tile_grid else 1
    return (representation.width or 0) // columns


def _resource(segment: Segment) -> Resource:
    return Resource(segment.url, RequestType.IMAGE, segment.byte_range)


def _cut(sheet: _Sheet, segment: Segment, period: Period, position_s: float) -> Thumbnail:
    """Return the part of a sheet that stands for a moment.

    The sheet itself says how large it is: manifests are off by a few pixels, or tell another size.
    """
    header = sheet.header
    duration = Fraction(segment.duration, segment.timescale)
    tiles = segment.tiles or Tiles(1, 1, header.width, header.height, duration)
    begin_s = float(period.start) + segment.start_s
    # A boundary that has been through floats must not give the thumbnail before it.
    elapsed_s = max(position_s - begin_s, 0.0) + 1e-6
    lasts_s = float(tiles.duration or duration)
    number = min(int(elapsed_s / lasts_s) if lasts_s > 0 else 0, tiles.columns * tiles.rows - 1)
    row, column = divmod(number, tiles.columns)
    width, height = max(header.width // tiles.columns, 1), max(header.height // tiles.rows, 1)
    return Thumbnail(
        sheet.body,
        header.media_type,
        column * width,
        row * height,
        width,
        height,
        begin_s + number * lasts_s,
        begin_s + min((number + 1) * lasts_s, max(segment.duration_s, lasts_s)),
        segment.url,
    )
