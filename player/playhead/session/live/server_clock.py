"""The server's time, as far as we can tell: what a live MPD's availability is counted in.

A viewer's clock may be minutes off. The document says whom to ask (UTCTiming); who says nothing still dates
every answer (RFC 9110 §6.6.1). What is kept is the difference to our own clock.
"""

import logging
from collections.abc import Sequence
from email.utils import parsedate_to_datetime

from playhead.clock import Clock
from playhead.dash.clock_sources import ClockAnswer, ClockSource
from playhead.errors import PlayerError
from playhead.net.fetcher import Fetched, Fetcher

__all__ = ["ServerClock"]

_log = logging.getLogger(__name__)

# Our clock and the server's drift apart, and a machine that slept has lost time.
_VALID_S = 600.0
# A Date field tells whole seconds, cut off.
_DATE_STEP_S = 1.0


class ServerClock:
    """UTC as the server counts it; our own until something is known."""

    def __init__(self, fetcher: Fetcher, clock: Clock) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._asked_s: float | None = None
        self.skew_s: float | None = None

    def utc_s(self) -> float:
        """Return seconds since 1970 UTC on the server's clock."""
        return self._clock.utc_s() + (self.skew_s or 0.0)

    async def keep(self, sources: Sequence[ClockSource], answer: Fetched) -> None:
        """Ask the sources if it is time to, the first choice first.

        Args:
            sources: From the document.
            answer: What the document came with: its Date field is for where no source answers.
        """
        now_s = self._clock.now_s()
        if self._asked_s is not None and now_s - self._asked_s < _VALID_S:
            return
        self._asked_s = now_s
        for source in sources:
            if (skew_s := await self._ask(source)) is not None:
                self.skew_s = skew_s
                return
        if sources:
            _log.warning("none of the %s clocks that the manifest names gave the time", len(sources))
        if answer.date and (skew_s := self._skew_by_date(answer)) is not None:
            self.skew_s = skew_s

    async def _ask(self, source: ClockSource) -> float | None:
        """Return how far the server's clock is ahead of ours; None if nobody says."""
        if source.answer is ClockAnswer.DOCUMENT:
            return self._difference(source, None)
        for resource in source.resources:
            is_dated = source.answer is ClockAnswer.DATE_HEADER
            try:
                answer = await self._fetcher.fetch(resource, attempts=1, is_head_only=is_dated)
            except PlayerError as error:
                _log.warning("a clock could not be asked: %s", error)
                continue
            skew_s = self._difference(source, answer)
            if skew_s is not None:
                return skew_s
        return None

    def _difference(self, source: ClockSource, answer: Fetched | None) -> float | None:
        try:
            if answer is None:
                return source.read() - self._clock.utc_s()
            told_s = source.read(answer.body, answer.date)
        except PlayerError as error:
            _log.warning("a clock's answer could not be read: %s", error)
            return None
        if source.answer is ClockAnswer.DATE_HEADER:
            return self._by_whole_seconds(told_s, answer)
        # It was made half a round trip ago.
        return told_s + answer.elapsed_s / 2 - self._clock.utc_s()

    def _by_whole_seconds(self, told_s: float, answer: Fetched) -> float:
        """Return 0 where the two agree as far as a second can tell; else the least: too early is worse."""
        ahead_s = told_s - self._clock.utc_s()
        return 0.0 if -_DATE_STEP_S - answer.elapsed_s <= ahead_s <= 0 else ahead_s + answer.elapsed_s / 2

    def _skew_by_date(self, answer: Fetched) -> float | None:
        try:
            return self._by_whole_seconds(parsedate_to_datetime(answer.date).timestamp(), answer)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
