"""The seam to the network: one exchange, no policy.

A `Transport` opens one URL and hands over the body as it arrives. It follows no redirect, retries nothing,
caps nothing and knows no deadline but that for connecting: `net.fetcher` does all that in one place, so a
device team's transport (pycurl, a platform's own stack) is a few dozen lines. `playhead.testing` has contract
tests for it.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from playhead.presentation import ByteRange

__all__ = ["Exchange", "Transport", "TransportRequest"]


@dataclass(frozen=True, slots=True)
class TransportRequest:
    """One request as it goes out; header names are lower-case.

    Attributes:
        byte_range: The part wanted; the transport puts it into its own words (HTTP: a `Range` field).
        connect_timeout_s: Give up connecting after this long. Connecting is the one step that a caller can't
            see from outside, so this one deadline is the transport's; None leaves it to the system.
        is_public_only: Refuse to talk to an address that isn't a public one, whatever the host's name says.
            A transport that doesn't resolve names itself (a proxy, a platform's stack) can't know and ignores
            it.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    byte_range: ByteRange | None = None
    content: bytes | None = None
    connect_timeout_s: float | None = None
    is_public_only: bool = False


class Exchange(Protocol):
    """An answer whose head has arrived and whose body can be read once."""

    @property
    def status(self) -> int:
        """HTTP status, or its like: 200 and 206 for a file."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Header fields by lower-case name."""
        ...

    @property
    def peer(self) -> str | None:
        """IP address of the far end; None if there is none or it isn't known (a proxy, a file)."""
        ...

    def body(self) -> AsyncIterator[bytes]:
        """Yield the body's pieces as they arrive, content codings (gzip) left on.

        Raises:
            NetworkError: UNREACHABLE or TRUNCATED_BODY if the connection breaks off.
        """
        ...


class Transport(Protocol):
    """Opens exchanges. Closing it closes every connection; it is safe to close twice."""

    @property
    def schemes(self) -> frozenset[str]:
        """URL schemes that it opens, lower-case."""
        ...

    def open(self, request: TransportRequest) -> AbstractAsyncContextManager[Exchange]:
        """Send the request; the context is entered when the answer's head has arrived.

        Raises:
            NetworkError: UNREACHABLE, TLS or CONNECT_TIMEOUT.
        """
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...
