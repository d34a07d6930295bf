"""The MPD itself: what it must say, and what a live one needs (ISO/IEC 23009-1 §5.3.1, DASH-IF IOP)."""

from collections.abc import Iterator
from itertools import pairwise

from playhead.dash.document.element import walk
from playhead.lint.dash_title import DashTitle, at
from playhead.lint.finding import FindingSeverity, Found, rule

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = FindingSeverity
_MPD = "ISO/IEC 23009-1 §5.3.1.2"
_PERIOD = "ISO/IEC 23009-1 §5.3.2.2"
# Gaps that rounding to milliseconds explains.
_TOLERANCE_S = 0.005


@rule("dash.profiles-missing", _ERROR, _MPD)
def profiles_missing(title: DashTitle) -> Iterator[Found]:
    """The MPD has @profiles."""
    if not title.mpd.profiles:
        yield at(title.mpd.element, "there is no @profiles")


@rule("dash.min-buffer-time-missing", _ERROR, _MPD)
def min_buffer_time_missing(title: DashTitle) -> Iterator[Found]:
    """The MPD has @minBufferTime."""
    if title.mpd.min_buffer_time is None:
        yield at(title.mpd.element, "there is no @minBufferTime")


@rule("dash.type-unknown", _ERROR, _MPD)
def type_unknown(title: DashTitle) -> Iterator[Found]:
    """@type is static or dynamic."""
    if title.mpd.type not in ("static", "dynamic"):
        yield at(title.mpd.element, f"@type is {title.mpd.type[:40]!r}")


@rule("dash.duration-missing", _ERROR, _MPD)
def duration_missing(title: DashTitle) -> Iterator[Found]:
    """A static MPD tells how long it lasts: @mediaPresentationDuration, or the last period's @duration."""
    mpd = title.mpd
    if mpd.is_dynamic or not mpd.periods or mpd.media_presentation_duration is not None:
        return
    if mpd.periods[-1].duration is None:
        yield at(mpd.element, "neither @mediaPresentationDuration nor the last period's @duration is there")


@rule("dash.availability-start-missing", _ERROR, _MPD)
def availability_start_missing(title: DashTitle) -> Iterator[Found]:
    """A dynamic MPD has @availabilityStartTime and @publishTime."""
    mpd = title.mpd
    if mpd.is_dynamic and mpd.availability_start is None:
        yield at(mpd.element, "there is no @availabilityStartTime: nobody knows which segments are there")
    if mpd.is_dynamic and mpd.publish_time is None:
        yield at(mpd.element, "there is no @publishTime: versions can't be told apart")


@rule("dash.update-period-missing", _WARNING, _MPD)
def update_period_missing(title: DashTitle) -> Iterator[Found]:
    """A dynamic MPD without a known end has @minimumUpdatePeriod, or it never grows."""
    mpd = title.mpd
    if mpd.is_dynamic and mpd.minimum_update_period is None and mpd.media_presentation_duration is None:
        yield at(mpd.element, "there is no @minimumUpdatePeriod")


@rule("dash.live-attributes-on-static", _WARNING, _MPD)
def live_attributes_on_static(title: DashTitle) -> Iterator[Found]:
    """Attributes of live MPDs stand in dynamic ones alone."""
    mpd = title.mpd
    if mpd.is_dynamic:
        return
    for name in ("minimumUpdatePeriod", "timeShiftBufferDepth", "suggestedPresentationDelay"):
        if name in mpd.element.attributes:
            yield at(mpd.element, f"@{name} means nothing in a static MPD")


@rule("dash.utc-timing-missing", _WARNING, "DASH-IF IOP 4.3 §4.7")
def utc_timing_missing(title: DashTitle) -> Iterator[Found]:
    """A dynamic MPD has UTCTiming: the clocks of living rooms are wrong."""
    if title.mpd.is_dynamic and not title.mpd.utc_timings:
        yield at(title.mpd.element, "there is no UTCTiming")


@rule("dash.time-shift-depth", _WARNING, "DASH-IF IOP 4.3 §4.4.3")
def time_shift_depth(title: DashTitle) -> Iterator[Found]:
    """@timeShiftBufferDepth holds @minBufferTime, @suggestedPresentationDelay and a few segments."""
    mpd = title.mpd
    depth = mpd.time_shift_buffer_depth
    if not mpd.is_dynamic or depth is None:
        return
    needs = (
        ("@suggestedPresentationDelay", mpd.suggested_presentation_delay),
        ("@minBufferTime", mpd.min_buffer_time),
        ("@maxSegmentDuration", mpd.max_segment_duration),
    )
    for name, value in needs:
        if value is not None and value > depth:
            yield at(
                mpd.element, f"{name} is {float(value):g} s, @timeShiftBufferDepth only {float(depth):g} s"
            )


