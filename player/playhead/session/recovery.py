"""The recovery ladder: what to do about a segment that can't be had, in one place, and it always ends.

    retry the address (net/retry.py) → another place → wait for the network → another representation →
    skip → stop

Where another place has the same (a pathway, a second BaseURL), going there is cheap and loses nothing, so it
comes first; `session/pathways` remembers who failed. One budget of wall-clock time holds for all of it and
for all streams together: it begins with the first fault of any of them and ends when none is in trouble any
more. What ends the title tells all that was tried before: each problem is the cause of the next.

Three sorts of fault call for different patience. When the *network* is gone every address fails, so we wait
for it as long as the buffer lasts and the budget after that; skipping ahead would only burn through the film.
When a *server* is slow or busy, another representation may do better at once; if none does, we wait within
the budget and then skip. When the *segment* is gone or broken, waiting is useless: another representation of
the same moment may be whole, and if none is, a skipped moment is better than an error. Only a live title's
newest segments get a moment to arrive. While there is enough to play, asking once more costs nothing; and
where a second one in a row is missing, more may be, so we go on asking for as long.

A *key* that can't be had is none of these: another representation may have another key, but a film with
holes where its key is missing is no film, so nothing is skipped. A licence server that can't be reached is
waited for like the network.
"""

from dataclasses import dataclass, replace

from playhead.clock import Clock
from playhead.errors import Category, ErrorCode, Problem, Recovery, Severity, make_problem
from playhead.settings import RecoverySettings

__all__ = ["ABOUT_REPRESENTATION", "Fault", "RecoveryBudget", "RecoveryLadder", "Step"]

ABOUT_REPRESENTATION = frozenset(
    {
        ErrorCode.MEDIA_CODEC_UNSUPPORTED,
        ErrorCode.DRM_NO_KEY_SYSTEM,
        ErrorCode.DRM_NO_LICENCE_SERVER,
        ErrorCode.DRM_LICENCE_REJECTED,
        ErrorCode.DRM_LICENCE_REQUEST,
        ErrorCode.DRM_KEY_MISSING,
        ErrorCode.DRM_DECRYPT,
    }
)
"""Faults that each segment of a representation will have. A key that is barred *now* is none."""

