"""Events of the document on the presentation's timeline (ISO/IEC 23009-1 §5.10.2)."""

import base64
import binascii
from collections.abc import Iterator
from fractions import Fraction

from playhead.containers.scte35 import parse_splice
from playhead.dash.document.element import Element, walk
from playhead.dash.document.events import Event, EventStream
from playhead.dash.document.mpd import Mpd
from playhead.dash.document.serialize import to_xml
from playhead.dash.faults import Notes
from playhead.dash.periods import spans_of
from playhead.presentation import Splice, TimedEvent

__all__ = ["events_of"]

_SCTE_35 = "urn:scte:scte35:"


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
                    stream.scheme,
                    stream.value,
                    "" if event.id is None else str(event.id),
                    span.start + start,
                    _duration(event, stream),
                    None if span.utc_start is None else float(span.utc_start + start),
                    data,
                    _splice(stream, event, data),
                )


def _duration(event: Event, stream: EventStream) -> Fraction | None:
    return None if event.duration is None else Fraction(event.duration, stream.timescale)


def _data(event: Event) -> bytes | str | None:
    if event.is_base64:
        return _decoded(event.message_data)
    content: tuple[Element, ...] = event.element.children
    if not content or "messageData" in event.element.attributes:
        return event.message_data
    return event.element.text + "".join(to_xml(child) for child in content)


def _splice(stream: EventStream, event: Event, data: bytes | str) -> Splice | None:
    """Return the SCTE 35 message: in a Binary element (SCTE 214-1 §6.7.4), or as the event's own data."""
    if not stream.scheme.lower().startswith(_SCTE_35):
        return None
    if isinstance(data, bytes):
        return parse_splice(data)
    inner = next((each.text for each in walk(event.element) if each.name == "Binary"), event.message_data)
    message = _decoded(inner)
    return None if message is None else parse_splice(message)


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
