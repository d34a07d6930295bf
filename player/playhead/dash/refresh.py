"""When and where to ask for the next version of a live document (ISO/IEC 23009-1 §5.4, §5.15)."""

from collections.abc import Iterator
from dataclasses import dataclass

from playhead.dash.document.mpd import Mpd
from playhead.dash.urls import resolve
from playhead.errors import ManifestError, RequestType
from playhead.presentation import Resource

__all__ = ["Refresh", "refresh_of"]


@dataclass(frozen=True, slots=True)
class Refresh:
    """How a document is kept up to date.

    Attributes:
        after_s: Seconds after the last request at which a new version may be there; 0 means whenever new
            segments are wanted.
        resources: Where it is, the first choice first.
        patch: Where the changes alone are; None if they are not offered, or no longer for this version.
    """

    after_s: float
    resources: tuple[Resource, ...]
    patch: Resource | None = None


def refresh_of(mpd: Mpd, url: str, now_utc_s: float | None = None) -> Refresh | None:
    """Return how to refresh a document; None if it will not change.

    Args:
        url: Where it came from, after redirects.
        now_utc_s: Seconds since 1970 UTC on the server's clock; None: a patch is taken to be there still.
    """
    if not mpd.is_dynamic or mpd.minimum_update_period is None:
        return None
    resources = tuple(_locations(mpd, url)) or (Resource(url, RequestType.MANIFEST),)
    return Refresh(float(mpd.minimum_update_period), resources, _patch(mpd, url, now_utc_s))


def _locations(mpd: Mpd, url: str) -> Iterator[Resource]:
    for location in mpd.locations:
        try:
            yield Resource(resolve(url, location), RequestType.MANIFEST)
        except ManifestError:
            # The document is played from where it came from; a place that we don't open is no other one.
            continue


def _patch(mpd: Mpd, url: str, now_utc_s: float | None) -> Resource | None:
    if mpd.id is None or mpd.publish_time is None:
        return None  # §5.15.2: a patch names both of the version that it changes
    for location in mpd.patch_locations:
        age_s = 0.0 if now_utc_s is None else now_utc_s - float(mpd.publish_time)
        if location.ttl_s is not None and age_s > location.ttl_s:
            continue
        try:
            return Resource(resolve(url, location.url), RequestType.MANIFEST)
        except ManifestError:
            continue
    return None
