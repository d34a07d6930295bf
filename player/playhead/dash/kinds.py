"""What a representation carries and how it is packed, from @contentType, @mimeType and @codecs."""

from collections.abc import Iterable

from playhead.dash.document.media import MediaAttributes
from playhead.presentation import Container, Kind

__all__ = ["codec_family", "container_of", "family_of", "kind_of", "kinds_of_codecs"]

# RFC 6381 sample entries, by what they carry; families that one decoder plays share a name.
_FAMILIES = {
    Kind.VIDEO: {
        "avc1": "avc",
        "avc3": "avc",
        "hvc1": "hevc",
        "hev1": "hevc",
        "dvh1": "hevc",
        "dvhe": "hevc",
        "vp8": "vp8",
        "vp08": "vp8",
        "vp9": "vp9",
        "vp09": "vp9",
        "av01": "av1",
        "dav1": "av1",
        "vvc1": "vvc",
        "vvi1": "vvc",
        "mp4v": "mp4v",
        "lvc1": "lcevc",
    },
    Kind.AUDIO: {
        "mp4a": "mp4a",
        "ac-3": "ac-3",
        "ec-3": "ec-3",
        "ac-4": "ac-4",
        "opus": "opus",
        "vorbis": "vorbis",
        "flac": "flac",
        "alac": "alac",
        "mp3": "mp3",
        "dtsc": "dts",
        "dtse": "dts",
        "dtsh": "dts",
        "dtsl": "dts",
        "dtsx": "dts",
        "mha1": "mpeg-h",
        "mhm1": "mpeg-h",
        "mhm2": "mpeg-h",
        "iamf": "iamf",
    },
    Kind.TEXT: {"stpp": "ttml", "wvtt": "vtt", "tx3g": "tx3g", "ttml": "ttml", "vtt": "vtt", "webvtt": "vtt"},
}
_CONTENT_TYPES = {
    "video": Kind.VIDEO,
    "audio": Kind.AUDIO,
    "text": Kind.TEXT,
    "image": Kind.IMAGE,
}
_TEXT_MIME_TYPES = frozenset({"application/ttml+xml", "application/x-subrip", "application/smil+xml"})
_CONTAINERS = {
    "mp4": Container.FMP4,
    "iso.segment": Container.FMP4,
    "mp2t": Container.MPEG_TS,
    "webm": Container.WEBM,
    "x-matroska": Container.WEBM,
    "aac": Container.PACKED_AUDIO,
    "mpeg": Container.PACKED_AUDIO,
    "ac3": Container.PACKED_AUDIO,
    "eac3": Container.PACKED_AUDIO,
}


def codec_family(codec: str) -> str:
    """Return the family that an RFC 6381 string belongs to; its own sample entry if we don't know it."""
    entry = codec.strip().partition(".")[0].lower()
    return next((names[entry] for names in _FAMILIES.values() if entry in names), entry)


def family_of(codecs: Iterable[str]) -> str:
    """Return the families of all codecs of a representation as one name."""
    return "+".join(sorted({codec_family(codec) for codec in codecs}))


def kinds_of_codecs(codecs: Iterable[str]) -> frozenset[Kind]:
    """Return the kinds that these RFC 6381 strings stand for, leaving out those that we don't know."""
    entries = {codec.strip().partition(".")[0].lower() for codec in codecs}
    return frozenset(kind for kind, names in _FAMILIES.items() if not entries.isdisjoint(names))


def kind_of(content_types: Iterable[str | None], media: MediaAttributes) -> Kind | None:
    """Return what a representation carries; None if that can't be told or is no media of ours.

    Args:
        content_types: @contentType of the set and of its ContentComponents. A muxed one counts as video.
        media: Its attributes, inherited.
    """
    declared = {
        _CONTENT_TYPES[name.lower()] for name in content_types if name and name.lower() in _CONTENT_TYPES
    }
    coded = kinds_of_codecs(media.codecs)
    major = (media.mime_type or "").partition("/")[0]
    if media.mime_type in _TEXT_MIME_TYPES:
        return Kind.TEXT
    for found in (declared, {_CONTENT_TYPES[major]} if major in _CONTENT_TYPES else set[Kind](), coded):
        for kind in (Kind.VIDEO, Kind.AUDIO, Kind.TEXT, Kind.IMAGE):
            if kind in found:
                return kind
    if media.mime_type is not None:
        return None
    return _guessed(media)


def container_of(media: MediaAttributes, kind: Kind) -> Container:
    """Return how a representation is packed, as far as its MIME type tells."""
    major, _, minor = (media.mime_type or "").partition("/")
    if kind is Kind.TEXT and (major == "text" or media.mime_type in _TEXT_MIME_TYPES):
        return Container.TEXT
    return _CONTAINERS.get(minor, Container.UNKNOWN)


def _guessed(media: MediaAttributes) -> Kind | None:
    if media.width or media.height or media.frame_rate:
        return Kind.VIDEO
    return Kind.AUDIO if media.sample_rate_hz or media.audio_channels else None
