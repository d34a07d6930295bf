"""Where titles come from: a catalogue service at an address, or the embedded demo."""

import asyncio
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playhead_app.catalogue import Catalogue
from playhead_app.catalogue.client import CatalogueClient
from playhead_app.composition import Service

if TYPE_CHECKING:
    from playhead_app.demo import DemoService

__all__ = ["DemoEndpoint", "Source", "choose_source"]

_SETTING = "PLAYHEAD_CATALOGUE_URL"


@dataclass(frozen=True, slots=True)
class Source:
    """A catalogue, and what has to end with the app."""

    catalogue: Catalogue
    services: tuple[Service, ...]


class FixedEndpoint:
    """A catalogue service at a known address."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def url(self) -> str:
        """Return the address."""
        return self._url


class DemoEndpoint:
    """The embedded demo, started when the first question is asked: the window is on the screen by then."""

    def __init__(self) -> None:
        self._demo: DemoService | None = None
        self._starting = asyncio.Lock()

    async def url(self) -> str:
        """Start the demo if it isn't running and return its catalogue's address.

        Raises:
            StorageError: The demo's cache folder can't be written.
        """
        async with self._starting:
            if self._demo is None:
                self._demo = await asyncio.to_thread(_start_demo)
        return self._demo.graphql_url

    async def close(self) -> None:
        """Stop the demo; whatever it was making is thrown away."""
        demo, self._demo = self._demo, None
        if demo is not None:
            await asyncio.to_thread(demo.stop)


def choose_source(catalogue_url: str | None) -> Source:
    """Return the catalogue at the address, at the one in the environment, or the embedded demo.

    Args:
        catalogue_url: GraphQL endpoint; None asks the environment's `PLAYHEAD_CATALOGUE_URL`.
    """
    url = catalogue_url or os.environ.get(_SETTING, "")
    if url:
        client = CatalogueClient(FixedEndpoint(url))
        return Source(client, (client,))
    demo = DemoEndpoint()
    client = CatalogueClient(demo)
    return Source(client, (client, demo))


def _start_demo() -> "DemoService":
    # Imported here, on a worker thread: the service's libraries take a second that no window should wait for.
    from playhead_app.demo import DemoService

    demo = DemoService()
    demo.start()
    return demo
