"""The last events of this run, in memory only, for the moment when something breaks."""

import logging
import threading
from collections import deque
from datetime import UTC, datetime

from playhead_app.faults.redaction import redacted

__all__ = ["EventMemory"]

_KEPT = 200
_LONGEST = 400


class EventMemory(logging.Handler):
    """Remembers log lines and whatever else it is told; a ring, safe from any thread.

    Lines are redacted when they are read, not when they come: most are never read.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        super().__init__(logging.DEBUG)
        self._lines: deque[tuple[datetime, str]] = deque(maxlen=kept)
        self._guard = threading.Lock()

    def tell(self, what: object) -> None:
        """Remember an event: its text is made now, because what it speaks of changes."""
        text = str(what)
        with self._guard:
            self._lines.append((datetime.now(UTC), text[:_LONGEST]))

    def emit(self, record: logging.LogRecord) -> None:
        """Logging: remember a line."""
        try:
            self.tell(f"{record.levelname.lower()} {record.name}: {record.getMessage()}")
        except Exception:  # noqa: BLE001  # a log line with wrong arguments must not break who logs it
            self.handleError(record)

    def lines(self, last: int | None = None) -> list[str]:
        """Return what is remembered, oldest first, without secrets.

        Args:
            last: Only so many of the newest.
        """
        with self._guard:
            kept = list(self._lines)
        if last is not None:
            kept = kept[-last:]
        return [f"{when:%H:%M:%S.%f} {redacted(text)}" for when, text in kept]
