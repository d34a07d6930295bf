"""Processes of our own beside the service: the film studio and the painters of artwork.

Drawing holds the interpreter for long stretches; in the app's process it would make the interface stutter.
Each child speaks JSON lines on its standard streams and ends when its standard input does, so that an app
that is killed leaves none behind.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

__all__ = ["child_command", "end_with_parent", "running_child", "step_back"]

_MODULES = {"studio": "playhead_app.demo.studio", "painter": "playhead_app.demo.artwork"}
# Windows knows no niceness; there the class of the process says it.
_BELOW_NORMAL: int = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)


def child_command(role: str, *arguments: str) -> list[str]:
    """Return the command line of a child: `studio` or `painter`.

    A frozen app has no interpreter to give a module to; its own program takes the role as its first word.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, role, *arguments]
    return [sys.executable, "-m", _MODULES[role], *arguments]


@asynccontextmanager
async def running_child(command: list[str], *, is_nice: bool) -> AsyncGenerator[asyncio.subprocess.Process]:
    """Run a child with both its streams piped; it is gone when the block ends, however it ends."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        creationflags=_BELOW_NORMAL if is_nice else 0,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            # It may have ended between the question and the answer.
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def step_back() -> None:
    """Let everything else on this machine go first; called by a child that works in the background."""
    if hasattr(os, "nice"):
        os.nice(10)


def end_with_parent() -> None:
    """Wait until the standard input ends, then end this process; run it on a daemon thread."""
    # Not through sys.stdin: a thread inside its lock would stop the interpreter from ending by itself.
    while os.read(0, 1024):
        pass
    os._exit(3)
