"""The demo's protected titles for real: its own service, its licences, libVLC, and the frames it shows."""

import asyncio
from dataclasses import dataclass

import pytest

from playhead import ErrorCode, Player, PlayerError, PlayerState
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink
from playhead.events import Event, LicenceUpdated, ProblemRaised, StallStarted
from playhead_app.catalogue import Offer
from playhead_app.catalogue.client import CatalogueClient
from playhead_app.demo import DemoService
from tests.end2end.conftest import Screen

pytestmark = [pytest.mark.libvlc, pytest.mark.slow]


@dataclass(frozen=True)
class At:
    """Where the service is, as the app's client wants to be told."""

    address: str

    async def url(self) -> str:
        return self.address


async def offer_of(service: DemoService, title: str) -> Offer:
    """Ask for a title as the app does."""
    catalogue = CatalogueClient(At(service.graphql_url))
    try:
        offer = await catalogue.start_playback(title)
    finally:
        await catalogue.close()
    assert isinstance(offer, Offer)
    assert offer.licence is not None
    return offer


@pytest.mark.parametrize(
    ("title", "length_s", "licences"),
    [("salt-road", 12, 4), ("tide-tables", 8, 4), ("umbrella-weather", 6, 0)],
)
async def test_a_protected_title_shows_its_frames_without_a_gap(
    title: str, length_s: int, licences: int, service: DemoService
) -> None:
    screen, events = Screen(), list[Event]()
    offer = await offer_of(service, title)
    backend = LibVlcBackend(picture_sink=MemorySink(screen.see), audio=MemoryAudio())
    async with Player(backend=backend) as player:
        player.listen(events.append)
        await player.load(offer.url, licence=offer.licence)
        while player.state is not PlayerState.ENDED:
            assert player.state is not PlayerState.FAILED, player.problem
            await asyncio.sleep(0.05)
    assert -1 not in screen.frames
    assert screen.frames == sorted(screen.frames)
    assert len(set(screen.frames)) >= length_s * 24 * 0.97
    assert not [event for event in events if isinstance(event, StallStarted | ProblemRaised)]
    # Of the first title each of two licences was renewed once, of the second each of two keys changed once.
    assert len([event for event in events if isinstance(event, LicenceUpdated)]) >= licences


async def test_a_title_without_a_licence_says_so_in_words_for_the_viewer(service: DemoService) -> None:
    offer = await offer_of(service, "night-blooming")
    async with Player(
        backend=LibVlcBackend(picture_sink=MemorySink(lambda _: None), audio=MemoryAudio())
    ) as player:
        try:
            await player.load(offer.url, licence=offer.licence)
            while player.state is not PlayerState.FAILED:
                await asyncio.sleep(0.02)
        except PlayerError:
            pass
        assert player.problem is not None
        assert player.problem.code is ErrorCode.DRM_LICENCE_REJECTED
        assert player.problem.message == "This title isn't part of your plan."
