"""The store of downloaded titles: keep, pause, delete, list, and play them without a network.

    async with OfflineStore(folder) as store:
        title = await store.add(DownloadRequest("https://example.com/film.mpd", name="Film"))
        await store.finished(title)
        async with Player(offline=store) as player:
            await player.load(store.url(title))

Titles are downloaded one after another, each with several requests at once. Everything happens on the
running loop; files and the ledger are touched in worker threads. A store that was closed, or whose process
was killed, goes on where it was when it is opened again.
"""

import asyncio
import random as random_module
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

from playhead.clock import Clock, LoopClock
from playhead.containers.samples import Codec
from playhead.errors import ErrorCode, PlayerError, StorageError, error_for, make_problem
from playhead.licence import LicenceSource
from playhead.net.fetcher import Fetcher
from playhead.net.filters import Filters
from playhead.net.transport import Transport
from playhead.net.transports.http import HttpTransport
from playhead.offline.choosing import narrow
from playhead.offline.disk import Disk, origin_of, title_id
from playhead.offline.gate import Gate
from playhead.offline.keys import KeyVault, remove_licences
from playhead.offline.ledger import FileLine, Ledger, TitleLine
from playhead.offline.lock import FileLock
from playhead.offline.model import Download, DownloadRequest, DownloadState, Offer, OfflineSettings
from playhead.offline.queue import DownloadQueue, released
from playhead.offline.survey import survey
from playhead.offline.transfer import TransferContext
from playhead.offline.transport import StoredTransport
from playhead.session.licence_mail import LicenceMail
from playhead.session.shelf import OpenedTitle
from playhead_drm import Cdm, LicenseStore

__all__ = ["SCHEME", "OfflineStore"]

SCHEME: Final = "offline"
_TELL_EVERY_S: Final = 0.25


