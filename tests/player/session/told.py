"""What any player in these tests has told so far, and how to wait for more."""

from typing import TypeVar

from playhead.errors import ErrorCode, Problem, Severity
from playhead.events import Event, ProblemRaised, StallStarted
from playhead.net.transports.simulated import SimulatedNetwork
from playhead.player import Player
from playhead.state import PlayerState

__all__ = ["Told"]

E = TypeVar("E", bound=Event)


class Told:
    """A base for whoever has a player, its network, and a list that hears its events."""

    player: Player
    network: SimulatedNetwork
    events: list[Event]

    def of(self, kind: type[E]) -> list[E]:
        """Return the events of one type so far."""
        return [event for event in self.events if isinstance(event, kind)]

    def problems(self, code: ErrorCode | None = None) -> list[Problem]:
        """Return the problems so far, of one code or of all."""
        found = [event.problem for event in self.of(ProblemRaised)]
        return [problem for problem in found if code is None or problem.code is code]

    @property
    def fatal(self) -> Problem | None:
        """What ended it; None if nothing did."""
        return next((p for p in self.problems() if p.severity is Severity.FATAL), None)

    @property
    def played_undisturbed(self) -> bool:
        """True if nothing stalled and nothing went wrong."""
        return not self.of(StallStarted) and not self.of(ProblemRaised)

    def requests_for(self, part: str) -> int:
        """Return how often a URL with this part was asked for."""
        return sum(part in request.url for request in self.network.requests)

    async def until(self, kind: type[E], number: int = 1) -> E:
        """Wait for the n-th event of a type."""
        stream = self.player.events()
        while len(self.of(kind)) < number:
            await anext(stream)
        return self.of(kind)[number - 1]

    async def until_over(self) -> None:
        """Wait until the title has ended or failed."""
        stream = self.player.events()
        while self.player.state not in (PlayerState.ENDED, PlayerState.FAILED):
            await anext(stream)
