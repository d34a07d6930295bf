"""What is played in between: interstitials of HLS titles."""

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Sequence

from playhead.errors import ErrorCode, PlayerStateError, Recovery, Severity, make_problem
from playhead.events import ProblemRaised
from playhead.faces.face import Face
from playhead.presentation import TimedEvent
from playhead.session.event_hub import EventHub
from playhead.session.interstitials import Interstitials
from playhead.session.playback import Playback

__all__ = ["InterludesFace"]

_log = logging.getLogger(__name__)


class InterludesFace(Face):
    """Interstitials of what is loaded; `InterstitialBegan` and `InterstitialEnded` tell of them.

    Meanwhile `position_s` stands where the title was left, and everything else is about the title as well.
    """

    _interstitials: Interstitials
    _interlude: asyncio.Task[None] | None
    _hub: EventHub
    _rate: float

    @abstractmethod
    def _on_last_picture(self) -> None:
        """Go on after the title's end and all that comes after it."""

    @property
    def interstitial(self) -> TimedEvent | None:
        """The interstitial that is being played; None if none is."""
        return self._interstitials.current

    def skip_interstitial(self) -> None:
        """Go on with the title.

        Raises:
            PlayerStateError: WRONG_STATE if no interstitial is being played, or it may not be skipped.
        """
        if not self._interstitials.skip():
            raise _wrong_state("skip_interstitial: there is nothing that may be skipped")

    def _insert(self, title: Playback, events: Sequence[TimedEvent], after_s: float | None = None) -> None:
        """Play these now, before the title goes on; after those that are being played already."""
        for event in events:
            self._interstitials.append(event)
        if self._interlude is not None and not self._interlude.done():
            return
        self._interstitials.rate = self._rate
        is_end = all(event.interstitial and event.interstitial.is_post for event in events)
        playing = self._play_between(title, after_s, is_end=is_end)
        self._interlude = asyncio.create_task(playing, name="interlude")

    async def _play_between(self, title: Playback, after_s: float | None, *, is_end: bool) -> None:
        try:
            await self._interstitials.play(title, after_s, is_end=is_end)
        except Exception as error:  # noqa: BLE001 - the top of a task: the title goes on whatever happens
            _log.exception("an interstitial ended by an internal error")
            detail = f"interstitial: {type(error).__name__}"
            problem = make_problem(ErrorCode.PLAYER_INTERNAL, detail)
            told = problem.with_outcome(Severity.DEGRADED, Recovery.SKIP_SEGMENT)
            self._hub.emit(ProblemRaised(asyncio.get_running_loop().time(), told))
        if is_end:
            self._on_last_picture()

    async def _leave_interlude(self, call: str) -> None:
        """End what is played in between, for a seek.

        Raises:
            PlayerStateError: WRONG_STATE if it may not be skipped.
        """
        current = self._interstitials.current
        if current is None or self._interlude is None:
            return
        if current.interstitial is not None and not current.interstitial.may_skip:
            raise _wrong_state(f"{call}: an interstitial that may not be skipped is being played")
        await self._end_interlude()

    async def _end_interlude(self) -> None:
        if self._interlude is not None:
            self._interlude.cancel()
            await asyncio.wait([self._interlude])
            self._interlude = None


def _wrong_state(detail: str) -> PlayerStateError:
    return PlayerStateError(make_problem(ErrorCode.PLAYER_WRONG_STATE, detail))
