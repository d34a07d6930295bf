"""The one way from libVLC's threads to the loop.

libVLC deadlocks if a callback calls back into it, and the SDK's state belongs to the loop's thread. So a
callback copies plain values, posts, and returns.
"""

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import ParamSpec

__all__ = ["LoopBridge"]

P = ParamSpec("P")


class LoopBridge:
    """Posts calls to one loop, from any thread, until it is closed.

    Args:
        loop: Whose thread runs what is posted.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._is_open = True

    def post(self, callback: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Have the loop call this soon; after `close`, or when the loop is gone, do nothing."""
        if self._is_open:
            # The loop may close between the check and the call: then nobody is left to tell.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(partial(self._run, partial(callback, *args, **kwargs)))

    def _run(self, call: Callable[[], object]) -> None:
        if self._is_open:
            call()

    def close(self) -> None:
        """Drop everything that is still under way."""
        self._is_open = False
