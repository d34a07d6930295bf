"""Two devices of one household on the real demo service."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from playhead_app.catalogue.client import CatalogueClient
from playhead_app.demo import DemoService
from playhead_app.library import Library, Profile, Synchroniser
from playhead_app.sources import FixedEndpoint

if TYPE_CHECKING:
    from tests.app.library.conftest import WallClock

FILM = "salt-road"


@dataclass
class Device:
    library: Library
    sync: Synchroniser
    client: CatalogueClient


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoService]:
    with DemoService(tmp_path_factory.mktemp("demo"), makes_films=False) as service:
        yield service


@pytest.fixture
async def devices(
    demo: DemoService, tmp_path: Path, clock: "WallClock"
) -> AsyncIterator[tuple[Device, Device]]:
    async with AsyncExitStack() as stack:
        made: list[Device] = []
        for name in ("living-room", "bedroom"):
            client = CatalogueClient(FixedEndpoint(demo.graphql_url))
            library = Library(tmp_path / f"{name}.sqlite3", now=clock)
            stack.push_async_callback(client.close)
            stack.push_async_callback(library.close)
            sync = Synchroniser(library, client.personal)
            sync.follow("main")
            made.append(Device(library, sync, client))
        yield made[0], made[1]


async def position(device: Device) -> float:
    viewing = await device.library.viewings.resume("main", FILM)
    assert viewing is not None
    return viewing.position_s


async def test_of_two_offline_devices_the_one_that_watched_later_is_right_on_both(
    devices: tuple[Device, Device], clock: "WallClock"
) -> None:
    living_room, bedroom = devices
    clock.at_s = 1_700_000_000.0
    await living_room.library.viewings.record("main", FILM, 10.0, 60.0)
    clock.at_s += 3600
    await bedroom.library.viewings.record("main", FILM, 40.0, 60.0)
    # Both come online again, the later watcher first.
    await bedroom.sync.once()
    await living_room.sync.once()
    assert (await position(living_room), await position(bedroom)) == (40.0, 40.0)
    assert (await living_room.client.details(FILM)).card.watched == pytest.approx(40 / 60)


async def test_a_list_and_profiles_meet_in_the_same_way(
    devices: tuple[Device, Device], clock: "WallClock"
) -> None:
    living_room, bedroom = devices
    clock.at_s = 1_700_100_000.0
    await living_room.library.lists.put("main", "leeward", is_listed=True)
    clock.at_s += 10
    await bedroom.library.lists.put("main", "leeward", is_listed=False)
    await bedroom.library.lists.put("main", "salvage", is_listed=True)
    ada = await bedroom.library.profiles.save(Profile("", "Ada", "moon", "7+", True))
    for device in (bedroom, living_room, bedroom):
        await device.sync.once()
    for device in devices:
        assert await device.library.lists.listed("main") == ("salvage",)
        assert ada in await device.library.profiles.all()
    await living_room.library.profiles.delete(ada.id)
    await living_room.sync.once()
    await bedroom.sync.once()
    assert ada not in await bedroom.library.profiles.all()
