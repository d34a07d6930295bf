"""What sets, representations and sub-representations have in common (ISO/IEC 23009-1 §5.3.7)."""

from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from playhead.dash.document.descriptors import ContentProtection, Descriptor
from playhead.dash.document.events import EventStream
from playhead.dash.document.fields import Fields
from playhead.dash.document.service import ProducerReferenceTime

__all__ = ["MediaAttributes"]

# What a representation says about these adds to what its set says instead of replacing it.
_ADDED_UP = frozenset({"essential", "supplemental", "inband_event_streams", "protection"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaAttributes:
    """The common attributes of one level; None or empty means not said here.

    Attributes:
        codecs: The RFC 6381 strings, separated.
        supplemental_codecs: What a decoder may take the stream for instead (Dolby Vision, LCEVC).
    """

    profiles: str | None
    mime_type: str | None
    codecs: tuple[str, ...]
    supplemental_codecs: tuple[str, ...]
    width: int | None
    height: int | None
    sample_aspect_ratio: Fraction | None
    frame_rate: Fraction | None
    sample_rate_hz: int | None
    scan_type: str | None
    max_playout_rate: Fraction | None
    has_coding_dependency: bool | None
    start_with_sap: int | None
    selection_priority: int | None
    segment_profiles: str | None
    audio_channels: tuple[Descriptor, ...]
    protection: tuple[ContentProtection, ...]
    essential: tuple[Descriptor, ...]
    supplemental: tuple[Descriptor, ...]
    inband_event_streams: tuple[EventStream, ...]
    reference_times: tuple[ProducerReferenceTime, ...]

    @classmethod
    def read(cls, fields: Fields) -> "MediaAttributes":
        """Read them off an AdaptationSet, Representation or SubRepresentation."""
        return cls(
            profiles=fields.text("profiles"),
            mime_type=_lower(fields.text("mimeType")),
            codecs=fields.words("codecs", ","),
            supplemental_codecs=fields.words("{urn:scte:dash:scte214-extensions}supplementalCodecs")
            or fields.words("supplementalCodecs"),
            width=fields.positive("width"),
            height=fields.positive("height"),
            sample_aspect_ratio=fields.ratio("sar"),
            frame_rate=fields.ratio("frameRate"),
            sample_rate_hz=_sample_rate(fields),
            scan_type=fields.text("scanType"),
            max_playout_rate=fields.decimal("maxPlayoutRate"),
            has_coding_dependency=fields.boolean("codingDependency"),
            start_with_sap=fields.unsigned("startWithSAP"),
            selection_priority=fields.unsigned("selectionPriority"),
            segment_profiles=fields.text("segmentProfiles"),
            audio_channels=fields.children("AudioChannelConfiguration", Descriptor.read),
            protection=fields.children("ContentProtection", ContentProtection.read),
            essential=fields.children("EssentialProperty", Descriptor.read),
            supplemental=fields.children("SupplementalProperty", Descriptor.read),
            inband_event_streams=fields.children("InbandEventStream", EventStream.read),
            reference_times=fields.children("ProducerReferenceTime", ProducerReferenceTime.read),
        )

    def within(self, outer: "MediaAttributes") -> "MediaAttributes":
        """Return these attributes with what they leave open taken from the outer level (§5.3.7.1)."""
        changes: dict[str, Any] = {}
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(outer, field.name)
            if field.name in _ADDED_UP:
                changes[field.name] = mine + theirs
            elif mine is None or mine == ():
                changes[field.name] = theirs
        return replace(self, **changes)


def _lower(text: str | None) -> str | None:
    # A parameter may follow (`video/mp4; profiles="…"`), which nothing here depends on.
    return None if text is None else text.partition(";")[0].strip().lower() or None


def _sample_rate(fields: Fields) -> int | None:
    """Return @audioSamplingRate; if it is a range, the higher end."""
    parts = [part for part in fields.words("audioSamplingRate") if part.isascii() and part.isdecimal()]
    return int(parts[-1]) if parts and len(parts[-1]) < 9 else None
