"""An MPD's presentation, and what its document says beside it."""

from collections.abc import Iterator, Mapping
from typing import Any

from playhead.dash import Manifest
from playhead.dash.document import Mpd
from playhead.dash.document.events import EventStream
from playhead.dash.document.mpd import MpdPeriod
from playhead.presentation import Steering
from playhead_app.probe.document_reading import Reading

__all__ = ["read_manifest"]


def read_manifest(body: bytes, url: str, now_utc_s: float | None) -> Reading:
    """Read an MPD as it stands at a moment; None for what it says without one.

    Raises:
        ManifestError: If it can't be read or holds nothing to play.
    """
    manifest = Manifest.read(body, url)
    presentation = manifest.presentation(now_utc_s=now_utc_s)
    return Reading(presentation, tuple(_announced_events(manifest.mpd)), _steering(manifest.mpd))


def _steering(mpd: Mpd) -> Steering | None:
    described = (each.content_steering for each in mpd.service_descriptions if each.content_steering)
    found = mpd.content_steering or next(described, None)
    if found is None:
        return None
    return Steering(found.server_url.strip(), next(iter(found.default_service_locations), ""))


def _announced_events(mpd: Mpd) -> Iterator[Mapping[str, Any]]:
    """Yield the streams of events that come in the segments: the document only says that there are some."""
    announced = dict.fromkeys(
        (stream.scheme, stream.value) for period in mpd.periods for stream in _announced(period)
    )
    for scheme, value in announced:
        yield {
            "scheme": scheme,
            "id": None,
            "value": value or None,
            "start_s": None,
            "start_utc_s": None,
            "duration_s": None,
            "data": "in the segments",
            "splice": None,
        }


def _announced(period: MpdPeriod) -> Iterator[EventStream]:
    for adaptation_set in period.adaptation_sets:
        yield from adaptation_set.media.inband_event_streams
        for representation in adaptation_set.representations:
            yield from representation.media.inband_event_streams
