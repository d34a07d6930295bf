"""Where this user's downloads are kept; the app and the command line share them."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from platformdirs import user_data_path

from playhead.offline import SCHEME, OfflineStore

__all__ = ["downloads_folder", "downloads_for"]

_SETTING = "PLAYHEAD_DOWNLOADS_DIR"


def downloads_folder() -> Path:
    """Return the folder; `PLAYHEAD_DOWNLOADS_DIR` overrides it."""
    override = os.environ.get(_SETTING)
    return Path(override) if override else user_data_path("playhead", appauthor=False) / "downloads"


@asynccontextmanager
async def downloads_for(url: str) -> AsyncGenerator[OfflineStore | None]:
    """Open the store if the address is a download's; playing anything else never touches it.

    Raises:
        StorageError: The folder can't be read.
    """
    if not url.startswith(f"{SCHEME}:"):
        yield None
        return
    async with OfflineStore(downloads_folder(), is_idle=True) as store:
        yield store
