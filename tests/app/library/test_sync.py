"""The library and the service become one again."""

import asyncio
from typing import TYPE_CHECKING

import pytest

from playhead.testing import run_virtual
from playhead_app.catalogue import CatalogueError
from playhead_app.library import ChangeKind, Library, Listing, PersonalState, Profile, Synchroniser, Viewing

if TYPE_CHECKING:
    from tests.app.library.conftest import StandInService, WallClock


async def test_what_waits_is_sent_in_order_and_only_once(library: Library, service: "StandInService") -> None:
    await library.profiles.save(Profile("a", "Ada"))
    await library.viewings.record("a", "film", 5.0, 60.0)
    sync = Synchroniser(library, service)
    service.people = (Profile("a", "Ada"),)
    await sync.once()
    await sync.once()
    assert [change.kind for change in service.sent] == [ChangeKind.PROFILE, ChangeKind.WATCHED]


async def test_offline_nothing_is_lost_and_the_last_state_is_sent_later(
    library: Library, service: "StandInService", offline: CatalogueError
) -> None:
    sync = Synchroniser(library, service)
    service.fault = offline
    for position_s in (10.0, 20.0):
        await library.viewings.record("a", "film", position_s, 60.0)
        with pytest.raises(CatalogueError):
            await sync.once()
    service.fault = None
    await sync.once()
    (change,) = service.sent
    assert isinstance(change.value, Viewing)
    assert change.value.position_s == 20.0


async def test_what_the_service_will_never_take_does_not_hold_up_the_rest(
    library: Library, service: "StandInService"
) -> None:
    await library.viewings.record("a", "no such film", 5.0, 60.0)
    await library.lists.put("a", "film", is_listed=True)
    service.refused = frozenset({ChangeKind.WATCHED})
    await Synchroniser(library, service).once()
    assert [change.kind for change in service.sent] == [ChangeKind.LISTED]
    assert await library.outbox.waiting() == ()


async def test_what_other_devices_did_is_learnt_for_the_profile_that_watches(
    library: Library, service: "StandInService", clock: "WallClock"
) -> None:
    told: list[bool] = []
    sync = Synchroniser(library, service, learnt=lambda: told.append(True))
    service.people = (Profile("a", "Ada"),)
    service.state = PersonalState(
        (Viewing("film", 30.0, 60.0, clock.at_s),), (Listing("other", True, clock.at_s),)
    )
    sync.follow("a")
    await sync.once()
    assert told == [True]
    assert await library.lists.listed("a") == ("other",)
    assert await library.viewings.resume("a", "film") is not None


class NothingWaits:
    """Just enough of a library for the timing."""

    def __init__(self) -> None:
        self.asked_at: list[float] = []
        self.outbox = self
        self.profiles = self

    async def waiting(self) -> tuple[()]:
        self.asked_at.append(asyncio.get_running_loop().time())
        return ()

    async def learn(self, _: object) -> None:
        """Nothing to learn."""


def test_an_outage_is_asked_after_less_and_less_often_and_its_end_is_noticed_at_once(
    service: "StandInService", offline: CatalogueError
) -> None:
    library = NothingWaits()
    service.fault = offline

    async def session() -> None:
        began_s = asyncio.get_running_loop().time()
        sync = Synchroniser(library, service, random_share=lambda: 1.0)  # type: ignore[arg-type]
        running = asyncio.create_task(sync.run())
        await asyncio.sleep(100)
        sync.wake()  # a change does not shorten the wait
        await asyncio.sleep(100)
        assert [at - began_s for at in library.asked_at] == [0, 2, 6, 14, 30, 62, 126]
        service.fault = None
        sync.reached()
        await asyncio.sleep(1)
        assert library.asked_at[-1] - began_s == 200
        sync.wake()
        await asyncio.sleep(1)
        assert library.asked_at[-1] - began_s == 201
        running.cancel()

    run_virtual(session())