# Who answers with a certificate of their own is a hotel's portal, and not the server.
_NETWORK_IS_GONE = frozenset(
    {ErrorCode.NETWORK_UNREACHABLE, ErrorCode.NETWORK_CONNECT_TIMEOUT, ErrorCode.NETWORK_TLS}
)
_HITS_EVERYTHING = _NETWORK_IS_GONE | {ErrorCode.NETWORK_FILTER_FAILED}
# A body that breaks off is a server that goes down far more often than a file that is shorter than it says.
_SERVER_IS_SLOW = frozenset(
    {ErrorCode.NETWORK_STALL_TIMEOUT, ErrorCode.NETWORK_TOTAL_TIMEOUT, ErrorCode.NETWORK_TRUNCATED_BODY}
)
_SERVER_IS_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_NOT_FOUND = 404
# A live segment that was announced too early is there within a few seconds, or never.
_FRESH_PATIENCE_S = 3.0
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 8.0
_DRY_BUFFER_S = 0.5
_AMPLE_BUFFER_S = 4.0
_ROUNDING_S = 1e-6
_MOST_CHAPTERS = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """One failed segment.

    Attributes:
        problem: What went wrong, after the fetcher's own retries.
        alternatives: Representations that have not been tried for this segment.
        duration_s: Media that a skip would lose.
        can_skip: False for what nothing else can replace, like a title's only playlist.
        buffer_level_s: What is left to play.
        may_come: The segment is so new that its server may not have it yet.
        has_other_place: Another server has it as well, and isn't known to fail.
        first_wait_s: The first pause, where waiting may help; each one after it is twice as long.
    """

    problem: Problem
    alternatives: int
    duration_s: float
    can_skip: bool
    buffer_level_s: float
    may_come: bool = False
    has_other_place: bool = False
    first_wait_s: float = _FIRST_WAIT_S


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now, after a pause."""

    recovery: Recovery
    wait_s: float = 0.0


class RecoveryBudget:
    """The wall-clock time that all streams of a title have for their faults, together.

    Args:
        budget_s: How much that is.
    """

    def __init__(self, budget_s: float, clock: Clock) -> None:
        self._budget_s = budget_s
        self._clock = clock
        self._began_s: float | None = None
        self._in_trouble: set[object] = set()

    @property
    def is_used_up(self) -> bool:
        """True if whoever is in trouble has had all the time there is."""
        return self._began_s is not None and self._clock.now_s() - self._began_s > self._budget_s

    def enter(self, stream: object) -> None:
        """Take note that a stream is in trouble."""
        if not self._in_trouble:
            self._began_s = self._clock.now_s()
        self._in_trouble.add(stream)

    def leave(self, stream: object) -> None:
        """Take note that a stream goes on."""
        self._in_trouble.discard(stream)
        if not self._in_trouble:
            self._began_s = None


class RecoveryLadder:
    """The policy of one stream; `succeeded` ends an episode of faults.

    Args:
        budget: Shared by all streams of the title.
    """

    def __init__(self, settings: RecoverySettings, budget: RecoveryBudget) -> None:
        self._settings = settings
        self._budget = budget
        self._waits = 0
        self._skipped_s = 0.0
        self._story: list[Problem] = []

    def succeeded(self) -> None:
        """Forget the faults so far: a segment arrived."""
        self._budget.leave(self)
        self._waits = 0
        self._skipped_s = 0.0
        self._story.clear()

    def next_step(self, fault: Fault) -> Step:
        """Return the next rung of the ladder for this fault."""
        step = self._step(fault)
        if step.recovery is not Recovery.STOP:
            self._remember(fault.problem.with_outcome(Severity.RECOVERED, step.recovery))
        return step

    @property
    def story(self) -> Problem | None:
        """What was tried in vain: the newest problem, with the others as its causes; None if all is well."""
        story: Problem | None = None
        for problem in self._story:
            story = _caused_by(problem, story)
        return story

    def verdict(self, last: Problem) -> Problem:
        """Return what ends the title: the last problem, with all that was tried before as its causes."""
        final = _caused_by(last, self.story).with_outcome(Severity.FATAL, Recovery.STOP)
        if all(problem.recovery is not Recovery.SWITCH_LOCATION for problem in self._story):
            return final
        detail = "every place that has it was tried"
        whole = make_problem(ErrorCode.NETWORK_ALL_LOCATIONS_FAILED, detail, cause=final)
        return replace(whole, context=last.context).with_outcome(Severity.FATAL, Recovery.STOP)

    def _remember(self, problem: Problem) -> None:
        if self._story and self._story[-1].is_like(problem):
            self._story[-1] = self._story[-1].repeated()
        else:
            self._story.append(problem)
            # The first tells what began it, the newest what it came to.
            del self._story[1 : len(self._story) - _MOST_CHAPTERS + 1]

    def _step(self, fault: Fault) -> Step:
        self._budget.enter(self)
        is_over_budget = self._budget.is_used_up
        is_hopeless = is_over_budget and fault.buffer_level_s <= _DRY_BUFFER_S
        is_protected = fault.problem.code.category is Category.DRM
        waited_s = fault.first_wait_s * (2**self._waits - 1)
        is_awaited = (
            fault.may_come
            and fault.problem.context.http_status == _NOT_FOUND
            and waited_s < _FRESH_PATIENCE_S - _ROUNDING_S
        )
        if fault.has_other_place and not is_awaited and not is_hopeless:
            return Step(Recovery.SWITCH_LOCATION)
        if fault.problem.code in _HITS_EVERYTHING or (is_protected and self._can_heal(fault.problem)):
            return Step(Recovery.STOP) if is_hopeless else self._wait()
        if is_awaited:
            return self._wait(fault.first_wait_s)
        if fault.alternatives:
            return Step(Recovery.SWITCH_VARIANT)
        if self._can_heal(fault.problem) and not is_over_budget:
            return self._wait()
        if (
            fault.can_skip
            and not is_protected
            and self._skipped_s + fault.duration_s <= self._settings.max_skipped_s
        ):
            is_worth_waiting = self._skipped_s > 0 or self._waits == 0
            if is_worth_waiting and fault.buffer_level_s > _AMPLE_BUFFER_S:
                return self._wait()
            self._skipped_s += fault.duration_s
            return Step(Recovery.SKIP_SEGMENT)
        return Step(Recovery.STOP)

    def _wait(self, first_s: float = _FIRST_WAIT_S) -> Step:
        wait_s = min(first_s * 2**self._waits, _LONGEST_WAIT_S)
        self._waits += 1
        return Step(Recovery.RETRY, wait_s)

    @staticmethod
    def _can_heal(problem: Problem) -> bool:
        if problem.code is ErrorCode.DRM_LICENCE_REQUEST:
            cause = problem.cause
            status = problem.context.http_status
            return cause is not None and (
                cause.code in _NETWORK_IS_GONE | _SERVER_IS_SLOW or status in _SERVER_IS_BUSY
            )
        return problem.code in _SERVER_IS_SLOW or problem.context.http_status in _SERVER_IS_BUSY


def _caused_by(problem: Problem, cause: Problem | None) -> Problem:
    """Return a problem with one more cause, behind those that it has already."""
    if cause is None:
        return problem
    inner = cause if problem.cause is None else _caused_by(problem.cause, cause)
    return replace(problem, cause=inner)
