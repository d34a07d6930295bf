"""Cursors, as the Relay connection specification wants them: opaque, stable, forward."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

import strawberry

__all__ = ["MOST_AT_ONCE", "PageInfo", "cursor_at", "first_page", "start_after"]

T = TypeVar("T")
MOST_AT_ONCE = 50
_PREFIX = "at:"


@strawberry.type(description="Where a stretch of a longer list lies within it.")
class PageInfo:
    """See the Relay connection specification."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


def cursor_at(place: int) -> str:
    """Return the cursor of the item at a place."""
    return base64.urlsafe_b64encode(f"{_PREFIX}{place}".encode()).decode().rstrip("=")


def start_after(cursor: str | None) -> int:
    """Return the place at which the stretch after a cursor begins.

    Raises:
        ValueError: It is none of our cursors.
    """
    if cursor is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor[:64] + "=" * (-len(cursor) % 4)).decode()
        place = int(text.removeprefix(_PREFIX))
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise ValueError("this cursor is none of ours") from error
    if place < 0 or not text.startswith(_PREFIX):
        raise ValueError("this cursor is none of ours")
    return place + 1


def first_page(found: Sequence[T], start: int, count: int) -> tuple[list[tuple[str, T]], PageInfo]:
    """Turn a stretch that was asked for with one item too many into edges and their page info.

    Args:
        found: Up to `count + 1` items from `start` on.
        start: The place of the first.
        count: How many were wanted.

    Returns:
        Each item with its cursor, and the page info.
    """
    edges = [(cursor_at(start + index), item) for index, item in enumerate(found[:count])]
    info = PageInfo(
        has_next_page=len(found) > count,
        has_previous_page=start > 0,
        start_cursor=edges[0][0] if edges else None,
        end_cursor=edges[-1][0] if edges else None,
    )
    return edges, info
