"""All timed events that are known of a title, each once, whoever told of it.

An event comes again with every refresh, in two variants' playlists, in repeated `emsg` boxes and when a
segment is loaded anew after a seek. What makes two of them the same depends on who says so: a date range is
its ID and may get its start and its end later (RFC 8216 §4.3.2.7); others are scheme, value and id, and the
time as well, for many packagers give every message the id 0.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias
from zlib import crc32

from playhead.presentation import TimedEvent

__all__ = ["EventBoard", "EventKey", "key_of"]

EventKey: TypeAlias = tuple[str, ...]

_MOST_EVENTS = 20_000


def key_of(event: TimedEvent) -> EventKey:
    """Return what two tellings of one event have in common."""
    if event.scheme == "EXT-X-DATERANGE":
        return event.scheme, event.id
    if event.scheme == "EXT-X-CUE-OUT":
        return event.scheme, event.value, event.id
    start_s = event.start_s
    data = event.data.encode() if isinstance(event.data, str) else event.data
    what = event.id or f"{crc32(data):08x}"
    return event.scheme, event.value, what, "" if start_s is None else f"{start_s:.2f}"


class EventBoard:
    """The events of one title, by time."""

    def __init__(self) -> None:
        self._events: dict[EventKey, TimedEvent] = {}
        self._order: list[tuple[float, EventKey]] | None = None
        self._limit_s = float("-inf")

    def learn(self, event: TimedEvent) -> EventKey | None:
        """Take an event in; return its key if it brings anything new."""
        start_s, end_s = event.start_s, event.end_s
        latest_s = end_s if end_s is not None else start_s
        if latest_s is not None and latest_s < self._limit_s:
            return None
        key = key_of(event)
        known = self._events.get(key)
        if known is not None:
            event = _merged(known, event)
            if event == known:
                return None
        elif len(self._events) >= _MOST_EVENTS:
            return None
        self._events[key] = event
        self._order = None
        return key

    def get(self, key: EventKey) -> TimedEvent | None:
        """Return an event by its key."""
        return self._events.get(key)

    @property
    def all(self) -> tuple[TimedEvent, ...]:
        """All events, by start; those whose start isn't known yet come last."""
        placed = [self._events[key] for _, key in self._ordered]
        return (*placed, *(event for event in self._events.values() if event.start is None))

    def until(self, time_s: float) -> Iterable[tuple[EventKey, TimedEvent]]:
        """Yield what starts at `time_s` or before, by start."""
        order = self._ordered
        for _, key in order[: bisect_right(order, (time_s, ("\U0010ffff",)))]:
            yield key, self._events[key]

    def next_start_s(self, time_s: float) -> float | None:
        """Return when the next event after `time_s` starts; None if there is none."""
        order = self._ordered
        place = bisect_left(order, (time_s, ("\U0010ffff",)))
        return order[place][0] if place < len(order) else None

    def forget_before(self, limit_s: float) -> None:
        """Let go of what ended before, and don't take it in again."""
        self._limit_s = max(self._limit_s, limit_s)
        for key in [key for start_s, key in self._ordered if start_s < limit_s]:
            event = self._events[key]
            latest_s = event.start_s if event.end_s is None else event.end_s
            if latest_s is not None and latest_s < limit_s:
                del self._events[key]
                self._order = None

    @property
    def _ordered(self) -> list[tuple[float, EventKey]]:
        if self._order is None:
            starts = ((event.start_s, key) for key, event in self._events.items())
            self._order = sorted((start_s, key) for start_s, key in starts if start_s is not None)
        return self._order


def _merged(known: TimedEvent, said: TimedEvent) -> TimedEvent:
    """Return the newer telling, with what only the older one says."""
    return replace(
        said,
        value=said.value or known.value,
        start=known.start if said.start is None else said.start,
        duration=known.duration if said.duration is None else said.duration,
        utc_start_s=known.utc_start_s if said.utc_start_s is None else said.utc_start_s,
        splice=said.splice or known.splice,
        interstitial=said.interstitial or known.interstitial,
    )
