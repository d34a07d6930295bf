"""Download one kind of media, segment after segment, as far ahead as the buffer's goal.

A stream knows one thing: the time up to which it has everything. From there it asks the chosen
representation's index what comes next, fetches it and buffers it. Faults go up the recovery ladder. A stream
that has reached the end of the title returns; a seek starts it anew elsewhere.
"""

import asyncio
from functools import partial

from playhead.errors import (
    ErrorCode,
    ManifestError,
    PlayerError,
    Problem,
    Recovery,
    Severity,
    error_for,
    make_problem,
)
from playhead.events import DecisionMade, Downloaded, ProblemRaised
from playhead.presentation import Alternative, Kind, Representation, Segment, SegmentIndex
from playhead.session.abandonment import AbandonedError, Watch, no_lower
from playhead.session.buffer import TrackBuffer
from playhead.session.intake import Intake, Order
from playhead.session.live.parts import entrance, goes_on, is_contradicted
from playhead.session.outlook import NOTHING_KNOWN, Outlook, look_ahead
from playhead.session.pathways.pathways import is_about_place
from playhead.session.quality import ChosenQuality, QualityChooser
from playhead.session.recovery import ABOUT_REPRESENTATION, Fault, RecoveryBudget, RecoveryLadder
from playhead.session.stream_context import Failed, NotThereYet, PeriodExhausted, Previous, StreamContext
from playhead_abr import Conditions

__all__ = ["TrackStream"]

_GUESSED_DURATION_S = 4.0
_CONTINUED = "continued"
# Rungs whose segments are cut a little differently must not make us fetch the same moment twice.
_ALIGNMENT_TOLERANCE_S = 0.1
_FIRST_TRY: frozenset[str] = frozenset()
# A cursor this far before a live window has been left behind; less is rounding, or a list that lags.
_LEFT_BEHIND_S = 1.0
_DRY_BUFFER_S = 3.0
# Silence that is borne where another place has the segment as well: a share of what is left to play.
_SILENCE_SHARE = 0.2
_SHORTEST_SILENCE_S, _FIRST_SILENCE_S = 1.0, 3.0
# The newest segments of a live title may be listed before every server has them.
_FRESH_SEGMENTS = 2
# What is asked for with its first picture may be a moment late; near the edge nobody can wait for a second.
_SOON_S, _USUAL_WAIT_S = 0.2, 1.0


