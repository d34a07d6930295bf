"""What the process asks of the C library: few heaps, and none of it kept when a title is over."""

import ctypes
import sys

__all__ = ["give_memory_back", "use_few_arenas"]

_M_ARENA_MAX = -8  # malloc.h of the GNU C library
_ARENAS = 2


def use_few_arenas() -> None:
    """Keep memory flat over many titles.

    Pictures are allocated on one thread and freed on another; with an arena for each thread the C library's
    heap grew by 200 MB over 66 titles, with two of them by 23 MB. Only the GNU C library has the knob.
    """
    if sys.platform.startswith("linux"):
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, _ARENAS)


def give_memory_back() -> None:
    """Return what a title has left behind to the system.

    The GNU C library keeps freed memory for the next time: ten titles in a row, and 30 to 80 MB lie there
    unused. It takes some milliseconds, in which other threads may wait for memory: not while a title plays.
    """
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
