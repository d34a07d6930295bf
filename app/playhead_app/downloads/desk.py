"""The app's one store of downloads, opened when it is first needed: on the loop, never on Qt's thread.

To the player it is the shelf of kept titles. Whatever is not a download's address passes it by untouched, so
that a folder which can't be read never stands between a viewer and a film from the network.
"""

import asyncio
from pathlib import Path

from playhead.licence import LicenceSource
from playhead.offline import SCHEME, OfflineStore, OpenedTitle
from playhead_app.downloads.place import downloads_folder

__all__ = ["DownloadDesk"]


class DownloadDesk:
    """Used on the loop's thread only.

    Args:
        folder: Of the store; this user's own if not given.
        is_idle: Only play what is there: another window downloads.
    """

    def __init__(self, folder: Path | None = None, *, is_idle: bool = False) -> None:
        self._folder = folder
        self._is_idle = is_idle
        self._store: OfflineStore | None = None
        self._opening = asyncio.Lock()

    async def store(self) -> OfflineStore:
        """Return the store, opened.

        Raises:
            StorageError: The folder can't be used; asking again tries again.
        """
        async with self._opening:
            if self._store is None:
                store = OfflineStore(self._folder or downloads_folder(), is_idle=self._is_idle)
                self._store = await store.__aenter__()
            return self._store

    async def open_title(self, url: str, licence: LicenceSource) -> OpenedTitle | None:
        """Return how to play a kept title; None if the address is no download's.

        Raises:
            StorageError: It isn't there, isn't complete, or its time is over.
        """
        if not url.startswith(f"{SCHEME}:"):
            return None
        return await (await self.store()).open_title(url, licence)

    async def close(self) -> None:
        """Stop downloading; it goes on when the app is opened again."""
        store, self._store = self._store, None
        if store is not None:
            await store.close()
