"""The one place where a request is tried again.

Only what may pass is tried again: silence, broken connections, an overloaded server. A refusal (403, 404), a
bad certificate or a forbidden address will be the same in half a second, and the caller has better plans:
other pathways, other representations. Pauses double and are jittered, so that a thousand players that lost
the same server don't come back in step.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeVar

from playhead.errors import ErrorCode, NetworkError, Problem, Recovery, Severity
from playhead.settings import RetrySettings

__all__ = ["RefusedError", "RetryPolicy", "is_passing", "parse_retry_after"]

T = TypeVar("T")

_PASSING = frozenset(
    {
        ErrorCode.NETWORK_UNREACHABLE,
        ErrorCode.NETWORK_CONNECT_TIMEOUT,
        ErrorCode.NETWORK_STALL_TIMEOUT,
        ErrorCode.NETWORK_TOTAL_TIMEOUT,
        ErrorCode.NETWORK_TRUNCATED_BODY,
    }
)
_PASSING_STATUSES = frozenset({408, 425, 429})  # RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4


class RefusedError(NetworkError):
    """The server answered with a status that isn't success.

    Attributes:
        retry_after_s: How long the server asks us to wait; None if it didn't say.
    """

    def __init__(self, problem: Problem, retry_after_s: float | None = None) -> None:
        super().__init__(problem)
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Tries again as `settings` say, with jitter out of `random`."""

    settings: RetrySettings
    random: random.Random

    async def run(
        self,
        attempt: Callable[[int], Awaitable[T]],
        attempts: int | None,
        on_problem: Callable[[Problem], None] | None,
    ) -> T:
        """Return the first success.

        Args:
            attempt: Makes one try, given its number from 1.
            attempts: Tries in all; None for the settings' number.
            on_problem: Hears of each failure that is followed by another try.

        Raises:
            NetworkError: The last try's, or the first that is not worth another.
        """
        last = max(1, self.settings.attempts if attempts is None else attempts)
        for number in range(1, last):
            try:
                return await attempt(number)
            except NetworkError as error:
                if not is_passing(error.problem):
                    raise
                if on_problem is not None:
                    on_problem(error.problem.with_outcome(Severity.RECOVERED, Recovery.RETRY))
                asked_s = error.retry_after_s if isinstance(error, RefusedError) else None
            await asyncio.sleep(self.pause_s(number, asked_s))
        return await attempt(last)

    def pause_s(self, failed: int, asked_s: float | None = None) -> float:
        """Return how long to wait after the try number `failed`, in seconds.

        Args:
            failed: Tries so far, from 1.
            asked_s: What the server asked for; honoured up to the longest pause.
        """
        settings = self.settings
        # 2 ** 30 times any sensible pause is beyond the longest one, and huge exponents would overflow.
        full_s = min(settings.max_delay_s, settings.base_delay_s * 2.0 ** min(failed - 1, 30))
        jittered_s = full_s * (1.0 - settings.jitter * self.random.random())
        return max(jittered_s, min(asked_s or 0.0, settings.max_delay_s))


def is_passing(problem: Problem) -> bool:
    """Tell whether the same request may succeed a moment later."""
    if problem.code is ErrorCode.NETWORK_HTTP_STATUS:
        status = problem.context.http_status or 0
        return status in _PASSING_STATUSES or status >= 500
    return problem.code in _PASSING


def parse_retry_after(text: str | None, utc_s: float) -> float | None:
    """Return the seconds that a Retry-After field asks for (RFC 9110 §10.2.3); None if it can't be read.

    Args:
        text: Seconds or an HTTP date.
        utc_s: Now, to tell how far a date lies ahead.
    """
    if text is None:
        return None
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
        return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - utc_s)
    except (ValueError, OverflowError, IndexError):
        return None
