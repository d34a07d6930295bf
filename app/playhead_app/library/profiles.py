"""Who watches: our copy of what the service knows, and the changes that it has yet to hear of."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import uuid4

from playhead_app.library.database import Database
from playhead_app.library.outbox import post
from playhead_app.library.records import ChangeKind, Profile

__all__ = ["Profiles", "forget_all"]

_COLUMNS = "id, name, avatar, max_rating, is_kids, changed_at_s"
# Tables that hold something for each profile.
_PERSONAL = ("viewing", "listing", "setting", "search", "outbox")


class Profiles:
    """All profiles of the household.

    Args:
        now: Seconds since 1970 (UTC).
    """

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    async def all(self) -> tuple[Profile, ...]:
        """Return all profiles in the order in which they were made."""
        return await self._database.run(_all)

    async def save(self, profile: Profile) -> Profile:
        """Keep a profile that is new (no id) or was changed, and tell the service as soon as possible."""

        def work(connection: sqlite3.Connection) -> Profile:
            saved = replace(profile, id=profile.id or uuid4().hex, changed_at_s=self._now())
            _keep(connection, saved)
            post(connection, saved.id, ChangeKind.PROFILE, saved.id, saved)
            return saved

        return await self._database.run(work)

    async def delete(self, profile_id: str) -> None:
        """Forget a profile and all that belongs to it, and tell the service as soon as possible."""

        def work(connection: sqlite3.Connection) -> None:
            _forget(connection, profile_id)
            gone = Profile(profile_id, "", changed_at_s=self._now())
            post(connection, profile_id, ChangeKind.PROFILE_GONE, profile_id, gone)

        await self._database.run(work)

    async def learn(self, profiles: Iterable[Profile]) -> None:
        """Take over the service's profiles, except where our own changes have yet to reach it."""
        theirs = tuple(profiles)

        def work(connection: sqlite3.Connection) -> None:
            waiting = {
                subject
                for (subject,) in connection.execute(
                    "SELECT subject FROM outbox WHERE kind IN (?, ?)",
                    (ChangeKind.PROFILE.value, ChangeKind.PROFILE_GONE.value),
                )
            }
            for profile in theirs:
                if profile.id not in waiting:
                    _keep(connection, profile)
            kept = {profile.id for profile in theirs} | waiting
            for profile in _all(connection):
                if profile.id not in kept:
                    _forget(connection, profile.id)
            _adopt(connection)

        await self._database.run(work)


def _all(connection: sqlite3.Connection) -> tuple[Profile, ...]:
    found = connection.execute(f"SELECT {_COLUMNS} FROM profile ORDER BY place, changed_at_s, id")
    return tuple(
        Profile(id, name, avatar, max_rating, bool(is_kids), changed_at_s)
        for id, name, avatar, max_rating, is_kids, changed_at_s in found
    )


def _keep(connection: sqlite3.Connection, profile: Profile) -> None:
    connection.execute(
        f"INSERT INTO profile ({_COLUMNS}, place)"
        " VALUES (?, ?, ?, ?, ?, ?, (SELECT COALESCE(MAX(place), 0) + 1 FROM profile))"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, avatar = excluded.avatar,"
        " max_rating = excluded.max_rating, is_kids = excluded.is_kids, changed_at_s = excluded.changed_at_s",
        (
            profile.id,
            profile.name,
            profile.avatar,
            profile.max_rating,
            profile.is_kids,
            profile.changed_at_s,
        ),
    )


def _forget(connection: sqlite3.Connection, profile_id: str) -> None:
    for table in _PERSONAL:
        connection.execute(f"DELETE FROM {table} WHERE profile_id = ?", (profile_id,))
    connection.execute("DELETE FROM profile WHERE id = ?", (profile_id,))


def forget_all(connection: sqlite3.Connection) -> None:
    """Empty every table that holds something of somebody's."""
    for table in (*_PERSONAL, "profile"):
        connection.execute(f"DELETE FROM {table}")


def _adopt(connection: sqlite3.Connection) -> None:
    """Give what was watched before any profile was known to the first one, for whom the service took it."""
    first = next(iter(_all(connection)), None)
    if first is not None:
        for table in ("viewing", "listing", "search", "outbox"):
            connection.execute(
                f"UPDATE OR IGNORE {table} SET profile_id = ? WHERE profile_id = ''", (first.id,)
            )
            connection.execute(f"DELETE FROM {table} WHERE profile_id = ''")
