"""Small things that are kept for each profile: settings, and what was searched for."""

import sqlite3
from collections.abc import Callable

from playhead_app.library.database import Database

__all__ = ["Searches", "Settings"]

_MOST_SEARCHES = 8


class Settings:
    """Settings by name. The household's own belong to the profile `""`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, profile_id: str) -> dict[str, str]:
        """Return everything that is set for a profile."""
        return await self._database.run(
            lambda connection: dict(
                connection.execute("SELECT name, value FROM setting WHERE profile_id = ?", (profile_id,))
            )
        )

    async def keep(self, profile_id: str, name: str, value: str) -> None:
        """Set one thing."""
        await self._database.run(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO setting (profile_id, name, value) VALUES (?, ?, ?)",
                (profile_id, name, value),
            )
        )


class Searches:
    """What each profile has searched for and found.

    Args:
        now: Seconds since 1970 (UTC).
    """

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    async def recent(self, profile_id: str) -> tuple[str, ...]:
        """Return the last searches, the latest first."""

        def work(connection: sqlite3.Connection) -> tuple[str, ...]:
            found = connection.execute(
                "SELECT words FROM search WHERE profile_id = ? ORDER BY searched_at_s DESC, words LIMIT ?",
                (profile_id, _MOST_SEARCHES),
            )
            return tuple(words for (words,) in found)

        return await self._database.run(work)

    async def keep(self, profile_id: str, words: str) -> None:
        """Remember a search; only the last few are kept."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO search (profile_id, words, searched_at_s) VALUES (?, ?, ?)",
                (profile_id, words, self._now()),
            )
            connection.execute(
                "DELETE FROM search WHERE profile_id = ?1 AND words NOT IN (SELECT words FROM search"
                " WHERE profile_id = ?1 ORDER BY searched_at_s DESC LIMIT ?2)",
                (profile_id, _MOST_SEARCHES),
            )

        await self._database.run(work)

    async def forget(self, profile_id: str) -> None:
        """Forget all of a profile's searches."""
        await self._database.run(
            lambda connection: connection.execute("DELETE FROM search WHERE profile_id = ?", (profile_id,))
        )
