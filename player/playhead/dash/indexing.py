"""One representation's addressing to a `SegmentIndex`, or to what must be fetched for one."""

import math
from dataclasses import dataclass
from fractions import Fraction

from playhead.dash.cues import cues_index
from playhead.dash.document.addressing import Addressing, SegmentList, SegmentTemplate
from playhead.dash.document.element import Timeline
from playhead.dash.faults import manifest_error
from playhead.dash.index import (
    Availability,
    FileLocator,
    Grid,
    ListLocator,
    Locator,
    RunIndex,
    TemplateLocator,
)
from playhead.dash.levels import Base
from playhead.dash.limits import MAX_INTEGER
from playhead.dash.periods import PeriodSpan
from playhead.dash.sequences import SequencePlan, plan_sequences
from playhead.dash.sidx import SidxIndex
from playhead.dash.template import Template, compile_template
from playhead.dash.timing import Ticks, Timing, one_segment
from playhead.dash.urls import resolve
from playhead.errors import ErrorCode, ManifestError, RequestType
from playhead.presentation import ByteRange, DeferredIndex, InitSegment, Protection, Resource, SegmentIndex

__all__ = ["Indexed", "Indexer", "Source"]

# A single file often has a timescale of 1 second: in a thousandth, a period's length can be said.
_FILE_TICKS = 1000


