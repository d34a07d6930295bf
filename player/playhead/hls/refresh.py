"""When to ask for a live playlist again, and with which delivery directives (RFC 8216bis §6.2.5, §6.3.4)."""

from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from playhead.errors import RequestType
from playhead.hls.addresses import joined
from playhead.hls.media import MediaPlaylist
from playhead.hls.values import TICKS_PER_S
from playhead.presentation import Refresh, Resource

__all__ = ["beside", "live_offset_s", "refresh_of"]

_DEFAULT_TARGET_S = 6.0
_PARTS_HELD_BACK = 3


def live_offset_s(playlist: MediaPlaylist) -> float:
    """Return how far behind the end to play (§4.4.3.8).

    PART-HOLD-BACK where there are parts, by default three of them; else HOLD-BACK, by default three target
    durations.
    """
    control = playlist.server_control
    if playlist.part_target is not None and playlist.segments.parts:
        held_back = control.part_hold_back if control is not None else None
        return (held_back or _PARTS_HELD_BACK * playlist.part_target) / TICKS_PER_S
    if control is not None and control.hold_back is not None:
        return control.hold_back / TICKS_PER_S
    return 3 * _target_s(playlist)


def refresh_of(playlist: MediaPlaylist, source: str, *, has_changed: bool, age_s: float) -> Refresh:
    """Return the next request for a playlist.

    Args:
        playlist: As it is now.
        source: The address that was asked for, without directives.
        has_changed: Whether the last answer brought anything new.
        age_s: Seconds since the last answer.
    """
    control = playlist.server_control
    directives: dict[str, str] = {}
    is_blocking = control is not None and control.can_block_reload and has_changed
    if is_blocking:
        rows = len(playlist.segments)
        directives["_HLS_msn"] = str(playlist.media_sequence + rows)
        if playlist.part_target is not None:
            directives["_HLS_part"] = str(len(playlist.segments.parts.get(rows, ())))
    # §6.2.5.1: no delta update if what we have is older than half of what may be skipped.
    skippable_s = (control.can_skip_until or 0) / TICKS_PER_S if control is not None else 0
    if control is not None and age_s < skippable_s / 2:
        directives["_HLS_skip"] = "v2" if control.can_skip_date_ranges else "YES"
    resource = Resource(_with_directives(source, directives), RequestType.PLAYLIST)
    if is_blocking:
        return Refresh(resource, 0.0, is_blocking=True)
    if playlist.part_target is not None:
        return Refresh(resource, playlist.part_target / TICKS_PER_S)
    return Refresh(resource, _target_s(playlist) * (1.0 if has_changed else 0.5))


def beside(playlist: MediaPlaylist, source: str) -> Resource:
    """Return the first request for another rendition of a live title, at a switch.

    A playlist may report how far its siblings are (EXT-X-RENDITION-REPORT, §4.4.5.4): asked for by that
    number, a cache between can't answer with something older.

    Args:
        playlist: The newest one of a rendition that was followed.
        source: The other rendition's address.
    """
    plain, control = Resource(source, RequestType.PLAYLIST), playlist.server_control
    if control is None or not control.can_block_reload or playlist.is_complete:
        return plain
    path = urlsplit(source)[:3]
    for report in playlist.rendition_reports:
        if report.last_segment is not None and urlsplit(joined(playlist.url, report.uri))[:3] == path:
            directives = {"_HLS_msn": str(report.last_segment)}
            if report.last_part is not None:
                directives["_HLS_part"] = str(report.last_part)
            return replace(plain, url=_with_directives(source, directives))
    return plain


def _target_s(playlist: MediaPlaylist) -> float:
    return playlist.target_duration / TICKS_PER_S if playlist.target_duration else _DEFAULT_TARGET_S


def _with_directives(url: str, directives: dict[str, str]) -> str:
    # Textually: a signed query must not be written anew, since its escapes could change.
    parts = urlsplit(url)
    items = [item for item in parts.query.split("&") if item and not item.startswith("_HLS_")]
    items += [f"{name}={value}" for name, value in sorted(directives.items())]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(items), parts.fragment))
