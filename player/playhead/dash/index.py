"""The `SegmentIndex` of DASH: when a segment plays comes from `Runs`, where it is from a `Locator`.

Every kind of addressing that an MPD knows differs in one of these two only.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Protocol, TypeAlias

from playhead.dash.document.addressing import SegmentUrl
from playhead.dash.runs import Runs
from playhead.dash.template import Template
from playhead.dash.urls import resolve
from playhead.presentation import ByteRange, DeferredIndex, InitSegment, Segment, SegmentIndex, Tiles

__all__ = ["Availability", "FileLocator", "Grid", "ListLocator", "Locator", "RunIndex", "TemplateLocator"]

# Times come to us as float seconds, which name a segment's boundary only nearly. One microsecond is far above
# the error of a double that counts seconds since 1970, and far below any sample's duration.
_TOLERANCE_S = 1e-6
# A scheme, a host, or control characters.
_SUSPICIOUS = re.compile(r"[:\x00-\x1f\x7f]|^\s*//")


Grid: TypeAlias = tuple[int, int, int, int]
"""Columns, rows, and the whole picture's width and height in pixels (0 if not declared)."""


class Locator(Protocol):
    """Knows where segments are."""

    def locate(self, place: int, media_time: int) -> tuple[str, ByteRange | None]:
        """Return the absolute address of a segment, and its part of it.

        Args:
            place: Which segment of the document, counted from 0.
            media_time: Its start in ticks of the media's own timeline.

        Raises:
            ManifestError: If the address can't be read or is of a scheme that we don't open.
        """
        ...


@dataclass(frozen=True, slots=True)
class TemplateLocator:
    """Segments whose addresses follow a pattern."""

    base: str
    media: Template
    start_number: int

    def locate(self, place: int, media_time: int) -> tuple[str, ByteRange | None]:
        """See `Locator`."""
        return resolve(self.base, self.media.expand(self.start_number + place, media_time)), None


@dataclass(frozen=True, slots=True)
class ListLocator:
    """Segments that are listed one by one."""

    base: str
    urls: Sequence[SegmentUrl]

    def check(self) -> None:
        """Try every address that could be refused; a plain relative one can't.

        Raises:
            ManifestError: As `locate` would.
        """
        for place, entry in enumerate(self.urls):
            if entry.media is not None and _SUSPICIOUS.search(entry.media):
                self.locate(place, 0)

    def locate(self, place: int, media_time: int) -> tuple[str, ByteRange | None]:
        """See `Locator`."""
        entry = self.urls[place]
        return resolve(self.base, entry.media or "", line=entry.element.line), entry.media_range


@dataclass(frozen=True, slots=True)
class FileLocator:
    """Segments that are parts of one file; all of it if `ranges` is None."""

    url: str
    ranges: Sequence[ByteRange] | None = None

    def locate(self, place: int, media_time: int) -> tuple[str, ByteRange | None]:
        """See `Locator`."""
        return self.url, None if self.ranges is None else self.ranges[place]


@dataclass(frozen=True, slots=True)
class _MovedLocator:
    """The same segments at other addresses."""

    inner: Locator
    move: Callable[[str], str]

    def locate(self, place: int, media_time: int) -> tuple[str, ByteRange | None]:
        """See `Locator`."""
        url, byte_range = self.inner.locate(place, media_time)
        return self.move(url), byte_range


@dataclass(frozen=True, slots=True)
class Availability:
    """How early the segments of a live representation can be had (ISO/IEC 23009-1 §5.3.9.5.3).

    Attributes:
        early_s: Seconds before its end that a segment can be had.
        made_until: Ticks of the period up to which everything is made; what ends later is still growing when
            it can be had. None where segments are only to be had when they are whole.
        step_s: How long each segment lasts, where all last equally long; 0 where the document lists them.
    """

    early_s: float = 0.0
    made_until: int | None = None
    step_s: float = 0.0

    def is_growing(self, end: int) -> bool:
        """Say whether a segment that ends then is still being made."""
        return self.made_until is not None and end > self.made_until


_ON_TIME = Availability()


