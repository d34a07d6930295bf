"""Links into the app: `playhead://title/<id>`. They come from anywhere, so little is believed."""

import re
from urllib.parse import unquote, urlsplit

__all__ = ["SCHEME", "title_of"]

SCHEME = "playhead"
_ID = re.compile(r"[\w.~-]{1,128}")


def title_of(link: str) -> str | None:
    """Return the id of the title that a link leads to; None for whatever is no such link."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return None
    title_id = unquote(parts.path.strip("/"))
    if parts.scheme.lower() != SCHEME or parts.netloc != "title" or not _ID.fullmatch(title_id):
        return None
    return title_id
