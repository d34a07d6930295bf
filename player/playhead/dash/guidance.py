"""What the service wishes a player to do: latency, speed, delay, steering (ISO/IEC 23009-1 Annex K)."""

from dataclasses import dataclass
from fractions import Fraction

from playhead.dash.document.mpd import Mpd
from playhead.dash.document.service import ContentSteering, ServiceDescription
from playhead.dash.reference_times import capture_lead_s
from playhead.dash.urls import resolve
from playhead.errors import ManifestError
from playhead.presentation import Steering as NeutralSteering

__all__ = ["Guidance", "Steering", "guidance_of", "steering_of"]


@dataclass(frozen=True, slots=True)
class Guidance:
    """Wishes in seconds; None where the service has none.

    Attributes:
        target_latency_s: How far behind the live edge to play; ServiceDescription's word, else
            @suggestedPresentationDelay.
        min_latency_s, max_latency_s: No nearer to the edge than this, and no further behind.
        capture_lead_s: How much earlier a moment was captured than the timeline says, where the service
            measures latency by that (ProducerReferenceTime).
        min_rate, max_rate: How slow and how fast to play to get there.
        buffer_s: @minBufferTime: what @bandwidth assumes to be buffered.
        window_s: @timeShiftBufferDepth: how far back one may go; None for no limit.
        longest_segment_s: @maxSegmentDuration.
    """

    target_latency_s: float | None = None
    min_latency_s: float | None = None
    max_latency_s: float | None = None
    capture_lead_s: float | None = None
    min_rate: float | None = None
    max_rate: float | None = None
    buffer_s: float | None = None
    window_s: float | None = None
    longest_segment_s: float | None = None

    def latency_s(self, wished_s: float | None) -> float | None:
        """Return how far behind the live edge to play; None if nobody says.

        Args:
            wished_s: What the viewer's side wants; the service's limits bound it.
        """
        latency_s = self.target_latency_s if wished_s is None else wished_s
        if latency_s is None:
            return self.min_latency_s if self.max_latency_s is None else self.max_latency_s
        return max(min(latency_s, self.max_latency_s or latency_s), self.min_latency_s or 0.0)


@dataclass(frozen=True, slots=True)
class Steering:
    """A server that says which service locations to use, best first (ETSI TS 103 998).

    Attributes:
        url: Where to ask.
        default_locations: What to use until it has answered.
        is_needed_before_start: Wait for its first answer before anything is fetched.
    """

    url: str
    default_locations: tuple[str, ...]
    is_needed_before_start: bool

    @property
    def neutral(self) -> NeutralSteering:
        """The same in the model's words."""
        return NeutralSteering(
            self.url, *self.default_locations[:1], is_needed_before_start=self.is_needed_before_start
        )


def guidance_of(mpd: Mpd) -> Guidance:
    """Return the document's wishes. A ServiceDescription for certain players only (Scope) is not for us."""
    described = next((each for each in mpd.service_descriptions if not each.scopes), None)
    latency = described.latency if described else None
    rate = described.playback_rate if described else None
    target_s = _from_ms(latency.target_ms if latency else None)
    return Guidance(
        target_latency_s=_seconds(mpd.suggested_presentation_delay) if target_s is None else target_s,
        min_latency_s=_from_ms(latency.minimum_ms if latency else None),
        max_latency_s=_from_ms(latency.maximum_ms if latency else None),
        capture_lead_s=capture_lead_s(mpd, latency.reference_id if latency else None),
        min_rate=_seconds(rate.minimum if rate else None),
        max_rate=_seconds(rate.maximum if rate else None),
        buffer_s=_seconds(mpd.min_buffer_time),
        window_s=_seconds(mpd.time_shift_buffer_depth),
        longest_segment_s=_seconds(mpd.max_segment_duration),
    )


def steering_of(mpd: Mpd, url: str) -> Steering | None:
    """Return the steering server, if there is one that we can ask.

    Args:
        url: Where the document came from; the base of a relative reference.
    """
    found = mpd.content_steering or _described(mpd.service_descriptions)
    if found is None or not found.server_url:
        return None
    try:
        address = resolve(url, found.server_url, line=found.element.line, tag="ContentSteering")
    except ManifestError:
        return None
    return Steering(address, found.default_service_locations, found.is_needed_before_start)


def _described(descriptions: tuple[ServiceDescription, ...]) -> ContentSteering | None:
    return next((each.content_steering for each in descriptions if each.content_steering), None)


def _from_ms(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000


def _seconds(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
