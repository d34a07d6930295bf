"""What does remembering the line change at a title's start? The real player on the virtual clock.

    python tests/benchmarks/first_guess.py [--share 0.8]

Each row is a home that had one line when it was last watched in, and has another one now.
"""

import argparse
from dataclasses import dataclass

from playhead import AbrSettings, LoopClock, Player, PlayerSettings, PlayerState, ThroughputMemory
from playhead.events import DecisionMade, Event, FirstPictureShown, QualityShown, StallEnded
from playhead.session.throughput_memory import LastThroughput
from playhead.testing import DEFAULT_LADDER, HeadlessBackend, SimulatedNetwork, SyntheticTitle, run_virtual

TITLE = SyntheticTitle(60, DEFAULT_LADDER)
LINES = ((25e6, 25e6), (8e6, 8e6), (1.2e6, 1.2e6), (25e6, 3e6), (25e6, 1.2e6), (25e6, 0.6e6))


@dataclass(frozen=True)
class Start:
    """How a session began and went."""

    chosen_bps: int
    shown_height: int
    startup_s: float
    stalled_s: float

    def __str__(self) -> str:
        """Return one cell of the table."""
        return (
            f"{self.chosen_bps / 1e6:4.1f} Mbit/s chosen, {self.shown_height:4}p shown, "
            f"{self.startup_s:5.2f} s to start, {self.stalled_s:5.2f} s stalled"
        )


async def watch(memory: ThroughputMemory, clock: LoopClock, line_bps: float, share: float) -> Start:
    """Play the title to its end."""
    network = SimulatedNetwork(((600.0, line_bps),), TITLE.origin, latency_s=0.03)
    settings = PlayerSettings(abr=AbrSettings(remembered_share=share))
    events: list[Event] = []
    backend = HeadlessBackend(clock)
    async with Player(
        backend=backend, transport=network, clock=clock, settings=settings, throughput=memory, seed=1
    ) as player:
        player.listen(events.append)
        await player.load(TITLE.dash_url)
        stream = player.events()
        while player.state not in (PlayerState.ENDED, PlayerState.FAILED):
            await anext(stream)
    return Start(
        next(each.bandwidth_bps for each in events if isinstance(each, DecisionMade)),
        next(each.height for each in events if isinstance(each, QualityShown)),
        next(each.startup_s for each in events if isinstance(each, FirstPictureShown)),
        sum(each.duration_s for each in events if isinstance(each, StallEnded)),
    )


async def compare(share: float) -> None:
    """Print each pair of lines, without and with a memory of the first."""
    clock = LoopClock()
    for before_bps, now_bps in LINES:
        memory = LastThroughput()
        await watch(memory, clock, before_bps, share)
        print(f"{before_bps / 1e6:g} Mbit/s then, {now_bps / 1e6:g} now")
        print(f"  without {await watch(LastThroughput(), clock, now_bps, share)}")
        print(f"  with    {await watch(memory, clock, now_bps, share)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--share", type=float, default=0.8, help="of what is remembered")
    run_virtual(compare(parser.parse_args().share), limit_s=100_000)
