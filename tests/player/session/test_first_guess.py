"""What the line carried before: a better first guess, a careful one, and never one that costs a stall."""

from dataclasses import dataclass, field

import pytest

from playhead import AbrSettings, Player, PlayerSettings, PlayerState
from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.events import DecisionMade, Event, FirstPictureShown, QualityShown, StallEnded
from playhead.session.throughput_memory import LastThroughput
from playhead.testing import DEFAULT_LADDER, SimulatedNetwork, SyntheticTitle, run_virtual

TITLE = SyntheticTitle(24, DEFAULT_LADDER[:5])
FAST_BPS, SLOW_BPS = 25e6, 0.6e6


@dataclass
class Watched:
    """What one session told."""

    events: list[Event] = field(default_factory=list[Event])

    @property
    def first_bps(self) -> int:
        return next(each.bandwidth_bps for each in self.events if isinstance(each, DecisionMade))

    @property
    def first_height(self) -> int:
        return next(each.height for each in self.events if isinstance(each, QualityShown))

    @property
    def startup_s(self) -> float:
        return next(each.startup_s for each in self.events if isinstance(each, FirstPictureShown))

    @property
    def stalled_s(self) -> float:
        return sum(each.duration_s for each in self.events if isinstance(each, StallEnded))


def evening(*lines_bps: float, share: float = 0.8) -> list[Watched]:
    """Watch once on each line, in the same home, with one memory."""

    async def session(memory: LastThroughput, clock: LoopClock, bps: float) -> Watched:
        watched = Watched()
        network = SimulatedNetwork([(600.0, bps)], TITLE.origin, latency_s=0.03)
        settings = PlayerSettings(abr=AbrSettings(remembered_share=share))
        backend = HeadlessBackend(clock)
        async with Player(
            backend=backend, transport=network, clock=clock, settings=settings, throughput=memory, seed=1
        ) as player:
            player.listen(watched.events.append)
            await player.load(TITLE.dash_url)
            stream = player.events()
            while player.state not in (PlayerState.ENDED, PlayerState.FAILED):
                await anext(stream)
        return watched

    async def run() -> list[Watched]:
        clock, memory = LoopClock(), LastThroughput()
        return [await session(memory, clock, bps) for bps in lines_bps]

    return run_virtual(run(), limit_s=3600)


def test_the_second_session_begins_higher_and_starts_fast() -> None:
    before, after = evening(FAST_BPS, FAST_BPS)
    assert (before.first_bps, before.first_height) == (1_500_000, 480)
    assert (after.first_bps, after.first_height) == (6_000_000, 1080)
    assert after.startup_s < 1.3
    assert after.stalled_s == before.stalled_s == 0


def test_a_slow_line_that_is_known_begins_low_and_starts_sooner() -> None:
    before, after = evening(1.2e6, 1.2e6)
    assert after.first_bps < before.first_bps
    assert after.startup_s < before.startup_s - 0.5


@pytest.mark.parametrize(("now_bps", "share"), [(SLOW_BPS, 0.8), (SLOW_BPS, 1.0), (3e6, 1.0)])
def test_a_memory_far_too_high_costs_no_stall(now_bps: float, share: float) -> None:
    (without,) = evening(now_bps)
    _, deceived = evening(FAST_BPS, now_bps, share=share)
    assert deceived.first_bps > without.first_bps
    assert deceived.stalled_s <= without.stalled_s + 0.01
    assert deceived.startup_s <= without.startup_s + 0.6


def test_what_was_too_high_is_corrected_for_the_next_time() -> None:
    *_, last = evening(FAST_BPS, SLOW_BPS, SLOW_BPS)
    assert last.first_bps == DEFAULT_LADDER[0].bandwidth_bps


def test_no_share_is_no_memory() -> None:
    before, after = evening(FAST_BPS, FAST_BPS, share=0)
    assert after.first_bps == before.first_bps