class RunIndex:
    """A `SegmentIndex` that makes each segment when it is asked for.

    Args:
        plan: Gives the runs when they are first needed: most representations of a title are never played.
        timescale: Ticks a second.
        locator: Where the segments are.
        first_number: Number of the document's first segment.
        is_numbered: The document itself numbers its segments; otherwise only their times are sure to stay the
            same when a live document is read again.
        media_offset: Ticks of media time at the period's start.
        init: What decoders need first.
        is_complete: No segment will ever be added.
        utc_start_s: When the period started, in seconds since 1970 UTC; None if nobody says.
        grid: How thumbnails lie in each segment's picture; None for anything else.
        availability: How early segments can be had.
    """

    def __init__(
        self,
        plan: Callable[[], Runs],
        timescale: int,
        locator: Locator,
        *,
        first_number: int = 1,
        media_offset: int = 0,
        init: InitSegment | None = None,
        is_complete: bool = True,
        is_numbered: bool = True,
        utc_start_s: float | None = None,
        grid: Grid | None = None,
        availability: "Availability | None" = None,
    ) -> None:
        self._plan = plan
        self._timescale = timescale
        self._locator = locator
        self._first_number = first_number
        self._media_offset = media_offset
        self._init = init
        self._is_complete = is_complete
        self._is_numbered = is_numbered
        self._utc_start_s = utc_start_s
        self._grid = grid
        self._availability = availability or _ON_TIME

    @property
    def availability(self) -> Availability:
        """How early segments can be had."""
        return self._availability

    @cached_property
    def _runs(self) -> Runs:
        return self._plan()

    @cached_property
    def _number(self) -> int:
        """Number of the first segment that can be had."""
        return self._first_number + (self._runs.place(0) if self._runs.count else 0)

    @property
    def is_complete(self) -> bool:
        """True if no segment will ever be added."""
        return self._is_complete

    @property
    def start_s(self) -> float:
        """Start of the first segment; 0 if there is none."""
        return self._runs.span(0)[0] / self._timescale if self._runs.count else 0.0

    @property
    def end_s(self) -> float:
        """End of the last segment; 0 if there is none."""
        if not self._runs.count:
            return 0.0
        start, duration = self._runs.span(self._runs.count - 1)
        return (start + duration) / self._timescale

    @property
    def count(self) -> int:
        """How many segments there are now."""
        return self._runs.count

    def segment_at(self, time_s: float) -> Segment | None:
        """Return the segment playing at `time_s`, or the next one if there is a hole; None past the end."""
        ordinal = self._runs.at(math.floor((time_s + _TOLERANCE_S) * self._timescale))
        return None if ordinal is None else self._segment(ordinal)

    def after(self, segment: Segment) -> Segment | None:
        """Return the segment that follows; the first one if it is older than all that can be had."""
        ordinal = max(0, segment.number - self._number + 1)
        return self._segment(ordinal) if ordinal < self._runs.count else None

    def __iter__(self) -> Iterator[Segment]:
        """Yield the segments in order, making each when it is asked for."""
        return map(self._segment, range(self._runs.count))

    def following(self, previous: SegmentIndex | DeferredIndex) -> "RunIndex":
        """Return this index with numbers that go on from those before a refresh.

        Args:
            previous: The same representation's index before. If nobody ever asked it for a segment, nobody
                knows its numbers, and this one is as good as it is.
        """
        if self._is_numbered or not isinstance(previous, RunIndex) or "_runs" not in vars(previous):
            return self
        number = self._number_after(previous)
        if number is None or number == self._number:
            return self
        renumbered = copy(self)
        # Shadows the cached property: the first segment's number is known already.
        vars(renumbered)["_number"] = number
        return renumbered

    def moved(self, move: Callable[[str], str]) -> "RunIndex":
        """Return the same segments at other addresses (ETSI TS 103 998)."""
        elsewhere = copy(self)
        elsewhere._locator = _MovedLocator(self._locator, move)
        if self._init is not None:
            elsewhere._init = replace(self._init, url=move(self._init.url))
        return elsewhere

    def _number_after(self, previous: "RunIndex") -> int | None:
        """Return our first segment's number in the numbering of the index before; None if nothing tells."""
        if not self._runs.count or not previous._runs.count:
            return None
        ours, theirs = self._media_time(0), previous._media_time(0)
        if ours < theirs:
            ordinal = self._ordinal_of(theirs)
            return None if ordinal is None else previous._number - ordinal
        ordinal = previous._ordinal_of(ours)
        # All that was known before is gone: go on behind it.
        return previous._number + (previous._runs.count if ordinal is None else ordinal)

    def _media_time(self, ordinal: int) -> Fraction:
        return Fraction(self._runs.span(ordinal)[0] + self._media_offset, self._timescale)

    def _ordinal_of(self, media_time: Fraction) -> int | None:
        return self._runs.at(round(media_time * self._timescale) - self._media_offset)

    def _segment(self, ordinal: int) -> Segment:
        start, duration = self._runs.span(ordinal)
        url, byte_range = self._locator.locate(self._runs.place(ordinal), start + self._media_offset)
        return Segment(
            number=self._number + ordinal,
            start=start,
            duration=duration,
            timescale=self._timescale,
            url=url,
            byte_range=byte_range,
            init=self._init,
            utc_start_s=None if self._utc_start_s is None else self._utc_start_s + start / self._timescale,
            tiles=self._tiles(ordinal),
            is_growing=byte_range is None and self._availability.is_growing(start + duration),
        )

    def _tiles(self, ordinal: int) -> Tiles | None:
        if self._grid is None:
            return None
        columns, rows, width, height = self._grid
        ticks = Fraction(self._runs.declared(ordinal), columns * rows)
        return Tiles(columns, rows, width // columns, height // rows, ticks / self._timescale)
