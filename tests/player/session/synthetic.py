"""The real player on a title without pictures, on the virtual clock: cheap enough for hundreds of runs."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.errors import PlayerError
from playhead.events import Event
from playhead.net.transports.faults import Fault
from playhead.net.transports.simulated import Origin, Service, SimulatedNetwork
from playhead.player import Player
from playhead.session.throughput_memory import ThroughputMemory
from playhead.settings import PlayerSettings
from playhead.testing import run_virtual
from tests.player.session.told import Told

__all__ = ["FAST", "Viewing", "to_the_end", "view"]

FAST: Sequence[tuple[float, float]] = ((60.0, 20e6),)


@dataclass
class Viewing(Told):
    """A player at work, the network that it uses, and what it told so far."""

    player: Player
    network: SimulatedNetwork
    clock: LoopClock
    events: list[Event] = field(default_factory=list[Event])


def to_the_end(url: str) -> Callable[[Viewing], Awaitable[None]]:
    """Return a script that plays a title until it has ended or failed."""

    async def script(viewing: Viewing) -> None:
        try:
            await viewing.player.load(url)
        except PlayerError:
            return
        await viewing.until_over()

    return script


def view(
    origin: Origin | Callable[[LoopClock], Origin],
    script: Callable[[Viewing], Awaitable[None]],
    *,
    is_live: bool = False,
    trace: Sequence[tuple[float, float]] = FAST,
    faults: Sequence[Fault] = (),
    settings: PlayerSettings | None = None,
    services: Mapping[str, Service] | None = None,
    throughput: ThroughputMemory | None = None,
    limit_s: float = 1_200.0,
    utc_s: float = 1_764_158_400.0,
) -> Viewing:
    """Run a script with a player, and return what happened.

    Args:
        origin: What there is to be had; with `is_live`, what makes that for a clock.
        utc_s: The viewer's clock at the start.
    """

    async def run() -> Viewing:
        clock = LoopClock(utc_anchor_s=utc_s)
        served: Origin = origin(clock) if is_live else origin  # type: ignore[operator, arg-type, assignment]
        network = SimulatedNetwork(trace, served, latency_s=0.02, faults=faults, services=services)
        async with Player(
            backend=HeadlessBackend(clock),
            transport=network,
            clock=clock,
            seed=1,
            settings=settings,
            throughput=throughput,
        ) as player:
            viewing = Viewing(player, network, clock)
            player.listen(viewing.events.append)
            await script(viewing)
        return viewing

    return run_virtual(run(), limit_s=limit_s)
