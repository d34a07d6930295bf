"""A transport that is made when the first request needs it.

Loading an HTTP client with its certificates takes longer than reading most manifests. A tool that looks at a
file should not pay for a network that it never opens.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from playhead.net.transport import Exchange, Transport, TransportRequest

__all__ = ["LateTransport"]


class LateTransport:
    """Stands in for a transport until it is used.

    Args:
        schemes: What the transport opens, lower-case.
        make: Makes it; called at most once.
    """

    def __init__(self, schemes: frozenset[str], make: Callable[[], Transport]) -> None:
        self._schemes = schemes
        self._make = make
        self._transport: Transport | None = None

    @property
    def schemes(self) -> frozenset[str]:
        """As given: asking must not make the transport."""
        return self._schemes

    def open(self, request: TransportRequest) -> AbstractAsyncContextManager[Exchange]:
        """Send the request through the transport.

        Raises:
            NetworkError: As the transport does.
        """
        if self._transport is None:
            self._transport = self._make()
        return self._transport.open(request)

    async def close(self) -> None:
        """Close the transport, if there is one."""
        if self._transport is not None:
            await self._transport.close()
