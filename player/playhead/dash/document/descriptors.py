"""Descriptors: a scheme, a value, and what the scheme makes of them (ISO/IEC 23009-1 §5.8)."""

from dataclasses import dataclass
from fractions import Fraction

from playhead.dash.document.element import Element
from playhead.dash.document.fields import Fields

__all__ = ["BaseUrl", "ContentProtection", "Descriptor", "Label"]

_CENC = "{urn:mpeg:cenc:2013}"
_DVB = "{urn:dvb:dash:dash-extensions:2014-1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """Role, Accessibility, EssentialProperty, SupplementalProperty, AudioChannelConfiguration, UTCTiming, …

    Attributes:
        scheme: @schemeIdUri as it stands; compare it without regard to case.
        id: Descriptors of one element with equal ids say the same in different schemes.
    """

    element: Element
    scheme: str
    value: str
    id: str | None

    @classmethod
    def read(cls, fields: Fields) -> "Descriptor":
        """Read the element."""
        scheme = (fields.text("schemeIdUri") or "").strip()
        if not scheme:
            fields.complain("missing-attribute", "@schemeIdUri is missing")
        return cls(
            element=fields.element,
            scheme=scheme,
            value=(fields.text("value") or "").strip(),
            id=fields.text("id"),
        )

    def is_of(self, *schemes: str) -> bool:
        """Say whether the scheme is one of these, given in lower case."""
        return self.scheme.lower() in schemes


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentProtection(Descriptor):
    """How a set is protected (§5.8.4.1); the `element` holds the key systems' own data.

    Attributes:
        default_key_ids: UUIDs as they stand.
        robustness: @robustness.
        ref, ref_id: A descriptor with `ref` stands for the one elsewhere with that `ref_id`.
    """

    default_key_ids: tuple[str, ...]
    robustness: str | None
    ref: str | None
    ref_id: str | None

    @classmethod
    def read(cls, fields: Fields) -> "ContentProtection":
        """Read the element; @schemeIdUri may be missing where @ref stands."""
        return cls(
            element=fields.element,
            scheme=(fields.text("schemeIdUri") or "").strip(),
            value=(fields.text("value") or "").strip(),
            id=fields.text("id"),
            default_key_ids=fields.words(f"{_CENC}default_KID"),
            robustness=fields.text("robustness"),
            ref=fields.text("ref"),
            ref_id=fields.text("refId"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name for people."""

    element: Element
    id: str | None
    language: str | None
    text: str

    @classmethod
    def read(cls, fields: Fields) -> "Label":
        """Read the element."""
        return cls(
            element=fields.element,
            id=fields.text("id"),
            language=fields.text("lang"),
            text=" ".join(fields.element.text.split()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseUrl:
    """One of several places that hold the same (§5.6).

    Attributes:
        service_location: What ContentSteering calls this place; by default the URL itself.
        availability_offset: @availabilityTimeOffset in seconds; None if absent or infinite.
        is_always_available: @availabilityTimeOffset is INF.
        is_available_complete: @availabilityTimeComplete; False: segments are there before they are whole.
        priority, weight: ETSI TS 103 285 §10.8.2: lowest priority first, then by chance in proportion.
    """

    element: Element
    url: str
    service_location: str
    byte_range: str | None
    availability_offset: Fraction | None
    is_always_available: bool
    is_available_complete: bool | None
    time_shift_buffer_depth_s: float | None
    priority: int
    weight: int

    @classmethod
    def read(cls, fields: Fields) -> "BaseUrl":
        """Read the element."""
        url = fields.element.text
        depth = fields.duration("timeShiftBufferDepth")
        return cls(
            element=fields.element,
            url=url,
            service_location=fields.text("serviceLocation") or url,
            byte_range=fields.text("byteRange"),
            availability_offset=fields.decimal("availabilityTimeOffset"),
            is_always_available=fields.is_infinite("availabilityTimeOffset"),
            is_available_complete=fields.boolean("availabilityTimeComplete"),
            time_shift_buffer_depth_s=None if depth is None else float(depth),
            priority=fields.positive(f"{_DVB}priority") or 1,
            weight=fields.positive(f"{_DVB}weight") or 1,
        )
