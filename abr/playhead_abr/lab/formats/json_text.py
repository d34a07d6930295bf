"""Read JSON so that a bad element can be named by its line, which the standard reader does not tell."""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from playhead_abr.lab.formats.faults import FormatError

__all__ = ["elements_with_lines", "number_of", "read_json"]

_DECODER = json.JSONDecoder()
_BLANK = " \t\r\n"


def read_json(text: str, path: Path) -> Any:
    """Return what the whole text says.

    Raises:
        FormatError: If it is no JSON.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(path, error.lineno, error.msg) from error
    except (RecursionError, ValueError) as error:
        raise FormatError(path, None, "JSON that no trace or movie looks like") from error


def elements_with_lines(text: str, path: Path, *, is_whole: bool = True) -> Iterator[tuple[int, Any]]:
    """Yield the elements of a JSON array, each with the line on which it begins.

    Args:
        text: Begins with the array.
        is_whole: Nothing may follow it.

    Raises:
        FormatError: If the text is no JSON array.
    """
    at = _skip(text, 0)
    if text[at : at + 1] != "[":
        raise FormatError(path, _line(text, at), "a JSON array was expected")
    line, counted_to = 1, 0
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        line, counted_to = line + text.count("\n", counted_to, at), at
        try:
            element, at = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise FormatError(path, error.lineno, error.msg) from error
        except (RecursionError, ValueError) as error:
            raise FormatError(path, line, "JSON that no trace looks like") from error
        yield line, element
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
            if text[at : at + 1] == "]":
                raise FormatError(path, _line(text, at), "a comma with nothing behind it")
        elif text[at : at + 1] != "]":
            raise FormatError(path, _line(text, at), "the array has no end")
    if is_whole and _skip(text, at + 1) != len(text):
        raise FormatError(path, _line(text, at + 1), "something follows the array")


def number_of(row: object, name: str, path: Path, line: int | None) -> float:
    """Return a finite figure of a JSON object.

    Raises:
        FormatError: If the row is no object, or the figure is missing or no finite number.
    """
    if not isinstance(row, Mapping):
        raise FormatError(path, line, f"an object with {name} was expected")
    value: Any = cast("Mapping[str, Any]", row).get(name)
    if value is None:
        raise FormatError(path, line, f"{name} is missing")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FormatError(path, line, f"{name} is no number")
    if not math.isfinite(value):
        raise FormatError(path, line, f"{name} is {value}")
    return float(value)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
