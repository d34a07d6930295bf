"""The library's door: one file, and a drawer for each kind of thing in it."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_data_path

from playhead_app.library.database import Condition, Database
from playhead_app.library.keeping import Searches, Settings
from playhead_app.library.outbox import Outbox
from playhead_app.library.pin import Pin
from playhead_app.library.profiles import Profiles, forget_all
from playhead_app.library.watching import Lists, Viewings

__all__ = ["Library", "library_path"]


class Library:
    """What this device remembers. Its methods run on the loop; the file is on a thread of its own.

    Args:
        path: The SQLite file; None remembers until the end of the process only.
        now: Seconds since 1970 (UTC).
    """

    def __init__(self, path: Path | None = None, *, now: Callable[[], float] = time.time) -> None:
        self._database = Database(path)
        self.viewings = Viewings(self._database, now)
        self.lists = Lists(self._database, now)
        self.profiles = Profiles(self._database, now)
        self.settings = Settings(self._database)
        self.searches = Searches(self._database, now)
        self.pin = Pin(self._database, now)
        self.outbox = Outbox(self._database)

    async def condition(self) -> Condition:
        """Return how the file was found: sound, damaged and set aside, or not to be had."""
        return await self._database.condition()

    async def forget(self) -> None:
        """Forget who watches and all that is theirs, sent or not.

        The parents' PIN stays: it guards the device, and signing out must not be a way around it.
        """
        await self._database.run(forget_all)

    async def close(self) -> None:
        """Finish what is under way and close the file. Safe to call twice."""
        await self._database.close()


def library_path(service: str) -> Path:
    """Return where this user's library for a service is; `PLAYHEAD_DATA_DIR` overrides the folder."""
    override = os.environ.get("PLAYHEAD_DATA_DIR")
    root = Path(override) if override else user_data_path("playhead", appauthor=False)
    return root / f"library-{service}.sqlite3"
