"""One title after another: whose turn it is, and what becomes of a title whose transfer ended.

A title that lost its network waits and goes on by itself, with pauses that grow; so does one whose server is
there and has trouble, but not for ever. Anything else that goes wrong is the viewer's to know: it stops, and
keeps what it has.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from playhead.clock import Clock
from playhead.errors import ErrorCode, PlayerError, Problem, make_problem
from playhead.licence import LicenceSource
from playhead.net.retry import is_passing
from playhead.offline.disk import storage_error
from playhead.offline.ledger import Ledger, TitleLine
from playhead.offline.lock import FileLock
from playhead.offline.model import DownloadState, OfflineSettings
from playhead.offline.transfer import Progress, Transfer, TransferContext
from playhead.offline.uncut import to_its_end
from playhead.session.signal import Signal

__all__ = ["DownloadQueue"]

_log = logging.getLogger(__name__)

# A server that is there and fails again and again is no lost network.
_MOST_FRUITLESS_TRIES: Final = 6


@dataclass(slots=True)
class _Waiting:
    """When a title is to be tried again, and how often that was in vain."""

    at_s: float = 0.0
    tries: int = 0
    stored_bytes: int = -1


class DownloadQueue:
    """The titles of a store, in the order in which they were asked for.

    Args:
        folder: Of the store; locks lie there.
        on_change: Called when a title's state has changed.
    """

    def __init__(
        self,
        ledger: Ledger,
        folder: Path,
        settings: OfflineSettings,
        clock: Clock,
        on_change: Callable[[], None],
    ) -> None:
        self._ledger = ledger
        self._folder = folder
        self._settings = settings
        self._clock = clock
        self._on_change = on_change
        self.lines: dict[str, TitleLine] = {}
        self.progress: dict[str, Progress] = {}
        self.problems: dict[str, Problem] = {}
        self.licences: dict[str, LicenceSource] = {}
        self.changed = Signal()
        self._waiting: dict[str, _Waiting] = {}
        self._saving = asyncio.Lock()
        self._running: tuple[str, asyncio.Task[TitleLine]] | None = None

    async def load(self) -> None:
        """Read what was written down; what was under way takes its turn again.

        Raises:
            StorageError: If the ledger can't be read.
        """
        lines, sums = await asyncio.gather(
            asyncio.to_thread(self._ledger.titles), asyncio.to_thread(self._ledger.sums)
        )
        for line in lines:
            if line.state in (DownloadState.DOWNLOADING, DownloadState.WAITING):
                line = replace(line, state=DownloadState.QUEUED)
            self.lines[line.id] = line
            self.progress[line.id] = Progress(*sums.get(line.id, (0, 0.0)))
            if line.problem_code:
                self.problems[line.id] = make_problem(ErrorCode(line.problem_code), line.problem_detail)

    async def put(self, line: TitleLine) -> None:
        """Write a title down, new or changed.

        Raises:
            StorageError: If it can't be written.
        """
        self.lines[line.id] = line
        self.progress.setdefault(line.id, Progress())
        await to_its_end(self._save(line.id))
        self.tell()

    async def _save(self, title: str) -> None:
        # One at a time, and always the newest: threads would write two of them in any order.
        async with self._saving:
            line = self.lines.get(title)
            if line is not None:
                await asyncio.to_thread(self._ledger.save_title, line)

    async def learn(self, learned: TitleLine) -> None:
        """Write down what a transfer has learned; everything else stays as it is meanwhile."""
        line = self.lines.get(learned.id)
        if line is not None:
            await self.put(
                replace(
                    line,
                    kept=learned.kept,
                    sessions=learned.sessions,
                    duration_s=learned.duration_s,
                    height=learned.height,
                    expected_bytes=learned.expected_bytes,
                    expires_utc_s=learned.expires_utc_s,
                )
            )

    async def enter(self, title: str, state: DownloadState, problem: Problem | None = None) -> None:
        """Put a title into another state.

        Raises:
            StorageError: If that can't be written down.
        """
        if problem is None:
            self.problems.pop(title, None)
        else:
            self.problems[title] = problem
        code, detail = (int(problem.code), problem.detail) if problem else (0, "")
        line = replace(self.lines[title], state=state, problem_code=code, problem_detail=detail)
        await self.put(line)

    async def halt(self, title: str) -> None:
        """End the transfer of a title, if it is the one that runs; its lock is free then."""
        self._waiting.pop(title, None)
        running = self._running
        if running is not None and running[0] == title:
            running[1].cancel()
            while self._running is running:
                await self.changed.wait()

    def forget(self, title: str) -> None:
        """Let go of a title that was deleted."""
        for known in (self.lines, self.progress, self.problems, self.licences, self._waiting):
            known.pop(title, None)
        self.tell()

    def tell(self) -> None:
        """Say that something has changed."""
        self.changed.notify()
        self._on_change()

    async def run(self, context: TransferContext, only: str | None = None) -> None:
        """Download, until cancelled: everything, or one title and nothing else."""
        while True:
            title, wait_s = self._next(only)
            if title is None:
                await self.changed.wait(wait_s)
                continue
            try:
                await self._download(context, title)
            except PlayerError as error:
                # The ledger itself can't be written: the state can only be shown.
                self.problems[title] = error.problem
                self.lines[title] = replace(self.lines[title], state=DownloadState.FAILED)
                self.tell()

    def _next(self, only: str | None) -> tuple[str | None, float | None]:
        """Return whose turn it is, or how long nobody's."""
        now_s, pauses = self._clock.now_s(), list[float]()
        for title, line in self.lines.items():
            if only is not None and title != only:
                continue
            if line.state is DownloadState.QUEUED:
                return title, None
            if line.state is DownloadState.WAITING:
                left_s = self._waiting.setdefault(title, _Waiting()).at_s - now_s
                if left_s <= 0:
                    return title, None
                pauses.append(left_s)
        return None, min(pauses, default=None)

    async def _download(self, context: TransferContext, title: str) -> None:
        lock = FileLock(self._folder / f"{title}.lock")
        try:
            is_ours = await asyncio.to_thread(lock.acquire)
        except OSError as error:
            await self.enter(title, DownloadState.FAILED, storage_error(error).problem)
            return
        try:
            # It may have been paused or deleted while we waited for the lock, and again for the ledger.
            if not self._is_due(title):
                return
            if not is_ours:
                await self.enter(title, DownloadState.FAILED, make_problem(ErrorCode.STORAGE_BUSY))
                return
            await self.enter(title, DownloadState.DOWNLOADING)
            if self._is_due(title):
                await self._transfer(context, title)
        finally:
            lock.release()
            self._running = None
            self.changed.notify()

    def _is_due(self, title: str) -> bool:
        line = self.lines.get(title)
        return line is not None and line.state.is_under_way

    async def _transfer(self, context: TransferContext, title: str) -> None:
        transfer = Transfer(context, self.lines[title], self.progress[title], self.licences.get(title))
        task = asyncio.create_task(transfer.run(), name="offline transfer")
        self._running = title, task
        try:
            await asyncio.wait([task])
        finally:
            if not task.done():  # the store is being closed
                task.cancel()
                await asyncio.wait([task])
        await self._settle(title, task)

    async def _settle(self, title: str, task: "asyncio.Task[Any]") -> None:
        # Whoever halted it has said already what it is now.
        if task.cancelled() or title not in self.lines:
            return
        error = task.exception()
        if error is None:
            self._waiting.pop(title, None)
            self.licences.pop(title, None)
            await self.learn(task.result())
            self.lines[title] = replace(self.lines[title], is_playable=True)
            await self.enter(title, DownloadState.COMPLETED)
        elif isinstance(error, PlayerError):
            await self._judge(title, error.problem)
        else:
            _log.error("a download ended by an internal error", exc_info=error)
            detail = f"{type(error).__name__}: {error}"
            await self.enter(title, DownloadState.FAILED, make_problem(ErrorCode.PLAYER_INTERNAL, detail))

    async def _judge(self, title: str, problem: Problem) -> None:
        cause = problem.cause or problem
        waiting = self._waiting.setdefault(title, _Waiting())
        stored_bytes = self.progress[title].stored_bytes
        if stored_bytes != waiting.stored_bytes:
            waiting.tries, waiting.stored_bytes = 0, stored_bytes
        waiting.tries += 1
        is_answered = cause.context.http_status is not None
        if not is_passing(cause) or (is_answered and waiting.tries >= _MOST_FRUITLESS_TRIES):
            self._waiting.pop(title, None)
            await self.enter(title, DownloadState.FAILED, problem)
            return
        settings = self._settings
        pause_s = min(settings.first_pause_s * 2.0 ** (waiting.tries - 1), settings.longest_pause_s)
        waiting.at_s = self._clock.now_s() + pause_s
        await self.enter(title, DownloadState.WAITING, problem)

    def hurry(self) -> None:
        """Try at once what waits for the network."""
        for waiting in self._waiting.values():
            waiting.at_s = 0.0
        self.changed.notify()


def released(path: Path) -> None:
    """Delete a lock's file; no fault if there is none."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
