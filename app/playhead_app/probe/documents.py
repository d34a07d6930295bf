"""What a manifest says beside what there is to play: events, above all.

The neutral model leaves these out, for playback does not need them; whoever looks into a manifest does. So
the document itself is read once more, with the protocol's own reader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from playhead import hls
from playhead.dash.document import Mpd, read_mpd
from playhead.dash.document.events import EventStream
from playhead.dash.document.mpd import MpdPeriod
from playhead.dash.faults import Notes
from playhead.dash.periods import spans_of
from playhead.hls import MediaPlaylist, MultivariantPlaylist
from playhead.hls.date_ranges import DateRange
from playhead.presentation import Presentation, Steering, StreamingProtocol

__all__ = ["Extras", "date_ranges", "read_extras"]

_MAX_EVENTS = 5_000
_MAX_DATA = 4_000


@dataclass(frozen=True, slots=True)
class Extras:
    """Plain data for JSON, for what the presentation does not tell itself."""

    events: tuple[Mapping[str, Any], ...] = ()
    thumbnails: tuple[Mapping[str, Any], ...] = ()
    steering: Steering | None = None


def read_extras(body: bytes, presentation: Presentation) -> Extras:
    """Read what the presentation leaves out of the document that it was made from.

    Raises:
        ManifestError: If it can't be read; it could a moment ago.
    """
    if presentation.protocol is StreamingProtocol.DASH:
        return _of_mpd(read_mpd(body, presentation.url, Notes()))
    document = hls.parse_document(body, presentation.url)
    if isinstance(document, MultivariantPlaylist):
        return _of_multivariant(document)
    return Extras(events=tuple(map(_date_range, document.date_ranges)))


def date_ranges(body: bytes, url: str) -> Iterator[Mapping[str, Any]]:
    """Yield the date ranges of a media playlist (RFC 8216 §4.3.2.7).

    Raises:
        ManifestError: If the playlist can't be read.
    """
    # Few playlists have any, and reading one twice is not free.
    if b"#EXT-X-DATERANGE" in body:
        document = hls.parse_document(body, url)
        if isinstance(document, MediaPlaylist):
            yield from map(_date_range, document.date_ranges)


def _date_range(said: DateRange) -> Mapping[str, Any]:
    duration_us = said.planned_duration
    if said.start_us is not None and said.end_us is not None:
        duration_us = said.end_us - said.start_us
    return {
        "scheme": "EXT-X-DATERANGE",
        "id": said.id,
        "value": said.class_name or None,
        "start_s": None,
        "start_utc_s": None if said.start_us is None else said.start_us / 1e6,
        "duration_s": None if duration_us is None else duration_us / 1e6,
        "data": {name: value.strip('"')[:_MAX_DATA] for name, value in said.attributes.items()},
        "line": said.line,
    }


def _of_multivariant(document: MultivariantPlaylist) -> Extras:
    thumbnails = (
        {
            "period": "0",
            "id": variant.name or variant.uri,
            "bandwidth_bps": variant.bandwidth_bps,
            "width": variant.resolution[0] if variant.resolution else None,
            "height": variant.resolution[1] if variant.resolution else None,
            "tile_grid": None,
            "codecs": list(variant.codecs),
        }
        for variant in document.image_variants
    )
    return Extras(thumbnails=tuple(thumbnails))


def _of_mpd(mpd: Mpd) -> Extras:
    steering = mpd.content_steering or next(
        (each.content_steering for each in mpd.service_descriptions if each.content_steering), None
    )
    events = (event for period, span in spans_of(mpd, Notes()) for event in _events(period, span.start))
    return Extras(
        events=tuple(event for event, _ in zip(events, range(_MAX_EVENTS), strict=False)),
        steering=None
        if steering is None
        else Steering(steering.server_url.strip(), next(iter(steering.default_service_locations), "")),
    )


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
                "data": event.message_data[:_MAX_DATA],
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
