"""The library's tables, as the steps that made them.

A step is never changed once it was released: files that it made are out there. A later step only adds, so
that an older app still reads what a newer one wrote.
"""

import sqlite3

__all__ = ["LATEST", "migrate"]

_STEPS = (
    # 1: what was watched, and what the service does not know yet. A time is in seconds since 1970 (UTC).
    """
    CREATE TABLE viewing (
        profile_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        position_s REAL NOT NULL,
        duration_s REAL NOT NULL,
        watched_at_s REAL NOT NULL,
        PRIMARY KEY (profile_id, item_id)
    ) WITHOUT ROWID;
    CREATE TABLE outbox (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        profile_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (profile_id, kind, subject)
    );
    """,
    # 2: who watches, and what they want to watch.
    """
    ALTER TABLE viewing ADD COLUMN is_hidden INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE profile (
        id TEXT PRIMARY KEY,
        place INTEGER NOT NULL,
        name TEXT NOT NULL,
        avatar TEXT NOT NULL,
        max_rating TEXT NOT NULL,
        is_kids INTEGER NOT NULL,
        changed_at_s REAL NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE listing (
        profile_id TEXT NOT NULL,
        title_id TEXT NOT NULL,
        is_listed INTEGER NOT NULL,
        changed_at_s REAL NOT NULL,
        PRIMARY KEY (profile_id, title_id)
    ) WITHOUT ROWID;
    """,
    # 3: settings (profile '' is the household), searches, and the household's PIN.
    """
    CREATE TABLE setting (
        profile_id TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (profile_id, name)
    ) WITHOUT ROWID;
    CREATE TABLE search (
        profile_id TEXT NOT NULL,
        words TEXT NOT NULL,
        searched_at_s REAL NOT NULL,
        PRIMARY KEY (profile_id, words)
    ) WITHOUT ROWID;
    CREATE TABLE pin (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        salt BLOB NOT NULL,
        digest BLOB NOT NULL,
        failures INTEGER NOT NULL DEFAULT 0,
        locked_until_s REAL NOT NULL DEFAULT 0
    );
    """,
)
LATEST = len(_STEPS)


def migrate(connection: sqlite3.Connection, to: int = LATEST) -> None:
    """Bring a file to a version, each step in a transaction of its own with its number.

    Args:
        to: The version; an older one is for tests.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, step in enumerate(_STEPS[:to], 1):
        if number > version:
            # Killed in the middle, a step has not happened.
            connection.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version = {number}; COMMIT;")
