"""The embedded demo service: catalogue, artwork, media origin and film studio behind one local address.

It runs on a thread and a loop of its own, so that neither the interface nor the player shares a loop with it:
for the app it is simply a server, reached over HTTP like a real one.

    service = DemoService()
    service.start()
    ...  # service.graphql_url, service.origin_url
    service.stop()
"""

import asyncio
import logging
import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route, WebSocketRoute

from playhead.errors import ErrorCode, PlayerStateError, make_problem
from playhead_app.demo.account import AccountEndpoints, Ledger
from playhead_app.demo.artwork.atelier import Atelier
from playhead_app.demo.artwork.gallery import Gallery
from playhead_app.demo.cache import demo_cache_dir, storage_errors
from playhead_app.demo.catalogue.endpoint import CatalogueEndpoint
from playhead_app.demo.catalogue.happenings import EpisodeReleased, Happenings, SessionOver
from playhead_app.demo.catalogue.store import CatalogueStore
from playhead_app.demo.live import LiveOrigin
from playhead_app.demo.network_shape import UNLIMITED, NetworkLink, NetworkShape
from playhead_app.demo.origin import MediaOrigin
from playhead_app.demo.protection.keys import KeyChest
from playhead_app.demo.protection.licences import LicenceServer
from playhead_app.demo.protection.origin import ProtectedOrigin
from playhead_app.demo.protection.tokens import TokenMint
from playhead_app.demo.studio.crew import StudioCrew
from playhead_app.demo.studio.progress import FILM_IDS, Progress, Stage

__all__ = ["DemoService", "Progress", "Stage"]

_STOP_TIMEOUT_S = 5.0
_EXTRA_TITLES = "PLAYHEAD_DEMO_EXTRA_TITLES"
_RELEASE_S = "PLAYHEAD_DEMO_RELEASE_S"
_MOST_SOCKET_BYTES = 65_536
_MOST_EXTRA_TITLES = 100_000


