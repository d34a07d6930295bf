"""The parents' PIN.

Four digits are soon tried out, so what protects them is the wait: after five wrong ones nothing is looked at
for a minute, then two, up to an hour. The count is in the file, so that starting the app anew doesn't help.
What is kept is scrypt's digest (RFC 7914) with a salt: whoever copies the file still has to work for it.
"""

import hashlib
import hmac
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from playhead_app.library.database import Database

__all__ = ["Pin", "PinAnswer"]

_TRIES = 5
_WAIT_S, _LONGEST_WAIT_S = 60.0, 3600.0


@dataclass(frozen=True, slots=True)
class PinAnswer:
    """What came of a try.

    Attributes:
        tries_left: Before the next wait.
        wait_s: How long nothing will be looked at; 0 if another try may follow at once.
    """

    is_right: bool
    tries_left: int = _TRIES
    wait_s: float = 0.0


class Pin:
    """The household's PIN.

    Args:
        now: Seconds since 1970 (UTC): the wait goes on while the app is closed.
    """

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    async def is_set(self) -> bool:
        """Return whether there is one."""
        return await self._database.run(
            lambda connection: connection.execute("SELECT 1 FROM pin").fetchone() is not None
        )

    async def set(self, pin: str) -> None:
        """Set another one; an empty one means none. Whoever may do that is the caller's question."""
        salt = os.urandom(16)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM pin")
            if pin:
                connection.execute(
                    "INSERT INTO pin (one, salt, digest) VALUES (1, ?, ?)", (salt, _digest(pin, salt))
                )

        await self._database.run(work)

    async def check(self, pin: str) -> PinAnswer:
        """Compare a try with it. Where there is none, nothing is asked and everything is right."""
        return await self._database.run(lambda connection: self._check(connection, pin))

    def _check(self, connection: sqlite3.Connection, pin: str) -> PinAnswer:
        found = connection.execute("SELECT salt, digest, failures, locked_until_s FROM pin").fetchone()
        if found is None:
            return PinAnswer(is_right=True)
        salt, digest, failures, locked_until_s = found
        # A clock that was set back must not turn a minute into years.
        wait_s = min(locked_until_s - self._now(), _LONGEST_WAIT_S)
        if wait_s > 0:
            return PinAnswer(is_right=False, tries_left=0, wait_s=wait_s)
        if hmac.compare_digest(_digest(pin, salt), digest):
            connection.execute("UPDATE pin SET failures = 0, locked_until_s = 0")
            return PinAnswer(is_right=True)
        failures += 1
        rounds, over = divmod(failures, _TRIES)
        wait_s = min(_WAIT_S * 2 ** min(rounds - 1, 16), _LONGEST_WAIT_S) if over == 0 else 0.0
        connection.execute(
            "UPDATE pin SET failures = ?, locked_until_s = ?",
            (failures, self._now() + wait_s if wait_s else 0),
        )
        return PinAnswer(is_right=False, tries_left=_TRIES - over if over else 0, wait_s=wait_s)


def _digest(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1)
