"""From an address to a `Presentation`: fetch, tell the protocol by the document itself, parse.

Each protocol's reader is loaded when the first of its documents comes: most sessions need only one of them,
and both together are a third of what it costs to load the player.
"""

import re

from playhead.errors import ErrorCode, ManifestError, RequestType, make_problem
from playhead.net.fetcher import Fetcher
from playhead.presentation import Presentation, Resource, StreamingProtocol

__all__ = ["fetch_presentation", "parse_manifest", "protocol_of"]

# Enough to get past a byte order mark, an XML declaration and a comment.
_SNIFFED_BYTES = 4096
_PLAYLIST_TAG = re.compile(rb"^[ \t]*#EXT(?:M3U|INF|-X-)", re.MULTILINE)


async def fetch_presentation(fetcher: Fetcher, url: str) -> Presentation:
    """Fetch and read the manifest.

    Raises:
        NetworkError: If it can't be had.
        ManifestError: If it can't be read or holds nothing playable.
    """
    fetched = await fetcher.fetch(Resource(url, RequestType.MANIFEST))
    return parse_manifest(fetched.body, fetched.url)


def parse_manifest(body: bytes, url: str) -> Presentation:
    """Read a manifest of either protocol.

    Raises:
        ManifestError: NOT_A_MANIFEST if it is neither; others from the protocol's reader.
    """
    if protocol_of(body, url) is StreamingProtocol.HLS:
        from playhead import hls

        return hls.parse_presentation(body, url)
    from playhead import dash

    return dash.parse_presentation(body, url)


def protocol_of(body: bytes, url: str) -> StreamingProtocol:
    """Tell which protocol's manifest this is, by the document itself: servers lie about content types.

    Raises:
        ManifestError: NOT_A_MANIFEST if it is neither.
    """
    head = body[:_SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and not _is_html(head):
        return StreamingProtocol.DASH
    # Some playlists begin with a comment, or lack their first line; the reader says so.
    if not head.startswith(b"<") and _PLAYLIST_TAG.search(head):
        return StreamingProtocol.HLS
    looks_like = "an HTML page" if _is_html(head) else "nothing that we know" if head else "an empty answer"
    detail = f"neither an HLS playlist nor a DASH MPD; it looks like {looks_like}"
    raise ManifestError(make_problem(ErrorCode.MANIFEST_NOT_A_MANIFEST, detail, url=url))


def _is_html(head: bytes) -> bool:
    lowered = head[:512].lower()
    return b"<!doctype html" in lowered or b"<html" in lowered
