"""Changes that the service does not know yet, in the order in which they were made.

Of several changes of one thing only the last is kept: the service wants to know where a film was left, not
each five seconds of the way there.
"""

import sqlite3
from typing import TypeAlias

import msgspec

from playhead_app.library.database import Database
from playhead_app.library.records import Change, ChangeKind, Listing, Profile, Viewing

__all__ = ["Outbox", "post"]

Value: TypeAlias = Viewing | Listing | Profile
_TYPES: dict[ChangeKind, type[Value]] = {
    ChangeKind.WATCHED: Viewing,
    ChangeKind.LISTED: Listing,
    ChangeKind.PROFILE: Profile,
    ChangeKind.PROFILE_GONE: Profile,
}


def post(
    connection: sqlite3.Connection, profile_id: str, kind: ChangeKind, subject: str, value: Value
) -> None:
    """Put a change into the outbox, in the transaction that makes it."""
    # A replaced line gets a new number: whoever is sending the old one won't take this one for it.
    connection.execute(
        "INSERT OR REPLACE INTO outbox (profile_id, kind, subject, body) VALUES (?, ?, ?, ?)",
        (profile_id, kind.value, subject, msgspec.json.encode(value).decode()),
    )


class Outbox:
    """What waits to be sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def waiting(self, count: int = 50) -> tuple[Change, ...]:
        """Return the oldest changes."""

        def work(connection: sqlite3.Connection) -> tuple[Change, ...]:
            found = connection.execute(
                "SELECT number, profile_id, kind, body FROM outbox ORDER BY number LIMIT ?", (count,)
            )
            return tuple(_change(*line) for line in found)

        return await self._database.run(work)

    async def sent(self, change: Change) -> None:
        """Forget a change: the service has it, or will never take it."""
        await self._database.run(
            lambda connection: connection.execute("DELETE FROM outbox WHERE number = ?", (change.number,))
        )


def _change(number: int, profile_id: str, kind: str, body: str) -> Change:
    known = ChangeKind(kind)
    return Change(number, profile_id, known, msgspec.json.decode(body, type=_TYPES[known]))
