"""The real player on a synthetic live channel, on the virtual clock."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.events import Event
from playhead.licence import LicenceSource
from playhead.player import Player
from playhead.settings import PlayerSettings
from playhead.testing import DEFAULT_LADDER, Fault, LiveShape, SimulatedNetwork, SyntheticLive, run_virtual
from tests.player.session.faulty_titles import Answer
from tests.player.session.told import Told

__all__ = ["FAST", "NOON_UTC_S", "LiveSession", "watch_live"]

FAST: Sequence[tuple[float, float]] = ((60.0, 20e6),)
NOON_UTC_S = 1_764_158_400.0


@dataclass
class LiveSession(Told):
    """A player at work on a channel, and what it told so far."""

    player: Player
    live: SyntheticLive
    network: SimulatedNetwork
    url: str
    events: list[Event] = field(default_factory=list[Event])

    @property
    def has_failed(self) -> bool:
        """True if an error dialogue would show."""
        return self.fatal is not None


def watch_live(
    protocol: str,
    script: Callable[[LiveSession], Awaitable[None]],
    shape: LiveShape | None = None,
    *,
    trace: Sequence[tuple[float, float]] = FAST,
    faults: Sequence[Fault] = (),
    settings: PlayerSettings | None = None,
    on_air_s: float = 120.0,
    start_s: float | None = None,
    segment_s: float = 4.0,
    licence: LicenceSource | None = None,
    answers: Callable[[SyntheticLive], Answer] = lambda live: live.origin,
) -> LiveSession:
    """Load the channel, run the script beside it, and return what happened.

    Args:
        protocol: `hls` or `dash`.
        answers: What its server says.
    """

    async def run() -> LiveSession:
        clock = LoopClock(utc_anchor_s=NOON_UTC_S)
        live = SyntheticLive(clock, shape, on_air_s=on_air_s, segment_s=segment_s, ladder=DEFAULT_LADDER[:3])
        network = SimulatedNetwork(trace, answers(live), latency_s=0.02, faults=faults)
        async with Player(
            backend=HeadlessBackend(clock), transport=network, clock=clock, seed=1, settings=settings
        ) as player:
            url = live.hls_url if protocol == "hls" else live.dash_url
            session = LiveSession(player, live, network, url)
            player.listen(session.events.append)
            await player.load(url, start_s=start_s, licence=licence)
            await script(session)
        return session

    return run_virtual(run(), limit_s=3_600.0)
