"""EBML elements (RFC 8794): an id, a size, a payload; sizes are checked before anything is sliced."""

from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

from playhead.containers.faults import malformed
from playhead.containers.limits import MOST_SAMPLES

__all__ = ["Element", "elements", "floating", "number", "text", "variable_number"]

_MOST_ELEMENTS = MOST_SAMPLES + 100_000
_FLOATS = {4: Struct(">f"), 8: Struct(">d")}


class Element(NamedTuple):
    """An element's place; `end` is None if its size is unknown."""

    identity: int
    start: int
    body: int
    end: int | None


def variable_number(data: bytes | bytearray | memoryview, at: int) -> tuple[int, int]:
    """Return a variable-size integer and its length; the value is −1 if all its bits are set: unknown.

    Raises:
        MediaError: If it is longer than eight bytes or cut off.
    """
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if length > 8 or at + length > len(data):
        raise malformed("a variable-size integer is broken or cut off", at)
    bits = 7 * length
    value = int.from_bytes(data[at : at + length], "big") & ((1 << bits) - 1)
    return (-1 if value == (1 << bits) - 1 else value), length


def elements(
    data: bytes | bytearray, start: int, end: int, transparent: frozenset[int] = frozenset()
) -> Iterator[Element]:
    """Yield the elements between two offsets.

    Those whose id is in `transparent` are yielded and then entered: what they hold follows as if it were
    beside them. That reads live streams, whose segments and clusters don't know their size.

    Raises:
        MediaError: If an element does not fit, or there are too many.
    """
    at = start
    for _ in range(_MOST_ELEMENTS):
        if at >= end:
            return
        identity, size, body = _head(data, at)
        if identity in transparent:
            yield Element(identity, at, body, None)
            at = body
            continue
        stop = body + size
        if size < 0 or stop > end:
            raise malformed(f"element {identity:X} does not fit its place", at)
        yield Element(identity, at, body, stop)
        at = stop
    raise malformed(f"more than {_MOST_ELEMENTS} elements", start)


def _head(data: bytes | bytearray, at: int) -> tuple[int, int, int]:
    length = 9 - data[at].bit_length()
    if length > 4 or at + length > len(data):
        raise malformed("an element id is broken or cut off", at)
    identity = int.from_bytes(data[at : at + length], "big")
    size, size_length = variable_number(data, at + length)
    return identity, size, at + length + size_length


def number(data: bytes | bytearray, element: Element) -> int:
    """Return an unsigned integer's value."""
    return int.from_bytes(_payload(data, element, 8), "big")


def floating(data: bytes | bytearray, element: Element) -> float:
    """Return a float's value; 0.0 if it has an odd size."""
    payload = _payload(data, element, 8)
    layout = _FLOATS.get(len(payload))
    return layout.unpack(payload)[0] if layout else 0.0


def text(data: bytes | bytearray, element: Element) -> str:
    """Return a string's value without padding."""
    return _payload(data, element, 256).partition(b"\0")[0].decode("utf-8", "replace")


def _payload(data: bytes | bytearray, element: Element, limit: int) -> bytes:
    end = element.body if element.end is None else element.end
    return bytes(data[element.body : min(end, element.body + limit)])
