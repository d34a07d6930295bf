"""Events that an MPD carries itself, or announces inside segments (ISO/IEC 23009-1 §5.10)."""

from dataclasses import dataclass

from playhead.dash.document.element import Element
from playhead.dash.document.fields import Fields
from playhead.dash.document.service import XLink

__all__ = ["Event", "EventStream"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of an MPD.

    Attributes:
        element: Holds the event's XML content, if it has any.
        presentation_time: Ticks of its stream, on that stream's own offset.
        duration: Ticks; None if not known.
        is_base64: The message data is base64, not text.
        message_data: @messageData, or the element's text.
    """

    element: Element
    id: int | None
    presentation_time: int
    duration: int | None
    is_base64: bool
    message_data: str

    @classmethod
    def read(cls, fields: Fields) -> "Event":
        """Read the element."""
        data = fields.text("messageData")
        return cls(
            element=fields.element,
            id=fields.unsigned("id"),
            presentation_time=fields.unsigned("presentationTime") or 0,
            duration=fields.unsigned("duration"),
            is_base64=fields.text("contentEncoding") == "base64",
            message_data=fields.element.text if data is None else data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStream:
    """EventStream with its events, or InbandEventStream with none."""

    element: Element
    scheme: str
    value: str
    timescale: int
    presentation_time_offset: int
    xlink: XLink | None
    events: tuple[Event, ...]

    @classmethod
    def read(cls, fields: Fields) -> "EventStream":
        """Read the element."""
        return cls(
            element=fields.element,
            scheme=(fields.text("schemeIdUri") or "").strip(),
            value=fields.text("value") or "",
            timescale=fields.positive("timescale") or 1,
            presentation_time_offset=fields.unsigned("presentationTimeOffset") or 0,
            xlink=XLink.read(fields),
            events=fields.children("Event", Event.read),
        )
