"""Attribute lists: `NAME=value,NAME="value"` (RFC 8216 §4.2), as written and as typed values.

The reader is lenient and tells: a missing comma, an open quote or a number in quotes is read as it was surely
meant, with a warning. The raw text of every attribute stays available, so nothing that we don't type is lost.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from playhead.hls import values
from playhead.hls.variables import Variables
from playhead.hls.warning_log import Oddity, WarningLog, quoted

__all__ = ["AttributeReader", "parse_attributes"]

_ATTRIBUTE = re.compile(r"""\s*([A-Za-z0-9_.-]+)\s*=\s*("[^"]*"?|[^,"]*)""")
# A number with the next attribute right behind it, which has lost its comma.
_GLUED = re.compile(r"[0-9.]+(?=[A-Z][A-Z0-9-]{2,}=[^=])")
_MAX_ATTRIBUTES = 200
_MAX_FAULTS = 200
_T = TypeVar("_T")


def parse_attributes(text: str, log: WarningLog, line: int, tag: str) -> dict[str, str]:
    """Return the raw value of each attribute by name, quotes included; the first of equal names counts."""
    attributes: dict[str, str] = {}
    position, end, faults = 0, len(text), 0
    while position < end:
        match = _ATTRIBUTE.match(text, position)
        if match is None:
            position, skipped = _next_item(text, position)
            log.add(Oddity.ATTRIBUTE_SYNTAX, f"{quoted(skipped)} is no attribute", line, tag)
            faults += 1
            if faults > _MAX_FAULTS:
                break
            continue
        name = match[1]
        value, stop = _value_of(match)
        if value[:1] == '"' and (len(value) == 1 or value[-1] != '"'):
            log.add(Oddity.ATTRIBUTE_SYNTAX, f"the quotes of {name} are not closed", line, tag)
            value += '"'
        if name in attributes:
            log.add(Oddity.ATTRIBUTE_SYNTAX, f"{name} is there twice; the first counts", line, tag)
        elif len(attributes) == _MAX_ATTRIBUTES:
            log.add(Oddity.LIMIT, f"more than {_MAX_ATTRIBUTES} attributes", line, tag)
            break
        else:
            attributes[name] = value
        position = stop
        if position < end and text[position] == ",":
            position += 1
        elif text[position:].strip():
            log.add(Oddity.ATTRIBUTE_SYNTAX, f"there is no comma after {name}", line, tag)
    return attributes


def _value_of(match: re.Match[str]) -> tuple[str, int]:
    """Return the value and where it ends."""
    value = match[2].strip()
    glued = _GLUED.match(value) if "=" in value else None
    return (value, match.end()) if glued is None else (glued[0], match.start(2) + glued.end())


def _next_item(text: str, position: int) -> tuple[int, str]:
    comma = text.find(",", position)
    stop = len(text) if comma < 0 else comma
    return stop + 1, text[position:stop].strip()


class AttributeReader:
    """Typed access to one tag's attributes; what does not fit its type is warned about and None.

    Args:
        raw: Attributes as written.
        variables: What `{$name}` stands for.
    """

    __slots__ = ("_log", "_variables", "line", "raw", "tag")

    def __init__(
        self, raw: Mapping[str, str], variables: Variables, log: WarningLog, line: int, tag: str
    ) -> None:
        self.raw: Mapping[str, str] = MappingProxyType(dict(raw))
        self._variables = variables
        self._log = log
        self.line = line
        self.tag = tag

    def text(self, name: str) -> str | None:
        """Return a quoted-string without its quotes, variables replaced."""
        raw = self.raw.get(name)
        if raw is None:
            return None
        if raw[:1] == '"':
            return self._variables.put_into(raw[1:-1], self.line, self.tag)
        self.warn(f"{name} should be quoted", Oddity.ATTRIBUTE_SYNTAX)
        return self._variables.put_into(raw, self.line, self.tag)

    def word(self, name: str) -> str | None:
        """Return an enumerated-string; quotes around it are forgiven."""
        raw = self.raw.get(name)
        if raw is None:
            return None
        if raw[:1] == '"':
            self.warn(f"{name} should not be quoted", Oddity.ATTRIBUTE_SYNTAX)
            return self._variables.put_into(raw[1:-1], self.line, self.tag)
        return raw

    def words(self, name: str, separator: str = ",") -> tuple[str, ...]:
        """Return the items of a quoted list, without blanks and empty ones."""
        text = self.text(name)
        return tuple(item for part in text.split(separator) if (item := part.strip())) if text else ()

    def is_yes(self, name: str) -> bool:
        """Return whether the attribute is YES; its absence is NO."""
        word = self.word(name)
        if word not in {None, "YES", "NO"}:
            self.warn(f"{name} is neither YES nor NO")
        return word == "YES"

    def integer(self, name: str) -> int | None:
        """Return a decimal-integer; a decimal is rounded, with a warning."""
        word = self.word(name)
        if word is None:
            return None
        number = values.decimal_integer(word)
        decimal = values.decimal_number(word) if number is None else None
        if decimal is not None and decimal >= 0:
            self.warn(f"{name} should be an integer", Oddity.ATTRIBUTE_SYNTAX)
            return round(decimal)
        return self._checked(name, word, number)

    def number(self, name: str) -> Fraction | None:
        """Return a signed decimal, exact."""
        word = self.word(name)
        return None if word is None else self._checked(name, word, values.decimal_number(word))

    def ticks(self, name: str) -> int | None:
        """Return a duration in microseconds."""
        word = self.word(name)
        return None if word is None else self._checked(name, word, values.duration_ticks(word))

    def frame_rate(self, name: str) -> Fraction | None:
        """Return a frame rate in pictures a second."""
        word = self.word(name)
        return None if word is None else self._checked(name, word, values.frame_rate(word))

    def resolution(self, name: str) -> tuple[int, int] | None:
        """Return width and height in pixels."""
        word = self.word(name)
        return None if word is None else self._checked(name, word, values.resolution(word))

    def hexadecimal(self, name: str) -> bytes | None:
        """Return the bytes of a hexadecimal-sequence."""
        word = self.word(name)
        if word is None:
            return None
        word = self._variables.put_into(word, self.line, self.tag)
        return self._checked(name, word, values.hexadecimal(word))

    def byte_range(self, name: str) -> tuple[int, int | None] | None:
        """Return length and offset of a quoted `n[@o]`."""
        text = self.text(name)
        return None if text is None else self._checked(name, text, values.byte_range(text))

    def date_us(self, name: str) -> int | None:
        """Return a date as microseconds since 1970 UTC."""
        text = self.text(name)
        return None if text is None else self._checked(name, text, values.date_us(text))

    def warn(self, message: str, code: Oddity = Oddity.ATTRIBUTE_VALUE) -> None:
        """Note something odd about this tag."""
        self._log.add(code, message, self.line, self.tag)

    def has(self, *names: str) -> bool:
        """Return True if all these attributes are there and not empty; warn about each that is not."""
        missing = [name for name in names if self.raw.get(name, "") in {"", '""'}]
        for name in missing:
            self.warn(f"{name} is missing", Oddity.ATTRIBUTE_MISSING)
        return not missing

    def _checked(self, name: str, text: str, value: _T | None) -> _T | None:
        if value is None:
            self.warn(f"{name} can't be {quoted(text)}")
        return value
