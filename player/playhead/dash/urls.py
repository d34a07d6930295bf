"""References of an MPD to addresses (RFC 3986 §5), with the few schemes that we ever open."""

import re
from urllib.parse import urljoin, urlsplit

from playhead.dash.faults import manifest_error
from playhead.errors import ErrorCode

__all__ = ["resolve"]

# `urlsplit` drops some of these silently, so that a filter upstream and we could see different addresses.
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f]")


def resolve(base: str, reference: str, *, line: int | None = None, tag: str | None = None) -> str:
    """Return the absolute address of a reference.

    Args:
        base: Absolute.
        reference: As it stands in the document; may be absolute, relative or empty.
        line, tag: Where it stands, for the error.

    Raises:
        ManifestError: MALFORMED if it is no reference; UNSUPPORTED if it leads to another scheme than http or
            https: file is only reached from file.
    """
    reference = reference.strip()
    if _FORBIDDEN.search(reference):
        reason = "an address holds control characters"
        raise manifest_error(ErrorCode.MANIFEST_MALFORMED, reason, line=line, tag=tag)
    try:
        address = urljoin(base, reference)
        parts = urlsplit(address)
        origin = urlsplit(base).scheme
    except ValueError as error:
        reason = "an address can't be read"
        raise manifest_error(ErrorCode.MANIFEST_MALFORMED, reason, line=line, tag=tag) from error
    if parts.scheme in ("http", "https"):
        if parts.netloc:
            return address
        raise manifest_error(ErrorCode.MANIFEST_MALFORMED, "an address has no host", line=line, tag=tag)
    if parts.scheme == origin == "file":
        return address
    scheme = parts.scheme[:20] or "no scheme"
    raise manifest_error(ErrorCode.MANIFEST_UNSUPPORTED, f"an address of {scheme}", line=line, tag=tag)
