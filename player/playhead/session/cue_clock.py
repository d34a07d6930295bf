"""Where a segment's cues go on the presentation's timeline.

| source | its clock |
|---|---|
| DASH, a file or samples | the media's: `media_start` plays at the period's start |
| HLS, samples in MP4 | the media's, which shares its origin with the picture's discontinuity |
| HLS, WebVTT | its own; X-TIMESTAMP-MAP ties it to the media's, without one 0 to 0 (RFC 8216 §3.5) |
| a file that the embedder adds | the presentation's |

MPEG's clock has 33 bits: it starts anew every 26.5 hours, and a packager may count on while the map doesn't.
A cue belongs near its segment, which settles how many turns lie between.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from playhead.captions import CaptionDocument, TimestampMap
from playhead.presentation import Cue, Period, Representation, Segment

__all__ = ["media_offset", "placed"]

_TURN_S = 2**33 / 90_000


def media_offset(period: Period, representation: Representation, origin: Fraction | None) -> Fraction | None:
    """Return the seconds to add to the media's clock; None as long as nobody knows.

    Args:
        period: Of the segment.
        representation: Of the captions.
        origin: That of the picture in the same discontinuity, if one has been placed (HLS).
    """
    if representation.media_start is not None:
        return period.start - representation.media_start
    return origin


def placed(
    document: CaptionDocument,
    segment: Segment,
    period: Period,
    offset: Fraction,
    *,
    is_hls: bool,
    end_s: float | None,
) -> Iterator[Cue]:
    """Yield the segment's cues on the presentation's timeline, cut to their period.

    Args:
        document: What the segment said.
        segment: Where it is declared to play.
        period: Of the segment.
        offset: From `media_offset`.
        is_hls: Whether text has a clock of its own, and clocks turn over.
        end_s: Where the period ends; None if that isn't known.
    """
    shift_s = float(offset)
    if is_hls and not document.is_on_media_clock:
        shift_s += (document.timestamp_map or TimestampMap()).shift_s
    begin_s = float(period.start)
    expected_s = begin_s + segment.start_s
    for cue in document.cues:
        start_s, stop_s = cue.start_s + shift_s, cue.end_s + shift_s
        if is_hls:
            turns_s = round((start_s - expected_s) / _TURN_S) * _TURN_S
            start_s, stop_s = start_s - turns_s, stop_s - turns_s
        start_s = max(start_s, begin_s)
        stop_s = stop_s if end_s is None else min(stop_s, end_s)
        if stop_s > start_s:
            yield replace(cue, start_s=start_s, end_s=stop_s)
