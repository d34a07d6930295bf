"""Arithmetic on stretches of time: sorted lists of (start_s, end_s)."""

from collections.abc import Sequence

__all__ = ["intersect"]

_Range = tuple[float, float]


def intersect(lists: Sequence[Sequence[_Range]]) -> tuple[_Range, ...]:
    """Return the stretches that lie in all of the lists; nothing for no lists."""
    if not lists:
        return ()
    common: Sequence[_Range] = lists[0]
    for ranges in lists[1:]:
        common = [
            (max(start_s, other_start_s), min(end_s, other_end_s))
            for start_s, end_s in common
            for other_start_s, other_end_s in ranges
            if max(start_s, other_start_s) < min(end_s, other_end_s)
        ]
    return tuple(common)
