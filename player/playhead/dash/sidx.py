"""The index of a single-file representation: fetched first, then read (ISO/IEC 23009-1 §6.3.4)."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from playhead.containers.isobmff.boxes import boxes
from playhead.containers.isobmff.sidx import SegmentReference, parse_sidx
from playhead.dash.faults import manifest_error
from playhead.dash.index import FileLocator, RunIndex
from playhead.dash.runs import runs_of_spans
from playhead.errors import ErrorCode, RequestType
from playhead.presentation import ByteRange, InitSegment, Resource, SegmentIndex
from playhead.presentation.timeline import rescale

__all__ = ["SidxIndex"]

_MAX_LEVELS = 8


@dataclass(frozen=True, slots=True)
class SidxIndex:
    """A `DeferredIndex` over one MP4 file.

    Attributes:
        resource: The bytes that hold the `sidx` box.
        media_url: The file that it indexes; the same one, unless the index is a file of its own.
        media_offset: Ticks of media time at the period's start, in `timescale`.
        timescale: The MPD's; the box may have another.
        period_duration: Segments wholly outside the period are left out; None if it is not known.
    """

    resource: Resource
    media_url: str
    media_offset: int
    timescale: int
    init: InitSegment | None
    period_duration: Fraction | None

    def moved(self, move: Callable[[str], str]) -> "SidxIndex":
        """Return the same file elsewhere; see `MovableIndex`."""
        return replace(
            self,
            resource=replace(self.resource, url=move(self.resource.url)),
            media_url=move(self.media_url),
            init=None if self.init is None else replace(self.init, url=move(self.init.url)),
        )

    def resolve(self, body: bytes, url: str, previous: SegmentIndex | None = None) -> SegmentIndex:
        """Read the `sidx`. See `DeferredIndex`; `previous` is not needed, a file does not grow.

        Raises:
            ManifestError: UNSUPPORTED if it leads to further indexes outside the body.
            MediaError: If there is no index in the body, or a broken one.
        """
        asked = self.resource.byte_range
        offset = asked.first if asked else 0
        if self.resource.url != self.media_url:
            # An index in a file of its own counts from the media file's first byte.
            offset = -next((box.end for box in boxes(body) if box.kind == b"sidx"), 0)
        index = parse_sidx(body, offset=offset)
        references = list(self._flat(index.references, body, offset, 1))
        scale = index.timescale
        media_offset = rescale(self.media_offset, self.timescale, scale)
        limit = None if self.period_duration is None else math.ceil(self.period_duration * scale)
        spans = [(r.start - media_offset, r.duration) for r in references]
        ranges = [r.byte_range for r in references]
        return RunIndex(
            lambda: runs_of_spans(spans, limit),
            scale,
            FileLocator(self.media_url, ranges),
            media_offset=media_offset,
            init=self.init,
        )

    def _flat(
        self, references: tuple[SegmentReference, ...], body: bytes, offset: int, level: int
    ) -> Iterator[SegmentReference]:
        """Yield the references to media, following those to indexes that came along in the same body."""
        for reference in references:
            if not reference.is_index:
                if reference.duration:
                    yield reference
                continue
            inner = _slice(body, offset, reference.byte_range)
            if inner is None or level == _MAX_LEVELS:
                reason = "the segment index leads to further indexes outside its range"
                raise manifest_error(
                    ErrorCode.MANIFEST_UNSUPPORTED,
                    reason,
                    url=self.resource.url,
                    request_type=RequestType.INDEX,
                )
            deeper = parse_sidx(inner, offset=reference.byte_range.first).references
            yield from self._flat(deeper, body, offset, level + 1)


def _slice(body: bytes, offset: int, part: ByteRange) -> bytes | None:
    """Return the bytes of the file that the part names, if the body has the start of them."""
    start = part.first - offset
    if not 0 <= start < len(body) or part.last is None:
        return None
    return body[start : part.last - offset + 1]
