"""What an author says about moments, as plain data for JSON: the model's events, splices decoded."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from playhead.presentation import Splice, TimedEvent

__all__ = ["MAX_EVENTS", "told_events"]

MAX_EVENTS = 5_000
_MAX_DATA = 4_000  # characters of one event's payload


def told_events(events: Iterable[TimedEvent]) -> tuple[Mapping[str, Any], ...]:
    """Return each event once, for every playlist of a title repeats them; at most `MAX_EVENTS`."""
    told: dict[TimedEvent | tuple[str, str, str], Mapping[str, Any]] = {}
    for event in events:
        if len(told) == MAX_EVENTS:
            break
        key = (event.scheme, event.value, event.id) if event.id else event
        told.setdefault(key, _told(event))
    return tuple(told.values())


def _told(event: TimedEvent) -> Mapping[str, Any]:
    data = event.data if isinstance(event.data, str) else base64.b64encode(event.data).decode()
    return {
        "scheme": event.scheme,
        "id": event.id or None,
        "value": event.value or None,
        "start_s": None if event.start is None else round(float(event.start), 6),
        "start_utc_s": event.utc_start_s,
        "duration_s": None if event.duration is None else round(float(event.duration), 6),
        "data": data[:_MAX_DATA],
        "splice": None if event.splice is None else _splice(event.splice),
    }


def _splice(splice: Splice) -> Mapping[str, Any]:
    said = asdict(splice)
    for segmentation in said["segmentations"]:
        segmentation["upid"] = segmentation["upid"].hex()
    return said
