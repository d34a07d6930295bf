"""Equal problems told as one, and the limit that a title's description has: what keeps a viewer informed."""

import asyncio

from playhead.clock import LoopClock
from playhead.errors import ErrorCode, Problem, Recovery, Severity, make_problem
from playhead.events import Event, PlaybackEnded, ProblemRaised
from playhead.net.transports.faults import Drip, Fault, Status
from playhead.session.problem_digest import ProblemDigest
from playhead.testing import DEFAULT_LADDER, SyntheticTitle, run_virtual
from tests.player.session.synthetic import to_the_end, view

BUSY = make_problem(ErrorCode.NETWORK_HTTP_STATUS, http_status=503).with_outcome(
    Severity.RECOVERED, Recovery.RETRY
)
GONE = make_problem(ErrorCode.NETWORK_UNREACHABLE).with_outcome(Severity.RECOVERED, Recovery.RETRY)
END = make_problem(ErrorCode.STREAMING_STALLED)


def told(*steps: Problem | float | None) -> list[tuple[float, str, int]]:
    """Return (when, code, count) of what is told of problems, pauses in seconds, and None for the end."""

    async def run() -> list[tuple[float, str, int]]:
        heard: list[Event] = []
        clock = LoopClock()
        digest = ProblemDigest(heard.append, clock)
        for step in steps:
            if isinstance(step, int | float):
                await asyncio.sleep(step)
            elif step is None:
                digest.take(PlaybackEnded(clock.now_s(), 0.0))
            else:
                digest.take(ProblemRaised(clock.now_s(), step))
        digest.flush()
        return [
            (round(each.at_s, 1), each.problem.code.name, each.problem.count)
            if isinstance(each, ProblemRaised)
            else (0.0, "END", 0)
            for each in heard
        ]

    return run_virtual(run())


def test_the_first_is_told_at_once_and_the_others_together_each_ten_seconds() -> None:
    name = BUSY.code.name
    assert told(BUSY, 1.0, BUSY, 1.0, BUSY, 9.0, BUSY, 12.0, BUSY) == [
        (0.0, name, 1),
        (10.0, name, 2),
        (20.0, name, 1),
        (23.0, name, 1),
    ]


def test_after_ten_quiet_seconds_it_is_news_again() -> None:
    assert [each[2] for each in told(BUSY, 11.0, BUSY, 11.0, BUSY)] == [1, 1, 1]


def test_problems_that_take_turns_are_two_kinds_and_not_twenty() -> None:
    turns = [step for _ in range(10) for step in (BUSY, GONE)]
    found = told(*turns)
    assert [(name, count) for _, name, count in found] == [
        (BUSY.code.name, 1),
        (GONE.code.name, 1),
        (BUSY.code.name, 9),
        (GONE.code.name, 9),
    ]


def test_what_was_kept_back_is_told_before_the_end_and_before_what_is_fatal() -> None:
    assert [name for _, name, _ in told(BUSY, BUSY, None)] == [BUSY.code.name, BUSY.code.name, "END"]
    assert [name for _, name, _ in told(BUSY, BUSY, END)][-1] == END.code.name


def test_a_description_that_drips_for_ever_is_given_up_and_says_what_was_tried() -> None:
    title = SyntheticTitle(20, DEFAULT_LADDER[:2])
    faults = [Fault(Status(503), url="*.mpd", times=1), Fault(Drip(bandwidth_bps=100), url="*.mpd")]
    viewing = view(title.origin, to_the_end(title.dash_url), faults=faults)
    fatal = viewing.fatal
    assert fatal is not None
    assert fatal.code is ErrorCode.NETWORK_TOTAL_TIMEOUT
    assert fatal.cause is not None
    assert fatal.cause.context.http_status == 503
    assert 44 < viewing.events[-1].at_s < 46
