"""A body to an `Mpd`."""

from playhead.dash.document.element import Element
from playhead.dash.document.fields import Fields
from playhead.dash.document.mpd import Mpd
from playhead.dash.document.xml import read_xml
from playhead.dash.faults import Notes, manifest_error
from playhead.errors import ErrorCode

__all__ = ["mpd_of", "read_mpd"]

_LIKENESSES = {
    "SmoothStreamingMedia": "a Smooth Streaming manifest",
    "rss": "an RSS feed",
    "feed": "an Atom feed",
    "tt": "a TTML caption file",
    "smil": "a SMIL presentation",
    "Patch": "an MPD patch",
    "Error": "an error answer of a storage service",
}


def read_mpd(body: bytes, url: str, notes: Notes) -> Mpd:
    """Read an MPD.

    Args:
        body: As fetched; any size.
        url: Where it came from, for the error.
        notes: Gets what is odd.

    Raises:
        ManifestError: EMPTY, NOT_A_MANIFEST, MALFORMED with the line, or LIMIT_EXCEEDED.
    """
    return mpd_of(read_xml(body, url, notes), url, notes)


def mpd_of(root: Element, url: str, notes: Notes) -> Mpd:
    """Type a whole document whose XML is read already.

    Raises:
        ManifestError: NOT_A_MANIFEST if the root is no MPD.
    """
    if root.name != "MPD":
        likeness = _LIKENESSES.get(root.name, f"XML with the root element {root.name[:40]}")
        what = f"the body is {likeness}, not an MPD"
        raise manifest_error(
            ErrorCode.MANIFEST_NOT_A_MANIFEST, what, url=url, line=root.line, tag=root.name[:40]
        )
    return Mpd.read(Fields(root, notes))
