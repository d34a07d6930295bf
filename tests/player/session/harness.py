"""The real player on the virtual clock: everything but the decoder and the wire."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.events import Event, PlaybackEnded, StateChanged
from playhead.net.transports.faults import Fault
from playhead.net.transports.simulated import Service, SimulatedNetwork
from playhead.player import Player
from playhead.settings import BufferSettings, PlayerSettings
from playhead.state import PlayerState
from playhead.testing import run_virtual
from playhead_drm import Cdm
from tests.media.titles import Title
from tests.player.session.told import Told

__all__ = ["FAST", "Session", "play", "until", "until_ended"]

E = TypeVar("E", bound=Event)

FAST: Sequence[tuple[float, float]] = ((60.0, 50e6),)


@dataclass
class Session(Told):
    """A player at work, what it told so far, and the network that it uses."""

    player: Player
    network: SimulatedNetwork
    url: str
    events: list[Event] = field(default_factory=list[Event])


def play(
    title: Title,
    script: Callable[[Session], Awaitable[None]],
    *,
    trace: Sequence[tuple[float, float]] = FAST,
    faults: Sequence[Fault] = (),
    settings: PlayerSettings | None = None,
    limit_s: float = 600.0,
    services: Mapping[str, Service] | None = None,
    cdms: Sequence[Cdm] = (),
) -> Session:
    """Load the title, run the script beside it, and return what happened."""

    async def run() -> Session:
        clock = LoopClock()
        network = SimulatedNetwork(trace, title.by_url(), latency_s=0.02, faults=faults, services=services)
        chosen = settings or PlayerSettings(buffer=BufferSettings(goal_s=10))
        async with Player(
            backend=HeadlessBackend(clock), transport=network, clock=clock, seed=1, settings=chosen, cdms=cdms
        ) as player:
            session = Session(player, network, title.url)
            player.listen(session.events.append)
            await script(session)
        return session

    return run_virtual(run(), limit_s=limit_s)


async def until(session: Session, kind: type[E], number: int = 1) -> E:
    """Wait for the n-th event of a type."""
    return await session.until(kind, number)


async def until_ended(session: Session) -> None:
    """Wait until the title ended or failed."""
    stream = session.player.events()

    def is_over() -> bool:
        return bool(session.of(PlaybackEnded)) or session.player.state is PlayerState.FAILED

    while not is_over():
        event = await anext(stream)
        if isinstance(event, StateChanged) and event.state is PlayerState.FAILED:
            return
