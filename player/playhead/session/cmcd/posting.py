"""Post reports to a collector, in batches, and never in anybody's way (CTA-5004-B §3.3 and §5).

A collector that is away or busy gets everything that it missed when it is back, with pauses that double; one
that is gone (410) hears no more in this session, and neither does one that refuses for good.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Final

from playhead.errors import NetworkError, RequestType
from playhead.net.fetcher import Fetcher, Message
from playhead.net.retry import is_passing
from playhead.presentation import Resource
from playhead.settings import CmcdTarget

__all__ = ["Mailbox"]

_log = logging.getLogger(__name__)

_MOST_REPORTS: Final = 500
_FIRST_PAUSE_S: Final = 1.0
_LONGEST_PAUSE_S: Final = 60.0


class Mailbox:
    """Reports of one title for one collector.

    Args:
        target: The collector.
        fetcher: Its own.
        run: Runs a coroutine beside everything else.
    """

    def __init__(
        self,
        target: CmcdTarget,
        fetcher: Fetcher,
        run: Callable[[Coroutine[None, None, None]], asyncio.Task[None]],
    ) -> None:
        self._target = target
        self._fetcher = fetcher
        self._run = run
        self._lines: list[str] = []
        self._is_gone = False
        self._is_due = False
        self._task: asyncio.Task[None] | None = None

    def put(self, line: str) -> None:
        """Send a report, when there is a batch of them; the oldest make room if there are too many."""
        if self._is_gone:
            return
        self._lines = [*self._lines, line][-_MOST_REPORTS:]
        if len(self._lines) >= self._target.batch:
            self.flush()

    def flush(self) -> None:
        """Send what there is."""
        self._is_due = True
        if self._lines and (self._task is None or self._task.done()):
            self._task = self._run(self._send())

    async def _send(self) -> None:
        pause_s = _FIRST_PAUSE_S
        while self._is_due and self._lines and not self._is_gone:
            self._is_due = False
            batch, self._lines = self._lines, []
            try:
                await self._post(batch)
            except NetworkError as error:
                if not is_passing(error.problem):
                    _log.info("a CMCD collector refused: %s", error.problem.detail)
                    self._is_gone, self._lines = True, []
                    return
                self._is_due = True
                self._lines = [*batch, *self._lines][-_MOST_REPORTS:]
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
            else:
                pause_s = _FIRST_PAUSE_S
                self._is_due = self._is_due or len(self._lines) >= self._target.batch

    async def _post(self, lines: list[str]) -> None:
        headers = {"content-type": "application/cmcd"}
        if self._target.authorization:
            headers["authorization"] = self._target.authorization
        message = Message("\n".join(lines).encode(), headers)
        resource = Resource(self._target.url, RequestType.REPORT)
        await self._fetcher.fetch(resource, message=message, attempts=1)
