"""How long nothing may be heard, connecting and each pause within a body alike."""

import asyncio
from types import TracebackType
from typing import Self

from playhead.errors import ErrorCode, NetworkError, make_problem

__all__ = ["SilenceLimit"]


class SilenceLimit:
    """Ends a block in which nothing is heard for too long.

    Args:
        limit_s: Longest silence.
        connect_s: How much longer the first one may be.

    Raises:
        NetworkError: STALL_TIMEOUT.
    """

    def __init__(self, limit_s: float, connect_s: float) -> None:
        self._limit_s = limit_s
        self._connect_s = connect_s

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._timeout = asyncio.timeout(self._limit_s + self._connect_s)
        await self._timeout.__aenter__()
        return self

    def heard(self) -> None:
        """Begin a new silence."""
        # A timeout that has fired already is on its way and can't be called back.
        if not self._timeout.expired():
            self._timeout.reschedule(self._loop.time() + self._limit_s)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self._timeout.__aexit__(kind, error, trace)
        except TimeoutError as timeout:
            detail = f"nothing came for {self._limit_s:g} s"
            raise NetworkError(make_problem(ErrorCode.NETWORK_STALL_TIMEOUT, detail)) from timeout
