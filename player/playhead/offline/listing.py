"""Everything that has to be fetched to play what was chosen: init segments, segments, keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from playhead.errors import ErrorCode, RequestType, StorageError, make_problem
from playhead.net.passage import Subject
from playhead.presentation import Kind, Period, Protection, Representation, Resource, Segment, SegmentIndex

__all__ = ["MOST_ITEMS", "Item", "Listing", "kind_of"]

# A day in segments of one second, in three tracks, is a quarter of a million.
MOST_ITEMS = 300_000

_REQUESTS = {Kind.TEXT: RequestType.TEXT, Kind.IMAGE: RequestType.IMAGE}


@dataclass(frozen=True, slots=True)
class Item:
    """One file to be had.

    Attributes:
        at_s: Where in the title it is needed.
        media_s: Seconds of the title's picture that it brings; 0 for anything but the picture.
        size_bytes: What it will probably take.
        picture: The name of an artwork that it is; empty for media.
        subject: What of the title it is, for filters.
    """

    resource: Resource
    at_s: float = 0.0
    media_s: float = 0.0
    size_bytes: int = 0
    picture: str = ""
    subject: Subject = field(default_factory=Subject)


class Listing:
    """The items of one title, in the order in which they play."""

    def __init__(self) -> None:
        self._items: dict[Resource, Item] = {}
        self.protections: dict[tuple[Protection, ...], None] = {}

    @property
    def items(self) -> list[Item]:
        """All of them, once each; several representations may share one."""
        return sorted(self._items.values(), key=lambda item: item.at_s)

    def add(
        self,
        period: Period,
        kind: Kind,
        representation: Representation,
        index: SegmentIndex,
        *,
        is_main: bool,
    ) -> None:
        """Add a representation.

        Args:
            is_main: Its segments are what the title's length is measured by.

        Raises:
            StorageError: NOT_ALLOWED if there are more of them than any title has.
        """
        subject = Subject(kind, representation)
        bps = representation.average_bandwidth_bps or representation.bandwidth_bps
        for item in self._of(period, kind, representation, index):
            if len(self._items) >= MOST_ITEMS:
                # An index answers for a thousand million segments with three numbers; here each is made.
                detail = f"more than {MOST_ITEMS} files"
                raise StorageError(make_problem(ErrorCode.STORAGE_NOT_ALLOWED, detail))
            is_segment = item.resource.type is not RequestType.INIT
            known = item.resource.byte_range.length if item.resource.byte_range else None
            self._items.setdefault(
                item.resource,
                Item(
                    item.resource,
                    item.at_s,
                    item.media_s if is_main else 0.0,
                    known if known is not None else int(bps * item.media_s / 8) if is_segment else 0,
                    subject=subject,
                ),
            )

    def _of(
        self, period: Period, kind: Kind, representation: Representation, index: SegmentIndex
    ) -> Iterator[Item]:
        request = _REQUESTS.get(kind, RequestType.SEGMENT)
        self._protect(representation.protection)
        for segment in index:
            if segment.is_gap or not _plays(segment, period):
                continue
            at_s = float(period.start) + segment.start_s
            self._protect(segment.protection)
            if (init := segment.init) is not None:
                self._protect(init.protection)
                yield Item(Resource(init.url, RequestType.INIT, init.byte_range), at_s)
            yield Item(Resource(segment.url, request, segment.byte_range), at_s, segment.duration_s)

    def _protect(self, protections: tuple[Protection, ...]) -> None:
        if protections:
            self.protections[protections] = None


def _plays(segment: Segment, period: Period) -> bool:
    return period.duration is None or segment.start_s < float(period.duration)


def kind_of(period: Period, representation: Representation) -> Kind:
    """Return what a representation of the period carries."""
    return next(
        track.kind
        for track in period.tracks
        if any(each.id == representation.id for each in track.representations)
    )
