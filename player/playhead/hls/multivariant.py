"""A multivariant playlist as a document: what RFC 8216 §4.3.4 lets it say, with lines and as written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Self

from playhead.hls.attributes import AttributeReader
from playhead.hls.tags import DefineTag, KeyTag, StartTag, Tag
from playhead.presentation import ManifestWarning

__all__ = [
    "ContentSteeringTag",
    "MultivariantPlaylist",
    "Rendition",
    "SessionDataTag",
    "Variant",
]


@dataclass(frozen=True, slots=True)
class Variant:
    """EXT-X-STREAM-INF, EXT-X-I-FRAME-STREAM-INF or EXT-X-IMAGE-STREAM-INF: one encoding of the whole title.

    Attributes:
        line: Of the tag.
        uri: As written, variables replaced; empty if its address was refused or none follows.
        bandwidth_bps: Peak of the variant with its renditions; 0 if not declared.
        resolution: Width and height in pixels.
        closed_captions: Group id, NONE, or empty.
        score: Higher is better, whatever the bandwidth (RFC 8216bis §4.4.6.2).
        cpc_labels: ALLOWED-CPC as written.
        layout: TILES layout of an image stream is in its playlist; this is REQ-VIDEO-LAYOUT.
    """

    line: int
    attributes: Mapping[str, str]
    uri: str
    bandwidth_bps: int = 0
    average_bandwidth_bps: int | None = None
    codecs: tuple[str, ...] = ()
    supplemental_codecs: tuple[str, ...] = ()
    resolution: tuple[int, int] | None = None
    frame_rate: Fraction | None = None
    video_range: str = ""
    hdcp_level: str = ""
    cpc_labels: str = ""
    layout: str = ""
    audio: str = ""
    video: str = ""
    subtitles: str = ""
    closed_captions: str = ""
    score: Fraction | None = None
    stable_id: str = ""
    pathway_id: str = ""
    name: str = ""

    @classmethod
    def read(cls, attributes: AttributeReader, uri: str) -> Self:
        """Read the tag; every attribute may be missing, for a bad one of many is no reason to stop."""
        attributes.has("BANDWIDTH")
        return cls(
            attributes.line,
            attributes.raw,
            uri,
            bandwidth_bps=attributes.integer("BANDWIDTH") or 0,
            average_bandwidth_bps=attributes.integer("AVERAGE-BANDWIDTH"),
            codecs=attributes.words("CODECS"),
            supplemental_codecs=attributes.words("SUPPLEMENTAL-CODECS"),
            resolution=attributes.resolution("RESOLUTION"),
            frame_rate=attributes.frame_rate("FRAME-RATE"),
            video_range=attributes.word("VIDEO-RANGE") or "",
            hdcp_level=attributes.word("HDCP-LEVEL") or "",
            cpc_labels=attributes.text("ALLOWED-CPC") or "",
            layout=attributes.text("REQ-VIDEO-LAYOUT") or "",
            audio=attributes.text("AUDIO") or "",
            video=attributes.text("VIDEO") or "",
            subtitles=attributes.text("SUBTITLES") or "",
            # The one attribute that is a quoted-string or the bare word NONE.
            closed_captions=attributes.raw.get("CLOSED-CAPTIONS", "").strip('"'),
            score=attributes.number("SCORE"),
            stable_id=attributes.text("STABLE-VARIANT-ID") or "",
            pathway_id=attributes.text("PATHWAY-ID") or "",
            name=attributes.text("NAME") or "",
        )


@dataclass(frozen=True, slots=True)
class Rendition:
    """EXT-X-MEDIA (RFC 8216 §4.3.4.1): one alternative of a group.

    Attributes:
        type: AUDIO, VIDEO, SUBTITLES or CLOSED-CAPTIONS.
        uri: As written, variables replaced; None if the rendition is inside its variants.
        instream_id: CC1 to CC4 or SERVICE1 to SERVICE63.
        channels: As written: `6`, `16/JOC`, `2/-/BINAURAL`.
        is_refused: Its address may not be opened.
    """

    line: int
    attributes: Mapping[str, str]
    type: str
    group_id: str
    name: str
    uri: str | None = None
    language: str = ""
    associated_language: str = ""
    is_default: bool = False
    is_autoselect: bool = False
    is_forced: bool = False
    instream_id: str = ""
    characteristics: tuple[str, ...] = ()
    channels: str = ""
    sample_rate_hz: int | None = None
    stable_id: str = ""
    is_refused: bool = False

    @classmethod
    def read(cls, attributes: AttributeReader) -> Self | None:
        """Read the tag; None without TYPE and GROUP-ID."""
        if not attributes.has("TYPE", "GROUP-ID"):
            return None
        attributes.has("NAME")
        return cls(
            attributes.line,
            attributes.raw,
            attributes.word("TYPE") or "",
            attributes.text("GROUP-ID") or "",
            attributes.text("NAME") or "",
            uri=attributes.text("URI") or None,
            language=attributes.text("LANGUAGE") or "",
            associated_language=attributes.text("ASSOC-LANGUAGE") or "",
            is_default=attributes.is_yes("DEFAULT"),
            is_autoselect=attributes.is_yes("AUTOSELECT"),
            is_forced=attributes.is_yes("FORCED"),
            instream_id=attributes.text("INSTREAM-ID") or "",
            characteristics=attributes.words("CHARACTERISTICS"),
            channels=attributes.text("CHANNELS") or "",
            sample_rate_hz=attributes.integer("SAMPLE-RATE"),
            stable_id=attributes.text("STABLE-RENDITION-ID") or "",
        )


@dataclass(frozen=True, slots=True)
class SessionDataTag:
    """EXT-X-SESSION-DATA (RFC 8216 §4.3.4.4): something about the title; a value or where to get it."""

    line: int
    attributes: Mapping[str, str]
    data_id: str
    value: str | None = None
    uri: str | None = None
    format: str = "JSON"
    language: str = ""

    @classmethod
    def read(cls, attributes: AttributeReader) -> Self | None:
        """Read the tag; None without DATA-ID."""
        if not attributes.has("DATA-ID"):
            return None
        return cls(
            attributes.line,
            attributes.raw,
            attributes.text("DATA-ID") or "",
            attributes.text("VALUE"),
            attributes.text("URI"),
            attributes.word("FORMAT") or "JSON",
            attributes.text("LANGUAGE") or "",
        )


@dataclass(frozen=True, slots=True)
class ContentSteeringTag:
    """EXT-X-CONTENT-STEERING (RFC 8216bis §4.4.6.6): who says which pathway to use, and which one first."""

    line: int
    attributes: Mapping[str, str]
    server_uri: str
    pathway_id: str = ""

    @classmethod
    def read(cls, attributes: AttributeReader) -> Self | None:
        """Read the tag; None without SERVER-URI."""
        if not attributes.has("SERVER-URI"):
            return None
        return cls(
            attributes.line,
            attributes.raw,
            attributes.text("SERVER-URI") or "",
            attributes.text("PATHWAY-ID") or "",
        )


@dataclass(frozen=True, slots=True)
class MultivariantPlaylist:
    """The playlist that names all others.

    Attributes:
        url: Where it came from, after redirects: the base of its URIs.
        variants: In order, redundant ones included.
        iframe_variants, image_variants: For trick play and thumbnails; never part of the ladder.
        variables: For media playlists that import them.
        unknown: Tags and comments that nobody types yet, in order.
    """

    url: str
    variants: tuple[Variant, ...] = ()
    renditions: tuple[Rendition, ...] = ()
    iframe_variants: tuple[Variant, ...] = ()
    image_variants: tuple[Variant, ...] = ()
    session_data: tuple[SessionDataTag, ...] = ()
    session_keys: tuple[KeyTag, ...] = ()
    content_steering: ContentSteeringTag | None = None
    version: int | None = None
    has_independent_segments: bool = False
    start: StartTag | None = None
    defines: tuple[DefineTag, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    unknown: tuple[Tag, ...] = ()
    warnings: tuple[ManifestWarning, ...] = ()
