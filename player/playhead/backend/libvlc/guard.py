"""Nothing may be raised into libVLC: an exception would be printed, and C would read a made-up result."""

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

__all__ = ["guarded"]

P = ParamSpec("P")
R = TypeVar("R")

_LOGGER = logging.getLogger(__name__)


def guarded(default: R) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a callback return `default` instead of raising; what went wrong goes to the log."""

    def decorate(callback: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(callback)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return callback(*args, **kwargs)
            except Exception:  # the top of a foreign thread's stack: nobody above could handle it
                _LOGGER.exception("a callback from libVLC failed")
                return default

        return call

    return decorate
