"""What one destination has not been told yet; what is told once is told to each of them once."""

from dataclasses import dataclass, field

from playhead.presentation import Kind
from playhead.session.cmcd.encoding import Each, Value

__all__ = ["Ledger"]

_MOST_ERRORS = 8


@dataclass(slots=True)
class Ledger:
    """News for one destination.

    Attributes:
        number: Of its next report.
        starved: Whose buffers ran empty since the last report that could say so.
        stalls: How long each stall was, in milliseconds, and the object type that was missing.
        errors: Codes.
        has_start_delay: It knows how long the start took.
    """

    number: int = 0
    starved: set[Kind] = field(default_factory=set[Kind])
    stalls: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    errors: list[str] = field(default_factory=list[str])
    has_start_delay: bool = False

    def note_error(self, code: str) -> None:
        """Keep an error until it can be told."""
        if code not in self.errors:
            self.errors = [*self.errors, code][-_MOST_ERRORS:]

    def next_number(self) -> int:
        """Return the number of a report."""
        self.number += 1
        return self.number - 1

    def told_once(self, start_delay_ms: int | None) -> dict[str, Value]:
        """Return what is told once, and forget it."""
        values: dict[str, Value] = {}
        if self.stalls:
            values["bsd"] = Each(tuple(self.stalls))
            self.stalls = []
        if self.errors:
            values["ec"] = tuple(self.errors)
            self.errors = []
        if start_delay_ms is not None and not self.has_start_delay:
            values["msd"] = start_delay_ms
            self.has_start_delay = True
        return values

    def has_starved(self, kind: Kind | None) -> bool:
        """Tell whether the kind's buffer ran empty, or any if it is None; and forget it."""
        if kind is None:
            found = bool(self.starved)
            self.starved.clear()
            return found
        found = kind in self.starved
        self.starved.discard(kind)
        return found
