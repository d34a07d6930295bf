"""Bring one title to this device: documents first, then keys, then everything else, several at a time.

What is there already is never asked for again, so the same few steps begin a download, go on with a paused
one, mend a damaged one and pick one up after a crash. Nothing is remembered between runs but the files and
their lines in the ledger: the list of what is missing is worked out from the kept manifest each time.

Two things can change under our hands. Addresses that were good may be refused later (they carry tokens, or
the title moved): the documents are then fetched anew, once. And a file that is read in parts may become
another between two of them: all of it is then fetched anew, once.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, cast

from playhead.clock import Clock
from playhead.containers.samples import Codec
from playhead.errors import (
    ErrorCode,
    NetworkError,
    PlayerError,
    RequestType,
    StorageError,
    make_problem,
)
from playhead.licence import LicenceSource
from playhead.net.fetcher import Fetched, Fetcher
from playhead.net.retry import is_passing
from playhead.offline.choosing import choose, refuse_what_is_live
from playhead.offline.disk import Disk, origin_of, relative_to, resource_name
from playhead.offline.gate import Gate
from playhead.offline.keys import KeptLicences, KeyVault, keep_licences, key_files_of
from playhead.offline.ledger import FileLine, Ledger, TitleLine
from playhead.offline.listing import Item, Listing, kind_of
from playhead.offline.model import OfflineSettings
from playhead.offline.uncut import to_its_end
from playhead.presentation import DeferredIndex, Presentation, Resource, SegmentIndex
from playhead.session.licence_mail import LicenceMail
from playhead.session.source import parse_manifest
from playhead_drm import Cdm

__all__ = ["Progress", "Transfer", "TransferContext"]

_Group = BaseExceptionGroup[BaseException]

# What a server says of an address that was good once: the documents may know a better one.
_MOVED: Final = frozenset({401, 403, 404, 410})
_MOST_FAILURES: Final = 5


@dataclass(slots=True)
class Progress:
    """How far a title has come.

    Attributes:
        stored_bytes, stored_s: Of the files that are there.
        arriving: Bytes of each request under way.
        left_bytes: What the manifest lets expect of the files that are not there.
        promised_bytes, came_bytes: What it let expect of those that are, and what they take.
        is_checked: Every file was looked at, since this program began or somebody said that one is damaged.
    """

    stored_bytes: int = 0
    stored_s: float = 0.0
    arriving: dict[str, int] = field(default_factory=dict[str, int])
    left_bytes: int = 0
    promised_bytes: int = 0
    came_bytes: int = 0
    is_checked: bool = False

    @property
    def expected_bytes(self) -> int:
        """The whole: declared bandwidths are peaks, so the rest is expected to be like what came so far."""
        share = self.came_bytes / self.promised_bytes if self.promised_bytes else 1.0
        return self.stored_bytes + int(self.left_bytes * share)

    def arrived(self, promised_bytes: int, came_bytes: int) -> None:
        """Count a file that is there now."""
        self.left_bytes -= promised_bytes
        self.promised_bytes += promised_bytes
        # Sound in HLS promises nothing of its own: its bandwidth is part of the picture's.
        self.came_bytes += came_bytes


@dataclass(frozen=True, slots=True)
class TransferContext:
    """What all titles of a store share.

    Attributes:
        save: Writes down what was learned of a title.
        room: Raises a `StorageError` if so many more bytes may not be kept.
        moved: Called when progress was made.
    """

    disk: Disk
    ledger: Ledger
    vault: KeyVault
    settings: OfflineSettings
    clock: Clock
    codecs: frozenset[Codec]
    cdms: Sequence[Cdm]
    gate: Gate
    make_fetcher: Callable[[], Fetcher]
    make_mail: Callable[[LicenceSource, Fetcher], LicenceMail]
    save: Callable[[TitleLine], Awaitable[None]]
    room: Callable[[int], Awaitable[None]]
    moved: Callable[[], None]


class _ChangedError(Exception):
    """A file that is read in parts isn't what it was."""


