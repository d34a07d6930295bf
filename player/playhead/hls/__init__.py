"""HLS: playlists in, the neutral `Presentation` out. RFC 8216 and its second edition (rfc8216bis)."""

from playhead.hls.media import MediaPlaylist
from playhead.hls.multivariant import MultivariantPlaylist
from playhead.hls.presentation import parse_document, parse_presentation, presentation_of

__all__ = ["MediaPlaylist", "MultivariantPlaylist", "parse_document", "parse_presentation", "presentation_of"]
