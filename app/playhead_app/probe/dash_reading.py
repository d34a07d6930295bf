"""An MPD's presentation, and what its document says beside it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import Any

from playhead.dash import Manifest
from playhead.dash.document import Mpd
from playhead.dash.document.events import EventStream
from playhead.dash.document.mpd import MpdPeriod
from playhead.dash.faults import Notes
from playhead.dash.periods import spans_of
from playhead.presentation import Steering
from playhead_app.probe.document_reading import MAX_DATA, Reading

__all__ = ["read_manifest"]

_MAX_EVENTS = 5_000


def read_manifest(body: bytes, url: str, now_utc_s: float | None) -> Reading:
    """Read an MPD as it stands at a moment; None for what it says without one.

    Raises:
        ManifestError: If it can't be read or holds nothing to play.
    """
    manifest = Manifest.read(body, url)
    presentation = manifest.presentation(now_utc_s=now_utc_s)
    events = (
        event for period, span in spans_of(manifest.mpd, Notes()) for event in _events(period, span.start)
    )
    return Reading(presentation, tuple(islice(events, _MAX_EVENTS)), _steering(manifest.mpd))


def _steering(mpd: Mpd) -> Steering | None:
    described = (each.content_steering for each in mpd.service_descriptions if each.content_steering)
    found = mpd.content_steering or next(described, None)
    if found is None:
        return None
    return Steering(found.server_url.strip(), next(iter(found.default_service_locations), ""))


def _events(period: MpdPeriod, start: Fraction) -> Iterator[Mapping[str, Any]]:
    for stream in period.event_streams:
        for event in stream.events:
            begin = Fraction(event.presentation_time - stream.presentation_time_offset, stream.timescale)
            duration = None if event.duration is None else Fraction(event.duration, stream.timescale)
            yield {
                "scheme": stream.scheme,
                "id": None if event.id is None else str(event.id),
                "value": stream.value or None,
                "start_s": round(float(start + begin), 6),
                "start_utc_s": None,
                "duration_s": None if duration is None else round(float(duration), 6),
                "data": event.message_data[:MAX_DATA],
                "line": event.element.line,
            }
    announced = {(each.scheme, each.value): each for each in _announced(period)}
    for (scheme, value), stream in announced.items():
        yield {
            "scheme": scheme,
            "id": None,
            "value": value or None,
            "start_s": None,
            "start_utc_s": None,
            "duration_s": None,
            "data": "in the segments",
            "line": stream.element.line,
        }


def _announced(period: MpdPeriod) -> Iterator[EventStream]:
    for adaptation_set in period.adaptation_sets:
        yield from adaptation_set.media.inband_event_streams
        for representation in adaptation_set.representations:
            yield from representation.media.inband_event_streams
