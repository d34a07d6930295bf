"""Play something else in the middle of a title, and come back to it (RFC 8216bis Appendix D).

    the title comes to a moment ─▶ it leaves the backend, its downloads go on
    ─▶ one asset after another, each got ready while the one before plays
    ─▶ the title takes the backend back

An asset that can't be had, is empty, or shows nothing for a while is left out; whatever happens, the title
goes on. What is next is looked up some seconds ahead, so that there is no wait at the moment itself.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from playhead.errors import ErrorCode, PlayerError, Problem, Recovery, Severity, make_problem
from playhead.events import Event, InterstitialBegan, InterstitialEnded, ProblemRaised
from playhead.licence import LicenceSource
from playhead.presentation import Interstitial, TimedEvent
from playhead.session.asset_list import assets_of
from playhead.session.event_board import EventKey, key_of
from playhead.session.opener import TitleOpener, Wanted
from playhead.session.playback import Playback
from playhead.session.preload import Preload
from playhead.session.signal import Signal
from playhead.state import PlayerState

__all__ = ["Interstitials"]

_log = logging.getLogger(__name__)

_LOOK_AHEAD_S = 12.0
# A seek into the middle of a date range is no arrival at its start.
_ARRIVAL_S = 1.0


class _Asset:
    """One presentation of an interstitial."""

    def __init__(
        self,
        url: str,
        opener: TitleOpener,
        has_room: Callable[[], bool],
        on_state: Callable[[PlayerState], None],
    ) -> None:
        self.state = PlayerState.LOADING
        self.changed = Signal()
        self._opener = opener
        self._on_state = on_state
        self.preload = Preload(
            url,
            None,
            LicenceSource(),
            prepare=self.open,
            settings=opener.settings().preload,
            has_room=has_room,
        )

    async def open(self, wanted: Wanted, emit: Callable[[Event], None]) -> Playback:
        """Return its playback, which hasn't begun."""
        return await self._opener.open(wanted, emit, self._hear, is_inserted=True)

    def _hear(self, state: PlayerState) -> None:
        self.state = state
        self.changed.notify()
        if state is not PlayerState.ENDED:
            self._on_state(state)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What was looked up for an interstitial before its time."""

    key: EventKey
    task: asyncio.Task[list[_Asset]]


class Interstitials:
    """Inserts presentations into the one that plays.

    Args:
        opener: Opens the assets.
        emit: Takes events.
        on_state: Hears of the state while an asset plays.
        session: Names this viewing for the servers of lists.

    Attributes:
        inserted: What has the backend instead of the title; None if the title has it.
        current: The interstitial that is being played; None if none is.
    """

    def __init__(
        self,
        opener: TitleOpener,
        emit: Callable[[Event], None],
        on_state: Callable[[PlayerState], None],
        session: str,
    ) -> None:
        self._opener = opener
        self._emit = emit
        self._on_state = on_state
        self._session = session
        self._done: dict[EventKey, float] = {}
        self._seen_once: set[EventKey] = set()
        self._pending: deque[TimedEvent] = deque()
        self._ahead: _Ahead | None = None
        self._is_skipped = False
        self._notify: Callable[[], None] = _nothing
        self.inserted: Playback | None = None
        self.current: TimedEvent | None = None
        self.rate = 1.0
        self.is_paused = False

    # --- which, and when -----------------------------------------------------------------------------------

    def is_due(self, event: TimedEvent, position_s: float) -> bool:
        """Say whether the title is to be left for this event now that the playhead has come to it."""
        wanted, start_s = event.interstitial, event.start_s
        if wanted is None or start_s is None or wanted.is_pre or wanted.is_post:
            return False
        return position_s - start_s <= _ARRIVAL_S and self._may_play(event)

    def around(self, title: Playback, *, is_end: bool) -> list[TimedEvent]:
        """Return what is to be played before the title's first picture, or after its last one."""
        found: list[TimedEvent] = []
        for event in title.timed_events.known:
            wanted = event.interstitial
            if wanted and (wanted.is_post if is_end else wanted.is_pre) and self._may_play(event):
                found.append(event)
        return found

    def barrier(self, title: Playback, target_s: float) -> TimedEvent | None:
        """Return the last interstitial that a seek to `target_s` may not jump over; None if it may."""
        here_s = title.position_s
        for event in reversed(title.timed_events.known):
            start_s, wanted = event.start_s, event.interstitial
            is_between = start_s is not None and here_s < start_s <= target_s
            if wanted and is_between and not wanted.may_jump and self._may_play(event):
                return event
        return None

    def forget_from(self, position_s: float) -> None:
        """Play again what starts after `position_s`: the viewer has gone back."""
        self._done = {key: start_s for key, start_s in self._done.items() if start_s < position_s}

    def append(self, event: TimedEvent) -> None:
        """Play this one before the title goes on, after those that were appended before."""
        if event is not self.current and event not in self._pending:
            self._pending.append(event)

    def _may_play(self, event: TimedEvent) -> bool:
        key = key_of(event)
        return self._opener.settings().interstitials.is_on and not (
            key in self._done or key in self._seen_once
        )

    def look_ahead(self, title: Playback) -> None:
        """Get ready what comes within some seconds."""
        if self.current is not None:
            return
        here_s = title.position_s
        for event in title.timed_events.known:
            start_s = event.start_s
            if start_s is None or event.interstitial is None or not self._may_play(event):
                continue
            is_near = here_s < start_s <= here_s + _LOOK_AHEAD_S
            if is_near and not (event.interstitial.is_pre or event.interstitial.is_post):
                self._begin_ahead(event, event.interstitial, title)
                return

    def _begin_ahead(self, event: TimedEvent, wanted: Interstitial, title: Playback) -> None:
        key = key_of(event)
        if self._ahead is None or self._ahead.key != key:
            self._drop_ahead()
            resolving = self._resolve(wanted, lambda: title.has_room)
            self._ahead = _Ahead(key, asyncio.create_task(resolving, name="interstitial"))

    def _drop_ahead(self) -> None:
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            return
        ahead.task.cancel()
        if ahead.task.done() and not ahead.task.cancelled() and ahead.task.exception() is None:
            _cancel(ahead.task.result())

    # --- playing -------------------------------------------------------------------------------------------

    async def play(self, title: Playback, after_s: float | None = None, *, is_end: bool = False) -> None:
        """Play what was appended, and is appended meanwhile; then the title goes on.

        Args:
            title: It is suspended until then.
            after_s: Where the viewer wants to go afterwards, if that is further on.
            is_end: The title is over: it doesn't go on.
        """
        resume_s: float | None = None
        if after_s is None:
            await self._come_to_a_boundary(title)  # who has jumped over it is not where it begins
        title.suspend()
        try:
            while self._pending:
                event = self._pending.popleft()
                back_s = await self._play_one(title, event)
                if back_s is not None:
                    resume_s = back_s if resume_s is None else max(resume_s, back_s)
        finally:
            self.current = None
            self._pending.clear()
            title.set_rate(title.rate)
            if resume_s is not None and after_s is not None:
                resume_s = max(resume_s, after_s)
            if is_end:
                title.stand()
            else:
                title.resume(resume_s)

    def skip(self) -> bool:
        """End the interstitial that is being played; False if it forbids that, or there is none."""
        wanted = self.current.interstitial if self.current is not None else None
        if wanted is None or not wanted.may_skip:
            return False
        self._is_skipped = True
        self._notify()
        return True

    def set_paused(self, is_paused: bool) -> None:
        """Stand or go on."""
        self.is_paused = is_paused
        if self.inserted is not None:
            self.inserted.set_paused(is_paused)
        self._notify()

    def reset(self) -> None:
        """Forget the title: another one is to be played."""
        self._drop_ahead()
        self._pending.clear()
        self._done.clear()
        self._seen_once.clear()

    async def _come_to_a_boundary(self, title: Playback) -> None:
        """Let the title play on to the boundary where it is to be left, if that lies ahead."""
        event = self._pending[0] if self._pending else None
        if event is None or event.start_s is None or event.interstitial is None:
            return
        if not event.interstitial.snap_out:
            return
        edge_s = title.downloads.boundary_near(event.start_s)
        while (left_s := edge_s - title.position_s) > 0:
            await title.changed.wait(None if title.is_paused else left_s / title.rate)

    async def _play_one(self, title: Playback, event: TimedEvent) -> float | None:
        """Play one interstitial; return where the title goes on, None for where it was."""
        wanted = event.interstitial
        assert wanted is not None, "only interstitials come here"
        self.current, self._is_skipped = event, False
        start_s = title.position_s if event.start_s is None else event.start_s
        self._done[key_of(event)] = start_s
        if wanted.is_once:
            self._seen_once.add(key_of(event))
        self._emit(InterstitialBegan(self._now_s, title.position_s, event))
        try:
            played_s, outcome = await self._play_assets(event, wanted)
        except BaseException as error:
            # Whoever was told that it began is told that it ended, whatever ended it.
            outcome = "skipped" if isinstance(error, asyncio.CancelledError) else "failed"
            self._emit(InterstitialEnded(self._now_s, title.position_s, event, 0.0, outcome))
            raise
        back_s: float | None = None
        if not (wanted.is_pre or wanted.is_post):
            offset_s = played_s if wanted.resume_offset_s is None else wanted.resume_offset_s
            back_s = start_s + offset_s
            back_s = title.downloads.boundary_near(back_s) if wanted.snap_in else back_s
        position_s = title.position_s if back_s is None else back_s
        self._emit(InterstitialEnded(self._now_s, position_s, event, played_s, outcome))
        return back_s

    async def _play_assets(self, event: TimedEvent, wanted: Interstitial) -> tuple[float, str]:
        limit_s = wanted.playout_limit_s
        played_s, failures = 0.0, 0
        try:
            async with asyncio.timeout(self._patience_s):
                assets = await self._assets(event, wanted)
        except (PlayerError, TimeoutError) as error:
            self._tell(error.problem if isinstance(error, PlayerError) else self._too_slow())
            return 0.0, "failed"
        if not assets:
            return 0.0, "empty"
        try:
            for asset in assets:
                left_s = None if limit_s is None else limit_s - played_s
                if self._is_skipped or (left_s is not None and left_s <= 0):
                    break
                try:
                    played_s += await self._play_asset(asset, left_s)
                except PlayerError as error:
                    failures += 1
                    self._tell(error.problem)
        finally:
            _cancel(assets)
        if self._is_skipped:
            return played_s, "skipped"
        return played_s, "failed" if failures == len(assets) else "played"

    async def _assets(self, event: TimedEvent, wanted: Interstitial) -> list[_Asset]:
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.key == key_of(event):
            return await ahead.task
        return await self._resolve(wanted, lambda: True)

    async def _resolve(self, wanted: Interstitial, has_room: Callable[[], bool]) -> list[_Asset]:
        """Return the assets; the first one gets ready while `has_room`, the others when one before plays."""
        urls = await assets_of(wanted, self._opener.fetcher(), self._session)
        assets: list[_Asset] = []

        def is_next(place: int) -> bool:
            return has_room() if place == 0 else self._has_inserted_room(assets[place - 1])

        for place, url in enumerate(urls):
            assets.append(_Asset(url, self._opener, lambda place=place: is_next(place), self._on_state))
        return assets

    def _has_inserted_room(self, before: _Asset) -> bool:
        is_playing = before.state in (PlayerState.READY, PlayerState.ENDED)
        return is_playing and (self.inserted is None or self.inserted.has_room)

    async def _play_asset(self, asset: _Asset, limit_s: float | None) -> float:
        """Play one asset to its end, its limit, or until it is skipped; return how much was played.

        Raises:
            PlayerError: If it can't be played, or shows nothing for too long.
        """
        try:
            async with asyncio.timeout(self._patience_s):
                playback = await asset.preload.hand_over()
                if playback is None:
                    playback = await asset.open(asset.preload, self._hear)
        except TimeoutError:
            raise PlayerError(self._too_slow()) from None
        asset.preload.outbox.open(self._hear, self._now_s)
        playback.started_s = self._now_s
        playback.is_paused = self.is_paused
        wanted = self.current.interstitial if self.current is not None else None
        self.inserted, self._notify = playback, asset.changed.notify
        playback.set_rate(self.rate if wanted is None or wanted.may_skip else 1.0)
        begin_s = playback.position_s
        task = asyncio.create_task(playback.run(), name="asset")
        task.add_done_callback(lambda _: asset.changed.notify())
        try:
            await self._watch(asset, playback, task, None if limit_s is None else begin_s + limit_s)
            return max(playback.position_s - begin_s, 0.0)
        finally:
            self.inserted = None
            task.cancel()
            await asyncio.wait([task])

    async def _watch(
        self, asset: _Asset, playback: Playback, task: asyncio.Task[None], until_s: float | None
    ) -> None:
        last_ready_s = self._now_s
        while asset.state is not PlayerState.ENDED and not self._is_skipped:
            if task.done():
                task.result()  # raises what ended it
                return
            if asset.state is PlayerState.READY or self.is_paused:
                last_ready_s = self._now_s
            waits_s = [self._patience_s - (self._now_s - last_ready_s)]
            if waits_s[0] <= 0:
                raise PlayerError(self._too_slow())
            if until_s is not None and not self.is_paused:
                left_s = until_s - playback.position_s
                if left_s <= 0:
                    return
                waits_s.append(left_s / playback.rate)
            await asset.changed.wait(min(waits_s))

    def _hear(self, event: Event) -> None:
        """Pass on what of an asset's events is of interest to whoever watches the title."""
        if isinstance(event, ProblemRaised):
            self._tell(event.problem)

    def _tell(self, problem: Problem) -> None:
        outcome = problem.with_outcome(Severity.DEGRADED, Recovery.SKIP_SEGMENT)
        self._emit(ProblemRaised(self._now_s, replace(outcome, detail=f"interstitial: {problem.detail}")))

    def _too_slow(self) -> Problem:
        return make_problem(ErrorCode.STREAMING_STALLED, f"nothing showed for {self._patience_s:g} s")

    @property
    def _patience_s(self) -> float:
        return self._opener.settings().interstitials.patience_s

    @property
    def _now_s(self) -> float:
        return self._opener.clock.now_s()


def _nothing() -> None:
    """Nobody waits."""


def _cancel(assets: Sequence[_Asset]) -> None:
    for asset in assets:
        asset.preload.cancel()