class Transfer:
    """One run of one title's download.

    Args:
        line: The title as it was written down.
        progress: Kept up to date.
        licence: Where its licence is to be had; None if that was not said (again).
    """

    def __init__(
        self, context: TransferContext, line: TitleLine, progress: Progress, licence: LicenceSource | None
    ) -> None:
        self._context = context
        self._line = line
        self._progress = progress
        self._licence = licence
        self._fetcher = context.make_fetcher()
        self._files: dict[str, FileLine] = {}
        self._versions: dict[str, str] = {}
        self._origin = origin_of(line.url)

    async def run(self) -> TitleLine:
        """Fetch all that is missing, and return the title's line as it is then.

        Raises:
            PlayerError: What stopped it. What is there stays there.
        """
        self._files = await asyncio.to_thread(self._context.ledger.files, self._line.id)
        await self._drop_what_is_damaged()
        self._learn_versions()
        try:
            failure = await self._pass()
            if failure is not None and failure.problem.context.http_status in _MOVED:
                await self._forget([each.name for each in self._files.values() if each.is_document])
                failure = await self._pass()
        except _ChangedError:
            await self._forget(list(self._files))
            failure = await self._second_start()
        if failure is not None:
            raise failure
        return replace(self._line, expected_bytes=self._progress.stored_bytes)

    async def _second_start(self) -> PlayerError | None:
        try:
            return await self._pass()
        except _ChangedError:
            detail = "its files changed twice during the download"
            raise StorageError(make_problem(ErrorCode.STORAGE_CHANGED, detail, url=self._line.url)) from None

    async def _pass(self) -> PlayerError | None:
        """Go through all that is needed once; return what could not be had, if anything."""
        body, url = await self._document(Resource(self._line.url, RequestType.MANIFEST))
        presentation = parse_manifest(body, url)
        refuse_what_is_live(presentation)
        listing = await self._listing(presentation)
        await self._keep_keys(listing)
        items = listing.items + [
            Item(Resource(address, RequestType.IMAGE), picture=name)
            for name, address in self._line.pictures.items()
        ]
        missing = [item for item in items if self._name(item.resource) not in self._files]
        await self._say_what_is_expected(items)
        await self._context.room(sum(item.size_bytes for item in missing))
        failure = await self._fetch_all(missing)
        if failure is None:
            await self._let_go_of_the_rest(items)
        return failure

    # --- documents -----------------------------------------------------------------------------------------

    async def _document(self, resource: Resource) -> tuple[bytes, str]:
        """Return a document and where it came from, out of the store if it is there."""
        name = self._name(resource)
        line = self._files.get(name)
        if line is not None:
            kept = await asyncio.to_thread(
                self._context.disk.read, self._line.id, name, line.size_bytes, line.sha256
            )
            if kept is not None:
                return kept, line.location or line.url
        async with self._context.gate:
            fetched = await self._fetcher.fetch(resource)
        await self._keep(resource, fetched, Item(resource), is_document=True)
        return fetched.body, fetched.url

    async def _listing(self, presentation: Presentation) -> Listing:
        listing, kept = Listing(), list[str]()
        duration_s, height = 0.0, None
        for period, chosen in choose(presentation, self._line.wish, self._context.codecs):
            for place, representation in enumerate(chosen):
                index: SegmentIndex | DeferredIndex = representation.index
                if isinstance(index, DeferredIndex):
                    body, url = await self._document(index.resource)
                    index = index.resolve(body, url)
                if not index.is_complete:
                    raise StorageError(make_problem(ErrorCode.STORAGE_NOT_ALLOWED, "the title is live"))
                kind = kind_of(period, representation)
                # A long title has ten thousand segments, and something may be playing meanwhile.
                await asyncio.to_thread(listing.add, period, kind, representation, index, is_main=place == 0)
                kept.append(representation.id)
                if place == 0:
                    duration_s = max(duration_s, float(period.start) + index.end_s)
                    height = max(height or 0, representation.height or 0) or None
        if presentation.duration is not None:
            duration_s = float(presentation.duration)
        self._line = replace(self._line, kept=tuple(kept), duration_s=duration_s, height=height)
        return listing

    async def _say_what_is_expected(self, items: Sequence[Item]) -> None:
        """Tell the whole size: what is there, and of the rest what the manifest lets expect."""
        progress = self._progress
        progress.left_bytes = sum(item.size_bytes for item in items)
        progress.promised_bytes = progress.came_bytes = 0
        for item in items:
            if (line := self._files.get(self._name(item.resource))) is not None:
                progress.arrived(item.size_bytes, line.size_bytes)
        self._line = replace(self._line, expected_bytes=progress.expected_bytes)
        await self._context.save(self._line)

    # --- keys ----------------------------------------------------------------------------------------------

    async def _keep_keys(self, listing: Listing) -> None:
        files = key_files_of(listing.protections, self._origin)
        if files and not self._context.settings.may_keep_keys:
            detail = "its keys may not be kept on this device"
            raise StorageError(make_problem(ErrorCode.STORAGE_NOT_ALLOWED, detail))
        for name, url in files.items():
            if name not in self._files:
                await self._keep_key(name, url)
        if listing.protections and not self._line.sessions:
            kept = await self._licences(listing)
            ends = [each for each in (self._line.expires_utc_s, kept.expires_utc_s) if each is not None]
            self._line = replace(self._line, sessions=kept.sessions, expires_utc_s=min(ends, default=None))
            await self._context.save(self._line)

    async def _licences(self, listing: Listing) -> KeptLicences:
        context = self._context
        return await keep_licences(
            listing.protections,
            context.cdms,
            self._licence,
            lambda source: context.make_mail(source, self._fetcher),
            context.clock,
            context.vault,
        )

    async def _keep_key(self, name: str, url: str) -> None:
        mail = self._context.make_mail(self._licence or LicenceSource(), self._fetcher)
        key = await mail.fetch_key(url)
        await to_its_end(asyncio.to_thread(self._context.vault.keep, self._line.id, name, key))
        line = FileLine(name, 0, "", url, url, content_type="application/octet-stream", is_key=True)
        await self._note(line)

    # --- media ---------------------------------------------------------------------------------------------

    async def _fetch_all(self, missing: Sequence[Item]) -> PlayerError | None:
        queue, failures = deque(missing), list[NetworkError]()
        workers = min(self._context.settings.parallel_requests, len(queue))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(workers):
                    group.create_task(self._work(queue, failures))
        except BaseExceptionGroup as errors:
            raise _first_of(errors) from None
        finally:
            self._progress.arriving.clear()
        return failures[0] if failures else None

    async def _work(self, queue: deque[Item], failures: list[NetworkError]) -> None:
        while queue and len(failures) < _MOST_FAILURES:
            async with self._context.gate:
                # Another may have taken the last one meanwhile.
                item = queue.popleft() if queue else None
                if item is None:
                    return
                try:
                    await self._fetch(item)
                except NetworkError as error:
                    if item.picture:
                        continue
                    if is_passing(error.problem) and error.problem.context.http_status is None:
                        raise  # the network is gone: nothing else would come either
                    failures.append(error)

    async def _fetch(self, item: Item) -> None:
        name, arriving = self._name(item.resource), self._progress.arriving

        def on_progress(received_bytes: int) -> None:
            arriving[name] = received_bytes
            self._context.moved()

        try:
            fetched = await self._fetcher.fetch(
                item.resource,
                on_progress=lambda progress: on_progress(progress.received_bytes),
                subject=item.subject,
            )
            self._check_version(item.resource, fetched)
            await self._context.room(len(fetched.body))
            await self._keep(item.resource, fetched, item)
            self._progress.arrived(item.size_bytes, len(fetched.body))
        finally:
            arriving.pop(name, None)

    async def _keep(
        self, resource: Resource, fetched: Fetched, item: Item, *, is_document: bool = False
    ) -> None:
        name = self._name(resource)
        sha256 = await to_its_end(
            asyncio.to_thread(self._context.disk.write, self._line.id, name, fetched.body)
        )
        line = FileLine(
            name,
            len(fetched.body),
            sha256,
            resource.url,
            relative_to(self._origin, resource.url),
            media_s=item.media_s,
            location=fetched.url if fetched.url != resource.url else "",
            content_type=fetched.content_type,
            version=fetched.version if resource.byte_range is not None else "",
            is_document=is_document,
            picture=item.picture,
        )
        await self._note(line)

    async def _note(self, line: FileLine) -> None:
        await to_its_end(asyncio.to_thread(self._context.ledger.add_file, self._line.id, line))
        before = self._files.get(line.name)
        self._files[line.name] = line
        self._progress.stored_bytes += line.size_bytes - (before.size_bytes if before else 0)
        self._progress.stored_s += line.media_s - (before.media_s if before else 0.0)
        self._context.moved()

    def _name(self, resource: Resource) -> str:
        return resource_name(resource.url, resource.byte_range, self._origin)

    def _count(self) -> None:
        self._progress.stored_bytes = sum(each.size_bytes for each in self._files.values())
        self._progress.stored_s = sum(each.media_s for each in self._files.values())

    # --- what is no longer good ----------------------------------------------------------------------------

    def _learn_versions(self) -> None:
        self._versions = {each.whole: each.version for each in self._files.values() if each.version}

    def _check_version(self, resource: Resource, fetched: Fetched) -> None:
        if resource.byte_range is None or not fetched.version:
            return
        if (
            self._versions.setdefault(relative_to(self._origin, resource.url), fetched.version)
            != fetched.version
        ):
            raise _ChangedError

    async def _drop_what_is_damaged(self) -> None:
        """Look at every file that should be there, unless that was done before the network was lost."""
        if self._progress.is_checked:
            self._count()
            return
        disk, title = self._context.disk, self._line.id
        names = frozenset(self._files)
        await asyncio.to_thread(disk.sweep, title, names)
        damaged = [
            each.name
            for each in self._files.values()
            if not each.is_key
            and await asyncio.to_thread(disk.read, title, each.name, each.size_bytes, each.sha256) is None
        ]
        await self._forget(damaged)
        self._count()
        self._progress.is_checked = True

    async def _let_go_of_the_rest(self, items: Sequence[Item]) -> None:
        """Delete media that the title no longer consists of: of a wish or a manifest before this one."""
        wanted = {self._name(item.resource) for item in items}
        await self._forget(
            [
                each.name
                for each in self._files.values()
                if each.name not in wanted and not each.is_key and not each.is_document
            ]
        )

    async def _forget(self, names: Sequence[str]) -> None:
        if not names:
            return
        context, title = self._context, self._line.id
        await to_its_end(asyncio.to_thread(context.ledger.drop_files, title, names))
        for name in names:
            del self._files[name]
            await asyncio.to_thread(context.disk.delete, title, name)
        self._learn_versions()
        self._count()
        context.moved()


def _first_of(errors: _Group) -> BaseException:
    error = errors.exceptions[0]
    return _first_of(cast(_Group, error)) if isinstance(error, BaseExceptionGroup) else error
