"""SegmentBase, SegmentTemplate, SegmentList: how an MPD says where segments are (ISO/IEC 23009-1 §5.3.9).

Each may stand at the period, the set and the representation; `inherit` lays the inner one over the outer one,
attribute by attribute and child by child, as §5.3.9.1 says.
"""

from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any, TypeVar

from playhead.dash.document.element import Element, Timeline
from playhead.dash.document.fields import Fields
from playhead.presentation import ByteRange

__all__ = ["Addressing", "SegmentBase", "SegmentList", "SegmentTemplate", "SegmentUrl", "UrlRange", "inherit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlRange:
    """An URLType: Initialization, RepresentationIndex, BitstreamSwitching."""

    element: Element
    url: str | None
    byte_range: ByteRange | None

    @classmethod
    def read(cls, fields: Fields) -> "UrlRange":
        """Read the element."""
        return cls(
            element=fields.element, url=fields.text("sourceURL"), byte_range=fields.byte_range("range")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentUrl:
    """One segment of a SegmentList."""

    element: Element
    media: str | None
    media_range: ByteRange | None
    index: str | None
    index_range: ByteRange | None

    @classmethod
    def read(cls, fields: Fields) -> "SegmentUrl":
        """Read the element."""
        return cls(
            element=fields.element,
            media=fields.text("media"),
            media_range=fields.byte_range("mediaRange"),
            index=fields.text("index"),
            index_range=fields.byte_range("indexRange"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """What all three have in common; None means not said at this level.

    Attributes:
        timescale: Ticks a second; 1 if nobody says.
        presentation_time_offset: Ticks of media time at the period's start.
        ept_delta: Ticks from there to the first segment's first sample, often negative.
        duration: Ticks a segment, on average.
        availability_offset: Seconds that a segment is there before its end has passed.
    """

    element: Element
    timescale: int | None
    presentation_time_offset: int | None
    presentation_duration: int | None
    ept_delta: int | None
    pd_delta: int | None
    index_range: ByteRange | None
    is_index_range_exact: bool | None
    time_shift_buffer_depth: Fraction | None
    availability_offset: Fraction | None
    is_always_available: bool | None
    is_available_complete: bool | None
    initialization: UrlRange | None
    representation_index: UrlRange | None
    duration: int | None = None
    start_number: int | None = None
    end_number: int | None = None
    timeline: Timeline | None = None
    bitstream_switching: UrlRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentBase(Addressing):
    """One file, with or without an index in it (§5.3.9.2)."""

    @classmethod
    def read(cls, fields: Fields) -> "SegmentBase":
        """Read the element."""
        return cls(**_base(fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentTemplate(Addressing):
    """A pattern of URLs (§5.3.9.4). The URLs stand as they are, with their `$…$`."""

    media: str | None
    index: str | None
    initialization_template: str | None
    bitstream_switching_template: str | None

    @classmethod
    def read(cls, fields: Fields) -> "SegmentTemplate":
        """Read the element."""
        return cls(
            **_base(fields),
            **_multiple(fields),
            media=fields.text("media"),
            index=fields.text("index"),
            initialization_template=fields.text("initialization"),
            bitstream_switching_template=fields.text("bitstreamSwitching"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentList(Addressing):
    """Every segment by its own URL (§5.3.9.3)."""

    segment_urls: tuple[SegmentUrl, ...] | None

    @classmethod
    def read(cls, fields: Fields) -> "SegmentList":
        """Read the element."""
        return cls(
            **_base(fields),
            **_multiple(fields),
            segment_urls=fields.children("SegmentURL", SegmentUrl.read) or None,
        )


A = TypeVar("A", bound=Addressing)


def inherit(inner: A | None, outer: A | None) -> A | None:
    """Return the inner one with everything that it leaves open taken from the outer one."""
    if inner is None or outer is None:
        return inner or outer
    missing = {
        field.name: getattr(outer, field.name)
        for field in fields(inner)
        if getattr(inner, field.name) is None
    }
    return replace(inner, **missing)


def _base(fields: Fields) -> dict[str, Any]:
    return {
        "element": fields.element,
        "timescale": fields.positive("timescale"),
        "presentation_time_offset": fields.unsigned("presentationTimeOffset"),
        "presentation_duration": fields.unsigned("presentationDuration"),
        "ept_delta": fields.signed("eptDelta"),
        "pd_delta": fields.signed("pdDelta"),
        "index_range": fields.byte_range("indexRange"),
        "is_index_range_exact": fields.boolean("indexRangeExact"),
        "time_shift_buffer_depth": fields.duration("timeShiftBufferDepth"),
        "availability_offset": fields.decimal("availabilityTimeOffset"),
        "is_always_available": fields.is_infinite("availabilityTimeOffset") or None,
        "is_available_complete": fields.boolean("availabilityTimeComplete"),
        "initialization": fields.child("Initialization", UrlRange.read),
        "representation_index": fields.child("RepresentationIndex", UrlRange.read),
    }


def _multiple(fields: Fields) -> dict[str, Any]:
    return {
        "duration": fields.positive("duration"),
        "start_number": fields.unsigned("startNumber"),
        "end_number": fields.unsigned("endNumber"),
        "timeline": fields.child("SegmentTimeline", lambda timeline: timeline.element.timeline),
        "bitstream_switching": fields.child("BitstreamSwitching", UrlRange.read),
    }