@dataclass(frozen=True, slots=True)
class Source:
    """What a representation's addresses are made of.

    Attributes:
        is_webm: Its index would be Cues, not a `sidx`.
        last_number: Number of the last segment, where a property of the set declares it.
        line: Of the representation, for errors.
        init_protection: Of the initialization segment: only where whole segments are encrypted.
        grid: How thumbnails lie in its pictures; None for anything else.
    """

    base: Base
    representation_id: str
    bandwidth_bps: int | None
    is_webm: bool = False
    last_number: int | None = None
    line: int | None = None
    init_protection: tuple[Protection, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the addressing of one representation comes to; `media_start` as in `Representation`."""

    index: SegmentIndex | DeferredIndex
    media_start: Fraction


class Indexer:
    """Makes the indexes of one period."""

    def __init__(self, span: PeriodSpan) -> None:
        self._span = span
        self._timing = Timing(span)

    def index(self, addressing: Addressing | None, source: Source) -> Indexed:
        """Make the index of one representation.

        Args:
            addressing: As it holds for the representation; None if its base address is the media itself.
            source: The representation.

        Raises:
            ManifestError: If it has none that can be played.
        """
        if addressing is None:
            ticks = Ticks.of(self._span, _FILE_TICKS, 0, Fraction(0))
            return Indexed(self._whole_file(source.base.url, ticks, None, source.line), Fraction(0))
        ticks = Ticks.of(
            self._span,
            addressing.timescale or 1,
            addressing.presentation_time_offset or 0,
            _early(addressing, source.base),
        )
        if isinstance(addressing, SegmentTemplate):
            index = self._by_template(addressing, source, ticks)
        elif isinstance(addressing, SegmentList):
            index = self._by_list(addressing, source, ticks)
        else:
            index = self._by_file(addressing, source, ticks)
        return Indexed(index, Fraction(ticks.offset, ticks.timescale))

    def _by_template(
        self, template: SegmentTemplate, source: Source, ticks: Ticks
    ) -> SegmentIndex | DeferredIndex:
        line = template.element.line
        if template.media is None:
            raise _missing("SegmentTemplate has no @media", line)
        media = _compiled(template.media, source, line)
        init = _init(template, source)
        if template.index is not None and not (media.has_number or media.has_time):
            url = resolve(source.base.url, media.expand(0, 0), line=line)
            index = resolve(source.base.url, _compiled(template.index, source, line).expand(0, 0), line=line)
            return self._deferred(Resource(index, RequestType.INDEX), url, ticks, init)
        first = 1 if template.start_number is None else template.start_number
        locator = TemplateLocator(source.base.url, media, first)
        locator.locate(0, 0)  # an address that can't be had is better known now than at the first segment
        last = source.last_number if template.end_number is None else template.end_number
        most = MAX_INTEGER if last is None else max(0, last - first + 1)
        if media.has_sub_number:
            planned = plan_sequences(template, ticks, source.base.url, media, most)
            if planned is not None:
                return self._sequences(planned, ticks, init)
        return self._planned(template, ticks, locator, init, first, most, source)

    def _by_list(self, listed: SegmentList, source: Source, ticks: Ticks) -> SegmentIndex:
        line = listed.element.line
        urls = listed.segment_urls
        if not urls:
            raise manifest_error(ErrorCode.MANIFEST_EMPTY, "SegmentList has no SegmentURL", line=line)
        if len(urls) > 1 and listed.duration is None and listed.timeline is None:
            raise _missing("SegmentList says nothing of durations", line)
        locator = ListLocator(source.base.url, urls)
        locator.check()
        first = 1 if listed.start_number is None else listed.start_number
        return self._planned(listed, ticks, locator, _init(listed, source), first, len(urls), source)

    def _by_file(self, addressing: Addressing, source: Source, ticks: Ticks) -> SegmentIndex | DeferredIndex:
        url = source.base.url
        init, where, index_url = _init(addressing, source), addressing.index_range, url
        declared = addressing.representation_index
        if declared is not None:
            index_url = resolve(url, declared.url or "", line=declared.element.line)
            where = declared.byte_range or where
        if where is None and index_url == url:
            finer = Ticks.of(
                self._span, ticks.timescale * _FILE_TICKS, ticks.offset * _FILE_TICKS, Fraction(0)
            )
            return self._whole_file(url, finer, init, source.line)
        if init is None and where is not None and where.first and index_url == url:
            # §5.3.9.2: without Initialization, what decoders need stands before the index.
            init = InitSegment(url, ByteRange(0, where.first - 1), source.init_protection)
        if source.is_webm and where is not None and index_url == url:
            media_start = Fraction(ticks.offset, ticks.timescale)
            return cues_index(url, where, media_start, init, self._span.duration)
        return self._deferred(Resource(index_url, RequestType.INDEX, where), url, ticks, init)

    def _deferred(self, resource: Resource, url: str, ticks: Ticks, init: InitSegment | None) -> SidxIndex:
        return SidxIndex(resource, url, ticks.offset, ticks.timescale, init, self._span.duration)

    def _whole_file(self, url: str, ticks: Ticks, init: InitSegment | None, line: int | None) -> RunIndex:
        return RunIndex(
            one_segment(ticks, line),
            ticks.timescale,
            FileLocator(url),
            media_offset=ticks.offset,
            init=init,
        )

    def _sequences(self, planned: SequencePlan, ticks: Ticks, init: InitSegment | None) -> RunIndex:
        return RunIndex(
            lambda: planned.runs,
            ticks.timescale * planned.fineness,
            planned.locator,
            first_number=0,
            media_offset=ticks.offset * planned.fineness,
            init=init,
            is_complete=self._span.is_complete,
            is_numbered=False,
            utc_start_s=self._utc_start_s,
        )

    @property
    def _utc_start_s(self) -> float | None:
        return None if self._span.utc_start is None else float(self._span.utc_start)

    def _planned(
        self,
        addressing: Addressing,
        ticks: Ticks,
        locator: Locator,
        init: InitSegment | None,
        first: int,
        most: int,
        source: Source,
    ) -> RunIndex:
        return RunIndex(
            self._timing.plan(addressing, ticks, most),
            ticks.timescale,
            locator,
            first_number=first,
            media_offset=ticks.offset,
            init=init,
            is_complete=self._span.is_complete,
            is_numbered=addressing.timeline is None or _is_numbered(addressing.timeline, locator),
            utc_start_s=self._utc_start_s,
            grid=source.grid,
            availability=self._availability(addressing, source.base, ticks),
        )

    def _availability(self, addressing: Addressing, base: Base, ticks: Ticks) -> Availability:
        if self._span.high is None:
            return Availability()
        early_s = max(0.0, float(_early(addressing, base) or 0))
        made_until = None if _is_whole(addressing, base) else math.floor(self._span.high * ticks.timescale)
        is_uniform = addressing.timeline is None and addressing.duration is not None
        step_s = (addressing.duration or 0) / ticks.timescale if is_uniform else 0.0
        return Availability(early_s, made_until, step_s)


def _is_numbered(timeline: Timeline, locator: Locator) -> bool:
    # Where S@n leaves numbers out, ours can't be the document's: they grow by one.
    has_own = any("n" in each for each in timeline.details.values())
    return isinstance(locator, TemplateLocator) and locator.media.has_number and not has_own


def _early(addressing: Addressing, base: Base) -> Fraction | None:
    """Return by how many seconds segments are there early: all levels' sum (§5.3.9.5.3); None: always."""
    if base.is_always_available or addressing.is_always_available:
        if _is_whole(addressing, base) or addressing.duration is None:
            return None
        # It may be asked for at any time and comes as it is made: no earlier than its first picture is.
        return Fraction(addressing.duration, addressing.timescale or 1)
    return base.availability_offset + (addressing.availability_offset or 0)


def _is_whole(addressing: Addressing, base: Base) -> bool:
    """Tell whether a segment is whole when it can be had: true unless some level denies it (§5.3.9.5.3)."""
    return base.is_available_complete is not False and addressing.is_available_complete is not False


def _init(addressing: Addressing, source: Source) -> InitSegment | None:
    line = addressing.element.line
    if isinstance(addressing, SegmentTemplate) and addressing.initialization_template is not None:
        template = _compiled(addressing.initialization_template, source, line)
        url = resolve(source.base.url, template.expand(0, 0), line=line)
        return InitSegment(url, None, source.init_protection)
    declared = addressing.initialization
    if declared is None:
        return None
    url = resolve(source.base.url, declared.url or "", line=declared.element.line)
    return InitSegment(url, declared.byte_range, source.init_protection)


def _compiled(text: str, source: Source, line: int | None) -> Template:
    return compile_template(text, source.representation_id, source.bandwidth_bps, line=line)


def _missing(reason: str, line: int | None) -> ManifestError:
    return manifest_error(ErrorCode.MANIFEST_MISSING_ATTRIBUTE, reason, line=line)
