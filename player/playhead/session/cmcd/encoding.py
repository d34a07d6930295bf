"""Keys and values as text: a dictionary of structured fields (RFC 8941), sorted by key.

Version 1 has plain numbers where version 2 has inner lists with object types. Its `nor` is percent-encoded,
and the range has a key of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

from playhead.session.cmcd.keys import HEADERS, header_of

__all__ = ["Each", "NextObject", "Token", "Value", "as_version_1", "hundreds", "payload", "sharded"]


class Token(str):
    """A word that is written without quotes (RFC 8941 §3.3.4)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Each:
    """A number for each of several object types, e.g. `(5000;v 320;a)`; an empty type is left out."""

    values: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class NextObject:
    """What will be asked for next: a relative reference, and the bytes of it if it is a part."""

    path: str
    byte_range: str = ""


Value: TypeAlias = bool | int | float | str | Token | Each | NextObject | tuple[str, ...]


def hundreds(value: float) -> int:
    """Round to the nearest hundred, which the specification wants against fingerprints; fifty goes up."""
    return int(value / 100 + 0.5) * 100


def payload(values: Mapping[str, Value]) -> str:
    """Return all of it as one text, sorted; false claims are left out."""
    return ",".join(_pair(key, values[key]) for key in sorted(values) if values[key] is not False)


def sharded(values: Mapping[str, Value], version: int) -> dict[str, str]:
    """Return the headers, by lower-case name; those that would be empty are left out."""
    by_header: dict[str, dict[str, Value]] = {name: {} for name in HEADERS}
    for key, value in values.items():
        by_header[header_of(key, version)][key] = value
    return {name: text for name, each in by_header.items() if (text := payload(each))}


def as_version_1(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values of version 2 as version 1 writes them."""
    plain: dict[str, Value] = {}
    for key, value in values.items():
        if isinstance(value, Each):
            if value.values:
                plain[key] = value.values[0][0]
        elif isinstance(value, NextObject):
            if value.path:
                plain[key] = quote(value.path, safe="")
            if value.byte_range:
                plain["nrr"] = value.byte_range
        else:
            plain[key] = value
    return plain


def _pair(key: str, value: Value) -> str:
    return key if value is True else f"{key}={_text(value)}"


def _text(value: Value) -> str:
    match value:
        case Each(values=values):
            return f"({' '.join(f'{number};{kind}' if kind else str(number) for number, kind in values)})"
        case NextObject(path=path, byte_range=part):
            return f"({_string(path)}{f';r={_string(part)}' if part else ''})"
        case tuple():
            return f"({' '.join(_string(each) for each in value)})"
        case Token():
            return str(value)
        case str():
            return _string(value)
        case float():
            return _decimal(value)
        case _:
            return str(value)


def _decimal(value: float) -> str:
    """Write at most three decimals (RFC 8941 §4.1.5), and no needless zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text if text not in ("", "-0") else "0"


def _string(text: str) -> str:
    """Quote (RFC 8941 §4.1.6); what isn't printable ASCII can't be written, so it is percent-encoded."""
    plain = "".join(each if " " <= each <= "~" else quote(each, safe="") for each in text)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