class OfflineStore:
    """A folder of downloaded titles. Use it as an async context manager.

    Args:
        folder: Made if it isn't there.
        transport: How bytes are fetched; HTTP if not given. Closed with the store.
        settings: How fast, and how much.
        codecs: What the backend that will play it decodes; everything that we can name if not given.
        cdms: Key systems of this device; Clear Key is always there. They stay the caller's.
        vault: Where keys rest; the system's own if not given.
        clock: Time; the loop's own if not given.
        disk: How files are written.
        filters: What requests pass through; what they make of responses is what is kept.
        is_idle: Only list, play and delete, until `start`: leave what is under way to another process.
        seed: Makes the jitter of retries repeatable.
    """

    def __init__(
        self,
        folder: Path,
        *,
        transport: Transport | None = None,
        settings: OfflineSettings | None = None,
        codecs: frozenset[Codec] = frozenset(Codec),
        cdms: Sequence[Cdm] = (),
        vault: LicenseStore | None = None,
        clock: Clock | None = None,
        disk: Disk | None = None,
        is_idle: bool = False,
        filters: Filters | None = None,
        seed: int | None = None,
    ) -> None:
        self._folder = folder
        self._settings = settings or OfflineSettings()
        self._transport = transport or HttpTransport()
        self._codecs = codecs
        self._cdms = tuple(cdms)
        self._vault = KeyVault(vault)
        self._clock = clock or LoopClock()
        self._disk = disk or Disk(folder)
        self._is_idle = is_idle
        self._filters = () if filters is None else (filters,)
        self._random = random_module.Random(seed)
        self._gate = Gate(self._settings.parallel_requests)
        self._max_bytes = self._settings.max_bytes
        self._listeners: list[Callable[[], None]] = []
        self._telling: asyncio.TimerHandle | None = None
        self._conductor: asyncio.Task[None] | None = None
        self._mending: set[asyncio.Task[None]] = set()
        self._ledger: Ledger | None = None
        self._queue: DownloadQueue | None = None

    async def __aenter__(self) -> Self:
        """Open it, and go on with what is under way.

        Raises:
            StorageError: The folder can't be written.
        """
        self._ledger = await asyncio.to_thread(Ledger, self._folder / "ledger.sqlite")
        try:
            queue = DownloadQueue(self._ledger, self._folder, self._settings, self._clock, self._tell)
            await queue.load()
            self._queue = queue
            if not self._is_idle:
                await self._clean()
                self.start()
        except BaseException:
            await self._close_ledger()
            raise
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self.close()

    def start(self, only: str | None = None) -> None:
        """Begin to download in a store that was opened idle.

        Args:
            only: Download this title and leave all others as they are.
        """
        if self._conductor is None:
            running = self._opened.run(self._context(), only)
            self._conductor = asyncio.create_task(running, name="downloads")

    async def close(self) -> None:
        """Stop, and let go of everything; what is under way goes on when the store is opened again."""
        conductor, self._conductor = self._conductor, None
        if conductor is not None:
            conductor.cancel()
            await asyncio.wait([conductor])
        if self._mending:
            await asyncio.wait(self._mending)
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        await self._transport.close()
        await self._close_ledger()

    # --- what there is -------------------------------------------------------------------------------------

    @property
    def downloads(self) -> tuple[Download, ...]:
        """All of them, the first that was asked for first."""
        return tuple(self._seen(line) for line in self._opened.lines.values())

    @property
    def used_bytes(self) -> int:
        """What all of them take, without what is still arriving."""
        return sum(each.stored_bytes for each in self._opened.progress.values())

    @property
    def max_bytes(self) -> int | None:
        """What all of them may take; None for as much as the disk has."""
        return self._max_bytes

    async def free_bytes(self) -> int:
        """Return what downloads may still take, by the limit and by the disk.

        Raises:
            StorageError: UNAVAILABLE.
        """
        on_disk = await asyncio.to_thread(self._disk.free_bytes) - self._settings.min_free_bytes
        allowed = on_disk if self._max_bytes is None else min(on_disk, self._max_bytes - self.used_bytes)
        return max(0, allowed)

    def find(self, key: str) -> Download | None:
        """Return the download of that key; None if there is none."""
        line = self._opened.lines.get(title_id(key))
        return None if line is None else self._seen(line)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` on the loop's thread when a download has changed.

        At once for its state, a few times a second for its progress.
        """
        self._listeners.append(listener)

    def url(self, title: str) -> str:
        """Return what `Player.load` plays the title by."""
        return f"{SCHEME}://{title}/"

    async def picture(self, title: str, name: str) -> Path | None:
        """Return the file of an artwork that was kept; None if it wasn't."""
        files = await asyncio.to_thread(self._books.files, title)
        line = next((each for each in files.values() if each.picture == name), None)
        return None if line is None else self._disk.path(title, line.name)

    # --- what can be done ----------------------------------------------------------------------------------

    async def offer(self, url: str) -> Offer:
        """Return what the title at the address could be kept as, and about how much it would take.

        Raises:
            StorageError: NOT_ALLOWED, if it is live.
            PlayerError: If its manifest can't be had or read, or nothing in it can be played.
        """
        return await survey(self._fetcher(), url, self._codecs)

    async def add(self, request: DownloadRequest) -> str:
        """Download a title, after those that were asked for before; return its id.

        A title that is there already gets the new address, licence, wish and time, and goes on; files that
        are there stay. Without a licence or a time in the request, it keeps those that it has.

        Raises:
            StorageError: It can't be written down.
        """
        queue, now_s = self._opened, self._clock.utc_s()
        key = request.key or request.url
        title = title_id(key)
        await queue.halt(title)
        before, sessions, expires_utc_s = queue.lines.get(title), (), None
        if before is not None and request.licence is None:
            sessions, expires_utc_s = before.sessions, before.expires_utc_s
        elif before is not None:
            await remove_licences(before.sessions, self._cdms, self._vault)
        if request.licence is not None:
            queue.licences[title] = request.licence
        line = TitleLine(
            id=title,
            key=key,
            url=request.url,
            name=request.name,
            state=DownloadState.QUEUED,
            created_utc_s=before.created_utc_s if before else now_s,
            wish=request.wish,
            expires_utc_s=expires_utc_s if request.lifetime_s is None else now_s + request.lifetime_s,
            pictures=dict(request.pictures),
            details=dict(request.details),
            sessions=sessions,
        )
        if before is not None and before.url != request.url:
            # The manifest's other address may lead to other segments.
            await self._forget_documents(title)
        queue.problems.pop(title, None)
        await queue.put(line)
        return title

    async def pause(self, title: str) -> None:
        """Stop a download until `resume`; what is there stays.

        Raises:
            StorageError: NOT_FOUND.
        """
        line = self._require(title)
        if line.state.is_under_way:
            await self._opened.enter(title, DownloadState.PAUSED)
            await self._opened.halt(title)

    async def resume(self, title: str) -> None:
        """Go on with a download that is paused, failed or waits; mend one that is complete.

        Raises:
            StorageError: NOT_FOUND.
        """
        line = self._require(title)
        if line.state is DownloadState.WAITING:
            self._opened.hurry()
        elif not line.state.is_under_way and line.state is not DownloadState.REMOVING:
            self._opened.progress[title].is_checked = False
            await self._opened.enter(title, DownloadState.QUEUED)

    async def remove(self, title: str) -> None:
        """Delete a title, its keys and its licences. No fault if there is none.

        Raises:
            StorageError: BUSY if another process is downloading it; UNAVAILABLE if a file can't be deleted,
                which is tried again when the store is opened.
        """
        queue = self._opened
        if title not in queue.lines:
            return
        await queue.enter(title, DownloadState.REMOVING)
        await queue.halt(title)
        lock = FileLock(self._folder / f"{title}.lock")
        if not await asyncio.to_thread(lock.acquire):
            problem = make_problem(ErrorCode.STORAGE_BUSY)
            await queue.enter(title, DownloadState.FAILED, problem)
            raise StorageError(problem)
        try:
            await self._delete(queue.lines[title])
        finally:
            lock.release()
        released(self._folder / f"{title}.lock")
        queue.forget(title)

    async def _delete(self, line: TitleLine) -> None:
        title = line.id
        files = await asyncio.to_thread(self._books.files, title)
        await asyncio.to_thread(
            self._vault.forget, title, [each.name for each in files.values() if each.is_key]
        )
        await remove_licences(line.sessions, self._cdms, self._vault)
        await asyncio.to_thread(self._disk.delete_title, title)
        await asyncio.to_thread(self._books.remove_title, title)

    async def finished(self, title: str) -> None:
        """Wait until a download is complete.

        Raises:
            PlayerError: Why it failed; a `StorageError` NOT_FOUND if it was deleted or paused.
        """
        queue = self._opened
        while (line := self._require(title)).state is not DownloadState.COMPLETED:
            if line.state is DownloadState.FAILED:
                raise error_for(queue.problems[title])
            if not line.state.is_under_way:
                raise _not_found(f"the download is {line.state.value}")
            await queue.changed.wait()

    def give_way(self, is_needed: bool) -> None:
        """Take fewer requests at a time while something else needs the line, such as playback."""
        settings = self._settings
        self._gate.set_limit(settings.gentle_requests if is_needed else settings.parallel_requests)

    def limit(self, max_bytes: int | None) -> None:
        """Let all downloads together take no more than this; None for as much as the disk has."""
        self._max_bytes = max_bytes

    # --- playing -------------------------------------------------------------------------------------------

    async def open_title(self, url: str, licence: LicenceSource) -> OpenedTitle | None:
        """Return how to play a kept title (`playhead.session.shelf.TitleShelf`).

        Raises:
            StorageError: NOT_FOUND if it isn't there or was never complete; EXPIRED.
        """
        parts = urlsplit(url)
        if parts.scheme != SCHEME:
            return None
        line = self._require(parts.netloc)
        if not line.is_playable or line.state is DownloadState.REMOVING:
            raise _not_found("the download isn't complete")
        if line.expires_utc_s is not None and self._clock.utc_s() >= line.expires_utc_s:
            raise StorageError(make_problem(ErrorCode.STORAGE_EXPIRED))
        files = await asyncio.to_thread(self._books.files, line.id)
        transport = StoredTransport(
            self._disk,
            line.id,
            origin_of(line.url),
            files,
            read_key=partial(self._vault.read, line.id),
            on_damage=partial(self._on_damage, line.id),
        )
        return OpenedTitle(
            line.url,
            (transport,),
            replace(licence, stored_sessions=(*line.sessions, *licence.stored_sessions)),
            partial(narrow, kept=frozenset(line.kept)),
        )

    # --- inside --------------------------------------------------------------------------------------------

    @property
    def _opened(self) -> DownloadQueue:
        if self._queue is None:
            raise _not_found("the store isn't open")
        return self._queue

    @property
    def _books(self) -> Ledger:
        if self._ledger is None:
            raise _not_found("the store isn't open")
        return self._ledger

    def _require(self, title: str) -> TitleLine:
        line = self._opened.lines.get(title)
        if line is None:
            raise _not_found("there is no download of that id")
        return line

    def _seen(self, line: TitleLine) -> Download:
        progress = self._opened.progress[line.id]
        stored_bytes = progress.stored_bytes + sum(progress.arriving.values())
        is_measured = line.state is DownloadState.DOWNLOADING and progress.promised_bytes > 0
        expected_bytes = progress.expected_bytes if is_measured else line.expected_bytes
        return Download(
            id=line.id,
            key=line.key,
            name=line.name,
            state=line.state,
            wish=line.wish,
            problem=self._opened.problems.get(line.id),
            stored_bytes=stored_bytes,
            expected_bytes=max(expected_bytes, stored_bytes),
            stored_s=progress.stored_s,
            duration_s=line.duration_s,
            height=line.height,
            created_utc_s=line.created_utc_s,
            expires_utc_s=line.expires_utc_s,
            is_playable=line.is_playable,
            details=line.details,
        )

    def _context(self) -> TransferContext:
        queue = self._opened
        return TransferContext(
            disk=self._disk,
            ledger=self._books,
            vault=self._vault,
            settings=self._settings,
            clock=self._clock,
            codecs=self._codecs,
            cdms=self._cdms,
            gate=self._gate,
            make_fetcher=self._fetcher,
            make_mail=self._mail,
            save=queue.learn,
            room=self._room,
            moved=self._tell_later,
        )

    def _fetcher(self) -> Fetcher:
        network, random = self._settings.network, self._random
        return Fetcher((self._transport,), network, self._clock, random=random, filters=self._filters)

    def _mail(self, source: LicenceSource, fetcher: Fetcher) -> LicenceMail:
        transports, network = (self._transport,), self._settings.network
        return LicenceMail(source, fetcher, transports, network, self._clock, self._random, self._filters)

    async def _room(self, more_bytes: int) -> None:
        if self._max_bytes is not None and self.used_bytes + more_bytes > self._max_bytes:
            detail = (
                f"{more_bytes} bytes more than the {self.used_bytes} there are, {self._max_bytes} allowed"
            )
            raise StorageError(make_problem(ErrorCode.STORAGE_LIMIT, detail))
        free_bytes = await asyncio.to_thread(self._disk.free_bytes)
        if more_bytes > free_bytes - self._settings.min_free_bytes:
            detail = f"{more_bytes} bytes more, {free_bytes} free"
            raise StorageError(make_problem(ErrorCode.STORAGE_FULL, detail))

    async def _clean(self) -> None:
        """Finish deleting, and delete what no title knows of."""
        for line in tuple(self._opened.lines.values()):
            if line.state is DownloadState.REMOVING:
                with suppress(PlayerError):
                    await self.remove(line.id)
        folders = await asyncio.to_thread(self._disk.titles)
        # Asked after the folders: another process writes a title down before its first file.
        known = {line.id for line in await asyncio.to_thread(self._books.titles)}
        for stray in folders - known:
            with suppress(PlayerError):
                await asyncio.to_thread(self._disk.delete_title, stray)

    async def _forget_documents(self, title: str) -> None:
        files: dict[str, FileLine] = await asyncio.to_thread(self._books.files, title)
        names = [each.name for each in files.values() if each.is_document]
        await asyncio.to_thread(self._books.drop_files, title, names)

    def _on_damage(self, title: str, name: str) -> None:
        task = asyncio.create_task(self._note_damage(title, name), name="note damage")
        self._mending.add(task)
        task.add_done_callback(self._mending.discard)

    async def _note_damage(self, title: str, name: str) -> None:
        line = self._opened.lines.get(title)
        with suppress(PlayerError):
            await asyncio.to_thread(self._books.drop_files, title, [name])
            if line is not None and line.state is DownloadState.COMPLETED:
                problem = make_problem(ErrorCode.STORAGE_DAMAGED)
                await self._opened.enter(title, DownloadState.FAILED, problem)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def _tell_later(self) -> None:
        if self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(_TELL_EVERY_S, self._tell_now)

    def _tell_now(self) -> None:
        self._telling = None
        self._tell()

    async def _close_ledger(self) -> None:
        ledger, self._ledger = self._ledger, None
        self._queue = None
        if ledger is not None:
            await asyncio.to_thread(ledger.close)


def _not_found(detail: str) -> StorageError:
    return StorageError(make_problem(ErrorCode.STORAGE_NOT_FOUND, detail))