@rule("dash.presentation-delay-short", _WARNING, "DASH-IF IOP 4.3 §4.4.3")
def presentation_delay_short(title: DashTitle) -> Iterator[Found]:
    """@suggestedPresentationDelay leaves time for @minBufferTime."""
    mpd = title.mpd
    delay, buffer = mpd.suggested_presentation_delay, mpd.min_buffer_time
    if mpd.is_dynamic and delay is not None and buffer is not None and delay < buffer:
        message = f"@suggestedPresentationDelay is {float(delay):g} s, @minBufferTime {float(buffer):g} s"
        yield at(mpd.element, message)


@rule("dash.period-gap", _WARNING, _PERIOD)
def period_gap(title: DashTitle) -> Iterator[Found]:
    """Each period starts where the one before it ends."""
    for (before, span), (period, following) in pairwise(title.spans):
        # A span reaches to the next one; only the document tells where the author meant it to end.
        if before.duration is None or period.start is None:
            continue
        off_s = float(following.start - span.start - before.duration)
        if off_s > _TOLERANCE_S:
            yield at(period.element, f"{off_s:.3f} s lie between the end of the period before and @start")
        elif off_s < -_TOLERANCE_S:
            yield at(period.element, f"the period before lasts {-off_s:.3f} s beyond @start")


@rule("dash.period-order", _ERROR, _PERIOD)
def period_order(title: DashTitle) -> Iterator[Found]:
    """Periods stand in the order in which they start."""
    starts = [(period, period.start) for period in title.mpd.periods if period.start is not None]
    for (_, before), (period, start) in pairwise(starts):
        if start < before:
            yield at(
                period.element, f"it starts at {float(start):g} s, the one before at {float(before):g} s"
            )


@rule("dash.period-beyond-end", _WARNING, _PERIOD)
def period_beyond_end(title: DashTitle) -> Iterator[Found]:
    """Periods end by @mediaPresentationDuration."""
    total = title.mpd.media_presentation_duration
    if total is None or not title.spans:
        return
    period, span = title.spans[-1]
    if period.duration is not None and float(span.start + period.duration - total) > _TOLERANCE_S:
        end_s = float(span.start + period.duration)
        yield at(period.element, f"it ends at {end_s:g} s, the presentation at {float(total):g} s")


@rule("dash.period-empty", _WARNING, _PERIOD)
def period_empty(title: DashTitle) -> Iterator[Found]:
    """Each period has something to play."""
    for period in title.mpd.periods:
        if period.xlink is None and not any(each.representations for each in period.adaptation_sets):
            yield at(period.element, "there is no representation in it")


@rule("dash.event-outside-period", _WARNING, "ISO/IEC 23009-1 §5.10.2.2")
def event_outside_period(title: DashTitle) -> Iterator[Found]:
    """Events start within their period; others never happen."""
    for period, span in title.spans:
        for stream in period.event_streams:
            for event in stream.events:
                start_s = (event.presentation_time - stream.presentation_time_offset) / stream.timescale
                if span.duration is not None and start_s >= span.duration:
                    message = f"it starts {start_s:g} s into a period of {float(span.duration):g} s"
                    yield at(event.element, message)


@rule("dash.mixed-content", _WARNING, "DASH-IF IOP 4.3 §7.2")
def mixed_content(title: DashTitle) -> Iterator[Found]:
    """An MPD that came by https names nothing by http."""
    if not title.url.lower().startswith("https:"):
        return
    for element in walk(title.mpd.element):
        if element.name in ("BaseURL", "Location", "PatchLocation") and element.text[:5].lower() == "http:":
            yield at(element, "it leads to an address without encryption")


RULES = (
    profiles_missing,
    min_buffer_time_missing,
    type_unknown,
    duration_missing,
    availability_start_missing,
    update_period_missing,
    live_attributes_on_static,
    utc_timing_missing,
    time_shift_depth,
    presentation_delay_short,
    period_gap,
    period_order,
    period_beyond_end,
    period_empty,
    event_outside_period,
    mixed_content,
)
