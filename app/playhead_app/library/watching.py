"""How far each profile has come, and what is on its list."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import astuple, replace

from playhead_app.library.database import Database
from playhead_app.library.outbox import post
from playhead_app.library.records import ChangeKind, Listing, Viewing

__all__ = ["Lists", "Viewings"]

# Of two changes by this device the second is the later one, even if the clock was set back meanwhile.
_LATER_S = 0.001
_COLUMNS = "item_id, position_s, duration_s, watched_at_s, is_hidden"


class Viewings:
    """What was watched: resume points and history.

    Args:
        now: Seconds since 1970 (UTC).
    """

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    async def record(self, profile_id: str, item_id: str, position_s: float, duration_s: float) -> Viewing:
        """Remember how far a profile has come, and tell the service as soon as it can be reached."""

        def work(connection: sqlite3.Connection) -> Viewing:
            at_s = self._later_than(_viewing(connection, profile_id, item_id))
            viewing = Viewing(item_id, position_s, duration_s, at_s)
            _keep(connection, profile_id, viewing)
            post(connection, profile_id, ChangeKind.WATCHED, item_id, viewing)
            return viewing

        return await self._database.run(work)

    async def hide(self, profile_id: str, item_id: str) -> None:
        """Take something out of “continue watching”; watching it again brings it back."""

        def work(connection: sqlite3.Connection) -> None:
            known = _viewing(connection, profile_id, item_id)
            before = known or Viewing(item_id, 0.0, 0.0, 0.0)
            viewing = replace(before, is_hidden=True, watched_at_s=self._later_than(known))
            _keep(connection, profile_id, viewing)
            post(connection, profile_id, ChangeKind.WATCHED, item_id, viewing)

        await self._database.run(work)

    async def resume(self, profile_id: str, item_id: str) -> Viewing | None:
        """Return how far a profile has come in a film or an episode."""
        return await self._database.run(lambda connection: _viewing(connection, profile_id, item_id))

    async def history(self, profile_id: str, count: int = 100) -> tuple[Viewing, ...]:
        """Return what a profile has watched, the latest first."""

        def work(connection: sqlite3.Connection) -> tuple[Viewing, ...]:
            found = connection.execute(
                f"SELECT {_COLUMNS} FROM viewing WHERE profile_id = ? ORDER BY watched_at_s DESC LIMIT ?",
                (profile_id, count),
            )
            return tuple(_read(line) for line in found)

        return await self._database.run(work)

    async def learn(self, profile_id: str, viewings: Iterable[Viewing]) -> None:
        """Take over what the service knows, where that is later than what we know."""

        def work(connection: sqlite3.Connection) -> None:
            for viewing in viewings:
                known = _viewing(connection, profile_id, viewing.item_id)
                if known is None or viewing.watched_at_s > known.watched_at_s:
                    _keep(connection, profile_id, viewing)

        await self._database.run(work)

    def _later_than(self, before: Viewing | None) -> float:
        return max(self._now(), before.watched_at_s + _LATER_S if before else 0.0)


class Lists:
    """What each profile wants to watch.

    Args:
        now: Seconds since 1970 (UTC).
    """

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    async def put(self, profile_id: str, title_id: str, *, is_listed: bool) -> None:
        """Put a title on a profile's list or take it off, and tell the service as soon as possible."""

        def work(connection: sqlite3.Connection) -> None:
            known = _listing(connection, profile_id, title_id)
            at_s = max(self._now(), known.changed_at_s + _LATER_S if known else 0.0)
            listing = Listing(title_id, is_listed, at_s)
            _keep_listing(connection, profile_id, listing)
            post(connection, profile_id, ChangeKind.LISTED, title_id, listing)

        await self._database.run(work)

    async def listed(self, profile_id: str) -> tuple[str, ...]:
        """Return the titles on a profile's list, the last added first."""

        def work(connection: sqlite3.Connection) -> tuple[str, ...]:
            found = connection.execute(
                "SELECT title_id FROM listing WHERE profile_id = ? AND is_listed ORDER BY changed_at_s DESC",
                (profile_id,),
            )
            return tuple(title_id for (title_id,) in found)

        return await self._database.run(work)

    async def learn(self, profile_id: str, listings: Iterable[Listing]) -> None:
        """Take over what the service knows, where that is later than what we know."""

        def work(connection: sqlite3.Connection) -> None:
            for listing in listings:
                known = _listing(connection, profile_id, listing.title_id)
                if known is None or listing.changed_at_s > known.changed_at_s:
                    _keep_listing(connection, profile_id, listing)

        await self._database.run(work)


def _viewing(connection: sqlite3.Connection, profile_id: str, item_id: str) -> Viewing | None:
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM viewing WHERE profile_id = ? AND item_id = ?", (profile_id, item_id)
    ).fetchone()
    return _read(found) if found else None


def _read(line: tuple[str, float, float, float, int]) -> Viewing:
    return Viewing(*line[:4], is_hidden=bool(line[4]))


def _keep(connection: sqlite3.Connection, profile_id: str, viewing: Viewing) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO viewing (profile_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        (profile_id, *astuple(viewing)),
    )


def _listing(connection: sqlite3.Connection, profile_id: str, title_id: str) -> Listing | None:
    found = connection.execute(
        "SELECT is_listed, changed_at_s FROM listing WHERE profile_id = ? AND title_id = ?",
        (profile_id, title_id),
    ).fetchone()
    return Listing(title_id, bool(found[0]), found[1]) if found else None


def _keep_listing(connection: sqlite3.Connection, profile_id: str, listing: Listing) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO listing (profile_id, title_id, is_listed, changed_at_s) VALUES (?, ?, ?, ?)",
        (profile_id, *astuple(listing)),
    )