class DemoService:
    """A streaming service on this machine.

    Args:
        cache_dir: Where films and pictures are kept; the user's cache folder by default.
        port: On 127.0.0.1; 0 picks a free one.
        shape: How fast media is delivered.
        makes_films: Whether missing films are made; tests that need none switch it off.
        extra_titles: How many titles to make up beside the demo's own, to stand in for a large service;
            `PLAYHEAD_DEMO_EXTRA_TITLES` or none by default.
        release_every_s: Let an upcoming episode come out each time so many seconds have passed;
            `PLAYHEAD_DEMO_RELEASE_S` or never by default.
    """

    def __init__(
        self,
        cache_dir: Path | None = None,
        port: int = 0,
        *,
        shape: NetworkShape = UNLIMITED,
        makes_films: bool = True,
        extra_titles: int | None = None,
        release_every_s: float | None = None,
    ) -> None:
        self._root = cache_dir or demo_cache_dir()
        self._port, self._shape, self._makes_films = port, shape, makes_films
        wanted = os.environ.get(_EXTRA_TITLES, "")
        self._extra_titles = extra_titles if extra_titles is not None else _count(wanted)
        self._release_every_s = (
            _count(os.environ.get(_RELEASE_S, "")) if release_every_s is None else release_every_s
        )
        self._lock = threading.Condition()
        self._progress = {film_id: Progress(film_id, 0.0, Stage.WAITING) for film_id in FILM_IDS}
        self._listeners: list[Callable[[Progress], None]] = []
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._link: NetworkLink | None = None
        self._store: CatalogueStore | None = None
        self._happenings = Happenings()

    @property
    def url(self) -> str:
        """The service's address.

        Raises:
            PlayerStateError: It isn't running.
        """
        if self._socket is None:
            raise _not_running()
        host, port = self._socket.getsockname()[:2]
        return f"http://{host}:{port}"

    @property
    def graphql_url(self) -> str:
        """The catalogue's address."""
        return f"{self.url}/graphql"

    @property
    def origin_url(self) -> str:
        """The media origin's address; films follow as `/{film}/master.m3u8`."""
        return f"{self.url}/media"

    @property
    def studio(self) -> tuple[Progress, ...]:
        """How far each film is, in the order in which they are made. From any thread."""
        with self._lock:
            return tuple(self._progress.values())

    def on_progress(self, listener: Callable[[Progress], None]) -> Callable[[], None]:
        """Call `listener` with every progress from now on, on the service's thread.

        Returns:
            A function that ends it.
        """
        with self._lock:
            self._listeners.append(listener)

        def forget() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return forget

    def start(self) -> None:
        """Begin to serve, and to make what is missing. Returns as soon as requests are accepted.

        Raises:
            StorageError: The cache folder can't be written.
            OSError: The port is taken.
        """
        if self._thread is not None:
            return
        with storage_errors():
            self._root.mkdir(parents=True, exist_ok=True)
        # The socket listens before the server runs: an early request waits instead of being refused.
        self._socket = _listen(self._port) if self._port else _listen_again(self._root / "port")
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), name="demo-service", daemon=True)
        self._thread.start()
        ready.wait()

    def stop(self) -> None:
        """Stop serving and end the studio's process; returns when both are gone. Twice is harmless."""
        thread, loop, stopping = self._thread, self._loop, self._stopping
        if thread is None or loop is None or stopping is None:
            return
        loop.call_soon_threadsafe(stopping.set)
        thread.join(_STOP_TIMEOUT_S)
        self._thread = self._loop = self._socket = None
        with self._lock:
            self._lock.notify_all()

    def __enter__(self) -> "DemoService":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def ensure_first_title(
        self, progress: Callable[[Progress], None] | None = None, *, timeout_s: float | None = None
    ) -> Progress:
        """Wait until the first film can be played.

        Args:
            progress: Called with the first film's progress meanwhile, on this thread.
            timeout_s: How long to wait at most.

        Returns:
            The last progress: READY, FAILED, or whatever it was when time was up or the service stopped.
        """
        first, told = FILM_IDS[0], None
        with self._lock:
            while True:
                now = self._progress[first]
                if progress and now != told:
                    progress(now)
                told = now
                is_over = now.stage in (Stage.READY, Stage.FAILED) or self._thread is None
                if is_over or not self._lock.wait(timeout_s):
                    return now

    def shape_network(self, shape: NetworkShape) -> None:
        """Deliver media at another speed from now on. From any thread."""
        self._shape = shape
        if self._loop is not None and self._link is not None:
            self._loop.call_soon_threadsafe(self._link.change, shape)

    def release_episode(self) -> str:
        """Let the next upcoming episode come out, and tell everybody who listens. From any thread.

        Returns:
            Its identifier; empty if there is none left.

        Raises:
            PlayerStateError: The service isn't running.
        """
        loop = self._loop
        if loop is None:
            raise _not_running()
        return asyncio.run_coroutine_threadsafe(self._release(), loop).result(_STOP_TIMEOUT_S)

    async def _release(self) -> str:
        assert self._store is not None
        released = await self._store.release_next()
        if released is None:
            return ""
        series, episode = released
        self._happenings.tell(EpisodeReleased(series.id, episode.id))
        return episode.id

    async def _release_in(self, wait_s: float) -> None:
        while True:
            await asyncio.sleep(wait_s)
            if not await self._release():
                return

    def _run(self, ready: threading.Event) -> None:
        with asyncio.Runner() as runner:
            runner.run(self._serve(ready))

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        self._link = NetworkLink(self._shape)
        crew = StudioCrew(self._root, self._tell)
        crew.report_what_exists()
        store = CatalogueStore(self._root / "catalogue.sqlite3", extra=self._extra_titles)
        await store.open()
        self._store = store
        atelier = Atelier()
        server = self._server(store, crew, atelier)
        assert self._socket is not None
        serving = asyncio.create_task(server.serve([self._socket]))
        at_work = [asyncio.create_task(atelier.work())]
        if self._makes_films:
            at_work.append(asyncio.create_task(crew.make_all()))
        if self._release_every_s:
            at_work.append(asyncio.create_task(self._release_in(self._release_every_s)))
        ready.set()
        await self._stopping.wait()
        for work in at_work:
            work.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)
        # Slow responses would hold an orderly shutdown up: the viewer has gone, so they may break off.
        server.should_exit = server.force_exit = True
        await serving
        await store.close()

    def _server(self, store: CatalogueStore, crew: StudioCrew, atelier: Atelier) -> uvicorn.Server:
        assert self._link is not None
        # New secrets each time: nothing that was encrypted or signed before is of any use now.
        mint, chest = TokenMint(os.urandom(32)), KeyChest(os.urandom(32))
        happenings = self._happenings
        ledger = Ledger(
            self._root / "accounts.json", ended=lambda session: happenings.tell(SessionOver(session))
        )
        catalogue = CatalogueEndpoint(
            store,
            self._root,
            lambda: dict(self._progress),
            crew.hurry,
            mint,
            happenings,
            ledger.session_of,
        )
        media = MediaOrigin(self._root, self._link)
        protected, licences = ProtectedOrigin(media, chest), LicenceServer(chest, mint)
        live = LiveOrigin(self._root, media)
        gallery = Gallery(self._root, atelier)
        # Adding the same filter twice changes nothing.
        logging.getLogger("uvicorn.error").addFilter(_QUIET_AT_THE_END)
        routes: list[BaseRoute] = [Route("/graphql", catalogue), WebSocketRoute("/graphql", catalogue)]
        routes += [*media.routes(), *gallery.routes()]
        accounts = AccountEndpoints(ledger)
        routes += [*live.routes(), *protected.routes(), *licences.routes(), *accounts.routes()]
        return uvicorn.Server(
            uvicorn.Config(
                Starlette(routes=routes),
                lifespan="off",
                access_log=False,
                log_config=None,
                ws="websockets-sansio",
                ws_max_size=_MOST_SOCKET_BYTES,
                ws_per_message_deflate=False,
            )
        )

    def _tell(self, progress: Progress) -> None:
        with self._lock:
            self._progress[progress.film] = progress
            listeners = tuple(self._listeners)
            self._lock.notify_all()
        for listener in listeners:
            listener(progress)


class _NoBrokenOffRequests(logging.Filter):
    """Leaves out what uvicorn reports as an error when the service stops: requests that were broken off."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def _not_running() -> PlayerStateError:
    return PlayerStateError(make_problem(ErrorCode.PLAYER_WRONG_STATE, "the demo service isn't running"))


_QUIET_AT_THE_END = _NoBrokenOffRequests()


def _count(text: str) -> int:
    return min(int(text), _MOST_EXTRA_TITLES) if text.isdecimal() else 0


def _listen_again(note: Path) -> socket.socket:
    """Listen where the last run did, if that is free: what clients have kept goes by its address."""
    last = _count(note.read_text("utf-8", errors="replace")) if note.is_file() else 0
    if last:
        with suppress(OSError, OverflowError):
            return _listen(last)
    listener = _listen(0)
    with suppress(OSError):
        note.write_text(str(listener.getsockname()[1]), "utf-8")
    return listener


def _listen(port: int) -> socket.socket:
    # asyncio switches Nagle's delay off only where the protocol is named; without that, each response waits
    # 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        # On Windows this option would let two services share a port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
