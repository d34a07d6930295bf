"""Short-lived permission to ask for one title's licence; the catalogue gives it, the server checks it."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable

__all__ = ["TokenMint"]

_VALID_S = 600


class TokenMint:
    """Makes and checks tokens: a title, an end, and a signature over both.

    Args:
        secret: Shared by those who make and those who check.
        utc_s: The time.
    """

    def __init__(self, secret: bytes, utc_s: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._utc_s = utc_s

    def issue(self, title: str) -> str:
        """Return a token for a title; it is valid for ten minutes."""
        end = int(self._utc_s()) + _VALID_S
        return f"{end:x}.{self._signature(title, end)}"

    def accepts(self, token: str, title: str) -> bool:
        """Tell whether a token is genuine, for this title, and not too old."""
        end_text, _, signature = token.partition(".")
        try:
            end = int(end_text, 16)
        except ValueError:
            return False
        is_genuine = hmac.compare_digest(signature.encode(), self._signature(title, end).encode())
        return is_genuine and self._utc_s() < end

    def _signature(self, title: str, end: int) -> str:
        digest = hmac.digest(self._secret, f"{title}/{end}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
