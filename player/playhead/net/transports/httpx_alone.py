"""httpx without its command line.

httpx imports its own command line (rich, click, pygments) with itself if they are installed, which more than
doubles what it costs to start: 0.35 CPU-s against 0.14, in each process that plays a title. None in
`sys.modules` is Python's own way to say that a module can't be had, and httpx goes on without it.
"""

import sys

sys.modules.setdefault("httpx._main", None)  # pyright: ignore[reportArgumentType] - typed without None

import httpx  # noqa: E402 - the line above must come first

__all__ = ["httpx"]
