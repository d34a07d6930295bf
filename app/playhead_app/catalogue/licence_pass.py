"""Show the catalogue's token to the licence server, and fetch a new one before the old one is too old."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from playhead.licence import LicenceRequest
from playhead.net.url_rules import is_same_origin

__all__ = ["LicencePass"]

# A film that pauses for supper comes back with a token that nobody accepts any more.
_FRESH_S = 240.0


class LicencePass:
    """A `RequestFilter` for one title.

    Args:
        url: Of the licence server; the token goes nowhere else.
        token: The first one.
        renewed: Asks the catalogue for another; None if it gives none.
    """

    def __init__(self, url: str, token: str, renewed: Callable[[], Awaitable[str | None]]) -> None:
        self._url = url
        self._token = token
        self._renewed = renewed
        self._since_s = asyncio.get_running_loop().time()

    async def __call__(self, request: LicenceRequest) -> LicenceRequest:
        """Return the request with a token that is still good."""
        if not is_same_origin(request.url, self._url):
            return request
        now_s = asyncio.get_running_loop().time()
        if now_s - self._since_s > _FRESH_S:
            self._token, self._since_s = await self._renewed() or self._token, now_s
        return replace(request, headers={**request.headers, "authorization": f"Bearer {self._token}"})
