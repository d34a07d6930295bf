"""The index of a single WebM file: its Cues element, fetched first, then read (RFC 9559 §5.1.5).

Cues count their clusters' positions from the start of the Segment's payload, which only the file's head
tells. Where the Cues stand near the head (DASH files are made so), all up to their end is fetched at once.
Where they stand far behind, the head is known only by its length: the first cluster follows it, and the first
cue names that cluster's position.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from playhead.containers.webm.ebml import Element, elements, number
from playhead.dash.faults import manifest_error
from playhead.dash.index import FileLocator, RunIndex
from playhead.dash.runs import runs_of_spans
from playhead.errors import ErrorCode, RequestType
from playhead.presentation import ByteRange, InitSegment, Resource, SegmentIndex

__all__ = ["CuesIndex", "cues_index"]

_SEGMENT, _INFO, _TIMESTAMP_SCALE, _CUES = 0x18538067, 0x1549A966, 0x2AD7B1, 0x1C53BB6B
_CUE_POINT, _CUE_TIME, _CUE_TRACK_POSITIONS, _CUE_CLUSTER_POSITION = 0xBB, 0xB3, 0xB7, 0xF1
_NANOSECONDS = 1_000_000_000
_DEFAULT_SCALE_NS = 1_000_000
# Beyond this the Cues are not "near the head": fetching everything before them would cost more than it tells.
_MAX_HEAD_BYTES = 1024 * 1024
# An EBML header and a Segment's id and size; real ones are 43 to 60 bytes.
_MAX_PAYLOAD_START = 512


def cues_index(
    url: str, where: ByteRange, media_start: Fraction, init: InitSegment | None, duration: Fraction | None
) -> "CuesIndex":
    """Make the deferred index of one file.

    Args:
        url: The file.
        where: @indexRange.
        media_start: Media time of the period's start, in seconds.
        init: Where the head of the file is.
        duration: The period's; None if it is not known.
    """
    is_near = where.first <= _MAX_HEAD_BYTES
    fetched = ByteRange(0, where.last) if is_near else where
    head = init.byte_range.last if init and init.byte_range else None
    first_cluster = None if is_near or head is None else head + 1
    return CuesIndex(
        Resource(url, RequestType.INDEX, fetched), where, media_start, init, duration, first_cluster
    )


@dataclass(frozen=True, slots=True)
class CuesIndex:
    """A `DeferredIndex` over one WebM file; see `cues_index`.

    Attributes:
        where: @indexRange: `resource` may be more.
        first_cluster: Where the first cluster is, if the head does not come along.
    """

    resource: Resource
    where: ByteRange
    media_start: Fraction
    init: InitSegment | None
    period_duration: Fraction | None
    first_cluster: int | None

    def moved(self, move: Callable[[str], str]) -> "CuesIndex":
        """Return the same file elsewhere; see `MovableIndex`."""
        return replace(
            self,
            resource=replace(self.resource, url=move(self.resource.url)),
            init=None if self.init is None else replace(self.init, url=move(self.init.url)),
        )

    def resolve(self, body: bytes, url: str, previous: SegmentIndex | None = None) -> SegmentIndex:
        """Read the Cues. See `DeferredIndex`; `previous` is not needed, a file does not grow.

        Raises:
            ManifestError: MALFORMED if there are none, or it can't be told what they count from.
            MediaError: If the bytes are no EBML.
        """
        payload, scale_ns, points = self._read(body)
        if not points:
            raise self._malformed("there are no Cues in the index range")
        if payload is None:
            payload = -1 if self.first_cluster is None else self.first_cluster - points[0][1]
        if not 0 <= payload <= _MAX_PAYLOAD_START:
            raise self._malformed("it can't be told where the Cues count from")
        timescale = max(1, _NANOSECONDS // scale_ns)
        media_offset = round(self.media_start * timescale)
        limit = None if self.period_duration is None else math.ceil(self.period_duration * timescale)
        starts = [time - media_offset for time, _ in points]
        spans = list(zip(starts, self._durations(starts, limit), strict=True))
        ranges = self._ranges([payload + position for _, position in points])
        return RunIndex(
            lambda: runs_of_spans(spans, limit),
            timescale,
            FileLocator(self.resource.url, ranges),
            media_offset=media_offset,
            init=self.init,
        )

    def _read(self, body: bytes) -> tuple[int | None, int, list[tuple[int, int]]]:
        """Return the start of the Segment's payload if it is there, the ticks' length, (time, position)s."""
        payload, scale_ns = None, _DEFAULT_SCALE_NS
        points: dict[int, int] = {}
        for element in elements(body, 0, len(body), frozenset((_SEGMENT, _INFO))):
            if element.identity == _SEGMENT:
                payload = element.body
            elif element.identity == _TIMESTAMP_SCALE:
                scale_ns = number(body, element) or _DEFAULT_SCALE_NS
            elif element.identity == _CUES:
                for time, position in _cue_points(body, element):
                    # Further tracks of one cluster add nothing.
                    points.setdefault(position, time)
        ordered = sorted((time, position) for position, time in points.items())
        return payload, scale_ns, ordered

    def _durations(self, starts: list[int], limit: int | None) -> list[int]:
        """Return each segment's duration: to the next one; the last one's to the period's end."""
        durations = [max(1, after - start) for start, after in pairwise(starts)]
        last = limit - starts[-1] if limit is not None else (durations[-1] if durations else 1)
        return [*durations, max(1, last)]

    def _ranges(self, positions: list[int]) -> list[ByteRange]:
        after = [position - 1 for position in positions[1:]]
        # Cues behind the clusters bound the last one; otherwise it reaches to the end of the file.
        end = self.where.first - 1 if self.where.first > positions[-1] else None
        return [ByteRange(first, last) for first, last in zip(positions, [*after, end], strict=True)]

    def _malformed(self, reason: str) -> Exception:
        return manifest_error(
            ErrorCode.MANIFEST_MALFORMED, reason, url=self.resource.url, request_type=RequestType.INDEX
        )


def _cue_points(body: bytes, cues: Element) -> Iterator[tuple[int, int]]:
    end = len(body) if cues.end is None else cues.end
    for point in elements(body, cues.body, end, frozenset()):
        if point.identity != _CUE_POINT or point.end is None:
            continue
        time: int | None = None
        for field in elements(body, point.body, point.end, frozenset((_CUE_TRACK_POSITIONS,))):
            if field.identity == _CUE_TIME:
                time = number(body, field)
            elif field.identity == _CUE_CLUSTER_POSITION and time is not None:
                yield time, number(body, field)
