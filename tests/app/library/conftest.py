"""A library on a clock that the test moves, and a service in memory."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from playhead_app.catalogue import CatalogueError
from playhead_app.library import Change, Library, PersonalState, Profile


@dataclass
class WallClock:
    at_s: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.at_s


@dataclass
class StandInService:
    """Takes what is sent; can be unreachable, or refuse for good."""

    sent: list[Change] = field(default_factory=list)
    fault: CatalogueError | None = None
    refused: frozenset[str] = frozenset()
    people: tuple[Profile, ...] = ()
    state: PersonalState = field(default_factory=PersonalState)

    async def send(self, change: Change) -> None:
        if self.fault is not None:
            raise self.fault
        if change.kind in self.refused:
            raise CatalogueError(message="No.", hint="", code="catalogue-query")
        self.sent.append(change)

    async def profiles(self) -> tuple[Profile, ...]:
        if self.fault is not None:
            raise self.fault
        return self.people

    async def personal_state(self, profile_id: str) -> PersonalState:
        return self.state


OFFLINE = CatalogueError(message="Away.", hint="", code="catalogue-unreachable", may_pass=True)


@pytest.fixture
def offline() -> CatalogueError:
    return OFFLINE


@pytest.fixture
def clock() -> WallClock:
    return WallClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite3"


@pytest.fixture
async def library(path: Path, clock: WallClock) -> AsyncIterator[Library]:
    opened = Library(path, now=clock)
    yield opened
    await opened.close()


@pytest.fixture
def service() -> StandInService:
    return StandInService()
