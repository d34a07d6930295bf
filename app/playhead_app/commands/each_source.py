"""Do the same to each source of a command line: several at a time, told in order, none stopping another."""

import asyncio
import logging
import sys
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path
from typing import TypeVar

from playhead.errors import PlayerError, Problem
from playhead.settings import NetworkSettings
from playhead_app.commands.failure import internal_problem
from playhead_app.commands.source import no_such_source
from playhead_app.probe import Opener, Source

__all__ = ["for_each_source", "sources_named"]

_log = logging.getLogger(__name__)
_STDIN = "-"
_MANIFESTS = frozenset({".m3u8", ".m3u", ".mpd"})
# Most of the time that a source takes is waiting for its server.
_AT_ONCE = 8
# Names are looked up in threads, and a look-up that gets no answer holds its thread for a long time.
_THREADS = 32

_Answer = TypeVar("_Answer")


def sources_named(names: Sequence[str], base_url: str) -> list[Source]:
    """Return what the names stand for: addresses, files, every manifest in a folder, standard input.

    Reads standard input, if it is wanted: before the loop runs, for a thread that waits for a person to type
    could not be ended by Ctrl-C.
    """
    body = sys.stdin.buffer.read(NetworkSettings().max_manifest_bytes) if _STDIN in names else None
    return [
        Source(each, base_url, body if name == _STDIN else None) for name in names for each in _expanded(name)
    ]


def _expanded(name: str) -> Iterator[str]:
    try:
        files = sorted(Path(name).rglob("*")) if name and Path(name).is_dir() else []
    except (OSError, ValueError):
        files = []
    manifests = [str(file) for file in files if file.suffix.lower() in _MANIFESTS]
    yield from manifests or (name,)


def for_each_source(
    sources: Sequence[Source],
    patience_s: float,
    work: Callable[[Opener, Source], Awaitable[_Answer]],
    tell: Callable[[Source, _Answer | Problem], None],
) -> None:
    """Do `work` for all sources.

    Args:
        sources: In the order in which they are told.
        patience_s: For everything that one source points to.
        work: Its `PlayerError` becomes the source's `Problem`.
        tell: Called once for each source.
    """

    async def run() -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))
        async with Opener(patience_s) as opener, aclosing(_answers(opener, sources, work)) as answers:
            async for source, answer in answers:
                tell(source, answer)

    asyncio.run(run())


async def _answers(
    opener: Opener, sources: Sequence[Source], work: Callable[[Opener, Source], Awaitable[_Answer]]
) -> AsyncGenerator[tuple[Source, _Answer | Problem], None]:
    running: deque[tuple[Source, asyncio.Task[_Answer | Problem]]] = deque()
    remaining = iter(sources)
    try:
        while True:
            # Only as many at once as are soon told: answers are large.
            while len(running) < _AT_ONCE and (source := next(remaining, None)) is not None:
                running.append((source, asyncio.ensure_future(_answer(opener, source, work))))
            if not running:
                return
            source, task = running.popleft()
            yield source, await task
    finally:
        for _, task in running:
            task.cancel()
        await asyncio.gather(*(task for _, task in running), return_exceptions=True)


async def _answer(
    opener: Opener, source: Source, work: Callable[[Opener, Source], Awaitable[_Answer]]
) -> _Answer | Problem:
    try:
        return await work(opener, source)
    except PlayerError as error:
        return error.problem
    except FileNotFoundError:
        return no_such_source(source.name)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one source must not hide the others
        _log.exception("internal error while looking into a source")
        return internal_problem(error)
