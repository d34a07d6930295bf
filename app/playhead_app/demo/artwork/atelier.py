"""Keep painters at hand: start them when pictures are wanted, let them go when none are."""

import asyncio
import json
import os
from pathlib import Path

from playhead_app.demo.child import child_command, running_child

__all__ = ["Atelier", "PaintingFailedError"]

_IDLE_S = 20.0


class PaintingFailedError(Exception):
    """A picture could not be drawn or written."""


class Atelier:
    """A few painter processes that share one queue. Belongs to one loop; run it with `work`.

    Args:
        painters: How many at most; two keep a two-core machine busy.
    """

    def __init__(self, painters: int | None = None) -> None:
        self._wishes: asyncio.Queue[tuple[dict[str, object], asyncio.Future[None]]] = asyncio.Queue()
        self._painters = painters or min(2, os.cpu_count() or 1)
        self._group: asyncio.TaskGroup | None = None
        self._busy = 0

    async def work(self) -> None:
        """Serve wishes until cancelled."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            await asyncio.Event().wait()

    async def paint(self, subject: str, kind: str, width: int, path: Path) -> None:
        """Have a picture painted into a file.

        Raises:
            PaintingFailedError: It could not be drawn or written.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        wish: dict[str, object] = {"subject": subject, "kind": kind, "width": width, "path": str(path)}
        self._wishes.put_nowait((wish, done))
        if self._busy < self._painters and self._group is not None:
            self._busy += 1
            self._group.create_task(self._paint())
        await done

    async def _paint(self) -> None:
        try:
            async with running_child(child_command("painter"), is_nice=False) as process:
                while True:
                    async with asyncio.timeout(_IDLE_S):
                        wish, done = await self._wishes.get()
                    await _fulfil(process, wish, done)
        except (TimeoutError, PaintingFailedError):
            # Nothing to do for a while, or a painter that has fallen over: the next wish starts another.
            return
        finally:
            self._busy -= 1


async def _fulfil(
    process: asyncio.subprocess.Process, wish: dict[str, object], done: asyncio.Future[None]
) -> None:
    """Give one wish to a painter and wait for it.

    Raises:
        PaintingFailedError: The painter is gone.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    if done.cancelled():
        return
    try:
        process.stdin.write(json.dumps(wish).encode() + b"\n")
        await process.stdin.drain()
        answer = await process.stdout.readline()
    except OSError:
        answer = b""
    except asyncio.CancelledError:
        done.cancel()
        raise
    problem = json.loads(answer)["problem"] if answer else "the painter has ended"
    if not done.done():
        if problem:
            done.set_exception(PaintingFailedError(problem))
        else:
            done.set_result(None)
    if not answer:
        raise PaintingFailedError(problem)
