"""Keep a live title going: its sources are refreshed when due, and what they bring is told.

A source that gives nothing new is asked again for as long as there is something to play, and the recovery
budget after that; then it ends in FATAL. A title that begins anew (its numbers or its clock went back) is
played from its live edge.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from playhead.errors import (
    ErrorCode,
    PlayerError,
    Problem,
    Recovery,
    Severity,
    error_for,
    make_problem,
)
from playhead.events import LiveRateChanged, LiveWindowMoved, ProblemRaised
from playhead.presentation import Kind
from playhead.session.live.latency import EdgeBond, LatencyControl, LiveEdgeClock
from playhead.session.live.window import LiveWindow, live_window
from playhead.session.stream_context import StreamContext

if TYPE_CHECKING:
    # Loaded with the first MPD: see `session/source.py`.
    from playhead.session.live.manifest import LiveManifest

__all__ = ["LiveContext", "LiveSession", "LiveSource"]

# Nothing new for so many segments is a fault; a little late is not (RFC 8216 §6.2.1 allows half a segment).
_STALE_AFTER_SEGMENTS = 3
_SHORTEST_PATIENCE_S = 6.0
_LOOK_S = 0.5
_LEAST_SEEK_S = 2.0


class LiveSource(Protocol):
    """Something that is asked again and again."""

    @property
    def is_final(self) -> bool:
        """True if nothing will be added."""
        ...

    @property
    def due_s(self) -> float:
        """Loop time of the next step."""
        ...

    async def refresh(self) -> bool:
        """Take the step; True if the title began anew."""
        ...


@dataclass(frozen=True, slots=True)
class LiveContext:
    """What a live session needs of the playback around it.

    Attributes:
        shared: What the streams need of it, too.
        is_waiting: Says whether the viewer waits for data.
        kinds: Gives the kinds that are played.
        begin_anew: Called when what is buffered leads nowhere: go to the live edge.
        go_live: Called to go to the live edge.
        bond: Whether the viewer watches at the edge.
        level_s: Gives what is buffered ahead of the playhead.
        set_live_rate: Takes how much faster than usual to play, 1 for as usual.
        may_hold: Says whether playback moves at its usual rate, and may be held to its distance.
    """

    shared: StreamContext
    is_waiting: Callable[[], bool]
    kinds: Callable[[], tuple[Kind, ...]]
    begin_anew: Callable[[], None]
    go_live: Callable[[], None]
    bond: EdgeBond
    level_s: Callable[[], float]
    set_live_rate: Callable[[float], None]
    may_hold: Callable[[], bool]


class LiveSession:
    """The window of a live title, kept up to date by `run`.

    Args:
        sources: What to ask; all of them together tell of the title.
        manifest: Tells about the whole title, where one document does; None where only lists of segments do.
        offset_s: Gives how far behind the edge to play, for what the viewer's side wishes and the author
            allows; None if nobody wishes anything.
    """

    def __init__(
        self,
        context: LiveContext,
        sources: Sequence[LiveSource],
        manifest: "LiveManifest | None",
        offset_s: Callable[[float | None], float | None],
    ) -> None:
        self._context = context
        self._shared = context.shared
        self._sources = sources
        self._manifest = manifest
        self._offset_s = offset_s
        self._news_s = self._shared.clock.now_s()
        self._is_stale = False
        self._failure: Problem | None = None
        self._window = self._window_now()
        self._edge = LiveEdgeClock()
        if self._window is not None:
            self._edge.news(self._window.end_s, self._news_s)
        self.live_rate = 1.0

    @property
    def window(self) -> LiveWindow | None:
        """What can be played now; None if no segment is known yet."""
        edge_s = self._manifest.edge_s if self._manifest is not None else None
        if self._window is None or edge_s is None:
            return self._window
        return replace(self._window, edge_s=edge_s)

    @property
    def skew_s(self) -> float | None:
        """How far the server's clock is ahead of ours; None if nobody told."""
        return self._manifest.clock.skew_s if self._manifest is not None else None

    @property
    def offset_s(self) -> float | None:
        """How far the playhead is behind the live edge; None if the edge is not known."""
        window = self.window
        if window is None or not self._shared.plan.presentation.is_live:
            return None
        edge_s = window.edge_s
        if self._manifest is None or self._manifest.edge_s is None:
            edge_s = self._edge.edge_s(self._shared.clock.now_s(), window.step_s) or edge_s
        return edge_s - self._shared.position_s()

    @property
    def target_s(self) -> float | None:
        """How far behind the live edge playback is meant to be; None if that isn't known."""
        return self._window.offset_s if self._window is not None else None

    async def run(self) -> None:
        """Keep the title up to date until it has ended.

        Raises:
            PlayerError: FATAL: nothing new came, and there is nothing left to play.
        """
        if self._window is not None:
            self._tell_window(self._window)
        async with asyncio.TaskGroup() as holding:
            holder = holding.create_task(self._hold_latency(), name="live latency")
            async with asyncio.TaskGroup() as group:
                for source in self._sources:
                    group.create_task(self._keep(source), name="live source")
            holder.cancel()
        self._play_at(1.0, 0.0, 0.0)
        self._conclude()

    async def _hold_latency(self) -> None:
        """Hold the distance to the edge, where the target is near enough for that to matter."""
        guidance = self._manifest.guidance if self._manifest is not None else None
        settings = self._shared.settings.live
        control = LatencyControl(
            settings, guidance.min_rate if guidance else None, guidance.max_rate if guidance else None
        )
        while True:
            await asyncio.sleep(_LOOK_S)
            offset_s, target_s, bond = self.offset_s, self.target_s, self._context.bond
            is_held = target_s is not None and target_s <= settings.held_below_s and bond.is_at_edge
            if offset_s is None or target_s is None or not is_held or not self._context.may_hold():
                self._play_at(control.rest(), offset_s or 0.0, target_s or 0.0)
                continue
            error_s = offset_s - target_s
            if error_s > self._seek_beyond_s(target_s):
                self._play_at(control.rest(), offset_s, target_s)
                if not bond.has_paused:
                    self._context.go_live()
                continue
            self._play_at(control.advise(error_s, self._context.level_s(), target_s), offset_s, target_s)

    def _seek_beyond_s(self, target_s: float) -> float:
        """Return how far behind the target is too far for a correction by rate."""
        settings = self._shared.settings.live
        limit_s = self._manifest.guidance.max_latency_s if self._manifest is not None else None
        if limit_s is None:
            return settings.seek_beyond_s
        # Whoever is just beyond the service's limit is back sooner by rate than by what a seek costs.
        return min(settings.seek_beyond_s, max(limit_s - target_s, _LEAST_SEEK_S))

    def _play_at(self, rate: float, latency_s: float, target_s: float) -> None:
        if rate != self.live_rate:
            self.live_rate = rate
            self._context.set_live_rate(rate)
            self._shared.emit(LiveRateChanged(self._shared.clock.now_s(), rate, latency_s, target_s))

    async def _keep(self, source: LiveSource) -> None:
        clock = self._shared.clock
        while not source.is_final:
            wait_s = source.due_s - clock.now_s()
            if wait_s > 0:
                await self._shared.changed.wait(min(wait_s, self._shared.settings.recovery.budget_s))
                continue
            try:
                has_restarted = await source.refresh()
            except PlayerError as error:
                self._failure = error.problem
                self._tell(error.problem, Severity.RECOVERED, Recovery.REFRESH_MANIFEST)
            else:
                self._take_in(has_restarted=has_restarted)
            self._check_freshness()
            self._shared.changed.notify()

    def _take_in(self, *, has_restarted: bool) -> None:
        """Learn what a refresh brought."""
        shared, before = self._shared, self._window
        if self._manifest is not None:
            shared.plan.update(
                self._manifest.presentation, shared.position_s() - shared.settings.buffer.behind_s
            )
        self._window = window = self._window_now()
        if window is None:
            return
        if before is None or window.end_s > before.end_s or has_restarted:
            self._news_s = shared.clock.now_s()
            if has_restarted:
                self._edge.restart()
            self._edge.news(window.end_s, self._news_s)
            self._is_stale = False
            self._failure = None
        if before is None or (window.start_s, window.end_s) != (before.start_s, before.end_s):
            self._tell_window(window)
        if has_restarted:
            self._tell(
                make_problem(ErrorCode.MANIFEST_WENT_BACKWARDS, "the live title began anew"),
                Severity.RECOVERED,
                Recovery.RESYNC_LIVE,
            )
            self._context.begin_anew()

    def _tell_window(self, window: LiveWindow) -> None:
        now_s = self._shared.clock.now_s()
        self._shared.emit(LiveWindowMoved(now_s, window.start_s, window.live_s, is_live=True))

    def _window_now(self) -> LiveWindow | None:
        shared, manifest = self._shared, self._manifest
        edge_s = manifest.edge_s if manifest is not None else None
        kinds = self._context.kinds()
        offset_s = self._offset_s(shared.settings.live.target_latency_s)
        return live_window(shared.plan, shared.indices, kinds, offset_s=offset_s, edge_s=edge_s)

    def _check_freshness(self) -> None:
        """Say once that nothing new comes; end it when there is nothing left to play.

        Raises:
            PlayerError: FATAL.
        """
        shared = self._shared
        without_news_s = shared.clock.now_s() - self._news_s
        step_s = self._window.step_s if self._window is not None else 0.0
        patience_s = max(_STALE_AFTER_SEGMENTS * step_s, _SHORTEST_PATIENCE_S)
        if without_news_s <= patience_s:
            return
        detail = f"no new segment for {without_news_s:.0f} s"
        problem = make_problem(ErrorCode.MANIFEST_STALE, detail, cause=self._failure)
        if not self._is_stale:
            self._is_stale = True
            self._tell(problem, Severity.DEGRADED, Recovery.REFRESH_MANIFEST)
        if without_news_s > patience_s + shared.settings.recovery.budget_s and self._context.is_waiting():
            raise error_for(problem.with_outcome(Severity.FATAL, Recovery.STOP))

    def _conclude(self) -> None:
        """Make it a title with an end."""
        plan, clock = self._shared.plan, self._shared.clock
        self._window = window = self._window_now() or self._window
        end_s = window.end_s if window is not None else 0.0
        known = plan.presentation.duration
        duration = Fraction(end_s).limit_denominator(1_000_000) if known is None else known
        plan.presentation = replace(plan.presentation, is_live=False, duration=duration)
        start_s = window.start_s if window is not None else 0.0
        self._shared.emit(LiveWindowMoved(clock.now_s(), start_s, float(duration), is_live=False))
        self._shared.changed.notify()

    def _tell(self, problem: Problem, severity: Severity, recovery: Recovery) -> None:
        now_s = self._shared.clock.now_s()
        self._shared.emit(ProblemRaised(now_s, problem.with_outcome(severity, recovery)))
