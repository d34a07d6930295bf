"""ProducerReferenceTime: what the wall clock showed when a moment was captured (ISO/IEC 23009-1 §5.12).

Without one, a moment of the media is taken to have happened when the document's own timeline says
(availabilityStartTime). A service that measures latency from the camera says which of them to count from:
Latency@referenceId (§K.4.2.2). The times are on the clock that UTCTiming names; one that is on another clock
tells us nothing. Those inside the media (`prft` boxes) are not read: they repeat what the document says.
"""

from collections.abc import Iterator
from fractions import Fraction

from playhead.dash.document.descriptors import Descriptor
from playhead.dash.document.mpd import Mpd
from playhead.dash.document.service import ProducerReferenceTime
from playhead.dash.faults import Notes
from playhead.dash.levels import addressing_of
from playhead.dash.periods import spans_of
from playhead.dash.values import parse_date_time

__all__ = ["capture_lead_s"]


def capture_lead_s(mpd: Mpd, reference_id: int | None) -> float | None:
    """Return how much earlier a moment was captured than the document's timeline says.

    Args:
        reference_id: Which ProducerReferenceTime latency is measured by; None: by none.

    Returns:
        Seconds, negative for later; None where nobody tells.
    """
    if reference_id is None or mpd.availability_start is None:
        return None
    newest: Fraction | None = None
    for reference, position in _references(mpd):
        wall_clock = parse_date_time(reference.wall_clock_time)
        if reference.id == reference_id and wall_clock is not None and _is_on_our_clock(mpd, reference):
            newest = mpd.availability_start + position - wall_clock
    return None if newest is None else float(newest)


def _references(mpd: Mpd) -> Iterator[tuple[ProducerReferenceTime, Fraction]]:
    """Yield each, in order, with the moment of the presentation that it is about."""
    for period, span in spans_of(mpd, Notes()):
        for each in period.adaptation_sets:
            for representation in each.representations:
                addressing = addressing_of((representation, each, period))
                timescale = (addressing.timescale if addressing else None) or 1
                offset = (addressing.presentation_time_offset if addressing else None) or 0
                for reference in (*each.media.reference_times, *representation.media.reference_times):
                    if reference.presentation_time is not None:
                        yield (
                            reference,
                            span.start + Fraction(reference.presentation_time - offset, timescale),
                        )


def _is_on_our_clock(mpd: Mpd, reference: ProducerReferenceTime) -> bool:
    def what(clock: Descriptor) -> tuple[str, str]:
        return clock.scheme.lower(), clock.value or ""

    return reference.utc_timing is None or what(reference.utc_timing) in map(what, mpd.utc_timings)
