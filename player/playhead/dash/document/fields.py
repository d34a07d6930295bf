"""Reads one element's attributes by type; what is malformed is noted and counts as absent."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from playhead.dash import values
from playhead.dash.document.element import Element
from playhead.dash.faults import Notes
from playhead.presentation import ByteRange

__all__ = ["Fields"]

T = TypeVar("T")
Reader = Callable[["Fields"], T]


class Fields:
    """Typed access to one element. Every method returns None where the attribute is absent or unusable."""

    def __init__(self, element: Element, notes: Notes) -> None:
        self.element = element
        self.notes = notes

    def text(self, name: str) -> str | None:
        """Return the attribute as it stands."""
        return self.element.attributes.get(name)

    def words(self, name: str, separator: str | None = None) -> tuple[str, ...]:
        """Return a list attribute's items, by default separated by white space; empty if absent."""
        items = self.element.attributes.get(name, "").split(separator)
        return tuple(stripped for item in items if (stripped := item.strip()))

    def unsigned(self, name: str) -> int | None:
        """Return an integer ≥ 0."""
        return self._typed(name, values.parse_unsigned, "an unsigned integer")

    def positive(self, name: str) -> int | None:
        """Return an integer > 0."""
        return self._typed(name, lambda text: values.parse_unsigned(text) or None, "a positive integer")

    def signed(self, name: str) -> int | None:
        """Return an integer."""
        return self._typed(name, values.parse_signed, "an integer")

    def boolean(self, name: str) -> bool | None:
        """Return true or false."""
        return self._typed(name, values.parse_boolean, "true or false")

    def decimal(self, name: str) -> Fraction | None:
        """Return a number ≥ 0, exactly; the `INF` of availabilityTimeOffset is absent, see `is_infinite`."""
        if self.is_infinite(name):
            return None
        return self._typed(name, values.parse_decimal, "a number")

    def is_infinite(self, name: str) -> bool:
        """Say whether the attribute is `INF`."""
        return self.element.attributes.get(name, "").strip() in ("INF", "+INF")

    def duration(self, name: str) -> Fraction | None:
        """Return seconds."""
        return self._typed(name, values.parse_duration, "a duration")

    def date_time(self, name: str) -> Fraction | None:
        """Return seconds since 1970 UTC."""
        return self._typed(name, values.parse_date_time, "a date and time")

    def ratio(self, name: str) -> Fraction | None:
        """Return a frame rate or an aspect ratio, > 0."""
        return self._typed(name, values.parse_ratio, "a ratio")

    def byte_range(self, name: str) -> ByteRange | None:
        """Return a byte range."""
        return self._typed(name, values.parse_byte_range, "a byte range")

    def child(self, name: str, read: Reader[T]) -> T | None:
        """Read the first child of this name."""
        found = self.element.first(name)
        return None if found is None else read(Fields(found, self.notes))

    def children(self, name: str, read: Reader[T]) -> tuple[T, ...]:
        """Read all children of this name, in order."""
        return tuple(read(Fields(child, self.notes)) for child in self.element.all(name))

    def complain(self, code: str, message: str) -> None:
        """Note a fault of this element."""
        self.notes.add(code, message, line=self.element.line, tag=self.element.name)

    def _typed(self, name: str, parse: Callable[[str], T | None], expected: str) -> T | None:
        text = self.element.attributes.get(name)
        if text is None:
            return None
        value = parse(text)
        if value is None:
            self.complain("bad-attribute", f"@{name}={text[:40]!r} is not {expected}; it is left out")
        return value
