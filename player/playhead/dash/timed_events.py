"""Events of the document on the presentation's timeline (ISO/IEC 23009-1 §5.10.2)."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from playhead.dash.document.element import Element
from playhead.dash.document.events import Event, EventStream
from playhead.dash.document.mpd import Mpd
from playhead.dash.document.serialize import to_xml
from playhead.dash.faults import Notes
from playhead.dash.periods import spans_of

__all__ = ["TimedEvent", "events_of"]


@dataclass(frozen=True, slots=True)
class TimedEvent:
    """One event.

    Attributes:
        scheme, value: Say what it means.
        id: Events of one scheme and value with equal ids are the same one, seen again.
        start: Seconds on the presentation's timeline.
        duration: Seconds; None if it is not known.
        data: What it carries: bytes of base64 data, else text; XML content as text.
    """

    scheme: str
    value: str
    id: int | None
    period: str
    start: Fraction
    duration: Fraction | None
    data: bytes | str


def events_of(mpd: Mpd) -> Iterator[TimedEvent]:
    """Yield all events of the document, period by period; those whose data can't be read are left out.

    An event that starts behind its period's end never happens (§5.10.2.2).
    """
    for period, span in spans_of(mpd, Notes()):
        for stream in period.event_streams:
            for event in stream.events:
                start = Fraction(event.presentation_time - stream.presentation_time_offset, stream.timescale)
                data = _data(event)
                if data is None or (span.duration is not None and start >= span.duration):
                    continue
                yield TimedEvent(
                    scheme=stream.scheme,
                    value=stream.value,
                    id=event.id,
                    period=span.name,
                    start=span.start + start,
                    duration=_duration(event, stream),
                    data=data,
                )


def _duration(event: Event, stream: EventStream) -> Fraction | None:
    return None if event.duration is None else Fraction(event.duration, stream.timescale)


def _data(event: Event) -> bytes | str | None:
    if event.is_base64:
        try:
            return base64.b64decode("".join(event.message_data.split()), validate=True)
        except ValueError:
            return None
    content: tuple[Element, ...] = event.element.children
    if not content or "messageData" in event.element.attributes:
        return event.message_data
    return event.element.text + "".join(to_xml(child) for child in content)
