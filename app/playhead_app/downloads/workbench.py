"""What is done with downloads on the loop: ask what a title would take, keep it, tell how all are."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from playhead import PlayerError
from playhead.offline import Download, DownloadRequest, DownloadState, DownloadWish, OfflineStore
from playhead.offline import Offer as Sizes
from playhead_app.catalogue import Catalogue, CatalogueError, Offer, Refusal
from playhead_app.downloads.desk import DownloadDesk

__all__ = ["Considered", "Item", "Kept", "Shelf", "Workbench"]

_PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Item:
    """A film or an episode, as its page shows it.

    Attributes:
        picture_url: A still of it; empty for none.
        max_rating: Limit of the profile that wants it; narrower ones don't see the download.
    """

    id: str
    name: str
    subtitle: str = ""
    picture_url: str = ""
    max_rating: str = ""


@dataclass(frozen=True, slots=True)
class Considered:
    """What an item could be kept as."""

    item: Item
    offer: Offer
    sizes: Sizes


@dataclass(frozen=True, slots=True)
class Kept:
    """One download as the page shows it.

    Attributes:
        url: What plays it.
        picture: A file; None if there is none (yet).
    """

    download: Download
    url: str
    picture: Path | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All downloads, and the room that they have.

    Attributes:
        now_utc_s: When this was so, in seconds since 1970, to the minute.
        free_bytes: What may still be taken.
    """

    kept: tuple[Kept, ...]
    used_bytes: int
    free_bytes: int
    now_utc_s: float


class Workbench:
    """Used on the loop's thread only."""

    def __init__(self, desk: DownloadDesk, catalogue: Catalogue, utc_s: Callable[[], float]) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._utc_s = utc_s
        self._pictures: dict[str, Path] = {}
        self._addresses: dict[str, str] = {}
        self._waiting: frozenset[str] = frozenset()

    async def watch(self, tell: Callable[[Shelf], None], max_bytes: int | None) -> None:
        """Open the store, go on with what is under way, and tell of every change until cancelled.

        Raises:
            StorageError: The store can't be opened.
        """
        store, changed = await self._desk.store(), asyncio.Event()
        store.limit(max_bytes)
        store.listen(changed.set)
        async with asyncio.TaskGroup() as group:
            while True:
                changed.clear()
                shelf = await self._shelf(store)
                tell(shelf)
                for download in self._stranded(shelf):
                    group.create_task(self._renew_quietly(download))
                await changed.wait()

    async def consider(self, item: Item) -> Considered | Refusal:
        """Ask the catalogue for an item's address and its manifest for qualities.

        Raises:
            CatalogueError: The catalogue can't be reached.
            PlayerError: The manifest can't be had or read, or may not be kept.
        """
        answer = await self._catalogue.start_playback(item.id)
        if isinstance(answer, Refusal):
            return answer
        sizes = await (await self._desk.store()).offer(answer.url)
        highest = answer.max_height
        within = tuple(each for each in sizes.qualities if highest is None or (each.height or 0) <= highest)
        return Considered(item, answer, replace(sizes, qualities=within or sizes.qualities[-1:]))

    async def keep(self, considered: Considered, max_height: int | None) -> None:
        """Download it.

        Raises:
            StorageError: The store can't be written.
        """
        await self._add(considered.item, considered.offer, DownloadWish(max_height=max_height))

    async def change(self, download_id: str, verb: str) -> None:
        """Pause, resume or remove a download.

        Raises:
            StorageError: It isn't there, or can't be deleted.
        """
        store = await self._desk.store()
        stopped = next((each for each in store.downloads if each.id == download_id), None)
        if verb == "resume" and stopped is not None and await self._renew(stopped):
            return
        await {"pause": store.pause, "resume": store.resume, "remove": store.remove}[verb](download_id)

    async def limit(self, max_bytes: int | None) -> None:
        """Let all downloads take no more than this."""
        (await self._desk.store()).limit(max_bytes)

    async def give_way(self, *, is_needed: bool) -> None:
        """Download more gently while something plays."""
        (await self._desk.store()).give_way(is_needed)

    def _stranded(self, shelf: Shelf) -> list[Download]:
        """Return the downloads that have lost their server since the last shelf."""
        waiting = [each.download for each in shelf.kept if each.download.state is DownloadState.WAITING]
        before, self._waiting = self._waiting, frozenset(each.id for each in waiting)
        return [each for each in waiting if each.id not in before]

    async def _renew(self, download: Download) -> bool:
        """Ask the catalogue where a title is by now: addresses carry tokens, and servers move.

        Returns whether the download goes on from another address than before.
        """
        if "picture_url" not in download.details:
            return False  # it didn't come out of a catalogue
        try:
            answer = await self._catalogue.start_playback(download.key)
        except CatalogueError:
            return False
        if not isinstance(answer, Offer) or self._addresses.get(download.key) == answer.url:
            return False
        item = Item(download.key, download.name, **download.details)
        await self._add(item, answer, download.wish)
        return True

    async def _renew_quietly(self, download: Download) -> None:
        # What goes wrong with the store shows at the download itself.
        with suppress(PlayerError):
            await self._renew(download)

    async def _add(self, item: Item, offer: Offer, wish: DownloadWish) -> None:
        self._addresses[item.id] = offer.url
        request = DownloadRequest(
            offer.url,
            name=item.name,
            key=item.id,
            wish=wish,
            licence=offer.licence,
            pictures={_PICTURE: item.picture_url} if item.picture_url else {},
            details={
                "subtitle": item.subtitle,
                "picture_url": item.picture_url,
                "max_rating": item.max_rating,
            },
        )
        await (await self._desk.store()).add(request)

    async def _shelf(self, store: OfflineStore) -> Shelf:
        kept: list[Kept] = []
        for download in store.downloads:
            picture = self._pictures.get(download.id) or await store.picture(download.id, _PICTURE)
            if picture is not None:
                self._pictures[download.id] = picture
            kept.append(Kept(download, store.url(download.id), picture))
        self._pictures = {each.download.id: each.picture for each in kept if each.picture is not None}
        return Shelf(tuple(kept), store.used_bytes, await store.free_bytes(), self._utc_s() // 60 * 60)
