"""From an address to a title: fetch, tell the protocol by the document itself, parse.

Each protocol's reader is loaded when the first of its documents comes: most sessions need only one of them,
and both together are a third of what it costs to load the player.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playhead.clock import Clock
from playhead.errors import ErrorCode, ManifestError, RequestType, make_problem
from playhead.net.fetcher import Fetched, Fetcher
from playhead.presentation import Presentation, Resource, StreamingProtocol

if TYPE_CHECKING:
    from playhead.session.live.manifest import LiveManifest

__all__ = ["Source", "fetch_source", "parse_manifest", "protocol_of"]

# Enough to get past a byte order mark, an XML declaration and a comment.
_SNIFFED_BYTES = 4096
_PLAYLIST_TAG = re.compile(rb"^[ \t]*#EXT(?:M3U|INF|-X-)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """A title as it was first read.

    Attributes:
        manifest: The document, if there is one for the whole title and it changes.
    """

    presentation: Presentation
    manifest: "LiveManifest | None" = None


async def fetch_source(fetcher: Fetcher, url: str, clock: Clock) -> Source:
    """Fetch and read the manifest; for a live one that counts in its server's time, learn that as well.

    Raises:
        NetworkError: If it can't be had.
        ManifestError: If it can't be read or holds nothing playable.
    """
    fetched = await fetcher.fetch(Resource(url, RequestType.MANIFEST))
    presentation = parse_manifest(fetched.body, fetched.url)
    if presentation.protocol is StreamingProtocol.DASH and presentation.is_live:
        return await _live_manifest(fetched, fetcher, clock)
    return Source(presentation)


async def _live_manifest(fetched: Fetched, fetcher: Fetcher, clock: Clock) -> Source:
    from playhead.dash import Manifest
    from playhead.session.live.manifest import LiveManifest

    manifest = LiveManifest(Manifest.read(fetched.body, fetched.url), fetched, fetcher, clock)
    await manifest.open()
    return Source(manifest.presentation, manifest)


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
