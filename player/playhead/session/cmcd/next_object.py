"""The address of the next request as seen from this one."""

import posixpath
from urllib.parse import urlsplit

from playhead.presentation import ByteRange
from playhead.session.cmcd.encoding import NextObject

__all__ = ["next_object"]


def next_object(url: str, next_url: str, byte_range: ByteRange | None) -> NextObject | None:
    """Return what to call the next object (CTA-5004 `nor`); None if it lies on another server.

    Args:
        url: Of the current request; the reference is relative to it (RFC 3986 §4.2).
        next_url: Of the next one.
        byte_range: The part that will be asked for; None for the whole.
    """
    here, there = urlsplit(url), urlsplit(next_url)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc) or not there.path:
        return None
    part = ""
    if byte_range is not None:
        part = f"{byte_range.first}-{'' if byte_range.last is None else byte_range.last}"
    folder = posixpath.dirname(here.path) or "/"
    path = posixpath.relpath(there.path, folder) + ("/" if there.path.endswith("/") else "")
    if ":" in path.partition("/")[0]:  # RFC 3986 §4.2: it would look like a scheme
        path = f"./{path}"
    return NextObject(f"{path}?{there.query}" if there.query else path, part)
