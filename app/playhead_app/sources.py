"""Where titles come from: a catalogue service at an address, or the embedded demo."""

import asyncio
import hashlib
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from playhead_app.account import Account, AccountError, TokenKeeper, open_keeper
from playhead_app.cache_folder import cache_folder
from playhead_app.catalogue import Catalogue
from playhead_app.catalogue.client import CatalogueClient
from playhead_app.catalogue.happenings import Happening, ServiceLine
from playhead_app.catalogue.kept_answers import KeptAnswers
from playhead_app.catalogue.session import Endpoint
from playhead_app.composition import Service
from playhead_app.library import PersonalService
from playhead_app.library.library import library_path
from playhead_app.viewmodels.news import MakeLine

if TYPE_CHECKING:
    from playhead_app.demo import DemoService

__all__ = ["DemoEndpoint", "Source", "choose_source"]

_SETTING = "PLAYHEAD_CATALOGUE_URL"


@dataclass(frozen=True, slots=True)
class Source:
    """A catalogue, and what has to end with the app."""

    catalogue: Catalogue
    services: tuple[Service, ...]
    personal: PersonalService
    library_path: Path
    account: Account
    line: MakeLine


class FixedEndpoint:
    """A catalogue service at a known address."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def url(self) -> str:
        """Return the address."""
        return self._url


class DemoEndpoint:
    """The embedded demo, started when the first question is asked: the window is on the screen by then.

    The service's libraries take a second to import, which no window should wait for, neither when it opens
    nor when it is closed meanwhile. So this happens on a thread that may be left behind; what it must never
    leave behind is a running service, and the lock sees to that.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._demo: DemoService | None = None
        self._is_closed = False
        self._starting: asyncio.Future[str] | None = None

    async def url(self) -> str:
        """Start the demo if it isn't running and return its catalogue's address.

        Raises:
            StorageError: The demo's cache folder can't be written.
            OSError: There is no port to be had.
        """
        if self._starting is None or (self._starting.done() and self._starting.exception() is not None):
            self._starting = asyncio.get_running_loop().create_future()
            threading.Thread(
                target=self._start,
                args=(asyncio.get_running_loop(), self._starting),
                name="demo-start",
                daemon=True,
            ).start()
        return await asyncio.shield(self._starting)

    async def close(self) -> None:
        """Stop the demo; whatever it was making is thrown away."""
        await asyncio.to_thread(self._stop)

    def _start(self, loop: asyncio.AbstractEventLoop, started: "asyncio.Future[str]") -> None:
        try:
            from playhead_app.demo import DemoService

            with self._lock:
                if self._is_closed:
                    return
                demo = DemoService()
                demo.start()
                self._demo = demo
            outcome = partial(_fulfil, started, demo.graphql_url)
        except Exception as error:  # noqa: BLE001  # top of a thread: handed to whoever waits for the address
            outcome = partial(_fail, started, error)
        with suppress(RuntimeError):  # the loop has ended meanwhile, and with it whoever waited
            loop.call_soon_threadsafe(outcome)

    def _stop(self) -> None:
        with self._lock:
            self._is_closed = True
            demo, self._demo = self._demo, None
        if demo is not None:
            demo.stop()


def _fulfil(waiting: "asyncio.Future[str]", url: str) -> None:
    if not waiting.done():
        waiting.set_result(url)


def _fail(waiting: "asyncio.Future[str]", error: Exception) -> None:
    if not waiting.done():
        waiting.set_exception(error)


def choose_source(catalogue_url: str | None) -> Source:
    """Return the catalogue at the address, at the one in the environment, or the embedded demo.

    Args:
        catalogue_url: GraphQL endpoint; None asks the environment's `PLAYHEAD_CATALOGUE_URL`.
    """
    url = catalogue_url or os.environ.get(_SETTING, "")
    if url:
        name = hashlib.sha256(url.encode()).hexdigest()[:16]
        endpoint = FixedEndpoint(url)
        return _source(endpoint, name, ())
    demo = DemoEndpoint()
    return _source(demo, "demo", (demo,))


def _source(endpoint: Endpoint, name: str, services: tuple[Service, ...]) -> Source:
    account = Account(endpoint, _keeper)
    client = CatalogueClient(
        endpoint, kept=KeptAnswers(_kept_folder(name)), credentials=account.known_credentials
    )

    async def credentials() -> str | None:
        try:
            return await account.credentials()
        except AccountError as error:
            raise ConnectionError(error.code) from error

    def line(told: Callable[[Happening], None]) -> ServiceLine:
        return ServiceLine(endpoint, told, credentials)

    return Source(client, (client, *services), client.personal, library_path(name), account, line)


def _keeper() -> TokenKeeper:
    return open_keeper(user_data_path("playhead", appauthor=False))


def _kept_folder(name: str) -> Path:
    """Return where a service's answers are kept: each service has its own, as it has its own viewers."""
    return cache_folder() / "answers" / name
