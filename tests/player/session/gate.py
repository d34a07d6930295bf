"""A way to the network that keeps every request with its headers."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from playhead.net.transport import Exchange, Transport, TransportRequest

__all__ = ["Gate"]


class Gate:
    """Passes everything on to another transport.

    Args:
        inner: The network.
        drop: A query argument that is taken off again, for origins that know exact addresses only.

    Attributes:
        requests: All so far, as they came.
    """

    def __init__(self, inner: Transport, drop: str = "") -> None:
        self._inner = inner
        self._drop = drop
        self.requests: list[TransportRequest] = []

    @property
    def schemes(self) -> frozenset[str]:
        """The network's."""
        return self._inner.schemes

    def open(self, request: TransportRequest) -> AbstractAsyncContextManager[Exchange]:
        """Note the request and pass it on."""
        self.requests.append(request)
        if self._drop:
            path, _, query = request.url.partition("?")
            kept = "&".join(each for each in query.split("&") if not each.startswith(f"{self._drop}="))
            request = replace(request, url=f"{path}?{kept}" if kept else path)
        return self._inner.open(request)

    async def close(self) -> None:
        """Close the network."""
        await self._inner.close()
