"""The ladder's order, and that it always ends."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from playhead.errors import ErrorCode, Recovery, make_problem
from playhead.session.recovery import Fault, RecoveryBudget, RecoveryLadder
from playhead.settings import RecoverySettings

SETTINGS = RecoverySettings(budget_s=30, max_skipped_s=10)
UNREACHABLE = make_problem(ErrorCode.NETWORK_UNREACHABLE)
GONE = make_problem(ErrorCode.NETWORK_HTTP_STATUS, http_status=404)
BUSY = make_problem(ErrorCode.NETWORK_HTTP_STATUS, http_status=503)
BROKEN = make_problem(ErrorCode.MEDIA_CONTAINER_MALFORMED)


@dataclass
class HandClock:
    time_s: float = 0.0

    def now_s(self) -> float:
        return self.time_s

    def utc_s(self) -> float:
        return self.time_s


def ladder(clock: HandClock | None = None) -> RecoveryLadder:
    return RecoveryLadder(SETTINGS, RecoveryBudget(SETTINGS.budget_s, clock or HandClock()))


def test_a_missing_segment_is_looked_for_in_another_representation_first() -> None:
    assert ladder().next_step(Fault(GONE, 3, 2.0, True, 20)).recovery is Recovery.SWITCH_VARIANT


def test_a_segment_that_is_broken_everywhere_is_skipped() -> None:
    assert ladder().next_step(Fault(BROKEN, 0, 2.0, True, 2)).recovery is Recovery.SKIP_SEGMENT


def test_with_enough_to_play_it_is_asked_for_once_more_before_that() -> None:
    policy = ladder()
    steps = [policy.next_step(Fault(BROKEN, 0, 2.0, True, 20)).recovery for _ in range(2)]
    assert steps == [Recovery.RETRY, Recovery.SKIP_SEGMENT]


def test_skipping_ends_when_too_much_would_be_lost() -> None:
    policy = ladder()
    steps = [policy.next_step(Fault(GONE, 0, 4.0, True, 0)).recovery for _ in range(3)]
    assert steps == [Recovery.SKIP_SEGMENT, Recovery.SKIP_SEGMENT, Recovery.STOP]


def test_where_more_than_one_is_missing_we_wait_while_there_is_something_to_play() -> None:
    policy = ladder()
    levels_s = (20.0, 20.0, 20.0, 8.0, 3.0)
    steps = [policy.next_step(Fault(GONE, 0, 4.0, True, level_s)).recovery for level_s in levels_s]
    wait, skip = Recovery.RETRY, Recovery.SKIP_SEGMENT
    assert steps == [wait, skip, wait, wait, skip]


def test_streams_share_one_budget_from_the_first_fault_of_any_to_the_last_ones_end() -> None:
    clock = HandClock()
    budget = RecoveryBudget(SETTINGS.budget_s, clock)
    picture, sound = RecoveryLadder(SETTINGS, budget), RecoveryLadder(SETTINGS, budget)
    fault = Fault(UNREACHABLE, 0, 2.0, True, 0)
    assert picture.next_step(fault).recovery is Recovery.RETRY
    clock.time_s = 20
    assert sound.next_step(fault).recovery is Recovery.RETRY
    picture.succeeded()
    clock.time_s = 31
    assert sound.next_step(fault).recovery is Recovery.STOP
    sound.succeeded()
    assert sound.next_step(fault).recovery is Recovery.RETRY


def test_a_segment_that_arrives_ends_the_episode() -> None:
    policy = ladder()
    for _ in range(5):
        assert policy.next_step(Fault(GONE, 0, 4.0, True, 2)).recovery is Recovery.SKIP_SEGMENT
        policy.succeeded()


def test_near_the_edge_a_segment_that_is_late_is_asked_for_sooner_and_for_as_long() -> None:
    policy = ladder()
    fault = Fault(GONE, 2, 1.0, True, 1.0, may_come=True, first_wait_s=0.2)
    steps = [policy.next_step(fault) for _ in range(5)]
    assert [step.wait_s for step in steps[:4]] == [0.2, 0.4, 0.8, 1.6]
    assert steps[4].recovery is Recovery.SWITCH_VARIANT


def test_while_the_network_is_gone_nothing_is_skipped() -> None:
    policy = ladder()
    steps = [policy.next_step(Fault(UNREACHABLE, 3, 2.0, True, 20)) for _ in range(4)]
    assert {step.recovery for step in steps} == {Recovery.RETRY}
    assert [step.wait_s for step in steps] == [1, 2, 4, 8]


def test_a_gone_network_is_fatal_only_when_the_budget_and_the_buffer_are_used_up() -> None:
    clock = HandClock()
    policy = ladder(clock)
    policy.next_step(Fault(UNREACHABLE, 0, 2.0, True, 20))
    clock.time_s = 31
    assert policy.next_step(Fault(UNREACHABLE, 0, 2.0, True, 5)).recovery is Recovery.RETRY
    assert policy.next_step(Fault(UNREACHABLE, 0, 2.0, True, 0)).recovery is Recovery.STOP


def test_a_busy_server_gets_time_within_the_budget_then_the_segment_is_skipped() -> None:
    clock = HandClock()
    policy = ladder(clock)
    assert policy.next_step(Fault(BUSY, 0, 2.0, True, 20)).recovery is Recovery.RETRY
    clock.time_s = 31
    assert policy.next_step(Fault(BUSY, 0, 2.0, True, 20)).recovery is Recovery.SKIP_SEGMENT


def test_what_nothing_can_replace_is_not_skipped() -> None:
    assert ladder().next_step(Fault(GONE, 0, 0.0, False, 0)).recovery is Recovery.STOP


@given(
    st.lists(
        st.tuples(st.sampled_from([UNREACHABLE, GONE, BUSY, BROKEN]), st.integers(0, 3), st.floats(0.5, 10)),
        min_size=200,
        max_size=200,
    )
)
def test_whatever_fails_again_and_again_with_a_dry_buffer_the_ladder_ends(
    faults: list[tuple[object, int, float]],
) -> None:
    clock = HandClock()
    policy = ladder(clock)
    for problem, alternatives, duration_s in faults:
        # A real stream runs out of alternatives: each may be tried once a segment.
        left = alternatives if clock.time_s < SETTINGS.budget_s else 0
        step = policy.next_step(Fault(problem, left, duration_s, True, 0.0))  # type: ignore[arg-type]
        if step.recovery is Recovery.STOP:
            return
        clock.time_s += step.wait_s + 0.5
    raise AssertionError("the ladder never ended")
