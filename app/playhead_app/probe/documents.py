"""What a manifest says beside what there is to play: events, thumbnails, steering, keys announced early.

The neutral model leaves these out, for playback does not need them; whoever looks into a manifest does. So
the document itself is read once more, with the protocol's own reader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urljoin

from playhead import hls
from playhead.dash.document import Mpd, read_mpd
from playhead.dash.document.events import EventStream
from playhead.dash.document.mpd import MpdPeriod
from playhead.dash.faults import Notes
from playhead.dash.periods import spans_of
from playhead.hls import MediaPlaylist, MultivariantPlaylist
from playhead.hls.attributes import parse_attributes
from playhead.hls.tags import KeyTag
from playhead.hls.warning_log import WarningLog
from playhead.presentation import Presentation, StreamingProtocol

__all__ = ["Extras", "dateranges", "read_extras"]

_MAX_EVENTS = 5_000
_MAX_DATA = 4_000
_DATERANGE = "EXT-X-DATERANGE"


@dataclass(frozen=True, slots=True)
class Extras:
    """Plain data for JSON."""

    events: tuple[Mapping[str, Any], ...] = ()
    thumbnails: tuple[Mapping[str, Any], ...] = ()
    steering: Mapping[str, Any] | None = None
    keys: tuple[Mapping[str, Any], ...] = ()


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
    return Extras(events=tuple(_dateranges_of(document)))


def dateranges(body: bytes, url: str) -> Iterator[Mapping[str, Any]]:
    """Yield the EXT-X-DATERANGE tags of a media playlist (RFC 8216 §4.3.2.7).

    Raises:
        ManifestError: If the playlist can't be read.
    """
    # Few playlists have any, and reading one twice is not free.
    if f"#{_DATERANGE}".encode() in body:
        document = hls.parse_document(body, url)
        if isinstance(document, MediaPlaylist):
            yield from _dateranges_of(document)


def _dateranges_of(playlist: MediaPlaylist) -> Iterator[Mapping[str, Any]]:
    for tag in [tag for tag in playlist.unknown if tag.name == _DATERANGE][:_MAX_EVENTS]:
        raw = parse_attributes(tag.value, WarningLog(), tag.line, tag.name)
        said = {name: value.strip('"') for name, value in raw.items()}
        yield {
            "scheme": _DATERANGE,
            "id": said.get("ID"),
            "value": said.get("CLASS"),
            "start_s": None,
            "start_utc": said.get("START-DATE"),
            "duration_s": _decimal(said.get("DURATION") or said.get("PLANNED-DURATION")),
            "data": {name: value[:_MAX_DATA] for name, value in said.items()},
            "line": tag.line,
        }


def _of_multivariant(document: MultivariantPlaylist) -> Extras:
    steering = document.content_steering
    thumbnails = (
        {
            "period": "0",
            "id": variant.name or variant.uri,
            "bandwidth_bps": variant.bandwidth_bps,
            "width": variant.resolution[0] if variant.resolution else None,
            "height": variant.resolution[1] if variant.resolution else None,
            "codecs": list(variant.codecs),
            "url": urljoin(document.url, variant.uri),
        }
        for variant in document.image_variants
    )
    return Extras(
        thumbnails=tuple(thumbnails),
        steering=None
        if steering is None
        else {
            "server_url": urljoin(document.url, steering.server_uri),
            "default_pathway": steering.pathway_id or None,
            "pathways": sorted({each.pathway_id for each in document.variants if each.pathway_id}),
        },
        keys=tuple(_key(tag, document.url) for tag in document.session_keys if not tag.is_none),
    )


def _key(tag: KeyTag, base_url: str) -> Mapping[str, Any]:
    return {
        "scheme": tag.method,
        "key_system": tag.key_format,
        "key_uri": urljoin(base_url, tag.uri) if tag.uri else None,
        "iv": tag.iv.hex() if tag.iv else None,
        "key_ids": [tag.key_id] if tag.key_id else [],
        "init_data_bytes": [],
    }


def _of_mpd(mpd: Mpd) -> Extras:
    steering = mpd.content_steering or next(
        (each.content_steering for each in mpd.service_descriptions if each.content_steering), None
    )
    locations = sorted({base.service_location for base in mpd.base_urls if base.service_location})
    events = (event for period, span in spans_of(mpd, Notes()) for event in _events(period, span.start))
    return Extras(
        events=tuple(event for event, _ in zip(events, range(_MAX_EVENTS), strict=False)),
        steering=None
        if steering is None
        else {
            "server_url": steering.server_url.strip(),
            "default_pathway": next(iter(steering.default_service_locations), None),
            "pathways": locations,
        },
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
                "start_utc": None,
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
            "start_utc": None,
            "duration_s": None,
            "data": "in the segments",
            "line": stream.element.line,
        }


def _announced(period: MpdPeriod) -> Iterator[EventStream]:
    for adaptation_set in period.adaptation_sets:
        yield from adaptation_set.media.inband_event_streams
        for representation in adaptation_set.representations:
            yield from representation.media.inband_event_streams


def _decimal(text: str | None) -> float | None:
    try:
        return None if text is None else float(Fraction(text))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
