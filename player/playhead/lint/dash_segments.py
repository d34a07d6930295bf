"""Where segments are, and when: templates, timelines, alignment (ISO/IEC 23009-1 §5.3.9, §5.3.3.2)."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from playhead.dash.document.addressing import Addressing, SegmentBase, SegmentList, SegmentTemplate
from playhead.dash.document.element import Element, Timeline
from playhead.dash.runs import runs_of_timeline
from playhead.lint.dash_title import DashTitle, Member, at
from playhead.lint.finding import FindingSeverity, Found, rule
from playhead.presentation import Kind

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = FindingSeverity
_ADDRESSING = "ISO/IEC 23009-1 §5.3.9.1"
_TEMPLATE = "ISO/IEC 23009-1 §5.3.9.4"
_TIMELINE = "ISO/IEC 23009-1 §5.3.9.6"
_ALIGNMENT = "ISO/IEC 23009-1 §5.3.3.2"
# Segments that are compared; a set that is aligned so far is aligned.
_COMPARED = 2_000
# Rounding to another timescale.
_TOLERANCE_S = 0.002

_IsOff = Callable[[int], bool]


def _addressings(title: DashTitle) -> Iterator[Addressing]:
    """Yield each distinct addressing once."""
    seen: set[int] = set()
    for each in title.members:
        if each.addressing is not None and id(each.addressing.element) not in seen:
            seen.add(id(each.addressing.element))
            yield each.addressing


def _timelines(title: DashTitle) -> Iterator[tuple[Element, Timeline, int]]:
    """Yield each timeline once, with its element and timescale."""
    seen: set[int] = set()
    for each in title.members:
        addressing = each.addressing
        if addressing is not None and addressing.timeline is not None and id(addressing.timeline) not in seen:
            seen.add(id(addressing.timeline))
            element = addressing.element.first("SegmentTimeline") or addressing.element
            yield element, addressing.timeline, addressing.timescale or 1


@rule("dash.timeline-gap", _WARNING, _TIMELINE)
def timeline_gap(title: DashTitle) -> Iterator[Found]:
    """Each S starts where the one before it ends."""
    for element, timeline, timescale in _timelines(title):
        yield from _jump(element, timeline, timescale, lambda off: off > 0, "a gap of {:.3f} s")


@rule("dash.timeline-overlap", _ERROR, _TIMELINE)
def timeline_overlap(title: DashTitle) -> Iterator[Found]:
    """No S starts before the one before it ends."""
    for element, timeline, timescale in _timelines(title):
        yield from _jump(element, timeline, timescale, lambda off: off < 0, "an overlap of {:.3f} s")


def _jump(element: Element, timeline: Timeline, timescale: int, is_off: _IsOff, what: str) -> Iterator[Found]:
    """Tell the first jump of a timeline and how many there are."""
    end: int | None = None
    first: str | None = None
    count = 0
    for nth, (start, duration, repeat) in enumerate(timeline.entries, 1):
        off = 0 if start is None or end is None else start - end
        if is_off(off) and abs(off) > timescale * _TOLERANCE_S:
            count += 1
            first = first or f"{what.format(abs(off) / timescale)} before S number {nth}"
        begin = start if start is not None else (end or 0)
        # What an open repetition reaches to is where the next S starts.
        end = None if repeat < 0 else begin + duration * (repeat + 1)
    if first is not None:
        yield at(element, first if count == 1 else f"{first}, and {count - 1} more")


@rule("dash.timeline-without-start", _ADVICE, _TIMELINE)
def timeline_without_start(title: DashTitle) -> Iterator[Found]:
    """The first S of a live timeline has @t: without it the timeline starts at 0."""
    for element, timeline, _ in _timelines(title):
        if title.mpd.is_dynamic and len(timeline.entries) and timeline.entries[0][0] is None:
            yield at(element, "the first S has no @t")


@rule("dash.duration-and-timeline", _ERROR, _ADDRESSING)
def duration_and_timeline(title: DashTitle) -> Iterator[Found]:
    """Segments have @duration or a SegmentTimeline, not both."""
    for each in _addressings(title):
        if each.timeline is not None and each.duration is not None:
            yield at(each.element, "@duration beside a SegmentTimeline")
        elif each.timeline is None and each.duration is None and _has_many(each):
            yield at(each.element, "neither @duration nor a SegmentTimeline")


def _has_many(each: Addressing) -> bool:
    return isinstance(each, SegmentTemplate) and _has(each.media, "$Number")


def _has(template: str | None, identifier: str) -> bool:
    return template is not None and identifier in template


@rule("dash.template-time", _ERROR, _TEMPLATE)
def template_time(title: DashTitle) -> Iterator[Found]:
    """$Time$ needs a SegmentTimeline, and stands without $Number$."""
    for each in _addressings(title):
        if isinstance(each, SegmentTemplate) and _has(each.media, "$Time"):
            if each.timeline is None:
                yield at(each.element, "@media has $Time$ and there is no SegmentTimeline")
            if _has(each.media, "$Number"):
                yield at(each.element, "@media has $Time$ and $Number$")


@rule("dash.template-same-address", _ERROR, _TEMPLATE)
def template_same_address(title: DashTitle) -> Iterator[Found]:
    """Segments of different representations have different addresses."""
    for _, members in title.sets:
        shared: dict[tuple[str, str], Member] = {}
        for each in members:
            template = each.addressing
            if not isinstance(template, SegmentTemplate) or template.media is None:
                continue
            if _has(template.media, "$RepresentationID$") or _has(template.media, "$Bandwidth"):
                continue
            base = "".join(base.url for base in each.representation.base_urls)
            other = shared.setdefault((template.media, base), each)
            if other is not each:
                message = (
                    "@media has neither $RepresentationID$ nor $Bandwidth$, so another one's segments come"
                )
                yield at(each.representation.element, message)


@rule("dash.initialization-missing", _WARNING, "ISO/IEC 23009-1 §5.3.9.5.2")
def initialization_missing(title: DashTitle) -> Iterator[Found]:
    """MP4 segments have an initialization, unless each is self-initializing."""
    told: set[int] = set()
    for each in title.of_kind(Kind.VIDEO, Kind.AUDIO):
        found = each.addressing
        if not isinstance(found, SegmentTemplate | SegmentList) or id(found.element) in told:
            continue
        template = found.initialization_template if isinstance(found, SegmentTemplate) else None
        if (each.media.mime_type or "").endswith("/mp4") and not (template or found.initialization):
            told.add(id(found.element))
            yield at(found.element, "there is no initialization")


@rule("dash.index-range-missing", _ADVICE, "DASH-IF IOP 4.3 §3.2.1")
def index_range_missing(title: DashTitle) -> Iterator[Found]:
    """A SegmentBase has @indexRange: else all of the file is one segment."""
    for each in _addressings(title):
        if isinstance(each, SegmentBase) and each.index_range is None and each.representation_index is None:
            yield at(each.element, "there is no @indexRange")


@rule("dash.alignment-missing", _WARNING, "DASH-IF IOP 4.3 §3.2.2")
def alignment_missing(title: DashTitle) -> Iterator[Found]:
    """Sets with several representations have @segmentAlignment, or @subsegmentAlignment for SegmentBase."""
    for adaptation_set, members in title.sets:
        if len(members) < 2 or members[0].kind not in (Kind.VIDEO, Kind.AUDIO):
            continue
        is_file = members[0].addressing is None or isinstance(members[0].addressing, SegmentBase)
        name = "subsegmentAlignment" if is_file else "segmentAlignment"
        if adaptation_set.element.attributes.get(name, "false").strip() in ("false", "0"):
            yield at(adaptation_set.element, f"@{name} is not true, so players may not switch")


@rule("dash.rungs-misaligned", _ERROR, _ALIGNMENT)
def rungs_misaligned(title: DashTitle) -> Iterator[Found]:
    """Where @segmentAlignment is true, segments of all representations begin at the same moments."""
    for adaptation_set, members in title.sets:
        if adaptation_set.element.attributes.get("segmentAlignment", "false").strip() in ("false", "0"):
            continue
        first = members[0].addressing
        for each in members[1:]:
            off = _first_difference(first, each.addressing)
            if off is not None:
                message = (
                    f"segment {off[0] + 1} begins {float(off[1]):+.3f} s from the first representation's"
                )
                yield at(each.representation.element, message)


def _first_difference(one: Addressing | None, other: Addressing | None) -> tuple[int, Fraction] | None:
    if one is None or other is None or _timing(one) == _timing(other):
        return None
    for nth, (ours, theirs) in enumerate(zip(_starts(other), _starts(one), strict=False)):
        if abs(ours - theirs) > _TOLERANCE_S:
            return nth, ours - theirs
    return None


def _timing(each: Addressing) -> tuple[object, ...]:
    return each.timescale or 1, each.presentation_time_offset or 0, each.duration, id(each.timeline)


def _starts(each: Addressing) -> Iterator[Fraction]:
    """Yield the first segments' starts since the period's."""
    timescale, offset = each.timescale or 1, each.presentation_time_offset or 0
    if each.timeline is not None:
        runs = runs_of_timeline(each.timeline.entries, offset, None)
        yield from (Fraction(runs.span(nth)[0], timescale) for nth in range(min(runs.count, _COMPARED)))
    elif each.duration is not None:
        yield from (Fraction(nth * each.duration, timescale) for nth in range(_COMPARED))


@rule("dash.max-segment-duration-exceeded", _ERROR, "ISO/IEC 23009-1 §5.3.1.2")
def max_segment_duration_exceeded(title: DashTitle) -> Iterator[Found]:
    """No segment lasts longer than @maxSegmentDuration."""
    limit = title.mpd.max_segment_duration
    if limit is None:
        return
    for each in _addressings(title):
        entries = each.timeline.entries if each.timeline is not None else ()
        longest = max((duration for _, duration, _ in entries), default=each.duration or 0)
        duration_s = longest / (each.timescale or 1)
        if duration_s > float(limit) + _TOLERANCE_S and not isinstance(each, SegmentBase):
            message = f"a segment lasts {duration_s:g} s, @maxSegmentDuration is {float(limit):g} s"
            yield at(each.element, message)


RULES = (
    timeline_gap,
    timeline_overlap,
    timeline_without_start,
    duration_and_timeline,
    template_time,
    template_same_address,
    initialization_missing,
    index_range_missing,
    alignment_missing,
    rungs_misaligned,
    max_segment_duration_exceeded,
)
