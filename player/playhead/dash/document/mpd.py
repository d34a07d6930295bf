"""The MPD and its levels as typed, frozen data (ISO/IEC 23009-1 §5.3).

Lossless: each object keeps its `Element`, with every attribute and child that has no name of its own here.
Nothing is inherited or inferred yet; that is the presentation's business.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from playhead.dash.document.addressing import SegmentBase, SegmentList, SegmentTemplate
from playhead.dash.document.descriptors import BaseUrl, ContentProtection, Descriptor, Label
from playhead.dash.document.element import Element
from playhead.dash.document.events import EventStream
from playhead.dash.document.fields import Fields
from playhead.dash.document.media import MediaAttributes
from playhead.dash.document.service import ContentSteering, PatchLocation, ServiceDescription, XLink

__all__ = ["AdaptationSet", "ContentComponent", "Mpd", "MpdPeriod", "MpdRepresentation", "Preselection"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """What periods, sets and representations have in common: where their segments are."""

    element: Element
    id: str | None
    base_urls: tuple[BaseUrl, ...]
    segment_base: SegmentBase | None
    segment_template: SegmentTemplate | None
    segment_list: SegmentList | None


def _level(fields: Fields) -> dict[str, Any]:
    return {
        "element": fields.element,
        "id": fields.text("id"),
        "base_urls": fields.children("BaseURL", BaseUrl.read),
        "segment_base": fields.child("SegmentBase", SegmentBase.read),
        "segment_template": fields.child("SegmentTemplate", SegmentTemplate.read),
        "segment_list": fields.child("SegmentList", SegmentList.read),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class MpdRepresentation(_Level):
    """§5.3.5. `bandwidth_bps` is None if it is missing or makes no sense; many write 0 for "not known"."""

    bandwidth_bps: int | None
    quality_ranking: int | None
    dependency_ids: tuple[str, ...]
    media: MediaAttributes
    labels: tuple[Label, ...]

    @classmethod
    def read(cls, fields: Fields) -> "MpdRepresentation":
        """Read the element."""
        return cls(
            **_level(fields),
            bandwidth_bps=fields.unsigned("bandwidth"),
            quality_ranking=fields.unsigned("qualityRanking"),
            dependency_ids=fields.words("dependencyId"),
            media=MediaAttributes.read(fields),
            labels=fields.children("Label", Label.read),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentComponent:
    """One of several kinds of content muxed into a set (§5.3.4)."""

    element: Element
    content_type: str | None
    language: str | None
    roles: tuple[Descriptor, ...]
    accessibility: tuple[Descriptor, ...]

    @classmethod
    def read(cls, fields: Fields) -> "ContentComponent":
        """Read the element."""
        return cls(
            element=fields.element,
            content_type=fields.text("contentType"),
            language=fields.text("lang"),
            roles=fields.children("Role", Descriptor.read),
            accessibility=fields.children("Accessibility", Descriptor.read),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AdaptationSet(_Level):
    """§5.3.3."""

    content_type: str | None
    language: str | None
    group: int | None
    media: MediaAttributes
    roles: tuple[Descriptor, ...]
    accessibility: tuple[Descriptor, ...]
    labels: tuple[Label, ...]
    components: tuple[ContentComponent, ...]
    xlink: XLink | None
    representations: tuple[MpdRepresentation, ...]

    @classmethod
    def read(cls, fields: Fields) -> "AdaptationSet":
        """Read the element."""
        return cls(
            **_level(fields),
            content_type=fields.text("contentType"),
            language=fields.text("lang"),
            group=fields.unsigned("group"),
            media=MediaAttributes.read(fields),
            roles=fields.children("Role", Descriptor.read),
            accessibility=fields.children("Accessibility", Descriptor.read),
            labels=fields.children("Label", Label.read),
            components=fields.children("ContentComponent", ContentComponent.read),
            xlink=XLink.read(fields),
            representations=fields.children("Representation", MpdRepresentation.read),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Preselection:
    """§5.3.11: sets that belong together as one experience; the first of them decodes the others, too.

    Attributes:
        components: AdaptationSet or ContentComponent ids.
    """

    element: Element
    id: str
    components: tuple[str, ...]
    language: str | None
    selection_priority: int | None
    codecs: tuple[str, ...]
    roles: tuple[Descriptor, ...]
    accessibility: tuple[Descriptor, ...]
    labels: tuple[Label, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Preselection":
        """Read the element; @id is 1 if it doesn't say."""
        return cls(
            element=fields.element,
            id=fields.text("id") or "1",
            components=fields.words("preselectionComponents"),
            language=fields.text("lang"),
            selection_priority=fields.unsigned("selectionPriority"),
            codecs=fields.words("codecs", ","),
            roles=fields.children("Role", Descriptor.read),
            accessibility=fields.children("Accessibility", Descriptor.read),
            labels=fields.children("Label", Label.read),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MpdPeriod(_Level):
    """§5.3.2. Times in seconds, as said; see `periods` for those that are inferred."""

    start: Fraction | None
    duration: Fraction | None
    xlink: XLink | None
    asset_identifier: Descriptor | None
    event_streams: tuple[EventStream, ...]
    protection: tuple[ContentProtection, ...]
    essential: tuple[Descriptor, ...]
    supplemental: tuple[Descriptor, ...]
    service_descriptions: tuple[ServiceDescription, ...]
    preselections: tuple[Preselection, ...]
    adaptation_sets: tuple[AdaptationSet, ...]

    @classmethod
    def read(cls, fields: Fields) -> "MpdPeriod":
        """Read the element."""
        return cls(
            **_level(fields),
            start=fields.duration("start"),
            duration=fields.duration("duration"),
            xlink=XLink.read(fields),
            asset_identifier=fields.child("AssetIdentifier", Descriptor.read),
            event_streams=fields.children("EventStream", EventStream.read),
            protection=fields.children("ContentProtection", ContentProtection.read),
            essential=fields.children("EssentialProperty", Descriptor.read),
            supplemental=fields.children("SupplementalProperty", Descriptor.read),
            service_descriptions=fields.children("ServiceDescription", ServiceDescription.read),
            preselections=fields.children("Preselection", Preselection.read),
            adaptation_sets=fields.children("AdaptationSet", AdaptationSet.read),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mpd:
    """§5.3.1. Durations in seconds; moments in seconds since 1970 UTC."""

    element: Element
    id: str | None
    is_dynamic: bool
    type: str
    profiles: tuple[str, ...]
    availability_start: Fraction | None
    availability_end: Fraction | None
    publish_time: Fraction | None
    media_presentation_duration: Fraction | None
    minimum_update_period: Fraction | None
    min_buffer_time: Fraction | None
    time_shift_buffer_depth: Fraction | None
    suggested_presentation_delay: Fraction | None
    max_segment_duration: Fraction | None
    base_urls: tuple[BaseUrl, ...]
    locations: tuple[str, ...]
    patch_locations: tuple[PatchLocation, ...]
    service_descriptions: tuple[ServiceDescription, ...]
    content_steering: ContentSteering | None
    utc_timings: tuple[Descriptor, ...]
    protection: tuple[ContentProtection, ...]
    essential: tuple[Descriptor, ...]
    supplemental: tuple[Descriptor, ...]
    periods: tuple[MpdPeriod, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Mpd":
        """Read the root element."""
        kind = fields.text("type") or "static"
        return cls(
            element=fields.element,
            id=fields.text("id"),
            is_dynamic=kind == "dynamic",
            type=kind,
            profiles=fields.words("profiles", ","),
            availability_start=fields.date_time("availabilityStartTime"),
            availability_end=fields.date_time("availabilityEndTime"),
            publish_time=fields.date_time("publishTime"),
            media_presentation_duration=fields.duration("mediaPresentationDuration"),
            minimum_update_period=fields.duration("minimumUpdatePeriod"),
            min_buffer_time=fields.duration("minBufferTime"),
            time_shift_buffer_depth=fields.duration("timeShiftBufferDepth"),
            suggested_presentation_delay=fields.duration("suggestedPresentationDelay"),
            max_segment_duration=fields.duration("maxSegmentDuration"),
            base_urls=fields.children("BaseURL", BaseUrl.read),
            locations=tuple(child.text for child in fields.element.all("Location") if child.text),
            patch_locations=fields.children("PatchLocation", PatchLocation.read),
            service_descriptions=fields.children("ServiceDescription", ServiceDescription.read),
            content_steering=fields.child("ContentSteering", ContentSteering.read),
            utc_timings=fields.children("UTCTiming", Descriptor.read),
            protection=fields.children("ContentProtection", ContentProtection.read),
            essential=fields.children("EssentialProperty", Descriptor.read),
            supplemental=fields.children("SupplementalProperty", Descriptor.read),
            periods=fields.children("Period", MpdPeriod.read),
        )
