"""URI references in playlists, resolved and checked.

A playlist from outside must not make the player open anything but the web: no `file:`, no `data:`, no network
shares. A playlist that the viewer opened from disk may point to its neighbours on disk, and to the web.
"""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

__all__ = ["RefusedAddressError", "is_plainly_relative", "joined", "resolve"]

_WEB = frozenset({"http", "https"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MAX_LENGTH = 65_536
# A live playlist names the same parts in every version, and each is looked at several times.
_REMEMBERED = 2_048
_MAX_REMEMBERED_LENGTH = 1_000


class RefusedAddressError(ValueError):
    """A URI that must not be opened; the text says why, without the URI."""


def is_plainly_relative(reference: str) -> bool:
    """Return True if the reference can name neither a scheme, nor a host, nor hold control characters."""
    return (
        ":" not in reference and reference[:2] != "//" and reference.isprintable() and "\\" not in reference
    )


def joined(base: str, reference: str) -> str:
    """Return the absolute address of a reference that was found harmless before (RFC 3986 §5.2)."""
    if not _is_worth_remembering(reference):
        return urljoin(base, reference)
    return _joined(base.partition("?")[0], reference)


def resolve(base: str, reference: str) -> str:
    """Return the absolute address of a reference.

    Args:
        base: The playlist's own address, after redirects.
        reference: As the playlist has it, variables replaced.

    Raises:
        RefusedAddressError: If it may not be opened.
    """
    if not _is_worth_remembering(reference):
        return _resolve(base, reference)
    return _remembered(base.partition("?")[0], reference)


def _is_worth_remembering(reference: str) -> bool:
    """Return whether a reference is short, and has a path: then nothing hangs on the query of its base."""
    return len(reference) <= _MAX_REMEMBERED_LENGTH and reference[:1] not in ("", "?", "#")


def _resolve(base: str, reference: str) -> str:
    if not reference or len(reference) > _MAX_LENGTH:
        raise RefusedAddressError("empty" if not reference else "longer than 64 KiB")
    if _CONTROL.search(reference):
        raise RefusedAddressError("has control characters")
    try:
        address = urljoin(base, reference)
        parts, base_parts = urlsplit(address), urlsplit(base)
    except ValueError as error:
        raise RefusedAddressError("is no URI") from error
    if parts.scheme in _WEB:
        if not parts.netloc:
            raise RefusedAddressError("names no host")
        return address
    if parts.scheme != "file":
        raise RefusedAddressError(f"has the scheme {parts.scheme[:20]!r}")
    if base_parts.scheme != "file":
        raise RefusedAddressError("points into this device's files")
    # file://host/share is a network share on Windows, and opening one sends the user's credentials there.
    if parts.netloc not in {"", "localhost", base_parts.netloc} or parts.path.startswith("//"):
        raise RefusedAddressError("points to another machine's files")
    return address


_joined = lru_cache(maxsize=_REMEMBERED)(urljoin)
_remembered = lru_cache(maxsize=_REMEMBERED)(_resolve)
