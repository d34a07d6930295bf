"""A presentation as plain data for JSON: what `playhead probe --json` writes.

Names and units are those of the model. A field that the manifest leaves open is null; a list is never null.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from playhead.presentation import (
    Kind,
    ManifestWarning,
    Period,
    Protection,
    Representation,
    Segment,
    SegmentIndex,
    StreamingProtocol,
    Track,
)
from playhead_app.probe.reading import Probed

__all__ = ["MAX_SEGMENTS", "outline"]

# Of one representation: a day of two-second segments. More would be a denial of service with our own pen.
MAX_SEGMENTS = 50_000


def outline(probed: Probed, *, with_segments: bool = False) -> dict[str, Any]:
    """Return everything that is known about a source.

    Args:
        probed: The presentation with the segment lists that could be had.
        with_segments: Whether `segments` is filled; it is empty otherwise.
    """
    presentation = probed.presentation
    return {
        "protocol": presentation.protocol.value,
        "live": probed.is_live,
        "duration_s": _seconds(probed.duration_s),
        "start_s": presentation.start_hint_s,
        "periods": [_period(probed, period, with_segments) for period in presentation.periods],
        "protection": _protection(probed),
        "events": list(probed.events),
        "thumbnails": list(_thumbnails(presentation.periods)),
        "steering": _steering(probed),
        "warnings": [_warning(warning) for warning in probed.warnings],
    }


def _period(probed: Probed, period: Period, with_segments: bool) -> dict[str, Any]:
    duration = period.duration
    if duration is None and len(probed.presentation.periods) == 1 and probed.duration_s is not None:
        duration = probed.duration_s
    return {
        "id": period.id,
        "start_s": _seconds(period.start),
        "duration_s": _seconds(duration),
        "tracks": [_track(probed, track, with_segments) for track in period.tracks],
        "trick_play": [_track(probed, track, with_segments) for track in period.trick_play],
    }


def _track(probed: Probed, track: Track, with_segments: bool) -> dict[str, Any]:
    return {
        "id": track.id,
        "kind": track.kind.value,
        "language": track.language,
        "label": track.label,
        "roles": list(track.roles),
        "codecs": sorted({codec for each in track.representations for codec in each.codecs}),
        "channels": _channels(track),
        "default": track.is_default,
        "muxed": track.is_muxed,
        "representations": [_representation(probed, each, with_segments) for each in track.representations],
    }


def _channels(track: Track) -> int | None:
    return track.channels or max((each.channels or 0 for each in track.representations), default=0) or None


def _representation(probed: Probed, representation: Representation, with_segments: bool) -> dict[str, Any]:
    index = probed.indices.get(representation.id)
    return {
        "id": representation.id,
        "bandwidth_bps": representation.bandwidth_bps,
        "average_bandwidth_bps": representation.average_bandwidth_bps,
        "width": representation.width,
        "height": representation.height,
        "frame_rate": None if representation.frame_rate is None else _rounded(representation.frame_rate),
        "codecs": list(representation.codecs),
        "channels": representation.channels,
        "sample_rate_hz": representation.sample_rate_hz,
        "container": representation.container.value,
        "protected": bool(representation.protection),
        "video_range": representation.video_range or None,
        "pathways": [each for each in _pathways(representation) if each],
        "segment_count": None if index is None else index.count,
        "segments": list(_segments(index, representation)) if with_segments and index is not None else [],
    }


def _segments(index: SegmentIndex, representation: Representation) -> Iterator[dict[str, Any]]:
    for segment in itertools.islice(index, MAX_SEGMENTS):
        yield {
            "number": segment.number,
            "start_s": _rounded(segment.start_s),
            "duration_s": _rounded(segment.duration_s),
            "url": segment.url,
            "byte_range": _byte_range(segment),
            "init_url": segment.init.url if segment.init else None,
            "discontinuity": segment.discontinuity,
            "gap": segment.is_gap,
            "key_ids": _key_ids(segment.protection or representation.protection),
            "utc_start_s": segment.utc_start_s,
        }


def _key_ids(protection: Iterable[Protection]) -> list[str]:
    return list(dict.fromkeys(key_id for each in protection for key_id in each.key_ids))


def _byte_range(segment: Segment) -> list[int | None] | None:
    return [segment.byte_range.first, segment.byte_range.last] if segment.byte_range else None


def _pathways(representation: Representation) -> list[str]:
    return [representation.pathway, *(each.pathway for each in representation.alternatives)]


def _steering(probed: Probed) -> dict[str, Any] | None:
    steering = probed.presentation.steering or probed.steering
    if steering is None:
        return None
    pathways = (name for each in probed.representations() for name in _pathways(each) if name)
    return {
        "server_url": steering.url,
        "default_pathway": steering.pathway or None,
        "pathways": list(dict.fromkeys(pathways)),
    }


def _protection(probed: Probed) -> list[dict[str, Any]]:
    found: dict[Protection, None] = {}
    for representation in probed.representations():
        found.update(dict.fromkeys(representation.protection))
        # Only HLS protects segment by segment; walking through every DASH template would be in vain.
        if probed.presentation.protocol is StreamingProtocol.HLS:
            index = probed.indices.get(representation.id)
            for segment in itertools.islice(index or (), MAX_SEGMENTS):
                found.update(dict.fromkeys(segment.protection))
                found.update(dict.fromkeys(segment.init.protection if segment.init else ()))
    early = dict.fromkeys(probed.presentation.session_protection)
    return [
        {
            "scheme": each.scheme,
            "key_system": each.key_system,
            "key_uri": each.key_uri,
            "iv": each.iv.hex() if each.iv else None,
            "key_ids": list(each.key_ids),
            "init_data_bytes": [len(data) for data in each.init_data],
            "early": each in early,
        }
        for each in early | found
    ]


def _thumbnails(periods: Iterable[Period]) -> Iterator[dict[str, Any]]:
    for period in periods:
        for track in period.tracks_of(Kind.IMAGE):
            for representation in track.representations:
                yield {
                    "period": period.id,
                    "id": representation.id,
                    "bandwidth_bps": representation.bandwidth_bps,
                    "width": representation.width,
                    "height": representation.height,
                    "tile_grid": list(representation.tile_grid) if representation.tile_grid else None,
                    "codecs": list(representation.codecs),
                }


def _warning(warning: ManifestWarning) -> dict[str, Any]:
    return asdict(warning)


def _seconds(value: Fraction | float | None) -> float | None:
    return None if value is None else _rounded(value)


def _rounded(value: Fraction | float) -> float:
    return round(float(value), 6)
