"""What a service tells its players beside the media: latency, places, patches (ISO/IEC 23009-1)."""

from dataclasses import dataclass
from fractions import Fraction

from playhead.dash.document.descriptors import Descriptor
from playhead.dash.document.element import Element
from playhead.dash.document.fields import Fields

__all__ = [
    "RESOLVE_TO_ZERO",
    "ContentSteering",
    "Latency",
    "PatchLocation",
    "PlaybackRate",
    "ProducerReferenceTime",
    "ServiceDescription",
    "XLink",
]

_XLINK = "{http://www.w3.org/1999/xlink}"
# ISO/IEC 23009-1 §5.5.3: a link that leads to nothing.
RESOLVE_TO_ZERO = "urn:mpeg:dash:resolve-to-zero:2013"


@dataclass(frozen=True, slots=True, kw_only=True)
class XLink:
    """An element that is to be replaced by what is behind a URL (§5.5).

    Attributes:
        is_on_load: Fetch it before playback; otherwise (`onRequest`) when it is needed.
    """

    href: str
    is_on_load: bool

    @property
    def is_zero(self) -> bool:
        """True if the element is simply to be removed."""
        return self.href == RESOLVE_TO_ZERO

    @classmethod
    def read(cls, fields: Fields) -> "XLink | None":
        """Read the attributes of any element; None if it has no link."""
        href = fields.text(f"{_XLINK}href")
        if not href:
            return None
        return cls(href=href.strip(), is_on_load=fields.text(f"{_XLINK}actuate") == "onLoad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Wished distance to the live edge, in milliseconds (§K.4.2.2)."""

    target_ms: int | None
    minimum_ms: int | None
    maximum_ms: int | None
    reference_id: int | None

    @classmethod
    def read(cls, fields: Fields) -> "Latency":
        """Read the element."""
        return cls(
            target_ms=fields.unsigned("target"),
            minimum_ms=fields.unsigned("min"),
            maximum_ms=fields.unsigned("max"),
            reference_id=fields.unsigned("referenceId"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackRate:
    """How far playback may be slowed down and sped up to reach the latency (§K.4.2.3)."""

    minimum: Fraction | None
    maximum: Fraction | None

    @classmethod
    def read(cls, fields: Fields) -> "PlaybackRate":
        """Read the element."""
        return cls(minimum=fields.decimal("min"), maximum=fields.decimal("max"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDescription:
    """One description, for the players that its scopes name; for all if it names none (§K.2)."""

    element: Element
    id: str | None
    scopes: tuple[Descriptor, ...]
    latency: Latency | None
    playback_rate: PlaybackRate | None
    content_steering: "ContentSteering | None"

    @classmethod
    def read(cls, fields: Fields) -> "ServiceDescription":
        """Read the element."""
        return cls(
            element=fields.element,
            id=fields.text("id"),
            scopes=fields.children("Scope", Descriptor.read),
            latency=fields.child("Latency", Latency.read),
            playback_rate=fields.child("PlaybackRate", PlaybackRate.read),
            content_steering=fields.child("ContentSteering", ContentSteering.read),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentSteering:
    """A server that says which serviceLocation to use (ETSI TS 103 998)."""

    element: Element
    server_url: str
    default_service_locations: tuple[str, ...]
    is_needed_before_start: bool
    proxy_server_url: str | None

    @classmethod
    def read(cls, fields: Fields) -> "ContentSteering":
        """Read the element."""
        return cls(
            element=fields.element,
            server_url=fields.element.text,
            default_service_locations=fields.words("defaultServiceLocation"),
            is_needed_before_start=fields.boolean("queryBeforeStart") or False,
            proxy_server_url=fields.text("proxyServerURL"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchLocation:
    """Where the changes since this MPD are to be had (§5.15).

    Attributes:
        ttl_s: Seconds after publishTime during which they are; None for no limit.
    """

    url: str
    ttl_s: float | None

    @classmethod
    def read(cls, fields: Fields) -> "PatchLocation":
        """Read the element."""
        ttl = fields.decimal("ttl")
        return cls(url=fields.element.text, ttl_s=None if ttl is None else float(ttl))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerReferenceTime:
    """When a moment of the media was captured or encoded (§5.12)."""

    element: Element
    id: int | None
    type: str
    wall_clock_time: str
    presentation_time: int | None
    is_in_band: bool
    utc_timing: Descriptor | None

    @classmethod
    def read(cls, fields: Fields) -> "ProducerReferenceTime":
        """Read the element."""
        return cls(
            element=fields.element,
            id=fields.unsigned("id"),
            type=fields.text("type") or "encoder",
            wall_clock_time=fields.text("wallClockTime") or "",
            presentation_time=fields.unsigned("presentationTime"),
            is_in_band=fields.boolean("inband") or False,
            utc_timing=fields.child("UTCTiming", Descriptor.read),
        )