class TrackStream:
    """One kind of media being downloaded.

    Attributes:
        following: The representation whose list of segments this stream plays from.
    """

    def __init__(
        self, kind: Kind, context: StreamContext, chooser: QualityChooser, budget: RecoveryBudget
    ) -> None:
        self.kind = kind
        self.buffer = TrackBuffer()
        self.chooser = chooser
        self.has_ended = False
        self.following: Representation | None = None
        self._context = context
        self._intake = Intake(kind, context, self.buffer)
        self._ladder = RecoveryLadder(context.settings.recovery, budget)
        self._period = 0
        self._cursor_s = 0.0
        self._previous: Previous | None = None
        self._current_id: str | None = None
        self._refused: Segment | None = None
        self._has_lost_part = False
        self._is_fresh = True

    def reposition(self, time_s: float) -> None:
        """Go on from `time_s` the next time that `run` is called."""
        self.chooser.sought()
        self._period = self._context.plan.period_at(time_s)
        self._cursor_s = time_s
        self._previous = None
        self._intake.drop()
        self._is_fresh = True
        self.has_ended = False

    def rewind_to_buffer(self) -> None:
        """Go on from the end of what is buffered: something after it was let go."""
        last = self.buffer.last
        if last is not None:
            self.reposition(last.end_s)
            self._period = last.period
            self._is_fresh = False

    @property
    def level_s(self) -> float:
        """Seconds that are buffered ahead of the playhead."""
        end_s = self.buffer.end_s
        return 0.0 if end_s is None else max(end_s - self._context.position_s(), 0.0)

    @property
    def trouble(self) -> Problem | None:
        """What it has tried in vain since its last segment; None if all is well."""
        return self._ladder.story

    @property
    def is_amid_segment(self) -> bool:
        """True while a segment has come in pieces so far: only its own representation has the rest."""
        is_in_parts = self._previous is not None and self._previous.segment.part is not None
        return is_in_parts or self._intake.underway is not None

    async def run(self) -> None:
        """Download until the title's end.

        Raises:
            PlayerError: FATAL, when the recovery ladder ends.
        """
        while not self.has_ended:
            await self._wait_for_room()
            try:
                await self._load_next()
            except PeriodExhausted:
                if not self._enter_next_period():
                    await self._context.changed.wait()
                    continue
            except NotThereYet:
                await self._context.changed.wait()
                continue
            self._context.changed.notify()
        self._ladder.succeeded()

    async def _wait_for_room(self) -> None:
        settings = self._context.settings.buffer
        while True:
            # What is buffered is played out first: by then the window has moved on again.
            goal_s = _DRY_BUFFER_S if self._left_behind_s() else settings.goal_s
            self.buffer.drop_before(self._context.position_s() - settings.behind_s)
            level_s = self.level_s
            has_bytes = self._context.buffered_bytes() < settings.max_bytes
            if level_s < goal_s and (has_bytes or level_s < settings.feed_ahead_s):
                return
            rate = self._context.rate()
            excess_s = level_s - (goal_s if has_bytes else settings.feed_ahead_s)
            await self._context.changed.wait(max(excess_s, 0.05) / rate if rate > 0 else None)

    def _enter_next_period(self) -> bool:
        """Go on to the next period, or end with the last; False if it isn't told yet which."""
        plan = self._context.plan
        following = plan.after(self._period)
        if following is None:
            self.has_ended = not plan.presentation.is_live
            return self.has_ended
        self._period = following
        self._cursor_s = plan.start_s(following)
        self._previous = None
        self._is_fresh = True
        return True

    async def _load_next(self) -> None:
        """Get the segment at the cursor into the buffer, or past it, however many tries that takes."""
        representations = self._candidates()
        tried: set[str] = set()
        given_up: AbandonedError | None = None
        while True:
            chosen = self._stay(representations, tried) or self._choose(representations, frozenset(tried))
            if given_up is not None:
                chosen = ChosenQuality(chosen.representation, "abandoned", str(given_up))
            segment: Segment | None = None
            place = self._context.pathways.place_of(chosen.representation)
            try:
                segment = await self._find(chosen.representation, place)
                if segment.is_gap:
                    self._skip(segment, chosen.representation)
                    return
                await self._load(chosen, segment, self._watch(chosen, segment, place, representations), place)
            except AbandonedError as error:
                given_up = error
                self.chooser.gave_up(chosen.representation, error, self.level_s)
                tried |= no_lower(representations, chosen.representation)
            except PlayerError as error:
                given_up = None
                tried.add(chosen.representation.id)
                failed = Failed(error.problem, chosen.representation, place, segment)
                if await self._climb(failed, representations, tried):
                    return
            else:
                self._ladder.succeeded()
                return

    async def _find(self, representation: Representation, place: Alternative) -> Segment:
        """Return the representation's segment at the cursor.

        Raises:
            PlayerError: If its list can't be had.
            PeriodExhausted, NotThereYet: There is none.
        """
        index = await self._context.indices.of(representation)
        self.following = representation
        return self._next_segment(representation, index, place)

    def _candidates(self) -> tuple[Representation, ...]:
        """Return what the next segment may be chosen from.

        Raises:
            PeriodExhausted: The period has nothing of this kind.
            NotThereYet: The next segment of what we follow has not come to be.
        """
        self._keep_within_window()
        carriers = self._context.plan.choice(self._period).carriers
        if self.kind not in carriers:
            raise PeriodExhausted
        representations = carriers[self.kind][1]
        self._wait_at_live_edge(representations)
        return representations

    def _stay(self, representations: tuple[Representation, ...], tried: set[str]) -> ChosenQuality | None:
        """Return the choice that was made for the segment that comes in pieces; None if one is to be made."""
        underway = self._intake.underway
        if underway is not None:
            current = next((each for each in representations if each.id == underway.representation_id), None)
            if current is not None:
                return ChosenQuality(current, _CONTINUED, "the rest of a segment that comes in chunks")
            self._skip(underway.segment, None)
        if self._previous is None or self._previous.representation_id in tried:
            return None
        current = next(
            (each for each in representations if each.id == self._previous.representation_id), None
        )
        index = self._context.indices.known(current) if current is not None else None
        if current is None or index is None or not goes_on(self._previous.segment, index):
            return None
        return ChosenQuality(current, _CONTINUED, "the rest of a segment that comes in parts")

    def _choose(self, representations: tuple[Representation, ...], tried: frozenset[str]) -> ChosenQuality:
        context = self._context
        duration_s = self._previous.segment.duration_s if self._previous else _GUESSED_DURATION_S
        # One more segment is requested as long as the goal is not reached: that much is held at most.
        most_s = self._goal_s() + duration_s
        now = Conditions(
            self.level_s,
            most_s,
            duration_s,
            context.meter.throughput_bps,
            playback_rate=context.rate() or 1.0,
        )
        choose = partial(
            self.chooser.choose,
            representations,
            now,
            current_id=self._current_id,
            ahead=self._outlook(representations),
        )
        chosen = choose(avoid=tried) or choose(avoid=_FIRST_TRY)
        if chosen is None:
            barred = context.protection.why_barred(representations)
            if barred is not None:
                raise barred
            detail = "every representation failed"
            raise ManifestError(make_problem(ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT, detail))
        return chosen

    def _outlook(self, representations: tuple[Representation, ...]) -> Outlook:
        if self._previous is not None and self._previous.segment.part is not None:
            return NOTHING_KNOWN  # lists tell of whole segments, not of the parts that come next
        is_last = self._context.plan.after(self._period) is None
        time_s = self._in_period_s()
        return look_ahead(representations, self._context.indices, time_s, is_last_period=is_last)

    def _in_period_s(self) -> float:
        """Return where in its period the next segment plays."""
        time_s = self._cursor_s - self._context.plan.start_s(self._period)
        return time_s if self._is_fresh else time_s + _ALIGNMENT_TOLERANCE_S

    def _goal_s(self) -> float:
        """Return how much can be buffered: near a live edge there is no more than what has been sent."""
        settings, window = self._context.settings.buffer, self._context.window()
        if window is None:
            return settings.goal_s
        ahead_s = window.end_s - self._context.position_s()
        return min(settings.goal_s, max(ahead_s, settings.resume_s))

    def _left_behind_s(self) -> float:
        """Return how far a live title's window has left the cursor behind; 0 if it hasn't."""
        window = self._context.window()
        if window is None or self.kind not in self._context.plan.choice(self._period).carriers:
            return 0.0
        behind_s = window.start_s - self._cursor_s
        return behind_s if behind_s > _LEFT_BEHIND_S else 0.0

    def _keep_within_window(self) -> None:
        """Go on where a live title still can be had, if the cursor has been left behind."""
        context, window, behind_s = self._context, self._context.window(), self._left_behind_s()
        if window is None or not behind_s:
            return
        detail = f"{behind_s:.0f} s behind what can still be had"
        problem = make_problem(ErrorCode.STREAMING_BEHIND_LIVE_WINDOW, detail, track=self.kind.value)
        outcome = problem.with_outcome(Severity.RECOVERED, Recovery.RESYNC_LIVE)
        context.emit(ProblemRaised(context.clock.now_s(), outcome))
        self.reposition(window.resync_s)

    def _wait_at_live_edge(self, representations: tuple[Representation, ...]) -> None:
        """Choose nothing before the list that is followed has something new.

        Raises:
            NotThereYet: It hasn't.
        """
        followed = self.following
        if followed is None or not any(each.id == followed.id for each in representations):
            return
        current = next(each for each in representations if each.id == followed.id)
        index = self._context.indices.known(current)
        place = self._context.pathways.place_of(current)
        if index is not None and not index.is_complete and not self._context.indices.has_moved(current):
            self._next_segment(current, index, place)

    def _next_segment(
        self, representation: Representation, index: SegmentIndex, place: Alternative
    ) -> Segment:
        # Another place may count its segments differently; times are the same everywhere.
        previous = self._previous
        underway = self._intake.underway
        if underway is not None and (segment := underway.again(index)) is not None:
            return segment
        if previous is not None and previous[:2] == (representation.id, place.pathway):
            segment = index.after(previous.segment)
        else:
            segment = index.segment_at(self._in_period_s())
            if previous is not None and previous.segment.part is not None:
                had_s = self._cursor_s - self._context.plan.start_s(self._period)
                segment = entrance(segment, index, had_s, self.kind)
        if self._has_lost_part and segment is not None and not segment.is_gap:
            segment = entrance(segment, index, segment.start_s, self.kind)
        if segment is not None and segment.is_hinted and segment == self._refused:
            raise NotThereYet
        if segment is None:
            is_over = index.is_complete or self._context.plan.after(self._period) is not None
            raise PeriodExhausted if is_over else NotThereYet
        return segment

    def _watch(
        self,
        chosen: ChosenQuality,
        segment: Segment,
        place: Alternative,
        representations: tuple[Representation, ...],
    ) -> Watch:
        limit_bps = chosen.representation.bandwidth_bps
        lower = [r for r in self.chooser.usable(representations) if r.bandwidth_bps < limit_bps]
        is_free = chosen.reason not in ("manual", "recovery")
        best = max(lower, key=lambda r: r.bandwidth_bps, default=None) if is_free else None
        may_leave = self._context.pathways.can_leave(chosen.representation, place)
        lasts_s, media = segment.duration_s, chosen.representation
        wait_s = 0.0 if self.buffer.last else self._context.settings.abr.start_patience_s
        return Watch(media, best, lambda: self.level_s, lasts_s, patience_s=wait_s, has_other_place=may_leave)

    def _patience_s(self, representation: Representation, place: Alternative) -> float | None:
        """Return how long to bear silence: two tries and the way to another place must fit the buffer."""
        if not self._context.pathways.can_leave(representation, place):
            return None
        return (
            max(self.level_s * _SILENCE_SHARE, _SHORTEST_SILENCE_S) if self.buffer.last else _FIRST_SILENCE_S
        )

    async def _load(self, chosen: ChosenQuality, segment: Segment, watch: Watch, place: Alternative) -> None:
        context, representation = self._context, chosen.representation
        if chosen.reason != _CONTINUED and self.kind is context.plan.choice(self._period).primary:
            context.emit(self._decision(chosen, context.plan.start_s(self._period) + segment.start_s))
        taken = await self._intake.take(
            Order(
                representation,
                segment,
                self._period,
                self._previous.segment if self._previous is not None else None,
                watch,
                self._patience_s(representation, place),
                partial(self._is_contradicted, representation, segment),
            )
        )
        self._has_lost_part = False
        self._cursor_s = taken.end_s
        self._previous = Previous(representation.id, place.pathway, segment)
        self._current_id = representation.id
        self._is_fresh = False
        is_waited_for = segment.part is not None or segment.is_growing
        line_bps = context.meter.throughput_bps if is_waited_for else None
        if line_bps or not is_waited_for:  # how long the encoder took tells nothing of the line
            self.chooser.arrived(representation, taken.cost, self.level_s, segment.duration_s, line_bps)
        context.emit(
            Downloaded(
                context.clock.now_s(),
                taken.kind,
                taken.start_s,
                segment.duration_s,
                representation.id,
                segment.url,
                taken.cost.size_bytes,
                taken.cost.elapsed_s,
                taken.cost.first_byte_s,
            )
        )

    def _is_contradicted(self, representation: Representation, hinted: Segment) -> bool:
        known, index = self._previous, self._context.indices.known(representation)
        is_ours = known is not None and known.representation_id == representation.id
        previous = known.segment if known is not None and is_ours else None
        return index is not None and is_contradicted(hinted, previous, index)

    def _decision(self, chosen: ChosenQuality, start_s: float) -> DecisionMade:
        representation = chosen.representation
        return DecisionMade(
            self._context.clock.now_s(),
            start_s,
            representation.id,
            representation.bandwidth_bps,
            representation.height,
            chosen.reason,
            chosen.explanation,
            self.level_s,
            self._context.meter.throughput_bps,
        )

    async def _climb(
        self,
        failed: Failed,
        representations: tuple[Representation, ...],
        tried: set[str],
    ) -> bool:
        """Take the next step of the recovery ladder; False if it is another representation's turn."""
        problem, representation, place, segment = failed
        if segment is not None and segment.is_hinted:
            self._refused = segment  # no fault: it is asked for again when it is listed
            raise NotThereYet
        pathways = self._context.pathways
        is_free = self._context.protection.may_switch(problem)
        alternatives = [r for r in self.chooser.usable(representations) if r.id not in tried and is_free]
        duration_s = segment.duration_s if segment else 0.0
        step = self._ladder.next_step(
            Fault(
                problem,
                len(alternatives),
                duration_s,
                segment is not None,
                self.level_s,
                may_come=segment is not None and self._is_fresh_live(segment),
                has_other_place=is_about_place(problem) and pathways.can_leave(representation, place),
                first_wait_s=_SOON_S if segment is not None and segment.is_growing else _USUAL_WAIT_S,
            )
        )
        is_about_representation = segment is None or problem.code in ABOUT_REPRESENTATION
        recovery = step.recovery
        if recovery is Recovery.SWITCH_VARIANT and is_about_representation:
            self.chooser.exclude(representation.id)
            recovery = Recovery.EXCLUDE_VARIANT
        if step.recovery is Recovery.SWITCH_VARIANT and self._intake.underway is not None:
            recovery = Recovery.SKIP_SEGMENT  # its rest leans on what was delivered: nobody else has it
        if recovery is Recovery.STOP:
            await self._play_out()
            raise error_for(self._ladder.verdict(problem))
        severity = Severity.DEGRADED if recovery is Recovery.SKIP_SEGMENT else Severity.RECOVERED
        now_s = self._context.clock.now_s()
        self._context.emit(ProblemRaised(now_s, problem.with_outcome(severity, recovery)))
        if recovery is Recovery.SKIP_SEGMENT and segment is not None:
            self._skip(segment, representation)
            return True
        if recovery is Recovery.SWITCH_LOCATION:
            pathways.failed(representation, place, problem)
            return True
        if recovery is Recovery.RETRY:
            # From the start: a live title has moved on meanwhile.
            await asyncio.sleep(step.wait_s)
            return True
        return False

    def _is_fresh_live(self, segment: Segment) -> bool:
        window = self._context.window()
        if window is None or not self._context.plan.presentation.is_live:
            return False
        end_s = self._context.plan.start_s(self._period) + segment.end_s
        return end_s > window.end_s - _FRESH_SEGMENTS * window.step_s

    async def _play_out(self) -> None:
        """Let the viewer have what is buffered before the bad news."""
        while (level_s := self.level_s) > 0:
            rate = self._context.rate()
            await self._context.changed.wait(max(level_s, 0.05) / rate if rate > 0 else None)
            if self._context.is_starved():
                return

    def _skip(self, segment: Segment, representation: Representation | None) -> None:
        self._intake.drop()
        self._cursor_s = self._context.plan.start_s(self._period) + segment.end_s
        # What follows a part may lean on it: go on with what doesn't.
        self._has_lost_part = segment.part is not None
        self._previous = None
        if self._has_lost_part and representation is not None:
            pathway = self._context.pathways.place_of(representation).pathway
            self._previous = Previous(representation.id, pathway, segment)
        self._is_fresh = False
