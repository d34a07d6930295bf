"""Event message boxes (ISO/IEC 23009-1 §5.10.3.3)."""

from fractions import Fraction

from playhead.containers.isobmff.boxes import Box, Fields
from playhead.containers.messages import Message
from playhead.errors import MediaError

__all__ = ["emsg_message"]

_UNKNOWN_DURATION = 0xFFFFFFFF


def emsg_message(data: bytes | bytearray, box: Box) -> Message | None:
    """Read an event message box of version 0 or 1; None if it is broken or of another version."""
    try:
        fields = Fields(data, box)
        version, _ = fields.version_and_flags()
        if version == 0:
            scheme, value = _text(fields, data), _text(fields, data)
            timescale, time, duration, id_ = fields.take(">IIII")
        elif version == 1:
            timescale, time, duration, id_ = fields.take(">IQII")
            scheme, value = _text(fields, data), _text(fields, data)
        else:
            return None
    except MediaError:
        return None
    if not timescale or not scheme:
        return None
    return Message(
        scheme,
        value,
        str(id_),
        Fraction(time, timescale),
        None if duration == _UNKNOWN_DURATION else Fraction(duration, timescale),
        bytes(data[fields.at : box.end]),
        is_relative=version == 0,
    )


def _text(fields: Fields, data: bytes | bytearray) -> str:
    end = data.find(0, fields.at, fields.box.end)
    end = fields.box.end if end < 0 else end
    text = bytes(data[fields.at : end]).decode("utf-8", "replace")
    fields.at = end + 1
    return text
