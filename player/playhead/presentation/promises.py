"""Which promises an index keeps: whether it has to be fetched first, can grow, or tells of moments.

`isinstance` looks for every member of a protocol, each time, and a live title asks thousands of times a
minute. What a class can do never changes, so it is asked once for each class.
"""

from typing import Any, Protocol, TypeGuard, runtime_checkable

from playhead.presentation.model import DeferredIndex, GrowingIndex, Resource, SegmentIndex, TellingIndex

__all__ = ["ReportedIndex", "as_growing", "as_reported", "as_telling", "is_resolved"]

_known: dict[tuple[type, object], bool] = {}


@runtime_checkable
class ReportedIndex(Protocol):
    """A `DeferredIndex` of which another one's document may tell how far it is (HLS rendition reports)."""

    def beside(self, other: SegmentIndex) -> Resource:
        """Return what to fetch, with what the other one tells."""
        ...


def is_resolved(index: SegmentIndex | DeferredIndex) -> TypeGuard[SegmentIndex]:
    """Say whether an index knows its segments, and needn't be fetched first."""
    return not _keeps(index, DeferredIndex)


def as_growing(index: Any) -> GrowingIndex | None:
    """Return an index that may grow, and knows how to be asked for more; None for any other."""
    return index if _keeps(index, GrowingIndex) else None


def as_reported(index: Any) -> ReportedIndex | None:
    """Return an index of which others may tell how far it is; None for any other."""
    return index if _keeps(index, ReportedIndex) else None


def as_telling(index: Any) -> TellingIndex | None:
    """Return an index whose own document says something about moments; None for any other."""
    return index if _keeps(index, TellingIndex) else None


def _keeps(index: object, promise: Any) -> bool:
    key = type(index), promise
    known = _known.get(key)
    if known is None:
        known = _known[key] = isinstance(index, promise)
    return known
