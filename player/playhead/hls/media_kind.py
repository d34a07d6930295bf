"""What a media playlist holds, as far as it tells by itself: nothing but names and an EXT-X-MAP."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from playhead.hls.media import MediaPlaylist
from playhead.presentation import Container, Kind

__all__ = ["container_of", "kind_of_media"]

_AUDIO = frozenset({".aac", ".mp3", ".ac3", ".ec3", ".m4a", ".cmfa", ".mp4a", ".opus", ".flac"})
_TEXT = frozenset({".vtt", ".webvtt", ".ttml", ".dfxp", ".imsc", ".cmft", ".m4t"})
_IMAGE = frozenset({".jpg", ".jpeg", ".png", ".webp"})
_PACKED_AUDIO = frozenset({".aac", ".mp3", ".ac3", ".ec3"})
_FMP4 = frozenset({".mp4", ".m4s", ".m4v", ".m4a", ".m4f", ".cmfv", ".cmfa", ".cmft"})
_TRANSPORT_STREAM = frozenset({".ts", ".m2ts", ".mts", ".tsv", ".tsa"})
_LONGEST_SUFFIX = 8


def kind_of_media(playlist: MediaPlaylist) -> Kind:
    """Return the kind by the first segment's name; video, which may carry sound, if that tells nothing."""
    suffix = _suffix(playlist)
    if playlist.is_images_only or suffix in _IMAGE:
        return Kind.IMAGE
    if suffix in _AUDIO:
        return Kind.AUDIO
    return Kind.TEXT if suffix in _TEXT else Kind.VIDEO


def container_of(playlist: MediaPlaylist) -> Container:
    """Return the container by EXT-X-MAP or the first segment's name; a demuxer looks at the bytes anyway."""
    suffix = _suffix(playlist)
    if playlist.segments.maps.last is not None or suffix in _FMP4:
        return Container.FMP4
    if suffix in _TRANSPORT_STREAM:
        return Container.MPEG_TS
    if suffix in _PACKED_AUDIO:
        return Container.PACKED_AUDIO
    return Container.TEXT if suffix in _TEXT else Container.UNKNOWN


def _suffix(playlist: MediaPlaylist) -> str:
    uri = next((uri for uri in playlist.segments.uris if uri), "")
    try:
        suffix = PurePosixPath(urlsplit(uri).path).suffix.lower()
    except ValueError:
        return ""
    return suffix if len(suffix) <= _LONGEST_SUFFIX else ""
