"""The reporters of one player: one for each title, and the way to the collectors."""

import asyncio
import random as random_module
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Final
from uuid import uuid4

from playhead.clock import Clock
from playhead.errors import Severity
from playhead.events import Event, InterstitialBegan, InterstitialEnded, ProblemRaised, StateChanged
from playhead.net.fetcher import Fetcher
from playhead.net.filters import Filters
from playhead.net.transport import Transport
from playhead.session.cmcd.posting import Mailbox
from playhead.session.cmcd.reporter import TitleReporter
from playhead.settings import CmcdSettings, CmcdTarget, NetworkSettings
from playhead.state import PlayerState

__all__ = ["CmcdDesk"]

_LONGEST_CONTENT_ID: Final = {1: 64, 2: 128}
_LAST_WORDS_S: Final = 0.3


class CmcdDesk:
    """Knows which reporter's title plays.

    Args:
        transports: What reports go by.
        filters: What reports pass through, like any request.
        frames_dropped: Gives how many the backend left out so far.
    """

    def __init__(
        self,
        transports: Sequence[Transport],
        clock: Clock,
        random: random_module.Random,
        filters: Filters,
        frames_dropped: Callable[[], int],
    ) -> None:
        self._transports = transports
        self._clock = clock
        self._random = random
        self._filters = filters
        self._frames_dropped = frames_dropped
        self._playing: TitleReporter | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def reporter(
        self, settings: CmcdSettings, network: NetworkSettings, url: str, *, is_wanted: bool
    ) -> TitleReporter:
        """Return the reporter of a title that is being opened.

        Args:
            url: Of its manifest.
            is_wanted: It is to be played, not only got ready.
        """
        given = settings.content_id
        content_id = given if isinstance(given, str) else given(url)

        def mailbox_of(target: CmcdTarget) -> Mailbox:
            own = replace(network, headers={})
            fetcher = Fetcher(
                self._transports, own, self._clock, random=self._random, filters=(self._filters,)
            )
            return Mailbox(target, fetcher, self._run)

        return TitleReporter(
            settings,
            settings.session_id or str(uuid4()),
            content_id[: _LONGEST_CONTENT_ID[settings.version]],
            self._clock,
            is_wanted=is_wanted,
            frames_dropped=self._frames_dropped,
            mailbox_of=mailbox_of,
        )

    def plays(self, reporter: TitleReporter) -> None:
        """Take note of which title plays now; the one before is over."""
        if self._playing is not reporter:
            self._finish("q")
            self._playing = reporter

    def hear(self, event: Event) -> None:
        """Hear what the player tells; what belongs to a title its reporter hears from the title itself."""
        if self._playing is None:
            return
        if isinstance(event, InterstitialBegan | InterstitialEnded) or (
            isinstance(event, ProblemRaised) and event.problem.severity is Severity.FATAL
        ):
            self._playing.hear(event)
        elif isinstance(event, StateChanged):
            if event.state is PlayerState.FAILED:
                self._finish("f")
            elif event.state is PlayerState.IDLE:
                self._finish("q")
            else:
                self._playing.on_pause()

    async def close(self) -> None:
        """Let the last words out, for a moment, and stop."""
        self._finish("q")
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_LAST_WORDS_S)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _finish(self, token: str) -> None:
        if self._playing is not None:
            self._playing.finish(token)
            self._playing = None

    def _run(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work, name="CMCD reports")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
