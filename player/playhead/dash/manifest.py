"""An MPD that is read once and mapped as often as the world changes.

Time goes by (a live window moves), a place fails, a steering server speaks, a patch arrives: none of these
needs the text to be parsed again. A `Manifest` is frozen; each of its methods returns something new.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from playhead.dash.clock_sources import ClockSource, clock_sources
from playhead.dash.document.mpd import Mpd
from playhead.dash.document.read import mpd_of
from playhead.dash.document.service import RESOLVE_TO_ZERO
from playhead.dash.document.xml import read_xml
from playhead.dash.faults import Notes
from playhead.dash.guidance import Guidance, Steering, guidance_of, steering_of
from playhead.dash.index import RunIndex
from playhead.dash.links import Link, links_of, with_links, without_zero_links
from playhead.dash.locations import Locations, service_locations
from playhead.dash.mapping import presentation_of
from playhead.dash.patch import patched
from playhead.dash.refresh import Refresh, refresh_of
from playhead.dash.timed_events import events_of
from playhead.presentation import (
    DeferredIndex,
    Period,
    Presentation,
    Representation,
    SegmentIndex,
    TimedEvent,
    Track,
)

__all__ = ["Manifest"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A document, where it came from, and what was odd about it.

    Attributes:
        url: Where it came from in the end, after redirects; the base of relative references.
        notes: What was odd about the document; each mapping adds its own to a copy.
    """

    mpd: Mpd
    url: str
    notes: Notes

    @classmethod
    def read(cls, body: bytes, url: str) -> "Manifest":
        """Read an MPD.

        Raises:
            ManifestError: EMPTY, NOT_A_MANIFEST, MALFORMED with the line, or LIMIT_EXCEEDED.
        """
        notes = Notes()
        root = read_xml(body, url, notes)
        if RESOLVE_TO_ZERO.encode() in body:
            root = without_zero_links(root, url, notes)
        return cls(mpd_of(root, url, notes), url, notes)

    @property
    def links(self) -> tuple[Link, ...]:
        """Elements that stand elsewhere; follow those that are `is_on_load` before mapping."""
        return links_of(self.mpd, self.url)

    @property
    def clock_sources(self) -> tuple[ClockSource, ...]:
        """Whom to ask for the server's time, the first choice first."""
        return clock_sources(self.mpd, self.url)

    @property
    def guidance(self) -> Guidance:
        """The service's wishes about latency, speed and window."""
        return guidance_of(self.mpd)

    @property
    def steering(self) -> Steering | None:
        """The server that chooses among service locations, if there is one."""
        return steering_of(self.mpd, self.url)

    @property
    def service_locations(self) -> tuple[str, ...]:
        """The names of all places that the document gives, in order, for `Locations`."""
        return service_locations(self.mpd)

    def refresh(self, now_utc_s: float | None = None) -> Refresh | None:
        """Return when and where the next version is to be had; None if there will be none.

        Args:
            now_utc_s: Seconds since 1970 UTC on the server's clock; tells whether a patch is still offered.
        """
        return refresh_of(self.mpd, self.url, now_utc_s)

    def events(self) -> Iterator[TimedEvent]:
        """Yield the document's own events on the presentation's timeline."""
        return events_of(self.mpd)

    def patched(self, body: bytes, url: str) -> "Manifest":
        """Return the next version, made of this one and a patch.

        Args:
            body: The patch, as fetched.
            url: Where the patch came from, for errors; relative references still count from this document.

        Raises:
            ManifestError: PATCH_FAILED and others if it can't be applied: fetch the whole document then.
        """
        notes = Notes()
        return replace(self, mpd=patched(self.mpd, body, url, notes), notes=notes)

    def with_links(self, answers: Mapping[Link, bytes | None]) -> "Manifest":
        """Return the document with links replaced by what was fetched for them.

        Args:
            answers: None for one that could not be had: its element stays as it is.

        Raises:
            ManifestError: LIMIT_EXCEEDED if the whole grows too large.
        """
        notes = self.notes.copy()
        return replace(self, mpd=with_links(self.mpd, self.url, answers, notes), notes=notes)

    def presentation(
        self,
        *,
        now_utc_s: float | None = None,
        locations: Locations | None = None,
        previous: Presentation | None = None,
    ) -> Presentation:
        """Map the document.

        Args:
            now_utc_s: Seconds since 1970 UTC on the server's clock (see `clock_sources`). Needed for a live
                document: without it, numbered segments can't be told from those that are not there yet.
            locations: Which of several places to use.
            previous: This title's presentation before: tracks and segments that are in both keep their names
                and numbers.

        Raises:
            ManifestError: EMPTY, UNSUPPORTED or NO_PLAYABLE_VARIANT.
        """
        now = None if now_utc_s is None else Fraction(now_utc_s)
        notes = self.notes.copy()
        steering = self.steering
        if locations is None:
            locations = Locations(order=steering.default_locations if steering is not None else ())
        mapped = presentation_of(self.mpd, self.url, notes, now=now, locations=locations, previous=previous)
        mapped = replace(mapped, steering=steering.neutral if steering is not None else None)
        return mapped if previous is None else _following(mapped, previous)


def _following(current: Presentation, previous: Presentation) -> Presentation:
    before = {
        each.id: each
        for period in previous.periods
        for track in period.tracks
        for each in track.representations
    }
    return replace(current, periods=tuple(_period(period, before) for period in current.periods))


def _period(period: Period, before: Mapping[str, Representation]) -> Period:
    return replace(period, tracks=tuple(_track(track, before) for track in period.tracks))


def _track(track: Track, before: Mapping[str, Representation]) -> Track:
    return replace(
        track, representations=tuple(_representation(each, before) for each in track.representations)
    )


def _representation(current: Representation, before: Mapping[str, Representation]) -> Representation:
    previous = before.get(current.id)
    if previous is None:
        return current
    earlier = {each.pathway: each.index for each in previous.alternatives}
    alternatives = tuple(
        replace(each, index=_continued(each.index, earlier[each.pathway]))
        if each.pathway in earlier
        else each
        for each in current.alternatives
    )
    return replace(current, index=_continued(current.index, previous.index), alternatives=alternatives)


def _continued(
    current: SegmentIndex | DeferredIndex, previous: SegmentIndex | DeferredIndex
) -> SegmentIndex | DeferredIndex:
    return current.following(previous) if isinstance(current, RunIndex) else current
