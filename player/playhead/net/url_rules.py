"""Which URLs one title may open, and which headers go with them.

The viewer chose the first URL; whoever wrote the manifest behind it chose all others. So the first one
decides what the others may be: files only for a title that is itself a file, private addresses only for a
title that comes from one, the viewer's headers (often credentials) only to the first URL's own origin.
"""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit

from playhead.errors import ErrorCode, NetworkError, make_problem
from playhead.net.addresses import is_private_address, is_private_host

__all__ = ["UrlRules", "is_same_origin", "redirect_target"]

_DEFAULT_PORTS = {"http": 80, "https": 443}
_SOURCES = frozenset({*_DEFAULT_PORTS, "file"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class UrlRules:
    """What one title may open.

    Args:
        allow_private: Whether private addresses may be opened; None lets the first URL decide.
    """

    def __init__(self, allow_private: bool | None = None) -> None:
        self._allow_private = allow_private
        self._source: SplitResult | None = None
        self._is_source_reached = False

    def learn_source(self, url: str) -> None:
        """Take the first URL of the title that we know how to open; later calls change nothing.

        Raises:
            NetworkError: SCHEME, if it can't be read.
        """
        if self._source is not None:
            return
        parts = _split(url)
        if parts.scheme not in _SOURCES:
            return
        self._source = parts
        if self._allow_private is None and self._source.scheme != "file":
            self._allow_private = True if is_private_host(self._source.hostname or "") else None

    def learn_peer(self, url: str, peer: str | None) -> None:
        """Take the address at which the source was first reached.

        `nas.example.net` may well stand for 192.168.1.20, which only its resolver knows. The first answer
        settles it, so that the same name can't turn private later (DNS rebinding).
        """
        if self._is_source_reached or peer is None or not self.is_source_origin(url):
            return
        self._is_source_reached = True
        if self._allow_private is None and is_private_address(peer):
            self._allow_private = True

    def check(self, url: str, previous: str | None = None, *, is_vouched: bool = False) -> None:
        """Refuse what must not be opened.

        Args:
            url: Absolute.
            previous: The URL that redirected here, if one did.
            is_vouched: The viewer's own program chose the server, not whoever wrote the manifest.

        Raises:
            NetworkError: SCHEME for a foreign scheme or a private address, REDIRECT for a forbidden hop.
        """
        parts = _split(url)
        if parts.scheme == "file":
            if previous is not None or (self._source is not None and self._source.scheme != "file"):
                raise _refusal(ErrorCode.NETWORK_SCHEME, url, "a remote document must not open local files")
            return
        if parts.scheme not in _DEFAULT_PORTS:
            raise _refusal(ErrorCode.NETWORK_SCHEME, url, f"scheme {parts.scheme[:16]!r} isn't opened")
        if not parts.hostname:
            raise _refusal(ErrorCode.NETWORK_SCHEME, url, "the address has no host")
        if previous is not None and parts.scheme == "http" and urlsplit(previous).scheme == "https":
            raise _refusal(ErrorCode.NETWORK_REDIRECT, url, "redirected from https to http")
        if not self._allow_private and not is_vouched and is_private_host(parts.hostname):
            raise _refusal(ErrorCode.NETWORK_SCHEME, url, "a public title must not open a private address")

    def must_be_public(self, url: str) -> bool:
        """Tell whether the transport has to refuse private addresses behind this URL's name."""
        if self._allow_private:
            return False
        return self._allow_private is False or self._is_source_reached or not self.is_source_origin(url)

    def is_source_origin(self, url: str) -> bool:
        """Tell whether the URL has the first one's scheme, host and port (RFC 6454 §4)."""
        return self._source is not None and _origin(_split(url)) == _origin(self._source)

    def headers_for(self, url: str, headers: Mapping[str, str]) -> dict[str, str]:
        """Return those of the viewer's headers that may go to the URL, names in lower case: all or none."""
        if not self.is_source_origin(url):
            return {}
        return {name.lower(): value for name, value in headers.items()}


def is_same_origin(url: str, other: str) -> bool:
    """Tell whether two URLs have the same scheme, host and port (RFC 6454 §4).

    Raises:
        NetworkError: SCHEME, if one of them can't be read.
    """
    return _origin(_split(url)) == _origin(_split(other))


def redirect_target(status: int, headers: Mapping[str, str], url: str) -> str | None:
    """Return the absolute URL that an answer redirects to, or None if it is no redirect (RFC 9110 §15.4).

    Raises:
        NetworkError: REDIRECT, if the Location can't be read.
    """
    location = headers.get("location")
    if status not in _REDIRECTS or location is None:
        return None
    try:
        return urljoin(url, location.strip()).partition("#")[0]
    except ValueError:  # its text repeats the host, and with it a password
        raise _refusal(ErrorCode.NETWORK_REDIRECT, url, "the Location can't be read") from None


# Each request asks several times about the same few URLs.
@lru_cache(maxsize=32)
def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  reading it is what checks it
    except ValueError:  # its text repeats the host, and with it a password
        raise _refusal(ErrorCode.NETWORK_SCHEME, url, "the address can't be read") from None
    return parts


@lru_cache(maxsize=32)
def _origin(parts: SplitResult) -> tuple[str, str, int | None]:
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port or _DEFAULT_PORTS.get(parts.scheme)


def _refusal(code: ErrorCode, url: str, detail: str) -> NetworkError:
    return NetworkError(make_problem(code, detail, url=url))
