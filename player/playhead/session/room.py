"""Whether anything else may use the line now without the picture that plays missing anything."""

from collections.abc import Sequence

from playhead.session.stream_context import StreamContext
from playhead.session.streams import TrackStream

__all__ = ["has_room"]

_COMFORT_S = 6.0


def has_room(context: StreamContext, streams: Sequence[TrackStream]) -> bool:
    """Return True if every stream that plays has comfortably much ahead, or is done."""
    comfort_s = min(_COMFORT_S, context.settings.buffer.goal_s / 2)
    window = context.window()
    if window is not None:
        # Near a live edge there is no more to be had than what has been sent.
        comfort_s = min(comfort_s, max(window.end_s - context.position_s(), 0.0) / 2)
    return all(stream.has_ended or stream.level_s >= comfort_s for stream in streams)
