"""Work that must not be left half done, even when whoever waits for it is cancelled."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

__all__ = ["to_its_end"]

T = TypeVar("T")


async def to_its_end(work: Awaitable[T]) -> T:
    """Wait for the work; when cancelled, first for its end and then no longer.

    A write in a thread can't be called back: it would go on after whoever cancelled has deleted its folder.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
